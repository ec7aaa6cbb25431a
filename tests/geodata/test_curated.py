"""The hand-made places: every row says where it is from and how far off it may be."""

import csv
import math
from pathlib import Path

import pytest
import shapely

from geodata import curated
from geodata.canonical import Place, jsonl
from geodata.inputs import SourceError

Tables = dict[str, list[dict[str, str]]]
NAMED = {
    "curated:sy-hmeimim-air-base": ("Khmeimim", 35.4117, 35.9450),
    "curated:sy-turkmen-mountain": ("Jabal Turkman", 35.781, 35.983),
    "curated:sy-bayir-bucak": ("Bayırbucak", 35.82, 35.98),
    "curated:sy-eastern-ghouta": ("East Ghouta", 33.52, 36.42),
    "curated:ua-crimean-bridge": ("Kerch Bridge", 45.308, 36.506),
    "curated:ir-strait-of-hormuz": ("Hormuz Strait", 26.57, 56.25),
    "curated:ps-jabalia-camp": ("Jabaliya camp", 31.536, 34.495),
    "curated:lb-dahiyeh": ("Beirut's southern suburbs", 33.85, 35.508),
}


class NoProvinces:
    """A finder that knows no province."""

    def province(self, country: str, code: str, lon: float, lat: float) -> tuple[str, str]:
        return "", "none"


def test_every_row_states_source_uncertainty_and_a_name(tables: Tables) -> None:
    rows = tables["places.csv"] + tables["towns.csv"]
    assert len(rows) > 1000
    for row in rows:
        assert row["source_ref"] and row["name"], row["id"]
        assert 100 <= int(row["uncertainty_m"]) <= 300_000, row["id"]
        if row["kind"] in ("settlement", "neighbourhood", "airfield", "installation"):
            assert int(row["uncertainty_m"]) <= 10_000, row["id"]


def test_rows_are_sorted_and_their_ids_unique(tables: Tables) -> None:
    for name in curated.TABLES:
        ids = [row["id"] for row in tables[name]]
        assert ids == sorted(ids) and len(ids) == len(set(ids))
        assert all(identity.startswith("curated:") for identity in ids)


def test_a_country_is_where_its_rows_are(tables: Tables, places: dict[str, Place]) -> None:
    """Within its uncertainty and 30 km: islands and shores are coarse in the country's outline."""
    for row in tables["places.csv"] + tables["towns.csv"]:
        if row["country"] and row["kind"] != "sea":
            nation = shapely.geometry.shape(places[f"country:{row['country']}"]["geometry"])
            away = nation.distance(shapely.Point(float(row["lon"]), float(row["lat"]))) * 111_000
            assert away <= 30_000 + int(row["uncertainty_m"]) or "Island" in row["name"] or row["kind"] == "region", row["id"]


@pytest.mark.parametrize("identity", NAMED)
def test_places_that_strike_reports_name_are_known(places: dict[str, Place], identity: str) -> None:
    alias, lat, lon = NAMED[identity]
    place = places[identity]
    assert alias in {name for name, _ in place["names"]}
    assert math.hypot(place["lat"] - lat, place["lon"] - lon) < 0.05


def test_bayir_bucak_is_an_area_in_syria_over_its_three_subdistricts(places: dict[str, Place]) -> None:
    place = places["curated:sy-bayir-bucak"]
    area = shapely.geometry.shape(place["geometry"])
    assert place["uncertainty_m"] == 15_000
    assert "disputed" in place["source_ref"]
    assert all(area.contains(shapely.Point(lon, lat)) for lat, lon in ((35.784, 36.064), (35.793, 35.913), (35.882, 35.974)))
    turkey = shapely.geometry.shape(places["country:TR"]["geometry"])
    assert area.intersection(turkey).area < 0.01 * area.area


def test_sinai_is_the_union_of_its_two_governorates(places: dict[str, Place]) -> None:
    sinai = shapely.geometry.shape(places["region:sinai"]["geometry"])
    parts = [p for p in places.values() if p.get("codes", {}).get("iso") in ("EG-SIN", "EG-JS") and p["kind"] == "province"]
    assert len(parts) == 2
    assert all(shapely.geometry.shape(p["geometry"]).buffer(-0.1).difference(sinai).area < 0.01 for p in parts)


def test_aliases_name_places_that_exist(tables: Tables, places: dict[str, Place]) -> None:
    rows = tables["aliases.csv"]
    assert {row["id"] for row in rows} - set(places) == set()
    assert all(row["name"].strip() and row["why"].strip() for row in rows)
    assert len({(row["id"], row["name"]) for row in rows}) == len(rows)


def test_a_circle_has_the_radius_it_says() -> None:
    circle = curated.circle(36.0, 35.0, 10_000)
    north = max(lat for _, lat in circle.exterior.coords) - 35.0
    east = max(lon for lon, _ in circle.exterior.coords) - 36.0
    assert north * 111_320 == pytest.approx(10_000, rel=0.01)
    assert east * 111_320 * math.cos(math.radians(35)) == pytest.approx(10_000, rel=0.01)


def test_the_derived_file_is_what_the_tables_give(root: Path, sources: dict[str, list[Place]]) -> None:
    """All but the province, which needs the outlines of the provinces."""
    nations = {p["country"]: shapely.geometry.shape(p["geometry"]) for p in sources["naturalearth-countries"] if p["kind"] == "country"}
    made = jsonl(curated.curated(root / "curated", NoProvinces(), nations)).decode().splitlines()
    stored = jsonl({key: value for key, value in place.items() if key != "admin1"} for place in sources["curated"]).decode().splitlines()
    assert made == stored


@pytest.mark.parametrize("column", ["source_ref", "uncertainty_m", "lat"])
def test_a_row_that_leaves_something_unsaid_is_refused(tmp_path: Path, column: str) -> None:
    row = dict.fromkeys(curated.COLUMNS, "1") | {"id": "curated:x", "kind": "settlement", column: ""}
    for table in curated.TABLES:
        with (tmp_path / table).open("w", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, curated.COLUMNS)
            writer.writeheader()
            writer.writerow(row)
    with pytest.raises(SourceError, match=column):
        curated.read_rows(tmp_path)
