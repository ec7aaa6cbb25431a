"""Hand-made places: rows with a point, a radius or an outline, each with its source and its uncertainty."""

import csv
import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from geodata import names
from geodata.canonical import Place
from geodata.inputs import SourceError
from geodata.settlements import ProvinceFinder
from geodata.units import geojson, inside_point, polygons

TABLES = ("places.csv", "towns.csv")
COLUMNS = ("id", "name", "names", "kind", "country", "lat", "lon", "radius_m", "uncertainty_m", "source_ref")
AREA_KINDS = frozenset({"district", "province", "region", "country", "continent", "sea"})
METRES_A_DEGREE = 111_320
CORNERS = 36
LAND_SHARE = 0.2
"""Below this share of land a circle is an island that the country's outline lacks or draws too coarsely: it is left whole."""

Row = dict[str, str]


def read_rows(folder: Path) -> list[Row]:
    """Read the tables; SourceError names a row without a source or an uncertainty."""
    rows: list[Row] = []
    for table in TABLES:
        with (folder / table).open(encoding="utf-8", newline="") as lines:
            rows.extend(csv.DictReader(lines))
    for row in rows:
        for column in ("id", "name", "kind", "lat", "lon", "uncertainty_m", "source_ref"):
            if not row[column]:
                raise SourceError(f"curated: {row['id'] or row['name']} has no {column}")
    return rows


def read_outlines(path: Path) -> dict[str, BaseGeometry]:
    """Read ``areas.geojson``: outlines by the id of their row."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {feature["id"]: shapely.geometry.shape(feature["geometry"]) for feature in features}


def curated(folder: Path, finder: ProvinceFinder, countries: Mapping[str, BaseGeometry]) -> Iterator[Place]:
    """Make the places of ``curated/``. An area without an outline is a circle, cut at the border of its country."""
    outlines = read_outlines(folder / "areas.geojson")
    for row in read_rows(folder):
        lat, lon = float(row["lat"]), float(row["lon"])
        place: Place = {
            "id": row["id"],
            "name": row["name"],
            "names": names.others(row["name"], ((name, names.language(name)) for name in row["names"].split("|")), codes=True),
            "kind": row["kind"],
            "country": row["country"],
            "lat": lat,
            "lon": lon,
            "uncertainty_m": int(row["uncertainty_m"]),
            "source_ref": row["source_ref"],
        }
        if row["kind"] in AREA_KINDS:
            area = _area(row, outlines, countries)
            place["lon"], place["lat"] = inside_point(area, (lon, lat))
            place["geometry"] = geojson(area)
        if row["country"] and row["kind"] not in ("region", "sea"):
            place["admin1"] = finder.province(row["country"], "", lon, lat)[0]
        yield place


def _area(row: Row, outlines: Mapping[str, BaseGeometry], countries: Mapping[str, BaseGeometry]) -> BaseGeometry:
    if row["id"] in outlines:
        return polygons(outlines[row["id"]])
    if not row["radius_m"]:
        raise SourceError(f"curated: {row['id']} is an area with neither a radius nor an outline")
    round_area = circle(float(row["lon"]), float(row["lat"]), float(row["radius_m"]))
    if row["kind"] == "sea" or row["country"] not in countries:
        return polygons(round_area)
    inside = round_area.intersection(countries[row["country"]])
    return polygons(inside if inside.area > LAND_SHARE * round_area.area else round_area)


def circle(lon: float, lat: float, radius_m: float) -> BaseGeometry:
    """Draw a circle of so many metres, as a polygon of 36 corners."""
    north = radius_m / METRES_A_DEGREE
    east = north / math.cos(math.radians(lat))
    turns = [2 * math.pi * corner / CORNERS for corner in range(CORNERS)]
    return shapely.Polygon([(lon + east * math.cos(turn), lat + north * math.sin(turn)) for turn in turns])
