"""Landing, collections, schemas, the API's description, downloads and files."""

import json
from pathlib import Path
from typing import Any

import geojson
import pytest
from starlette.testclient import TestClient

from app.features.columns import COLUMNS
from tests.web.conftest import StartClient
from tests.web.fake_service import EVENT


def test_the_landing_document_leads_everywhere_and_every_link_answers(client: TestClient) -> None:
    document = client.get("/").json()
    assert {link["rel"] for link in document["links"]} >= {"self", "alternate", "service-desc", "service-doc", "conformance", "data"}
    for link in document["links"]:
        answer = client.get(link["href"], headers={"accept": link["type"]})
        assert answer.status_code == 200, link
        assert answer.headers["content-type"].partition(";")[0] == link["type"].partition(";")[0], link


def test_a_browser_gets_the_map(client: TestClient) -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert "<title>Map</title>" in client.get("/", headers={"accept": accept}).text
    assert "<title>Map</title>" in client.get("/?report=abc&utm_source=x", headers={"accept": accept}).text
    assert "<title>Map</title>" in client.get("/map").text
    assert client.get("/map?f=json").json()["links"]
    assert client.get("/?f=xml").status_code == 400


@pytest.mark.parametrize("path", ["/about", "/methodology", "/data", "/accuracy", f"/events/{EVENT['id']}"])
def test_a_page_takes_what_is_added_to_links_that_are_shared_and_a_document_does_not(client: TestClient, path: str) -> None:
    plain = client.get(path, headers={"accept": "text/html"})
    shared = client.get(f"{path}?fbclid=x&utm_source=y", headers={"accept": "text/html"})
    assert (shared.status_code, shared.content) == (200, plain.content)
    assert path in ("/about", "/methodology", "/data") or client.get(f"{path}?fbclid=x&f=json").status_code == 400
    assert client.get(f"{path}?f=jsonfg").status_code == 400


def test_every_link_of_every_collection_answers_with_the_type_it_promises(client: TestClient) -> None:
    for collection in client.get("/collections").json()["collections"]:
        assert collection == client.get(f"/collections/{collection['id']}").json()
        for link in collection["links"]:
            answer = client.get(link["href"], headers={"accept": link["type"]})
            assert answer.status_code == 200, link
            assert answer.headers["content-type"].partition(";")[0] == link["type"].partition(";")[0], link


def test_a_collection_says_what_it_covers(client: TestClient) -> None:
    extent = client.get("/collections/reported-targets").json()["extent"]
    assert extent["spatial"]["bbox"] == [[35.0, 35.0, 37.4, 35.0]]
    assert extent["temporal"]["interval"] == [["2021-03-02T00:00:00Z", "2021-03-25T23:59:59Z"]]
    assert client.get("/collections/reports").json()["extent"] == {}


@pytest.mark.parametrize("collection", COLUMNS)
def test_schema_and_queryables_name_every_column(client: TestClient, collection: Any) -> None:
    for kind in ("schema", "queryables"):
        answer = client.get(f"/collections/{collection}/{kind}")
        assert answer.headers["content-type"] == "application/schema+json"
        assert list(answer.json()["properties"]) == [*(column.name for column in COLUMNS[collection]), "geometry"]


def test_the_api_description_is_self_contained_and_names_every_column_as_a_parameter(client: TestClient) -> None:
    answer = client.get("/api")
    assert answer.headers["content-type"] == "application/vnd.oai.openapi+json;version=3.0"
    document = answer.json()
    assert document["openapi"].startswith("3.0.")
    for reference in references(document):
        node = document
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]
    for collection, columns in COLUMNS.items():
        parameters = document["paths"][f"/collections/{collection}/items"]["get"]["parameters"]
        assert {column.name for column in columns} <= {parameter.get("name") for parameter in parameters}
    names = [operation["operationId"] for path in document["paths"].values() for operation in path.values()]
    assert len(names) == len(set(names))


def test_every_route_is_described(client: TestClient) -> None:
    described = set(client.get("/api").json()["paths"])
    collections = {path for path in described if path.startswith("/collections/claims")}
    known = described | {path.replace("/claims", "/{collection_id}", 1) for path in collections}
    # pages that only a browser asks for, behind a form or as a part of another page
    others = {"/review", "/review/{report_id}", "/sign-in", "/sign-out", "/map.html", "/document.css", "/share.png"}
    for route in client.app.routes:
        path = route.path.replace("{feature_id:path}", "{feature_id}").replace("/download.{extension}", "/download.geojson")
        assert path in known | others or path.endswith("{path:path}"), path


def test_every_documented_path_answers(start: StartClient) -> None:
    client = start(basemap=Path(__file__).parents[2] / "geodata" / "basemap")
    place = client.get("/collections/places/items?limit=1").json()["features"][0]["id"]
    identifier = client.post("/reports", json={"text": "a"}).json()["id"]
    for path, operations in client.get("/api").json()["paths"].items():
        if "get" not in operations or operations["get"]["tags"] == ["Reviews"]:
            continue
        collection = path.split("/")[2] if path.startswith("/collections/") else ""
        first = client.get(f"/collections/{collection}/items").json()["features"][0]["id"] if collection else ""
        query = {"/geocode": "?q=Aleppo", "/search": "?q=Aleppo", "/minimap.svg": "?event=ec1"}.get(path, "")
        filled = path.replace("{feature_id}", first.replace("/", "%2F")).replace("{report_id}", identifier)
        filled = filled.replace("{event_id}", "ec1").replace("{z}/{y}/{x}", "0/0/0").replace("{z}/{x}/{y}", "0/0/0").replace("{cell}", "0")
        filled = filled.replace("{place_id}", place).replace("{collection_id}.{extension}", "claims.geojson")
        answer = client.get(filled + query)
        assert answer.status_code == 200, path
        documented = operations["get"]["responses"]["200"]["content"]
        assert answer.headers["content-type"].removesuffix("; charset=utf-8") in documented, path


def test_a_download_holds_every_match_and_says_where_it_is_from(client: TestClient) -> None:
    answer = client.get("/collections/reported-targets/download.geojson")
    parsed = geojson.loads(answer.text)
    assert parsed.is_valid and len(parsed["features"]) == 25
    assert "not verified" in parsed["disclaimer"] and "GeoNames" in parsed["attribution"]
    assert answer.headers["content-disposition"] == 'attachment; filename="strikemap-reported-targets.geojson"'
    assert len(client.get("/collections/reported-targets/download.geojson?report_id=r1&bbox=35,34,36,36").json()["features"]) == 4
    assert client.get("/collections/reported-targets/download.geojson?limit=5").status_code == 400


def test_an_empty_download_is_valid_too(client: TestClient) -> None:
    parsed = geojson.loads(client.get("/collections/claims/download.geojson?report_id=none").text)
    assert parsed.is_valid and parsed["features"] == []


def test_lines_are_one_feature_each(client: TestClient) -> None:
    lines = client.get("/collections/reported-targets/download.geojsonl").text.splitlines()
    assert len(lines) == 25
    assert all(json.loads(line)["type"] == "Feature" for line in lines)


def test_a_download_that_the_client_has_is_not_sent_again(client: TestClient) -> None:
    path = "/collections/claims/download.geojson"
    tag = client.get(path).headers["etag"]
    assert client.get(path, headers={"if-none-match": tag}).status_code == 304


def test_files_are_served_by_exact_name_only(client: TestClient) -> None:
    answer = client.get("/static/app.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert client.get("/static/app.js", headers={"if-none-match": answer.headers["etag"]}).status_code == 304
    assert client.get("/static/leaflet/dot.png").headers["content-type"] == "image/png"
    for path in ("../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt", "sub/../../secret.txt", "", "sub", "app.js/", "%00", "/etc/passwd"):
        assert client.get(f"/static/{path}").status_code == 404, path


def references(node: Any) -> list[str]:
    if isinstance(node, dict):
        return [value for key, value in node.items() if key == "$ref"] + [ref for value in node.values() for ref in references(value)]
    return [ref for value in node for ref in references(value)] if isinstance(node, list) else []
