"""Layers: which features of a collection stand together, how many there are and what they cover."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.model.feature import CollectionId
from app.model.query import Extent

EVER = 10_000_000
"""A day number beyond every calendar date, exact in float32: undated features span from its negative to it."""

NEWS = ""
"""The data set of reports that came as text."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer's count and exact extent; degrees and proleptic day numbers, None where it is empty or undated."""

    number: int
    features: int
    box: tuple[float, float, float, float] | None
    days: tuple[int, int] | None


_SELECT = "SELECT layer, features, west, south, east, north, first, last FROM layer"


def public_layers(db: sqlite3.Connection, collection: CollectionId) -> list[Layer]:
    """The layers of a collection that strangers may see; empty ones are left out."""
    rows = db.execute(f"{_SELECT} WHERE collection = ? AND public = 1 AND features > 0 ORDER BY layer", (collection,))
    return [_layer(row) for row in rows]


def layer_number(db: sqlite3.Connection, collection: CollectionId, dataset: str, public: bool) -> int:
    """The number of a layer, which is made with its R*Tree where there is none yet."""
    key = (collection, dataset, int(public))
    row = db.execute("SELECT layer FROM layer WHERE collection = ? AND dataset = ? AND public = ?", key).fetchone()
    if row:
        return int(row[0])
    number = int(db.execute("INSERT INTO layer (collection, dataset, public) VALUES (?, ?, ?) RETURNING layer", key).fetchone()[0])
    db.execute(f"CREATE VIRTUAL TABLE box_{number} USING rtree (n, min_x, max_x, min_y, max_y, min_day, max_day)")
    return number


def widen(db: sqlite3.Connection, number: int, added: int, box: Sequence[float | None], days: Sequence[int | None]) -> None:
    """Count features that came and let the extent cover them; ``box`` is west, south, east, north, None for no geometry."""
    db.execute(
        """UPDATE layer SET features = features + ?1,
             west = min(ifnull(west, ?2), ifnull(?2, west)), south = min(ifnull(south, ?3), ifnull(?3, south)),
             east = max(ifnull(east, ?4), ifnull(?4, east)), north = max(ifnull(north, ?5), ifnull(?5, north)),
             first = min(ifnull(first, ?6), ifnull(?6, first)), last = max(ifnull(last, ?7), ifnull(?7, last))
           WHERE layer = ?8""",
        (added, *box, *days, number),
    )


def remeasure(db: sqlite3.Connection, number: int) -> None:
    """Count and measure a layer anew, after features left it."""
    points = db.execute(
        "SELECT count(*), min(x), min(y), max(x), max(y), min(first), max(last) FROM feature WHERE layer = ?", (number,)
    ).fetchone()
    shapes = db.execute(
        "SELECT min(west), min(south), max(east), max(north) FROM shape WHERE n IN (SELECT n FROM feature WHERE layer = ? AND x IS NULL)",
        (number,),
    ).fetchone()
    lows = [_least(points[1], shapes[0]), _least(points[2], shapes[1])]
    highs = [_most(points[3], shapes[2]), _most(points[4], shapes[3])]
    db.execute(
        "UPDATE layer SET features = ?, west = ?, south = ?, east = ?, north = ?, first = ?, last = ? WHERE layer = ?",
        (points[0], *lows, *highs, points[5], points[6], number),
    )


def united(layers: Sequence[Layer]) -> Extent:
    """What several layers cover together."""
    boxes = [layer.box for layer in layers if layer.box]
    days = [layer.days for layer in layers if layer.days]
    return Extent(
        (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)) if boxes else None,
        (date.fromordinal(min(d[0] for d in days)), date.fromordinal(max(d[1] for d in days))) if days else None,
        sum(layer.features for layer in layers),
    )


def _layer(row: Sequence[float | int | None]) -> Layer:
    number, features, west, south, east, north, first, last = row
    box = None if west is None or south is None or east is None or north is None else (west, south, east, north)
    days = None if first is None or last is None else (int(first), int(last))
    return Layer(int(number or 0), int(features or 0), box, days)


def _least(one: float | None, other: float | None) -> float | None:
    return min((value for value in (one, other) if value is not None), default=None)


def _most(one: float | None, other: float | None) -> float | None:
    return max((value for value in (one, other) if value is not None), default=None)
