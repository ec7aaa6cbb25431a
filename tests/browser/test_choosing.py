"""Filters, days, words and the address: what is chosen, shown and restored."""

from __future__ import annotations

import pytest

from app.ingest.example import example_report
from tests.browser import chromium
from tests.browser.chromium import expect
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.system


def test_filters_narrow_everything_and_the_address_restores_them(example: str, visit: OpenPage) -> None:
    seen = visit(example)
    page = seen.page
    before = page.locator(".card").count()
    page.locator(".drawer > summary").click()
    choice = page.get_by_role("group", name="Kind of speaker").get_by_role("checkbox", name="monitor")
    choice.check()
    expect(choice).to_be_focused()
    after = page.locator(".card").count()
    assert 0 < after < before
    assert page.locator("#table tbody tr").evaluate_all("rows => new Set(rows.map(row => row.dataset.claim)).size") == after
    expect(page.locator("#filters")).to_contain_text(f"{after} of {before} claims shown")
    again = visit(page.url)
    expect(again.page.locator(".card")).to_have_count(after)
    expect(again.page.get_by_role("group", name="Kind of speaker").get_by_role("checkbox", name="monitor")).to_be_checked()
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator(".card")).to_have_count(before)
    assert seen.troubles == again.troubles == []


def test_search_finds_words_and_places_without_their_accents(example: str, visit: OpenPage) -> None:
    page = visit(example).page
    page.get_by_label("Search in claims and places").fill("OBSERVATORY déir")
    expect(page.locator(".card")).to_have_count(1)
    page.get_by_label("Search in claims and places").fill("nothing says this")
    expect(page.locator("#note")).to_contain_text("No claim passes")


def test_a_window_of_days_moves_by_keyboard_and_keeps_claims_without_a_day(example: str, visit: OpenPage) -> None:
    page = visit(example, **chromium.DESKTOP, reduced_motion="reduce").page
    before = page.locator(".card").count()
    undated = page.locator(".card .when", has_text="date not stated").count()
    assert undated
    page.get_by_label("Last day shown").focus()
    page.keyboard.press("Home")
    assert undated <= page.locator(".card").count() < before
    assert page.locator(".card .when", has_text="date not stated").count() == undated
    expect(page.locator("#timeline")).to_contain_text("without a day always shown")
    first = page.locator("#timeline .window").inner_text()
    page.get_by_role("button", name="Next step").click()
    assert page.locator("#timeline .window").inner_text() != first


def test_the_days_play_until_they_are_stopped(example: str, visit: OpenPage) -> None:
    page = visit(example).page
    words = page.locator("#timeline .window")
    before = words.inner_text()
    page.get_by_role("button", name="Play").click()
    stop = page.get_by_role("button", name="Stop", exact=True)
    expect(stop).to_have_attribute("aria-pressed", "true")
    expect(words).not_to_have_text(before)
    stop.click()
    expect(page.get_by_role("button", name="Play")).to_have_attribute("aria-pressed", "false")
    assert "from=" in page.url or "to=" in page.url


def test_the_address_restores_view_layers_and_selection(example: str, visit: OpenPage) -> None:
    page = visit(example).page
    claim = page.locator("#table tbody tr").first.get_attribute("data-claim")
    seen = visit(f"{example}&off=line&claim={claim}&view=6.5/35/38")
    assert seen.page.evaluate("[map_page.getZoom(), Math.round(map_page.getCenter().lat)]") == [6.5, 35]
    assert seen.page.locator(".leaflet-lines-pane path.strike-line").count() == 0
    expect(seen.page.locator(".card.chosen")).to_have_count(1)


@pytest.mark.parametrize(
    "chosen",
    [
        "kind=monitor",
        "precision=province",
        "precision=unmapped&meant=asserted",
        "weapon=",
        "weapon=cruise_missile&kind=state_belligerent",
        "q=MISSIL+deir",
        "from=2015-11-18&to=2015-11-19",
        "standing=declared",
        "attacker=Russia",
        "review=machine&publisher=Strikemap+example",
    ],
)
def test_the_page_and_the_list_leave_the_same_claims_under_the_same_filters(site: str, example: str, visit: OpenPage, chosen: str) -> None:
    page = visit(f"{example}&{chosen}").page
    cards = {card.get_attribute("id") for card in page.locator(".card").all()}
    listed = page.request.get(f"{site}/census/claims?report={example_report().id}&{chosen}").json()["features"]
    assert cards == {f"claim-{claim['id']}" for claim in listed}
    assert page.request.get(f"{site}/list?report={example_report().id}&{chosen}").text().count('<tr id="claim-') == len(listed)


def test_a_row_of_the_list_flies_to_its_mark(site: str, example: str, visit: OpenPage) -> None:
    page = visit(example).page
    page.goto(f"{site}/list?report={example_report().id}")
    page.get_by_role("link", name="Show on the map").first.click()
    page.wait_for_selector("html[data-ready]")
    assert "claim=" in page.url


def test_places_are_suggested_as_one_types_and_shown_when_pressed(example: str, visit: OpenPage) -> None:
    seen = visit(example, **chromium.DESKTOP, reduced_motion="reduce")
    page = seen.page
    page.get_by_label("Search in claims and places").fill("Damasc")
    page.get_by_role("button", name="Go to Damascus").first.click()
    page.wait_for_function("map_page.getCenter().distanceTo([33.5, 36.3]) < 30000")
    assert seen.troubles == []
