"""Features and reports as rows of the tables, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import orjson
import shapely
from shapely.geometry import shape

from app.model.feature import Feature, Scalar
from app.model.geometry import Geometry
from app.model.report import Report, SourceKind
from app.store.layers import EVER
from app.store.schema import COLUMNS, NUMBERS

Box = tuple[float, float, float, float]

FEATURE_INSERT = (
    f"INSERT INTO feature (n, layer, doc, fid, report_id, x, y, first, last, {', '.join(COLUMNS + NUMBERS)}) "  # noqa: S608 - names are the schema's own
    f"VALUES ({', '.join('?' * (9 + len(COLUMNS + NUMBERS)))})"
)

REPORT_COLUMNS = ("id", "text", "title", "publisher", "url", "published_at", "language", "source_kind", "retrieved_at")


@dataclass(frozen=True, slots=True)
class Row:
    """One feature as it is stored: its narrow row without number, layer and doc, its bytes, its box, and its exact shape if it is no point."""

    values: tuple[Any, ...]
    json: str
    box: Box | None
    wkb: bytes | None
    days: tuple[int | None, int | None]
    claim_id: Scalar
    outline: str | None


def feature_row(feature: Feature) -> Row:
    """Render a feature once, for every time it will be served; a place's outline apart from what changes with every report."""
    first = feature.start.toordinal() if feature.start else None
    last = feature.end.toordinal() if feature.end else None
    point, box, wkb = _placed(feature)
    hot = (feature.properties.get(name) for name in COLUMNS + NUMBERS)
    values = (feature.id, feature.report_id, *point, first, last, *hot)
    apart = outline_of(feature.geometry) if feature.collection == "places" else None
    json = rendered(replace(feature, geometry=None) if apart else feature).decode()
    return Row(values, json, box, wkb, (first, last), feature.properties.get("claim_id"), apart)


def outline_of(geometry: Geometry | None) -> str | None:
    """A geometry as GeoJSON."""
    return orjson.dumps(geometry.__geo_interface__).decode() if geometry else None


def with_outline(json: bytes, outline: bytes | None) -> bytes:
    """A place as it is served."""
    return json if outline is None else json.replace(b'"geometry":null', b'"geometry":' + outline, 1)


def rendered(feature: Feature) -> bytes:
    """The feature as a GeoJSON object (RFC 7946 section 3.2), UTF-8."""
    geometry = feature.geometry.__geo_interface__ if feature.geometry else None
    return orjson.dumps({"type": "Feature", "id": feature.id, "geometry": geometry, "properties": dict(feature.properties)})


def _placed(feature: Feature) -> tuple[tuple[float | None, float | None], Box | None, bytes | None]:
    geometry = feature.geometry
    if geometry is None:
        return (None, None), None, None
    if geometry.type == "Point":
        x, y = geometry.coordinates
        return (x, y), (x, y, x, y), None
    exact = shape(geometry)
    west, south, east, north = exact.bounds
    return (None, None), (west, south, east, north), shapely.to_wkb(exact)


def tree_row(number: int, box: Box, days: tuple[int | None, int | None]) -> tuple[float, ...]:
    """The row of an R*Tree: box and days; a day that is not known is open."""
    west, south, east, north = box
    first, last = days
    return (number, west, east, south, north, -EVER if first is None else first, EVER if last is None else last)


def report_row(report: Report) -> tuple[str | None, ...]:
    """The values of ``REPORT_COLUMNS``."""
    return (
        report.id,
        report.text,
        report.title,
        report.publisher,
        report.url,
        report.published_at.isoformat() if report.published_at else None,
        report.language,
        report.source_kind,
        report.retrieved_at.isoformat() if report.retrieved_at else None,
    )


def report_of(row: Sequence[bytes | None]) -> Report:
    """A report from the values of ``REPORT_COLUMNS``, as a reader gives them."""
    values = [None if value is None else value.decode() for value in row]
    identifier, text, title, publisher, url, published, language, kind, retrieved = values
    return Report(
        id=identifier or "",
        text=text or "",
        title=title,
        publisher=publisher,
        url=url,
        published_at=date.fromisoformat(published) if published else None,
        language=language,
        source_kind=_source_kind(kind),
        retrieved_at=datetime.fromisoformat(retrieved) if retrieved else None,
    )


def _source_kind(value: str | None) -> SourceKind:
    return "coded_row" if value == "coded_row" else "example" if value == "example" else "text"


def record_of(value: bytes) -> Mapping[str, Any]:
    """A reading as it was saved."""
    record: Mapping[str, Any] = orjson.loads(value)
    return record
