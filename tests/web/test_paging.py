"""Leading on and back: every page names its neighbours."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

ITEMS = "/collections/reported-targets/items"


def link(document: dict[str, Any], rel: str) -> str | None:
    return next((one["href"] for one in document["links"] if one["rel"] == rel), None)


def ids(document: dict[str, Any]) -> list[str]:
    return [feature["id"] for feature in document["features"]]


@pytest.mark.parametrize("query", ["limit=4", "limit=4&sortby=-place_name&where_prec=1", "limit=4&filter=where_prec%3D1"])
def test_prev_leads_back_over_the_same_pages_to_the_first(client: TestClient, query: str) -> None:
    there = [client.get(f"{ITEMS}?{query}").json()]
    while following := link(there[-1], "next"):
        there.append(client.get(following).json())
    back = [there[-1]]
    while before := link(back[-1], "prev"):
        back.append(client.get(before).json())
    assert len(there) >= 4
    assert [ids(page) for page in back] == [ids(page) for page in reversed(there)]
    assert link(there[0], "prev") is None and link(there[0], "first") is None
    first = link(there[2], "first")
    assert first is not None and ids(client.get(first).json()) == ids(there[0])


def test_a_page_in_html_has_the_same_neighbours(client: TestClient) -> None:
    second = client.get(f"{ITEMS}?limit=4&f=html").text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    page = client.get(second).text
    assert 'rel="prev"' in page and 'rel="next"' in page and 'rel="first"' in page


def test_going_back_has_no_end_but_the_first_page_and_links_stay_short(client: TestClient) -> None:
    document = client.get(f"{ITEMS}?limit=1").json()
    steps = 0
    while following := link(document, "next"):
        document = client.get(following).json()
        steps += 1
        before = link(document, "prev")
        assert before is not None and len(before) < len(ITEMS) + 100
    assert steps == 24
    while before := link(document, "prev"):
        document = client.get(before).json()
        steps -= 1
    assert steps == 0


def test_two_pages_at_once_are_refused(client: TestClient) -> None:
    following = link(client.get(f"{ITEMS}?limit=4").json(), "next")
    assert following is not None
    cursor = urlsplit(following).query.partition("next=")[2]
    assert client.get(f"{ITEMS}?limit=4&next={cursor}&prev={cursor}").status_code == 400


@pytest.mark.parametrize("cursor", ["", ".", "a..b", "a b", "é", "<script>", "a" * 1_501, "%00"])
@pytest.mark.parametrize("name", ["next", "prev"])
def test_a_cursor_that_is_none_is_refused(client: TestClient, name: str, cursor: str) -> None:
    assert client.get(ITEMS, params={name: cursor}).status_code == 400
