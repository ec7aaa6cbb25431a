"""Text from outside becomes a Report, kept as given, or is refused with what to do about it."""

import re
import unicodedata
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import NoReturn

from app.errors import BadInput, TooLarge
from app.ingest.headline import headline_of
from app.model.report import Report, SourceKind, report_id

MAX_CHARACTERS = 200_000
"""About 30,000 words: longer than any report, short enough to be read in bounded time."""

MAX_FIELD = 1_000
"""Longest title or publisher."""

MAX_URL = 2_000
"""Longest address, as browsers have it."""

_TAG = re.compile(r"<(?:!doctype|html|head|body|script|style|iframe|div|p|a|img|svg|span|table|br|h[1-6])\b[^<>]{0,2000}>", re.IGNORECASE)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def report_from_text(
    text: str | bytes,
    *,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    published_at: date | str | None = None,
    language: str | None = None,
    source_kind: SourceKind = "text",
    retrieved_at: datetime | None = None,
    today: date | None = None,
) -> Report:
    """A report of this text and what is known about it; blank fields are None, but for a title that the text begins with.

    ``today`` (default: the current day, UTC) bounds ``published_at``, which may be ahead by the one day that time zones make.

    Raises:
        BadInput: with a sentence on what is wrong and what to send instead.
        TooLarge: for more than ``MAX_CHARACTERS``.
    """
    words = _decoded(text)
    _check_text(words)
    return Report(
        id=report_id(words),
        text=words,
        title=_field(title, "title", MAX_FIELD) or headline_of(words),
        publisher=_field(publisher, "publisher", MAX_FIELD),
        url=_url(url),
        published_at=_published(published_at, today or datetime.now(UTC).date()),
        language=_language(language),
        source_kind=source_kind,
        retrieved_at=retrieved_at,
    )


def _decoded(text: str | bytes) -> str:
    if isinstance(text, str):
        return text
    if len(text) > 4 * MAX_CHARACTERS:
        _too_long()
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput("The text is not UTF-8. Save it as UTF-8 plain text (not PDF, Word or another binary file) and send it again.") from None


def _check_text(text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        _too_long()
    _check_characters(text, "text")
    if not any(unicodedata.category(character)[0] in "LN" for character in text):
        raise BadInput("The text is empty. Paste the words of the report.")
    if _TAG.search(text):
        raise BadInput("The text is HTML. Send the report's plain text: open the page, select the article and copy its words.")
    _check_words(text)


def _check_words(text: str) -> None:
    """One run of letters longer than any word, or one character for most of a long text, is no report."""
    longest = max(map(len, text.split()), default=0)
    if longest > 5_000:
        raise BadInput("The text holds a run of thousands of characters without a space. Send the report's words as plain text.")
    if len(text) > 2_000 and Counter(text).most_common(1)[0][1] > 0.8 * len(text):
        raise BadInput("The text is one character repeated. Send the report's words as plain text.")


def _check_characters(value: str, name: str) -> None:
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise BadInput(f"The {name} holds broken Unicode (a lone surrogate). Send it as valid UTF-8.")
    if _FORBIDDEN.search(value):
        raise BadInput(f"The {name} holds control characters such as NUL, as binary files do. Send plain text.")


def _too_long() -> NoReturn:
    raise TooLarge(f"The text is longer than {MAX_CHARACTERS:,} characters. Send one report at a time.")


def _field(value: str | None, name: str, longest: int) -> str | None:
    if value is None or not value.strip():
        return None
    if len(value) > longest:
        raise BadInput(f"The {name} is longer than {longest:,} characters. Shorten it.")
    _check_characters(value, name)
    return " ".join(value.split())


def _url(value: str | None) -> str | None:
    url = _field(value, "url", MAX_URL)
    if url is None:
        return None
    if not re.fullmatch(r"https?://[^\s/?#]+\S*", url, re.IGNORECASE):
        raise BadInput("The url is not a web address. Give the full address of the report, beginning with https://, or leave it out.")
    return url


def _language(value: str | None) -> str | None:
    tag = _field(value, "language", 35)
    if tag is None:
        return None
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*", tag):
        raise BadInput("The language is not a language tag. Give one like 'en' or 'ar' (BCP 47), or leave it out.")
    return tag.replace("_", "-")


def _published(value: date | str | None, today: date) -> date | None:
    if isinstance(value, str):
        value = _day(value.strip()) if value.strip() else None
    if isinstance(value, datetime):
        value = value.date()
    if value is None:
        return None
    if value > today + timedelta(days=1):
        raise BadInput(f"published_at {value.isoformat()} lies in the future. Give the day the report was published, or leave it out.")
    if value.year < 1900:
        raise BadInput(f"published_at {value.isoformat()} lies before 1900. Give the day the report was published, or leave it out.")
    return value


def _day(value: str) -> date:
    """A day, or the day of a timestamp, as printed; its time zone is the publisher's own."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return date.fromisoformat(value)
        if re.match(r"\d{4}-\d{2}-\d{2}[T ]", value):
            return datetime.fromisoformat(value).date()
    except ValueError:
        pass
    raise BadInput("published_at is not a date. Give it as YYYY-MM-DD, for example 2015-11-20, or leave it out.")
