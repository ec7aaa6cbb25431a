"""One part's claims and marks as arrays: every text once, a small number in its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from app.map.census.morton import Keys, keys_of
from app.map.census.precision import CODED, UNMAPPED, precision_of
from app.model.census import DRAWN, ClaimRow, MarkRow, Part
from app.model.choice import FACETS

NEVER = np.iinfo(np.int32).min
"""The day of a claim that states none."""

Days = npt.NDArray[np.int32]
Codes = npt.NDArray[np.unsignedinteger[Any]]
Numbers = npt.NDArray[np.unsignedinteger[Any]]
"""Numbers of features; like codes they stand in the narrowest type that holds them all, since a part may have millions."""

_TEXTS = tuple(name for name in FACETS if name != "precision")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of texts: a code a claim, and the texts by code. A text may hold several values, joined by '; '."""

    codes: Codes
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """Marks with a position: Morton keys, the row of each one's claim, its own number, its collection (a position in
    ``MARKS``), whether it is solid.
    """

    keys: npt.NDArray[np.uint64]
    claims: npt.NDArray[np.uint32]
    numbers: Numbers
    roles: npt.NDArray[np.uint8]
    solid: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Area:
    """A place that marks of one role know only as an area: its marks' claims, as rows, and their own numbers; each mark has the outline."""

    collection: int
    place_id: str
    claims: tuple[int, ...]
    numbers: tuple[int, ...]


Lines = tuple[tuple[int, int], ...]
"""Strike lines: the row of each one's claim, and its own number."""


@dataclass(frozen=True, slots=True)
class Table:
    """A part: numbers ascending, days (``NEVER`` where there is none), a column a facet, points, areas and lines, and the rows
    that are of the EXAMPLE."""

    part: Part
    numbers: Numbers
    first: Days
    last: Days
    columns: Mapping[str, Column]
    points: Points
    areas: tuple[Area, ...] = ()
    lines: Lines = ()
    examples: frozenset[int] = frozenset()


class _Encoder:
    """Texts to codes, batch by batch."""

    def __init__(self) -> None:
        self.known: dict[bytes | None, int] = {}
        self.batches: list[Codes] = []

    def add(self, values: Iterable[bytes | None]) -> None:
        known = self.known
        self.batches.append(_narrow([known[v] if v in known else known.setdefault(v, len(known)) for v in values]))

    def column(self) -> Column:
        return Column(joined(self.batches, np.uint8), tuple("" if text is None else text.decode("utf-8", "replace") for text in self.known))


def table_of(part: Part, claims: Iterable[Sequence[ClaimRow]], marks: Iterable[Sequence[MarkRow]]) -> Table:
    """Gather a part from its rows; a million claims take about three seconds of CPU."""
    encoders = {name: _Encoder() for name in _TEXTS}
    numbers, first, last, placed, keys = [], [], [], [], []
    examples: set[int] = set()
    count = 0
    for batch in claims:
        columns = dict(zip(ClaimRow._fields, zip(*batch, strict=True), strict=True))
        for name, encoder in encoders.items():
            encoder.add(columns[name])
        examples |= {count + at for at, one in enumerate(columns["example"]) if one}
        numbers.append(_narrow(columns["n"]))
        first.append(np.array([NEVER if day is None else day for day in columns["first"]], np.int32))
        last.append(np.array([NEVER if day is None else day for day in columns["last"]], np.int32))
        lon, lat = np.array([columns["lon"], columns["lat"]], np.float64)
        placed.append(~np.isnan(lon))
        keys.append(keys_of(lon[placed[-1]], lat[placed[-1]]))
        count += len(batch)
    found: Numbers = joined(numbers, np.uint8)
    facets = {name: encoder.column() for name, encoder in encoders.items()}
    if part.coded:
        points, facets["precision"] = _coded_points(joined(keys, np.uint64), joined(placed, np.bool_), found)
        return Table(part, found, joined(first, np.int32), joined(last, np.int32), facets, points)
    points, areas, lines, facets["precision"] = _drawn(found, marks)
    return Table(part, found, joined(first, np.int32), joined(last, np.int32), facets, points, areas, lines, frozenset(examples))


def joined(arrays: Sequence[npt.NDArray[Any]], kind: npt.DTypeLike) -> npt.NDArray[Any]:
    """Several arrays as one; a single one is not copied, and none is an empty one of ``kind``."""
    if len(arrays) == 1:
        return arrays[0]
    return np.concatenate(arrays) if arrays else np.empty(0, kind)


def _narrow(values: Sequence[int]) -> npt.NDArray[np.unsignedinteger[Any]]:
    """Numbers from 0 up in the narrowest type that holds them."""
    return np.array(values, np.min_scalar_type(max(values, default=0)))


def _coded_points(keys: Keys, placed: npt.NDArray[np.bool_], numbers: Numbers) -> tuple[Points, Column]:
    """Every row with a position is a reported target, as its coder placed it; ``keys`` are those of the rows that have one."""
    order = np.argsort(keys, kind="stable")
    rows = np.flatnonzero(placed).astype(np.uint32)[order]
    size = len(rows)
    points = Points(keys[order], rows, numbers[rows], np.zeros(size, np.uint8), np.zeros(size, np.bool_))
    return points, Column((~placed).astype(np.uint8), (CODED, UNMAPPED))


def _drawn(numbers: Numbers, marks: Iterable[Sequence[MarkRow]]) -> tuple[Points, tuple[Area, ...], Lines, Column]:
    at = {number: index for index, number in enumerate(numbers.tolist())}
    # what was stored after the claims were read waits for the census of its own version
    rows = [(at[row.claim], row) for batch in marks for row in map(MarkRow._make, batch) if row.claim in at]
    known: list[set[str]] = [set() for _ in numbers]
    areas: dict[tuple[int, str], list[tuple[int, int]]] = {}
    lines, placed = [], []
    for claim, row in rows:
        if DRAWN[row.collection] == "strike-lines":
            lines.append((claim, row.n))
            continue
        known[claim].add(precision_of(row.place_kind.decode() if row.place_kind else None, row.where_prec))
        if row.lon is None:
            areas.setdefault((row.collection, (row.place_id or b"").decode("utf-8", "replace")), []).append((claim, row.n))
        else:
            placed.append((claim, row))
    encoder = _Encoder()
    encoder.add("; ".join(sorted(kinds) or [UNMAPPED]).encode() for kinds in known)
    outlined = tuple(Area(*key, tuple(claim for claim, _ in held), tuple(number for _, number in held)) for key, held in areas.items())
    return _news_points(placed), outlined, tuple(lines), encoder.column()


def _news_points(placed: Sequence[tuple[int, MarkRow]]) -> Points:
    keys = keys_of(np.array([row.lon for _, row in placed], np.float64), np.array([row.lat for _, row in placed], np.float64))
    order = np.argsort(keys, kind="stable")
    return Points(
        keys[order],
        np.array([claim for claim, _ in placed], np.uint32)[order],
        _narrow([row.n for _, row in placed])[order],
        np.array([row.collection for _, row in placed], np.uint8)[order],
        np.array([bool(row.solid) for _, row in placed], np.bool_)[order],
    )
