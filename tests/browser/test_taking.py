"""What leaves the page: files, links, frames in other pages, paper."""

from __future__ import annotations

import json

import pytest

from tests.browser.chromium import expect
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.system


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
