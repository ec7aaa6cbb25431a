"""One file with everything inside: it fetches nothing, and no text of a stranger becomes markup or code."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import TooLarge
from app.map.page import content_hash
from app.map.standalone import MAX_BYTES, json_block, standalone
from tests.map import sample
from tests.map.markup import Markup, fetched, read

BASEMAP = Path(__file__).parents[2] / "geodata" / "basemap"
PAYLOADS = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]><img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "</title><base href=//example.org>",
    "</style><link rel=stylesheet href=//example.org>",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    "&lt;script&gt;&#x3c;/script",
    "\u2028\u2029\x00\ud800</SCRIPT >",
]


@pytest.fixture(scope="module")
def html() -> str:
    return standalone(sample.collections(), sample.overview(), sample.report(), BASEMAP)


def _data(markup: Markup) -> Any:
    return json.loads(next(one.text for one in markup.all("script") if one.attributes.get("id") == "strikemap-data"))


def test_a_report_fits_into_a_mail(html: str) -> None:
    assert 300_000 < len(html.encode()) < MAX_BYTES


def test_the_file_fetches_nothing(html: str) -> None:
    markup = read(html)
    assert fetched(markup) == []
    assert not re.search(r"url\(|@import|sourceMappingURL", "".join(one.text for one in markup.all("style")))
    assert "sourceMappingURL" not in html


def test_its_own_policy_lets_only_its_own_scripts_run(html: str) -> None:
    markup = read(html)
    policy = next(one.attributes["content"] for one in markup.all("meta") if one.attributes.get("http-equiv") == "Content-Security-Policy")
    scripts = [one.text for one in markup.all("script") if "type" not in one.attributes]
    assert len(scripts) == 3
    allowed = " ".join(f"'{content_hash(text)}'" for text in scripts)
    assert f"script-src {allowed};" in policy
    assert f"style-src '{content_hash(markup.all('style')[0].text)}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy


def test_the_same_map_is_the_same_file(html: str) -> None:
    assert standalone(sample.collections(), sample.overview(), sample.report(), BASEMAP) == html


def test_the_text_of_a_report_is_not_given_away_with_the_map(html: str) -> None:
    assert sample.report()["text"] not in html
    assert _data(read(html))["report"]["claims"] == [{"id": "c1"}]


def test_an_outline_is_written_once_however_many_claims_name_it(html: str) -> None:
    data = _data(read(html))["collections"]
    assert [feature["geometry"] is None for feature in data["reported-target-areas"]] == [False, True]
    assert [feature["geometry"] for feature in data["claims"]] == [None, None]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_stays_text(html: str, payload: str) -> None:
    hostile = standalone(sample.collections(payload), sample.overview(payload), sample.report(payload), BASEMAP)
    markup = read(hostile)
    assert [one.tag for one in markup.elements] == [one.tag for one in read(html).elements]
    assert fetched(markup) == []
    assert _data(markup)["collections"]["claims"][0]["properties"]["quote"] == payload
    assert markup.all("title")[0].text.encode("utf-8", "replace") == payload.encode("utf-8", "replace")


@given(st.text())
def test_json_in_a_page_is_ascii_without_angle_brackets_and_reads_back(text: str) -> None:
    block = json_block({"text": text})
    assert block.isascii()
    assert not set("<>&") & set(block)
    assert json.loads(block) == {"text": text}


def test_more_than_a_mail_takes_is_refused() -> None:
    many = sample.collections()
    many["claims"] = [{**feature, "properties": {**feature["properties"], "quote": "x" * MAX_BYTES}} for feature in many["claims"]]
    with pytest.raises(TooLarge, match="single report"):
        standalone(many, sample.overview(), None, BASEMAP)


def test_a_map_of_nothing_is_still_a_file() -> None:
    empty = {"reports": [], "reports_total": 0, "claims_total": 0, "disputes": [], "not_on_map": []}
    assert _data(read(standalone({}, empty, None, BASEMAP)))["collections"]["claims"] == []
