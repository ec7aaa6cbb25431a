"""OGC 20-057, OGC API - Tiles - Part 1: Core; OGC 17-083r4, Two Dimensional Tile Matrix Set 2.0."""

import pytest
from starlette.testclient import TestClient

from app.features.columns import COLUMNS
from tests.conformance.requirement import requirement

TILES = "/collections/reported-targets/tiles"
QUAD = f"{TILES}/WebMercatorQuad"
REL = "http://www.opengis.net/def/rel/ogc/1.0/"


@requirement("tiles-core/tc-op", "tiles-core/tc-success", "mvt/content", "tiles-core/conformance-success")
def test_a_tile_answers_with_a_vector_tile(client: TestClient) -> None:
    answer = client.get(f"{QUAD}/0/0/0")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/vnd.mapbox-vector-tile")
    assert answer.content


@requirement("tiles-core/tc-error")
@pytest.mark.parametrize("at", ["0/0/1", "0/1/0", "19/0/0", "1/2/0"])
def test_a_tile_that_is_none_is_404(client: TestClient, at: str) -> None:
    assert client.get(f"{QUAD}/{at}").status_code == 404


@requirement("tiles-core/tc-tilematrix-definition", "tiles-core/tc-tilerow-definition", "tiles-core/tc-tilecol-definition")
def test_level_row_and_column_are_in_the_path_in_this_order(client: TestClient) -> None:
    document = client.get("/api").json()
    parameters = document["paths"][f"{QUAD}/{{z}}/{{y}}/{{x}}"]["get"]["parameters"]
    assert [{"$ref": f"#/components/parameters/{name}"} for name in "zyx"] == parameters[:3]
    assert all(document["components"]["parameters"][name]["required"] for name in "zyx")
    assert client.get(f"{QUAD}/1/0/1").content and not client.get(f"{QUAD}/1/1/0").content


@requirement("tileset/description", "tileset/conformance-success")
def test_a_tile_set_says_what_its_tiles_are(client: TestClient) -> None:
    document = client.get(QUAD).json()
    assert document["dataType"] == "vector"
    assert document["crs"] == "http://www.opengis.net/def/crs/EPSG/0/3857"
    links = {link["rel"]: link for link in document["links"]}
    assert links["item"]["templated"] is True and "{tileMatrix}/{tileRow}/{tileCol}" in links["item"]["href"]
    assert client.get(links[f"{REL}tiling-scheme"]["href"]).json()["uri"] == document["tileMatrixSetURI"]


@requirement("tilesets-list/tileset-path", "tilesets-list/tileset-links", "tilesets-list/conformance-success")
def test_the_list_leads_to_each_tile_set(client: TestClient) -> None:
    for one in client.get(TILES).json()["tilesets"]:
        assert one["dataType"] == "vector" and one["crs"] and one["tileMatrixSetURI"]
        href = next(link["href"] for link in one["links"] if link["rel"] == "self")
        assert client.get(href).status_code == 200


@requirement("geodata-tilesets/desc-links", "geodata-tilesets/operation", "geodata-tilesets/conformance-success")
def test_every_collection_leads_to_its_tile_sets(client: TestClient) -> None:
    for name in COLUMNS:
        links = [link["href"] for link in client.get(f"/collections/{name}").json()["links"] if link["rel"] == f"{REL}tilesets-vector"]
        assert links == [f"http://testserver/collections/{name}/tiles"]
        assert client.get(links[0]).status_code == 200


@requirement("tilematrixset/model", "json-tilematrixset/model", "json-tilematrixset/schema")
@requirement("json-tilematrixset/ietf", "json-tilematrixset/media-type")
def test_the_tile_matrix_set_is_web_mercator_quad(client: TestClient) -> None:
    listed = client.get("/tileMatrixSets").json()["tileMatrixSets"]
    answer = client.get(listed[0]["links"][0]["href"])
    document = answer.json()
    assert answer.headers["content-type"] == "application/json"
    assert (document["id"], document["crs"]) == ("WebMercatorQuad", "http://www.opengis.net/def/crs/EPSG/0/3857")
    for level, matrix in enumerate(document["tileMatrices"]):
        assert matrix["id"] == str(level)
        assert matrix["matrixWidth"] == matrix["matrixHeight"] == 2**level
        assert matrix["scaleDenominator"] == pytest.approx(559_082_264.0287178 / 2**level, rel=1e-9)
        assert matrix["pointOfOrigin"] == pytest.approx([-20_037_508.3427892, 20_037_508.3427892])
        assert (matrix["tileWidth"], matrix["tileHeight"], matrix["cornerOfOrigin"]) == (256, 256, "topLeft")
