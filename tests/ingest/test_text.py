from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadInput, StrikemapError, TooLarge
from app.ingest.text import MAX_CHARACTERS, report_from_text

TODAY = date(2026, 1, 2)


@pytest.mark.parametrize("text", ["", " \n\t", "…!?", b"", b"\xef\xbb\xbf"], ids=["none", "blank", "marks", "no bytes", "byte order mark"])
def test_an_empty_text_is_refused(text: str | bytes) -> None:
    with pytest.raises(BadInput, match="empty"):
        report_from_text(text)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"%PDF-1.4 \xff\xfe", b"caf\xe9"])
def test_bytes_that_are_no_utf_8_are_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match="UTF-8"):
        report_from_text(data)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Jets hit\x00 Aldan", "NUL"),
        ("Jets hit \ud800 Aldan", "surrogate"),
        ("<html><body><script>alert(1)</script>Jets hit Aldan", "HTML"),
        ("Jets hit Aldan <img src=x onerror=alert(1)>", "HTML"),
        ("a" * 100_000, "without a space"),
        ("a " + "a" * 4_000 + " a" * 10, "one character"),
    ],
)
def test_what_is_no_plain_text_is_refused_with_what_to_send(text: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        report_from_text(text)


def test_a_text_that_is_too_long_is_refused_before_it_is_decoded() -> None:
    for text in ("word " * MAX_CHARACTERS, b"\xff" * (4 * MAX_CHARACTERS + 1)):
        with pytest.raises(TooLarge):
            report_from_text(text)


@pytest.mark.parametrize("published", ["2026-01-04", "2026-13-01", "Friday", "20-11-2015", "2015-11", "0001-01-01", date(2027, 1, 1)])
def test_a_day_of_publication_that_cannot_be_is_refused(published: str | date) -> None:
    with pytest.raises(BadInput, match="published_at"):
        report_from_text("Jets hit Aldan.", published_at=published, today=TODAY)


@pytest.mark.parametrize("published", ["2026-01-03", "2015-11-20", "2015-11-20T23:30:00+02:00", " 2015-11-20 "])
def test_a_good_day_is_kept_as_printed(published: str) -> None:
    report = report_from_text("Jets hit Aldan.", published_at=published, today=TODAY)
    assert report.published_at == date.fromisoformat(published.strip()[:10])


@pytest.mark.parametrize(
    "known",
    [{"url": "javascript:alert(1)"}, {"url": "https://"}, {"language": "not a tag!"}, {"title": "x" * 2000}, {"publisher": "a\x00b"}],
    ids=["scheme", "no host", "language", "long", "NUL"],
)
def test_odd_metadata_is_refused(known: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        report_from_text("Jets hit Aldan.", **known)


def test_text_is_kept_as_given_and_blank_fields_are_unknown() -> None:
    text = "  Jets hit\r\n\r\nAldan,\u200e 3 < 5 & 5 > 3.  "
    report = report_from_text(text.encode(), title=" ", publisher="The  Daily\nTest", url="https://example.org/a?b=c")
    assert report.text == text
    assert (report.title, report.publisher, report.url) == (None, "The Daily Test", "https://example.org/a?b=c")
    assert report.id == report_from_text("Jets hit Aldan,\u200e 3 < 5 & 5 > 3.").id


@given(st.one_of(st.text(max_size=300), st.binary(max_size=300)))
def test_any_input_gives_a_report_or_a_refusal(text: str | bytes) -> None:
    try:
        report = report_from_text(text)
    except StrikemapError as refusal:
        assert str(refusal)
    else:
        assert isinstance(text, bytes) or report.text == text
