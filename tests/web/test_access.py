"""What is told of requests: an id, a line, a count; and nothing that somebody sent."""

import json
import logging
from collections.abc import Iterator

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from app.web.logs import REQUESTS, JsonLines, TextLines
from tests.web.conftest import StartClient
from tests.web.fake_service import FakeService

SECRET = "Quellbrunn"


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """What is logged, as JSON lines."""
    found: list[str] = []

    class Keeping(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(self.format(record))

    handler = Keeping()
    handler.setFormatter(JsonLines())
    root, requests = logging.getLogger(), logging.getLogger(REQUESTS)
    level = requests.level
    root.addHandler(handler)
    requests.setLevel(logging.INFO)
    yield found
    requests.setLevel(level)
    root.removeHandler(handler)


def samples(client: TestClient) -> dict[tuple[str, ...], float]:
    """Every sample, by its name and its labels' values."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {(one.name, *one.labels.values()): one.value for family in families for one in family.samples}


def requests(lines: list[str]) -> list[dict[str, object]]:
    return [line for line in map(json.loads, lines) if line["message"] == "request"]


def test_every_request_is_one_line_with_what_it_was_and_how_it_went(client: TestClient, lines: list[str]) -> None:
    body = client.get("/collections/claims/items?limit=2&bbox=1,2,3,4").content
    client.get("/nothing/at/all")
    client.post("/reports", content=b"no JSON")
    client.options("/reports")
    told = requests(lines)
    assert [(one["method"], one["route"], one["status"]) for one in told] == [
        ("GET", "/collections/{collection_id}/items", 200),
        ("GET", "none", 404),
        ("POST", "/reports", 400),
        ("OPTIONS", "none", 204),
    ]
    assert told[0]["parameters"] == "limit,bbox"
    assert isinstance(told[0]["ms"], float)
    assert isinstance(told[0]["bytes"], int)
    assert 0 < told[0]["bytes"] <= len(body)
    assert all(len(str(one["request_id"])) == 32 for one in told)


@pytest.mark.parametrize("given", ["abc-123", "A.b_c", "x" * 64])
def test_a_sane_request_id_is_taken_over(client: TestClient, lines: list[str], given: str) -> None:
    assert client.get("/health", headers={"x-request-id": given}).headers["x-request-id"] == given
    assert requests(lines)[0]["request_id"] == given


@pytest.mark.parametrize("given", ["", "x" * 65, "a b", 'a"b', "é", "<script>"])
def test_any_other_request_id_is_replaced(client: TestClient, given: str) -> None:
    answered = client.get("/health", headers={"x-request-id": given.encode()}).headers["x-request-id"]
    assert len(answered) == 32
    assert answered.isalnum()


def test_no_line_and_no_metric_repeats_what_somebody_sent(client: TestClient, lines: list[str]) -> None:
    headers = {"authorization": f"Bearer {SECRET}", "cookie": SECRET, "referer": SECRET, "user-agent": SECRET}
    client.get(f"/geocode?q={SECRET}&{SECRET}%20x=1", headers=headers)
    client.get(f"/{SECRET}?x={SECRET}", headers=headers)
    client.get(f"/reports/{SECRET}", headers=headers)
    client.get(f"/collections/{SECRET}/items", headers=headers)
    client.post("/reports", json={"text": SECRET}, headers=headers)
    client.request(SECRET.upper(), "/health")
    assert len(requests(lines)) == 6
    assert SECRET.lower() not in ("\n".join(lines) + client.get("/metrics").text).lower()


def test_a_fault_is_told_with_its_traceback_to_the_log_and_with_its_id_to_the_client(
    service: FakeService, client: TestClient, lines: list[str]
) -> None:
    def fail() -> None:
        raise RuntimeError("a broken part")

    service.fails = fail
    answer = client.get("/collections/claims/items")
    assert answer.status_code == 500
    assert "broken" not in answer.text
    (fault,) = [json.loads(line) for line in lines if "a broken part" in line]
    assert fault["level"] == "error"
    assert fault["request_id"] == answer.headers["x-request-id"]
    assert requests(lines)[-1]["status"] == 500


def test_requests_are_counted_and_timed_by_route(client: TestClient) -> None:
    for _ in range(3):
        client.get("/collections/claims/items")
    client.get("/one")
    client.get("/another")
    found = samples(client)
    assert found["strikemap_requests_total", "GET", "/collections/{collection_id}/items", "200"] == 3
    assert found["strikemap_requests_total", "GET", "none", "404"] == 2
    assert found["strikemap_request_seconds_count", "GET", "/collections/{collection_id}/items"] == 3


def test_labels_are_as_many_as_there_are_routes(client: TestClient) -> None:
    client.get("/health")
    before = len(samples(client))
    for n in range(50):
        client.get(f"/reports/{n}")
        client.request(f"VERB{n}", "/health")
    assert len(samples(client)) - before < 60


def test_the_store_is_told_by_what_strangers_see_and_by_its_version(service: FakeService, client: TestClient) -> None:
    found = samples(client)
    assert found["strikemap_up",] == 1
    assert found["strikemap_claims",] == service.extent("claims").count
    assert found["strikemap_store_version",] == 1
    assert found["strikemap_imports_under_way",] == 0
    service.down = "The disk is gone."
    assert samples(client)["strikemap_up",] == 0


def test_text_for_people_is_one_line_a_record() -> None:
    record = logging.LogRecord("x", logging.WARNING, "", 0, "one\ntwo %s", ("three",), None)
    record.fields = {"status": 200}
    assert TextLines().format(record).endswith("WARNING one two three status=200")


def test_two_applications_count_apart(start: StartClient) -> None:
    first, second = start(), start()
    first.get("/health")
    assert ("strikemap_requests_total", "GET", "/health", "200") not in samples(second)
