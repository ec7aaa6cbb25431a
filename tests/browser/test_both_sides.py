"""A sceptic's test: one night told once from each side gives maps that differ only in who is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from app import main
from app.settings import Settings
from tests.browser import chromium
from tests.browser.conftest import OpenPage
from tests.browser.serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.system

TOLD = (
    "{speaker} said on Tuesday that {striker} forces had fired six cruise missiles from the Black Sea at {place}. "
    "The missiles hit an oil depot in {place}, {speaker} said.\n\n"
    "{other} said the missiles had struck a hospital in {place} on Tuesday.\n"
)
SIDES = {
    "one": {"speaker": "Russia's defence ministry", "other": "Ukraine's health ministry"},
    "other": {"speaker": "Ukraine's defence ministry", "other": "Russia's health ministry"},
}
DRAWN = """
(() => {
  const looks = ['fill', 'fillOpacity', 'stroke', 'strokeWidth', 'strokeDasharray'];
  const paint = node => { const s = getComputedStyle(node); return [node.getAttribute('class'), ...looks.map(name => s[name])].join(' ') };
  const at = node => { const b = node.getBoundingClientRect(); return [b.x, b.y, b.width, b.height].map(Math.round).join(',') };
  const nodes = document.querySelectorAll('.mark svg, .mark svg *, path.area, .leaflet-lines-pane path, .arrow path, .tally');
  return [...nodes].map(node => paint(node) + ' ' + at(node));
})()
"""


@pytest.fixture(scope="module")
def empty(own_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("sides"), cache_dir=own_settings.cache_dir)
    service = main.build_service(settings)
    with serving(main.create_app(settings, service)) as address:
        yield address
    service.close()


def _map_of(site: str, visit: OpenPage, side: str) -> Page:
    text = TOLD.format(**SIDES[side], striker="Russian", place="Odesa")
    seen = visit(f"{site}/about", **chromium.DESKTOP)
    receipt = seen.page.request.post(f"{site}/reports", data={"text": text, "publisher": "Wire", "published_at": "2023-03-08"}).json()
    assert receipt["claims"] >= 2
    seen.page.goto(f"{site}/?report={receipt['id']}")
    seen.page.wait_for_selector("html[data-ready]")
    return seen.page


def test_a_night_told_from_each_side_differs_only_in_who_is_quoted(empty: str, visit: OpenPage) -> None:
    one, other = (_map_of(empty, visit, side) for side in SIDES)
    drawn = one.evaluate(DRAWN)
    assert drawn
    assert drawn == other.evaluate(DRAWN)
    assert "solid" not in " ".join(drawn)
    assert _neutral(one) == _neutral(other)
    assert one.locator(".card").count() == other.locator(".card").count() >= 2


def test_neither_side_has_another_verb_than_said(empty: str, visit: OpenPage) -> None:
    for side in SIDES:
        for sentence in _map_of(empty, visit, side).locator(".card .sentence").all_inner_texts():
            assert " said " in sentence
            assert not any(word in sentence for word in ("claimed", "admitted", "alleged", "confirmed", "revealed"))


def _neutral(page: Page) -> list[str]:
    """The page's sentences and sign-posts with the speakers taken out (a striker who speaks of itself is "it"): the rest must be the same."""
    texts = page.locator(".card .sentence, #legend .keys:not(.speakers), #timeline, #dispute-list li").all_inner_texts()
    speaker = re.compile(r"(?:Russian?|Ukraine|Ukrainian)(?:'s)? (?:defence|health) ministry|Russia|Ukraine")
    return [speaker.sub("X", text).replace("X said it ", "X said X ") for text in texts]
