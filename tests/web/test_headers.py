"""What stands around every answer: reading across sites, policies of pages, links, limits of bodies."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import StartClient
from tests.web.fake_service import FakeService

PATHS = (
    "/",
    "/?f=html",
    "/map",
    "/collections",
    "/collections?f=html",
    "/collections/claims/items",
    "/nothing",
    "/collections/nothing",
    "/static/app.js",
    "/health",
)


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_to_a_reader_is_open_to_other_sites_and_sniffed_by_none(client: TestClient, path: str) -> None:
    headers = client.get(path, headers={"origin": "https://elsewhere.example"}).headers
    assert headers["access-control-allow-origin"] == "*"
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors" in headers["content-security-policy"]
    assert "access-control-allow-credentials" not in headers


def test_writing_is_not_open_to_other_sites(client: TestClient) -> None:
    assert "access-control-allow-origin" not in client.post("/reports", json={"text": "a"}).headers
    preflight = client.options("/reports", headers={"origin": "https://elsewhere.example", "access-control-request-method": "POST"})
    assert preflight.headers["access-control-allow-methods"] == "GET, HEAD"
    assert "content-type" not in preflight.headers["access-control-allow-headers"].lower()


@pytest.mark.parametrize(
    "path", ["/?f=html", "/map", "/collections?f=html", "/collections/claims?f=html", "/collections/claims/items?f=html", "/api?f=html"]
)
def test_no_page_lets_inline_script_run_but_its_own(client: TestClient, path: str) -> None:
    policy = client.get(path).headers["content-security-policy"]
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy.replace("'sha256-", "")


def test_only_the_map_of_one_report_may_be_embedded_elsewhere(client: TestClient) -> None:
    assert "frame-ancestors *;" in client.get("/?report=abc&f=html").headers["content-security-policy"]
    for path in ("/map", "/?f=html", "/collections?f=html"):
        assert "frame-ancestors 'self';" in client.get(path).headers["content-security-policy"]


def test_the_map_page_may_run_its_own_inline_script(client: TestClient) -> None:
    assert "script-src 'self' 'sha256-c2NyaXB0';" in client.get("/map").headers["content-security-policy"]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:99", "testserver.evil.example", "a b", "<script>", "[::1]", "", "localhost@evil.example"]
)
@pytest.mark.parametrize(
    "name", ["host", "x-forwarded-host", "x-forwarded-server", "x-original-host", "forwarded", "x-forwarded-proto", "x-forwarded-prefix"]
)
def test_no_header_changes_a_link(client: TestClient, name: str, host: str) -> None:
    for path in ("/", "/collections", "/collections/claims/items?limit=1", "/api"):
        assert client.get(path, headers={name: f"host={host}" if name == "forwarded" else host}).content == client.get(path).content


def test_links_start_with_the_configured_address(start: StartClient) -> None:
    client = start(base_url="https://map.example.org/strikes")
    links = [link["href"] for link in client.get("/").json()["links"]] + [
        link["href"] for link in client.get("/collections/claims/items?limit=1").json()["links"] if link["rel"] != "profile"
    ]
    assert all(link.startswith("https://map.example.org/strikes/") for link in links)
    assert client.get("/api").json()["servers"] == [{"url": "https://map.example.org/strikes"}]


def test_a_body_announced_too_large_is_refused(start: StartClient, service: FakeService) -> None:
    client = start(max_body_bytes=10_000)
    answer = client.post("/reports", content=b"a" * 10_001, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"], answer.headers["connection"]) == (413, "application/problem+json", "close")
    assert not service.reports


def test_a_body_that_grows_too_large_is_refused_on_the_way(start: StartClient, service: FakeService) -> None:
    client = start(max_body_bytes=10_000)

    def endless() -> Iterator[bytes]:
        yield b'{"text": "'
        for _ in range(100):
            yield b"a" * 1_000

    answer = client.post("/reports", content=endless(), headers={"content-type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
    assert not service.reports


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/collections"), ("DELETE", "/reports"), ("GET", "/reports"), ("PUT", "/collections/claims/items"), ("PATCH", "/")]
)
def test_a_method_that_a_path_does_not_take_is_a_405_problem(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")
    assert answer.headers["allow"]


def test_ready_says_what_is_missing_and_health_stays_up(client: TestClient, service: FakeService) -> None:
    assert client.get("/ready").json() == {"status": "ready", **service.about()}
    service.down = "The disk is full."
    answer = client.get("/ready")
    assert (answer.status_code, answer.json()["detail"], answer.headers["retry-after"]) == (503, "The disk is full.", "5")
    assert client.get("/health").json()["status"] == "ok"


def test_the_service_is_closed_with_the_application(start: StartClient, service: FakeService) -> None:
    client = start()
    assert not service.closed
    client.exit_stack.close()
    assert service.closed
