"""GeoPackage and FlatGeobuf: what is handed to GDAL here, what GDAL reads of it in the system tests."""

import subprocess
import xml.etree.ElementTree as ET
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from starlette.testclient import TestClient

from app.errors import Unavailable
from app.features.columns import COLUMNS
from app.formats import FORMATS, Export, available, files
from app.formats.styles import style
from app.model.query import Query
from app.web.application import application
from app.web.catalogue import Catalogue, Collection
from app.web.config import Config
from tests.clients.conftest import need_module
from tests.web.conftest import FakePage
from tests.web.fake_names import FakeNames
from tests.web.fake_service import sample


def export(collection: Collection) -> Export:
    columns = tuple((column.name, column.type) for column in collection.columns)
    return Export(collection.id, collection.title, collection.description, "GeoNames", "x", "2021-03-01T00:00:00Z", columns, collection.geometry)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the writer is told, instead of GDAL."""
    calls: list[dict[str, Any]] = []

    class Gdal:
        @staticmethod
        def write(path: str, **told: Any) -> None:
            calls.append(told)
            with Path(path).open("ab") as file:
                file.write(b"layer")

        @staticmethod
        def open_arrow(path: str, **asked: Any) -> Any:
            return nullcontext(({"geometry_name": "geom"}, Path(path).read_bytes()))

        @staticmethod
        def write_arrow(reader: bytes, path: str, **told: Any) -> None:
            Gdal.write(path, **told)

    monkeypatch.setattr(files, "_gdal", Gdal)
    return calls


def test_every_layer_is_written_in_batches_with_its_types(written: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BATCH", 10)
    catalogue = Catalogue(COLUMNS)
    service = sample(25)
    content = b"".join(files.layers([(export(one), service.stream(Query(one.id, limit=None))) for one in catalogue]))
    assert content == b"layer" * (3 + 10 + 1)
    marks = [told for told in written if told["layer"] == "reported-targets"]
    assert [told["append"] for told in marks] == [False, True, True]
    assert [len(told["geometry"]) for told in marks] == [10, 10, 5]
    assert "not verified" in marks[0]["layer_options"]["DESCRIPTION"]
    styles = next(told for told in written if told["layer"] == "layer_styles")
    assert {"f_table_name", "f_geometry_column", "styleQML", "useAsDefault", "update_time"} <= set(styles["fields"])
    claims = next(told for told in written if told["layer"] == "claims")
    number = claims["fields"].index("killed_min")
    assert list(claims["field_mask"][number]) == [True, False]
    assert list(claims["field_data"][number]) == [0, 0]
    assert claims["geometry"][1] is None
    areas = next(told for told in written if told["layer"] == "reported-target-areas")
    assert shapely.from_wkb(areas["geometry"][0]).geom_type == "MultiPolygon"


def test_everything_in_one_file_over_http(written: list[dict[str, Any]]) -> None:
    with TestClient(application(sample(25), FakeNames(), Config(), Catalogue(COLUMNS), FakePage(), {})) as client:
        answer = client.get("/download.gpkg")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/geopackage+sqlite3")
        assert [told["layer"] for told in written] == [*COLUMNS, "layer_styles"]
        assert client.get("/download.gpkg", headers={"if-none-match": answer.headers["etag"]}).status_code == 304
        assert client.get("/download.gpkg?limit=5").status_code == 400
        assert client.get("/collections/bases/download.fgb").content == b"layer"


def test_columns_become_arrays_of_their_type() -> None:
    assert files._array("integer", [1, None]).tolist() == [1, 0]
    assert files._array("boolean", [True, None]).tolist() == [True, False]
    assert np.isnan(files._array("number", [1.5, None])[1])
    assert np.isnat(files._array("date", ["2021-03-01", None])[1])
    assert files._array("string", ["a", None]).tolist() == ["a", None]


def test_an_empty_layer_is_still_a_layer(written: list[dict[str, Any]]) -> None:
    collection = Catalogue(COLUMNS)["bases"]
    assert b"".join(FORMATS["fgb"].write(export(collection), iter(()))) == b"layer"
    assert len(written[0]["geometry"]) == 0


def test_flatgeobuf_is_made_of_batches_too(written: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "BATCH", 10)
    collection = Catalogue(COLUMNS)["reported-targets"]
    assert b"".join(FORMATS["fgb"].write(export(collection), sample(25).stream(Query("reported-targets", limit=None)))) == b"layer"
    assert [told["driver"] for told in written] == ["GPKG", "GPKG", "GPKG", "FlatGeobuf"]
    assert "SPATIAL_INDEX" not in written[-1]["layer_options"]
    assert "not verified" in written[-1]["layer_options"]["DESCRIPTION"]


def test_features_without_geometry_are_kept_by_leaving_the_index_out(written: list[dict[str, Any]]) -> None:
    collection = Catalogue(COLUMNS)["claims"]
    b"".join(FORMATS["fgb"].write(export(collection), sample(1).stream(Query("claims", limit=None))))
    assert written[-1]["layer_options"]["SPATIAL_INDEX"] == "NO"


def test_without_the_extra_the_answer_is_the_command_that_adds_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(files.importlib, "import_module", missing)
    with pytest.raises(Unavailable, match=r"pip install 'strikemap\[export\]'"):
        b"".join(FORMATS["gpkg"].write(export(Catalogue(COLUMNS)["bases"]), iter(())))


def test_text_formats_are_always_offered() -> None:
    assert {"geojson", "geojsonl", "fgjson", "csv"} <= {form.extension for form in available()}


@pytest.mark.parametrize("layer", COLUMNS)
def test_styles_are_well_formed_and_look_no_more_certain_than_the_map(layer: str) -> None:
    if layer in ("claims", "places", "reports"):
        assert style(layer) == ""
        return
    root = ET.fromstring(style(layer).partition(">")[2])
    options = {option.get("name"): option.get("value") for option in root.iter("Option") if option.get("name")}
    assert options.get("color", "0,0,0,0") == "0,0,0,0"
    assert options.get("line_style", options.get("outline_style")) in ("dot", "dash", "solid")


@pytest.mark.system
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("extension", ["gpkg", "fgb"])
@pytest.mark.parametrize("layer", COLUMNS)
def test_gdal_reads_every_layer_whole(tmp_path: Path, extension: str, layer: str) -> None:
    pyogrio = need_module("pyogrio")
    collection = Catalogue(COLUMNS)[layer]
    service = sample(6_000)
    target = tmp_path / f"layer.{extension}"
    target.write_bytes(b"".join(FORMATS[extension].write(export(collection), service.stream(Query(collection.id, limit=None)))))
    info = pyogrio.read_info(target, layer=layer)
    assert info["features"] == service.extent(collection.id).count
    assert set(info["fields"]) == {column.name for column in collection.columns}
    assert (
        "not verified" in subprocess.run(["ogrinfo", "-ro", "-so", "-al", str(target)], capture_output=True, text=True, check=True).stdout
        or extension == "fgb"
    )


@pytest.mark.system
@pytest.mark.filterwarnings("ignore")
def test_one_geopackage_holds_every_layer_and_its_styles(tmp_path: Path) -> None:
    pyogrio = need_module("pyogrio")
    service = sample(30)
    target = tmp_path / "all.gpkg"
    parts = [(export(one), service.stream(Query(one.id, limit=None))) for one in Catalogue(COLUMNS)]
    target.write_bytes(b"".join(files.layers(parts)))
    assert [name for name, _ in pyogrio.list_layers(target)] == [*COLUMNS, "layer_styles"]
    assert pyogrio.read_info(target, layer="layer_styles")["features"] == sum(bool(style(name)) for name in COLUMNS)
