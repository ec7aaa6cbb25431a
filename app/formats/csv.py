"""CSV (RFC 4180, UTF-8) for spreadsheets and statistics: the columns, then the place."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

import orjson
from shapely.geometry import shape

from app.formats.export import Export, Format

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(export: Export, features: Iterable[bytes]) -> Iterator[bytes]:
    """One row a feature. ``lon`` and ``lat`` are for points only: an area has no one place (law 3), its outline stands in ``wkt``.

    Null is an empty cell. A text that a spreadsheet would run as a formula has an apostrophe before it.
    """
    names = [name for name, _ in export.columns]
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([*names, "geometry_type", "lon", "lat", "wkt"])
    for feature in map(orjson.loads, features):
        writer.writerow([*(_cell(feature["properties"].get(name)) for name in names), *_place(feature["geometry"])])
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
        return geometry["type"], "", "", shape(geometry).wkt
    longitude, latitude = geometry["coordinates"][:2]
    return "Point", longitude, latitude, f"POINT ({longitude:.15g} {latitude:.15g})"


CSV = Format("csv", "text/csv", "CSV", table)
