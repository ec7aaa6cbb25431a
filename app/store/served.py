"""Rows of a data set as they are served, by their ranks."""

import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from app.store.coded import CodedView
from app.store.held import Held
from app.store.layers import Layer
from app.store.ready import unpacking

RUN = 25
"""Rows that follow each other and are held together: pages begin and end with one of them, whichever size clients ask for."""

LONGEST = 1_000
"""A page of more rows is not held: some of them would drive out all others."""

HOT_BYTES = 16 * 1024 * 1024
"""How much is held of them."""


@dataclass(frozen=True, slots=True)
class Run:
    """Rows that follow each other, empty where the collection has none of a rank."""

    rows: list[bytes]

    @property
    def nbytes(self) -> int:
        """Bytes in memory."""
        return sum(map(len, self.rows))


class ServedRows:
    """Rows as they are served. What is paged through is asked for by many and is held; what a filter finds is hardly asked for again."""

    def __init__(self) -> None:
        """Hold none yet."""
        self._hot = Held(HOT_BYTES)
        self._own = _Own()

    def of_ranks(self, db: sqlite3.Connection, layer: Layer, view: CodedView, ranks: Sequence[int]) -> tuple[bytes, ...]:
        """The rows of these ranks, ascending, all of which the collection has."""
        if not ranks:
            return ()
        kept = _Kept(db, layer, view, self._own.unpacking)
        first, last = ranks[0], ranks[-1]
        in_a_row = last - first + 1 == len(ranks)
        if not in_a_row:
            return tuple(kept.listed(ranks))
        if len(ranks) > LONGEST:
            return tuple(row for _, row in kept.spanned(first, last))

        def run(number: int) -> Run:
            start = number * RUN
            rows = dict(kept.spanned(start, start + RUN - 1))
            return Run([rows.get(rank, b"") for rank in range(start, start + RUN)])

        runs = [self._hot.get((layer.edition, view.form, number), partial(run, number)) for number in range(first // RUN, last // RUN + 1)]
        rows = [row for one in runs for row in one.rows]
        return tuple(rows[first % RUN : first % RUN + len(ranks)])


class _Own(threading.local):
    """What every thread has for itself: to make it takes as long as to unpack a page."""

    def __init__(self) -> None:
        self.unpacking = lru_cache(maxsize=4)(unpacking)


class _Kept:
    """Where the rows of one layer are kept: ready to be served, or as values."""

    def __init__(self, db: sqlite3.Connection, layer: Layer, view: CodedView, unpacking: Callable[[bytes], Callable[[bytes], bytes]]) -> None:
        self._db = db
        self._finished: Callable[[bytes], bytes]
        if layer.ready == view.form:
            self._json, self._table, self._finished = "k.json", f"ready_{layer.number} AS k", unpacking(layer.sample)
        else:
            own = f"rank_{layer.number} AS k CROSS JOIN values_{layer.number} AS v ON v.n = k.n"
            self._json, self._table, self._finished = "v.json", own, view.rendered

    def listed(self, ranks: Sequence[int]) -> list[bytes]:
        """The rows of these ranks, in their order."""
        sql = f"SELECT {self._json} FROM json_each(?) AS p CROSS JOIN {self._table} WHERE k.r = p.value"  # noqa: S608 - our own names
        return [self._finished(body) for (body,) in self._db.execute(sql, (f"[{','.join(map(str, ranks))}]",))]

    def spanned(self, first: int, last: int) -> list[tuple[int, bytes]]:
        """Ranks and rows from one rank to another."""
        sql = f"SELECT k.r, {self._json} FROM {self._table} WHERE k.r BETWEEN ? AND ? ORDER BY k.r"  # noqa: S608 - our own names
        return [(rank, self._finished(body)) for rank, body in self._db.execute(sql, (first, last))]
