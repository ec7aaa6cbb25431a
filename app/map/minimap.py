"""A small map as one SVG picture: the places that some marks name, each drawn as the page draws it, over the base map. It needs no script."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from app.map.clip import Box, clipped

WIDTH, HEIGHT = 640, 400
"""Pixels."""

LETTER = 7.6
"""About how wide a letter of a name is."""

_EDGE = 85.0

@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of the page's theme (``static/base.css``): of each role, of the ground, and of words with the halo behind them."""

    roles: Mapping[str, str]
    land: str
    sea: str
    border: str
    ink: str
    halo: str
    card: str


LIGHT = Palette(
    {"reported_target": "#c04a00", "launch_origin": "#0072b2", "base": "#33393d"}, "#f3f0e8", "#d3dfe6", "#a39b8a", "#1d2327", "#fbfaf7", "#fff"
)
DARK = Palette(
    {"reported_target": "#ff8a4c", "launch_origin": "#56b4e9", "base": "#dfe4e7"}, "#262c30", "#161b1f", "#5b666d", "#e9ebec", "#14181b", "#1c2125"
)

_BURST = [(12 + r * math.cos(a), 12 + r * math.sin(a)) for r, a in ((5.6 if at % 2 else 11, at * math.pi / 8 - math.pi / 2) for at in range(16))]
_SIGNS = {
    "reported_target": f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in _BURST)}Z",
    "launch_origin": "M12 2.5 22 20.5 2 20.5Z",
    "base": "M3 3H21V21H3Z",
}

Frame = tuple[float, float, float]
"""West edge and north edge in units of the Mercator plane, and pixels a unit."""


def minimap(marks: Sequence[Mapping[str, Any]], basemap: Path, palette: Palette = LIGHT) -> str:
    """Draw GeoJSON features of marks; areas hatched with a broken outline, points as symbols, hollow unless corroborated. No marks: the world.

    Args:
        marks: features of the collections of targets, origins and bases.
        basemap: the directory ``geodata/basemap``.
        palette: ``LIGHT`` or ``DARK``.
    """
    box = _around(marks)
    frame = _frame(box or (-170.0, -55.0, 179.0, 75.0))
    sheet = clipped(basemap, _looked_at(frame), box)
    parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{palette.sea}"/>']
    parts += _ground(sheet["world"], frame, palette)
    for region in sheet["regions"]:
        parts += _ground(region["sheet"], frame, palette)
    ordered = sorted(_once(marks), key=lambda mark: mark["geometry"]["type"] == "Point")
    parts += [_drawn(mark, frame, palette) for mark in ordered]
    parts += _names(ordered, frame, palette)
    hatches = "".join(_hatch(role, colour) for role, colour in palette.roles.items())
    names = ", ".join(dict.fromkeys(str(mark["properties"]["place_name"]) for mark in ordered)) or "no place on the map"
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label={quoteattr(names)}>'
    return f"{head}<defs>{hatches}</defs>{''.join(parts)}</svg>"


def _once(marks: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """A place in a role, however many claims name it; solid if one of its marks is."""
    seen: dict[tuple[str, str], Mapping[str, Any]] = {}
    for mark in marks:
        key = (mark["properties"]["role"], str(mark["properties"]["place_id"] or mark["geometry"]["coordinates"]))
        if key not in seen or _solid(mark):
            seen[key] = mark
    return iter(seen.values())


def _solid(mark: Mapping[str, Any]) -> bool:
    told = mark["properties"]
    return bool(told["role"] == "reported_target" and told["status"] == "corroborated" and (told["independent_sources"] or 0) >= 2)


def _plane(lon: float, lat: float) -> tuple[float, float]:
    """Web Mercator, one unit around the equator, y downwards."""
    return lon / 360, -math.asinh(math.tan(math.radians(max(-_EDGE, min(_EDGE, lat))))) / (2 * math.pi)


def _around(marks: Sequence[Mapping[str, Any]]) -> Box | None:
    """The box of all marks with a little room, at least two degrees each way; None where there are none."""
    boxes = [_bounds(mark["geometry"]) for mark in marks]
    if not boxes:
        return None
    west, south, east, north = (*(min(box[at] for box in boxes) for at in (0, 1)), *(max(box[at] for box in boxes) for at in (2, 3)))
    room = max(2.0, 0.12 * max(east - west, north - south))
    return max(-180.0, west - room), max(-80.0, south - room), min(180.0, east + room), min(80.0, north + room)


def _frame(box: Box) -> Frame:
    west, south, east, north = box
    (left, top), (right, bottom) = _plane(west, north), _plane(east, south)
    scale = min(WIDTH / (right - left), HEIGHT / (bottom - top))
    return (left + right - WIDTH / scale) / 2, (top + bottom - HEIGHT / scale) / 2, scale


def _looked_at(frame: Frame) -> Box:
    """The box of the whole picture in degrees."""
    left, top, scale = frame
    south, north = (math.degrees(math.atan(math.sinh(-2 * math.pi * y))) for y in (top + HEIGHT / scale, top))
    return max(-180.0, left * 360), south, min(180.0, (left + WIDTH / scale) * 360), north


def _ground(sheet: Mapping[str, Any], frame: Frame, palette: Palette) -> list[str]:
    """Land, water and borders."""
    line = f'fill="none" stroke="{palette.border}" stroke-width="1"'
    paints = {"land": f'fill="{palette.land}"', "water": f'fill="{palette.sea}"', "border": line}
    found = []
    for name, paint in paints.items():
        paths = [_path(feature["geometry"], frame) for feature in sheet.get(name, {}).get("features", ())]
        found += [f'<path d="{path}" {paint}/>' for path in paths if path]
    return found


def _drawn(mark: Mapping[str, Any], frame: Frame, palette: Palette) -> str:
    role, geometry = mark["properties"]["role"], mark["geometry"]
    colour, solid = palette.roles[role], _solid(mark)
    if geometry["type"] != "Point":
        broken = "" if solid else ' stroke-dasharray="6 5"'
        return f'<path d="{_path(geometry, frame)}" fill="url(#h-{role})" stroke="{colour}" stroke-width="2"{broken}/>'
    x, y = _pixel(geometry["coordinates"], frame)
    fill = colour if solid else palette.card
    place = f'transform="translate({x - 12:.1f} {y - 12:.1f})"'
    return f'<path {place} d="{_SIGNS[role]}" fill="{fill}" stroke="{colour}" stroke-width="2.4" stroke-linejoin="round"/>'


def _names(marks: Sequence[Mapping[str, Any]], frame: Frame, palette: Palette) -> Iterator[str]:
    """Names where there is room for them beside symbols and other names, those of targets first; the page lists them all."""
    points = [_pixel(mark["geometry"]["coordinates"], frame) for mark in marks if mark["geometry"]["type"] == "Point"]
    taken: list[Box] = [(x - 12, y - 12, x + 12, y + 12) for x, y in points]
    ranks = list(_SIGNS)
    for mark in sorted(marks, key=lambda one: (ranks.index(one["properties"]["role"]), one["geometry"]["type"] != "Point")):
        name = _name(mark["properties"])
        half = len(name) * LETTER / 2
        places = ((x, y, (x - half, y - 9, x + half, y + 9)) for x, y in _beside(mark["geometry"], half, frame))
        middle, y, box = next((one for one in places if not any(_meet(one[2], other) for other in taken)), (0, 0, None))
        if box is None:
            continue
        taken.append(box)
        font = 'font-family="sans-serif" font-size="13" font-weight="600" text-anchor="middle"'
        look = f'{font} fill="{palette.ink}" stroke="{palette.halo}" stroke-width="3" paint-order="stroke"'
        yield f'<text x="{middle:.0f}" y="{y + 5:.0f}" {look}>{escape(name)}</text>'


def _name(told: Mapping[str, Any]) -> str:
    """The place's name, with its kind where the name alone would be taken for a town."""
    name, kind = str(told["place_name"]), told.get("place_kind")
    return f"{name} {kind}" if kind in ("province", "district") and kind not in name.lower() else name


def _beside(geometry: Mapping[str, Any], half: float, frame: Frame) -> Iterator[tuple[float, float]]:
    """Where the middle of a name may stand, best first: beside a point, in an area that is wider than the name, below or above it."""
    west, south, east, north = _bounds(geometry)
    (left, top), (right, foot) = _pixel((west, north), frame), _pixel((east, south), frame)
    x, y = (left + right) / 2, (top + foot) / 2
    if geometry["type"] == "Point":
        yield from ((x + 16 + half, y), (x - 16 - half, y))
    elif right - left > 2 * half:
        yield x, y
    room = 22 if geometry["type"] == "Point" else 12
    yield from ((x, foot + room), (x, top - room))


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _hatch(role: str, colour: str) -> str:
    angle = -45 if role == "launch_origin" else 45
    head = f'<pattern id="h-{role}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate({angle})">'
    wash = f'<rect width="7" height="7" fill="{colour}" fill-opacity=".1"/>'
    return f'{head}{wash}<line x1="0" y1="0" x2="0" y2="7" stroke="{colour}" stroke-width="1.6" stroke-opacity=".5"/></pattern>'


def _pixel(position: Sequence[float], frame: Frame) -> tuple[float, float]:
    left, top, scale = frame
    x, y = _plane(position[0], position[1])
    return (x - left) * scale, (y - top) * scale


def _path(geometry: Mapping[str, Any], frame: Frame) -> str:
    """Rings and lines as SVG path data."""
    return "".join(_run(line, frame, closed) for line, closed in _lines(geometry["type"], geometry["coordinates"]))


def _lines(kind: str, coordinates: Any) -> Iterator[tuple[Any, bool]]:
    if kind == "LineString":
        yield coordinates, False
    elif kind == "Polygon":
        yield from ((ring, True) for ring in coordinates)
    elif kind.startswith("Multi"):
        for part in coordinates:
            yield from _lines(kind.removeprefix("Multi"), part)


def _run(line: Sequence[Sequence[float]], frame: Frame, closed: bool) -> str:
    points = dict.fromkeys("{:.0f} {:.0f}".format(*_pixel(position, frame)) for position in line)
    return f"M{'L'.join(points)}{'Z' if closed else ''}" if len(points) > 1 else ""


def _bounds(geometry: Mapping[str, Any]) -> Box:
    if geometry["type"] == "Point":
        lon, lat = geometry["coordinates"][:2]
        return lon, lat, lon, lat
    positions = [position for line, _ in _lines(geometry["type"], geometry["coordinates"]) for position in line]
    lons, lats = [one[0] for one in positions], [one[1] for one in positions]
    return min(lons), min(lats), max(lons), max(lats)
