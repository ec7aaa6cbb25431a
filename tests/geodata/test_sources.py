"""What the committed sources promise to whoever builds a gazetteer of them."""

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest
import shapely

from app.model.codes import AREA_KINDS, PlaceKind
from geodata.canonical import KEYS, Place, jsonl
from geodata.inputs import REQUIRED, SourceError, read_source

MEGABYTE = 1_000_000


def folders(root: Path) -> list[Path]:
    return [*sorted(path for path in (root / "sources").iterdir() if path.is_dir()), root / "curated", root / "basemap"]


def test_every_source_states_its_licence_and_hashes(root: Path) -> None:
    for folder in folders(root):
        stated = tomllib.loads((folder / "source.toml").read_text(encoding="utf-8"))
        assert all(stated.get(key) for key in REQUIRED), folder.name
        for file, digest in stated["sha256"].items():
            assert "/" not in file or re.fullmatch("[0-9a-f]{64}", digest), (folder.name, file)


@pytest.mark.parametrize("missing", REQUIRED)
def test_a_source_that_leaves_something_unsaid_is_refused(tmp_path: Path, root: Path, missing: str) -> None:
    kept = []
    skipping = False
    for line in (root / "sources" / "ourairports" / "source.toml").read_text(encoding="utf-8").splitlines():
        skipping = (skipping and line not in ("", "]")) or line.startswith((missing + " =", f"[{missing}]"))
        if not skipping and line != "]":
            kept.append(line.replace("cut = [", "cut = []") if missing != "cut" else line)
    text = "\n".join(line for line in kept if not line.startswith("  "))
    (tmp_path / "source.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError):
        read_source(tmp_path)


def test_a_folder_without_a_statement_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="licence"):
        read_source(tmp_path)


def test_ids_are_unique_over_all_sources_and_sorted_in_each(sources: dict[str, list[Place]]) -> None:
    ids = [place["id"] for rows in sources.values() for place in rows]
    assert len(ids) == len(set(ids))
    for name, rows in sources.items():
        assert [row["id"] for row in rows] == sorted(row["id"] for row in rows), name


def test_every_line_is_of_the_documented_form(sources: dict[str, list[Place]]) -> None:
    kinds = set(get_args(PlaceKind))
    for rows in sources.values():
        for place in rows:
            assert list(place) == [key for key in KEYS if key in place], place["id"]
            assert place["kind"] in kinds, place["id"]
            assert place["name"].strip() == place["name"] != "", place["id"]
            assert -90 <= place["lat"] <= 90 and -180 <= place["lon"] <= 180, place["id"]
            assert ("geometry" in place) == (place["kind"] in AREA_KINDS), place["id"]
            assert re.fullmatch("[A-Z]{2}", place.get("country", "XX")), place["id"]
            assert place["name"] not in {name for name, _ in place.get("names", ())}, place["id"]


def test_names_hold_no_links_and_no_invisible_marks(sources: dict[str, list[Place]]) -> None:
    bad = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]|https?:|www\\.")
    found = [place["id"] for rows in sources.values() for place in rows if bad.search(place["name"] + "".join(n for n, _ in place.get("names", ())))]
    assert found == []


def test_areas_are_valid_and_hold_their_representative_point(places: dict[str, Place]) -> None:
    areas = [place for place in places.values() if "geometry" in place]
    shapes = [shapely.geometry.shape(place["geometry"]) for place in areas]
    assert {shape.geom_type for shape in shapes} == {"Polygon", "MultiPolygon"}
    assert [place["id"] for place, fine in zip(areas, shapely.is_valid(shapes), strict=True) if not fine] == []
    points = shapely.points([(place["lon"], place["lat"]) for place in areas])
    outside = shapely.distance(shapes, points)
    assert [place["id"] for place, away in zip(areas, outside, strict=True) if away > 0] == []


def test_rings_wind_as_rfc_7946_asks_and_carry_four_decimals(places: dict[str, Place]) -> None:
    for place in places.values():
        if "geometry" in place:
            polygons = place["geometry"]["coordinates"]
            for exterior, *holes in [polygons] if place["geometry"]["type"] == "Polygon" else polygons:
                assert shapely.LinearRing(exterior).is_ccw, place["id"]
                assert not any(shapely.LinearRing(hole).is_ccw for hole in holes), place["id"]
                assert all(round(number, 4) == number for point in exterior for number in point), place["id"]


def test_every_province_named_by_a_place_exists(places: dict[str, Place]) -> None:
    for place in places.values():
        if "admin1" in place:
            province = places[place["admin1"]]
            assert province["kind"] == "province", place["id"]
            assert province["country"] == place["country"], place["id"]


def test_the_whole_stays_small(root: Path) -> None:
    files = [path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert sum(path.stat().st_size for path in files) <= 30 * MEGABYTE


def test_two_places_with_one_id_are_refused() -> None:
    place = {"id": "curated:x", "name": "X", "kind": "settlement", "lat": 1.0, "lon": 2.0}
    with pytest.raises(ValueError, match="curated:x"):
        jsonl([place, place])


def test_a_key_that_the_format_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        jsonl([{"id": "curated:x", "name": "X", "kind": "settlement", "lat": 1.0, "lon": 2.0, "colour": "red"}])
