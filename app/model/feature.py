"""What leaves at the right: flat features, and the collections they stand in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.model.geometry import Geometry

CollectionId = Literal[
    "reported-targets",
    "reported-target-areas",
    "launch-origins",
    "launch-origin-areas",
    "bases",
    "strike-lines",
    "claims",
    "events",
    "event-areas",
    "places",
    "reports",
]

Scalar = str | int | float | bool | None

ColumnType = Literal["string", "integer", "number", "boolean", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a collection: its name in every format, its type, a short title and what it says.

    ``coded`` names the field of a ``CodedRow`` that fills it for rows of a coded data set; without one it is ``constant`` there.
    ``separator`` is what stands between the labels of a text that may hold several.
    """

    name: str
    type: ColumnType
    title: str
    description: str
    coded: str | None = None
    constant: Scalar = None
    separator: str | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of one collection.

    ``properties`` are flat scalars in the order of the collection's columns; dates are ISO 8601 strings. ``start``/``end`` are the
    inclusive days that a datetime query compares with; both None: undated, which spans all time. ``geometry`` None: listed, not drawn.
    """

    id: str
    collection: CollectionId
    report_id: str | None
    geometry: Geometry | None
    properties: Mapping[str, Scalar]
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of features that a new reading adds, removes, moves (other geometry) or alters otherwise."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return bool(self.added or self.removed or self.moved or self.altered)
