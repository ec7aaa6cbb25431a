"""Settlements of the world as places, each filed under its province."""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

from geodata import names
from geodata.canonical import Place
from geodata.provinces import Provinces

TOLERANCE_M = 2_000
METRES_A_DEGREE = 111_320
WAYS = ("code", "code and polygon", "polygon", "within 2 km", "country has one", "none")


@dataclass(frozen=True, slots=True)
class Joined:
    """The settlements, and for every country how many were joined to a province by which way."""

    places: list[Place]
    ways: dict[str, Counter[str]]


def read_settlements(document: bytes) -> list[dict[str, Any]]:
    """Read the package's file: one record a settlement."""
    return list(json.loads(document).values())


def read_english(path: Path) -> dict[str, str]:
    """Read ``id,name``: what English news call a town that the source calls by its transcription ("Ţarţūs" is Tartus)."""
    with path.open(encoding="utf-8", newline="") as rows:
        return {row["id"]: row["name"] for row in csv.DictReader(rows)}


def settlements(records: list[dict[str, Any]], provinces: Provinces, english: Mapping[str, str]) -> Joined:
    """Make the places; provinces are joined by admin code first, by outline where the code says nothing or too much."""
    finder = ProvinceFinder(provinces)
    ways: dict[str, Counter[str]] = defaultdict(Counter)
    places = []
    for record in records:
        province, way = finder.province(record["countrycode"], record["admin1code"], record["longitude"], record["latitude"])
        ways[record["countrycode"]][way] += 1
        places.append(_place(record, province, english))
    return Joined(places, ways)


def _place(record: dict[str, Any], province: str, english: Mapping[str, str]) -> Place:
    main = english.get(f"geonames:{record['geonameid']}", names.clean(record["name"]))
    return {
        "id": f"geonames:{record['geonameid']}",
        "name": main,
        "names": names.others(main, ((name, names.language(name)) for name in (record["name"], *record["alternatenames"]))),
        "kind": "settlement",
        "country": record["countrycode"],
        "admin1": province,
        "population": record["population"],
        "lat": round(record["latitude"], 5),
        "lon": round(record["longitude"], 5),
    }


class ProvinceFinder:
    """Finds the province of a settlement."""

    def __init__(self, provinces: Provinces) -> None:
        """Index the outlines of the first-level units by country."""
        self._of_code = provinces.of_code
        self._areas = provinces.areas
        self._ids: dict[str, list[str]] = defaultdict(list)
        for place in provinces.places:
            if place["id"] in provinces.first_level:
                self._ids[place["country"]].append(place["id"])
        self._trees = {country: shapely.STRtree([self._areas[i] for i in ids]) for country, ids in self._ids.items()}

    def province(self, country: str, code: str, lon: float, lat: float) -> tuple[str, str]:
        """Give the province's id (``""`` for none) and the way it was found, one of ``WAYS``."""
        choice = self._of_code.get((country, code), [])
        if len(choice) == 1:
            return choice[0], "code"
        point = shapely.Point(lon, lat)
        if choice:
            return min(choice, key=lambda place_id: (self._areas[place_id].distance(point), place_id)), "code and polygon"
        if country not in self._trees:
            return "", "none"
        ids = self._ids[country]
        near = next(self._by_outline(country, point), None)
        if near is not None:
            return near
        return (ids[0], "country has one") if len(ids) == 1 else ("", "none")

    def _by_outline(self, country: str, point: shapely.Point) -> Iterator[tuple[str, str]]:
        ids = self._ids[country]
        for index in sorted(self._trees[country].query(point, predicate="intersects")):
            yield ids[index], "polygon"
        nearest = self._trees[country].nearest(point)
        if nearest is not None and self._areas[ids[nearest]].distance(point) * METRES_A_DEGREE <= TOLERANCE_M:
            yield ids[nearest], "within 2 km"


def table(ways: dict[str, Counter[str]], countries: tuple[str, ...]) -> str:
    """Print how many settlements were joined by which way: the world, and the countries named."""
    total: Counter[str] = sum(ways.values(), Counter())
    rows = [("country", *WAYS), ("world", *(str(total[way]) for way in WAYS))]
    rows += [(country, *(str(ways[country][way]) for way in WAYS)) for country in countries]
    return "\n".join("  ".join(cell.rjust(16) for cell in row) for row in rows)
