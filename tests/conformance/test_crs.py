"""OGC 18-058r1, OGC API - Features - Part 2: Coordinate Reference Systems by Reference."""

import pytest
from starlette.testclient import TestClient

from tests.conformance.requirement import requirement

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
ITEMS = "/collections/reported-targets/items"
ONE = "/collections/launch-origins/items/c1:launch_origin:place:9"


@requirement("crs/crs-uri", "crs/fc-md-crs-list", "crs/fc-md-crs-list-global")
def test_every_collection_lists_its_systems_by_their_uris(client: TestClient) -> None:
    for collection in client.get("/collections").json()["collections"]:
        assert collection["crs"][0] == CRS84
        assert all(uri == CRS84 or uri.startswith(EPSG) for uri in collection["crs"])
        assert len(collection["crs"]) == len(set(collection["crs"]))


@requirement("crs/fc-md-storageCrs", "crs/fc-md-storageCrs-valid-value")
def test_the_stored_system_is_one_of_those_listed(client: TestClient) -> None:
    for collection in client.get("/collections").json()["collections"]:
        assert collection["storageCrs"] in collection["crs"]


@requirement("crs/fc-crs-definition", "crs/fc-bbox-crs-definition")
def test_crs_and_bbox_crs_are_described(client: TestClient) -> None:
    described = client.get("/api").json()["components"]["parameters"]
    for name in ("crs", "bbox-crs"):
        one = described[name]
        assert one["schema"]["format"] == "uri"
        assert (one["in"], one["required"], one["style"], one["explode"]) == ("query", False, "form", False)


@requirement("crs/fc-crs-valid-value", "crs/fc-bbox-crs-valid-values", "crs/crs-exception", "crs/bbox-crs-exception")
def test_every_listed_system_is_taken_and_no_other(client: TestClient) -> None:
    for uri in client.get("/collections/reported-targets").json()["crs"]:
        assert client.get(ITEMS, params={"crs": uri, "bbox": "1,2,3,4", "bbox-crs": uri}).status_code == 200
    for parameter in ("crs", "bbox-crs", "filter-crs"):
        for code in ("27700", "32601"):
            answer = client.get(ITEMS, params={parameter: f"{EPSG}{code}", "bbox": "1,2,3,4", "filter": "TRUE"})
            assert (answer.status_code, answer.json()["detail"].partition(" ")[0]) == (400, parameter)


@requirement("crs/fc-crs-default-value", "crs/fc-bbox-crs-default-value", "crs/geojson")
def test_crs84_holds_where_nothing_is_said(client: TestClient) -> None:
    assert client.get(ITEMS).json() | {"links": []} == client.get(ITEMS, params={"crs": CRS84}).json() | {"links": []}
    box = "35,34,35.25,36"
    assert client.get(ITEMS, params={"bbox": box}).json()["numberMatched"] == 3
    assert client.get(ITEMS, params={"bbox": box, "bbox-crs": CRS84}).json()["numberMatched"] == 3


@requirement("crs/fc-crs-action")
@pytest.mark.parametrize(("uri", "coordinates"), [(CRS84, [50, 42]), (f"{EPSG}4326", [42, 50]), (f"{EPSG}3857", [5565974.54, 5160979.44])])
def test_coordinates_come_in_the_system_and_its_axis_order(client: TestClient, uri: str, coordinates: list[float]) -> None:
    assert client.get(ONE, params={"crs": uri}).json()["geometry"]["coordinates"] == pytest.approx(coordinates, abs=0.01)


@requirement("crs/fc-bbox-crs-action")
def test_a_box_is_read_in_the_system_and_its_axis_order(client: TestClient) -> None:
    assert client.get(ITEMS, params={"bbox": "34,35,36,35.25", "bbox-crs": f"{EPSG}4326"}).json()["numberMatched"] == 3


@requirement("crs/fc-bbox-crs-action")
def test_a_box_beyond_the_edges_of_its_system_is_refused(client: TestClient) -> None:
    for box, status in (("-20037508.342789244,-20048966.1,20037508.342789244,20048966.1", 200), ("0,0,30037508,1", 400), ("0,0,1,20100000", 400)):
        answer = client.get(ITEMS, params={"bbox": box, "bbox-crs": f"{EPSG}3857"})
        assert answer.status_code == status
    assert client.get(ITEMS, params={"bbox": "91,0,92,1", "bbox-crs": f"{EPSG}4326"}).status_code == 400


@requirement("crs/ogc-crs-header", "crs/ogc-crs-header-value")
def test_the_header_names_the_system_in_angle_brackets(client: TestClient) -> None:
    for path in (ITEMS, ONE):
        assert client.get(path).headers["content-crs"] == f"<{CRS84}>"
        assert client.get(path, params={"crs": f"{EPSG}3857"}).headers["content-crs"] == f"<{EPSG}3857>"
