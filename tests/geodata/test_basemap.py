"""The base map is small, is what its README says, and shows the Caspian as water."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import shapely

from geodata.inputs import ROOT

FILES = sorted(path.name for path in (ROOT / "basemap").glob("*.json") if path.name != "index.json")


def read(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((ROOT / "basemap" / name).read_text(encoding="utf-8"))
    return document


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def test_the_world_and_its_pieces_keep_their_budgets() -> None:
    sizes = {name: packed(ROOT / "basemap" / name) for name in FILES}
    assert sizes.pop("basemap.json") <= 90_000
    assert max(sizes.values()) <= 60_000
    assert sum(sizes.values()) <= 360_000


@pytest.mark.parametrize("name", FILES)
def test_a_sheet_is_of_the_documented_form(name: str) -> None:
    sheet = read(name)
    expected = ["land", "border", "province", "water", "labels"] + ([] if name == "basemap.json" else ["coast"])
    assert list(sheet) == expected
    for key in expected:
        if key != "labels":
            assert sheet[key]["type"] == "FeatureCollection"
            assert all(shapely.geometry.shape(feature["geometry"]).is_valid for feature in sheet[key]["features"])
    for kind, label, lon, lat, zoom, *local in sheet["labels"]:
        assert kind in ("country", "sea", "province", "town") and label
        assert -180 <= lon <= 180 and -90 <= lat <= 90 and 2 <= zoom <= 10
        assert len(local) in (0, 2)


def test_the_caspian_is_water_on_the_world_sheet() -> None:
    sheet = read("basemap.json")
    point = shapely.Point(50.5, 41.8)
    assert not any(shapely.geometry.shape(feature["geometry"]).contains(point) for feature in sheet["land"]["features"])
    assert any(shapely.geometry.shape(feature["geometry"]).contains(point) for feature in sheet["water"]["features"])


def test_the_index_names_every_piece() -> None:
    index = json.loads((ROOT / "basemap" / "index.json").read_text(encoding="utf-8"))
    assert {piece["file"] for piece in index} == set(FILES) - {"basemap.json"}
    assert all(w < e and s < n for w, s, e, n in (piece["bounds"] for piece in index))


def test_labels_name_syria_in_both_scripts() -> None:
    labels = {(kind, name): rest for kind, name, *rest in read("basemap.json")["labels"]}
    assert labels["country", "Syria"][3:] == ["سوريا", "ar"]
