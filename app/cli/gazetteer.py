"""``strikemap gazetteer``: the places it knows, and those you add."""

from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from app import main
from app.cli import lines
from app.cli.environment import settings_from_environment
from app.cli.terminal import BuildProgress
from app.errors import BadInput
from app.geocode.added import AddedSource, add_source, list_sources, remove_source

gazetteer = typer.Typer(help="The places it knows: list them, add some, take them away again.", no_args_is_help=True)


@gazetteer.command()
def add(
    what: Annotated[str, typer.Argument(help="GeoNames dump (.zip, .txt), table (.csv, .tsv), GeoJSON, or the word placeroot.")],
    name: Annotated[str | None, typer.Option(help="What to call the source (default: the file's name).")] = None,
    licence: Annotated[str | None, typer.Option(help="Its licence; must be given for tables and GeoJSON.")] = None,
    attribution: Annotated[str | None, typer.Option(help="Whom to name beside the map.")] = None,
    version: Annotated[str | None, typer.Option(help="Its version or date.")] = None,
    alternates: Annotated[Path | None, typer.Option(help="GeoNames alternateNamesV2, for a GeoNames dump.")] = None,
    country: Annotated[str | None, typer.Option(help="The country of all its places, where it does not say.")] = None,
    columns: Annotated[list[str] | None, typer.Option("--map", help="Column of a table, as name=COLUMN; may be repeated.")] = None,
) -> None:
    """Add the places of a file; one of the same name is replaced."""
    settings = settings_from_environment()
    mapping = dict(_pair(column) for column in columns) if columns else None
    with closing(BuildProgress("Adding the places.")) as progress:
        with closing(main.open_gazetteer(settings, progress)) as known:
            try:
                added = add_source(
                    settings.added_dir,
                    known,
                    what,
                    name=name,
                    licence=licence,
                    attribution=attribution,
                    version=version,
                    alternates=alternates,
                    mapping=mapping,
                    country=country,
                    progress=progress,
                )
            except OSError as error:
                raise BadInput(f"{what} cannot be added: {error.strerror or error}.") from error
    typer.echo(f"{added.name}: {added.places} places ({added.licence})")


@gazetteer.command()
def remove(name: Annotated[str, typer.Argument(help="Name of an added source, as `list` shows it.")]) -> None:
    """Take an added source away."""
    remove_source(settings_from_environment().added_dir, name)
    typer.echo(f"{name}: removed")


@gazetteer.command("list")
def list_(as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False) -> None:
    """List the sources with their licences."""
    sources = _sources()
    if as_json:
        typer.echo(lines.dump_indented([asdict(source) for source in sources]), nl=False)
        return
    table = Table()
    for column in ("source", "places", "version", "licence", "attribution", "added"):
        table.add_column(column, justify="right" if column == "places" else "left")
    for source in sources:
        table.add_row(source.name, str(source.places), source.version, source.licence, source.attribution, "" if source.built_in else "yes")
    Console().print(table)


@gazetteer.command()
def stats() -> None:
    """Say how many places it knows in all, and how many were added."""
    sources = _sources()
    typer.echo(f"places: {sum(source.places for source in sources)}")
    typer.echo(f"added: {sum(source.places for source in sources if not source.built_in)}")
    typer.echo(f"sources: {len(sources)}")


def _sources() -> list[AddedSource]:
    settings = settings_from_environment()
    with closing(BuildProgress()) as progress, closing(main.open_gazetteer(settings, progress)) as known:
        return list_sources(settings.added_dir, known)


def _pair(column: str) -> tuple[str, str]:
    key, found, value = column.partition("=")
    if not found:
        raise BadInput(f"--map wants name=COLUMN, not {column!r}")
    return key, value
