"""OGC 23-058r1, OGC API - Features - Part 5: Schemas; OGC 24-030, Part 8: Sorting."""

import re
from collections import Counter

import pytest
from starlette.testclient import TestClient

from app.features.columns import COLUMNS
from tests.conformance.requirement import requirement

ITEMS = "/collections/reported-targets/items"
REL = "http://www.opengis.net/def/rel/ogc/1.0/"
KINDS = pytest.mark.parametrize("kind", ["schema", "queryables", "sortables"])


@requirement("schemas/json-schema", "returnables-and-receivables/link", "returnables-and-receivables/op", "sortables/sortables-link")
@requirement("schemas-queryables/link", "schemas-queryables/op", "schemas-sortables/link", "schemas-sortables/op")
@KINDS
def test_schemas_are_linked_and_name_themselves(client: TestClient, kind: str) -> None:
    for name in COLUMNS:
        links = [link for link in client.get(f"/collections/{name}").json()["links"] if link["rel"] == f"{REL}{kind}"]
        assert len(links) == 1 and links[0]["type"] == "application/schema+json"
        answer = client.get(links[0]["href"], headers={"accept": "application/schema+json"})
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/schema+json")
        document = answer.json()
        assert document["$id"] == links[0]["href"] and "?" not in document["$id"]
        assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert document["type"] == "object" and document["additionalProperties"] is False


@requirement("schemas/properties", "schemas-queryables/response", "schemas-sortables/response", "sortables/get-sortables-success")
@KINDS
def test_every_column_is_a_property_of_one_type_with_its_words(client: TestClient, kind: str) -> None:
    for name, columns in COLUMNS.items():
        properties = client.get(f"/collections/{name}/{kind}").json()["properties"]
        assert set(properties) == {*(column.name for column in columns), *(["geometry"] if kind != "sortables" else [])}
        for column in columns:
            assert properties[column.name]["type"] in ("string", "integer", "number", "boolean")
            assert properties[column.name]["title"] and properties[column.name]["description"]
            assert (properties[column.name].get("format") == "date") is (column.type == "date")
        if kind != "sortables":
            assert properties["geometry"]["format"].startswith("geometry-") and not {"type", "$ref"} & set(properties["geometry"])


@requirement("schemas/additional-keywords", "schemas/role", "schemas/role-id", "core-roles-features/role-primary-geometry")
@requirement("core-roles-features/role-primary-instant", "core-roles-features/role-primary-interval-start")
@requirement("core-roles-features/role-primary-interval-end", "core-roles-features/primary-temporal-constraints", "core-roles-features/role-type")
def test_roles_say_which_column_is_the_id_the_geometry_and_the_time(client: TestClient) -> None:
    days = {"primary-interval-start": "date_start", "primary-interval-end": "date_end"}
    for name, columns in COLUMNS.items():
        properties = client.get(f"/collections/{name}/schema").json()["properties"]
        roles = [(schema["x-ogc-role"], key) for key, schema in properties.items() if "x-ogc-role" in schema]
        assert max(Counter(role for role, _ in roles).values()) == 1
        dated = any(column.name == "date_start" for column in columns)
        time = days if dated else {"primary-instant": "published_at"} if name == "reports" else {}
        assert dict(roles) == {"id": "id", "primary-geometry": "geometry", **time}
        assert all(properties[column]["format"] == "date" for column in time.values())
        plain = {"title", "description", "type", "format"}
        assert all(key in plain or key.startswith("x-ogc-") for schema in properties.values() for key in schema)


@requirement("schemas/unit", "schemas/definition", "schemas/nullvalues")
def test_what_is_in_metres_says_so_and_nothing_stands_for_null(client: TestClient) -> None:
    for name, columns in COLUMNS.items():
        properties = client.get(f"/collections/{name}/schema").json()["properties"]
        for column in columns:
            assert properties[column.name].get("x-ogc-unit") == ("m" if column.name.endswith("_m") else None)
            assert not {"x-ogc-nullValues", "x-ogc-definition"} & set(properties[column.name])


@requirement("schemas/property-seq")
def test_columns_are_numbered_in_the_order_they_are_served(client: TestClient) -> None:
    properties = client.get("/collections/claims/schema").json()["properties"]
    numbers = [schema["x-ogc-propertySeq"] for name, schema in properties.items() if name != "geometry"]
    assert numbers == list(range(1, len(COLUMNS["claims"]) + 1))


@requirement("returnables-and-receivables/response")
def test_what_comes_is_what_the_schema_says(client: TestClient) -> None:
    kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool}
    for name in COLUMNS:
        properties = client.get(f"/collections/{name}/schema").json()["properties"]
        for feature in client.get(f"/collections/{name}/items?limit=100").json()["features"]:
            assert list(feature["properties"]) == [one for one in properties if one != "geometry"]
            for key, value in feature["properties"].items():
                assert value is None or isinstance(value, kinds[properties[key]["type"]])


@requirement("schemas-sortables/response", "schemas-queryables/response")
def test_what_a_schema_does_not_name_is_refused(client: TestClient) -> None:
    assert client.get(ITEMS, params={"sortby": "colour"}).status_code == 400
    assert client.get(ITEMS, params={"filter": "colour IS NULL"}).status_code == 400


@requirement("sorting/sortby-definition", "features-sorting/sortby-param")
def test_sortby_is_described_and_up_is_what_holds_where_nothing_is_said(client: TestClient) -> None:
    described = client.get("/api").json()["components"]["parameters"]["sortby"]
    assert (described["in"], described["required"], described["style"], described["explode"]) == ("query", False, "form", False)
    assert (described["schema"]["type"], described["schema"]["minItems"], described["schema"]["items"]["type"]) == ("array", 1, "string")
    assert all(re.match(described["schema"]["items"]["pattern"], one) for one in ("quote", "+quote", "-quote"))
    addresses = (f"{ITEMS}?sortby=place_name", f"{ITEMS}?sortby=%2Bplace_name", f"{ITEMS}?sortby=+place_name")
    first, *others = ([one["id"] for one in client.get(address).json()["features"]] for address in addresses)
    assert all(other == first for other in others)


@requirement("sorting/sortby-response", "features-sorting/response", "sortables/get-sortables-op", "features-sorting/get-sortables-op")
def test_features_come_in_the_order_of_every_sortable_up_and_down(client: TestClient) -> None:
    for name in client.get("/collections/reported-targets/sortables").json()["properties"]:
        up = [one["properties"][name] for one in client.get(f"{ITEMS}?limit=100&sortby={name}").json()["features"]]
        down = [one["properties"][name] for one in client.get(f"{ITEMS}?limit=100&sortby=-{name}").json()["features"]]
        known = [value for value in up if value is not None]
        assert known == sorted(known) and up[: len(known)] == known
        assert [value for value in down if value is not None] == known[::-1]
    assert client.get(f"{ITEMS}?sortby=geometry").status_code == 400


@requirement("sortables/defaultSortOrder-definition")
def test_every_collection_says_in_which_order_its_features_come_unasked(client: TestClient) -> None:
    for name in COLUMNS:
        assert client.get(f"/collections/{name}").json()["defaultSortOrder"] == ["id"]


@requirement("features-sorting/sortables-link")
def test_every_collection_links_to_its_sortables(client: TestClient) -> None:
    for name in COLUMNS:
        assert any(link["rel"] == f"{REL}sortables" for link in client.get(f"/collections/{name}").json()["links"])
