"""Days by a word: "yesterday", "overnight", "last Friday", "this week", "the same day", "early May"; and the reader of all of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from app.extract.phrases import calendars
from app.extract.phrases.calendars import MONTHS, SEASONS, SHORT_WEEKDAYS, UNKNOWN, WEEKDAYS, Days
from app.extract.phrases.dayspans import ORDINALS, UNIT_DAYS, campaign_days, counted_days, nth_day, past_days
from app.extract.phrases.monthdays import after_year, feast, month_at, named_month, numeric, over_parts, season, weekday, year_at
from app.extract.phrases.readings import PARTS, DateKind, Reading
from app.extract.phrases.tokens import Tokens


def read_date(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """Read the date expression that begins exactly at token ``i``, without its preposition.

    What is relative or lacks its year stays unknown without a day of publication (law 5).
    """
    word = tokens.words[i]
    if "0" <= word[0] <= "9":
        return None if tokens.hyphened[i] else numeric(tokens, i, published) or counted_days(tokens, i, published)
    reader = _READERS.get(word)
    return reader(tokens, i, published) if reader is not None else None


def _word_day(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    word = tokens.words[i]
    offset = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}[word]
    day = calendars.shift(published, offset) if published is not None else None
    future = word == "tomorrow" or tokens.word(i - 1) == "later"
    return Reading(i, over_parts(tokens, i + 1), calendars.one(day), "relative", future=future)


def _overnight(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "overnight", "overnight into Friday", "overnight from Thursday to Friday"; before a weekday alone the weekday decides."""
    if tokens.word(i + 1) in ("stay", "stays", "curfew", "bag"):
        return None
    at = i + 1
    into = tokens.word(at) in ("into", "to")
    at += tokens.word(at) in ("into", "to", "on", "from")
    if tokens.word(at) in WEEKDAYS:
        named = weekday(tokens, at, published)
        if named is not None:
            start = calendars.shift(named.days.end, -1) if into and named.days.end is not None else named.days.start
            return Reading(i, named.last, calendars.around(start, named.days.end), "relative")
    days = calendars.around(calendars.shift(published, -1), published) if published is not None else UNKNOWN
    return Reading(i, i + 1, days, "relative")


def _this(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "this morning", "this week", "this month", "this year", "this Friday", "this May"."""
    word = tokens.word(i + 1)
    if word in PARTS or (word == "early" and tokens.word(i + 2) in PARTS):
        return Reading(i, i + 2 + (word == "early"), calendars.one(published), "relative")
    if word in WEEKDAYS:
        named = weekday(tokens, i + 1, published)
        return None if named is None else Reading(i, named.last, named.days, "weekday")
    if word in ("week", "month", "year", "weekend"):
        kind: DateKind = "week" if word == "weekend" else word  # type: ignore[assignment]
        return Reading(i, i + 2, _current(published, word), kind, prec={"week": 3, "weekend": 2, "month": 4, "year": 5}[word])
    if word in SEASONS:
        return Reading(i, i + 2, calendars.past_season(published, word) if published is not None else UNKNOWN, "year", prec=5)
    if word in MONTHS and month_at(tokens, i + 1) is not None:
        named = named_month(tokens, i + 1, published)
        return None if named is None else Reading(i, named.last, named.days, named.kind, prec=named.prec, dated=named.dated)
    return None


def _current(published: date | None, word: str) -> Days:
    if published is None:
        return UNKNOWN
    if word == "week":
        return calendars.around(calendars.shift(published, -published.weekday()), published)
    if word == "weekend":
        return _weekend(published)
    return calendars.around(published.replace(day=1) if word == "month" else published.replace(month=1, day=1), published)


def _weekend(published: date) -> Days:
    """The Saturday and Sunday that have begun by the day of publication."""
    start = calendars.weekday_before(published, 5)
    end = calendars.shift(start, 1) if start is not None else None
    return calendars.around(start, min(end, published) if end is not None else None)


def _last(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "last Friday", "last night", "last week", "last month", "last May", "last year"; "the last three days" is a duration."""
    at = i + 1
    word = tokens.word(at)
    if word == "night":
        return Reading(i, at + 1, calendars.one(calendars.shift(published, -1)) if published else UNKNOWN, "relative")
    if word in WEEKDAYS:
        day = calendars.weekday_before(published, WEEKDAYS[word], strictly=True) if published is not None else None
        return Reading(i, over_parts(tokens, at + 1), calendars.one(day), "weekday")
    if word in MONTHS and month_at(tokens, at) is not None:
        year, last = after_year(tokens, at + 1)
        days = calendars.month(year, MONTHS[word]) if year else calendars.past_month(published, MONTHS[word], strictly=True) if published else UNKNOWN
        return Reading(i, last, days, "month", prec=4, dated=year is not None)
    if word in SEASONS:
        days = calendars.past_season(published, word, strictly=True) if published is not None else UNKNOWN
        return Reading(i, at + 1, days, "year", prec=5)
    if word in ("week", "weekend", "month", "year"):
        kind: DateKind = "week" if word == "weekend" else word  # type: ignore[assignment]
        return Reading(i, at + 1, _previous(published, word), kind, prec={"week": 3, "weekend": 2, "month": 4, "year": 5}[word])
    return past_days(tokens, i, published)


def _previous(published: date | None, word: str) -> Days:
    if published is None:
        return UNKNOWN
    if word == "week":
        return calendars.around(calendars.shift(published, -published.weekday() - 7), calendars.shift(published, -published.weekday() - 1))
    if word == "weekend":
        before = calendars.weekday_before(published, 6, strictly=True)
        return _weekend(before) if before is not None else UNKNOWN
    if word == "month":
        return calendars.month(published.year - (published.month == 1), (published.month - 2) % 12 + 1)
    return calendars.year(published.year - 1)


def _next(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "next Monday", "next week": still to come; "the next day" points back to a day named before."""
    word = tokens.word(i + 1)
    if word == "day" or word in PARTS:
        return Reading(i, i + 2, UNKNOWN, "anaphoric", shift=1)
    if word in WEEKDAYS:
        day = calendars.weekday_after(published, WEEKDAYS[word]) if published is not None else None
        return Reading(i, i + 2, calendars.one(day), "weekday", future=True)
    if word in ("week", "month", "year") or word in MONTHS:
        return Reading(i, i + 2, UNKNOWN, "week" if word == "week" else "year" if word == "year" else "month", future=True)
    return None


def _anaphoric(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "the same day", "that day", "the previous night", "the following day", "the day before"."""
    j = i + 1 if tokens.words[i] == "the" else i
    word, noun = tokens.word(j), tokens.word(j + 1)
    moved = {"same": 0, "that": 0, "previous": -1, "preceding": -1, "following": 1, "next": 1}.get(word)
    if moved is not None and (noun == "day" or (noun in PARTS and word != "next")):
        return Reading(i, j + 2, UNKNOWN, "anaphoric", shift=moved)
    if word in ("day", "night") and noun in ("before", "after", "earlier"):
        if tokens.word(j + 2) == "yesterday":
            return Reading(i, j + 3, calendars.one(calendars.shift(published, -2)) if published else UNKNOWN, "relative")
        return Reading(i, j + 2, UNKNOWN, "anaphoric", shift=1 if noun == "after" else -1)
    return None


def _the(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """What begins with "the": "the past four days", "the same day", "the night of 3 March", "the 12th of March"."""
    found = _anaphoric(tokens, i, published)
    if found is not None:
        return found
    word = tokens.word(i + 1)
    if word in ("past", "last", "previous", "preceding", "first"):
        return past_days(tokens, i, published)
    if word == "weekend":
        days = _weekend(published) if published is not None else UNKNOWN
        return Reading(i, i + 2, days, "week", prec=2)
    if word in PARTS and tokens.word(i + 2) in ("to", "into"):
        inner = _overnight(tokens, i + 1, published)
        return None if inner is None or inner.last == i + 2 else replace(inner, first=i)
    if word in PARTS and tokens.word(i + 2) in ("of", "from", "between"):
        inner = _inner(tokens, i + 3, published)
        return None if inner is None else Reading(i, inner.last, inner.days, inner.kind, dated=inner.dated)
    if word in SEASONS:
        return season(tokens, i + 1, published)
    if word in ("end", "beginning", "start", "middle") and tokens.word(i + 2) == "of":
        return _edge(tokens, i, published)
    if word in ("early", "late", "mid"):
        inner = _early(tokens, i + 1, published)
        return None if inner is None else replace(inner, first=i)
    if word[:1].isdigit() and word[-2:] in ("st", "nd", "rd", "th"):
        dated = numeric(tokens, i + 1, published)
        return None if dated is None else replace(dated, first=i)
    return None


def _edge(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "the end of April": its last third, but the last day itself for "since"; "the beginning of March": its first third."""
    unit = tokens.word(i + 4) if tokens.word(i + 3) == "the" else ""
    if unit in ("day", "week", "month", "year") and tokens.words[i + 1] in ("beginning", "start"):
        began = _current(published, unit).start if unit != "day" else published
        return Reading(i, i + 5, calendars.one(began), "relative")
    inner = _inner(tokens, i + 3, published)
    if inner is None or inner.kind not in ("month", "year"):
        return None
    which = {"end": "late", "middle": "mid"}.get(tokens.words[i + 1], "early")
    days = inner.days if inner.days == UNKNOWN else calendars.part(inner.days, which)
    if which == "late" and tokens.word(i - 1) == "since" and inner.days.end is not None:
        days = calendars.one(inner.days.end)
    return replace(inner, first=i, days=days)


def _inner(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """The plain date at ``i``, or behind "the" or "on": expressions nest no deeper than once."""
    at = i + (tokens.word(i) in ("the", "on"))
    if at >= len(tokens):
        return None
    word = tokens.words[at]
    reader = numeric if "0" <= word[0] <= "9" else _PLAIN.get(word)
    return reader(tokens, at, published) if reader is not None else None


def _early(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "early Friday", "late on Friday", "early May", "mid-2015", "late last week"."""
    which = tokens.words[i]
    at = i + 1 + (tokens.word(i + 1) in ("on", "in", "the"))
    if tokens.word(i + 1) == "hours" and tokens.word(i + 2) in ("of", "on"):
        inner = _inner(tokens, i + 3, published)
        return None if inner is None else Reading(i, inner.last, inner.days, inner.kind, dated=inner.dated)
    if tokens.word(at) in PARTS and tokens.word(at + 1) == "on":
        inner = _inner(tokens, at + 2, published)
        return None if inner is None else Reading(i, inner.last, inner.days, inner.kind, dated=inner.dated)
    year = year_at(tokens, at)
    if year is not None:
        return Reading(i, at + 1, calendars.part(calendars.year(year), which), "year", prec=5, dated=True)
    inner = _inner(tokens, at, published)
    if inner is None:
        return None
    days = calendars.part(inner.days, which) if inner.kind == "month" else inner.days
    if published is not None and days.start is not None and days.start > published:
        days = inner.days
    return Reading(i, inner.last, days, inner.kind, inner.prec, inner.future, inner.recurring, inner.shift, dated=inner.dated)


def _earlier(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "earlier today", "earlier this week", "later on Friday", "later today" (still to come)."""
    at = i + 1 + (tokens.word(i + 1) in ("on", "in"))
    inner = _inner(tokens, at, published)
    if inner is None:
        return None
    future = tokens.words[i] == "later" and tokens.words[at] in ("today", "this", "tonight")
    return Reading(i, inner.last, inner.days, inner.kind, inner.prec, future or inner.future, shift=inner.shift, dated=inner.dated)


def _since_hour(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "Since dawn": since that hour of the day of publication."""
    alone = tokens.word(i - 1) == "since" and tokens.word(i + 1) not in ("on", "of") and tokens.word(i + 1) not in WEEKDAYS
    return Reading(i, i + 1, calendars.one(published), "relative") if alone else None


def _recurring(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "every day", "daily", "on Fridays"; but "Friday's raids" may have lost its apostrophe."""
    word = tokens.words[i]
    if word[:-1] in WEEKDAYS and tokens.word(i - 1) != "on" and tokens.word(i + 1)[:1].isalpha() and tokens.word(i + 1) not in ("and", "when", "at"):
        days = calendars.one(calendars.weekday_before(published, WEEKDAYS[word[:-1]])) if published is not None else UNKNOWN
        return Reading(i, i + 1, days, "weekday")
    if word in ("every", "each"):
        unit = tokens.word(i + 1)
        known = unit in UNIT_DAYS or unit in WEEKDAYS or unit in PARTS
        return Reading(i, i + 2, UNKNOWN, "relative", recurring=True) if known else None
    return Reading(i, i + 1, UNKNOWN, "relative", recurring=True)


def _article(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """What begins with "a": "a day earlier", "a week ago", "a fourth day"."""
    return nth_day(tokens, i, published) or counted_days(tokens, i, published)


def _leading_the(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    return nth_day(tokens, i, published) or campaign_days(tokens, i, published) or _the(tokens, i, published)


Reader = Callable[[Tokens, int, date | None], Reading | None]

_PLAIN: dict[str, Reader] = {
    **dict.fromkeys(MONTHS, named_month),
    **dict.fromkeys((*WEEKDAYS, *SHORT_WEEKDAYS), weekday),
    **dict.fromkeys(("yesterday", "today", "tonight", "tomorrow"), _word_day),
    **dict.fromkeys(("same", "that", "previous", "following"), _anaphoric),
    "this": _this,
    "last": _last,
}
_READERS: dict[str, Reader] = {
    **_PLAIN,
    **dict.fromkeys((f"{day}s" for day in WEEKDAYS), _recurring),
    **dict.fromkeys(("every", "each", "daily", "nightly"), _recurring),
    **dict.fromkeys(("early", "late", "mid"), _early),
    **dict.fromkeys(("earlier", "later"), _earlier),
    **dict.fromkeys(("past", "recent"), past_days),
    **dict.fromkeys("one two three four five six seven eight nine ten eleven twelve".split(), counted_days),
    **dict.fromkeys(ORDINALS, nth_day),
    **dict.fromkeys(SEASONS, season),
    **dict.fromkeys(("christmas", "boxing", "new"), feast),
    **dict.fromkeys(("dawn", "midnight", "daybreak", "sunrise"), _since_hour),
    "overnight": _overnight,
    "next": _next,
    "the": _leading_the,
    "a": _article,
    "an": _article,
}


def dates_from(tokens: Tokens, span: range) -> list[int]:
    """The tokens of a span with which a date can begin: the cheap test before :func:`read_date`."""
    words = tokens.words
    return [i for i in span if words[i] in _READERS or "0" <= words[i][0] <= "9"]
