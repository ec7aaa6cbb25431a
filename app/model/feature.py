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
    "places",
    "reports",
]

Scalar = str | int | float | bool | None


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
