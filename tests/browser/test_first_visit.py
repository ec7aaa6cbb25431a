"""A new user's way, by what the pages say alone: a report is read, checked, mended, saved and embedded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.responses import HTMLResponse

from app import main
from app.ingest.example import example_report
from app.settings import Settings
from tests.browser.chromium import expect
from tests.browser.conftest import OpenPage
from tests.browser.serving import serving

pytestmark = pytest.mark.system

REPORT = (
    "Two Russian missiles hit an oil depot in Kharkiv on Monday, the regional governor said.\n\n"
    "In the village of Zelenyi Hrunt a drone struck a school on Monday evening, police said. Nobody was hurt.\n\n"
    "Russia's defence ministry said its missiles had destroyed a military depot in Kharkiv."
)


@pytest.fixture
def fresh(own_settings: Settings, tmp_path: Path) -> Iterator[str]:
    """The service as ``make serve`` starts it: with the EXAMPLE."""
    settings = replace(own_settings, data_dir=tmp_path)
    service = main.build_service(settings)
    service.submit(example_report())
    with serving(main.create_app(settings, service)) as address:
        yield address
    service.close()


def test_from_a_pasted_report_to_a_corrected_saved_and_embedded_map(fresh: str, visit: OpenPage, tmp_path: Path) -> None:
    seen = visit(fresh)
    page = seen.page
    page.get_by_label("Text of the report").fill(REPORT)
    page.get_by_label("Publisher").fill("Harbour Wire")
    page.get_by_label("Published when?").fill("2024-05-16")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/?report=*")
    page.wait_for_selector("html[data-ready]")
    steps = page.get_by_role("region", name="Is it read right?")
    expect(steps).to_contain_text("nobody has checked them yet")
    expect(steps).to_contain_text("Zelenyi Hrunt")
    expect(steps.get_by_role("link", name="Check what was read")).to_be_visible()
    marks = page.locator(".mark, path.area").count()

    page.get_by_role("link", name="Say where it is").first.click()
    page.wait_for_selector("html[data-ready]")
    expect(page.locator(".card.current")).to_contain_text("Zelenyi Hrunt")
    page.locator(".card.current").get_by_role("button", name="Correct").click()
    row = page.locator(".places li", has_text="Zelenyi Hrunt").first
    row.get_by_placeholder("look up another name").fill("Chuhuiv")
    row.get_by_role("button", name="Look up").click()
    expect(row.get_by_role("combobox", name="Which place")).not_to_have_value("")
    page.get_by_label("Why (kept with your name)").fill("a suburb of it")
    page.get_by_role("button", name="Save", exact=True).click()
    told = page.locator("[data-part=told]")
    expect(told).to_contain_text("Say first under which name you review")
    page.get_by_label("Your name, kept with each decision").fill("Ada Reader")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(told).to_contain_text("Corrected.")
    told.get_by_role("link", name="See it on the map").click()

    page.wait_for_selector("html[data-ready]")
    expect(page.get_by_role("dialog")).to_contain_text("Chuhuyiv")
    assert page.locator(".mark, path.area").count() == marks + 1
    expect(page.get_by_role("link", name="Say where it is")).to_have_count(0)
    expect(page.locator("#strip")).to_contain_text(re.compile("1 of [0-9]+ reviewed"))

    page.get_by_role("link", name="Save it as one file or embed it").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Save this map as one file").click()
    saved = tmp_path / "saved.html"
    download.value.save_as(saved)
    expect(visit(saved.as_uri()).page.locator("#table")).to_contain_text("Chuhuyiv")

    code = page.get_by_label("Embed this view").input_value()
    article = f"<!doctype html><title>An article</title><link rel=icon href=data:,><p>As reported:</p>{code}"
    with serving(HTMLResponse(article)) as elsewhere:
        page.goto(elsewhere)
        frame = page.frame_locator("iframe")
        frame.locator("html[data-ready]").wait_for()
        expect(frame.locator("#map_page")).to_be_visible()
        expect(frame.locator("#strip")).to_contain_text("Harbour Wire")
    assert seen.troubles == []
