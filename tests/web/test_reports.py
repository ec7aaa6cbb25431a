"""Reports over HTTP: what is taken, from whom, and what is refused with a reason."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import StartClient
from tests.web.fake_service import FakeService

TEXT = "Shells fell on the harbour on Monday, the port authority said."


def test_a_new_report_is_created_and_a_second_copy_is_not(client: TestClient) -> None:
    first = client.post("/reports", json={"text": TEXT, "publisher": "Harbour Post", "published_at": "2021-03-02"})
    assert first.status_code == 201
    document = first.json()
    assert set(document) == {"id", "status", "claims", "links"}
    assert first.headers["location"] == f"http://testserver/reports/{document['id']}"
    second = client.post("/reports", json={"text": f"  {TEXT}\n"})
    assert (second.status_code, second.json()["id"]) == (200, document["id"])


def test_a_report_can_be_read_again_with_links(client: TestClient) -> None:
    identifier = client.post("/reports", json={"text": TEXT}).json()["id"]
    document = client.get(f"/reports/{identifier}").json()
    assert document["text"] == TEXT
    assert {link["rel"] for link in document["links"]} >= {"self", "alternate"}
    assert client.get("/reports/unknown").status_code == 404


def test_what_was_sent_reaches_the_service_as_it_was(client: TestClient, service: FakeService) -> None:
    sent = {
        "text": " a\r\n<b>é</b> ",
        "title": " T ",
        "publisher": "P",
        "published_at": "2021-03-02",
        "url": "https://example.org/a?b=c",
        "language": "en-GB",
    }
    identifier = client.post("/reports", json=sent).json()["id"]
    stored = service.reports[identifier]
    assert stored.text == " a\r\n<b>é</b> "
    assert (stored.title, stored.publisher, stored.url, stored.language) == ("T", "P", "https://example.org/a?b=c", "en-GB")
    assert stored.published_at is not None and stored.published_at.isoformat() == "2021-03-02"
    assert stored.retrieved_at is not None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'"text"',
        b"{}",
        b'{"text": null}',
        b'{"text": 5}',
        b'{"text": ""}',
        b'{"text": "  \\n"}',
        b'{"text": "a\\u0000b"}',
        b'{"text": "\\ud800"}',
        b"\xff\xfe\x00",
        b"text=abc",
        b'{"text": "a", "colour": "red"}',
        b'{"text": "a", "published_at": "Monday"}',
        b'{"text": "a", "published_at": 86400}',
        b'{"text": "a", "published_at": "2021-02-30"}',
        b'{"text": "a", "url": "javascript:alert(1)"}',
        b'{"text": "a", "url": "https://a b"}',
        b'{"text": "a", "language": "<script>"}',
        b'{"text": "a", "title": 5}',
        b'{"text": "a", "title": "' + b"t" * 1001 + b'"}',
        b'{"text": ' + b"[" * 100_000,
        b'{"text": "a", "id": "mine"}',
        b'{"text": NaN}',
    ],
)
def test_a_body_that_is_no_report_is_a_400_with_a_reason(client: TestClient, service: FakeService, body: bytes) -> None:
    answer = client.post("/reports", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert answer.json()["detail"]
    assert "<" not in answer.text and "Monday" not in answer.text
    assert not service.reports


def test_a_date_in_the_future_is_refused(client: TestClient) -> None:
    soon = (datetime.now(UTC).date() + timedelta(days=2)).isoformat()
    answer = client.post("/reports", json={"text": TEXT, "published_at": soon})
    assert answer.status_code == 400 and "future" in answer.json()["detail"]


def test_a_text_longer_than_allowed_is_a_413(client: TestClient) -> None:
    assert client.post("/reports", json={"text": "word " * 100_000}).status_code == 413


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_only_json_is_taken_so_that_no_form_of_another_site_can_post(client: TestClient, media_type: str) -> None:
    assert client.post("/reports", content=b'{"text": "a"}', headers={"content-type": media_type}).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://rebound.example", "host": "rebound.example"},
    ],
)
def test_a_page_of_another_site_cannot_submit(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/reports", json={"text": TEXT}, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://testserver", "sec-fetch-site": "same-origin"},
        {"origin": "http://localhost"},
        {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"},
    ],
)
def test_the_own_page_and_programs_can_submit(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/reports", json={"text": TEXT}, headers=headers).status_code == 201


def test_a_read_only_service_says_so(start: StartClient) -> None:
    answer = start(takes_reports=False).post("/reports", json={"text": TEXT})
    assert answer.status_code == 403
    assert "read-only" in answer.json()["detail"]


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer wrong", "Bearer sesame ", "bearer  sesame", "Basic sesame", "sesame", "Bearer sésame"]
)
def test_the_token_is_asked_for_where_there_is_one(start: StartClient, header: str | None) -> None:
    client = start(submit_token="sesame")
    sent: Any = {"authorization": header.encode("utf-8")} if header is not None else {}
    answer = client.post("/reports", json={"text": TEXT}, headers=sent)
    right = (header is not None and header.split() == ["Bearer", "sesame"]) or header == "bearer  sesame"
    assert answer.status_code == (201 if right else 401)
    if not right:
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert "sesame" not in answer.text


def test_the_overview_is_for_all_or_for_one_report(client: TestClient) -> None:
    identifier = client.post("/reports", json={"text": TEXT}).json()["id"]
    assert client.get("/overview").json()["reports_total"] == 1
    assert client.get(f"/overview?report_id={identifier}").status_code == 200
    assert client.get("/overview?report_id=none").status_code == 404
    assert client.get("/overview?report=1").status_code == 400
