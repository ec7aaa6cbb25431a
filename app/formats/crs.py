"""Coordinate reference systems other than the stored one (OGC API - Features - Part 2), and geometries brought into them."""

import math
import re
import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pyproj import Transformer

from app.model.query import Box

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
WGS84 = f"{_EPSG}4326"
WEB_MERCATOR = f"{_EPSG}3857"

_UTM = re.compile(re.escape(_EPSG) + r"32([67])(0[1-9]|[1-5][0-9]|60)", re.ASCII)
_MERCATOR_EDGE = 85.06
_REACH = (20_037_508.35, 20_048_966.12)
"""Metres from the origin of EPSG:3857 to its edges, east and north (the area of use that EPSG gives it)."""

_FARTHEST = 1e9
"""Metres, far beyond what any of the other projected systems reaches."""

_local = threading.local()


@dataclass(frozen=True, slots=True)
class Crs:
    """A system by its URI; ``latitude_first`` is its axis order, ``decimals`` what is kept of a coordinate (about a centimetre)."""

    uri: str
    code: str
    latitude_first: bool
    decimals: int


@lru_cache(maxsize=64)
def find_crs(uri: str) -> Crs | None:
    """The system of that URI, or none that is served: CRS84, EPSG 4326 and 3857, the UTM zones on WGS 84."""
    if uri == CRS84:
        return Crs(uri, "OGC:CRS84", latitude_first=False, decimals=7)
    if uri == WGS84:
        return Crs(uri, "EPSG:4326", latitude_first=True, decimals=7)
    if uri == WEB_MERCATOR or _UTM.fullmatch(uri):
        return Crs(uri, f"EPSG:{uri.rpartition('/')[2]}", latitude_first=False, decimals=2)
    return None


def offered(bounds: Box | None) -> list[str]:
    """The URIs of the systems that fit data within these bounds: the three for the whole world, and the UTM zones they touch."""
    return [CRS84, WGS84, WEB_MERCATOR, *(_zones(bounds) if bounds else ())]


def to_crs84(box: tuple[float, float, float, float], crs: Crs) -> Box:
    """Bring a box given in another system, in its axis order, to west, south, east, north in degrees.

    Raises:
        ValueError: it has no such place on the ground.
    """
    first, second, third, fourth = box
    if crs.code == "OGC:CRS84":
        return box
    if crs.latitude_first:
        return second, first, fourth, third
    _check_reach(crs, max(abs(first), abs(third)), max(abs(second), abs(fourth)))
    bounds = _transformer(crs.code, "OGC:CRS84").transform_bounds(first, second, third, fourth, densify_pts=21)
    if not all(map(math.isfinite, bounds)):
        raise ValueError("outside the system's area")
    return bounds


def transformed(geometry: dict[str, Any] | None, crs: Crs) -> dict[str, Any] | None:
    """A GeoJSON geometry with its coordinates in another system and its axis order; None where it lies outside what that can show."""
    if geometry is None or crs.code == "OGC:CRS84":
        return geometry
    try:
        return {"type": geometry["type"], "coordinates": _moved(geometry["coordinates"], crs)}
    except _Outside:
        return None


def in_crs84(coordinates: Any, crs: Crs) -> Any:
    """Coordinates of GeoJSON given in another system, in its axis order, as longitudes and latitudes.

    Raises:
        ValueError, TypeError, IndexError: they are none, or have no place on the ground.
    """
    if not isinstance(coordinates[0], (int, float)):
        return [in_crs84(part, crs) for part in coordinates]
    first, second = float(coordinates[0]), float(coordinates[1])
    if crs.code == "OGC:CRS84":
        return [first, second]
    if crs.latitude_first:
        return [second, first]
    _check_reach(crs, abs(first), abs(second))
    x, y = _transformer(crs.code, "OGC:CRS84").transform(first, second)
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError("outside the system's area")
    return [x, y]


def _check_reach(crs: Crs, x: float, y: float) -> None:
    east, north = _REACH if crs.uri == WEB_MERCATOR else (_FARTHEST, _FARTHEST)
    if x > east or y > north:
        raise ValueError("no place on the ground is that far from the origin")


class _Outside(Exception):
    pass


def _moved(coordinates: Any, crs: Crs) -> Any:
    if not isinstance(coordinates[0], (int, float)):
        if coordinates and isinstance(coordinates[0][0], (int, float)):
            return _moved_line(coordinates, crs)
        return [_moved(part, crs) for part in coordinates]
    return _moved_line([coordinates], crs)[0]


def _moved_line(line: list[list[float]], crs: Crs) -> list[list[float]]:
    if crs.latitude_first:
        return [[point[1], point[0]] for point in line]
    edge = _MERCATOR_EDGE if crs.uri == WEB_MERCATOR else 90.0
    longitudes = [point[0] for point in line]
    latitudes = [max(-edge, min(edge, point[1])) for point in line]
    xs, ys = _transformer("OGC:CRS84", crs.code).transform(longitudes, latitudes)
    if not all(map(math.isfinite, (*xs, *ys))):
        raise _Outside
    return [[round(x, crs.decimals), round(y, crs.decimals)] for x, y in zip(xs, ys, strict=True)]


def _zones(bounds: Box) -> list[str]:
    west, south, east, north = bounds
    first, last = (min(60, int((longitude + 180) // 6) + 1) for longitude in (west, east))
    numbers = range(first, last + 1) if west <= east else [*range(first, 61), *range(1, last + 1)]
    halves = [half for half, touched in ((6, north >= 0), (7, south < 0)) if touched]
    return [f"{_EPSG}32{half}{number:02}" for half in halves for number in numbers]


def _transformer(source: str, target: str) -> Transformer:
    """A transformer of this thread's own: they are not to be shared."""
    held: dict[tuple[str, str], Transformer] | None = getattr(_local, "held", None)
    if held is None:
        held = _local.held = {}
    if (source, target) not in held:
        held[source, target] = Transformer.from_crs(source, target, always_xy=True)
    return held[source, target]
