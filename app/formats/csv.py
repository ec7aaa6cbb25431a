"""CSV (RFC 4180, UTF-8) for spreadsheets and statistics: the columns, then the place."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

import orjson
from shapely import MultiPolygon, Polygon, get_num_coordinates
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from app.formats.export import DISCLAIMER, Export, Format

VERTICES = 200
"""The most vertices of an outline: a cell of a spreadsheet holds 32,767 characters, and Python and R read no more than 131,072."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(export: Export, features: Iterable[bytes]) -> Iterator[bytes]:
    """One row a feature. ``lon`` and ``lat`` are for points only: an area has no one place (law 3), its outline stands in ``wkt``,
    with at most ``VERTICES`` vertices. Every row says last how it is meant and whom to name, as rows are what is copied elsewhere.

    Null is an empty cell. A text that a spreadsheet would run as a formula has an apostrophe before it.
    """
    names, about = [name for name, _ in export.columns], (DISCLAIMER, export.attribution)
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([*names, "geometry_type", "lon", "lat", "wkt", "disclaimer", "attribution"])
    for feature in map(orjson.loads, features):
        writer.writerow([*(_cell(feature["properties"].get(name)) for name in names), *_place(feature["geometry"]), *about])
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue().encode()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return disarmed(value)


def disarmed(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula, with an apostrophe before it; everything else as it is."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _place(geometry: dict[str, Any] | None) -> tuple[Any, ...]:
    if geometry is None:
        return "", "", "", ""
    if geometry["type"] != "Point":
        return geometry["type"], "", "", _coarse(shape(geometry)).wkt
    longitude, latitude = geometry["coordinates"][:2]
    return "Point", longitude, latitude, f"POINT ({longitude:.15g} {latitude:.15g})"


def _coarse(area: BaseGeometry) -> BaseGeometry:
    """An outline short enough for a cell: of its largest parts, without holes where it has too many vertices."""
    if get_num_coordinates(area) <= VERTICES:
        return area
    parts = sorted(getattr(area, "geoms", (area,)), key=lambda part: -part.area)[: VERTICES // 10]
    west, south, east, north = area.bounds
    tolerance = max(east - west, north - south) / 2000
    whole = MultiPolygon([Polygon(part.exterior) for part in parts])
    thin: BaseGeometry = whole
    while get_num_coordinates(thin) > VERTICES:
        thin = whole.simplify(tolerance)
        tolerance *= 1.5
    # coarse rings may cross
    valid = thin.buffer(0)
    return MultiPolygon(getattr(valid, "geoms", (valid,)))


CSV = Format("csv", "text/csv", "CSV", table)
