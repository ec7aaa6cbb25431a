"""Features and readings to bytes."""

from app.formats.csv import CSV
from app.formats.export import Export, Format
from app.formats.files import FGB, GPKG
from app.formats.geojson import GEOJSON, GEOJSONL
from app.formats.jsonfg import JSONFG

FORMATS: dict[str, Format] = {form.extension: form for form in (GEOJSON, GEOJSONL, JSONFG, CSV, GPKG, FGB)}
"""The formats a collection can be downloaded in, by file extension."""


def available() -> list[Format]:
    """The formats whose parts are installed."""
    return [form for form in FORMATS.values() if form.available]


__all__ = ["FORMATS", "Export", "Format", "available"]
