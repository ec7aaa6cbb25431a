"""GeoJSON (RFC 7946), and GeoJSON text sequences with one feature a line."""

from collections.abc import Iterable, Iterator

import orjson

from app.formats.export import DISCLAIMER, Export, Format


def feature_collection(export: Export, features: Iterable[bytes]) -> Iterator[bytes]:
    """One FeatureCollection; where it comes from stands before the features."""
    head = {
        "type": "FeatureCollection",
        "name": export.name,
        "title": export.title,
        "description": export.description,
        "attribution": export.attribution,
        "disclaimer": DISCLAIMER,
        "source": export.source,
        "timeStamp": export.time_stamp,
    }
    yield orjson.dumps(head)[:-1] + b',"features":['
    lead = b"\n"
    for feature in features:
        yield lead + feature
        lead = b",\n"
    yield b"\n]}\n"


def feature_lines(export: Export, features: Iterable[bytes]) -> Iterator[bytes]:
    """Newline-delimited features, which a notebook or a database reads line by line; each says how it is meant and whom to name."""
    about = b"," + orjson.dumps({"attribution": export.attribution, "disclaimer": DISCLAIMER})[1:] + b"\n"
    for feature in features:
        yield feature[:-1] + about


GEOJSON = Format("geojson", "application/geo+json", "GeoJSON", feature_collection)
GEOJSONL = Format("geojsonl", "application/geo+json-seq", "GeoJSON, one feature a line", feature_lines)
