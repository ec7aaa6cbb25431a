"""One small question to a store: which features of a collection, in which order, from where on."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

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
    """A text column against a pattern: ``%`` any run, ``_`` one character, ``\\`` escapes; ``fold`` ignores case and accents."""

    column: str
    pattern: str
    fold: bool = False


@dataclass(frozen=True, slots=True)
class Intersects:
    """The feature's geometry against this one; features with no geometry never intersect."""

    geometry: Geometry


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


Filter = Compare | IsIn | IsNull | Like | Intersects | Not | And | Or


@dataclass(frozen=True, slots=True)
class SortKey:
    """A column to order by; ties are broken by the feature's id."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Which features of one collection, in which order; ``limit`` None is all.

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
