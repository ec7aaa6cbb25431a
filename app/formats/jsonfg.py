"""JSON-FG (OGC Features and Geometries JSON, 21-045): GeoJSON that also says when, and of what type a feature is."""

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from app.formats.export import DISCLAIMER, Export, Format

CORE = "http://www.opengis.net/spec/json-fg-1/1.0/conf/core"
TYPES = "http://www.opengis.net/spec/json-fg-1/1.0/conf/types-schemas"
CRS84 = "http://www.opengis.net/def/crs/OGC/0/CRS84"


def feature_collection(export: Export, features: Iterable[bytes]) -> Iterator[bytes]:
    """One FeatureCollection; ``place`` is null, for WGS 84 geometries stand in ``geometry``."""
    head = {
        "type": "FeatureCollection",
        "conformsTo": [CORE, TYPES],
        "featureType": export.name,
        "featureSchema": f"{export.source}/schema/feature",
        "coordRefSys": CRS84,
        "title": export.title,
        "description": export.description,
        "attribution": export.attribution,
        "disclaimer": DISCLAIMER,
        "timeStamp": export.time_stamp,
    }
    yield orjson.dumps(head)[:-1] + b',"features":['
    lead = b"\n"
    for feature in features:
        content = orjson.loads(feature)
        yield lead + orjson.dumps(content | {"time": time_of(content["properties"]), "place": None})
        lead = b",\n"
    yield b"\n]}\n"


def time_of(properties: dict[str, Any]) -> dict[str, Any] | None:
    """The ``time`` member: a date, an interval of dates, or null where no day is known."""
    start, end = properties.get("date_start"), properties.get("date_end")
    if start is None and end is None:
        return None
    return {"date": start} if start == end else {"interval": [start or "..", end or ".."]}


JSONFG = Format("fgjson", "application/vnd.ogc.fg+json", "JSON-FG", feature_collection)
