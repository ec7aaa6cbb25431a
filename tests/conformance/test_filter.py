"""OGC 19-079r2, OGC API - Features - Part 3: Filtering."""

import pytest
from starlette.testclient import TestClient

from app.features.columns import COLUMNS
from tests.conformance.requirement import requirement

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
ITEMS = "/collections/reported-targets/items"
REL = "http://www.opengis.net/def/rel/ogc/1.0/queryables"


@requirement("queryables/queryables-link", "features-filter/queryables-link")
def test_every_collection_links_to_its_queryables(client: TestClient) -> None:
    for name in COLUMNS:
        links = client.get(f"/collections/{name}").json()["links"]
        assert [link["href"] for link in links if link["rel"] == REL] == [f"http://testserver/collections/{name}/queryables"]


@requirement("queryables/get-queryables-op", "queryables/get-queryables-response", "features-filter/get-queryables-op")
def test_queryables_are_a_json_schema_of_single_types(client: TestClient) -> None:
    for name in COLUMNS:
        answer = client.get(f"/collections/{name}/queryables", headers={"accept": "application/schema+json"})
        document = answer.json()
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/schema+json")
        assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert document["$id"] == f"http://testserver/collections/{name}/queryables"
        assert document["type"] == "object" and document["additionalProperties"] is False
        for key, schema in document["properties"].items():
            assert schema["title"]
            assert (key == "geometry" and schema["format"].startswith("geometry-")) or schema["type"] in ("string", "integer", "number", "boolean")


@requirement("queryables/expression-construction", "filter/expression-construction")
def test_every_queryable_stands_in_filters_and_nothing_else_does(client: TestClient) -> None:
    for name in COLUMNS:
        for key in client.get(f"/collections/{name}/queryables").json()["properties"]:
            assert client.get(f"/collections/{name}/items", params={"filter": f"{key} IS NULL"}).status_code == 200
        assert client.get(f"/collections/{name}/items", params={"filter": "colour IS NULL"}).status_code == 400


@requirement("queryables-query-parameters/parameters")
def test_every_queryable_is_a_parameter_of_its_type(client: TestClient) -> None:
    described = client.get("/api").json()["paths"]
    samples = {"string": "a", "integer": "1", "number": "1.5", "boolean": "true", "date": "2021-03-01"}
    for name in COLUMNS:
        parameters = {one["name"]: one for one in described[f"/collections/{name}/items"]["get"]["parameters"] if "name" in one}
        for column in COLUMNS[name]:
            assert parameters[column.name]["in"] == "query" and parameters[column.name]["required"] is False
            assert client.get(f"/collections/{name}/items", params={column.name: samples[column.type]}).status_code == 200


@requirement("filter/filter-param", "filter/response", "features-filter/response")
def test_filter_selects_just_what_it_says(client: TestClient) -> None:
    everything = client.get(f"{ITEMS}?limit=100").json()["features"]
    found = client.get(ITEMS, params={"filter": "where_prec = 2 AND report_id <> 'r1'", "limit": "100"}).json()["features"]
    wanted = [one["id"] for one in everything if one["properties"]["where_prec"] == 2 and one["properties"]["report_id"] != "r1"]
    assert [one["id"] for one in found] == wanted


@requirement("filter/mixing-expressions")
def test_filter_holds_beside_every_other_parameter(client: TestClient) -> None:
    query = {"filter": "where_prec = 2", "bbox": "35,34,36,36", "datetime": "2021-03-01/2021-03-06", "report_id": "r0"}
    assert [one["id"] for one in client.get(ITEMS, params=query).json()["features"]] == ["c3:reported_target:place:3"]


@requirement("filter/filter-lang-param", "features-filter/filter-lang-param")
def test_the_language_is_text_unless_said_and_unknown_ones_are_refused(client: TestClient) -> None:
    described = client.get("/api").json()["components"]["parameters"]["filter-lang"]["schema"]
    assert described["default"] == "cql2-text"
    assert {"cql2-text", "cql2-json"} <= set(described["enum"])
    tree = '{"op":"=","args":[{"property":"where_prec"},2]}'
    assert client.get(ITEMS, params={"filter": tree, "filter-lang": "cql2-json"}).json()["numberMatched"] == 12
    assert client.get(ITEMS, params={"filter": tree}).status_code == 400
    assert client.get(ITEMS, params={"filter": "TRUE", "filter-lang": "ecql"}).status_code == 400


@requirement("filter/filter-crs-wgs84", "filter/filter-crs-param", "features-filter/filter-crs-param")
@pytest.mark.parametrize(
    ("uri", "box", "point"),
    [
        (CRS84, "35.05,34.5,35.35,35.5", "35.3 35"),
        (f"{EPSG}4326", "34.5,35.05,35.5,35.35", "35 35.3"),
        (f"{EPSG}3857", "3901748.1,4095593.6,3935143.9,4232396.5", "3929578.03 4163881.14"),
        (f"{EPSG}32636", "686000,3815000,716000,3935000", "709891.94 3875479.45"),
    ],
)
def test_geometries_in_filters_are_in_the_system_named(client: TestClient, uri: str, box: str, point: str) -> None:
    given = {} if uri == CRS84 else {"filter-crs": uri}
    assert client.get(ITEMS, params={"filter": f"S_INTERSECTS(geometry, BBOX({box}))", **given}).json()["numberMatched"] == 3
    tree = f'{{"op":"s_intersects","args":[{{"property":"geometry"}},{{"bbox":[{box}]}}]}}'
    assert client.get(ITEMS, params={"filter": tree, "filter-lang": "cql2-json", **given}).json()["numberMatched"] == 3
    x, y = map(float, point.split())
    wide = 0.01 if max(x, y) < 100 else 1000
    ring = f"POLYGON(({x - wide} {y - wide},{x + wide} {y - wide},{x + wide} {y + wide},{x - wide} {y + wide},{x - wide} {y - wide}))"
    assert client.get(ITEMS, params={"filter": f"S_WITHIN(geometry, {ring})", **given}).json()["numberMatched"] == 1


@pytest.mark.parametrize("uri", ["EPSG:4326", f"{EPSG}27700", "x", f"{EPSG}32661"])
@requirement("filter/filter-crs-param")
def test_a_system_that_is_not_served_is_refused(client: TestClient, uri: str) -> None:
    assert client.get(ITEMS, params={"filter": "S_INTERSECTS(geometry, POINT(1 1))", "filter-crs": uri}).status_code == 400
    for text in ("S_INTERSECTS(geometry, POINT(1e300 1e300))", "S_INTERSECTS(geometry, BBOX(1e300,1e300,1e301,1e301))"):
        assert client.get(ITEMS, params={"filter": text, "filter-crs": f"{EPSG}3857"}).status_code == 400
