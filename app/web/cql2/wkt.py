"""Geometry literals: well-known text (OGC 06-103r4 clause 7) to GeoJSON, and BBOX."""

from typing import Any

from app.web.cql2.reader import Reader

_KINDS = {
    "POINT": ("Point", 0),
    "LINESTRING": ("LineString", 1),
    "POLYGON": ("Polygon", 2),
    "MULTIPOINT": ("MultiPoint", 1),
    "MULTILINESTRING": ("MultiLineString", 2),
    "MULTIPOLYGON": ("MultiPolygon", 3),
}
_COLLECTION = "GEOMETRYCOLLECTION"

WORDS = frozenset({*_KINDS, _COLLECTION})
"""The words that begin a geometry."""


def geometry(reader: Reader, word: str, depth: int) -> dict[str, Any]:
    """The rest of a geometry whose word was taken; heights are read and left aside."""
    reader.check(depth)
    reader.take_word("Z")
    reader.expect("(")
    if word != _COLLECTION:
        kind, nesting = _KINDS[word]
        return {"type": kind, "coordinates": _coordinates(reader, nesting, kind == "MultiPoint")}
    parts = []
    while True:
        inner = reader.next().word
        if inner not in WORDS:
            reader.at -= 1
            raise reader.wrong("a geometry")
        parts.append(geometry(reader, inner, depth + 1))
        if not reader.take(","):
            reader.expect(")")
            return {"type": "GeometryCollection", "geometries": parts}


def _coordinates(reader: Reader, nesting: int, bare: bool = False) -> Any:
    """Coordinates behind their parenthesis; the points of a MULTIPOINT may stand in parentheses of their own or not."""
    if nesting == 0:
        position = _position(reader)
        reader.expect(")")
        return position
    parts = []
    while True:
        if nesting == 1 and not (bare and reader.take("(")):
            parts.append(_position(reader))
        elif nesting == 1:
            parts.append(_coordinates(reader, 0))
        else:
            reader.expect("(")
            parts.append(_coordinates(reader, nesting - 1))
        if not reader.take(","):
            reader.expect(")")
            return parts


def _position(reader: Reader) -> list[float | int]:
    numbers = [reader.number(), reader.number()]
    if reader.peek().kind == "number" or reader.follows("-", "+"):
        reader.number()
    return numbers
