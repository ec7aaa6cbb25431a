"""Layers: which features of a collection stand together, how many there are and what they cover."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from app.model.coded import SUFFIXES, CodedRow
from app.model.feature import CollectionId
from app.model.query import Extent
from app.store.schema import CODED_TABLES, COLUMNS, split

EVER = 10_000_000
"""A day number beyond every calendar date, exact in float32: undated features span from its negative to it."""

CODED = "coded"
"""What a layer of a coded data set has in the place of a collection."""

_FIELDS = frozenset(one.name for one in fields(CodedRow))

CODED_COLUMNS = tuple(name for name in COLUMNS if name in _FIELDS)
"""The narrow columns that a coded row fills."""

PLACED: frozenset[CollectionId] = frozenset({"reported-targets"})
"""Collections in which a coded row stands only with a position."""

NEWS = ""
"""The data set of reports that came as text."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer's count and exact extent; degrees and proleptic day numbers, None where it is empty or undated.

    ``coded``: its rows are a data set's and are served as several collections. ``placed`` of the features have a geometry. ``posted``
    names the fields whose values have postings; without any, the layer has neither ranks nor blocks. ``edition`` is the name under which
    its rows never change. ``ready`` is the form in which its marks are kept packed, by ``sample``.
    """

    number: int
    coded: bool
    features: int
    placed: int
    box: tuple[float, float, float, float] | None
    days: tuple[int, int] | None
    posted: frozenset[str] = frozenset()
    edition: str = ""
    ready: str = ""
    sample: bytes = field(default=b"", repr=False)

    @property
    def features_table(self) -> str:
        """Where its narrow rows stand."""
        return f"rows_{self.number}" if self.coded else "feature"

    @property
    def bodies_table(self) -> str:
        """Where what is served of them stands."""
        return f"values_{self.number}" if self.coded else "body"

    @property
    def words_table(self) -> str:
        """Where their words stand."""
        return f"words_{self.number}" if self.coded else "words"


_SELECT = "SELECT layer, collection, features, placed, west, south, east, north, first, last, posted, dataset, ready, sample FROM layer"


def public_layers(db: sqlite3.Connection, collection: CollectionId) -> list[Layer]:
    """The layers of a collection that strangers may see; empty ones are left out."""
    coded = CODED if collection in SUFFIXES else collection
    rows = db.execute(f"{_SELECT} WHERE collection IN (?, ?) AND public = 1 AND features > 0 ORDER BY layer", (collection, coded))
    return [_layer(row) for row in rows]


def size(layer: Layer, collection: CollectionId) -> int:
    """How many features of a collection a layer has: a coded row without a position is a claim and a report, but no mark."""
    return layer.placed if layer.coded and collection in PLACED else layer.features


def layer_number(db: sqlite3.Connection, collection: str, dataset: str, public: bool) -> int:
    """The number of a layer, which is made with its R*Tree where there is none yet."""
    key = (collection, dataset, int(public))
    row = db.execute("SELECT layer FROM layer WHERE collection = ? AND dataset = ? AND public = ?", key).fetchone()
    if row:
        return int(row[0])
    number = int(db.execute("INSERT INTO layer (collection, dataset, public) VALUES (?, ?, ?) RETURNING layer", key).fetchone()[0])
    if collection == CODED:
        for statement in split(CODED_TABLES.format(layer=number, columns=", ".join(f"{name} TEXT" for name in CODED_COLUMNS))):
            db.execute(statement)
    db.execute(f"CREATE VIRTUAL TABLE box_{number} USING rtree (n, min_x, max_x, min_y, max_y, min_day, max_day)")
    return number


def widen(db: sqlite3.Connection, number: int, added: tuple[int, int], box: Sequence[float | None], days: Sequence[int | None]) -> None:
    """Count features that came, and those with a geometry, and let the extent cover them; ``box`` is west, south, east, north."""
    db.execute(
        """UPDATE layer SET features = features + ?1, placed = placed + ?2,
             west = min(ifnull(west, ?3), ifnull(?3, west)), south = min(ifnull(south, ?4), ifnull(?4, south)),
             east = max(ifnull(east, ?5), ifnull(?5, east)), north = max(ifnull(north, ?6), ifnull(?6, north)),
             first = min(ifnull(first, ?7), ifnull(?7, first)), last = max(ifnull(last, ?8), ifnull(?8, last))
           WHERE layer = ?9""",
        (*added, *box, *days, number),
    )


@dataclass(frozen=True, slots=True)
class Measure:
    """What some features add to a layer: how many, how many with a geometry, their box and days."""

    features: int
    placed: int
    box: tuple[float | None, float | None, float | None, float | None]
    days: tuple[int | None, int | None]


def measure(db: sqlite3.Connection, numbers: Sequence[int]) -> Measure:
    """Measure these features."""
    listed = f"[{','.join(map(str, numbers))}]"
    count, placed, *rest = db.execute(
        """SELECT count(*), count(coalesce(x, s.west)), min(coalesce(x, s.west)), min(coalesce(y, s.south)), max(coalesce(x, s.east)),
             max(coalesce(y, s.north)), min(first), max(last)
           FROM json_each(?) AS r CROSS JOIN feature AS f ON f.n = r.value LEFT JOIN shape AS s ON s.n = f.n""",
        (listed,),
    ).fetchone()
    return Measure(count, placed, tuple(rest[:4]), tuple(rest[4:]))


def narrow(db: sqlite3.Connection, number: int, left: Measure) -> None:
    """Count features that left a layer; its extent is measured anew only where they touched its edge."""
    edges = db.execute("SELECT west, south, east, north, first, last FROM layer WHERE layer = ?", (number,)).fetchone()
    if any(edge is not None and edge == gone for edge, gone in zip(edges, (*left.box, *left.days), strict=True)):
        remeasure(db, number)
    else:
        sql = "UPDATE layer SET features = features - ?, placed = placed - ? WHERE layer = ?"
        db.execute(sql, (left.features, left.placed, number))


def remeasure_coded(db: sqlite3.Connection, number: int) -> None:
    """Count and measure the rows of a data set anew."""
    db.execute(
        f"""UPDATE layer SET (features, placed, west, south, east, north, first, last) =
              (SELECT count(*), count(x), min(x), min(y), max(x), max(y), min(first), max(last) FROM rows_{number})
            WHERE layer = ?""",  # noqa: S608 - the layer's own number
        (number,),
    )


def remeasure(db: sqlite3.Connection, number: int) -> None:
    """Count and measure a layer anew, after features left it."""
    points = db.execute(
        "SELECT count(*), min(x), min(y), max(x), max(y), min(first), max(last), count(x) FROM feature WHERE layer = ?", (number,)
    ).fetchone()
    shapes = db.execute(
        "SELECT min(west), min(south), max(east), max(north), count(*) FROM shape WHERE n IN (SELECT n FROM feature WHERE layer = ? AND x IS NULL)",
        (number,),
    ).fetchone()
    lows = [_least(points[1], shapes[0]), _least(points[2], shapes[1])]
    highs = [_most(points[3], shapes[2]), _most(points[4], shapes[3])]
    db.execute(
        "UPDATE layer SET features = ?, placed = ?, west = ?, south = ?, east = ?, north = ?, first = ?, last = ? WHERE layer = ?",
        (points[0], points[7] + shapes[4], *lows, *highs, points[5], points[6], number),
    )


def united(layers: Sequence[Layer], collection: CollectionId) -> Extent:
    """What several layers of a collection cover together."""
    boxes = [layer.box for layer in layers if layer.box]
    days = [layer.days for layer in layers if layer.days]
    return Extent(
        (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)) if boxes else None,
        (date.fromordinal(min(d[0] for d in days)), date.fromordinal(max(d[1] for d in days))) if days else None,
        sum(size(layer, collection) for layer in layers),
    )


def _layer(row: Sequence[Any]) -> Layer:
    number, collection, features, placed, west, south, east, north, first, last, posted, edition, ready, sample = row
    box = None if west is None else (west, south, east, north)
    days = None if first is None or last is None else (first, last)
    fields, name, form = (text.decode() if isinstance(text, bytes) else text for text in (posted, edition, ready))
    coded = collection in (CODED, CODED.encode())
    return Layer(number, coded, features, placed, box, days, frozenset(fields.split()), f"{number} {name}", form, sample or b"")


def _least(one: float | None, other: float | None) -> float | None:
    return min((value for value in (one, other) if value is not None), default=None)


def _most(one: float | None, other: float | None) -> float | None:
    return max((value for value in (one, other) if value is not None), default=None)
