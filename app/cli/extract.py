"""``strikemap extract``: a report in, its toponyms and claims out."""

import gc
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Annotated, Any

import typer

from app import main
from app.cli import lines
from app.cli.environment import settings_from_environment
from app.cli.terminal import BuildProgress, progress
from app.errors import BadInput, StrikemapError
from app.formats.extraction import reading_record
from app.ingest.text import report_from_text
from app.service import Reader
from app.settings import Settings

_POOL_FROM = 64


def extract(
    source: Annotated[Path, typer.Argument(help="A text file, or - for standard input.")] = lines.STDIN,
    jsonl: Annotated[bool, typer.Option("--jsonl", help='Batch form: one {"id","text",…} a line in, one line out each.')] = False,
    published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD. Needed to read 'Friday'.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    title: Annotated[str | None, typer.Option(help="Headline, for context only.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it stands.")] = None,
) -> None:
    """Read one report, or a batch of them, and print what it claims."""
    settings = settings_from_environment()
    if jsonl:
        _extract_lines(source, settings)
        return
    report = report_from_text(lines.read_bytes(source), title=title, publisher=publisher, url=url, published_at=published)
    with main.build_reader(settings) as reader:
        typer.echo(lines.dump_indented(reading_record(reader.read(report))), nl=False)


def _extract_lines(source: Path, settings: Settings) -> None:
    with lines.opened(source) as file:
        batch = file.readlines()
    with closing(BuildProgress()) as building:
        main.open_gazetteer(settings, building).close()
    for record in progress(len(batch), "Reading reports", _records(batch, settings)):
        sys.stdout.buffer.write(record)
    sys.stdout.buffer.flush()


def _records(batch: list[bytes], settings: Settings) -> Iterator[bytes]:
    """Read on every core; a short batch is quicker without further processes."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(batch) < _POOL_FROM or cores < 2:
        with main.build_reader(settings) as reader:
            yield from (_record(reader, line) for line in batch)
        return
    with ProcessPoolExecutor(cores, initializer=_open_worker, initargs=(settings,)) as pool:
        yield from pool.map(_worker_record, batch, chunksize=8)


class _Worker:
    """The reader of this worker process; it lives as long as the process."""

    reader: Reader
    stack = ExitStack()


def _open_worker(settings: Settings) -> None:
    _Worker.reader = _Worker.stack.enter_context(main.build_reader(settings))
    gc.freeze()  # vocabularies and names stay: they need no looking through


def _worker_record(line: bytes) -> bytes:
    return _record(_Worker.reader, line)


def _record(reader: Reader, line: bytes) -> bytes:
    """Answer one line, also a bad one: ``failed`` with the reason, so that line n of the output is line n of the input."""
    record_id: Any = None
    try:
        item = lines.parse_object(line)
        record_id = item.get("id")
        text = lines.text_of(item, "text")
        if text is None:
            raise BadInput('"text" is missing')
        report = report_from_text(
            text,
            title=lines.text_of(item, "title"),
            publisher=lines.text_of(item, "publisher"),
            published_at=lines.text_of(item, "published_at"),
        )
        record = reading_record(reader.read(report, _spans_of(item, len(report.text))))
        record["id"] = record_id
    except StrikemapError as error:
        record = {"id": record_id, "status": "failed", "error": str(error), "is_strike_report": None, "toponyms": [], "claims": []}
    return lines.dump(record)


def _spans_of(item: dict[str, Any], length: int) -> list[tuple[int, int]] | None:
    spans = item.get("spans")
    if spans is None:
        return None
    if not isinstance(spans, list) or not all(_is_span(span, length) for span in spans):
        raise BadInput('"spans" must be a list of [start, end] in code points of the text')
    return [(start, end) for start, end in spans]


def _is_span(span: Any, length: int) -> bool:
    return isinstance(span, list) and len(span) == 2 and all(type(offset) is int for offset in span) and 0 <= span[0] < span[1] <= length
