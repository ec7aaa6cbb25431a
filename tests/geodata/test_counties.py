"""Counties of the United States, from arcs to districts of their states."""

import json

from geodata.canonical import Place
from geodata.counties import counties

SQUARE = [[0, 0], [10, 0], [0, 10], [-10, 0], [0, -10]]
STATE_NAMES = {"21": "Kentucky", "22": "Louisiana"}
STATES = {"geometries": [{"id": fips, "properties": {"name": name}} for fips, name in STATE_NAMES.items()]}
PROVINCES: list[Place] = [
    {"id": "p:ky", "name": "Kentucky", "kind": "province", "country": "US"},
    {"id": "p:la", "name": "Louisiana", "kind": "province", "country": "US"},
]


def topology(*units: tuple[str, str]) -> bytes:
    shapes = [{"type": "Polygon", "id": fips, "properties": {"name": name}, "arcs": [[0]]} for fips, name in units]
    transform = {"scale": [0.1, 0.1], "translate": [-90.0, 30.0]}
    objects = {"states": STATES, "counties": {"type": "GeometryCollection", "geometries": shapes}}
    return json.dumps({"type": "Topology", "transform": transform, "arcs": [SQUARE], "objects": objects}).encode()


def test_a_county_is_a_district_of_its_state_with_the_outline_its_arcs_draw() -> None:
    (county,) = counties(topology(("21169", "Metcalfe")), PROVINCES)
    assert (county["id"], county["name"], county["kind"], county["admin1"]) == ("census:21169", "Metcalfe County", "district", "p:ky")
    assert (county["lon"], county["lat"]) == (-89.5, 30.5)
    assert sorted(map(tuple, county["geometry"]["coordinates"][0]))[0] == (-90.0, 30.0)


def test_louisiana_has_parishes_and_independent_cities_are_no_counties() -> None:
    found = list(counties(topology(("22071", "Orleans"), ("21510", "Some City")), PROVINCES))
    assert [county["name"] for county in found] == ["Orleans Parish"]


def test_every_state_has_its_counties_inside_it(sources: dict[str, list[Place]]) -> None:
    rows = sources["uscensus-counties"]
    assert len(rows) > 3000
    assert len({row["admin1"] for row in rows}) == 49
