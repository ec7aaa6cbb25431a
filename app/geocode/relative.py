"""Places known only by where they lie from another: "20 km south of X", "near X", "northern X" → areas with their uncertainty (law 3)."""

import math
import re
from functools import lru_cache

import shapely
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from app.geocode.around import Around, direction
from app.geocode.precision import Locator, area_location, extent_m
from app.model.codes import AREA_KINDS
from app.model.geometry import Geometry
from app.model.place import Location, Place

NEAR_M = 10_000.0
"""How far "near" reaches where no distance is given: UCDP GED's where_prec 2 means within about 25 km; news means less."""

_WORDS: dict[str, float] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "a hundred": 100,
}  # fmt: skip
_DISTANCE = re.compile(r"(?P<n>\d[\d.,]*|[a-z]+(?: hundred)?)[ -]{1,2}(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi)\b", re.IGNORECASE)
_WAY = re.compile(r"\b(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)?\b", re.IGNORECASE)
_FARTHEST_KM = 1_000.0
_FARTHEST_DEGREES = 8.0
_METRES_A_DEGREE = 111_195.0
_MOST_CACHED = 500


def relative_location(place: Place, around: Around, locator: Locator) -> Location | None:
    """Return where the words put what they speak of; None where there is nothing honest to draw (a country)."""
    base = locator.locate(place)
    if base is None:
        return None
    if around.relation:
        return _shifted(place, base, around.relation, locator)
    if place.kind in AREA_KINDS:
        return _part(place, base, around.part, locator) if around.part else base
    if around.area or around.part == "rural":
        return _circle(place.lat, place.lon, extent_m(place) + NEAR_M / 2, 2)
    if around.part.endswith("ern"):
        return _circle(place.lat, place.lon, extent_m(place), 2)
    return base


def surroundings(place: Place, where_prec: int) -> Location:
    """Return the disc of what lies around a settlement: its district (3) or something near it (2)."""
    return _circle(place.lat, place.lon, extent_m(place) + (NEAR_M if where_prec == 2 else 1.5 * NEAR_M), where_prec)


def corridor(place: Place, partner: Place) -> Location | None:
    """Return the strip of land between two places, for a road or for "between X and Y"; None where they are too far apart to say anything."""
    line = LineString([(place.lon, place.lat), (partner.lon, partner.lat)])
    if place.kind in AREA_KINDS or partner.kind in AREA_KINDS or not 0 < line.length < _FARTHEST_DEGREES:
        return None
    middle = line.interpolate(0.5, normalized=True)
    strip = line.buffer(min(0.05, max(0.02, line.length / 8)), quad_segs=4)
    return area_location(strip, round(middle.y, 5), round(middle.x, 5), 5, round(line.length / 2 * _METRES_A_DEGREE, -3))


def _shifted(place: Place, base: Location, relation: str, locator: Locator) -> Location:
    metres, way = distance_m(relation), _WAY.search(relation)
    bearing = direction(way.group()) if way else None
    outline = locator.outline(place) if place.kind in AREA_KINDS else None
    if outline is not None:
        return _beside(place, base, outline, metres)
    if bearing is None:
        return _circle(place.lat, place.lon, extent_m(place) + (metres or NEAR_M), 2)
    reach = metres if metres is not None else extent_m(place) + NEAR_M
    lat, lon = moved(place.lat, place.lon, bearing, reach)
    return _circle(lat, lon, max(3_000.0, reach * 0.25) + min(extent_m(place), 10_000.0) if metres is not None else reach, 2)


def _beside(place: Place, base: Location, outline: BaseGeometry, metres: float | None) -> Location:
    """Return the surroundings of an area: the area widened by the distance, since the side is seldom said."""
    wide = (metres or NEAR_M * 2) / _METRES_A_DEGREE
    around = shapely.simplify(outline.buffer(wide, quad_segs=4), wide / 8)
    return area_location(around, place.lat, place.lon, max(base.where_prec, 5) if base.where_prec != 7 else 7)


def _part(place: Place, base: Location, part: str, locator: Locator) -> Location:
    """Return the part of an area that a direction names: the half of its box on that side; the whole for "central" and the like."""
    outline, bearing = locator.outline(place), direction(part)
    if outline is None or bearing is None:
        return base
    west, south, east, north = outline.bounds
    middle_lon, middle_lat = (west + east) / 2, (south + north) / 2
    turn = math.radians(bearing)
    up, right = round(math.cos(turn), 3), round(math.sin(turn), 3)
    half = box(
        middle_lon if right > 0.1 else west,
        middle_lat if up > 0.1 else south,
        middle_lon if right < -0.1 else east,
        middle_lat if up < -0.1 else north,
    )
    cut = outline.intersection(half)
    parts = [piece for piece in getattr(cut, "geoms", [cut]) if piece.geom_type == "Polygon" and piece.area > 0]
    if not parts:
        return base
    shape = shapely.geometry.MultiPolygon(parts) if len(parts) > 1 else parts[0]
    inside = nearest_points(shape, Point(place.lon, place.lat))[0]
    return area_location(shape, round(inside.y, 5), round(inside.x, 5), base.where_prec)


def distance_m(relation: str) -> float | None:
    """Return the distance that the words give, in metres, or None."""
    found = _DISTANCE.search(relation)
    if found is None:
        return None
    number = _WORDS.get(found["n"].lower())
    if number is None:
        try:
            number = float(found["n"].replace(",", "").rstrip("."))
        except ValueError:
            return None
    km = number * (1.609344 if found["unit"].lower().startswith("mi") else 1.0)
    return km * 1_000.0 if 0 < km <= _FARTHEST_KM else None


def moved(lat: float, lon: float, bearing: float, metres: float) -> tuple[float, float]:
    """Return the point at a bearing (degrees) and distance from another, on the sphere."""
    turn, far, p = math.radians(bearing), metres / 6_371_000.0, math.radians(lat)
    q = math.asin(math.sin(p) * math.cos(far) + math.cos(p) * math.sin(far) * math.cos(turn))
    east = math.atan2(math.sin(turn) * math.sin(far) * math.cos(p), math.cos(far) - math.sin(p) * math.sin(q))
    return round(math.degrees(q), 5), round((lon + math.degrees(east) + 540.0) % 360.0 - 180.0, 5)


@lru_cache(maxsize=_MOST_CACHED)
def _circle(lat: float, lon: float, radius_m: float, where_prec: int) -> Location:
    """Return a disc of this radius as an area, cut off at the poles and the antimeridian."""
    high = radius_m / _METRES_A_DEGREE
    wide = high / max(0.05, math.cos(math.radians(min(89.0, abs(lat)))))
    ring = [(round(lon + wide * x, 5), round(lat + high * y, 5)) for x, y in _UNIT_RING]
    if abs(lon) + wide < 180 and abs(lat) + high < 90:
        return Location(Geometry("Polygon", (tuple(ring),)), lat, lon, where_prec, round(radius_m, -2))
    disc = Polygon(ring).intersection(box(-180, -90, 180, 90))
    return area_location(disc, lat, lon, where_prec, round(radius_m, -2))


_UNIT_RING = tuple((math.cos(turn), math.sin(turn)) for turn in (2 * math.pi * (step % 36) / 36 for step in range(37)))
"""A circle of radius 1, anticlockwise and closed (RFC 7946, section 3.1.6)."""
