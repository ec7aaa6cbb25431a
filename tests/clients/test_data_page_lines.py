"""The lines that /data shows are run as they stand there."""

import subprocess
from pathlib import Path

import pytest

from app.features.columns import COLUMNS
from app.web.data_page import ways
from tests.clients.conftest import POINTS, Live, need_module

pytestmark = [pytest.mark.system, pytest.mark.filterwarnings("ignore")]


def line(live: Live, name: str) -> str:
    return next(way.code for way in ways(live.address) if way.name == name)


def run(command: str, directory: Path) -> str:
    done = subprocess.run(command, shell=True, cwd=directory, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.usefixtures("gdal")
def test_the_lines_of_gdal(live: Live, tmp_path: Path) -> None:
    run(line(live, "GDAL"), tmp_path)
    layers = run("ogrinfo -ro -so strikes.gpkg", tmp_path)
    assert all(f": {name} (" in layers for name in COLUMNS)
    assert "Feature Count: " in run(line(live, "GDAL, a part"), tmp_path)


def test_the_line_of_geopandas(live: Live) -> None:
    frame = eval(line(live, "geopandas"), {"geopandas": need_module("geopandas")})
    assert len(frame) == POINTS


def test_the_line_of_owslib(live: Live) -> None:
    need_module("owslib.ogcapi.features")
    page = eval(line(live, "OWSLib"), {"owslib": need_module("owslib")})
    assert page["type"] == "FeatureCollection"
