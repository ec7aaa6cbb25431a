"""Literals of CQL2 that are more than a scalar: days, geometries."""

import math
from typing import Any

import shapely
from shapely.geometry import shape

from app.errors import BadInput
from app.model.geometry import Geometry
from app.web.params import parse_datetime

_TYPES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
_MOST_PARTS = 200


def bad(reason: str) -> BadInput:
    """The refusal of a filter, with a reason that repeats nothing of it."""
    return BadInput(f"filter: {reason}.")


def day_of(node: Any) -> str | None:
    """The day (YYYY-MM-DD, of a time stamp the day in UTC) that a literal names, None where it names none."""
    text = node
    if isinstance(node, dict) and len(node) == 1:
        text = node.get("date", node.get("timestamp"))
    if not isinstance(text, str) or "/" in text:
        return None
    try:
        interval = parse_datetime(text)
    except BadInput:
        return None
    start = interval[0] if interval else None
    return start.isoformat() if start else None


def geometries(node: Any) -> list[Geometry]:
    """The geometry of a literal: one, or the parts of a collection; a box across the antimeridian is one with two parts."""
    if isinstance(node, dict) and "bbox" in node:
        return [_box(node["bbox"])]
    waiting, found = [node], []
    while waiting:
        one = waiting.pop()
        parts = one.get("geometries") if isinstance(one, dict) and one.get("type") == "GeometryCollection" else None
        if parts is None:
            found.append(_simple(one))
        elif isinstance(parts, list) and parts and len(waiting) + len(parts) + len(found) <= _MOST_PARTS:
            waiting.extend(reversed(parts))
        else:
            raise bad(f"a collection of geometries holds 1 to {_MOST_PARTS}")
    return found


def _simple(node: Any) -> Geometry:
    if not isinstance(node, dict) or node.get("type") not in _TYPES:
        raise bad("a geometry of the simple types, or a bbox, is needed here")
    try:
        geometry = Geometry.from_geojson(node)
        parsed = shape(geometry)
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, AttributeError, shapely.errors.ShapelyError):
        raise bad("a geometry whose coordinates are none") from None
    if parsed.is_empty or not all(map(math.isfinite, parsed.bounds)) or not parsed.is_valid:
        raise bad("a geometry that is empty, crosses itself or has no place")
    west, south, east, north = parsed.bounds
    _check_place(west, south, east, north)
    return geometry


def _check_place(west: float, south: float, east: float, north: float) -> None:
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90:
        raise bad("a geometry whose longitudes do not lie between -180 and 180, or whose latitudes not between -90 and 90")


def _box(numbers: Any) -> Geometry:
    good = isinstance(numbers, list) and len(numbers) in (4, 6) and all(isinstance(n, int | float) and math.isfinite(n) for n in numbers)
    if not good:
        raise bad("a bbox takes four or six finite numbers")
    west, south, east, north = numbers if len(numbers) == 4 else (*numbers[:2], *numbers[3:5])
    _check_place(west, south, east, north)
    if south > north:
        raise bad("a bbox whose south edge lies north of its north edge")
    if west <= east:
        return Geometry("Polygon", _ring(west, south, east, north))
    return Geometry("MultiPolygon", (_ring(west, south, 180, north), _ring(-180, south, east, north)))


def _ring(west: float, south: float, east: float, north: float) -> tuple[tuple[tuple[float, float], ...]]:
    return (((west, south), (east, south), (east, north), (west, north), (west, south)),)
