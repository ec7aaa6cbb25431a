"""Natural Earth's first-level units as read: one polygon with its codes, and the country it is filed under."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

TOLERANCE = 0.015
"""Degrees (the square root of the triangles that simplification may drop): outlines move by less than 1 km, half of the 2 km by which a
settlement may miss its province."""

Correction = dict[str, str]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of Natural Earth. ``geonames`` is the first-level code it is said to have, without the country; ``""`` if none."""

    id: str
    country: str
    geonames: str
    attributes: dict[str, Any]
    geometry: BaseGeometry
    correction: Correction = field(default_factory=dict)


def read_corrections(path: Path) -> dict[str, Correction]:
    """Read ``id,field,value,why`` rows into one dict per unit."""
    corrections: dict[str, Correction] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            corrections[row["id"]][row["field"]] = row["value"]
    return corrections


def read_units(document: bytes, corrections: dict[str, Correction]) -> list[Unit]:
    """Read the feature collection; nameless slivers are left out, outlines simplified as one coverage and rounded."""
    features = [f for f in json.loads(document)["features"] if f["properties"].get("name")]
    raw = [shapely.geometry.shape(f["geometry"]) for f in features]
    simple = shapely.coverage_simplify(raw, TOLERANCE)
    keys = ["naturalearth:" + re.sub(r"[^A-Z0-9]+", "-", f["properties"]["adm1_code"]).strip("-") for f in features]
    outlines = _given(dict(zip(keys, simple, strict=True)), corrections)
    units = []
    for key, feature, original in zip(keys, features, raw, strict=True):
        attributes, geometry = feature["properties"], outlines[key]
        correction = corrections.get(key, {})
        if correction.get("drop"):
            continue
        country, _, code = str(attributes.get("gn_a1_code") or "").partition(".")
        iso = correction.get("country", attributes["iso_a2"])
        code = correction.get("geonames", code if country == iso else "")
        units.append(Unit(key, "" if iso == "-" else iso, code, attributes, polygons(geometry, original), correction))
    return units


def _given(outlines: dict[str, BaseGeometry], corrections: Mapping[str, Correction]) -> dict[str, BaseGeometry]:
    """Move ground between units: ``takes`` names the unit that gives and a ring (lon lat lon lat …) around what it gives."""
    moved = dict(outlines)
    for key, correction in corrections.items():
        if "takes" in correction:
            giver, *numbers = correction["takes"].split()
            ring = [(float(lon), float(lat)) for lon, lat in zip(numbers[::2], numbers[1::2], strict=True)]
            ground = moved[giver].intersection(shapely.Polygon(ring))
            moved[giver] = moved[giver].difference(ground)
            moved[key] = shapely.union_all([moved[key], ground], grid_size=0.0001)
    return moved


def polygons(geometry: BaseGeometry, fallback: BaseGeometry | None = None) -> BaseGeometry:
    """Round to 4 decimals and keep the area valid: only polygons, wound as RFC 7946 asks, in a fixed order."""
    for candidate in (geometry, fallback):
        if candidate is None:
            continue
        rounded = shapely.transform(candidate, lambda xy: (xy * 10_000).round() / 10_000)
        if not rounded.is_valid:
            rounded = shapely.transform(shapely.make_valid(rounded, method="structure"), lambda xy: (xy * 10_000).round() / 10_000)
        if not rounded.is_valid:
            rounded = shapely.set_precision(shapely.make_valid(candidate), 0.0001)
        parts = [p for p in _parts(rounded) if p.is_valid and p.area > 1e-7]
        if parts:
            break
    else:
        parts = [geometry.centroid.buffer(0.002, quad_segs=4)]
    wound = sorted((shapely.geometry.polygon.orient(shapely.normalize(p)) for p in parts), key=lambda p: (-p.area, p.bounds))
    return wound[0] if len(wound) == 1 else MultiPolygon(wound)


def _parts(geometry: BaseGeometry) -> list[Polygon]:
    if isinstance(geometry, Polygon):
        return [] if geometry.is_empty else [geometry]
    return [part for piece in getattr(geometry, "geoms", ()) for part in _parts(piece)]


def geojson(geometry: BaseGeometry) -> dict[str, Any]:
    """Write a geometry as GeoJSON with numbers of at most 4 decimals."""
    mapping = shapely.geometry.mapping(geometry)
    return {"type": mapping["type"], "coordinates": _rounded(mapping["coordinates"])}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    return [_rounded(item) for item in value]


def inside_point(geometry: BaseGeometry, wish: tuple[float, float] | None = None) -> tuple[float, float]:
    """Choose the representative point (lon, lat): the wish, the centroid, the largest part's centroid, else a point deep inside."""
    main = max(_parts(geometry), key=lambda part: part.area)
    wishes = [] if wish is None else [shapely.Point(wish)]
    for point in (*wishes, geometry.centroid, main.centroid):
        if geometry.contains(rounded := shapely.Point(round(point.x, 4), round(point.y, 4))):
            return rounded.x, rounded.y
    deep = shapely.maximum_inscribed_circle(main, 0.01).coords[0] if main.area > 1e-3 else main.representative_point().coords[0]
    return round(deep[0], 4), round(deep[1], 4)
