"""``f`` is one of the forms that are served, once, on every path; every path that has a page and a document gives either."""

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from app.features.columns import COLUMNS
from app.web.forms import FORMS

BOTH = (
    "/",
    "/api",
    "/conformance",
    "/collections",
    "/collections/claims",
    *(f"/collections/{name}/{kind}" for name in COLUMNS for kind in ("queryables", "sortables", "schema", "schema/feature", "items")),
    "/collections/claims/items/c1",
    "/accuracy",
)


def paths(client: TestClient) -> list[str]:
    """Every address that GET is for, with values in the place of its parameters."""
    values = {"collection_id": "claims", "feature_id": "c1", "extension": "csv", "z": "0", "y": "0", "x": "0"}
    found = []
    for route in client.app.routes:  # type: ignore[attr-defined]
        if isinstance(route, Route) and "GET" in (route.methods or ()):
            found.append("/".join(values.get(part.strip("{}").partition(":")[0], part.strip("{}")) for part in route.path.split("/")))
    return found


@pytest.mark.parametrize("query", ["f=xml", "f=", "f=JSON", "f=json&f=html", "f=json&f=json", "f=%00", "f=text/html", "a=b&f=gml"])
def test_a_form_that_is_none_is_refused_on_every_path(client: TestClient, query: str) -> None:
    asked = paths(client)
    assert {"/map", "/conformance", "/health", "/ready", "/data", "/feed.atom", "/collections/claims/items"} <= set(asked)
    for path in asked:
        answer = client.get(f"{path}?{query}")
        assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json"), path


@pytest.mark.parametrize("path", BOTH)
def test_a_page_and_a_document_stand_at_one_address(client: TestClient, path: str) -> None:
    assert "json" in client.get(f"{path}?f=json").headers["content-type"]
    for answer in (client.get(f"{path}?f=html"), client.get(path, headers={"accept": "text/html"})):
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/html")


def test_what_has_no_page_says_so(client: TestClient) -> None:
    for path in ("/collections/claims/tiles", "/collections/claims/tiles/WebMercatorQuad"):
        assert client.get(f"{path}?f=html").status_code == 400
        assert client.get(f"{path}?f=json").status_code == 200


def test_the_forms_are_those_of_the_description(client: TestClient) -> None:
    described = client.get("/api").json()["components"]["parameters"]
    assert {form for name in ("f", "f_features", "f_json") for form in described[name]["schema"]["enum"]} == FORMS
