"""Everybody can use it: axe finds nothing serious, the keyboard reaches everything, nothing jumps, right to left holds."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from app.ingest.example import example_report
from tests.browser import chromium
from tests.browser.conftest import OpenPage

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.system

REPORT = example_report().id
MAP = f"?report={REPORT}"
PLAIN = ("list", "about", "methodology", "data", "sign-in", "accuracy?f=html", "collections?f=html", "collections/claims?f=html", "api?f=html")
RTL = "document.addEventListener('DOMContentLoaded', () => { document.documentElement.dir = 'rtl'; });"
SHIFTS = (
    "window.moved = 0; new PerformanceObserver(list => { for (const one of list.getEntries()) if (!one.hadRecentInput) window.moved += one.value; })"
)
SHIFTS += ".observe({type: 'layout-shift', buffered: true});"


@cache
def _axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe-core calls serious or critical, as sentences."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(_axe())
    found: list[dict[str, Any]] = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(result => result.violations)")
    return [
        f"{one['id']}: {node['html'][:150]} {node.get('failureSummary', '')}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("options", [chromium.DESKTOP, chromium.PHONE, chromium.DARK], ids=["desktop", "phone", "dark"])
def test_axe_finds_nothing_serious_on_the_map(site: str, visit: OpenPage, options: dict[str, Any]) -> None:
    page = visit(f"{site}/{MAP}", **options).page
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    assert violations(page) == []
    page.locator("path.area.target").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize(
    ("options", "scripts"),
    [(chromium.DESKTOP, ()), (chromium.PHONE, ()), (chromium.DARK, ()), (chromium.DESKTOP, (RTL,))],
    ids=["desktop", "phone", "dark", "right to left"],
)
def test_axe_finds_nothing_serious_on_any_other_page(site: str, visit: OpenPage, options: dict[str, Any], scripts: tuple[str, ...]) -> None:
    seen = visit(f"{site}/{MAP}&embed=1", **options, scripts=scripts)
    assert violations(seen.page) == []
    for address in (*PLAIN, *_pages_of(seen.page, site)):
        seen.page.goto(f"{site}/{address}")
        assert violations(seen.page) == [], address
        # on a phone what is too wide widens window.innerWidth as well
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= options["viewport"]["width"], address
    assert seen.troubles == []


def _pages_of(page: Page, site: str) -> list[str]:
    """The pages of the report, and of a place, an event and a claim of it."""
    claim = page.request.get(f"{site}/collections/claims/items?report_id={REPORT}&limit=1").json()["features"][0]
    mark = page.request.get(f"{site}/collections/reported-targets/items?report_id={REPORT}&limit=1").json()["features"][0]["properties"]
    event = claim["properties"]["event_id"]
    return [f"reports/{REPORT}?f=html", f"places/{mark['place_id']}?f=html", f"events/{event}?f=html", f"history/{claim['id']}?f=html"]


def test_right_to_left_holds(site: str, visit: OpenPage) -> None:
    seen = visit(f"{site}/{MAP}", **chromium.DESKTOP, scripts=(RTL,))
    page = seen.page
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert violations(page) == []
    width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width[0] <= width[1]
    days = page.evaluate(
        "(() => { const text = document.querySelector('#timeline .window').firstChild, at = i => { const r = document.createRange(); "
        "r.setStart(text, i); r.setEnd(text, i + 1); return r.getBoundingClientRect().left; }; return [at(0), at(3)]; })()"
    )
    assert days[0] < days[1], "17–20 November must not read 20–17"
    side, stage = page.locator(".side").bounding_box(), page.locator(".stage").bounding_box()
    assert side and stage and side["x"] > stage["x"]
    page.locator(".mark").first.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog").evaluate("node => getComputedStyle(node).direction") == "rtl"
    assert seen.troubles == []


@pytest.mark.parametrize("options", [chromium.DESKTOP, chromium.PHONE], ids=["desktop", "phone"])
def test_nothing_jumps_while_the_page_loads(site: str, visit: OpenPage, options: dict[str, Any]) -> None:
    page = visit(f"{site}/{MAP}", **options, scripts=(SHIFTS,)).page
    page.wait_for_timeout(500)
    assert page.evaluate("window.moved") <= 0.1


def test_the_keyboard_alone_reaches_every_mark_the_days_and_every_claim_and_leaves_again(site: str, visit: OpenPage) -> None:
    page = visit(f"{site}/{MAP}", **chromium.DESKTOP, reduced_motion="reduce").page
    marks = page.locator("path.area, .mark").count()
    reached: dict[str, int] = {}
    for _ in range(260):
        page.keyboard.press("Tab")
        where = page.evaluate(
            "(() => { const n = document.activeElement; return n === document.body ? 'left' : n.matches('path.area, .mark') ? 'mark' : "
            "n.matches('.fly') ? 'claim' : n.matches('input[type=range]') ? 'days' : n.matches('[type=search]') ? 'search' : "
            "n.matches('#table button') ? 'row' : n.matches('textarea') ? 'report' : 'other'; })()"
        )
        reached[where] = reached.get(where, 0) + 1
        if where == "left":
            break
    assert reached["left"] == 1
    assert reached["mark"] == marks
    assert reached["days"] == 2
    assert reached["claim"] == page.locator(".fly").count()
    assert reached["row"] == page.locator("#table tbody button").count()
    assert reached["search"] == 1
    for at in range(marks):
        mark = page.locator("path.area, .mark").nth(at)
        mark.focus()
        page.keyboard.press("Enter")
        assert page.get_by_role("dialog").inner_text()
        page.keyboard.press("Escape")
        page.wait_for_function("document.querySelector('.popup') === null")
