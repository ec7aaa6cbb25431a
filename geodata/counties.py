"""Counties and parishes of the United States as districts: local news names them as often as towns."""

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.canonical import Place
from geodata.units import geojson, inside_point, polygons

TOLERANCE = 0.02
"""Degrees: a county is drawn to tell which it is, not where its fences run."""

LOUISIANA = "22"
CITY_FROM = 500
"""FIPS codes of a state from here on are independent cities, which are settlements."""

LEAST = 4
"""Positions of a ring (RFC 7946 section 3.1.6); islets that the source's own rounding folded flat have fewer."""

PLAIN = frozenset({"02", "11"})
"""States (Alaska, District of Columbia) whose units are called by no word that all of them share."""


def counties(content: bytes, provinces: Iterable[Place]) -> Iterator[Place]:
    """Make the places from a TopoJSON document of the Census Bureau's counties (ids are FIPS codes), filed under their states."""
    topology = json.loads(content)
    arcs = [list(_absolute(arc, topology["transform"])) for arc in topology["arcs"]]
    state_ids = {place["name"]: place["id"] for place in provinces if place.get("country") == "US" and place["kind"] == "province"}
    state_names = {state["id"]: state["properties"]["name"] for state in topology["objects"]["states"]["geometries"]}
    kept = [unit for unit in topology["objects"]["counties"]["geometries"] if _is_county(unit, state_names, state_ids)]
    outlines = shapely.coverage_simplify([_outline(unit, arcs) for unit in kept], TOLERANCE)
    for unit, outline in zip(kept, outlines, strict=True):
        state = state_names[unit["id"][:2]]
        area = polygons(outline)
        lon, lat = inside_point(area)
        name = unit["properties"]["name"]
        word, short = ("Parish", "Par.") if unit["id"].startswith(LOUISIANA) else ("County", "Co.")
        yield {
            "id": f"census:{unit['id']}",
            "name": f"{name} {word}",
            "names": [[f"{name} {short}", ""]],
            "kind": "district",
            "country": "US",
            "admin1": state_ids[state],
            "lat": lat,
            "lon": lon,
            "codes": {"fips": unit["id"]},
            "geometry": geojson(area),
        }


def _is_county(unit: Mapping[str, Any], state_names: Mapping[str, str], state_ids: Mapping[str, str]) -> bool:
    state = unit["id"][:2]
    return state not in PLAIN and int(unit["id"][2:]) < CITY_FROM and state_names.get(state) in state_ids


def _absolute(arc: list[list[int]], transform: Mapping[str, list[float]]) -> Iterator[tuple[float, float]]:
    """Undo the delta coding of an arc (TopoJSON 1.0, section 2.1.3)."""
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    xs = itertools.accumulate(step[0] for step in arc)
    ys = itertools.accumulate(step[1] for step in arc)
    return ((x * scale_x + left, y * scale_y + bottom) for x, y in zip(xs, ys, strict=True))


def _outline(unit: Mapping[str, Any], arcs: list[list[tuple[float, float]]]) -> BaseGeometry:
    parts = [unit["arcs"]] if unit["type"] == "Polygon" else unit["arcs"]
    drawn = [[ring for numbers in rings if len(ring := _ring(numbers, arcs)) >= LEAST] for rings in parts]
    whole = shapely.MultiPolygon([shapely.Polygon(rings[0], rings[1:]) for rings in drawn if rings])
    return shapely.make_valid(whole, method="structure", keep_collapsed=False)


def _ring(numbers: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Join arcs to a ring; ``~n`` is arc n backwards, and the end of one is the start of the next (TopoJSON 1.0, section 2.1.4)."""
    ring: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring
