"""``strikemap geocode``: a place name in, the place or an honest null out."""

import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any

import typer

from app import main
from app.cli import lines
from app.cli.environment import settings_from_environment
from app.cli.terminal import BuildProgress, progress
from app.errors import BadInput, StrikemapError
from app.formats.extraction import place_record
from app.geocode.answer import Answer, NameGeocoder


def geocode(
    name: Annotated[str, typer.Argument(help="A place name; with --jsonl a file, or - for standard input.")] = "-",
    country: Annotated[str | None, typer.Option(help="Country name or ISO 3166-1 alpha-2 code.")] = None,
    admin1: Annotated[str | None, typer.Option(help="Province, state or governorate.")] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help='Batch form: one {"id","name","country"?,"admin1"?} a line in, one line out each.')] = False,
) -> None:
    """Find a place by name, offline; nulls where it does not know."""
    if name == "-" and not jsonl:
        raise BadInput('give a name: strikemap geocode "Deir al-Zour", or a batch with --jsonl')
    with closing(BuildProgress()) as building:
        opened = main.open_gazetteer(settings_from_environment(), building)
    with closing(opened) as gazetteer:
        geocoder = NameGeocoder(gazetteer)
        if not jsonl:
            typer.echo(lines.dump_indented(_record(geocoder.geocode(name, country, admin1))), nl=False)
            return
        with lines.opened(Path(name)) as file:
            batch = file.readlines()
        for record in progress(len(batch), "Finding places", (_answer_line(geocoder, line) for line in batch)):
            sys.stdout.buffer.write(record)
        sys.stdout.buffer.flush()


def _answer_line(geocoder: NameGeocoder, line: bytes) -> bytes:
    """Answer one line, also a bad one: nulls, with what is wrong as the reason."""
    record_id: Any = None
    try:
        item = lines.parse_object(line)
        record_id = item.get("id")
        name = lines.text_of(item, "name")
        if name is None:
            raise BadInput('"name" is missing')
        answer = geocoder.geocode(name, lines.text_of(item, "country"), lines.text_of(item, "admin1"))
    except StrikemapError as error:
        answer = Answer("", None, None, 0.0, str(error))
    return lines.dump({"id": record_id, **_record(answer)})


def _record(answer: Answer) -> dict[str, Any]:
    at = answer.location or answer.place
    return {
        "lat": at.lat if at else None,
        "lon": at.lon if at else None,
        "place": place_record(answer.place),
        "where_prec": answer.location.where_prec if answer.location else None,
        "score": round(answer.score, 3),
        "reason": answer.reason,
    }
