"""Whether an answer still holds: by date, by tag, and by both (RFC 9110 sections 8.8 and 13)."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from starlette.testclient import TestClient

from app.web import answers, site
from tests.web.fake_service import FakeService

ITEMS = "/collections/reported-targets/items?limit=3"
PATHS = (ITEMS, "/collections", "/collections/claims", "/collections/claims/items/c1", "/collections/reported-targets/download.csv", "/feed.atom")


class Clock(datetime):
    """A clock that goes when it is told to."""

    moment = datetime(2026, 1, 2, 3, 4, 5, 600_000, tzinfo=UTC)

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return cls.moment

    @classmethod
    def goes(cls, seconds: float) -> None:
        cls.moment += timedelta(seconds=seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    monkeypatch.setattr(Clock, "moment", Clock.moment)
    for module in (answers, site):
        monkeypatch.setattr(module, "datetime", Clock)
    return Clock


@pytest.mark.parametrize("path", PATHS)
def test_what_has_not_changed_since_is_not_sent_again(client: TestClient, clock: type[Clock], path: str) -> None:
    client.get(path)
    clock.goes(2)
    held = client.get(path).headers["last-modified"]
    assert held == "Fri, 02 Jan 2026 03:04:06 GMT"
    for method in ("GET", "HEAD"):
        answer = client.request(method, path, headers={"if-modified-since": held})
        assert (answer.status_code, answer.content, answer.headers["last-modified"]) == (304, b"", held)
        assert answer.headers["etag"] and answer.headers["vary"]
    assert client.get(path, headers={"if-modified-since": "Fri, 02 Jan 2026 03:04:05 GMT"}).status_code == 200


def test_what_has_changed_is_sent_again(client: TestClient, clock: type[Clock], service: FakeService) -> None:
    client.get(ITEMS)
    clock.goes(2)
    held = client.get(ITEMS).headers["last-modified"]
    service.changes += 1
    assert client.get(ITEMS, headers={"if-modified-since": held}).status_code == 200
    clock.goes(2)
    assert client.get(ITEMS, headers={"if-modified-since": held}).headers["last-modified"] > held


def test_two_editions_of_one_second_never_share_a_date(client: TestClient, clock: type[Clock], service: FakeService) -> None:
    dates = set()
    for _ in range(20):
        answer = client.get(ITEMS)
        if "last-modified" in answer.headers:
            dates.add((answer.headers["last-modified"], answer.headers["etag"]))
        service.changes += 1
        clock.goes(0.15)
    assert len({date for date, _ in dates}) == len(dates)


def test_the_tag_decides_where_both_are_sent(client: TestClient, clock: type[Clock]) -> None:
    client.get(ITEMS)
    clock.goes(2)
    headers = client.get(ITEMS).headers
    tag, date = headers["etag"], headers["last-modified"]
    assert client.get(ITEMS, headers={"if-none-match": '"another"', "if-modified-since": date}).status_code == 200
    assert client.get(ITEMS, headers={"if-none-match": tag, "if-modified-since": "Thu, 01 Jan 1970 00:00:00 GMT"}).status_code == 304


@pytest.mark.parametrize(
    "date", ["", "yesterday", "2026-01-02T03:04:06Z", "Fri, 99 Jan 2026 03:04:06 GMT", "Fri, 02 Jan 99999 03:04:06 GMT", "0", "\x01"]
)
def test_a_date_that_is_none_is_left_aside(client: TestClient, clock: type[Clock], date: str) -> None:
    client.get(ITEMS)
    clock.goes(2)
    assert client.get(ITEMS, headers={"if-modified-since": date}).status_code == 200


def test_a_date_far_ahead_holds(client: TestClient, clock: type[Clock]) -> None:
    client.get(ITEMS)
    clock.goes(2)
    later = format_datetime(clock.moment + timedelta(days=400), usegmt=True)
    assert client.get(ITEMS, headers={"if-modified-since": later}).status_code == 304


def test_files_have_dates_too(client: TestClient) -> None:
    held = client.get("/static/app.js").headers["last-modified"]
    assert client.get("/static/app.js", headers={"if-modified-since": held}).status_code == 304
    assert client.get("/static/app.js", headers={"if-modified-since": "Thu, 01 Jan 1970 00:00:00 GMT"}).status_code == 200


def test_a_posted_filter_is_never_kept(client: TestClient) -> None:
    answer = client.post("/collections/claims/items", content="TRUE", headers={"content-type": "text/plain", "if-none-match": "*"})
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
