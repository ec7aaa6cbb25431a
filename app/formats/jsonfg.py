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
        **about(export.name, export.source),
        "title": export.title,
        "description": export.description,
        "attribution": export.attribution,
        "disclaimer": DISCLAIMER,
        "timeStamp": export.time_stamp,
    }
    yield orjson.dumps(head)[:-1] + b',"features":['
    lead = b"\n"
    for feature in features:
        yield lead + timed(feature)
        lead = b",\n"
    yield b"\n]}\n"


def about(name: str, source: str) -> dict[str, Any]:
    """The members that make a document JSON-FG: what it conforms to, and of which type its features are."""
    return {"conformsTo": [CORE, TYPES], "featureType": name, "featureSchema": f"{source}/schema/feature", "coordRefSys": CRS84}


def timed(feature: bytes) -> bytes:
    """A feature with the members ``time`` and ``place``."""
    content = orjson.loads(feature)
    return orjson.dumps(content | {"time": time_of(content["properties"]), "place": None})


def time_of(properties: dict[str, Any]) -> dict[str, Any] | None:
    """The ``time`` member: a date, an interval of dates, or null where no day is known."""
    start, end = properties.get("date_start"), properties.get("date_end")
    if start is None and end is None:
        return None
    return {"date": start} if start == end else {"interval": [start or "..", end or ".."]}


MEDIA_TYPE = "application/vnd.ogc.fg+json"
JSONFG = Format("fgjson", MEDIA_TYPE, "JSON-FG", feature_collection)
