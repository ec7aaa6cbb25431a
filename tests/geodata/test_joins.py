"""Settlements stand in the right provinces, and disputed ground is filed as documented."""

from collections import Counter

import pytest
import shapely

from geodata.canonical import Place
from geodata.crosswalk import crosswalk
from geodata.units import Unit

TOWNS = {
    "Kobani": ("SY", "Aleppo"),
    "Kessab": ("SY", "Latakia"),
    "Tal Abyad": ("SY", "Raqqa"),
    "Deir ez-Zor": ("SY", "Deir ez-Zor"),
    "Maarat al-Numan": ("SY", "Idlib"),
    "Mosul": ("IQ", "Nineveh"),
    "Fallujah": ("IQ", "Anbar"),
    "Kirkuk": ("IQ", "Kirkuk"),
    "Hodeidah": ("YE", "Hodeidah"),
    "Saada": ("YE", "Saada"),
    "Bakhmut": ("UA", "Donetsk"),
    "Simferopol": ("UA", "Crimea"),
    "Sirte": ("LY", "Sirte"),
    "El Fasher": ("SD", "North Darfur"),
    "Khan Younis": ("PS", "Gaza Strip"),
    "Jenin": ("PS", "West Bank"),
    "Ashkelon": ("IL", "Southern District"),
    "Bint Jbeil": ("LB", "Nabatieh"),
    "Isfahan": ("IR", "Isfahan"),
    "Grozny": ("RU", "Chechnya"),
    "Engels": ("RU", "Saratov"),
    "Gaziantep": ("TR", "Gaziantep"),
    "Milan": ("IT", "Lombardy"),
    "Glasgow": ("GB", "Scotland"),
    "Lyon": ("FR", "Auvergne-Rhône-Alpes"),
    "Seville": ("ES", "Andalusia"),
}


@pytest.mark.parametrize("name", TOWNS)
def test_a_town_is_filed_under_its_province(sources: dict[str, list[Place]], places: dict[str, Place], name: str) -> None:
    country, province = TOWNS[name]
    bearers = [t for t in sources["geonames-cities500"] if t["country"] == country and name in (t["name"], *(n for n, _ in t.get("names", ())))]
    biggest = max(bearers, key=lambda town: town.get("population", 0))
    assert places[biggest["admin1"]]["name"] == province


def test_nearly_every_settlement_has_a_province(sources: dict[str, list[Place]]) -> None:
    missing = Counter(town["country"] for town in sources["geonames-cities500"] if "admin1" not in town)
    assert sum(missing.values()) < 400
    assert not set("SY IQ YE UA LY SD PS LB RU TR AF SO".split()) & set(missing)


@pytest.mark.parametrize(
    ("lon", "lat", "country"),
    [
        (34.10, 44.95, "UA"),
        (35.77, 33.13, "SY"),
        (-13.2, 27.15, "EH"),
        (36.27, 33.5, "SY"),
        (34.45, 31.5, "PS"),
        (35.2, 31.9, "PS"),
        (21.0, 42.6, "XK"),
        (46.75, 39.82, "AZ"),
        (44.07, 9.56, "SO"),
    ],
)
def test_disputed_ground_is_filed_as_documented(places: dict[str, Place], lon: float, lat: float, country: str) -> None:
    point = shapely.Point(lon, lat)
    nations = {p["country"] for p in places.values() if p["kind"] == "country" and shapely.geometry.shape(p["geometry"]).contains(point)}
    assert nations == {country}


def test_the_caspian_is_water_and_no_country(places: dict[str, Place]) -> None:
    point = shapely.Point(50.5, 41.8)
    assert shapely.geometry.shape(places["marine:caspian-sea"]["geometry"]).contains(point)
    assert [p["id"] for p in places.values() if p["kind"] == "country" and shapely.geometry.shape(p["geometry"]).contains(point)] == []


def test_countries_hardly_overlap(sources: dict[str, list[Place]]) -> None:
    nations = [shapely.geometry.shape(p["geometry"]) for p in sources["naturalearth-countries"] if p["kind"] == "country"]
    tree = shapely.STRtree(nations)
    pairs = zip(*tree.query(nations, predicate="overlaps"), strict=True)
    assert sum(nations[a].intersection(nations[b]).area for a, b in pairs if a < b) < 0.05


def unit(key: str, code: str, west: float) -> Unit:
    return Unit(key, "XX", code, {"name": key}, shapely.box(west, 0, west + 1, 1))


def test_a_stated_code_counts_only_where_its_settlements_lie() -> None:
    units = [unit("a", "01", 0), unit("b", "75", 1), unit("c", "09", 2)]
    points = [("XX", "01", 0.5, 0.5), ("XX", "11", 1.2, 0.5), ("XX", "11", 1.8, 0.5), ("XX", "11", 2.5, 0.5), ("XX", "77", 0.1, 0.1)]
    walk = crosswalk(units, points)
    assert walk.code_of == {"a": ("XX", "01"), "b": ("XX", "11"), "c": ("XX", "11")}
    assert walk.stated == {("XX", "01")}
    assert walk.by_vote == {("XX", "77"): "a"}
