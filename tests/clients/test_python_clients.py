"""geopandas and OWSLib read what is served."""

import pytest

from app.features.columns import COLUMNS
from tests.clients.conftest import POINTS, Live, need_module

pytestmark = [pytest.mark.system, pytest.mark.filterwarnings("ignore")]


@pytest.mark.parametrize("path", ["download.geojson", "items?limit=10000"])
def test_geopandas_reads_an_address(live: Live, path: str) -> None:
    geopandas = need_module("geopandas")
    frame = geopandas.read_file(f"{live.address}/collections/reported-targets/{path}")
    assert len(frame) == POINTS
    assert set(frame.geom_type) == {"Point"}
    assert {column.name for column in COLUMNS["reported-targets"]} <= set(frame.columns)
    assert frame.crs.to_epsg() == 4326


@pytest.mark.parametrize("collection", COLUMNS)
def test_geopandas_reads_every_collection(live: Live, collection: str) -> None:
    geopandas = need_module("geopandas")
    assert len(geopandas.read_file(f"{live.address}/collections/{collection}/download.geojson")) > 0


def test_owslib_walks_the_service(live: Live) -> None:
    features = need_module("owslib.ogcapi.features").Features(f"{live.address}/")
    assert features.feature_collections() == list(COLUMNS)
    assert any(uri.endswith("conf/core") for uri in features.conformance()["conformsTo"])
    assert features.api()["openapi"].startswith("3.0")
    assert features.collection("claims")["title"] == "Strike claims"
    assert "quote" in features.collection_queryables("claims")["properties"]
    page = features.collection_items("reported-targets", limit=7, bbox=[35, 34, 36, 36])
    assert (page["numberReturned"], page["numberMatched"]) == (7, 11)
    assert features.collection_items("reported-targets", filter="where_prec = 2", limit=1)["numberMatched"] == POINTS // 2
    assert features.collection_item("claims", "c1")["properties"]["munitions_min"] == 18
