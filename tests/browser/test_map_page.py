"""The page as a reader meets it: what it shows, what the keyboard reaches, what it says when something is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app import main
from app.ingest.example import example_report
from app.service import Service
from app.settings import Settings
from tests.browser import chromium
from tests.browser.chromium import expect
from tests.browser.conftest import OpenPage
from tests.browser.serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.system

REPORT = (
    "Shells and missiles fell on Ukraine's second city again on Tuesday.\n\n"
    "Russian forces launched six cruise missiles from the Black Sea and hit a power plant in Kharkiv, the Ukrainian air force said.\n\n"
    "Russia's defence ministry said its missiles had destroyed a military depot in Kharkiv."
)


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


def _paste(page: Page, text: str, day: str | None) -> None:
    page.get_by_label("Text of the report").fill(text)
    page.get_by_label("Publisher").fill("Example Wire")
    if day:
        page.get_by_label("Published when?").fill(day)
    page.get_by_role("button", name="Read it").click()


def test_a_pasted_report_leads_to_a_map_of_its_own(site: str, visit: OpenPage) -> None:
    seen = visit(site)
    page = seen.page
    _paste(page, REPORT, "2023-03-08")
    page.wait_for_url("**/?report=*")
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("#strip")).to_contain_text("Example Wire, 8 March 2023")
    expect(page.locator("#strip")).not_to_contain_text("EXAMPLE")
    assert page.locator(".mark .symbol.target").count() == 1
    assert all("Caspian" not in text for text in page.locator(".card").all_inner_texts())
    expect(page.locator("#claims")).to_contain_text("Kharkiv")
    assert seen.troubles == []


@pytest.mark.parametrize(
    ("text", "day", "answer"),
    [
        ("", "2023-03-08", "Paste the text"),
        (REPORT, None, "When was it published?"),
        ("The council opened a new library on Monday. Children came to read.", "2023-03-08", "No strike was found"),
        ("Der Stadtrat hat am Montag eine neue Bibliothek eröffnet, und viele Kinder kamen zum Lesen.", "2023-03-08", "not in a language"),
    ],
)
def test_what_cannot_be_mapped_is_answered_in_a_sentence(site: str, visit: OpenPage, text: str, day: str | None, answer: str) -> None:
    page = visit(site).page
    _paste(page, text, day)
    expect(page.get_by_role("alert")).to_contain_text(answer)
    assert "report=" not in page.url


def test_a_report_that_is_not_here_is_said_to_be_so(site: str, visit: OpenPage) -> None:
    page = visit(f"{site}/?report=nothing-here").page
    expect(page.locator("#note")).to_be_visible()
    assert page.locator(".card").count() == 0


def test_a_read_only_page_hides_the_paste_box(read_only_site: str, visit: OpenPage) -> None:
    seen = visit(read_only_site)
    expect(seen.page.locator("form")).to_have_count(0)
    expect(seen.page.get_by_text("This map is read-only")).to_be_visible()
    assert seen.troubles == []


def test_the_example_weighs_little_with_its_map_and_its_data(site: str, visit: OpenPage) -> None:
    page = visit(f"{site}/?report={example_report().id}").page
    sizes = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.encodedBodySize)")
    assert 15 < len(sizes) < 40
    assert sum(sizes) <= 300_000


def test_the_example_gives_way_to_the_first_real_report_and_keeps_its_own_address(site: str, example: str, visit: OpenPage) -> None:
    page = visit(site).page
    _paste(page, REPORT, "2023-03-08")
    page.wait_for_url("**/?report=*")
    page = visit(site).page
    expect(page.locator("#strip")).to_contain_text("by Example Wire")
    expect(page.locator("#strip")).not_to_contain_text("EXAMPLE")
    assert all("Caspian" not in text for text in page.locator(".card, #disputes li, #unmapped li").all_inner_texts())
    expect(visit(example).page.locator("#strip")).to_contain_text("EXAMPLE")


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


def test_on_paper_the_map_has_its_legend_its_scale_its_sources_and_its_disclaimer(example: str, visit: OpenPage) -> None:
    seen = visit(example, viewport={"width": 794, "height": 1123})
    page = seen.page
    page.emulate_media(media="print")
    for there in ("#map_page", "#legend", ".leaflet-control-scale", "#strip", "#attribution", ".card blockquote", "#table"):
        expect(page.locator(there).first).to_be_visible()
    expect(page.locator("#legend")).to_contain_text("hollow: somebody says so")
    expect(page.locator(".card .printed").first).to_contain_text("20 November 2015")
    expect(page.locator(".foot")).to_contain_text("they are not tracks")
    for gone in ("#timeline", "#next", "#take", ".ways", "#strip a", ".leaflet-control-zoom", "button:not(.side-line)", "input", "textarea"):
        assert page.locator(gone).evaluate_all("nodes => nodes.every(node => !node.checkVisibility())"), gone
    assert seen.troubles == []


def test_the_address_restores_view_layers_and_selection(example: str, visit: OpenPage) -> None:
    page = visit(example).page
    claim = page.locator("#table tbody tr").first.get_attribute("data-claim")
    seen = visit(f"{example}&off=line&claim={claim}&view=6.5/35/38")
    assert seen.page.evaluate("[map_page.getZoom(), Math.round(map_page.getCenter().lat)]") == [6.5, 35]
    assert seen.page.locator(".leaflet-lines-pane path.strike-line").count() == 0
    expect(seen.page.locator(".card.chosen")).to_have_count(1)


def test_files_link_and_embedding_follow_what_is_chosen(site: str, example: str, visit: OpenPage) -> None:
    page = visit(f"{example}&kind=monitor").page
    page.get_by_text("Just what is shown, as files").click()
    with page.expect_download() as download:
        page.locator("#take li", has_text="Claims with all their numbers").get_by_role("link", name="GeoJSON").click()
    saved = json.loads(download.value.path().read_text(encoding="utf-8"))["features"]
    assert {one["properties"]["claimant_kind"] for one in saved} == {"monitor"}
    assert len(saved) == page.locator(".card").count()
    code = page.get_by_label("Embed this view").input_value()
    assert code.startswith(f'<iframe src="{site}/?') and "embed=1" in code and "kind=monitor" in code
    assert "kind=monitor" in page.get_by_label("Link to this view").input_value()


@pytest.mark.parametrize("size", [(1280, 800), (700, 560), (640, 420), (360, 560), (320, 480)])
def test_embedded_the_map_fills_its_frame_and_stands_alone_with_its_attribution(example: str, visit: OpenPage, size: tuple[int, int]) -> None:
    width, height = size
    seen = visit(f"{example}&embed=1", viewport={"width": width, "height": height})
    page = seen.page
    expect(page.locator("#map_page")).to_be_visible()
    expect(page.locator("#paste-form")).to_be_hidden()
    expect(page.locator("#strip")).to_contain_text("machine-read, not reviewed")
    expect(page.locator("#attribution")).to_contain_text("GeoNames")
    credit, frame = page.locator("#attribution").bounding_box(), page.locator("#map_page").bounding_box()
    assert credit and credit["y"] + credit["height"] <= height
    assert frame and frame["height"] >= 0.5 * height
    assert page.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]") == [height, width]
    whole = page.get_by_role("link", name="open the whole map")
    assert "embed" not in (whole.get_attribute("href") or "embed")
    with page.expect_popup() as opened:
        whole.click()
    opened.value.wait_for_selector("html[data-ready]")
    expect(opened.value.locator("#claims")).to_be_visible()
    assert seen.troubles == []


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


def test_on_a_phone_what_a_mark_says_stays_in_sight_within_the_map(example: str, visit: OpenPage) -> None:
    page = visit(example, **chromium.PHONE, reduced_motion="reduce").page
    page.locator(".mark").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Close")).to_be_in_viewport()
    frame, popup = page.locator("#map_page").bounding_box(), page.locator(".leaflet-popup-content-wrapper").bounding_box()
    assert frame and popup
    assert frame["x"] <= popup["x"] and popup["x"] + popup["width"] <= frame["x"] + frame["width"]
    assert frame["y"] <= popup["y"] and popup["y"] + popup["height"] <= frame["y"] + frame["height"]


HOSTILE = [
    "<img src=x onerror='window.hit=1'>",
    "</script><script>window.hit=1</script>",
    "<svg/onload=window.hit=1>",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "<details open ontoggle=window.hit=1>",
    "javascript:window.hit=1",
    "{{constructor.constructor('window.hit=1')()}}",
    "<a href='javascript:window.hit=1'>press</a>",
    "<style>@import url(//example.org/x)</style>",
    "<math><mi//xlink:href='data:x,<script>window.hit=1</script>'>",
]


def test_hostile_reports_are_shown_as_text_also_without_the_policy(site: str, visit: OpenPage) -> None:
    seen = visit(site, **chromium.DESKTOP, bypass_csp=True)
    page = seen.page
    for payload in HOSTILE:
        report = {"title": payload, "publisher": payload, "url": "https://example.org/", "published_at": "2023-03-08"}
        hostile = f'Missiles hit "{payload} depots" in Kharkiv on Tuesday, the army said. Russia said it had struck a {payload} plant in Kyiv.'
        answer = page.request.post(f"{site}/reports", data={**report, "text": hostile})
        if answer.status == 400:  # taken for HTML; then at least what stands around a text must be safe
            plain = f"Missiles hit a depot in Kharkiv on Tuesday, the army said. It was strike number {len(payload)}."
            answer = page.request.post(f"{site}/reports", data={**report, "text": plain})
        assert answer.status in (200, 201)
        page.goto(f"{site}/?report={answer.json()['id']}")
        page.wait_for_selector("html[data-ready]")
        for mark in page.locator("path.area, .mark").all():
            mark.focus()
            page.keyboard.press("Enter")
        assert page.evaluate("window.hit") is None, payload
        assert page.locator("[href^='javascript'], main img, main iframe, main script").count() == 0, payload
    assert seen.troubles == []


def test_without_a_day_of_publication_the_page_says_that_days_stay_open(site: str, visit: OpenPage) -> None:
    page = visit(site).page
    page.get_by_label("date not known").check()
    _paste(page, REPORT.replace("six", "seven"), None)
    page.wait_for_url("**/?report=*")
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("#strip")).to_contain_text("the day of publication is not known")
    assert all(text.strip(" ,") in ("date not stated", "“on Tuesday”, day not known") for text in page.locator(".card .when").all_inner_texts())


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


def test_places_are_suggested_as_one_types_and_shown_when_pressed(example: str, visit: OpenPage) -> None:
    seen = visit(example, **chromium.DESKTOP, reduced_motion="reduce")
    page = seen.page
    page.get_by_label("Search in claims and places").fill("Damasc")
    page.get_by_role("button", name="Go to Damascus").first.click()
    page.wait_for_function("map_page.getCenter().distanceTo([33.5, 36.3]) < 30000")
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
