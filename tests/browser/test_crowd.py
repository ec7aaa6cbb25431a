"""More marks than a page should be sent: tiles of cells, counts from the service, and everything else as before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from app import main
from app.model.report import Report, report_id
from app.settings import Settings
from tests.browser import chromium
from tests.browser.chromium import expect
from tests.browser.conftest import OpenPage
from tests.browser.crowd import many
from tests.browser.serving import serving
from tests.browser.test_accessibility import violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.system

POINTS = 2_500
NEWS = (
    "Russian ships fired six cruise missiles from the Caspian Sea on Friday and hit militants in Raqqa, Russia's defence ministry said.\n\n"
    "Turkey said the missiles had hit a hospital in Raqqa on Friday. The Syrian Observatory said a missile hit the village of Zelenyi Hrunt."
)
SETTLED = "() => Object.values(map_page._layers).every(layer => !layer.isLoading || !layer.isLoading())"
AREA = "Shells and missiles hit villages across Aleppo province on Tuesday, the Syrian Observatory for Human Rights said."
SAME_AREA = "Turkey said on Wednesday that shells had hit villages across Aleppo province on Tuesday."


@pytest.fixture(scope="module")
def with_news(own_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Many coded points, and one report with lines, a dispute and a name that nobody knows."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("crowd-news"), cache_dir=own_settings.cache_dir)
    service = main.build_service(settings)
    many(POINTS)(service)
    service.submit(Report(id=report_id(NEWS), text=NEWS, publisher="Harbour Wire", published_at=date(2024, 11, 23)))
    with serving(main.create_app(settings, service)) as address:
        yield address
    service.close()


def test_lines_disputes_and_what_has_no_place_are_there_too_and_follow_the_filters(with_news: str, visit: OpenPage) -> None:
    seen = visit(with_news)
    page = seen.page
    expect(page.locator(".leaflet-lines-pane path.strike-line").first).to_be_attached()
    expect(page.get_by_role("checkbox", name="Lines: as claimed, not tracks")).to_be_checked()
    expect(page.locator("#dispute-list li")).to_have_count(2)
    expect(page.locator("#unmapped")).to_contain_text("Zelenyi Hrunt")
    assert page.locator("#unmapped .sign", has_text="M").count() == 1
    page.locator(".drawer > summary").click()
    group = page.get_by_role("group", name="Kind of speaker")
    group.get_by_role("checkbox", name="monitor").check()
    expect(page.locator("#disputes")).to_be_hidden()
    expect(page.locator("#unmapped")).to_be_visible()
    expect(page.locator(".leaflet-lines-pane path.strike-line")).to_have_count(0)
    group.get_by_role("checkbox", name="monitor").uncheck()
    expect(page.locator("#disputes")).to_be_visible()
    page.get_by_label("Search in claims and places").fill("hospital")
    expect(page.locator("#unmapped")).to_be_hidden()
    expect(page.locator("#disputes")).to_be_visible()
    assert seen.troubles == []


@pytest.fixture(scope="module")
def crowd(own_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("crowd"), cache_dir=own_settings.cache_dir)
    service = main.build_service(settings)
    many(POINTS)(service)
    with serving(main.create_app(settings, service)) as address:
        yield address
    service.close()


def _matched(page: Page, site: str) -> int:
    chosen = {name: value for name, value in parse_qs(urlsplit(page.url).query).items() if name not in ("view", "claim", "off", "embed")}
    query = "&".join(f"{name}={one}" for name, values in chosen.items() for one in values)
    return int(page.request.get(f"{site}/census?{query}").json()["matched"])


def test_many_marks_come_as_tiles_with_the_counts_of_all(crowd: str, visit: OpenPage) -> None:
    seen = visit(crowd)
    page = seen.page
    expect(page.locator("#claims-count")).to_have_text("2,500")
    assert page.locator("canvas.cells").count() >= 4
    assert page.locator(".mark").count() == 0
    expect(page.locator("#strip")).to_contain_text("Read from 2,500 coded rows")
    expect(page.locator("#strip")).to_contain_text("% of them by parties to the fighting")
    expect(page.locator(".card")).to_have_count(60)
    assert page.evaluate("performance.getEntriesByName('map-ready').length") == 1
    assert page.evaluate("performance.getEntriesByType('resource').reduce((sum, one) => sum + one.encodedBodySize, 0)") <= 300_000
    assert seen.troubles == []


def test_whatever_is_under_the_pointer_or_in_the_middle_tells_its_claims(crowd: str, visit: OpenPage) -> None:
    seen = visit(crowd, **chromium.DESKTOP, reduced_motion="reduce")
    page = seen.page
    page.locator(".fly").first.click()
    expect(page.get_by_role("dialog").locator("blockquote")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator("#map_page").focus()
    page.keyboard.press("Enter")
    popup = page.get_by_role("dialog")
    expect(popup.locator("blockquote").first).to_contain_text("“")
    expect(popup).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#map_page")).to_be_focused()
    page.evaluate("map_page.setView([34.5, 40], 6, {animate: false})")
    page.wait_for_function(SETTLED)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").locator("h3").first).to_be_visible()
    assert seen.troubles == []


def test_filters_days_and_words_narrow_map_counts_and_list_and_the_address_restores_them(crowd: str, visit: OpenPage) -> None:
    seen = visit(crowd)
    page = seen.page
    page.locator(".drawer > summary").click()
    page.get_by_role("group", name="With").get_by_role("checkbox", name="artillery").check()
    expect(page.locator("#filters")).to_contain_text("of 2,500 claims shown")
    page.wait_for_function("document.getElementById('claims-count').textContent !== '2,500'")
    matched = _matched(page, crowd)
    assert 0 < matched < POINTS
    expect(page.locator("#claims-count")).to_have_text(f"{matched:,}")
    page.get_by_label("Last day shown").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("count => document.getElementById('claims-count').textContent !== count", arg=f"{matched:,}")
    fewer = _matched(page, crowd)
    assert 0 < fewer < matched
    expect(page.locator("#timeline")).to_contain_text("without a day always shown")
    again = visit(page.url)
    expect(again.page.locator("#claims-count")).to_have_text(f"{fewer:,}")
    page.get_by_label("Search in claims and places").fill("nothing says this")
    expect(page.locator("#note")).to_contain_text("No claim passes")
    assert seen.troubles == again.troubles == []


def test_the_list_goes_on_and_a_claim_of_the_address_is_flown_to(crowd: str, visit: OpenPage) -> None:
    page = visit(crowd).page
    first = page.locator(".card").first.get_attribute("id")
    page.get_by_role("button", name="Older").click()
    expect(page.locator(".pages")).to_contain_text("61–120 of 2,500")
    assert page.locator(".card").first.get_attribute("id") != first
    assert first is not None
    flown = visit(f"{crowd}/?claim={first.removeprefix('claim-')}").page
    expect(flown.get_by_role("dialog").locator("blockquote")).to_have_count(1)
    assert flown.evaluate("map_page.getZoom()") >= 9


def test_areas_stay_areas_among_many_points_and_axe_finds_nothing(crowd: str, visit: OpenPage) -> None:
    seen = visit(crowd)
    page = seen.page
    for text in (AREA, SAME_AREA):
        page.request.post(f"{crowd}/reports", data={"text": text, "publisher": "Wire", "published_at": "2016-02-10"})
    page.goto(f"{crowd}/?view=6/36/38")
    page.wait_for_selector("path.area.target")
    expect(page.locator(".mark-name .tally")).to_have_text("2")
    assert set(page.locator(".mark-name .sign").all_inner_texts()) == {"M", "B"}
    page.locator("path.area.target").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Known only as a province")
    assert violations(page) == []
    assert seen.troubles == []
