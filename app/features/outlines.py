"""Geometries as they are served: rounded, wound after RFC 7946, areas thinned for everything but the places themselves."""

from functools import lru_cache
from typing import Any

from shapely import MultiPolygon, Polygon, get_num_coordinates, make_valid, set_precision
from shapely.affinity import translate
from shapely.geometry import box, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from app.model.geometry import Geometry

DECIMALS = 5
"""About a metre: finer digits would promise what no report knows."""

VERTICES = 200
"""The most vertices an area has outside the places collection."""


def rounded_point(lon: float, lat: float) -> tuple[float, float]:
    """A position in served digits."""
    return (round(lon, DECIMALS), round(lat, DECIMALS))


@lru_cache(maxsize=2048)
def thinned(geometry: Geometry, vertices: int = VERTICES) -> Geometry:
    """An area as a MultiPolygon of at most ``vertices`` vertices, valid, RFC 7946 winding, cut at the antimeridian; points as they are."""
    if geometry.type in ("Point", "MultiPoint"):
        return served(geometry)
    area = _largest_parts(_polygons(_uncrossed(shape(geometry))), vertices)
    west, south, east, north = area.bounds
    tolerance = max(east - west, north - south) / 2000
    thin: BaseGeometry = area
    while get_num_coordinates(thin) > vertices:
        thin = _polygons(make_valid(thin.simplify(tolerance)))
        tolerance *= 1.5
    return _frozen(_polygons(set_precision(thin, 10**-DECIMALS)))


@lru_cache(maxsize=256)
def served(geometry: Geometry) -> Geometry:
    """A geometry in full, rounded, with RFC 7946 winding; a Polygon becomes a MultiPolygon."""
    if geometry.type in ("Polygon", "MultiPolygon"):
        return _frozen(_polygons(set_precision(make_valid(_uncrossed(shape(geometry))), 10**-DECIMALS)))
    return Geometry(geometry.type, _round(geometry.coordinates))


def _round(value: Any) -> Any:
    return tuple(_round(item) for item in value) if isinstance(value, tuple) else round(float(value), DECIMALS)


def _uncrossed(area: BaseGeometry) -> BaseGeometry:
    """Cut an outline whose longitudes run past 180 degrees into the two parts that RFC 7946 section 3.1.9 asks for."""
    west, _, east, _ = area.bounds
    if west >= -180 and east <= 180:
        return area
    valid = make_valid(area)
    parts = [translate(valid.intersection(box(360 * k - 180, -90, 360 * k + 180, 90)), xoff=-360 * k) for k in (-1, 0, 1)]
    return MultiPolygon([polygon for part in parts for polygon in _polygons(part).geoms])


def _polygons(area: BaseGeometry) -> MultiPolygon:
    """The polygons of a geometry; slivers that became lines or points are left out."""
    if isinstance(area, Polygon):
        return MultiPolygon([] if area.is_empty else [area])
    parts = [part for item in getattr(area, "geoms", ()) for part in _polygons(item).geoms]
    return MultiPolygon(parts)


def _largest_parts(area: MultiPolygon, vertices: int) -> MultiPolygon:
    """Keep the largest parts, their holes left out, so that four vertices each stay within the number."""
    parts = sorted(area.geoms, key=lambda part: -part.area)[: max(1, vertices // 10)]
    if get_num_coordinates(area) <= vertices:
        return area
    return MultiPolygon([Polygon(part.exterior) for part in parts])


def _frozen(area: MultiPolygon) -> Geometry:
    wound = MultiPolygon([orient(part, 1.0) for part in area.geoms])
    flat = Geometry.from_geojson(mapping(wound))
    return Geometry("MultiPolygon", _round(flat.coordinates))


def line(start: tuple[float, float], end: tuple[float, float]) -> Geometry:
    """The straight line between two positions; one over the antimeridian in two parts (RFC 7946 section 3.1.9)."""
    (x1, y1), (x2, y2) = rounded_point(*start), rounded_point(*end)
    if abs(x2 - x1) <= 180:
        return Geometry("LineString", ((x1, y1), (x2, y2)))
    near, far = (180.0, -180.0) if x1 > 0 else (-180.0, 180.0)
    unrolled = x2 + 360 if x1 > 0 else x2 - 360
    if unrolled == x1:
        return Geometry("LineString", ((x1, y1), (x1, y2)))
    y = round(y1 + (y2 - y1) * (near - x1) / (unrolled - x1), DECIMALS)
    return Geometry("MultiLineString", (((x1, y1), (near, y)), ((far, y), (x2, y2))))
