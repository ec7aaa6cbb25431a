"""The collections as they are offered: title, description, geometry and columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.errors import NotFound
from app.model.feature import CollectionId, Column

_TEXTS: dict[CollectionId, tuple[str, str, str]] = {
    "reported-targets": (
        "Reported targets",
        "One claim and one place reported struck, known to a settlement or better. Reported, not verified.",
        "geometry-point",
    ),
    "reported-target-areas": (
        "Reported targets known only as an area",
        "One claim and one province, region or sea reported struck. Where in it is not known: never read its middle as a place.",
        "geometry-polygon-or-multipolygon",
    ),
    "launch-origins": (
        "Reported launch origins",
        "One claim and one place that munitions or aircraft are said to have come from.",
        "geometry-point",
    ),
    "launch-origin-areas": (
        "Reported launch origins known only as an area",
        "One claim and one sea, province or region that munitions or aircraft are said to have come from.",
        "geometry-polygon-or-multipolygon",
    ),
    "bases": (
        "Bases named in strike claims",
        "One claim and one base named as the striker's. That a base is the striker's does not say that the strike left from it.",
        "geometry-point",
    ),
    "strike-lines": (
        "Origin to target, as claimed",
        "Joins an origin and a target of claims. Not a track: its ends are representative points with their precision.",
        "geometry-linestring",
    ),
    "claims": (
        "Strike claims",
        "One claim with its claimant, quote and numbers, of every modality. A number belongs to its claim: never add them up.",
        "geometry-any",
    ),
    "events": (
        "Events",
        "One strike as all its claims tell it, at the places they name; without geometry where they name none. Ranges over claims, never sums.",
        "geometry-point-or-multipoint",
    ),
    "event-areas": (
        "Events known only as an area",
        "One strike whose claims name no more than a province, region or sea. Where in it is not known: never read its middle as a place.",
        "geometry-polygon-or-multipolygon",
    ),
    "places": (
        "Places named in reports",
        "Every gazetteer place that a stored report names, with its roles and its full geometry.",
        "geometry-any",
    ),
    "reports": ("Source reports", "The documents the claims were read in: metadata, no geometry.", "geometry-any"),
}


_UNDRAWN: frozenset[CollectionId] = frozenset({"claims", "events", "reports"})


@dataclass(frozen=True, slots=True)
class Collection:
    """One collection; ``geometry`` is the Part 5 format of its geometry (OGC API - Features - Part 5, "format" keyword)."""

    id: CollectionId
    title: str
    description: str
    geometry: str
    columns: tuple[Column, ...]
    by_name: Mapping[str, Column] = field(repr=False)

    @property
    def drawn(self) -> bool:
        """Whether each of its features has a geometry: of what is known of no place there are no marks."""
        return self.id not in _UNDRAWN


class Catalogue:
    """Every collection, in the order they are listed."""

    def __init__(self, columns: Mapping[CollectionId, Sequence[Column]]) -> None:
        """Take the columns of each collection in served order."""
        self._collections = {identifier: _collection(identifier, columns[identifier]) for identifier in _TEXTS}

    def __iter__(self) -> Iterator[Collection]:
        """Every collection."""
        return iter(self._collections.values())

    def __getitem__(self, name: str) -> Collection:
        """The collection of that id.

        Raises:
            NotFound: there is none; the message lists those there are.
        """
        found = self._collections.get(name)  # type: ignore[call-overload]
        if not isinstance(found, Collection):
            raise NotFound(f"There is no such collection. The collections are: {', '.join(self._collections)}.")
        return found


def _collection(identifier: CollectionId, columns: Sequence[Column]) -> Collection:
    title, description, geometry = _TEXTS[identifier]
    return Collection(identifier, title, description, geometry, tuple(columns), {column.name: column for column in columns})
