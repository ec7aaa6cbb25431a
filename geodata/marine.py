"""Seas, gulfs and straits of the world, out of a pickle that is not to be trusted."""

import csv
import io
import pickle
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geodata import names
from geodata.canonical import Place
from geodata.units import geojson, inside_point, polygons

TOLERANCE = 0.03
CRUMB = 0.08
"""A sea that fills less of its bounds is what the package's simplification left of it, a few slivers along the shore: it is left out."""

HALF_WORLD = 180.0
NAME, _, RINGS = range(3)


class PlainUnpickler(pickle.Unpickler):
    """Reads lists, tuples, dicts, strings and numbers; refuses everything that has to be imported, so nothing of a pickle can run."""

    def find_class(self, module: str, name: str) -> Any:
        """Refuse with ``pickle.UnpicklingError``."""
        raise pickle.UnpicklingError(f"{module}.{name} is refused: only plain data are read")


def read_plain(content: bytes) -> Any:
    """Read plain data out of a pickle; ``pickle.UnpicklingError`` if it holds anything else."""
    return PlainUnpickler(io.BytesIO(content)).load()


def seas(document: dict[str, Any], table: Path) -> Iterator[Place]:
    """Make the places from the package's ``marine`` list of (name, bounds, rings) by the even-odd rule."""
    with table.open(encoding="utf-8", newline="") as rows:
        known = {row["source"]: row for row in csv.DictReader(rows)}
    rings: dict[str, list[BaseGeometry]] = defaultdict(list)
    for entry in document["marine"]:
        area = even_odd(entry[RINGS])
        if entry[NAME] and not is_crumb(area):
            rings[entry[NAME]].append(area)
    outlines = shapely.coverage_simplify([shapely.union_all(parts) for parts in rings.values()], TOLERANCE)
    for source, outline in zip(rings, outlines, strict=True):
        row = known.get(source, {"name": source, "names": ""})
        area = polygons(outline)
        lon, lat = inside_point(area)
        aliases = [name for name in row["names"].split("|") if name]
        yield {
            "id": f"marine:{slug(row['name'])}",
            "name": row["name"],
            "names": names.others(row["name"], ((name, names.language(name)) for name in aliases)),
            "kind": "sea",
            "lat": lat,
            "lon": lon,
            "geometry": geojson(area),
            "source_ref": f"Natural Earth marine polygon {source}",
        }


def is_crumb(area: BaseGeometry) -> bool:
    """Tell a sliver from a sea; one that crosses the date line has bounds around the world and is no sliver."""
    west, south, east, north = area.bounds
    return bool(east - west < HALF_WORLD and area.area < CRUMB * (east - west) * (north - south))


def even_odd(rings: list[tuple[Any, list[tuple[float, float]]]]) -> BaseGeometry:
    """Make the area of rings by the even-odd rule: a ring in a ring is an island."""
    area: BaseGeometry = shapely.Polygon()
    for _, ring in sorted(rings, key=lambda item: -shapely.Polygon(item[1]).area):
        area = area.symmetric_difference(shapely.make_valid(shapely.Polygon(ring)))
    return area


def slug(name: str) -> str:
    """Write a name as an id: lower case, ASCII, hyphens."""
    plain = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("Ø", "O")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
