"""Claims of all parts counted by what they can be filtered by, and listed, newest first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from app.map.census.bins import Bin, bins_of
from app.map.census.table import NEVER, Column, Days, Table, joined
from app.model.census import Part
from app.model.choice import FACETS, UNSTATED, Choice

Mask = npt.NDArray[np.bool_]
Find = Callable[[Part, str, str | None], list[int]]
"""Numbers of the claims of a part that hold words, or stand in a report (``CensusSource.numbers``)."""

STEP = 1 << 17
"""How many rows are counted at a time."""

LARGEST = 200
"""How many values of a facet are told, most claims first."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What the filters leave. ``facets``: each value with the number of claims that the other filters leave it, most first; ``bins`` likewise."""

    claims: int
    matched: int
    coded: int
    undated: int
    facets: Mapping[str, list[tuple[str, int]]]
    bins: list[tuple[Bin, int]]


class Census:
    """The public claims of one state of the store. Rows count through all parts, in their order."""

    def __init__(self, tables: Sequence[Table], find: Find) -> None:
        """Join the parts; ``find`` answers for words and reports."""
        self.tables = tables
        self._find = lru_cache(maxsize=8)(lambda text, report: self._searched(find, text, report))
        self.starts = np.cumsum([0, *(len(table.numbers) for table in tables)])
        self.first, self.last = (joined([getattr(table, name) for table in tables], np.int32) for name in ("first", "last"))
        self.columns = {name: _united([table.columns[name] for table in tables]) for name in FACETS}
        self._values = {name: [_split(text) for text in column.texts] for name, column in self.columns.items()}
        self._shown = self._real()
        self._undated = (self.first == NEVER) & (self.last == NEVER)
        asserted = self._bearing("meant", frozenset({"asserted"})) & ~self._undated & self._shown
        self._bins = bins_of(*self._days(asserted))

    def __len__(self) -> int:
        """How many claims."""
        return int(self.starts[-1])

    def mask(self, choice: Choice) -> Mask:
        """Which claims pass."""
        passing = self._found(choice) if choice.report is not None else self._found(choice) & self._shown
        for name, wanted in choice.values:
            passing = passing & self._bearing(name, wanted)
        if choice.first is not None:
            passing = passing & ((self.last == NEVER) | (self.last >= choice.first.toordinal()))
        if choice.last is not None:
            passing = passing & ((self.first == NEVER) | (self.first <= choice.last.toordinal()))
        return passing

    def summary(self, choice: Choice) -> Summary:
        """Count what the filters leave."""
        whole = self.mask(choice)
        chosen = {name for name, _ in choice.values}
        facets = {name: self._counts(name, self.mask(choice.without(name)) if name in chosen else whole) for name in FACETS}
        anytime = self.mask(replace(choice, first=None, last=None)) if choice.first or choice.last else whole
        coded = sum(len(table.numbers) for table in self.tables if table.part.coded)
        return Summary(int(self._shown.sum()), int(whole.sum()), coded, int((anytime & self._undated).sum()), facets, self._histogram(anytime))

    def order(self, choice: Choice) -> npt.NDArray[np.uint32]:
        """The rows of the claims that pass by their last day, newest first, undated ones last."""
        rows = np.flatnonzero(self.mask(choice)).astype(np.uint32)
        days = np.where(self.last[rows] == NEVER, self.first[rows], self.last[rows])
        return rows[np.argsort(np.where(days == NEVER, np.iinfo(np.int32).max, -days), kind="stable")]

    def place(self, row: int) -> tuple[Part, int]:
        """Part and number of a row."""
        table = int(np.searchsorted(self.starts, row, side="right")) - 1
        return self.tables[table].part, int(self.tables[table].numbers[row - self.starts[table]])

    def values_of(self, name: str, rows: npt.NDArray[np.integer[Any]]) -> tuple[str, ...]:
        """What some rows bear of a facet, each value once, in the order of the alphabet."""
        column = self.columns[name]
        return tuple(sorted({value for code in np.unique(column.codes[rows]).tolist() for value in self._values[name][code]}))

    def marks_of(self, rows: Sequence[int]) -> list[tuple[Part, int, int]]:
        """The marks of some claims: part, collection (a position in ``MARKS``) and number."""
        found: list[tuple[Part, int, int]] = []
        for table, start in zip(self.tables, self.starts, strict=False):
            own = np.array([row - start for row in rows if 0 <= row - start < len(table.numbers)], np.uint32)
            points = table.points
            at = np.flatnonzero(np.isin(points.claims, own)).tolist() if len(own) else []
            found += [(table.part, int(points.roles[one]), int(points.numbers[one])) for one in at]
            wanted = set(own.tolist())
            for area in table.areas:
                found += [(table.part, area.collection, number) for claim, number in zip(area.claims, area.numbers, strict=True) if claim in wanted]
        return found

    def _real(self) -> Mask:
        """The EXAMPLE's claims stand in only until there are others."""
        shown = np.ones(len(self), np.bool_)
        for table, start in zip(self.tables, self.starts, strict=False):
            shown[np.array(sorted(table.examples), np.int64) + start] = False
        return shown if shown.any() else ~shown

    def _found(self, choice: Choice) -> Mask:
        if not choice.text.strip() and choice.report is None:
            return np.ones(len(self), np.bool_)
        return self._find(choice.text, choice.report)

    def _searched(self, find: Find, text: str, report: str | None) -> Mask:
        found = np.zeros(len(self), np.bool_)
        for table, start in zip(self.tables, self.starts, strict=False):
            numbers = np.array(find(table.part, text, report), np.uint64)
            # what came since the part was read is in none of its rows
            numbers = numbers[numbers <= table.numbers.max(initial=0)].astype(table.numbers.dtype)
            at = np.searchsorted(table.numbers, numbers)
            found[start + at[table.numbers[at] == numbers]] = True
        return found

    def _bearing(self, name: str, wanted: frozenset[str]) -> Mask:
        table = np.array([not wanted.isdisjoint(values) for values in self._values[name]], np.bool_)
        return table[self.columns[name].codes] if len(table) else np.zeros(len(self), np.bool_)

    def _counts(self, name: str, passing: Mask) -> list[tuple[str, int]]:
        codes, size = self.columns[name].codes, len(self._values[name])
        by_code = sum((np.bincount(codes[part][passing[part]], minlength=size) for part in self._steps()), np.zeros(size, np.int64))
        counts: dict[str, int] = {}
        for values, count in zip(self._values[name], by_code.tolist(), strict=True):
            for value in values:
                counts[value] = counts.get(value, 0) + count
        return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:LARGEST]

    def _steps(self) -> Iterator[slice]:
        """All rows, some at a time: what is worked out of them takes little memory that way."""
        return (slice(start, start + STEP) for start in range(0, len(self), STEP))

    def _days(self, rows: Mask, part: slice = slice(None)) -> tuple[Days, Days]:
        """First and last days of those rows of a part; a claim that states one of them has it for both."""
        first, last = self.first[part][rows[part]], self.last[part][rows[part]]
        return np.where(first == NEVER, last, first), np.where(last == NEVER, first, last)

    def _histogram(self, passing: Mask) -> list[tuple[Bin, int]]:
        if not self._bins:
            return []
        starts = np.array([one.start.toordinal() for one in self._bins], np.int32)
        came, left = np.zeros(len(starts), np.int64), np.zeros(len(starts) + 1, np.int64)
        dated = passing & ~self._undated
        for part in self._steps():
            first, last = self._days(dated, part)
            came += np.bincount(np.clip(np.searchsorted(starts, first, side="right") - 1, 0, None), minlength=len(starts))
            left += np.bincount(np.clip(np.searchsorted(starts, last, side="right"), 0, None), minlength=len(starts) + 1)
        return list(zip(self._bins, (np.cumsum(came) - np.cumsum(left)[: len(starts)]).tolist(), strict=True))


def document(summary: Summary) -> dict[str, Any]:
    """A summary as JSON: the page reads it where there are too many claims to count by itself."""
    return {
        "claims": summary.claims,
        "matched": summary.matched,
        "coded": summary.coded,
        "undated": summary.undated,
        "facets": summary.facets,
        "bins": [{"start": one.start.isoformat(), "end": one.end.isoformat(), "count": count} for one, count in summary.bins],
    }


def _united(columns: Sequence[Column]) -> Column:
    """Several columns as one: a text has one code."""
    if len(columns) == 1:
        return columns[0]
    known: dict[str, int] = {}
    codes = []
    for column in columns:
        own = [known.setdefault(text, len(known)) for text in column.texts]
        table = np.array(own, np.min_scalar_type(max(own, default=0)))
        codes.append(table[column.codes] if len(table) else column.codes)
    return Column(np.concatenate(codes) if codes else np.empty(0, np.uint8), tuple(known))


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in (one.strip() for one in text.split(";")) if part) or (UNSTATED,)
