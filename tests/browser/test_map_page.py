"""The page as a reader meets it: what it shows, what the keyboard reaches, what it says when something is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app import main
from app.ingest.example import example_report
from app.service import Service
from app.settings import Settings
from tests.browser import chromium
from tests.browser.chromium import expect
from tests.browser.conftest import OpenPage
from tests.browser.serving import serving

pytestmark = pytest.mark.system


def test_a_first_visit_shows_both_roles_as_areas_and_points_with_a_base(example: str, visit: OpenPage) -> None:
    seen = visit(example)
    page = seen.page
    expect(page.get_by_role("heading", level=1)).to_have_text("What was reported struck, from where, and who says so")
    expect(page.locator("#strip")).to_contain_text("EXAMPLE")
    expect(page.locator("#strip")).to_contain_text("machine-read, not reviewed")
    assert page.locator("path.area.target").count() >= 4
    assert page.locator("path.area.origin").count() == 1
    expect(page.get_by_role("button", name="Caspian Sea: launch origin")).to_have_count(1)
    assert page.locator(".mark .symbol.target").count() >= 1
    assert page.locator(".mark .symbol.base").count() == 1
    assert page.locator(".leaflet-lines-pane path.strike-line").count() >= 1
    assert page.evaluate("performance.getEntriesByName('map-ready').length") == 1
    assert seen.troubles == []


def test_the_dispute_is_above_the_fold_with_every_side_in_quotation_marks(example: str, visit: OpenPage) -> None:
    page = visit(example).page
    box = page.locator("#disputes")
    expect(box).to_be_visible()
    bounds = box.bounding_box()
    assert bounds and bounds["y"] + bounds["height"] <= 900
    sides = box.get_by_role("listitem")
    assert sides.count() >= 3
    assert all(" said: " in text and "“" not in text.split(" said: ")[0] for text in sides.all_inner_texts())
    assert page.locator("#disputes q").count() >= 3


def test_a_popup_is_read_by_keyboard_and_left_by_keyboard(example: str, visit: OpenPage) -> None:
    seen = visit(example)
    page = seen.page
    mark = page.locator("path.area.target").first
    mark.focus()
    page.keyboard.press("Enter")
    popup = page.get_by_role("dialog")
    expect(popup).to_be_visible()
    expect(popup).to_be_focused()
    expect(popup.locator("blockquote").first).to_contain_text("“")
    expect(popup).to_contain_text("20 November 2015")
    expect(popup).to_contain_text("Known only as a")
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    expect(mark).to_be_focused()
    assert seen.troubles == []


def test_every_mark_has_a_name_and_can_be_focused(example: str, visit: OpenPage) -> None:
    page = visit(example).page
    marks = page.locator("path.area, .mark")
    for at in range(marks.count()):
        assert marks.nth(at).get_attribute("tabindex") == "0"
        assert "claim" in (marks.nth(at).get_attribute("aria-label") or "")


def test_card_and_mark_light_up_together(example: str, visit: OpenPage) -> None:
    page = visit(example).page
    card = page.locator(".card", has=page.get_by_role("button", name="Show on the map")).first
    card.get_by_role("button", name="Show on the map").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.locator("path.area.chosen, .mark.chosen").count() >= 1
    assert page.locator(".card.chosen").count() == 1
    assert page.locator("tr.chosen").count() >= 1


def test_a_layer_can_be_switched_off_and_on(example: str, visit: OpenPage) -> None:
    page = visit(example).page
    switch = page.get_by_role("checkbox", name="Launch origins")
    switch.uncheck()
    expect(page.locator("path.area.origin")).to_have_count(0)
    switch.check()
    expect(page.locator("path.area.origin")).to_have_count(1)


def test_the_table_holds_every_mark_and_every_claim_without_one(example: str, visit: OpenPage) -> None:
    page = visit(example).page
    rows = page.locator("#table tbody tr")
    claims = {row.get_attribute("data-claim") for row in rows.all()}
    assert len(claims) == page.locator(".card").count()
    assert page.locator("#table tbody tr", has_text="not on the map").count() >= 1


def test_the_example_weighs_little_with_its_map_and_its_data(site: str, visit: OpenPage) -> None:
    page = visit(f"{site}/?report={example_report().id}").page
    sizes = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.encodedBodySize)")
    assert 15 < len(sizes) < 40
    assert sum(sizes) <= 300_000


@pytest.mark.parametrize("options", [chromium.PHONE, chromium.DARK], ids=["phone", "dark"])
def test_no_form_factor_scrolls_sideways_or_complains(example: str, visit: OpenPage, options: dict[str, object]) -> None:
    seen = visit(example, **options)
    width = seen.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width[0] <= width[1]
    assert seen.troubles == []


def test_on_a_phone_the_map_comes_before_the_list(example: str, visit: OpenPage) -> None:
    page = visit(example, **chromium.PHONE).page
    stage, cards = page.locator("#map_page").bounding_box(), page.locator("#claims").bounding_box()
    assert stage and cards
    assert stage["y"] + stage["height"] < cards["y"]
    assert stage["y"] < 400


def test_dark_takes_the_dark_colours(example: str, visit: OpenPage) -> None:
    page = visit(example, **chromium.DARK).page
    stroke = page.locator("path.area.target").first.evaluate("node => getComputedStyle(node).stroke")
    assert stroke == "rgb(255, 138, 76)"


@pytest.mark.parametrize("options", [chromium.DESKTOP, chromium.PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("zoom", [2, 4, 7])
def test_who_speaks_is_signed_beside_every_name_whatever_the_zoom(example: str, visit: OpenPage, options: dict[str, object], zoom: int) -> None:
    page = visit(f"{example}&view={zoom}/35.5/38.5", **options).page
    names = page.locator(".mark-name")
    assert names.count() >= 2
    assert names.evaluate_all("nodes => nodes.every(node => node.querySelector('.sign'))")


def test_a_place_has_one_name_as_the_report_spells_it_and_the_gazetteers_in_the_details(site: str, visit: OpenPage) -> None:
    text = "Drones hit a bakery in Kryvyi Rih on Monday, the mayor said. Police said drones had struck a bakery in Kryvyi Rih."
    report = {"text": text, "publisher": "Harbour Wire", "published_at": "2024-05-21"}
    seen = visit(site)
    page = seen.page
    page.goto(f"{site}/?report={page.request.post(f'{site}/reports', data=report).json()['id']}")
    page.wait_for_selector("html[data-ready]")
    expect(page.locator(".mark-name")).to_contain_text("Kryvyi Rih")
    expect(page.locator(".card .place").first).to_have_text("Kryvyi Rih")
    page.locator(".mark").focus()
    page.keyboard.press("Enter")
    popup = page.get_by_role("dialog")
    expect(popup.locator("h3")).to_have_text("Kryvyi Rih")
    expect(popup).to_contain_text("2 claims")
    expect(popup.locator(".precision")).to_contain_text("In the gazetteer: Kryvyy Rih")
    assert seen.troubles == []


WITHIN = """() => {
  const [map, popup] = ["#map_page", ".leaflet-popup-content-wrapper"].map(one => document.querySelector(one)?.getBoundingClientRect());
  return popup && map.left <= popup.left && popup.right <= map.right && map.top <= popup.top && popup.bottom <= map.bottom;
}"""


def test_on_a_phone_what_a_mark_says_stays_in_sight_within_the_map(example: str, visit: OpenPage) -> None:
    page = visit(example, **chromium.PHONE, reduced_motion="reduce").page
    page.locator(".mark").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Close")).to_be_in_viewport()
    page.wait_for_function(WITHIN)  # the map moves until it is


def test_the_report_is_shown_with_its_claims_marked(site: str, visit: OpenPage) -> None:
    page = visit(f"{site}/?report={example_report().id}").page
    page.locator("#reading summary").click()
    spans = page.locator("#reading .claimed")
    assert spans.count() >= page.locator(".card").count()
    spans.first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".card.chosen").count() == 1
    quote = page.locator(".card.chosen blockquote").inner_text().strip("“”")
    claim = spans.first.get_attribute("data-claim")
    assert quote in page.locator(f'#reading .claimed[data-claim="{claim}"]').all_inner_texts()


def test_who_else_speaks_of_a_strike_stands_beside_the_claim(example: str, visit: OpenPage) -> None:
    seen = visit(example)
    page = seen.page
    card = page.locator(".card", has_text="moderate opponents").first
    fold = card.locator(".others > summary")
    told = int(fold.inner_text().split()[0])
    assert told >= 2
    fold.click()
    expect(card.locator(".differ")).to_contain_text("What is said differently")
    expect(card.locator(".differ .own")).to_contain_text("moderate opponents")
    expect(card.locator(".others-list li")).to_have_count(told)
    alone = page.locator(".card").count() - page.locator(".card:has(.others)").count()
    assert alone >= 1, "where nobody else speaks there is nothing to open"
    assert seen.troubles == []


@pytest.fixture(scope="module")
def warned_site(own_settings: Settings, example_service: Service) -> Iterator[str]:
    """The service of a keeper with a contact, a warning, and the street map allowed."""
    chosen = replace(own_settings, contact="mailto:desk@example.org", content_warning=True, street_map=True)
    with serving(main.create_app(chosen, example_service)) as address:
        yield address


def test_a_keeper_may_set_a_contact_a_warning_and_the_street_map(warned_site: str, visit: OpenPage) -> None:
    seen = visit(f"{warned_site}/?report={example_report().id}", **chromium.DESKTOP, reduced_motion="reduce")
    page = seen.page
    expect(page.locator(".card blockquote").first).to_be_hidden()
    page.locator(".card .warned > summary").first.click()
    expect(page.locator(".card blockquote").first).to_be_visible()
    page.locator(".mark").first.focus()
    page.keyboard.press("Enter")
    correction = page.get_by_role("link", name="Report a correction").first.get_attribute("href") or ""
    assert correction.startswith("mailto:desk@example.org?subject=")
    assert seen.troubles == []
    with page.expect_request("https://tile.openstreetmap.org/**"):
        page.get_by_role("button", name="Street map").click()
    expect(page.get_by_role("link", name="© OpenStreetMap contributors")).to_be_visible()
    assert {one.split("/")[2] for one in seen.troubles if one.startswith("asked for")} == {"tile.openstreetmap.org"}
    assert not any("Content Security Policy" in one for one in seen.troubles)
