"""OGC 23-058r2, OGC API - Features - Part 5: Schemas; OGC 24-030, Part 8: Sorting."""

import pytest
from starlette.testclient import TestClient

from app.features.columns import COLUMNS
from tests.conformance.requirement import requirement

ITEMS = "/collections/reported-targets/items"
REL = "http://www.opengis.net/def/rel/ogc/1.0/"


@requirement("schemas/schema", "returnables/schema-link", "sortables/sortables-link")
@requirement("schemas-queryables/schema-link", "schemas-sortables/schema-link")
@pytest.mark.parametrize("kind", ["schema", "queryables", "sortables"])
def test_schemas_are_linked_and_name_themselves(client: TestClient, kind: str) -> None:
    for name in COLUMNS:
        links = [link for link in client.get(f"/collections/{name}").json()["links"] if link["rel"] == f"{REL}{kind}"]
        assert len(links) == 1 and links[0]["type"] == "application/schema+json"
        document = client.get(links[0]["href"]).json()
        assert document["$id"] == links[0]["href"]
        assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert document["type"] == "object"


@requirement("schemas/properties", "schemas-queryables/schema", "schemas-sortables/schema", "sortables/get-sortables-success")
@pytest.mark.parametrize("kind", ["schema", "queryables", "sortables"])
def test_every_column_is_a_property_of_one_type_with_its_words(client: TestClient, kind: str) -> None:
    for name, columns in COLUMNS.items():
        properties = client.get(f"/collections/{name}/{kind}").json()["properties"]
        for column in columns:
            assert properties[column.name]["type"] in ("string", "integer", "number", "boolean")
            assert properties[column.name]["title"] and properties[column.name]["description"]
            assert (properties[column.name].get("format") == "date") is (column.type == "date")
        assert ("geometry" in properties) is (kind != "sortables")


@requirement("core-roles-features/roles")
def test_roles_say_which_column_is_the_id_the_geometry_and_the_time(client: TestClient) -> None:
    properties = client.get("/collections/reported-targets/schema").json()["properties"]
    roles = {schema["x-ogc-role"]: name for name, schema in properties.items() if "x-ogc-role" in schema}
    assert roles == {"id": "id", "primary-geometry": "geometry", "primary-interval-start": "date_start", "primary-interval-end": "date_end"}


@requirement("schemas/property-order")
def test_columns_are_numbered_in_the_order_they_are_served(client: TestClient) -> None:
    properties = client.get("/collections/claims/schema").json()["properties"]
    numbers = [schema["x-ogc-propertySeq"] for name, schema in properties.items() if name != "geometry"]
    assert numbers == list(range(1, len(COLUMNS["claims"]) + 1))


@requirement("returnables/schema")
def test_what_comes_is_what_the_schema_says(client: TestClient) -> None:
    kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool}
    for name in COLUMNS:
        properties = client.get(f"/collections/{name}/schema").json()["properties"]
        for feature in client.get(f"/collections/{name}/items?limit=100").json()["features"]:
            assert list(feature["properties"]) == [one for one in properties if one != "geometry"]
            for key, value in feature["properties"].items():
                assert value is None or isinstance(value, kinds[properties[key]["type"]])


@requirement("sorting/sortby-definition", "features-sorting/sortby-param")
def test_sortby_is_described(client: TestClient) -> None:
    described = client.get("/api").json()["components"]["parameters"]["sortby"]
    assert (described["in"], described["required"], described["explode"], described["schema"]["type"]) == ("query", False, False, "array")


@requirement("sorting/sortby-response", "features-sorting/response", "sortables/get-sortables-op", "features-sorting/get-sortables-op")
def test_features_come_in_the_order_of_every_sortable_up_and_down(client: TestClient) -> None:
    for name in client.get("/collections/reported-targets/sortables").json()["properties"]:
        up = [one["properties"][name] for one in client.get(f"{ITEMS}?limit=100&sortby={name}").json()["features"]]
        down = [one["properties"][name] for one in client.get(f"{ITEMS}?limit=100&sortby=-{name}").json()["features"]]
        known = [value for value in up if value is not None]
        assert known == sorted(known) and up[: len(known)] == known
        assert [value for value in down if value is not None] == known[::-1]
    assert client.get(f"{ITEMS}?sortby=geometry").status_code == 400


@requirement("features-sorting/sortables-link")
def test_every_collection_links_to_its_sortables(client: TestClient) -> None:
    for name in COLUMNS:
        assert any(link["rel"] == f"{REL}sortables" for link in client.get(f"/collections/{name}").json()["links"])
