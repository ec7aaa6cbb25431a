"""Days are told in words, the same on every page."""

import json
import re
import shutil
import subprocess
from importlib.resources import files

import pytest

from app.map.days import day_in_words, span_in_words

SPANS = {
    ("2015-11-20", "2015-11-20"): "20 November 2015",
    ("2015-11-17", "2015-11-20"): "17–20 November 2015",
    ("2015-10-30", "2015-11-02"): "30 October – 2 November 2015",
    ("2015-12-30", "2016-01-02"): "30 December 2015 – 2 January 2016",
    ("2016-02-01", "2016-02-29"): "February 2016",
    ("2016-02-01", "2016-03-31"): "February–March 2016",
    ("2016-01-01", "2016-12-31"): "2016",
    ("2015-01-01", "2016-12-31"): "2015–2016",
    ("2015-02-01", "2016-03-31"): "1 February 2015 – 31 March 2016",
}


@pytest.mark.parametrize(("span", "words"), SPANS.items())
def test_a_span_of_days_is_told_in_words(span: tuple[str, str], words: str) -> None:
    assert span_in_words(*span) == words


def test_a_day_that_is_open_or_not_stated_is_said_to_be_so() -> None:
    assert span_in_words(None, None) == day_in_words(None) == "not stated"
    assert span_in_words("2016-05-03", None) == "since 3 May 2016"
    assert span_in_words(None, "2016-05-03") == "until 3 May 2016"


@pytest.mark.skipif(shutil.which("node") is None, reason="asks the page's own module, which needs node")
def test_the_page_says_the_same() -> None:
    source = re.sub(r"^export ", "", files("app.map").joinpath("static", "dates.js").read_text(encoding="utf-8"), flags=re.MULTILINE)
    program = f"{source}\nconsole.log(JSON.stringify({json.dumps(list(SPANS))}.map(([a, b]) => spanInWords(a, b))));"
    told = subprocess.run(["node", "-e", program], capture_output=True, check=True, text=True).stdout
    assert json.loads(told) == list(SPANS.values())
