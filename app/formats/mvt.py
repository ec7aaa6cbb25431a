"""Mapbox Vector Tiles 2.1: features in CRS84 to one tile of WebMercatorQuad."""

import math
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

EXTENT = 4_096
"""Units along the edge of a tile."""

BUFFER = 64
"""Units that a shape is kept beyond the edge, so that lines do not end in sight."""

_POINT, _LINE, _POLYGON = 1, 2, 3
_MOVE_TO, _LINE_TO, _CLOSE = 1, 2, 7
_EDGE = 85.0511287798066

Value = str | int | float | bool


def bounds(z: int, x: int, y: int) -> tuple[float, float, float, float]:
    """West, south, east, north of a tile in degrees."""
    size = 1 << z
    west, east = x / size * 360 - 180, (x + 1) / size * 360 - 180
    north, south = (math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / size)))) for row in (y, y + 1))
    return west, south, east, north


def tile(name: str, features: Iterable[tuple[BaseGeometry, Mapping[str, Any]]], z: int, x: int, y: int) -> bytes:
    """Write one layer; shapes are clipped to the tile, null values left out, geometry-less and vanishing features too."""
    keys: dict[str, int] = {}
    values: dict[tuple[type, Value], int] = {}
    body = bytearray(_text(1, name) + _number(15, 2) + _number(5, EXTENT))
    written = 0
    for geometry, properties in features:
        kind, commands = _commands(_placed(geometry, z, x, y))
        if not commands:
            continue
        tags = []
        for key, value in properties.items():
            if value is not None:
                tags += [keys.setdefault(key, len(keys)), values.setdefault((type(value), value), len(values))]
        body += _bytes(2, _packed(2, tags) + _number(3, kind) + _packed(4, commands))
        written += 1
    if not written:
        return b""
    for key in keys:
        body += _text(3, key)
    for _, value in values:
        body += _bytes(4, _value(value))
    return _bytes(3, bytes(body))


def _placed(geometry: BaseGeometry, z: int, x: int, y: int) -> BaseGeometry:
    """In units of the tile, from its north-west corner, y downwards, clipped."""
    scale = EXTENT * (1 << z)

    def move(coordinates: Any) -> Any:
        moved = coordinates.copy()
        latitudes = [math.radians(max(-_EDGE, min(_EDGE, latitude))) for latitude in coordinates[:, 1]]
        moved[:, 0] = (coordinates[:, 0] + 180) / 360 * scale - x * EXTENT
        moved[:, 1] = [(1 - math.asinh(math.tan(latitude)) / math.pi) / 2 * scale - y * EXTENT for latitude in latitudes]
        return moved

    placed = shapely.transform(geometry, move)
    if geometry.geom_type in ("Point", "MultiPoint"):
        return placed
    return shapely.clip_by_rect(shapely.make_valid(placed), -BUFFER, -BUFFER, EXTENT + BUFFER, EXTENT + BUFFER)


def _commands(geometry: BaseGeometry) -> tuple[int, list[int]]:
    """The kind and the command integers of a geometry (MVT 2.1, section 4.3)."""
    cursor = _Cursor()
    parts = [part for part in shapely.get_parts(geometry) if not part.is_empty]
    points = [part for part in parts if part.geom_type == "Point"]
    if points:
        cursor.points([(point.x, point.y) for point in points])
        return _POINT, cursor.commands
    polygons = [part for part in parts if part.geom_type == "Polygon"]
    for polygon in polygons:
        for ring, clockwise in ((polygon.exterior, True), *((ring, False) for ring in polygon.interiors)):
            coordinates = list(ring.coords)[:-1]
            # y grows downwards here: what is clockwise to the eye has a positive area by the surveyor's formula
            cursor.line(coordinates if (shapely.LinearRing(ring.coords).is_ccw) == clockwise else coordinates[::-1], closed=True)
    if polygons:
        return _POLYGON, cursor.commands
    for part in parts:
        if part.geom_type == "LineString":
            cursor.line(list(part.coords), closed=False)
    return _LINE, cursor.commands


class _Cursor:
    """Command integers with positions relative to the last one."""

    def __init__(self) -> None:
        self.commands: list[int] = []
        self.at = (0, 0)

    def points(self, positions: Sequence[tuple[float, float]]) -> None:
        inside = [one for one in map(_rounded, positions) if all(-BUFFER <= value <= EXTENT + BUFFER for value in one)]
        if inside:
            self.commands.append(_MOVE_TO | len(inside) << 3)
            for position in inside:
                self._go(position)

    def line(self, positions: Sequence[tuple[float, float]], *, closed: bool) -> None:
        rounded = list(_distinct(map(_rounded, positions)))
        if closed and len(rounded) > 1 and rounded[0] == rounded[-1]:
            rounded.pop()
        if len(rounded) < (3 if closed else 2):
            return
        self.commands.append(_MOVE_TO | 1 << 3)
        self._go(rounded[0])
        self.commands.append(_LINE_TO | (len(rounded) - 1) << 3)
        for position in rounded[1:]:
            self._go(position)
        if closed:
            self.commands.append(_CLOSE | 1 << 3)

    def _go(self, position: tuple[int, int]) -> None:
        for value, held in zip(position, self.at, strict=True):
            difference = value - held
            self.commands.append((difference << 1) ^ (difference >> 63))
        self.at = position


def _rounded(position: Sequence[float]) -> tuple[int, int]:
    return round(position[0]), round(position[1])


def _distinct(positions: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last = None
    for position in positions:
        if position != last:
            yield position
        last = position


def _value(value: Value) -> bytes:
    if isinstance(value, bool):
        return _number(7, int(value))
    if isinstance(value, int):
        return _number(6, (value << 1) ^ (value >> 63))
    if isinstance(value, float):
        return _varint(3 << 3 | 1) + struct.pack("<d", value)
    return _text(1, value)


def _text(field: int, text: str) -> bytes:
    return _bytes(field, text.encode("utf-8", "replace"))


def _bytes(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _number(field: int, number: int) -> bytes:
    return _varint(field << 3) + _varint(number)


def _packed(field: int, numbers: Sequence[int]) -> bytes:
    return _bytes(field, b"".join(map(_varint, numbers)))


def _varint(number: int) -> bytes:
    """Protocol Buffers' base-128 integer."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)
