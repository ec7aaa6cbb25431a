"""OGC 21-045r1, OGC Features and Geometries JSON - Part 1: Core."""

import re
from collections.abc import Iterator
from typing import Any

import geojson
import pytest
from starlette.testclient import TestClient

from app.features.columns import COLUMNS
from tests.conformance.requirement import requirement

JSON_FG = "application/vnd.ogc.fg+json"
SPEC = "http://www.opengis.net/spec/json-fg-1/1.0/conf/"
PROFILE = "http://www.opengis.net/def/profile/OGC/0/"
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
MEMBERS = {"type", "id", "geometry", "properties", "time", "place"}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
ITEMS = "/collections/reported-targets/items"


def documents(client: TestClient, query: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every way a collection comes in JSON-FG, with the collection."""
    for name in COLUMNS:
        for address in (f"/collections/{name}/items?limit=100&f=jsonfg", f"/collections/{name}/items?limit=100&profile=jsonfg"):
            yield name, client.get(address + query).json()
        if not query:
            yield name, client.get(f"/collections/{name}/download.fgjson").json()


@requirement("jsonfg-core/schema-valid", "jsonfg-core/metadata", "jsonfg-types-schemas/metadata")
def test_the_root_says_what_it_conforms_to_and_features_have_the_members_of_json_fg(client: TestClient) -> None:
    for _, document in documents(client):
        assert document["type"] == "FeatureCollection"
        assert set(document["conformsTo"]) == {f"{SPEC}core", f"{SPEC}types-schemas"}
        for feature in document["features"]:
            assert set(feature) == MEMBERS and feature["type"] == "Feature"
    one = client.get("/collections/claims/items/c1?f=jsonfg").json()
    assert f"{SPEC}core" in one["conformsTo"] and set(one) >= MEMBERS


@requirement("jsonfg-types-schemas/feature-type", "jsonfg-types-schemas/single-feature-schema", "jsonfg-types-schemas/geometry-dimension")
def test_the_type_of_all_features_stands_at_the_root(client: TestClient) -> None:
    for name, document in documents(client):
        assert document["featureType"] == name
        assert "geometryDimension" not in document
        assert not any("featureType" in feature for feature in document["features"])


@requirement("jsonfg-types-schemas/feature-schemas")
def test_the_schema_of_the_features_is_one_of_part_5(client: TestClient) -> None:
    for name, document in documents(client):
        assert document["featureSchema"].endswith(f"/collections/{name}/schema")
    schema = client.get(client.get(f"{ITEMS}?f=jsonfg").json()["featureSchema"])
    assert schema.headers["content-type"] == "application/schema+json"
    assert schema.json()["properties"]["geometry"]["x-ogc-role"] == "primary-geometry"


@requirement("jsonfg-core/instant", "jsonfg-core/interval", "jsonfg-core/instant-and-interval", "jsonfg-core/utc")
def test_time_is_a_date_or_an_interval_of_dates_or_null(client: TestClient) -> None:
    for name, document in documents(client):
        for feature in document["features"]:
            columns, time = feature["properties"], feature["time"]
            start, end = (columns.get(column) for column in (("published_at",) * 2 if name == "reports" else ("date_start", "date_end")))
            wanted = None if start is None and end is None else {"date": start} if start == end else {"interval": [start or "..", end or ".."]}
            assert time == wanted
            for day in (time or {}).get("interval", [(time or {}).get("date", "..")]):
                assert day == ".." or DAY.fullmatch(day)
            if time and "interval" in time and ".." not in time["interval"]:
                assert time["interval"] == sorted(time["interval"])


@requirement("jsonfg-core/place", "jsonfg-core/geometry-wgs84", "jsonfg-core/geometry-no-jsonfg-extension", "jsonfg-core/coordinate-dimension")
def test_what_geojson_can_hold_stands_in_geometry_and_place_is_null(client: TestClient) -> None:
    for name, document in documents(client):
        plain = {feature["id"]: feature["geometry"] for feature in client.get(f"/collections/{name}/items?limit=100").json()["features"]}
        assert document["coordRefSys"] == "http://www.opengis.net/def/crs/OGC/0/CRS84"
        for feature in document["features"]:
            assert feature["place"] is None and feature["geometry"] == plain[feature["id"]]
            if feature["geometry"] is not None:
                assert set(feature["geometry"]) == {"type", "coordinates"}
                for position in geojson.utils.coords(feature):
                    assert len(position) == 2 and abs(position[0]) <= 180 and abs(position[1]) <= 90


@requirement("jsonfg-core/axis-order", "jsonfg-core/same-crs", "jsonfg-core/geom-valid", "jsonfg-core/place", "jsonfg-core/fallback")
@pytest.mark.parametrize("code", ["4326", "3857"])
@pytest.mark.parametrize("profile", ["jsonfg", "jsonfg-plus"])
def test_another_system_stands_in_place_named_at_the_root(client: TestClient, code: str, profile: str) -> None:
    query = {"limit": "100", "crs": EPSG + code}
    plain = client.get(ITEMS, params=query).json()["features"]
    for asked in ({"f": "jsonfg"} if profile == "jsonfg" else {}, {"profile": profile}):
        answer = client.get(ITEMS, params=query | asked | {"profile": profile})
        document = answer.json()
        assert answer.headers["content-crs"] == f"<{EPSG}{code}>"
        assert document["coordRefSys"] == EPSG + code
        assert [feature["place"] for feature in document["features"]] == [feature["geometry"] for feature in plain]
        assert all((feature["geometry"] is not None) == (profile == "jsonfg-plus") for feature in document["features"])
        assert "coordRefSys" not in str(document["features"])
    one = client.get(f"{ITEMS}/{plain[0]['id']}", params={"crs": EPSG + code, "profile": profile}).json()
    assert one["place"] == plain[0]["geometry"]


@requirement("jsonfg-api/profile-parameter", "jsonfg-profiles/rfc7946", "jsonfg-profiles/jsonfg", "jsonfg-profiles/jsonfg-plus")
@requirement("profile-parameter/profile-param", "profile-parameter/profile-param-response")
@pytest.mark.parametrize("path", ["/collections/claims/items", "/collections/claims/items/c1"])
@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (None, "rfc7946"),
        ("rfc7946", "rfc7946"),
        ("jsonfg", "jsonfg"),
        ("jsonfg-plus", "jsonfg-plus"),
        (f"{PROFILE}jsonfg", "jsonfg"),
        ("https://example.org/profile,jsonfg,rfc7946", "jsonfg"),
        ("https://example.org/profile", "rfc7946"),
    ],
)
def test_a_profile_is_asked_for_by_name_or_address_and_named_in_the_answer(client: TestClient, path: str, asked: str | None, given: str) -> None:
    answer = client.get(path, params={"profile": asked} if asked else {})
    document = answer.json()
    assert answer.headers["content-type"] == "application/geo+json"
    assert [link["href"] for link in document["links"] if link["rel"] == "profile"] == [PROFILE + given]
    assert ("conformsTo" in document) is (given != "rfc7946")
    assert all(("place" in feature) is (given != "rfc7946") for feature in document.get("features", [document]))
    described = client.get("/api").json()["components"]["parameters"]["profile"]
    assert (described["in"], described["required"], described["style"], described["explode"]) == ("query", False, "form", False)


@requirement("jsonfg-api/profile-parameter")
def test_a_download_of_geojson_has_the_profiles_too_and_other_files_have_none(client: TestClient) -> None:
    plain, with_time = (client.get("/collections/claims/download.geojson", params={"profile": name}) for name in ("rfc7946", "jsonfg"))
    assert plain.headers["content-type"] == with_time.headers["content-type"] == "application/geo+json"
    assert plain.json() == client.get("/collections/claims/download.geojson").json()
    assert with_time.json() == client.get("/collections/claims/download.fgjson").json()
    assert plain.headers["etag"] != with_time.headers["etag"]
    assert client.get("/collections/claims/download.csv?profile=jsonfg").status_code == 400


@requirement("profile-parameter/profile-param")
@pytest.mark.parametrize("profile", ["", "geojson", "jsonfg,", "ftp://example.org/x"])
def test_what_is_no_profile_is_refused(client: TestClient, profile: str) -> None:
    assert client.get(ITEMS, params={"profile": profile}).status_code == 400


@pytest.mark.parametrize("path", ["/collections/claims/items", "/collections/claims/items/c1"])
@requirement("jsonfg-profiles/jsonfg")
def test_the_media_type_of_earlier_drafts_still_asks_for_json_fg(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"accept": JSON_FG})
    assert answer.headers["content-type"] == JSON_FG
    assert {link["rel"]: link["href"] for link in answer.json()["links"]}["profile"] == f"{PROFILE}jsonfg"
    assert JSON_FG in client.get("/api").json()["paths"]["/collections/claims/items"]["get"]["responses"]["200"]["content"]
