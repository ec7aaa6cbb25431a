"""OGC API - Features - Part 2 (18-058r1), Part 3 (19-079r2), Part 5 (23-058r1) and sorting of Part 8, by requirement class."""

import pytest
from starlette.testclient import TestClient

from app.features.columns import COLUMNS

SPEC = "http://www.opengis.net/spec/"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
ITEMS = "/collections/reported-targets/items"


@pytest.mark.parametrize(
    "name",
    [
        *(
            "ogcapi-features-2/1.0/conf/crs",
            "ogcapi-features-3/1.0/conf/queryables",
            "ogcapi-features-3/1.0/conf/filter",
            "ogcapi-features-3/1.0/conf/features-filter",
        ),
        *("cql2/1.0/conf/basic-cql2", "cql2/1.0/conf/cql2-text", "cql2/1.0/conf/cql2-json", "cql2/1.0/conf/basic-spatial-functions"),
        *("ogcapi-features-5/1.0/conf/schemas", "ogcapi-features-8/1.0/conf/sorting"),
    ],
)
def test_the_class_is_declared(client: TestClient, name: str) -> None:
    assert f"{SPEC}{name}" in client.get("/conformance").json()["conformsTo"]


def test_part_2_crs_uri_and_storage_crs_every_collection_lists_its_systems_with_the_stored_one(client: TestClient) -> None:
    for collection in client.get("/collections").json()["collections"]:
        assert collection["crs"][0] == collection["storageCrs"] == CRS84
        assert len(collection["crs"]) == len(set(collection["crs"]))


def test_part_2_fc_crs_and_fc_bbox_crs_every_listed_system_is_taken_by_crs_and_bbox_crs_and_no_other(client: TestClient) -> None:
    for uri in client.get("/collections/reported-targets").json()["crs"]:
        answer = client.get(ITEMS, params={"crs": uri, "bbox": "1,2,3,4", "bbox-crs": uri})
        assert answer.status_code == 200
        assert answer.headers["content-crs"] == f"<{uri}>"
    for parameter in ("crs", "bbox-crs"):
        assert client.get(ITEMS, params={parameter: "http://www.opengis.net/def/crs/EPSG/0/27700", "bbox": "1,2,3,4"}).status_code == 400


def test_part_2_ogc_crs_header_content_crs_is_always_said(client: TestClient) -> None:
    assert client.get(ITEMS).headers["content-crs"] == f"<{CRS84}>"
    assert client.get("/collections/claims/items/c1").headers["content-crs"] == f"<{CRS84}>"


@pytest.mark.parametrize(("kind", "rel"), [("queryables", "queryables"), ("sortables", "sortables"), ("schema", "schema")])
def test_parts_3_and_5_schemas_are_linked_and_say_type_and_id(client: TestClient, kind: str, rel: str) -> None:
    for name in COLUMNS:
        collection = client.get(f"/collections/{name}").json()
        link = next(one for one in collection["links"] if one["rel"] == f"http://www.opengis.net/def/rel/ogc/1.0/{rel}")
        document = client.get(link["href"]).json()
        assert document["$id"] == link["href"]
        assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert document["type"] == "object"
        for column in COLUMNS[name]:
            assert document["properties"][column.name]["type"] in ("string", "integer", "number", "boolean")


def test_part_3_every_queryable_is_a_parameter_and_a_property_of_filters(client: TestClient) -> None:
    for name, schema in client.get("/collections/reported-targets/queryables").json()["properties"].items():
        if name == "geometry":
            continue
        value = {"string": "a", "integer": "1", "number": "1", "boolean": "true"}[schema["type"]] if schema.get("format") != "date" else "2021-03-01"
        assert client.get(ITEMS, params={name: value}).status_code == 200
        assert client.get(ITEMS, params={"filter": f"{name} IS NULL"}).status_code == 200


def test_part_3_filters_combine_with_every_other_parameter(client: TestClient) -> None:
    query = {"filter": "where_prec = 2", "bbox": "35,34,36,36", "datetime": "2021-03-01/2021-03-06", "report_id": "r0"}
    assert [one["id"] for one in client.get(ITEMS, params=query).json()["features"]] == ["c3:reported_target:place:3"]


def test_part_3_a_filter_language_that_is_not_served_is_400(client: TestClient) -> None:
    assert client.get(ITEMS, params={"filter": "TRUE", "filter-lang": "ecql"}).status_code == 400


def test_part_5_roles_say_which_column_is_the_id_the_geometry_and_the_time(client: TestClient) -> None:
    properties = client.get("/collections/reported-targets/schema").json()["properties"]
    roles = {schema["x-ogc-role"]: name for name, schema in properties.items() if "x-ogc-role" in schema}
    assert roles == {
        "id": "id",
        "primary-geometry": "geometry",
        "primary-interval-start": "date_start",
        "primary-interval-end": "date_end",
    }


def test_part_5_what_comes_is_what_the_schema_says(client: TestClient) -> None:
    kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool}
    for name in COLUMNS:
        properties = client.get(f"/collections/{name}/schema").json()["properties"]
        for feature in client.get(f"/collections/{name}/items?limit=100").json()["features"]:
            assert list(feature["properties"]) == [one for one in properties if one != "geometry"]
            for key, value in feature["properties"].items():
                assert value is None or isinstance(value, kinds[properties[key]["type"]])


def test_part_8_sortby_orders_up_and_down(client: TestClient) -> None:
    up = [one["properties"]["claim_id"] for one in client.get(f"{ITEMS}?limit=100&sortby=claim_id").json()["features"]]
    down = [one["properties"]["claim_id"] for one in client.get(f"{ITEMS}?limit=100&sortby=-claim_id").json()["features"]]
    assert up == sorted(up) == down[::-1]
