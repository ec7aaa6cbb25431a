"""One file, opened from a disk with the network cut: the same map, and nobody's text becomes code."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.ingest.example import example_report
from app.map.standalone import standalone
from tests.browser import chromium
from tests.browser.chromium import expect
from tests.browser.conftest import OpenPage
from tests.map import sample

pytestmark = pytest.mark.system

BASEMAP = Path(__file__).parents[2] / "geodata" / "basemap"


def test_the_file_opens_from_disk_and_asks_for_nothing(tmp_path: Path, visit: OpenPage) -> None:
    path = tmp_path / "map.html"
    path.write_text(standalone(sample.collections(), sample.overview(), sample.report(), BASEMAP), encoding="utf-8")
    seen = visit(path.as_uri())
    page = seen.page
    assert page.evaluate("performance.getEntriesByType('resource').length") == 0
    expect(page.locator(".card")).to_have_count(2)
    expect(page.locator("path.area.target")).to_have_count(1)
    expect(page.locator("path.area.origin")).to_have_count(1)
    expect(page.locator(".leaflet-lines-pane path.strike-line")).to_have_count(1)
    expect(page.locator("#table tbody tr")).to_have_count(5)
    page.locator("path.area.target").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").locator("blockquote")).to_have_count(2)
    assert seen.troubles == []


def test_on_a_phone_the_dispute_follows_the_map_and_the_legend_waits_folded(tmp_path: Path, visit: OpenPage) -> None:
    path = tmp_path / "map.html"
    path.write_text(standalone(sample.collections(), sample.overview(), sample.report(), BASEMAP), encoding="utf-8")
    page = visit(path.as_uri(), **chromium.PHONE).page
    frame, box, cards = (page.locator(one).bounding_box() for one in (".frame", "#disputes", "#claims"))
    assert frame and box and cards
    assert frame["height"] <= 0.45 * 844
    assert frame["y"] + frame["height"] < box["y"] < 844 - 100
    assert box["y"] + box["height"] < cards["y"]
    switch = page.get_by_role("checkbox", name="Launch origins")
    expect(switch).not_to_be_visible()
    page.locator("#fold > summary").click()
    expect(switch).to_be_visible()


def test_what_is_not_on_the_map_is_quoted_without_a_second_verb(tmp_path: Path, visit: OpenPage) -> None:
    told = sample.overview("Reports say")
    path = tmp_path / "map.html"
    path.write_text(standalone(sample.collections(), told, sample.report(), BASEMAP), encoding="utf-8")
    lines = visit(path.as_uri()).page.locator("#unmapped li").all_inner_texts()
    assert len(lines) == 3
    assert all(line.endswith("Reports say: Reports say") or line.endswith("Reports say: “Reports say”") for line in lines)


def _mixed(tmp_path: Path) -> str:
    """A file of the EXAMPLE beside real reports, one of them without a publisher, and a row of a coded data set."""
    told = sample.collections()
    for feature in (feature for features in told.values() for feature in features):
        if feature["properties"]["claim_id"] == "c2":
            feature["properties"]["source_kind"] = "example"
    first = told["claims"][0]
    first["properties"] |= {"report_id": "1", "publisher": "Coast Gazette"}
    for number, publisher, kind in (("2", "Coast Gazette", "text"), ("3", None, "text"), ("4", "Harbour log", "coded_row")):
        own = {**first["properties"], "claim_id": f"c{number}", "report_id": number, "publisher": publisher, "source_kind": kind}
        told["claims"].append({**first, "id": f"other-{number}", "properties": own})
    path = tmp_path / "map.html"
    path.write_text(standalone(told, sample.overview(), None, BASEMAP), encoding="utf-8")
    return path.as_uri()


def test_the_example_is_left_out_where_it_stands_among_reports(tmp_path: Path, visit: OpenPage) -> None:
    page = visit(_mixed(tmp_path)).page
    expect(page.locator("#strip .chip")).to_have_count(0)
    expect(page.locator("#claim-c1")).to_have_count(1)
    expect(page.locator("#claim-c2")).to_have_count(0)
    page.locator("path.area.target").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").locator("article")).to_have_count(1)


def test_the_reports_that_claims_were_read_in_are_counted_and_named(tmp_path: Path, visit: OpenPage) -> None:
    strip = visit(_mixed(tmp_path)).page.locator("#strip")
    expect(strip).to_contain_text("Read from 2 reports by Coast Gazette, 1 without a publisher and 1 coded row")


PAYLOADS = [
    "</script><script>window.hit = 1</script>",
    "<img src=x onerror='window.hit = 1'>",
    '"><svg onload="window.hit = 1">',
    "<iframe srcdoc='<script>parent.hit = 1</script>'></iframe>",
    "javascript:window.hit = 1",
    "${window.hit = 1}",
    "</style><style>@import '//example.org/x.css'</style>",
    "<a href=javascript:window.hit=1>press</a>",
    "<!--<script>window.hit = 1",
    "\u202e</title><script>window.hit=1</script>",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_shown_and_never_run_even_without_the_policy(tmp_path: Path, visit: OpenPage, payload: str) -> None:
    html = standalone(sample.collections(payload), sample.overview(payload), sample.report(payload), BASEMAP)
    path = tmp_path / "map.html"
    path.write_text(html.replace('http-equiv="Content-Security-Policy"', 'name="nothing"'), encoding="utf-8")
    seen = visit(path.as_uri())
    page = seen.page
    for mark in page.locator("path.area, .mark").all():
        mark.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
    assert page.evaluate("window.hit") is None
    expect(page.locator(".card").first).to_contain_text(payload)
    assert page.locator("a[href^='javascript']").count() == 0
    assert seen.troubles == []


def test_no_speaker_is_drawn_truer_than_another(tmp_path: Path, visit: OpenPage) -> None:
    drawn = set()
    for kind in ("state_belligerent", "armed_group", "monitor", "news_media"):
        told = sample.collections()
        for feature in (feature for features in told.values() for feature in features):
            feature["properties"]["claimant_kind"] = kind
        path = tmp_path / f"{kind}.html"
        path.write_text(standalone(told, sample.overview(), sample.report(), BASEMAP), encoding="utf-8")
        page = visit(path.as_uri()).page
        marks = page.locator(".mark svg, path.area, .leaflet-lines-pane path").evaluate_all(
            "nodes => nodes.map(node => [node.getAttribute('class'), getComputedStyle(node).fill, getComputedStyle(node).strokeWidth].join(' '))"
        )
        sentence = page.locator(".card .sentence").first.inner_text()
        assert " said the navy struck " in sentence
        drawn.add((tuple(marks), sentence))
    assert len(drawn) == 1


def test_the_page_gives_the_same_map_as_a_file(site: str, visit: OpenPage, tmp_path: Path) -> None:
    page = visit(f"{site}/?report={example_report().id}").page
    cards = page.locator(".card").count()
    with page.expect_download() as download:
        page.get_by_role("link", name="Save this map as one file").click()
    path = tmp_path / "saved.html"
    download.value.save_as(path)
    saved = visit(path.as_uri())
    expect(saved.page.locator(".card")).to_have_count(cards)
    assert saved.page.locator("path.area").count() == page.locator("path.area").count()
    assert saved.troubles == []
