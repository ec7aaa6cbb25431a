"""``strikemap export``: events in the shapes of coded data sets."""

import sys
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from app import main
from app.cli.environment import settings_from_environment
from app.cli.terminal import BuildProgress
from app.formats.shaped import table


class Shape(StrEnum):
    """Whose columns the file gets."""

    acled = "acled"
    ucdp_ged = "ucdp-ged"
    airwars = "airwars"


def export(
    shape: Annotated[Shape, typer.Option(help="Whose columns the file gets.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The CSV file to write (default: standard output).")] = None,
) -> None:
    """Write the store's events as CSV, one row each, with a column export_notes that says what the shape cannot carry."""
    with closing(BuildProgress()) as building:
        opened = main.build_service(settings_from_environment(), building)
    with closing(opened) as service:
        out = output.open("w", encoding="utf-8", newline="") if output else sys.stdout
        try:
            for piece in table(shape.value, service.told_events()):
                out.write(piece)
        finally:
            if output:
                out.close()
