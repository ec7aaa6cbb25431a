"""``strikemap map``: one report as one self-contained HTML file, for a CMS or an e-mail."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from app import main
from app.cli import lines
from app.cli.environment import settings_from_environment
from app.cli.terminal import BuildProgress
from app.errors import BadInput
from app.ingest.text import report_from_text
from app.map.standalone import COLLECTIONS, standalone


def write_map(
    source: Annotated[Path, typer.Argument(help="A text file, or - for standard input.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file to write.")],
    published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD. Needed to read 'Friday'.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    title: Annotated[str | None, typer.Option(help="Headline.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it stands.")] = None,
) -> None:
    """Write the map of one report as a single file that makes no request. Nothing is kept in the store."""
    report = report_from_text(lines.read_bytes(source), title=title, publisher=publisher, url=url, published_at=published)
    with TemporaryDirectory(prefix="strikemap-") as scratch:
        settings = replace(settings_from_environment(), data_dir=Path(scratch))
        with closing(BuildProgress()) as building:
            opened = main.build_service(settings, building)
        with closing(opened) as service:
            receipt = service.submit(report)
            basemap = main.geodata_directory() / "basemap"
            html = standalone(service.layers(COLLECTIONS), service.overview(report.id), service.report(report.id), basemap)
    try:
        output.write_text(html, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{output} cannot be written: {error.strerror or error}.") from error
    typer.echo(f"{output}: {receipt.claims} claims, {len(html.encode()) // 1000} kB ({receipt.status})", err=True)
