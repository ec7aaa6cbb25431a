"""How the reported targets of two claims lie to each other: the same place, one in the other, near, or elsewhere."""

from dataclasses import dataclass
from typing import Literal

from shapely.geometry import Point, shape

from app.events.traits import Spot, Traits
from app.model.distance import distance_km
from app.model.place import Place

Relation = Literal["same", "near", "within", "same_area", "unknown", "elsewhere"]

NEAR_KM = 12.0
"""A loose place ("near X"), a neighbourhood or an installation this far from a town may be what the other claim calls by the town."""

TWIN_KM = 4.0
"""Two rows of one name this close are one place."""

_LOOSE_KM = 25.0
PARTS = frozenset({"neighbourhood", "installation", "airfield"})
"""Kinds of places that a town has."""


@dataclass(frozen=True, slots=True)
class Placing:
    """The closest relation that any two targets have, and a name for it."""

    relation: Relation
    name: str = ""
    km: float = 0.0


def placing(one: Traits, other: Traits) -> Placing:
    """Tell how the targets of two claims lie to each other; ``elsewhere`` rules out that they are the same strike."""
    common = one.names & other.unresolved or one.unresolved & other.names
    if common:
        return Placing("same", min(common))
    if not one.placed or not other.placed:
        apart = one.countries and other.countries and not one.countries & other.countries
        return Placing("elsewhere" if apart else "unknown")
    found = _points(one, other) or _areas(one, other)
    if found:
        return found
    nameless = (one.unresolved and not other.unresolved) or (other.unresolved and not one.unresolved)
    return Placing("unknown") if nameless and _one_country(one, other) and not (one.points and other.points) else Placing("elsewhere")


def _points(one: Traits, other: Traits) -> Placing | None:
    near: Placing | None = None
    for a in one.points:
        for b in other.points:
            if a.place.id == b.place.id:
                return Placing("same", a.place.name)
            if abs(a.place.lat - b.place.lat) > 0.5:
                continue
            km = distance_km(a.place.lat, a.place.lon, b.place.lat, b.place.lon)
            if km <= TWIN_KM and a.place.name == b.place.name:
                return Placing("same", a.place.name)
            if a.place.country == b.place.country and km <= _reach(a, b) and (near is None or km < near.km):
                near = Placing("near", f"{a.place.name} and {b.place.name}", km)
    return near


def _reach(a: Spot, b: Spot) -> float:
    """Two towns are two places however near; a part of one, or a loose place, may lie apart from its point."""
    if a.loose or b.loose:
        return _LOOSE_KM
    return NEAR_KM if a.place.kind in PARTS or b.place.kind in PARTS else 0.0


def _areas(one: Traits, other: Traits) -> Placing | None:
    for a in one.areas:
        for b in other.areas:
            if a.place.id == b.place.id:
                return Placing("same_area", a.place.name)
    for wide, narrow in ((one, other), (other, one)):
        for area in wide.areas:
            for spot in narrow.points + narrow.areas:
                if contains(area, spot):
                    if area.place.name == spot.place.name:
                        return Placing("same_area", area.place.name)
                    return Placing("within", f"{spot.place.name} in {area.place.name}")
    return None


def can_be_one(a: Place, b: Place) -> bool:
    """Whether one strike can have hit both: the same place, a place and its province, or a town and a part of it."""
    if a.id == b.id or a.admin1_id == b.id or b.admin1_id == a.id:
        return True
    part = a.kind != b.kind and bool({a.kind, b.kind} & PARTS)
    return part and distance_km(a.lat, a.lon, b.lat, b.lon) <= NEAR_KM


def contains(area: Spot, spot: Spot) -> bool:
    """Whether a place lies in an area: by its province's code, else by the outline."""
    if spot.place.id == area.place.id or spot.place.kind == "province":
        return area.place.kind == "region" and _covers(area, spot)
    if area.place.kind == "province":
        return spot.place.admin1_id == area.place.id
    return _covers(area, spot)


def _covers(area: Spot, spot: Spot) -> bool:
    if area.area is None or area.place.id == spot.place.id:
        return False
    return bool(shape(area.area).covers(Point(spot.place.lon, spot.place.lat)))


def _one_country(one: Traits, other: Traits) -> bool:
    return not one.countries or not other.countries or bool(one.countries & other.countries)
