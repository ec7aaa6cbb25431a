"""JSON-FG (OGC Features and Geometries JSON, 21-045r1): GeoJSON that also says when, of what type a feature is, and where in any system."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import orjson

from app.formats import crs
from app.formats.export import DISCLAIMER, Export, Format
from app.formats.reshape import Shape

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
    lead, timed = b"\n", shaper(Shape())
    for feature in features:
        yield lead + timed(feature)
        lead = b",\n"
    yield b"\n]}\n"


def about(name: str, source: str, system: crs.Crs | None = None) -> dict[str, Any]:
    """The members that make a document JSON-FG: what it conforms to, of which type its features are, and in which system ``place`` is."""
    uri = CRS84 if system is None or system.uri == crs.CRS84 else system.uri
    return {"conformsTo": [CORE, TYPES], "featureType": name, "featureSchema": f"{source}/schema", "coordRefSys": uri}


def shaper(shape: Shape, fallback: bool = False) -> Callable[[bytes], bytes]:
    """A function from stored features to such with ``time`` and ``place``, of the columns wished for.

    ``geometry`` is WGS 84 or null; what is wished for in another system stands in ``place``, with ``fallback`` in both.
    """
    system = shape.crs if shape.crs is not None and shape.crs.uri != crs.CRS84 else None

    def shaped(feature: bytes) -> bytes:
        content = orjson.loads(feature)
        time = time_of(content["properties"])
        place = crs.transformed(content["geometry"], system) if system is not None else None
        geometry = content["geometry"] if place is None or fallback else None
        return orjson.dumps(content | {"geometry": geometry, "properties": shape.chosen(content["properties"]), "time": time, "place": place})

    return shaped


def time_of(properties: dict[str, Any]) -> dict[str, Any] | None:
    """The ``time`` member: a date, an interval of dates, or null where no day is known; of a report its day of publication."""
    if "date_start" not in properties:
        published = properties.get("published_at")
        return {"date": published} if published else None
    start, end = properties["date_start"], properties.get("date_end")
    if start is None and end is None:
        return None
    return {"date": start} if start == end else {"interval": [start or "..", end or ".."]}


MEDIA_TYPE = "application/vnd.ogc.fg+json"
JSONFG = Format("fgjson", MEDIA_TYPE, "JSON-FG", feature_collection)
