"""OGC 17-069r4, OGC API - Features - Part 1: Core 1.0.1, requirement by requirement; OGC API - Common - Part 1 is the same ground."""

import re
from typing import Any

import geojson
import pytest
from starlette.testclient import TestClient

from app.features.columns import COLUMNS
from tests.conformance.requirement import requirement

ROOT = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/"
ITEMS = "/collections/reported-targets/items"


def rels(document: dict[str, Any]) -> set[str]:
    return {link["rel"] for link in document["links"]}


@requirement("core/root-op", "core/root-success", "common-landing-page/root-op", "common-landing-page/root-success")
def test_core_root_op_and_success(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert {"service-desc", "service-doc", "conformance", "data"} <= rels(answer.json())


@requirement("core/api-definition-op", "core/api-definition-success")
@requirement("common-landing-page/api-definition-op", "common-landing-page/api-definition-success")
def test_core_api_definition_op_and_success(client: TestClient) -> None:
    for link in client.get("/").json()["links"]:
        if link["rel"] in ("service-desc", "service-doc"):
            answer = client.get(link["href"], headers={"accept": link["type"]})
            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith(link["type"])


@requirement("core/conformance-op", "core/conformance-success")
@requirement("common-landing-page/conformance-op", "common-landing-page/conformance-success")
def test_core_conformance_op_and_success(client: TestClient) -> None:
    classes = client.get("/conformance").json()["conformsTo"]
    assert {f"{ROOT}{name}" for name in ("core", "geojson", "html", "oas30")} <= set(classes)
    assert len(classes) == len(set(classes))


@requirement("core/http", "common-core/http")
def test_core_http(client: TestClient) -> None:
    assert client.get("/").http_version == "HTTP/1.1"


@requirement("core/query-param-unknown", "common-core/query-param-name-unknown")
def test_core_query_param_unknown_is_400_wherever_it_is_not_described(client: TestClient) -> None:
    values = {"feature_id": "c1", "collection_id": "claims", "extension": "csv", "z": "0", "y": "0", "x": "0", "cell": "0"}
    asked = 0
    for path, operations in client.get("/api").json()["paths"].items():
        given = operations.get("get", {}).get("parameters", ())
        if "get" in operations and not any(one.get("name") == "others" for one in given):
            answer = client.get(re.sub(r"\{(\w+)\}", lambda name: values.get(name[1], "r1"), path), params={"unknown": "1"})
            # what is not there, or has no office behind it in this service, is not there whatever else was asked
            assert answer.status_code in (400, 503) or (answer.status_code == 404 and "{" in path), path
            asked += answer.status_code == 400
    assert asked > 100


@pytest.mark.parametrize("query", ["limit=a", "bbox=1", "datetime=x", "f=pdf", "where_prec=x"])
@requirement("core/query-param-invalid", "common-core/query-param-value-invalid")
def test_core_query_param_invalid_is_400(client: TestClient, query: str) -> None:
    assert client.get(f"{ITEMS}?{query}").status_code == 400


@requirement("core/crs84")
def test_core_crs84_unless_another_is_asked_for(client: TestClient) -> None:
    assert client.get(f"{ITEMS}?limit=1").json()["features"][0]["geometry"]["coordinates"] == [35.0, 35.0]
    assert client.get("/collections/launch-origins/items").json()["features"][0]["geometry"]["coordinates"] == [50, 42]


@requirement("core/fc-md-op", "core/fc-md-success", "core/fc-md-links", "core/fc-md-items", "core/fc-md-items-links")
def test_core_fc_md_op_success_links_and_items_links(client: TestClient) -> None:
    document = client.get("/collections").json()
    assert {"self", "alternate"} <= rels(document)
    assert [collection["id"] for collection in document["collections"]] == list(COLUMNS)
    for collection in document["collections"]:
        items = [link for link in collection["links"] if link["rel"] == "items"]
        assert {link["type"] for link in items} == {"application/geo+json", "text/html"}
        assert {"id", "title", "description", "extent", "crs", "itemType"} <= set(collection)


@requirement("core/fc-md-extent")
def test_core_fc_md_extent_holds_every_feature(client: TestClient) -> None:
    for collection in client.get("/collections").json()["collections"]:
        boxes = collection["extent"].get("spatial", {}).get("bbox", [])
        for feature in client.get(f"/collections/{collection['id']}/items?limit=100").json()["features"]:
            for longitude, latitude in geojson.utils.coords(feature) if feature["geometry"] else ():
                west, south, east, north = boxes[0]
                assert west <= longitude <= east and south <= latitude <= north


@requirement("core/sfc-md-op", "core/sfc-md-success")
def test_core_sfc_md_op_and_success(client: TestClient) -> None:
    for collection in client.get("/collections").json()["collections"]:
        assert client.get(f"/collections/{collection['id']}").json() == collection
    assert client.get("/collections/unknown").status_code == 404


@requirement("core/fc-op")
def test_core_fc_op(client: TestClient) -> None:
    for name in COLUMNS:
        assert client.get(f"/collections/{name}/items").json()["type"] == "FeatureCollection"


@requirement("core/fc-limit-definition", "core/fc-limit-response-1")
def test_core_fc_limit_definition_and_response(client: TestClient) -> None:
    limit = client.get("/api").json()["components"]["parameters"]["limit"]
    assert (limit["in"], limit["schema"]["minimum"], limit["schema"]["maximum"], limit["schema"]["default"]) == ("query", 1, 10_000, 10)
    assert limit["required"] is False and limit["style"] == "form" and limit["explode"] is False
    assert len(client.get(f"{ITEMS}?limit=3").json()["features"]) == 3
    assert client.get(f"{ITEMS}?limit=0").status_code == 400


@requirement("core/fc-bbox-definition", "core/fc-bbox-response")
def test_core_fc_bbox_definition_and_response(client: TestClient) -> None:
    everything = client.get(f"{ITEMS}?limit=100").json()["features"]
    for box in ((35.0, 34.0, 36.0, 36.0), (36.05, 30.0, 36.15, 40.0), (-180.0, -90.0, 0.0, 90.0)):
        inside = {one["id"] for one in everything if box[0] <= one["geometry"]["coordinates"][0] <= box[2]}
        found = client.get(ITEMS, params={"bbox": ",".join(map(str, box)), "limit": "100"}).json()["features"]
        assert {one["id"] for one in found} == inside


@requirement("core/fc-bbox-response")
def test_core_fc_bbox_response_has_the_features_without_a_geometry_too(client: TestClient) -> None:
    for name in ("claims", "events", "places", "reports"):
        undrawn = {one["id"] for one in client.get(f"/collections/{name}/items?limit=100").json()["features"] if one["geometry"] is None}
        found = client.get(f"/collections/{name}/items?limit=100&bbox=-1,-1,0,0").json()["features"]
        assert {one["id"] for one in found} == undrawn
    assert undrawn


@requirement("core/fc-time-definition", "core/fc-time-response")
def test_core_fc_time_definition_and_response(client: TestClient) -> None:
    everything = client.get(f"{ITEMS}?limit=100").json()["features"]
    found = client.get(f"{ITEMS}?limit=100&datetime=2021-03-05/2021-03-09").json()["features"]
    wanted = {one["id"] for one in everything if one["properties"]["date_start"] in (None, *(f"2021-03-0{day}" for day in range(5, 10)))}
    assert {one["id"] for one in found} == wanted


@requirement("core/fc-response")
def test_core_fc_response_meets_all_parameters(client: TestClient) -> None:
    document = client.get(f"{ITEMS}?limit=2&bbox=35,34,36,36&datetime=2021-03-01/2021-03-31&where_prec=1").json()
    assert (document["numberMatched"], document["numberReturned"]) == (6, 2)


@requirement("core/fc-links", "core/fc-rel-type")
def test_core_fc_links_and_rel_type(client: TestClient) -> None:
    document = client.get(f"{ITEMS}?limit=2").json()
    assert {"self", "alternate", "next"} <= rels(document)
    for link in document["links"]:
        assert link["type"]
        assert link["rel"] == "profile" or client.get(link["href"], headers={"accept": link["type"]}).headers["content-type"].startswith(link["type"])


@requirement("core/fc-links", "core/f-links")
@pytest.mark.parametrize("path", [ITEMS, "/collections/claims/items/c1"])
@pytest.mark.parametrize("form", ["json", "jsonfg"])
def test_core_links_lead_to_this_very_document_and_to_each_other_form(client: TestClient, path: str, form: str) -> None:
    types = {"json": "application/geo+json", "html": "text/html", "jsonfg": "application/vnd.ogc.fg+json"}
    links = [link for link in client.get(path, params={"f": form}).json()["links"] if link["rel"] in ("self", "alternate")]
    for link in links:
        assert (link["type"] == types[form]) is (link["rel"] == "self")
        assert client.get(link["href"]).headers["content-type"].startswith(link["type"])
    assert sorted(link["type"] for link in links) == sorted(types.values())


@requirement("common-core/query-param-list-delimiter", "common-core/query-param-list-empty", "common-core/query-param-list-escape")
def test_common_lists_are_separated_by_commas_escaped_or_not_and_an_empty_entry_is_an_empty_text(client: TestClient) -> None:
    for address in (f"{ITEMS}?properties=quote,claimant", f"{ITEMS}?properties=quote%2Cclaimant", f"{ITEMS}?properties=quote,%20claimant"):
        assert set(client.get(address).json()["features"][0]["properties"]) == {"quote", "claimant"}
    for address in (f"{ITEMS}?properties=quote,,claimant", f"{ITEMS}?bbox=1,,2,3", f"{ITEMS}?sortby=quote,"):
        assert client.get(address).status_code == 400


@requirement("common-core/query-param-value-boolean", "common-core/query-param-value-integer")
@requirement("common-core/query-param-value-decimal", "common-core/query-param-value-double")
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("reports/items?is_strike_report=true", 200),
        ("reports/items?is_strike_report=TRUE", 400),
        ("reports/items?is_strike_report=1", 400),
        ("reported-targets/items?where_prec=-1", 200),
        ("reported-targets/items?where_prec=1.0", 400),
        ("reported-targets/items?uncertainty_m=500.5", 200),
        ("reported-targets/items?uncertainty_m=500,5", 400),
        ("reported-targets/items?uncertainty_m=5.0E2", 200),
        ("reported-targets/items?uncertainty_m=0x10", 400),
    ],
)
def test_common_values_are_written_in_one_way(client: TestClient, query: str, status: int) -> None:
    assert client.get(f"/collections/{query}").status_code == status


@requirement("common-json/definition", "common-json/content")
@pytest.mark.parametrize("path", ["/", "/conformance", "/collections", "/collections/claims", "/tileMatrixSets", "/collections/claims/tiles"])
def test_common_json_is_what_comes_unless_something_else_is_asked_for(client: TestClient, path: str) -> None:
    for accept in ("application/json", "*/*"):
        answer = client.get(path, headers={"accept": accept})
        assert answer.headers["content-type"] == "application/json"
        assert isinstance(answer.json(), dict)


@requirement("core/fc-timeStamp")
def test_core_fc_time_stamp(client: TestClient) -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", client.get(ITEMS).json()["timeStamp"])


@pytest.mark.parametrize("query", ["", "?bbox=35,34,36,36", "?where_prec=1", "?datetime=2021-03-05"])
@requirement("core/fc-numberMatched", "core/fc-numberReturned")
def test_core_fc_number_matched_and_returned(client: TestClient, query: str) -> None:
    seen = 0
    first = client.get(f"{ITEMS}{query}").json()
    document = first
    while True:
        assert document["numberMatched"] == first["numberMatched"]
        assert document["numberReturned"] == len(document["features"])
        seen += len(document["features"])
        following = [link["href"] for link in document["links"] if link["rel"] == "next"]
        if not following:
            break
        document = client.get(following[0]).json()
    assert seen == first["numberMatched"]


@requirement("core/f-op", "core/f-success", "core/f-links")
def test_core_f_op_success_and_links(client: TestClient) -> None:
    document = client.get("/collections/claims/items/c1").json()
    assert {"self", "alternate", "collection"} <= rels(document)
    assert client.get("/collections/claims/items/unknown").status_code == 404


@requirement("geojson/definition", "geojson/content")
def test_geojson_definition_and_content(client: TestClient) -> None:
    for name in COLUMNS:
        for path in (f"/collections/{name}/items", f"/collections/{name}/download.geojson"):
            answer = client.get(path)
            assert answer.headers["content-type"] == "application/geo+json"
            assert geojson.loads(answer.text).is_valid


@pytest.mark.parametrize("path", ["/", "/conformance", "/collections", "/collections/claims", ITEMS, "/collections/claims/items/c1", "/api"])
@requirement("html/definition", "common-html/definition")
def test_html_definition(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"accept": "text/html"})
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.text.lower().startswith("<!doctype html>")


@requirement("html/content", "common-html/content")
def test_html_content_is_the_same_information(client: TestClient) -> None:
    page = client.get("/collections/claims/items/c1?f=html").text
    for name, value in client.get("/collections/claims/items/c1").json()["properties"].items():
        assert f"<code>{name}</code>" in page
        assert value is None or str(value) in page


@requirement("oas30/oas-definition-1", "oas30/oas-definition-2", "oas30/completeness", "oas30/exception-codes")
@requirement("common-oas30/oas-definition-1", "common-oas30/oas-definition-2", "common-oas30/completeness", "common-oas30/exception-codes")
def test_oas30_definition_completeness_and_exceptions(client: TestClient) -> None:
    answer = client.get("/api", headers={"accept": "application/vnd.oai.openapi+json;version=3.0"})
    document = answer.json()
    assert document["openapi"].startswith("3.0.")
    assert "http" not in str(re.findall(r"'\$ref': '([^']*)'", str(document)))
    problem = {"$ref": "#/components/responses/Problem"}
    for path, operations in document["paths"].items():
        for operation in operations.values():
            assert any(status.startswith("2") for status in operation["responses"]), path
            refusals = [body for status, body in operation["responses"].items() if status >= "400"]
            assert refusals and all(body == problem or "application/problem+json" in body["content"] for body in refusals), path
    assert "application/problem+json" in document["components"]["responses"]["Problem"]["content"]


@requirement("oas30/oas-impl", "oas30/security", "common-oas30/oas-impl", "common-oas30/security")
def test_oas30_what_is_described_is_what_is_served(client: TestClient) -> None:
    document = client.get("/api").json()
    for path, operations in document["paths"].items():
        if "{" in path or "get" not in operations:
            continue
        required = {one["name"]: "Aleppo" for one in operations["get"].get("parameters", []) if one.get("required")}
        answer = client.get(path, params=required)
        assert str(answer.status_code) in operations["get"]["responses"], path
    assert document["paths"]["/reports"]["post"]["security"] == [{}, {"token": []}]
    assert set(document["components"]["securitySchemes"]) >= {"token"}
