"""Countries, continents and the regions of the world that news name, as areas dissolved from the provinces."""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from geodata import names
from geodata.canonical import Place
from geodata.units import geojson, inside_point, polygons

SLIVER = 0.0005
"""Square degrees, about 5 km²: a hole in a country below this is where simplified neighbours missed each other."""

COARSE = 0.04
"""Degrees: a region of several countries is drawn this coarsely, its extent being a convention anyway."""

ENGLISH = {
    "PS": "Palestine",
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "CI": "Ivory Coast",
    "MM": "Myanmar",
    "TR": "Turkey",
    "TL": "East Timor",
    "MO": "Macau",
    "VA": "Vatican City",
}
Names = Mapping[str, list[names.Name]]


def dissolve(parts: list[BaseGeometry]) -> BaseGeometry:
    """Unite neighbours into one area, without the slivers between them."""
    united = shapely.unary_union(parts, grid_size=0.0001)
    pieces = [united] if isinstance(united, Polygon) else list(united.geoms)
    whole = [Polygon(p.exterior, [hole for hole in p.interiors if Polygon(hole).area > SLIVER]) for p in pieces if isinstance(p, Polygon)]
    return polygons(shapely.MultiPolygon(whole))


def countries(document: bytes, table: Path, translations: Names, areas: Mapping[str, list[BaseGeometry]]) -> dict[str, Place]:
    """Make one place a country, keyed by its ISO code: facts from GeoNames' table, outlines from the provinces."""
    stated = _rows(table)
    made: dict[str, Place] = {}
    for iso, facts in json.loads(document).items():
        if not areas.get(iso):
            continue
        area = dissolve(list(areas[iso]))
        row = stated.get(iso, {})
        wish = (float(row["lon"]), float(row["lat"])) if row else None
        lon, lat = inside_point(area, wish)
        main = ENGLISH.get(iso, facts["name"])
        made[iso] = {
            "id": f"country:{iso}",
            "name": main,
            "names": _country_names(main, facts, row, translations.get(iso, [])),
            "kind": "country",
            "country": iso,
            "population": facts["population"],
            "lat": lat,
            "lon": lon,
            "codes": {"geonames": str(facts["geonameid"]), "iso": iso, "iso3": facts["iso3"]},
            "geometry": geojson(area),
            "source_ref": f"GeoNames {facts['geonameid']}; outline dissolved from Natural Earth admin-1",
        }
    return made


def _country_names(main: str, facts: Mapping[str, Any], row: Mapping[str, str], translated: list[names.Name]) -> list[list[str]]:
    """Collect a country's names; what is curated may be an abbreviation, which no other name may be."""
    curated = [name for name in row.get("names", "").split("|") if name]
    kept = names.others(main, [(facts["name"], "en"), *translated])
    known = {name for name, _ in kept} | {main}
    return sorted(kept + [[name, "en"] for name in dict.fromkeys(curated) if name not in known])


def regions(table: Path, translations: Names, made: Mapping[str, Place], provinces: Mapping[str, BaseGeometry]) -> list[Place]:
    """Make continents and regions from ``id,kind,name,lat,lon,names,members``; members are ISO codes and province ids."""
    outlines = {iso: shapely.geometry.shape(place["geometry"]) for iso, place in made.items()}
    places = []
    for key, row in _rows(table, "id").items():
        parts = [outlines[member] if member in outlines else provinces[member] for member in row["members"].split()]
        area = polygons(dissolve(parts).simplify(COARSE))
        lon, lat = inside_point(area, (float(row["lon"]), float(row["lat"])) if row["lon"] else None)
        aliases = [name for name in row["names"].split("|") if name]
        places.append(
            {
                "id": key,
                "name": row["name"],
                "names": names.others(row["name"], [*translations.get(key, []), *((name, names.language(name)) for name in aliases)]),
                "kind": row["kind"],
                "lat": lat,
                "lon": lon,
                "geometry": geojson(area),
                "source_ref": f"usual extent, as a union of {len(parts)} units",
            }
        )
    return places


def _rows(path: Path, key: str = "iso") -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return {row[key]: row for row in csv.DictReader(lines)}
