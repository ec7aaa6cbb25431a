"""Reviewing in the browser: a report is worked through by keyboard, and what was decided stands in the service."""

import json
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app import main
from app.model.report import Report, report_id
from app.settings import Settings
from tests.browser import chromium
from tests.browser.chromium import expect
from tests.browser.conftest import OpenPage, Visit
from tests.browser.serving import serving
from tests.browser.test_accessibility import RTL, violations

pytestmark = pytest.mark.system

TEXT = (
    "Two Russian missiles hit the city of Kharkiv on Monday, the regional governor, Oleh Synyehubov, said.\n\n"
    "In the village of Zelenyi Hrunt a rocket struck a school on Tuesday, police said. Nobody was hurt 😀 there.\n\n"
    "Drones struck an oil depot in Poltava on Wednesday, according to the emergency service. A warehouse burned down in Sumy."
)
REPORT = Report(id=report_id(TEXT), text=TEXT, title="Three days of strikes", publisher="Harbour Wire", published_at=date(2024, 5, 16))


@pytest.fixture
def desk_site(own_settings: Settings, tmp_path: Path) -> Iterator[str]:
    """A service with one report that nobody has looked at."""
    settings = replace(own_settings, data_dir=tmp_path)
    service = main.build_service(settings)
    service.submit(REPORT)
    with serving(main.create_app(settings, service)) as address:
        yield address
    service.close()


@pytest.fixture
def desk(desk_site: str, visit: OpenPage) -> Visit:
    seen = visit(f"{desk_site}/review/{REPORT.id}")
    expect(seen.page.locator(".card").first).to_be_visible()  # what is decided elsewhere from here on is news to this page
    seen.page.fill("#reviewer", "Ada Lovelace")
    seen.page.locator("#reviewer").blur()
    return seen


def asked(address: str) -> dict[str, Any]:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return json.load(answer)


def claims(site: str) -> list[dict[str, Any]]:
    return asked(f"{site}/reports/{REPORT.id}/reviews")["claims"]


def told(seen: Visit, words: str) -> None:
    expect(seen.page.locator("[data-part=told]")).to_contain_text(words)


def test_the_queue_leads_to_the_report_by_keyboard_alone(desk_site: str, visit: OpenPage) -> None:
    page = visit(f"{desk_site}/review").page
    expect(page.locator("[data-part=queue]")).to_contain_text("Three days of strikes")
    page.locator("[data-part=queue] a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("h1")).to_have_text("Three days of strikes")


def test_every_claim_is_accepted_corrected_or_rejected_by_keyboard(desk: Visit, desk_site: str) -> None:
    page = desk.page
    before = len(claims(desk_site))
    page.locator(".card").first.click()
    page.keyboard.press("a")
    told(desk, "Accepted.")
    page.keyboard.press("e")
    page.locator("#field-platform").press_sequentially("Iskander")
    page.locator("#form-reason").press_sequentially("named in the video")
    page.keyboard.press("Enter")
    told(desk, "Corrected.")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.type("told of another village")
    page.keyboard.press("Enter")
    told(desk, "Rejected.")
    states = {claim["state"]: claim for claim in claims(desk_site)}
    assert {"accepted", "corrected", "rejected"} <= set(states)
    assert (states["corrected"]["fields"]["platform"], states["corrected"]["reviewed_by"]) == ("Iskander", "Ada Lovelace")
    assert len(claims(desk_site)) == before
    assert not desk.troubles


def test_one_key_accepts_the_rest(desk: Visit, desk_site: str) -> None:
    desk.page.locator(".card").first.click()
    desk.page.keyboard.press("Shift+A")
    told(desk, "The rest of the report is accepted.")
    assert {claim["state"] for claim in claims(desk_site)} == {"accepted"}


def test_selected_text_becomes_a_claim_with_its_exact_words(desk: Visit, desk_site: str) -> None:
    words = "A warehouse burned down in Sumy"
    select(desk, words)
    desk.page.locator("[data-part=add]").click()
    desk.page.fill("#field-claimant", "emergency service")
    desk.page.select_option("#field-kind", "state_belligerent")
    desk.page.fill("#form-reason", "said in the next sentence")
    desk.page.get_by_role("button", name="Save").click()
    told(desk, "Added.")
    assert words in [claim["claim"]["quote"]["exact"] for claim in claims(desk_site)]


def test_an_unresolved_name_is_looked_up_and_chosen(desk: Visit, desk_site: str) -> None:
    page = desk.page
    page.locator(".card", has_text="Zelenyi Hrunt").first.click()
    page.keyboard.press("e")
    row = page.locator(".places li", has_text="Zelenyi Hrunt").first
    row.get_by_placeholder("look up another name").fill("Chuhuiv")
    row.get_by_role("button", name="Look up").click()
    expect(row.locator("select").nth(1)).not_to_have_value("")
    page.fill("#form-reason", "a suburb of it")
    page.get_by_role("button", name="Save").click()
    told(desk, "Corrected.")
    places = [place for claim in claims(desk_site) for place in claim["fields"]["places"] if place["surface"] == "Zelenyi Hrunt"]
    assert [place["place"]["country"] for place in places] == ["UA"]


def test_a_field_shows_the_words_it_rests_on(desk: Visit) -> None:
    desk.page.locator(".card.current dd", has_text="Kharkiv").first.hover()
    assert desk.page.evaluate("[...CSS.highlights.get('field')].map(String)") == ["Kharkiv"]


def test_who_comes_second_is_shown_what_the_first_decided(desk: Visit, desk_site: str) -> None:
    claim = claims(desk_site)[0]
    body = json.dumps({"verb": "reject", "reason": "a drill", "reviewer": "Grace Hopper"}).encode()
    headers = {"Content-Type": "application/json", "If-Match": claim["etag"], "Origin": desk_site}
    request = urllib.request.Request(f"{desk_site}/claims/{claim['claim_id']}/reviews", body, headers)
    urllib.request.urlopen(request, timeout=10).close()
    desk.page.locator(".card").first.click()
    desk.page.keyboard.press("a")
    told(desk, "Somebody else reviewed this just now")
    assert claims(desk_site)[0]["reviewed_by"] == "Grace Hopper"


def test_a_second_key_waits_until_the_first_decision_is_kept(desk: Visit, desk_site: str) -> None:
    page: Any = desk.page
    held: list[Any] = []
    page.route("**/claims/*/reviews", lambda route: held.append(route))
    page.locator(".card").first.click()
    page.keyboard.press("a")
    told(desk, "One moment")
    page.keyboard.press("e")
    told(desk, "still being kept")
    held[0].continue_()
    told(desk, "Accepted.")
    assert len(held) == 1
    assert [claim["state"] for claim in claims(desk_site)].count("accepted") == 1
    assert not desk.troubles


def test_a_decision_can_be_undone(desk: Visit, desk_site: str) -> None:
    desk.page.locator(".card").first.click()
    desk.page.keyboard.press("a")
    told(desk, "Accepted.")
    desk.page.keyboard.press("k")
    desk.page.keyboard.press("u")
    desk.page.keyboard.type("too quick")
    desk.page.keyboard.press("Enter")
    told(desk, "Undone.")
    assert {claim["state"] for claim in claims(desk_site)} == {"machine"}


@pytest.mark.parametrize("options", [chromium.DESKTOP, chromium.PHONE, chromium.DARK], ids=["desktop", "phone", "dark"])
def test_axe_finds_nothing_serious_on_the_desk(desk_site: str, visit: OpenPage, options: dict[str, Any]) -> None:
    seen = visit(f"{desk_site}/review", **options)
    assert violations(seen.page) == []
    seen.open(f"{desk_site}/review/{REPORT.id}")
    assert violations(seen.page) == []
    seen.page.locator("[data-verb=correct]").click()
    assert violations(seen.page) == []
    width = seen.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width[0] <= width[1]


def test_the_desk_holds_from_right_to_left(desk_site: str, visit: OpenPage) -> None:
    seen = visit(f"{desk_site}/review/{REPORT.id}", **chromium.DESKTOP, scripts=(RTL,))
    assert violations(seen.page) == []
    text, claims_ = (seen.page.locator(f"[data-part={name}]").bounding_box() for name in ("text", "claims"))
    assert text and claims_ and text["x"] > claims_["x"]


def select(seen: Visit, words: str) -> None:
    seen.page.evaluate(
        """words => {
          const walker = document.createTreeWalker(document.querySelector("[data-part=text]"), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at >= 0) return window.getSelection().setBaseAndExtent(node, at, node, at + words.length);
          }
          throw new Error("these words are in no single stretch of the text");
        }""",
        words,
    )


def test_the_next_report_is_one_that_was_not_passed_over(desk: Visit, desk_site: str) -> None:
    page = desk.page
    for place in ("Poltava", "Sumy"):
        told_ = {"text": f"A missile hit the city of {place} on Monday, police said.", "title": place, "published_at": "2024-05-16"}
        assert page.request.post(f"{desk_site}/reports", data=told_).status == 201
    seen = [page.locator("h1").inner_text()]
    for _ in range(2):
        with page.expect_navigation():
            page.locator("[data-part=next]").click()
        page.wait_for_selector("html[data-ready]")
        seen.append(page.locator("h1").inner_text())
    assert sorted(seen) == ["Poltava", "Sumy", "Three days of strikes"]
    with page.expect_navigation():
        page.locator("[data-part=next]").click()
    expect(page.locator("h1")).to_have_text("Review")
