"""One small question to a store: which features of a collection, in which order, from where on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.model.expression import Expression, properties
from app.model.feature import CollectionId, Scalar
from app.model.geometry import Geometry

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees; west > east crosses the antimeridian (RFC 7946 section 5.2)."""

Interval = tuple[date | None, date | None]
"""First and last day, both inclusive; None is an open end."""

CompareOp = Literal["=", "<>", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Compare:
    """A column against a value; null compares as unknown, never as true (SQL three-valued logic)."""

    column: str
    op: CompareOp
    value: Scalar


@dataclass(frozen=True, slots=True)
class IsIn:
    """A column in a list of values."""

    column: str
    values: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class IsNull:
    """A column that is not stated."""

    column: str


@dataclass(frozen=True, slots=True)
class Like:
    """A text column against a pattern: ``%`` any run, ``_`` one character, ``\\`` escapes."""

    column: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Relate:
    """Any two expressions against each other: what ``Compare`` is for a column and a value."""

    left: Expression
    op: CompareOp
    right: Expression


@dataclass(frozen=True, slots=True)
class Matches:
    """A text expression against a pattern, taken as it is: what ``Like`` is for a column."""

    left: Expression
    pattern: str


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels that a text column holds (``Column.separator``), as a set."""

    column: str


Set = Labels | frozenset[str]

SetRelation = Literal["equals", "contains", "contained by", "overlaps"]


@dataclass(frozen=True, slots=True)
class Compares:
    """Two sets of labels: the same, the left one holds all of the right or the other way round, or they have one in common."""

    left: Set
    relation: SetRelation
    right: Set


@dataclass(frozen=True, slots=True)
class Intersects:
    """The feature's geometry against this one; unknown for a feature with no geometry."""

    geometry: Geometry


SpatialRelation = Literal["equals", "touches", "within", "contains", "overlaps", "crosses"]


@dataclass(frozen=True, slots=True)
class Spatial:
    """How else the feature's geometry lies to this one (OGC 06-103r4 section 6.1.15); unknown for a feature with no geometry."""

    relation: SpatialRelation
    geometry: Geometry


@dataclass(frozen=True, slots=True)
class Drawn:
    """Whether the feature has a geometry."""


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite; unknown stays unknown."""

    part: "Filter"


@dataclass(frozen=True, slots=True)
class And:
    """All parts."""

    parts: tuple["Filter", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any part."""

    parts: tuple["Filter", ...]


Leaf = Compare | IsIn | IsNull | Like | Relate | Matches | Compares | Intersects | Spatial | Drawn
Filter = Leaf | Not | And | Or


def columns_of(part: Leaf) -> Iterator[str]:
    """The columns that a condition looks at; it looks at the geometry where there are none."""
    match part:
        case Compare() | IsIn() | IsNull() | Like():
            yield part.column
        case Relate(left, _, right):
            yield from properties(left)
            yield from properties(right)
        case Matches(left, _):
            yield from properties(left)
        case Compares(one, _, other):
            yield from (side.column for side in (one, other) if isinstance(side, Labels))


def of_shapes(wanted: Filter) -> bool:
    """Whether any part of a filter looks at how geometries lie to each other."""
    match wanted:
        case And(parts) | Or(parts):
            return any(map(of_shapes, parts))
        case Not(part):
            return of_shapes(part)
        case _:
            return isinstance(wanted, Intersects | Spatial)


@dataclass(frozen=True, slots=True)
class SortKey:
    """A column to order by; ties are broken by the feature's id."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Which features of one collection, in which order; ``limit`` None is all; with ``undrawn`` those without a geometry pass every box.

    ``after`` is the opaque cursor that a page gave as ``next``: only what comes behind it. ``before`` is one that a page gave as
    ``previous``: only what comes up to it and with it, of which the page holds the last ``limit`` instead of the first.
    """

    collection: CollectionId
    bbox: Box | None = None
    interval: Interval | None = None
    filter: Filter | None = None
    text: str | None = None
    sort: tuple[SortKey, ...] = ()
    after: str | None = None
    before: str | None = None
    limit: int | None = 10
    undrawn: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Pre-rendered GeoJSON features (UTF-8, one object each), how many match in all, and the cursors of the pages around."""

    features: tuple[bytes, ...]
    matched: int
    next: str | None
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class Extent:
    """What a collection covers: its box and its days, None where it is empty; and how many features it has."""

    bbox: Box | None
    interval: Interval | None
    count: int
