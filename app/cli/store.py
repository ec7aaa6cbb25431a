"""``strikemap import | rebuild | backup | restore | check``: what is done to a store as a whole."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from app import main
from app.cli.environment import settings_from_environment
from app.cli.terminal import BuildProgress, CountProgress
from app.errors import BadInput
from app.ingest.mapping import preset as shipped_mapping
from app.ingest.mapping import read_mapping
from app.service import Service
from app.store import care

_SHOWN = 20


class Visibility(StrEnum):
    """Who sees a data set: nobody but the owner, or everybody."""

    private = "private"
    public = "public"


def import_(
    file: Annotated[Path, typer.Argument(help="CSV, GeoJSON or GeoJSON-Seq of coded strike events.")],
    preset: Annotated[str | None, typer.Option(help="acled, ucdp-ged, airwars or points.")] = None,
    mapping: Annotated[Path | None, typer.Option(help="A mapping of its columns (TOML), instead of a preset.")] = None,
    name: Annotated[str | None, typer.Option(help="What to call the data set; the same name replaces it.")] = None,
    visibility: Annotated[Visibility, typer.Option(help="private data sets are kept out of every public answer.")] = Visibility.private,
    licence: Annotated[str | None, typer.Option(help="Its licence (default: the mapping's).")] = None,
) -> None:
    """Import a coded data set: one report and one claim a row, all or nothing; the same file again changes nothing."""
    if (preset is None) == (mapping is None):
        raise BadInput("say how the columns are called: --preset acled|ucdp-ged|airwars|points, or --mapping FILE.toml")
    columns = read_mapping(mapping) if mapping else shipped_mapping(preset or "")
    with opened_service() as service, closing(CountProgress("Importing")) as progress:
        done = service.import_file(file, columns, name=name, visibility=visibility.value, licence=licence, progress=progress)
    if visibility is Visibility.public:
        # the map's counts are made now, so that the service, running or started later, does not have its first reader wait for them
        with closing(main.open_counting(settings_from_environment())) as counting:
            counting.prepare()
    if done.unused:
        print(f"columns of the file that nothing is read from: {', '.join(done.unused)}", file=sys.stderr)
    if done.undated:
        print("no column is read as the day (date_start): no row has a date", file=sys.stderr)
    for line, problem in done.errors[:_SHOWN]:
        print(f"line {line}: {problem}" if line else problem, file=sys.stderr)
    if len(done.errors) > _SHOWN:
        print(f"… and {len(done.errors) - _SHOWN} more rows that could not be read", file=sys.stderr)
    state = "unchanged" if done.unchanged else f"{len(done.errors)} errors, {done.skipped} rows that are no strikes"
    print(f"{done.name}: {done.rows} rows ({state})")


def rebuild(dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False) -> None:
    """Derive everything anew from the reports, under the present extractor and gazetteer; goes on where a killed one stopped."""
    with opened_service() as service, closing(CountProgress("Rebuilding")) as progress:
        done = service.rebuild(dry_run=dry_run, progress=progress)
    for report_id, changes in list(done.changes.items())[:_SHOWN]:
        print(f"{report_id}\tadded {len(changes.added)}\tremoved {len(changes.removed)}\tmoved {len(changes.moved)}\taltered {len(changes.altered)}")
    totals = ", ".join(f"{count} {name}" for name, count in done.totals().items())
    print(f"{done.reports} reports read again{' (dry run)' if dry_run else ''}: {totals} features; {len(done.failed)} failed")


def backup(target: Annotated[Path, typer.Argument(help="The file to write; never overwritten.")]) -> None:
    """Copy the store as it is at one moment, while it is in use, and check the copy."""
    with closing(CountProgress("Copying")) as progress:
        health = care.backup(_path(), target, progress)
    print(f"{target}: {health.contents}")


def restore(
    source: Annotated[Path, typer.Argument(help="A backup.")],
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of the store that is there.")] = False,
) -> None:
    """Put a backup in the store's place; the service must not be running."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    health = care.restore(source, path, replace=replace)
    print(f"{path}: {health.contents}")


def check(store: Annotated[Path | None, typer.Argument(help="A store or a backup (default: the store).")] = None) -> None:
    """Read a whole store and tell what is wrong with it. Exit code 1 if anything is."""
    health = care.check(store or _path())
    for problem in health.problems:
        print(problem, file=sys.stderr)
    print(f"{'not sound' if health.problems else 'sound'}: version {health.version}, {health.contents}")
    if health.problems:
        sys.exit(1)


@contextmanager
def opened_service() -> Iterator[Service]:
    """The whole line with its store, as the settings say, closed at the end."""
    with closing(BuildProgress()) as building:
        opened = main.build_service(settings_from_environment(), building)
    with closing(opened) as service:
        yield service


def _path() -> Path:
    return settings_from_environment().data_dir / main.STORE
