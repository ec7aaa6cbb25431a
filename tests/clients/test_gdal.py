"""GDAL reads every collection: listed, whole, by place and by attribute, by the API and by plain address."""

import json
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from app.features.columns import COLUMNS
from tests.clients.conftest import POINTS, Live

pytestmark = [pytest.mark.system, pytest.mark.usefixtures("gdal")]


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "ERROR" not in done.stderr, done.stderr
    return done.stdout


def count(text: str) -> int:
    return int(next(line for line in text.splitlines() if line.startswith("Feature Count:")).split(":")[1])


def test_every_collection_is_listed_in_order(live: Live) -> None:
    lines = [line for line in run("ogrinfo", "-ro", f"OAPIF:{live.address}").splitlines() if line[:1].isdigit()]
    assert [line.split()[1] for line in lines] == list(COLUMNS)


@pytest.mark.parametrize("collection", COLUMNS)
def test_every_collection_has_its_columns_with_their_types(live: Live, collection: str) -> None:
    text = run("ogrinfo", "-ro", "-so", f"OAPIF:{live.address}", collection)
    fields = dict(line.split(" (")[0].split(": ") for line in text.splitlines() if line.endswith("(0.0)"))
    kinds = {"string": "String", "integer": "Integer", "number": "Real", "boolean": "Integer(Boolean)", "date": "Date"}
    assert fields == {column.name: kinds[column.type] for column in COLUMNS[collection]}  # type: ignore[index]


def test_all_features_are_read_over_the_pages_none_lost_or_doubled(live: Live, tmp_path: Path) -> None:
    target = tmp_path / "all.gpkg"
    run("ogr2ogr", "-f", "GPKG", str(target), f"OAPIF:{live.address}", "reported-targets")
    assert count(run("ogrinfo", "-ro", "-so", str(target), "reported-targets")) == POINTS
    text = run("ogrinfo", "-ro", "-q", str(target), "-sql", "SELECT COUNT(DISTINCT id) AS n FROM 'reported-targets'")
    assert f"n (Integer) = {POINTS}" in text


def test_a_page_can_hold_ten_thousand(live: Live) -> None:
    run("ogrinfo", "-ro", "-q", "-al", "-oo", "PAGE_SIZE=10000", f"OAPIF:{live.address}", "reported-targets")
    assert sum("/reported-targets/items?limit=10000" in line for line in live.asked) <= 2


def test_a_spatial_filter_is_handed_down(live: Live) -> None:
    text = run("ogrinfo", "-ro", "-so", "-spat", "35", "34", "35.25", "36", f"OAPIF:{live.address}", "reported-targets")
    assert count(text) == 3
    assert any("bbox=35,34,35.25,36" in unquote(line) for line in live.asked)


@pytest.mark.parametrize(
    ("where", "matched", "sent"),
    [
        ("report_id = 'r1' AND where_prec = 2", 391, "(report_id = 'r1') AND (where_prec = 2)"),
        ("place_name = 'Town 7'", 1, "place_name = 'Town 7'"),
        ("place_name LIKE 'Town 10_'", 10, "place_name LIKE 'Town 10_'"),
        ("date_start >= '2021/03/27'", 166, "date_start >= '2021-03-27T'"),
        ("place_name = 'it''s' OR claim_id = 'c5'", 1, "(place_name = 'it''s') OR (claim_id = 'c5')"),
        ("NOT (where_prec > 1)", (POINTS + 1) // 2, "NOT (where_prec > 1)"),
    ],
)
def test_an_attribute_filter_is_handed_down(live: Live, where: str, matched: int, sent: str) -> None:
    assert count(run("ogrinfo", "-ro", "-so", "-where", where, f"OAPIF:{live.address}", "reported-targets")) == matched
    assert any(f"filter={sent}" in unquote(line) for line in live.asked), live.asked


def test_one_feature_is_asked_for_by_its_id(live: Live) -> None:
    text = run("ogrinfo", "-ro", "-where", "id = 'c2'", f"OAPIF:{live.address}", "claims")
    assert "id (String) = c2" in text
    assert any("/collections/claims/items/c2?" in line for line in live.asked)


@pytest.mark.parametrize("path", ["collections/reported-targets/items?limit=10000", "collections/reported-targets/download.geojson"])
def test_a_plain_address_is_a_layer(live: Live, path: str) -> None:
    assert count(run("ogrinfo", "-ro", "-so", "-al", f"{live.address}/{path}")) == POINTS


@pytest.mark.parametrize("extension", ["geojson", "geojsonl", "csv", "fgjson"])
def test_every_download_is_read_whole(live: Live, tmp_path: Path, extension: str) -> None:
    target = tmp_path / f"targets.{'json' if extension == 'fgjson' else extension}"
    run("curl", "-sf", "-o", str(target), f"{live.address}/collections/reported-targets/download.{extension}")
    assert count(run("ogrinfo", "-ro", "-so", "-al", str(target))) == POINTS


def test_areas_keep_their_outline(live: Live, tmp_path: Path) -> None:
    target = tmp_path / "areas.json"
    run("ogr2ogr", "-f", "GeoJSON", str(target), f"OAPIF:{live.address}", "reported-target-areas")
    feature = json.loads(target.read_text())["features"][0]
    assert feature["geometry"]["type"] == "MultiPolygon"
    assert len(feature["geometry"]["coordinates"][0][0]) == 5
