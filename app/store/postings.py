"""Which rows of a data set have which value: a set of ranks for every value of every field, made once when the rows are in.

An edition of a data set never changes, so the rows that meet any conditions on its fields, and how many they are, come from a few of
these sets, whatever its size. What a condition means is asked of SQL, value by value; only *and*, *or* and *not* are worked out here.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Literal

import numpy as np
import orjson
from numpy.typing import NDArray

from app.model.coded import CodedRow
from app.model.feature import Scalar
from app.model.query import And, Compare, Filter, Leaf, Not, Or, columns_of
from app.store.coded import FIELDS, CodedView, Prepared, literal, prepared
from app.store.columns import Columns, Conditions
from app.store.conditions import where
from app.store.held import Held
from app.store.layers import Layer
from app.store.ranks import Ranks
from app.store.view import blurred_row

MOST_VALUES = 4_096
"""A field with more different values in one batch is none that rows are chosen by."""

MOST_IN_ALL = 20_000
"""The same for a whole data set."""

MANY_VALUES = 64
"""Of a field with more values, a column of them is held: what meets many values is found in it faster than by uniting their sets."""

SORTED = 65_536
"""Up to so many rows of rare values are sorted at a time."""

NO_RANK = np.iinfo(np.uint32).max
"""The rank of a row that was dropped."""

POSTED = tuple(name for name in FIELDS if name not in ("id", "quote", "lon", "lat", "uncertainty_m"))
"""The fields that are posted unless they have too many values."""

_values = attrgetter(*POSTED)

_RANGES = ("<", "<=", ">", ">=")

PLACED_FIELD = "placed"
"""The field, beside those of a row, that tells whether a row has a position (1) or none (0)."""

Coded = tuple[str, str, bytes]
"""A field's column of one batch: its name, its different values as JSON, and for each row the number of its value (uint16; empty: all 0)."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows as they are written, and their columns."""

    rows: list[Prepared]
    columns: list[Coded]


def prepare(rows: Sequence[CodedRow]) -> Batch:
    """All that is written of some rows, made where they were read, so that the writer only writes."""
    rows = [blurred_row(row) for row in rows]
    return Batch([prepared(row) for row in rows], _columns(rows))


def _columns(rows: Sequence[CodedRow]) -> list[Coded]:
    """The columns of a batch of rows."""
    columns: dict[str, Sequence[Scalar]] = dict(zip(POSTED, zip(*map(_values, rows), strict=True), strict=True)) if rows else {}
    columns[PLACED_FIELD] = [int(row.lon is not None) for row in rows]
    made = []
    for name, column in columns.items():
        numbers = {value: number for number, value in enumerate(dict.fromkeys(column))}
        if len(numbers) <= MOST_VALUES:
            codes = b"" if len(numbers) == 1 else np.fromiter(map(numbers.__getitem__, column), "<u2", len(column)).tobytes()
            made.append((name, orjson.dumps(list(numbers)).decode(), codes))
    return made


def stage(db: sqlite3.Connection, layer: int, start: int, rows: int, columns: Sequence[Coded]) -> None:
    """Keep the columns of a batch, whose rows are numbered from ``start``, until ``post`` makes sets of them."""
    sql = f"INSERT INTO stage_{layer} (field, start, rows, vals, codes) VALUES (?, ?, ?, ?, ?)"  # noqa: S608 - the layer's own number
    db.executemany(sql, [(name, start, rows, values, codes) for name, values, codes in columns])


def post(db: sqlite3.Connection, layer: int, ranks: NDArray[np.uint32]) -> str:
    """Make the sets of every field whose values are few, and tell these fields; ``ranks`` has the rank of every row number, or NO_RANK."""
    of = int(np.count_nonzero(ranks != NO_RANK))
    batches = db.execute(f"SELECT count(DISTINCT start) FROM stage_{layer}").fetchone()[0]  # noqa: S608 - the layer's own number
    done = []
    for field in (*POSTED, PLACED_FIELD):
        staged = db.execute(f"SELECT count(*) FROM stage_{layer} WHERE field = ?", (field,)).fetchone()[0]  # noqa: S608
        column = _column_of(db, layer, field, ranks, of) if staged == batches else None
        if column is not None:
            values, codes = column
            insert = f"INSERT INTO post_{layer} (field, value, rows, ranks) VALUES (?, ?, ?, ?)"  # noqa: S608
            db.executemany(insert, ((field, values[code], len(one), one.blob()) for code, one in _sets(codes, len(values))))
            done.append(field)
    db.execute(f"CREATE INDEX post_{layer}_field ON post_{layer} (field, value, rows)")
    db.execute(f"DROP TABLE stage_{layer}")
    return " ".join(done)


def _column_of(db: sqlite3.Connection, layer: int, field: str, ranks: NDArray[np.uint32], of: int) -> tuple[list[Scalar], NDArray[np.uint16]] | None:
    """The different values of a field, and for each rank the number of its value; None where there are too many."""
    numbers: dict[Scalar, int] = {}
    codes = np.zeros(of, np.uint16)
    sql = f"SELECT start, rows, vals, codes FROM stage_{layer} WHERE field = ? ORDER BY start"  # noqa: S608 - the layer's own number
    for start, rows, values, own in db.execute(sql, (field,)):
        known = np.array([numbers.setdefault(value, len(numbers)) for value in orjson.loads(values)], np.uint32)
        if len(numbers) > MOST_IN_ALL:
            return None
        at = ranks[start : start + rows]
        column = known[np.frombuffer(own, "<u2")] if own else np.full(rows, known[0])
        codes[at[at != NO_RANK]] = column[at != NO_RANK]
    return list(numbers), codes


def _sets(codes: NDArray[np.uint16], size: int) -> Iterator[tuple[int, Ranks]]:
    """The ranks of every value that has any: of a common one as bits; those of rare ones are sorted out together, some values at a time."""
    of = len(codes)
    counts = sum((np.bincount(codes[start : start + SORTED], minlength=size) for start in range(0, of, SORTED)), np.zeros(size, np.int64))
    for first, after in _spans(counts.tolist()):
        if after - first == 1:
            yield first, Ranks(of, bits=np.packbits(codes == first))
            continue
        at = np.flatnonzero((codes >= first) & (codes < after)).astype(np.uint32)
        order = at[np.argsort(codes[at], kind="stable")]
        for code, own in enumerate(np.split(order, np.cumsum(counts[first : after - 1])), first):
            if len(own):
                yield code, Ranks(of, own)


def _spans(counts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of values that have few enough rows together, or a single one each that has more."""
    first = held = 0
    for code, count in enumerate(counts):
        if held and held + count > SORTED:
            yield first, code
            held = 0
        if not held:
            first = code
        held += count
    if held:
        yield first, len(counts)


class NotPosted(Exception):
    """A condition on what is not posted: the rows themselves must be looked at."""


class Postings:
    """The sets of one layer, as one collection sees its rows."""

    def __init__(self, db: sqlite3.Connection, layer: Layer, view: CodedView, held: Held) -> None:
        """Read them from ``db`` as they are asked for, and keep them in ``held``."""
        self._db = db
        self._held = held
        self._layer = layer
        self._view = view

    def everything(self) -> Ranks:
        """All rows."""
        return self._held.get((self._layer.edition,), lambda: Ranks.everything(self._layer.features))

    def placed(self) -> Ranks:
        """The rows that have a position."""
        return self._holding(PLACED_FIELD, "value = 1", ())

    def meeting(self, part: Filter, truth: Literal[True, False] = True) -> Ranks:
        """The rows for which a filter is true, or false: unknown is neither. Raises NotPosted."""
        match part:
            case Not(inner):
                return self.meeting(inner, not truth)
            case And(parts) | Or(parts):
                found = Ranks.everything(self._layer.features) if isinstance(part, And) is truth else Ranks(self._layer.features)
                for one in parts:
                    found = found & self.meeting(one, truth) if isinstance(part, And) is truth else found | self.meeting(one, truth)
                return found
            case _:
                return self._leaf(part, truth)

    def _leaf(self, part: Leaf, truth: bool) -> Ranks:
        names = set(columns_of(part))
        if len(names) != 1:
            raise NotPosted
        column = self._view[names.pop()]
        if column.coded is None and column.name not in self._view.ids:
            asked = _asked(part, _Standing(self._view, literal(column.constant)), truth)
            holds = self._db.execute(f"SELECT {asked.sql[0]}", asked.values).fetchone()[0]
            return Ranks.everything(self._layer.features) if holds else Ranks(self._layer.features)
        if column.coded not in self._layer.posted or column.name in self._view.ids:
            raise NotPosted
        asked = _asked(part, _Standing(self._view, "value"), truth)
        return self._holding(column.coded, asked.sql[0], asked.values, isinstance(part, Compare) and part.op in _RANGES)

    def _holding(self, field: str, condition: str, values: Sequence[Scalar | bytes], ranged: bool = False) -> Ranks:
        return self._held.get((self._layer.edition, field, condition, *values), lambda: self._read(field, condition, values, ranged))

    def _read(self, field: str, condition: str, values: Sequence[Scalar | bytes], ranged: bool) -> Ranks:
        """The ranks with any value that meets a condition; ``ranged``: it is known of these values that no other lies between them."""
        table, of = f"post_{self._layer.number}", self._layer.features
        met, bound = f"FROM {table} WHERE field = ? AND {condition}", [field, *values]  # compiled, values are bound
        (count,) = self._db.execute(f"SELECT count(*) FROM (SELECT 1 {met} LIMIT ?)", [*bound, MANY_VALUES + 1]).fetchone()  # noqa: S608
        if count <= MANY_VALUES:
            return Ranks.union(of, self._db.execute(f"SELECT rows, ranks {met}", bound))
        column = self._held.get((self._layer.edition, field), lambda: ValueColumn.read(self._db, table, field, of))
        if ranged:
            low, high = (self._db.execute(f"SELECT value {met} ORDER BY value {way} LIMIT 1", bound).fetchone()[0] for way in ("ASC", "DESC"))
            return column.within(low, high)
        count, stated, low, high = self._db.execute(f"SELECT count(*), count(value), min(value), max(value) {met}", bound).fetchone()
        if count == stated == column.between(low, high):
            return column.within(low, high)
        return column.among([row[0] for row in self._db.execute(f"SELECT value {met}", bound)])


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A field with many values: for each rank the number of its value, in the order of values; and the number of each value, as read."""

    codes: NDArray[np.uint16]
    numbers: Mapping[Any, int]

    @classmethod
    def read(cls, db: sqlite3.Connection, table: str, field: str, of: int) -> "ValueColumn":
        """Make it of the field's sets."""
        codes, numbers = np.zeros(of, np.uint16), {}
        sql = f"SELECT value, rows, ranks FROM {table} WHERE field = ? ORDER BY value"  # noqa: S608 - our own names
        for number, (value, count, blob) in enumerate(db.execute(sql, (field,))):
            numbers[value] = number
            codes[Ranks.from_blob(of, count, blob).numbers()] = number
        return cls(codes, numbers)

    @property
    def nbytes(self) -> int:
        """Bytes in memory, about."""
        return self.codes.nbytes + 150 * len(self.numbers)

    def between(self, low: Any, high: Any) -> int:
        """How many values lie from one to another."""
        return self.numbers[high] - self.numbers[low] + 1

    def within(self, low: Any, high: Any) -> Ranks:
        """The ranks with a value from one to another."""
        first, last = self.numbers[low], self.numbers[high]
        if last == len(self.numbers) - 1:
            return Ranks(len(self.codes), bits=np.packbits(self.codes >= first))
        from_first = (self.codes >= first) if first > 0 else True
        return Ranks(len(self.codes), bits=np.packbits((self.codes <= last) & from_first))

    def among(self, values: Sequence[Any]) -> Ranks:
        """The ranks with any of these values."""
        wanted = np.zeros(len(self.numbers), bool)
        wanted[[self.numbers[value] for value in values]] = True
        return Ranks(len(self.codes), bits=np.packbits(wanted[self.codes]))


class _Standing(Columns):
    """Columns in whose place one expression stands."""

    def __init__(self, columns: Columns, expression: str) -> None:
        self._known = columns
        self._expression = expression

    def __getitem__(self, name: str) -> Any:
        return self._known[name]

    def sql(self, name: str, into: Conditions) -> str:
        """The expression."""
        return self._expression


def _asked(part: Filter, columns: Columns, truth: bool) -> Conditions:
    into = Conditions()
    where(part if truth else Not(part), columns, into)
    return into
