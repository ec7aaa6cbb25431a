"""OGC 21-045r1, OGC Features and Geometries JSON - Part 1: Core."""

import pytest
from starlette.testclient import TestClient

from app.features.columns import COLUMNS
from tests.conformance.requirement import requirement

JSON_FG = "application/vnd.ogc.fg+json"
SPEC = "http://www.opengis.net/spec/json-fg-1/1.0/conf/"


@requirement("jsonfg-core/schema-valid", "jsonfg-core/metadata", "jsonfg-types-schemas/feature-type", "jsonfg-types-schemas/feature-schema")
def test_documents_say_what_they_conform_to_and_of_which_type_they_are(client: TestClient) -> None:
    for name in COLUMNS:
        for path in (f"/collections/{name}/items", f"/collections/{name}/download.fgjson"):
            document = client.get(path, headers={"accept": JSON_FG}).json()
            assert {f"{SPEC}core", f"{SPEC}types-schemas"} <= set(document["conformsTo"])
            assert document["featureType"] == name
            assert client.get(document["featureSchema"]).headers["content-type"] == "application/schema+json"


@requirement("jsonfg-core/time", "jsonfg-core/instant", "jsonfg-core/interval")
def test_time_is_a_date_an_interval_or_null(client: TestClient) -> None:
    for feature in client.get("/collections/reported-targets/items?limit=100&f=jsonfg").json()["features"]:
        start, end = feature["properties"]["date_start"], feature["properties"]["date_end"]
        wanted = None if start is None and end is None else {"date": start} if start == end else {"interval": [start or "..", end or ".."]}
        assert feature["time"] == wanted


@requirement("jsonfg-core/geometry", "jsonfg-core/place", "jsonfg-core/coordinates", "jsonfg-core/fallback")
def test_what_geojson_can_hold_stands_in_geometry_and_place_is_null(client: TestClient) -> None:
    for name in COLUMNS:
        plain = client.get(f"/collections/{name}/items?limit=100").json()["features"]
        document = client.get(f"/collections/{name}/items?limit=100&f=jsonfg").json()
        assert document["coordRefSys"].endswith("/CRS84")
        assert [feature["geometry"] for feature in document["features"]] == [feature["geometry"] for feature in plain]
        assert all(feature["place"] is None for feature in document["features"])


@requirement("jsonfg-api/negotiation", "jsonfg-api/links")
@pytest.mark.parametrize("path", ["/collections/claims/items", "/collections/claims/items/c1"])
def test_json_fg_is_asked_for_by_its_media_type(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"accept": JSON_FG})
    assert answer.headers["content-type"] == JSON_FG
    assert answer.json()["links"]
    assert JSON_FG in client.get("/api").json()["paths"]["/collections/claims/items"]["get"]["responses"]["200"]["content"]
