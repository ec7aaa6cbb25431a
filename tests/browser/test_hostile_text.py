"""Sixty payloads in every field that somebody may fill: shown as text everywhere, run nowhere, also with the policy switched off."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app import main
from app.ingest.mapping import preset
from app.settings import Settings
from tests.browser import chromium
from tests.browser.conftest import OpenPage
from tests.browser.payloads import PAYLOADS
from tests.browser.serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import APIRequestContext, Page

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def hostile(own_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty service of its own."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("hostile"), cache_dir=own_settings.cache_dir)
    service = main.build_service(settings)
    service.import_file(_rows(settings.data_dir / "points.csv"), preset("points"), name="points", visibility="public")
    with serving(main.create_app(settings, service)) as address:
        yield address
    service.close()


def _rows(path: Path) -> Path:
    """A coded row for each payload, which stands in every text that a row may have; ten of them on each of six spots."""
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "date", "lon", "lat", "place_name", "text", "attacker", "claimant", "target_label", "weapon_label", "publisher", "url"))
        for number, payload in enumerate(PAYLOADS):
            rows.writerow((f"row {number}", "2023-03-07", 30 + number % 3, 48 + number % 2, *[payload] * 7, "javascript:window.hit=1"))
    return path


def _fill(requests: APIRequestContext, site: str) -> list[str]:
    """A report for each payload, in its text, headline and publisher, with a review whose reviewer and reason bear it too; the reports' ids."""
    ids = []
    for number, payload in enumerate(PAYLOADS):
        told = (
            f'Missile number {number} hit "{payload} depots" in Kharkiv on Tuesday, the {payload} army said. The mayor said it hit a {payload} plant.'
        )
        report = {"title": payload, "publisher": payload, "url": "https://example.org/", "published_at": "2023-03-08"}
        answer = requests.post(f"{site}/reports", data={**report, "text": told})
        if answer.status == 400:  # taken for HTML; then at least what stands around a text must be safe
            plain = f"Missiles hit a depot in Kharkiv on Tuesday, the army said. It was strike number {number}."
            answer = requests.post(f"{site}/reports", data={**report, "text": plain})
        assert answer.status in (200, 201), payload
        ids.append(answer.json()["id"])
    claims = requests.get(f"{site}/collections/claims/items?limit=1000&source_kind=text").json()["features"]
    for payload, claim in zip(PAYLOADS, claims, strict=False):
        decided = {"verb": "grade", "reason": payload, "reviewer": payload[:100].replace("\n", " ").replace("\t", " "), "after": {"grading": "weak"}}
        held = requests.get(f"{site}/reports/{claim['properties']['report_id']}/reviews").json()["claims"]
        seen = {one["claim_id"]: one["etag"] for one in held}
        answer = requests.post(f"{site}/claims/{claim['id']}/reviews", data=decided, headers={"If-Match": seen[claim["id"]]})
        assert answer.status == 201, (payload, answer.text())
    return ids


@pytest.mark.parametrize("bypass", [False, True], ids=["with the policy", "without the policy"])
def test_no_payload_runs_on_any_page(hostile: str, visit: OpenPage, bypass: bool, tmp_path: Path) -> None:
    seen = visit(f"{hostile}/about", **chromium.DESKTOP, bypass_csp=bypass)
    page = seen.page
    ids = _fill(page.request, hostile)
    page.goto(hostile)
    page.wait_for_selector("html[data-ready]")
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    for mark in page.locator("path.area, .mark").all():
        mark.focus()
        page.keyboard.press("Enter")
        page.evaluate("for (const fold of document.querySelectorAll('.popup details')) fold.open = true")
    _unharmed(page, "the map")
    claims = page.request.get(f"{hostile}/collections/claims/items?limit=1000&source_kind=text").json()["features"]
    events = {claim["properties"]["event_id"] for claim in claims if claim["properties"]["event_id"]}
    plain = [f"reports/{one}?f=html" for one in ids[::3]] + [f"history/{claim['id']}?f=html" for claim in claims[:60:3]]
    for address in ["list", *plain, *[f"events/{one}?f=html" for one in sorted(events)[:10]], "collections/claims/items?f=html&limit=100"]:
        page.goto(f"{hostile}/{address}")
        _unharmed(page, address)
    for address in ["review", "review?state=log", *[f"review/{one}" for one in ids[::6]]]:
        seen.open(f"{hostile}/{address}")
        _unharmed(page, address)
    saved = tmp_path / "map.html"
    saved.write_bytes(page.request.get(f"{hostile}/map.html").body())
    page.goto(saved.as_uri())
    page.wait_for_selector("html[data-ready]")
    _unharmed(page, "the file")
    assert seen.troubles == []


def _unharmed(page: Page, where: str) -> None:
    page.wait_for_timeout(50)
    assert page.evaluate("window.hit") is None, where
    made = ("img:not(.minimap)", "iframe", "script", "object", "embed", "form[action^='javascript' i]", "[onerror]", "[onload]")
    bad = ", ".join(["[href^='javascript' i]", *[f"main {one}" for one in made]])
    assert page.locator(bad).count() == 0, where
