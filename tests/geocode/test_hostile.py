"""Whatever the text is, the geocoder answers, in time that grows with its length and no faster."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.geocode.geocoder import ContextGeocoder
from app.model.report import Report
from tests.geocode.conftest import Read

FAMILIES = {
    "one letter": "a",
    "capitals": "A ",
    "names": "Homs, Aleppo and ",
    "articles": "al-",
    "possessives": "Syria's ",
    "initials": "U.S.",
    "numbers": "20 km south of ",
    "combining": "e\u0301",
    "parentheses": "(Homs ",
    "lines": "HOMS\n",
    "springfields": "Springfield ",
    "cues": "the town of X ",
    "right to left": "\u202b\u0646 ",
    "surrogates": "\ud800\udfff",
    "nul": "\x00Homs\x00",
}


@pytest.mark.parametrize("family", FAMILIES)
def test_time_grows_with_length_and_no_faster(geocoder: ContextGeocoder, family: str) -> None:
    piece = FAMILIES[family]

    def cost(size: int) -> float:
        report = Report(id="hostile", text=piece * (size // len(piece)))
        best = 9e9
        for _ in range(2):
            start = time.process_time()
            geocoder.toponyms(report)
            best = min(best, time.process_time() - start)
        return best

    small, large = cost(6_000), cost(24_000)
    assert large <= 4 * 2.5 * max(small, 0.004)


def test_a_megabyte_of_one_letter_takes_no_time(read: Read) -> None:
    start = time.process_time()
    assert read("a" * 1_000_000) == []
    assert time.process_time() - start < 2


@given(text=st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_no_text_raises_and_every_surface_is_its_span(text: str, geocoder: ContextGeocoder) -> None:
    for toponym in geocoder.toponyms(Report(id="any", text=text)):
        assert text[toponym.start : toponym.end] == toponym.surface
        assert 0 <= toponym.score <= 1


@given(
    pieces=st.lists(
        st.sampled_from(
            ["Homs", "al-", "the town of ", "Syria", "'s ", ", ", " and ", " province", "\n", "20 km south of ", "(", "X", "U.S.", ".", " "]
        ),
        max_size=40,
    )
)
@settings(max_examples=150, deadline=None)
def test_no_jumble_of_cues_raises(pieces: list[str], geocoder: ContextGeocoder) -> None:
    text = "".join(pieces)
    last = 0
    for toponym in geocoder.toponyms(Report(id="any", text=text)):
        assert toponym.start >= last, "toponyms come in order and do not overlap"
        last = toponym.end


@given(spans=st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=8))
@settings(max_examples=80, deadline=None)
def test_no_spans_raise(spans: list[tuple[int, int]], geocoder: ContextGeocoder) -> None:
    text = "Strikes on Homs, in Syria, and on the village of Zurzur."
    found = geocoder.toponyms(Report(id="any", text=text), spans)
    assert {(toponym.start, toponym.end) for toponym in found} <= set(spans)
