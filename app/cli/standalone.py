"""``strikemap map``: one report as one self-contained HTML file, for a CMS or an e-mail."""

from pathlib import Path
from typing import Annotated

import typer


def write_map(
    source: Annotated[Path, typer.Argument(help="A text file, or - for standard input.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file to write.")],
    published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD. Needed to read 'Friday'.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    title: Annotated[str | None, typer.Option(help="Headline.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it stands.")] = None,
) -> None:
    """Write the map of one report as a single file that makes no request."""
