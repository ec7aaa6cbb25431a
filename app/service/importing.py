"""Coded data sets from a file into the store: read and made ready in other processes, written by this one, all or nothing."""

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from app.errors import BadInput
from app.ingest.chunks import Chunk, chunks, fingerprint, rows
from app.ingest.coded import RowProblem, RowReader
from app.ingest.mapping import GENERIC, ColumnMapping, country_codes
from app.model.coded import CodedRow, Dataset, RowError, Visibility
from app.model.protocols import Store

READER = "2"
"""Changes whenever the same file would give other rows, so that it is read again."""

PARALLEL_FROM = 8 * 1024 * 1024
"""Bytes of a file above which further processes are worth their start."""

Progress = Callable[[int, int], None]
"""Told the bytes read so far and in all."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How an import ended: rows in the data set, rows the mapping did not take for strikes, row errors by line; unchanged: nothing was new.

    A row error of the file as a whole has line 0. ``unused`` are the columns of a CSV file from which nothing is read; ``undated``: no
    column of it gives a day.
    """

    name: str
    rows: int
    skipped: int
    errors: tuple[RowError, ...]
    unchanged: bool
    unused: tuple[str, ...] = ()
    undated: bool = False


@dataclass(frozen=True, slots=True)
class _Ready:
    batch: Any
    rows: int
    errors: list[RowError]
    skipped: int
    lines: int
    end: int
    seen: int


def import_file(
    store: Store,
    path: Path,
    mapping: ColumnMapping,
    *,
    name: str | None = None,
    visibility: Visibility = "private",
    licence: str | None = None,
    progress: Progress | None = None,
    processes: int | None = None,
) -> ImportReport:
    """Import a CSV, GeoJSON or GeoJSON-Seq file of coded strike events as one data set, in flat memory.

    Nothing of it is seen before all of it is there; a killed import goes on where it was; the same file again changes nothing.

    Raises:
        BadInput: the file cannot be read, or has no row that can be used.
        Unavailable: the store cannot be written.
    """
    if not path.is_file():
        raise BadInput(f"There is no file {path.name}.")
    if name and mapping.name == GENERIC:
        mapping = replace(mapping, title=name, claimant=name)
    mapping = replace(mapping, name=name or mapping.name)
    dataset = Dataset(mapping.name, mapping.title, licence or mapping.licence, mapping.attribution, visibility)
    state = store.begin_import(dataset, _source(path, mapping))
    if state.done:
        return ImportReport(dataset.name, state.rows, 0, (), True)
    skipped, kept = 0, state.rows
    first_error = next(iter(state.errors), None)
    total = path.stat().st_size
    header: Sequence[str] = ()

    def noted(parts: Iterator[Chunk]) -> Iterator[Chunk]:
        nonlocal header
        for part in parts:
            header = part.header
            yield part

    make = partial(_make_ready, mapping, country_codes(), store.prepare)
    for ready in _in_order(make, noted(chunks(path, state.at, state.lines)), total, processes):
        store.add_rows(dataset.name, ready.batch, ready.end, ready.lines, ready.errors)
        skipped += ready.skipped
        kept += ready.rows
        first_error = first_error or next(iter(ready.errors), None)
        if progress:
            progress(min(ready.seen, total), total)
    if not kept:
        why = f" The first error, in line {first_error[0]}: {first_error[1]}." if first_error else ""
        raise BadInput(f"The file has no row that can be used.{why}")
    ended = store.finish_import(dataset)
    unused, undated = mapping.unread(header), bool(header) and not mapping.gives(header, "date_start")
    return ImportReport(dataset.name, ended.rows, skipped, ended.errors, False, unused, undated)


def _source(path: Path, mapping: ColumnMapping) -> str:
    """A word for what is imported and how it is read."""
    how = hashlib.sha256(repr(_stable(mapping)).encode()).hexdigest()[:16]
    return f"{fingerprint(path)}-{how}-{READER}"


def _stable(mapping: ColumnMapping) -> Sequence[object]:
    keep, unknown = ({column: sorted(values) for column, values in one.items()} for one in (mapping.keep, mapping.unknown))
    return (mapping.name, mapping.claimant, mapping.claimant_kind, mapping.dates, mapping.fields, mapping.codes, keep, unknown)


def _make_ready(mapping: ColumnMapping, countries: Mapping[str, str], prepare: Callable[[Sequence[CodedRow]], Any], chunk: Chunk) -> _Ready:
    """Read a chunk."""
    reader = RowReader(mapping, countries, chunk.header)
    made: list[CodedRow] = []
    errors: list[RowError] = []
    skipped = 0
    for line, row in rows(chunk):
        if isinstance(row, str):
            errors.append((line, row))
            continue
        try:
            coded = reader.read(row)
        except RowProblem as problem:
            errors.append((line, str(problem)))
            continue
        if coded is None:
            skipped += 1
        else:
            made.append(coded)
    return _Ready(prepare(made), len(made), errors, skipped, chunk.lines_before + chunk.lines, chunk.end, chunk.seen)


def _in_order(make: Callable[[Chunk], _Ready], parts: Iterator[Chunk], total: int, processes: int | None) -> Iterator[_Ready]:
    """Every chunk made ready, in the order of the file, a few ahead of the writer and no more."""
    workers = os.cpu_count() or 1 if processes is None else processes
    if total < PARALLEL_FROM or workers == 0:
        yield from map(make, parts)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        ahead: deque[Future[_Ready]] = deque()
        for part in parts:
            ahead.append(pool.submit(make, part))
            if len(ahead) > 2 * workers:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()
