"""``strikemap compare``: the store's events against a coded data set."""

import csv
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from app import main
from app.cli.environment import settings_from_environment
from app.cli.terminal import BuildProgress
from app.errors import BadInput
from app.evaluate.comparison import Line, Outcome, spread
from app.formats.csv import disarmed
from app.ingest.mapping import preset as shipped_mapping
from app.ingest.mapping import read_mapping
from app.service.comparing import coded_rows, mapping_of

COLUMNS = (
    *("outcome", "event_id", "event_start", "event_end", "event_place", "event_status", "event_killed"),
    *("row_id", "row_start", "row_end", "row_place", "row_killed", "km", "days", "reasons"),
)

_SHOWN = 20


def compare(
    file: Annotated[Path, typer.Argument(help="CSV, GeoJSON or GeoJSON-Seq of coded strike events.")],
    days: Annotated[int, typer.Option(min=0, max=31, help="How many days apart two may lie.")] = 1,
    km: Annotated[float, typer.Option(min=0.1, max=500, help="How many kilometres apart two may lie.")] = 25,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The CSV file to write (default: standard output).")] = None,
    preset: Annotated[str | None, typer.Option(help="acled, ucdp-ged, airwars or points (default: by the file's columns).")] = None,
    mapping: Annotated[Path | None, typer.Option(help="A mapping of its columns (TOML), instead of a preset.")] = None,
) -> None:
    """Hold the store's events against a coded data set: matched, ours only, theirs only, with reasons; one line each. Nothing is kept."""
    if preset is not None and mapping is not None:
        raise BadInput("--preset or --mapping, not both")
    columns = read_mapping(mapping) if mapping else shipped_mapping(preset) if preset else mapping_of(file)
    if not file.is_file():
        raise BadInput(f"There is no file {file.name}.")
    rows, errors = coded_rows(file, columns)
    for line, problem in errors[:_SHOWN]:
        print(f"line {line}: {problem}", file=sys.stderr)
    with closing(BuildProgress()) as building:
        opened = main.build_service(settings_from_environment(), building)
    counted: Counter[str] = Counter()
    with closing(opened) as service:
        out = output.open("w", encoding="utf-8", newline="") if output else sys.stdout
        try:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(COLUMNS)
            for one in service.compare(rows, days, km):
                counted[one.outcome] += 1
                writer.writerow([disarmed(cell) for cell in _cells(one)])
        finally:
            if output:
                out.close()
    summary = ", ".join(f"{counted[outcome]} {outcome}" for outcome in get_args(Outcome) if counted[outcome] or "other" not in outcome)
    print(f"{columns.title}: {summary}; {len(errors)} rows could not be read", file=sys.stdout if output else sys.stderr)


def _cells(line: Line) -> list[Any]:
    event, row = line.event or {}, line.row
    return [
        *(line.outcome, event.get("id"), event.get("date_start"), event.get("date_end"), event.get("place_name"), event.get("status")),
        spread(event.get("killed_min"), event.get("killed_max")),
        *((row.id, row.date_start, row.date_end, row.place_name, spread(row.killed_min, row.killed_max)) if row else (None,) * 5),
        *(line.km, line.days, "; ".join(line.reasons)),
    ]
