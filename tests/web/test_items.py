"""Items: paging, selecting, negotiation, validators and refusals, over HTTP."""

from typing import Any

import geojson
import pytest
from starlette.testclient import TestClient

from app.model.feature import CollectionId
from tests.web.fake_service import FakeService

ITEMS = "/collections/reported-targets/items"
GEOJSON = "application/geo+json"


def ids(document: dict[str, Any]) -> list[str]:
    return [feature["id"] for feature in document["features"]]


def link(document: dict[str, Any], rel: str) -> str | None:
    return next((one["href"] for one in document["links"] if one["rel"] == rel), None)


def test_a_page_says_how_many_match_and_how_many_it_holds(client: TestClient) -> None:
    answer = client.get(ITEMS)
    document = answer.json()
    assert answer.headers["content-type"] == GEOJSON
    assert answer.headers["content-crs"] == "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>"
    assert (document["numberMatched"], document["numberReturned"], len(document["features"])) == (25, 10, 10)


def test_walking_next_shows_every_feature_once_and_ends(client: TestClient) -> None:
    address: str | None = f"{ITEMS}?limit=4&where_prec=1"
    seen: list[str] = []
    while address:
        document = client.get(address).json()
        seen += ids(document)
        address = link(document, "next")
    assert len(seen) == len(set(seen)) == 13


@pytest.mark.parametrize(("limit", "asked"), [("1", 1), ("10000", 10_000), ("10001", 10_000), ("9" * 50, 10_000), ("007", 7)])
def test_limit_is_capped_at_ten_thousand(client: TestClient, service: FakeService, limit: str, asked: int) -> None:
    assert client.get(f"{ITEMS}?limit={limit}").status_code == 200
    assert service.asked[-1].limit == asked


@pytest.mark.parametrize(
    ("bbox", "matched"),
    [
        ("35,34,35.25,36", 3),
        ("35,34,-100,35.25,36,9000", 3),
        ("35.0,35.0,35.0,35.0", 1),
        (" 35 , 34 , 36 , 36 ", 11),
        ("-180,-90,180,90", 25),
        ("0,0,1,1", 0),
        ("3.5e1,34,3.525E+1,36", 3),
    ],
)
def test_bbox_selects_by_place(client: TestClient, bbox: str, matched: int) -> None:
    assert client.get(ITEMS, params={"bbox": bbox}).json()["numberMatched"] == matched


@pytest.mark.parametrize("bbox", ["170,-30,-170,0", "170,-30,-180,0", "179,-18,180,-16"])
def test_bbox_crosses_the_antimeridian(client: TestClient, bbox: str) -> None:
    assert client.get("/collections/bases/items", params={"bbox": bbox}).json()["numberMatched"] == 1


@pytest.mark.parametrize(
    "bbox",
    [
        "",
        "1,2,3",
        "1,2,3,4,5",
        "nan,0,1,1",
        "0,0,inf,1",
        "0,0,1e999,1",
        "a,b,c,d",
        "0,2,1,1",
        "0,0,9,1,1,8",
        "1;2;3;4",
        "200,0,190,1",
        "170,-30,190,0",
        "-190,-30,-170,0",
        "-180.000001,0,1,1",
        "0,-90.5,1,1",
        "0,0,1,91",
        "0,91,1,92",
        "-180,-90,0,180,91,0",
        "0x1,0,1,1",
        "١,٢,٣,٤",
    ],
)
def test_a_bbox_that_is_none_is_refused(client: TestClient, bbox: str) -> None:
    answer = client.get(ITEMS, params={"bbox": bbox})
    assert (answer.status_code, answer.json()["status"]) == (400, 400)
    assert "bbox" in answer.json()["detail"]


def test_a_box_beyond_the_earth_is_told_its_bounds_and_how_to_cross_the_antimeridian(client: TestClient) -> None:
    told = client.get(ITEMS, params={"bbox": "170,-30,190,0"}).json()["detail"]
    assert "-180 and 180" in told and "-90 and 90" in told and "antimeridian" in told


@pytest.mark.parametrize(
    "name", ["bbox", "bbox-crs", "crs", "datetime", "f", "filter", "filter-crs", "filter-lang", "limit", "next", "properties", "sortby"]
)
def test_a_parameter_without_a_value_is_refused_by_its_name(client: TestClient, name: str) -> None:
    answer = client.get(f"{ITEMS}?{name}=")
    assert answer.status_code == 400
    assert name in answer.json()["detail"]


@pytest.mark.parametrize(
    ("when", "matched"),
    [
        ("2021-03-02", 2),
        ("2021-03-02T12:30:00Z", 2),
        ("2021-03-02T", 2),
        ("2021-03-02T23:30:00-05:00", 2),
        ("2021-03-02T23:59:60.5Z", 2),
        ("2021-03-02/2021-03-04", 4),
        ("2021-03-02T00:00:00Z/2021-03-04T00:00:00Z", 4),
        ("../2021-03-03", 3),
        ("/2021-03-03", 3),
        ("2021-03-24/..", 3),
        ("2021-03-24/", 3),
        ("1900-01-01", 1),
    ],
)
def test_datetime_selects_days_and_keeps_the_undated(client: TestClient, when: str, matched: int) -> None:
    assert client.get(ITEMS, params={"datetime": when}).json()["numberMatched"] == matched


@pytest.mark.parametrize(
    "when",
    [
        "",
        "..",
        "../..",
        "/",
        "//",
        "2021",
        "2021-13-01",
        "2021-02-30",
        "20210302",
        "2021-W09-2",
        "yesterday",
        "2021-03-04/2021-03-02",
        "2021-03-02/2021-03-03/2021-03-04",
        "2021-03-02T25:00:00Z",
        "2021-03-02T12:00:00",
        "2021-03-02 12:00:00Z",
        "0000-01-01",
        "9999-12-31T23:59:59-23:59",
        "2021-03-02T12:00:00+99:99",
        "٢٠٢١-٠٣-٠٢",
    ],
)
def test_a_datetime_that_is_none_is_refused(client: TestClient, when: str) -> None:
    answer = client.get(ITEMS, params={"datetime": when})
    assert answer.status_code == 400
    assert "datetime" in answer.json()["detail"]


def test_columns_are_parameters_and_all_of_them_must_match(client: TestClient) -> None:
    assert client.get(f"{ITEMS}?report_id=r1").json()["numberMatched"] == 8
    assert client.get(f"{ITEMS}?report_id=r1&where_prec=2").json()["numberMatched"] == 4
    assert client.get(f"{ITEMS}?report_id=r1&where_prec=2&bbox=0,0,36,90").json()["numberMatched"] == 2
    assert client.get("/collections/claims/items?killed_min=0").json()["numberMatched"] == 1
    assert client.get("/collections/reports/items?is_strike_report=true").json()["numberMatched"] == 1
    assert client.get("/collections/reports/items?published_at=2021-03-02").json()["numberMatched"] == 1
    assert client.get(f"{ITEMS}?uncertainty_m=5e2").json()["numberMatched"] == 25


@pytest.mark.parametrize(
    "query",
    [
        "where_prec=one",
        "where_prec=1.5",
        "where_prec=",
        f"where_prec={2**63}",
        "where_prec=١",
        "date_start=2021",
        "uncertainty_m=nan",
        "uncertainty_m=1e999",
        "uncertainty_m=1_0",
    ],
)
def test_a_value_of_another_type_than_its_column_is_refused(client: TestClient, query: str) -> None:
    answer = client.get(f"{ITEMS}?{query}")
    assert answer.status_code == 400
    assert query.partition("=")[0] in answer.json()["detail"]


@pytest.mark.parametrize(
    "query",
    [
        "colour=red",
        "BBOX=1,2,3,4",
        "limit=5&limit=5",
        "limit=5&limit=6",
        "f=xml",
        "limit=0",
        "limit=-1",
        "limit=ten",
        "limit=",
        "limit=1.0",
        "quote=a%00b",
    ],
)
def test_unknown_repeated_and_malformed_parameters_are_refused(client: TestClient, query: str) -> None:
    answer = client.get(f"{ITEMS}?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_refusal_does_not_repeat_what_was_sent(client: TestClient) -> None:
    for query in ("<script>=1", "bbox=<script>", "f=<script>", "datetime=<script>", "where_prec=<script>", "limit=<script>"):
        assert "<" not in client.get(f"{ITEMS}?{query}").text


@pytest.mark.parametrize(
    ("accept", "html"),
    [
        (None, False),
        ("*/*", False),
        ("text/plain, application/json", False),
        ("application/geo+json, application/json", False),
        ("image/png", False),
        ("text/*", False),
        ("text/html", True),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", True),
        ("TEXT/HTML", False),
        ("application/json, text/html;q=0.5", False),
        ("text/html;q=0", False),
        ("text/html;q=banana", False),
        ("application/json;q=0.4, text/html;q=0.5", True),
    ],
)
def test_it_is_json_unless_html_is_named(client: TestClient, accept: str | None, html: bool) -> None:
    client.headers.pop("accept", None)
    answer = client.get(ITEMS, headers={"accept": accept} if accept else {})
    assert answer.headers["content-type"].startswith("text/html" if html else GEOJSON)


def test_f_beats_accept(client: TestClient) -> None:
    assert client.get(f"{ITEMS}?f=json", headers={"accept": "text/html"}).headers["content-type"] == GEOJSON
    assert client.get(f"{ITEMS}?f=html", headers={"accept": "application/json"}).headers["content-type"].startswith("text/html")


def test_an_answer_that_the_client_has_is_not_sent_again_until_the_data_change(client: TestClient, service: FakeService) -> None:
    first = client.get(f"{ITEMS}?limit=3")
    tag = first.headers["etag"]
    assert not tag.startswith("W/")
    asked = len(service.asked)
    again = client.get(f"{ITEMS}?limit=3", headers={"if-none-match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"], len(service.asked)) == (304, b"", tag, asked)
    assert client.get(f"{ITEMS}?limit=4", headers={"if-none-match": tag}).status_code == 200
    assert client.get(f"{ITEMS}?limit=3&f=html", headers={"if-none-match": tag}).status_code == 200
    service.changes += 1
    assert client.get(f"{ITEMS}?limit=3", headers={"if-none-match": tag}).status_code == 200


def test_equal_tags_mean_equal_bytes(client: TestClient) -> None:
    one, two = client.get(ITEMS), client.get(ITEMS)
    assert one.headers["etag"] == two.headers["etag"]
    assert one.content == two.content


def test_head_is_get_without_a_body(client: TestClient) -> None:
    for path in (
        "/",
        "/map",
        "/api",
        "/conformance",
        "/collections",
        "/collections/claims",
        ITEMS,
        "/collections/claims/items/c1",
        "/collections/claims/download.geojson",
        "/health",
    ):
        get, head = client.get(path), client.head(path)
        assert (head.status_code, head.headers["content-type"]) == (200, get.headers["content-type"]), path


@pytest.mark.parametrize(
    "collection",
    ["reported-targets", "reported-target-areas", "launch-origins", "launch-origin-areas", "bases", "strike-lines", "claims", "places", "reports"],
)
def test_every_collection_is_valid_geojson(client: TestClient, collection: CollectionId) -> None:
    parsed = geojson.loads(client.get(f"/collections/{collection}/items?limit=100").text)
    assert parsed.is_valid, parsed.errors()
    assert parsed["features"]
    one = geojson.loads(client.get(f"/collections/{collection}/items/{parsed['features'][0]['id']}").text)
    assert one.is_valid
    assert isinstance(one, geojson.Feature)


def test_one_feature_has_links_and_an_address_that_works(client: TestClient) -> None:
    document = client.get("/collections/places/items/area%2Fwith%20slash").json()
    assert document["id"] == "area/with slash"
    again = link(document, "self")
    assert again is not None and client.get(again).json() == document
    assert link(document, "collection") == "http://testserver/collections/places"


@pytest.mark.parametrize(
    "path",
    [
        "/collections/nowhere/items",
        "/collections/nowhere",
        "/collections/claims/items/none",
        "/collections/claims/items/%00",
        "/collections/nowhere/schema",
        "/collections/claims/download.exe",
    ],
)
def test_what_is_not_there_is_a_404_problem(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert "nowhere" not in answer.text


def test_a_slash_too_many_and_a_parameter_where_none_is_taken_are_told(client: TestClient) -> None:
    slash = client.get("/collections/")
    assert (slash.status_code, slash.json()["detail"].count("slash")) == (404, 1)
    assert "slash" not in client.get("/nowhere").json()["detail"]
    refused = client.get("/download.gpkg?limit=1")
    assert (refused.status_code, refused.json()["detail"].endswith("It takes: none.")) == (400, True)


def test_pages_escape_what_reports_say(client: TestClient) -> None:
    for path in (f"{ITEMS}?f=html", f"{ITEMS}/c3:reported_target:place:3?f=html"):
        text = client.get(path).text
        assert "&lt;hit&gt; &amp; gone" in text
        assert "<hit>" not in text


def test_a_fault_is_a_500_problem_that_tells_nothing(client: TestClient, service: FakeService) -> None:
    def fail() -> None:
        raise RuntimeError("SELECT secret FROM /home/somebody")

    service.fails = fail
    answer = client.get(ITEMS)
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert "secret" not in answer.text and "somebody" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
