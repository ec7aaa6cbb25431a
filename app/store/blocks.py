"""The rows of a data set in blocks of neighbours in space and time, proposed by a 3-D R*Tree and decided row by row, all at once.

A block that lies wholly inside what is asked is counted without being opened. Undated rows span all time; they, and rows of long
spans, have blocks of their own, so that no block is longer than its rows.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.model.query import Box, Interval
from app.store.conditions import boxes
from app.store.layers import EVER, Layer
from app.store.ranks import Numbers

ROWS = 512
"""Rows of a block."""

SLABS = 5
"""Slabs of time for each column of longitude: who asks for a month asks for less of all time than of all places."""

LONG = 31
"""Days above which a span is a long one."""

_MARK = np.dtype([("x", "<f8"), ("y", "<f8"), ("first", "<i4"), ("last", "<i4"), ("rank", "<u4")])
"""A row of a block: degrees, proleptic days (-EVER and EVER where it is undated), rank."""

Marks = NDArray[Any]


def build(db: sqlite3.Connection, layer: int, ranks: NDArray[np.uint32]) -> None:
    """Make the blocks of a layer and the R*Tree over them; ``ranks`` has the rank of every row number."""
    number = 0
    for placed, long in ((True, False), (True, True), (False, False), (False, True)):
        for block in _packed(db, layer, f"x IS {'NOT ' * placed}NULL AND ifnull(last - first, {2 * EVER}) {'>' if long else '<='} {LONG}"):
            block["rank"] = ranks[block["rank"]]
            number += 1
            _insert(db, layer, number, placed, block)


def _packed(db: sqlite3.Connection, layer: int, condition: str) -> Iterator[Marks]:
    """Sort-tile-recursive (Leutenegger, Lopez and Edgington 1997): slabs of time, in each slabs of longitude, in each runs of latitude.

    One slab is in memory at a time; SQLite sorts the whole on disk. A mark's rank is the number of its row here.
    """
    size = int(db.execute(f"SELECT count(*) FROM rows_{layer} WHERE {condition}").fetchone()[0])  # noqa: S608 - our own numbers
    columns = max(1, round((size / ROWS / SLABS) ** (1 / 3)))
    sql = f"""SELECT ifnull(x, 0.0), ifnull(y, 0.0), ifnull(first, {-EVER}) AS since, ifnull(last, {EVER}), n
        FROM rows_{layer} WHERE {condition} ORDER BY since"""  # noqa: S608
    rows = db.execute(sql)
    while len(slab := np.fromiter(islice(rows, -(-size // (SLABS * columns))), _MARK)):
        for column in np.array_split(slab[np.argsort(slab["x"], kind="stable")], columns):
            column = column[np.argsort(column["y"], kind="stable")]
            yield from (column[start : start + ROWS] for start in range(0, len(column), ROWS))


def _insert(db: sqlite3.Connection, layer: int, number: int, placed: bool, block: Marks) -> None:
    x, y, first, last = (block[name] for name in ("x", "y", "first", "last"))
    box = (float(x.min()), float(x.max()), float(y.min()), float(y.max()))
    db.execute(f"INSERT INTO box_{layer} VALUES (?, ?, ?, ?, ?, ?, ?)", (number, *box, int(first.min()), int(last.max())))  # noqa: S608
    db.execute(
        f"INSERT INTO block_{layer} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        (number, int(placed), len(block), *box, int(first.max()), int(last.min()), block.tobytes()),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """A part of the world and of time; ``box`` None is everywhere. ``placed``: only rows that have a position; False: only those without."""

    box: Box | None
    first: int
    last: int
    placed: bool | None


def asked(bounds: Box | None, interval: Interval | None, placed: bool, undrawn: bool) -> list[Asked]:
    """What a query's box, which may cross the antimeridian, and its days ask; with ``undrawn`` rows without a position pass the box."""
    start, end = interval or (None, None)
    first = -EVER if start is None else start.toordinal()
    last = EVER if end is None else end.toordinal()
    if bounds is None:
        return [Asked(None, first, last, placed or None)]
    return [*(Asked(box, first, last, True) for box in boxes(bounds)), *([Asked(None, first, last, False)] if undrawn and not placed else ())]


def count(db: sqlite3.Connection, layer: Layer, part: Asked) -> int:
    """How many rows lie there; only blocks at the edge are opened."""
    inside, values = _inside(part)
    whole = f"SELECT ifnull(sum(k.rows), 0) FROM {_proposed(layer, part)} AND {inside}"  # noqa: S608 - our own names
    found = int(db.execute(whole, [*_bounds(part), *values]).fetchone()[0])
    edge = f"SELECT k.marks FROM {_proposed(layer, part)} AND NOT {inside}"  # noqa: S608
    return found + len(_decided(db.execute(edge, [*_bounds(part), *values]).fetchall(), part))


def proposed(db: sqlite3.Connection, layer: Layer, part: Asked) -> int:
    """How many rows the blocks that may meet what is asked hold, at most."""
    if part.placed is False:
        return layer.features - layer.placed
    sql = f"SELECT count(*) FROM box_{layer.number} AS t WHERE {_met(part)}"  # noqa: S608 - our own names
    return ROWS * int(db.execute(sql, _bounds(part)).fetchone()[0])


def numbers(db: sqlite3.Connection, layer: Layer, part: Asked) -> Numbers:
    """The ranks of the rows there, in no order."""
    sql = f"SELECT k.marks FROM {_proposed(layer, part)}"  # noqa: S608 - our own names
    return _decided(db.execute(sql, _bounds(part)).fetchall(), part)["rank"]


def _proposed(layer: Layer, part: Asked) -> str:
    """The blocks that the R*Tree proposes."""
    placed = {True: " AND k.placed", False: " AND NOT k.placed", None: ""}[part.placed]
    return f"box_{layer.number} AS t CROSS JOIN block_{layer.number} AS k ON k.b = t.n WHERE {_met(part)}{placed}"


def _met(part: Asked) -> str:
    """That a box of the R*Tree meets what is asked."""
    where = "t.max_day >= ? AND t.min_day <= ?"
    return where + (" AND t.max_x >= ? AND t.min_x <= ? AND t.max_y >= ? AND t.min_y <= ?" if part.box is not None else "")


def _bounds(part: Asked) -> list[float]:
    west, south, east, north = part.box or (0.0, 0.0, 0.0, 0.0)
    return [part.first, part.last, *((west, east, south, north) if part.box else ())]


def _inside(part: Asked) -> tuple[str, list[float]]:
    """Whether every row of a block meets what is asked."""
    west, south, east, north = part.box or (0.0, 0.0, 0.0, 0.0)
    sql = "k.earliest_last >= ? AND k.latest_first <= ?" + (" AND k.west >= ? AND k.east <= ? AND k.south >= ? AND k.north <= ?" if part.box else "")
    return f"({sql})", [part.first, part.last, *((west, east, south, north) if part.box else ())]


def _decided(blobs: list[tuple[bytes]], part: Asked) -> Marks:
    marks = np.frombuffer(b"".join(blob for (blob,) in blobs), _MARK)
    # days first: they leave few rows of a large box; and ``compress`` copies what is left four times as fast as a mask in brackets does
    if part.first > -EVER or part.last < EVER:
        marks = marks.compress((marks["first"] <= part.last) & (marks["last"] >= part.first))
    if part.box is not None:
        west, south, east, north = part.box
        marks = marks.compress((marks["x"] >= west) & (marks["x"] <= east) & (marks["y"] >= south) & (marks["y"] <= north))
    return marks
