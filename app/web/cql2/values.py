"""Literals of CQL2: scalars, days, geometries."""

import math
from typing import Any

import shapely
from shapely.geometry import shape

from app.errors import BadInput
from app.model.feature import Scalar
from app.model.geometry import Geometry
from app.web.params import parse_datetime

_TYPES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")


def bad(reason: str) -> BadInput:
    """The refusal of a filter, with a reason that repeats nothing of it."""
    return BadInput(f"filter: {reason}.")


def literal(node: Any) -> Scalar:
    """A scalar literal."""
    if isinstance(node, str) and "\0" in node:
        raise bad("a text with a NUL")
    if node is None or not isinstance(node, str | int | float | bool):
        raise bad("a plain value is needed here; for missing values there is IS NULL")
    return node


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
    """The geometry of a literal; two where a box crosses the antimeridian."""
    if isinstance(node, dict) and "bbox" in node:
        return _boxes(node["bbox"])
    if not isinstance(node, dict) or node.get("type") not in _TYPES:
        raise bad("a geometry of the six simple types, or a bbox, is needed here")
    try:
        geometry = Geometry.from_geojson(node)
        parsed = shape(geometry)
    except (ValueError, TypeError, KeyError, IndexError, RecursionError, AttributeError, shapely.errors.ShapelyError):
        raise bad("a geometry whose coordinates are none") from None
    if parsed.is_empty or not all(map(math.isfinite, parsed.bounds)) or not parsed.is_valid:
        raise bad("a geometry that is empty, crosses itself or has no place")
    return [geometry]


def _boxes(numbers: Any) -> list[Geometry]:
    good = isinstance(numbers, list) and len(numbers) in (4, 6) and all(isinstance(n, int | float) and math.isfinite(n) for n in numbers)
    if not good:
        raise bad("a bbox takes four or six finite numbers")
    west, south, east, north = numbers if len(numbers) == 4 else (*numbers[:2], *numbers[3:5])
    if south > north or (west > east and not (abs(west) <= 180 and abs(east) <= 180)):
        raise bad("a bbox whose edges are the wrong way round")
    return [_box(west, south, east, north)] if west <= east else [_box(west, south, 180, north), _box(-180, south, east, north)]


def _box(west: float, south: float, east: float, north: float) -> Geometry:
    return Geometry("Polygon", (((west, south), (east, south), (east, north), (west, north), (west, south)),))


