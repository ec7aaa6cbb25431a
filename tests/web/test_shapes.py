"""Coordinates in other systems, fewer columns, other orders."""

import pytest
from pyproj import Transformer
from starlette.testclient import TestClient

ITEMS = "/collections/reported-targets/items"
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"


def test_a_collection_lists_its_systems_with_the_utm_zones_of_its_data(client: TestClient) -> None:
    collection = client.get("/collections/reported-targets").json()
    assert collection["storageCrs"] == CRS84
    assert collection["crs"] == [CRS84, f"{EPSG}4326", f"{EPSG}3857", f"{EPSG}32636", f"{EPSG}32637"]
    assert client.get("/collections/reports").json()["crs"] == [CRS84, f"{EPSG}4326", f"{EPSG}3857"]


@pytest.mark.parametrize(("code", "first", "second"), [("4326", 35.0, 35.0), ("3857", 3896182.18, 4163881.14), ("32636", 682516.09, 3874870.63)])
def test_coordinates_come_in_the_system_asked_for(client: TestClient, code: str, first: float, second: float) -> None:
    answer = client.get(ITEMS, params={"crs": f"{EPSG}{code}", "limit": "1"})
    assert answer.headers["content-crs"] == f"<{EPSG}{code}>"
    assert answer.json()["features"][0]["geometry"]["coordinates"] == pytest.approx([first, second], abs=0.01)


def test_epsg_4326_is_latitude_first_for_every_kind_of_geometry(client: TestClient) -> None:
    for collection in ("strike-lines", "launch-origin-areas", "claims"):
        plain = client.get(f"/collections/{collection}/items").json()["features"][0]["geometry"]
        other = client.get(f"/collections/{collection}/items", params={"crs": f"{EPSG}4326"}).json()["features"][0]["geometry"]
        assert swapped(plain["coordinates"]) == other["coordinates"]
    one = client.get("/collections/launch-origins/items/c1:launch_origin:place:9", params={"crs": f"{EPSG}4326"})
    assert one.json()["geometry"]["coordinates"] == [42, 50]


@pytest.mark.parametrize("code", ["4326", "3857", "32636"])
def test_a_bbox_in_another_system_selects_the_same(client: TestClient, code: str) -> None:
    corners = [(35.05, 34.5), (35.35, 35.5)]
    if code == "4326":
        numbers = [value for longitude, latitude in corners for value in (latitude, longitude)]
    else:
        transformer = Transformer.from_crs("OGC:CRS84", f"EPSG:{code}", always_xy=True)
        numbers = [value for corner in corners for value in transformer.transform(*corner)]
    document = client.get(ITEMS, params={"bbox": ",".join(map(str, numbers)), "bbox-crs": f"{EPSG}{code}"}).json()
    assert document["numberMatched"] == 3


@pytest.mark.parametrize("parameter", ["crs", "bbox-crs"])
@pytest.mark.parametrize(
    "uri", ["", "EPSG:4326", f"{EPSG}99999", f"{EPSG}32661", f"{EPSG}32600", f"{EPSG}٣٢٦٣٦", "http://evil.example/", f"{EPSG}4326 "]
)
def test_a_system_that_is_not_listed_is_refused(client: TestClient, parameter: str, uri: str) -> None:
    answer = client.get(ITEMS, params={parameter: uri, "bbox": "1,2,3,4"})
    assert answer.status_code == 400


def test_a_utm_zone_far_from_the_data_is_refused(client: TestClient) -> None:
    assert client.get(ITEMS, params={"crs": f"{EPSG}32601"}).status_code == 400
    assert client.get(f"{ITEMS}/c3:reported_target:place:3", params={"crs": f"{EPSG}32601"}).status_code == 400


def test_a_box_without_a_place_on_the_ground_is_refused(client: TestClient) -> None:
    assert client.get(ITEMS, params={"bbox": "1e300,1e300,1e301,1e301", "bbox-crs": f"{EPSG}3857"}).status_code == 400


def test_only_the_columns_asked_for_come(client: TestClient) -> None:
    feature = client.get(ITEMS, params={"properties": "claimant,quote", "limit": "1"}).json()["features"][0]
    assert set(feature["properties"]) == {"claimant", "quote"}
    assert feature["id"] and feature["geometry"]
    assert client.get(ITEMS, params={"properties": ""}).status_code == 400
    assert client.get(ITEMS, params={"properties": "claimant,colour"}).status_code == 400


def test_features_are_ordered_by_columns_with_nulls_last(client: TestClient) -> None:
    def order(sort: str) -> list[str]:
        features = client.get(ITEMS, params={"sortby": sort, "limit": "100"}).json()["features"]
        return [feature["properties"]["date_start"] for feature in features]

    up = order("date_start")
    assert up[:-1] == sorted(up[:-1]) and up[-1] is None
    assert order("+date_start") == up
    assert order("-date_start")[:-1] == up[-2::-1]
    names = [one["properties"]["place_name"] for one in client.get(ITEMS, params={"sortby": "-where_prec,place_name"}).json()["features"]]
    assert names[:3] == ["Town 1", "Town 11", "Town 13"]


@pytest.mark.parametrize(
    "sort", ["", "colour", "-", "+-date_start", "date_start,date_start", "date_start,-date_start", "date_start desc", ",", "geometry"]
)
def test_an_order_that_is_none_is_refused(client: TestClient, sort: str) -> None:
    assert client.get(ITEMS, params={"sortby": sort}).status_code == 400


def swapped(coordinates: list) -> list:  # type: ignore[type-arg]
    if isinstance(coordinates[0], (int, float)):
        return coordinates[::-1]
    return [swapped(part) for part in coordinates]


@pytest.mark.parametrize(
    ("query", "accept"),
    [("?f=jsonfg", "application/json"), ("", "application/vnd.ogc.fg+json"), ("", "application/geo+json;q=0.5, application/vnd.ogc.fg+json")],
)
def test_json_fg_says_when_and_of_which_type(client: TestClient, query: str, accept: str) -> None:
    for path in ("/collections/claims/items", "/collections/claims/items/c1"):
        answer = client.get(path + query, headers={"accept": accept})
        assert answer.headers["content-type"] == "application/vnd.ogc.fg+json"
        document = answer.json()
        assert document["featureType"] == "claims"
        assert "http://www.opengis.net/spec/json-fg-1/1.0/conf/core" in document["conformsTo"]
        feature = document["features"][0] if "features" in document else document
        assert (feature["time"], feature["place"]) == ({"date": "2021-03-01"}, None)
        assert document["links"]


def test_geojson_is_not_displaced_by_json_fg(client: TestClient) -> None:
    accept = "application/geo+json, application/vnd.ogc.fg+json"
    assert client.get(ITEMS, headers={"accept": accept}).headers["content-type"] == "application/geo+json"
    chosen = client.get(ITEMS, params={"f": "jsonfg", "properties": "quote"}).json()["features"]
    assert all(set(feature["properties"]) == {"quote"} for feature in chosen) and any(feature["time"] for feature in chosen)
