"""Single date expressions: "20th of November", "last Friday", "two days ago", "early May", "the past 24 hours".

Each reader takes the tokens, the index to begin at and the day of publication (or None), and gives a :class:`Reading` or None. What
is relative or lacks its year stays unknown without a day of publication (law 5).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from app.extract import calendars
from app.extract.calendars import MONTHS, ROMAN_MONTHS, SHORT_WEEKDAYS, UNKNOWN, WEEKDAYS, Days
from app.extract.numbers import read_number
from app.extract.tokens import Tokens

DateKind = Literal["day", "weekday", "relative", "range", "duration", "week", "month", "year", "anaphoric"]

_PARTS = frozenset({"morning", "afternoon", "evening", "night", "noon", "midnight", "dawn", "dusk", "midday", "lunchtime", "nighttime"})
_MONTH_LEADS = frozenset("in since until till during by from before after of early late mid last this to between and through next".split())
_ABBREVIATED = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed weds thu thur thurs fri sat sun".split())
_NAMES_WITH_DAYS = frozenset({"bloody", "black", "good", "palm", "easter", "ash", "cyber", "sheffield"})
_UNIT_DAYS = {"day": 1, "night": 1, "week": 7, "weekend": 2, "month": 30, "year": 365, "fortnight": 14, "decade": 3650}


@dataclass(frozen=True, slots=True)
class Reading:
    """One expression over the tokens ``[first, last)``. ``prec`` overrides the precision that the days would give."""

    first: int
    last: int
    days: Days
    kind: DateKind
    prec: int | None = None
    future: bool = False
    recurring: bool = False
    shift: int | None = None
    series: int = 0
    dated: bool = False
    span_days: int = 0


def read_date(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """Read the date expression that begins exactly at token ``i``, without its preposition."""
    word = tokens.words[i]
    reader = _READERS.get(word)
    if reader is None:
        reader = _numeric if "0" <= word[0] <= "9" else _word_number if word in _COUNTS else None
    return reader(tokens, i, published) if reader is not None else None


# ---------------------------------------------------------------- days of the calendar
def _year_at(tokens: Tokens, i: int) -> int | None:
    word = tokens.word(i)
    if len(word) == 4 and word.isdigit() and word.isascii() and calendars.FIRST_YEAR <= int(word) <= calendars.LAST_YEAR:
        return int(word)
    return None


def _day_at(tokens: Tokens, i: int) -> int | None:
    word = tokens.word(i)
    bare = word[:-2] if word[-2:] in ("st", "nd", "rd", "th") else word
    return int(bare) if bare.isdigit() and bare.isascii() and len(bare) <= 2 and 1 <= int(bare) <= 31 else None


def _month_at(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """The month named at token ``i`` and the index after it (and after the point of an abbreviation)."""
    word = tokens.word(i)
    number = MONTHS.get(word)
    if number is None or not tokens.raw(i)[0].isupper():
        return None
    return number, i + (2 if word in _ABBREVIATED and tokens.word(i + 1) == "." else 1)


def _after_year(tokens: Tokens, i: int) -> tuple[int | None, int]:
    """A year at ``i``, or behind a comma, and the index after it."""
    for skip in (0, 1):
        if skip and tokens.word(i) not in (",", "of"):
            break
        found = _year_at(tokens, i + skip)
        if found is not None:
            return found, i + skip + 1
    return None, i


def _dated(first: int, last: int, year: int | None, number: int, days: tuple[int, int], published: date | None) -> Reading:
    low, high = days
    if year is not None:
        span = calendars.around(calendars.make(year, number, low), calendars.make(year, number, high))
    elif published is not None:
        end = calendars.nearest_past(published, number, high)
        span = calendars.around(calendars.make(end.year, number, low) if end else None, end)
    else:
        span = UNKNOWN
    return Reading(first, last, span, "day" if low == high else "range", dated=year is not None)


def _numeric(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """What begins with digits: "12 March 2017", "3-5 March", "3 and 5 March", "2017-03-12", "12.03.2017", "two days ago" in digits."""
    if tokens.hyphened[i]:
        return None
    word = tokens.words[i]
    if any(mark in word for mark in "-./") and len(word) >= 6:
        return _figures(tokens, i)
    low = _day_at(tokens, i)
    if low is None:
        return _word_number(tokens, i, published)
    high, j = low, i + 1
    joint = tokens.word(j) in ("and", "to", "or", "–", "-", "&") or (tokens.word(j) == "until")
    second = _day_at(tokens, j + 1) if joint else _day_at(tokens, j) if j < len(tokens) and tokens.hyphened[j] else None
    if second is not None and second > low and _month_after(tokens, j + 1 + joint) is not None:
        high, j = second, j + 1 + joint
    named = _month_after(tokens, j)
    if named is None:
        return _word_number(tokens, i, published)
    number, last = named
    year, last = _after_year(tokens, last)
    return _dated(i, last, year, number, (low, high), published)


def _month_after(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """A month at ``i``, or after "of"; in Roman numerals too ("12 XI")."""
    at = i + 1 if tokens.word(i) == "of" else i
    if at < len(tokens) and tokens.raw(at) in ROMAN_MONTHS and len(tokens.raw(at)) > 1 and _year_at(tokens, at + 1):
        return ROMAN_MONTHS[tokens.raw(at)], at + 1
    return _month_at(tokens, at) if at < len(tokens) else None


def _figures(tokens: Tokens, i: int) -> Reading | None:
    """ "2017-03-12", "12/03/2017" (left open unless one part exceeds 12 or both are equal), "23.04.2017" (day first)."""
    word = tokens.words[i]
    separator = next(mark for mark in "-./" if mark in word)
    parts = word.split(separator)
    if len(parts) != 3 or not all(part.isdigit() and part.isascii() for part in parts):
        return None
    a, b, c = (int(part) for part in parts)
    if len(parts[0]) == 4:
        day = calendars.make(a, b, c)
    elif len(parts[2]) != 4:
        return None
    elif separator in "-." or a > 12 or a == b:
        day = calendars.make(c, b, a)
    elif b > 12:
        day = calendars.make(c, a, b)
    else:
        day = None
    if day is None and (len(parts[0]) == 4 or a > 31 or b > 31):
        return None
    return Reading(i, i + 1, calendars.one(day), "day", dated=day is not None)


def _month(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """What begins with a month: "March 12, 2017", "March 3-5", "May 2015", "in May"."""
    named = _month_at(tokens, i)
    if named is None:
        return None
    number, j = named
    low = _day_at(tokens, j) if j < len(tokens) and not tokens.words[j].startswith("0") and _no_clock(tokens, j) else None
    if low is not None and not tokens.hyphened[j]:
        return _month_day(tokens, i, (number, low, j + 1), published)
    year, last = _after_year(tokens, j)
    led = tokens.word(i - 1) in _MONTH_LEADS
    if year is not None:
        return Reading(i, last, calendars.month(year, number), "month", prec=4, dated=True)
    if not led or (tokens.words[i] in ("may", "march", "mar") and tokens.word(i - 1) in ("to", "of", "and", "by") and not tokens.raw(i)[0].isupper()):
        return None
    days = calendars.past_month(published, number) if published is not None else UNKNOWN
    return Reading(i, j, days, "month", prec=4)


def _no_clock(tokens: Tokens, j: int) -> bool:
    return ":" not in tokens.words[j] and tokens.word(j + 1) not in ("a.m.", "p.m.", "am", "pm", "people", "percent", "%")


def _month_day(tokens: Tokens, i: int, at: tuple[int, int, int], published: date | None) -> Reading:
    number, low, j = at
    high = low
    joint = tokens.word(j) in ("and", "to", "–", "-", "&")
    second = _day_at(tokens, j + 1) if joint else _day_at(tokens, j) if j < len(tokens) and tokens.hyphened[j] else None
    if second is not None and second > low and _month_after(tokens, j + 1 + joint) is None and _not_counted(tokens, j + joint):
        high, j = second, j + 1 + joint
    year, last = _after_year(tokens, j)
    return _dated(i, last, year, number, (low, high), published)


def _not_counted(tokens: Tokens, j: int) -> bool:
    """Whether the number at ``j`` ends the expression, and counts no noun ("March 3 and 12 people")."""
    after = tokens.word(j + 1)
    return not after or not after[0].isalpha() or after in _MONTH_LEADS or after in ("when", "on", "at", "the", "as", "that", "with")


# ---------------------------------------------------------------- weekdays
def _weekday(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    word = tokens.words[i]
    number = WEEKDAYS.get(word)
    last = i + 1
    if number is None:
        number = SHORT_WEEKDAYS[word]
        last += tokens.word(last) == "."
        after = tokens.word(last + (tokens.word(last) == ","))
        if not tokens.raw(i)[0].isupper() or not (after[:1].isdigit() or after in MONTHS):
            return None
    if tokens.word(i - 1) in _NAMES_WITH_DAYS or tokens.word(last) in ("times", "telegraph", "mirror", "express", "post"):
        return None
    full = _weekday_with_date(tokens, i, last, published)
    if full is not None:
        return full
    days = calendars.one(calendars.weekday_before(published, number)) if published is not None else UNKNOWN
    return Reading(i, _over_parts(tokens, last), days, "weekday")


def _weekday_with_date(tokens: Tokens, i: int, last: int, published: date | None) -> Reading | None:
    """ "Friday, 20 November": the date decides."""
    at = last + (tokens.word(last) in (",", "(", "the"))
    if at >= len(tokens) or not (tokens.words[at][0].isdigit() or tokens.words[at] in MONTHS):
        return None
    found = _numeric(tokens, at, published) if tokens.words[at][0].isdigit() else _month(tokens, at, published)
    if found is None or found.kind not in ("day", "range"):
        return None
    close = tokens.word(last) == "(" and tokens.word(found.last) == ")"
    return Reading(i, found.last + close, found.days, found.kind, dated=found.dated)


def _over_parts(tokens: Tokens, j: int) -> int:
    """Step over "night", "morning", "at dawn"."""
    if tokens.word(j) in _PARTS or (tokens.word(j) in ("early", "late") and tokens.word(j + 1) in _PARTS):
        return j + (1 if tokens.word(j) in _PARTS else 2)
    return j


# ---------------------------------------------------------------- words for days
def _word_day(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    word = tokens.words[i]
    offset = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}[word]
    day = calendars.shift(published, offset) if published is not None else None
    future = word == "tomorrow" or tokens.word(i - 1) == "later"
    return Reading(i, _over_parts(tokens, i + 1), calendars.one(day), "relative", future=future)


def _overnight(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "overnight", "overnight into Friday", "overnight from Thursday to Friday"; before a weekday alone the weekday decides."""
    if tokens.word(i + 1) in ("stay", "stays", "curfew", "bag"):
        return None
    at = i + 1
    into = tokens.word(at) in ("into", "to")
    at += tokens.word(at) in ("into", "to", "on", "from")
    if tokens.word(at) in WEEKDAYS:
        named = _weekday(tokens, at, published)
        if named is not None:
            start = calendars.shift(named.days.end, -1) if into and named.days.end is not None else named.days.start
            return Reading(i, named.last, calendars.around(start, named.days.end), "relative")
    days = calendars.around(calendars.shift(published, -1), published) if published is not None else UNKNOWN
    return Reading(i, i + 1, days, "relative")


def _this(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "this morning", "this week", "this month", "this year", "this Friday", "this May"."""
    word = tokens.word(i + 1)
    if word in _PARTS or (word == "early" and tokens.word(i + 2) in _PARTS):
        return Reading(i, i + 2 + (word == "early"), calendars.one(published), "relative")
    if word in WEEKDAYS:
        named = _weekday(tokens, i + 1, published)
        return None if named is None else Reading(i, named.last, named.days, "weekday")
    if word in ("week", "month", "year", "weekend"):
        kind: DateKind = "week" if word == "weekend" else word  # type: ignore[assignment]
        return Reading(i, i + 2, _current(published, word), kind, prec={"week": 3, "weekend": 2, "month": 4, "year": 5}[word])
    if word in MONTHS and _month_at(tokens, i + 1) is not None:
        named = _month(tokens, i + 1, published)
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
        return Reading(i, _over_parts(tokens, at + 1), calendars.one(day), "weekday")
    if word in MONTHS and _month_at(tokens, at) is not None:
        year, last = _after_year(tokens, at + 1)
        days = calendars.month(year, MONTHS[word]) if year else calendars.past_month(published, MONTHS[word], strictly=True) if published else UNKNOWN
        return Reading(i, last, days, "month", prec=4, dated=year is not None)
    if word in ("week", "weekend", "month", "year"):
        kind: DateKind = "week" if word == "weekend" else word  # type: ignore[assignment]
        return Reading(i, at + 1, _previous(published, word), kind, prec={"week": 3, "weekend": 2, "month": 4, "year": 5}[word])
    return _duration(tokens, i, published)


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
    if word == "day" or word in _PARTS:
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
    if moved is not None and (noun == "day" or (noun in _PARTS and word != "next")):
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
        return _duration(tokens, i, published)
    if word == "weekend":
        days = _weekend(published) if published is not None else UNKNOWN
        return Reading(i, i + 2, days, "week", prec=2)
    if word in _PARTS and tokens.word(i + 2) in ("to", "into"):
        inner = _overnight(tokens, i + 1, published)
        return None if inner is None or inner.last == i + 2 else replace(inner, first=i)
    if word in _PARTS and tokens.word(i + 2) in ("of", "from", "between"):
        inner = _inner(tokens, i + 3, published)
        return None if inner is None else Reading(i, inner.last, inner.days, inner.kind, dated=inner.dated)
    if word in ("early", "late", "mid"):
        inner = _early(tokens, i + 1, published)
        return None if inner is None else replace(inner, first=i)
    if word[:1].isdigit() and word[-2:] in ("st", "nd", "rd", "th"):
        return _numeric(tokens, i + 1, published)
    return None


def _inner(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    at = i + (tokens.word(i) in ("the", "on"))
    return read_date(tokens, at, published) if at < len(tokens) else None


def _early(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "early Friday", "late on Friday", "early May", "mid-2015", "late last week"."""
    which = tokens.words[i]
    at = i + 1 + (tokens.word(i + 1) in ("on", "in", "the"))
    if tokens.word(i + 1) == "hours" and tokens.word(i + 2) in ("of", "on"):
        inner = _inner(tokens, i + 3, published)
        return None if inner is None else Reading(i, inner.last, inner.days, inner.kind, dated=inner.dated)
    if tokens.word(at) in _PARTS and tokens.word(at + 1) == "on":
        inner = _inner(tokens, at + 2, published)
        return None if inner is None else Reading(i, inner.last, inner.days, inner.kind, dated=inner.dated)
    year = _year_at(tokens, at)
    if year is not None:
        return Reading(i, at + 1, calendars.part(calendars.year(year), which), "year", prec=5, dated=True)
    if at >= len(tokens) or tokens.words[at] in ("early", "late", "mid", "the"):
        return None
    inner = read_date(tokens, at, published)
    if inner is None:
        return None
    days = calendars.part(inner.days, which) if inner.kind == "month" else inner.days
    if published is not None and days.start is not None and days.start > published:
        days = inner.days
    return Reading(i, inner.last, days, inner.kind, inner.prec, inner.future, inner.recurring, inner.shift, dated=inner.dated)


# ---------------------------------------------------------------- spans of days
def _word_number(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "two days ago", "a week ago", "three days earlier", "four days" after "in"/"over"/"for"."""
    count = _count(tokens, i)
    if count is None:
        return None
    number, j = count
    unit = tokens.word(j)
    unit = unit[:-1] if unit.endswith("s") else unit
    if unit == "hour":
        return _hours(tokens, i, (number, j + 1), published)
    if unit not in _UNIT_DAYS:
        return None
    after = tokens.word(j + 1)
    if j + 1 < len(tokens) and tokens.hyphened[j + 1]:
        return None
    if after == "ago":
        return Reading(i, j + 2, _ago(published, number, unit), "relative" if unit in ("day", "night") else _kind(unit), prec=_ago_prec(unit))
    if after in ("earlier", "before", "later", "after") and unit in ("day", "week", "night"):
        sign = -1 if after in ("earlier", "before") else 1
        return Reading(i, j + 2, UNKNOWN, "anaphoric", shift=sign * number * _UNIT_DAYS[unit])
    if tokens.word(i - 1) in ("in", "over", "during", "within", "for", "than", "least", "nearly", "about", "almost") and unit != "weekend":
        return _span(i, j + 1, number * _UNIT_DAYS[unit], published)
    return None


def _count(tokens: Tokens, i: int) -> tuple[int, int] | None:
    if tokens.words[i] in ("a", "an", "one"):
        return (1, i + 1) if tokens.word(i + 1) in ("day", "week", "month", "year", "hour", "night", "fortnight") else _counted(tokens, i)
    return _counted(tokens, i)


def _counted(tokens: Tokens, i: int) -> tuple[int, int] | None:
    number = read_number(tokens, i)
    if number is None or number.min is None or number.min != number.max or not 0 < number.min <= 400:
        return None
    return number.min, number.last + (tokens.word(number.last) in ("consecutive", "straight", "successive", "full", "other"))


def _kind(unit: str) -> DateKind:
    return {"week": "week", "fortnight": "week", "month": "month", "year": "year"}.get(unit, "relative")  # type: ignore[return-value]


def _ago_prec(unit: str) -> int | None:
    return {"week": 3, "fortnight": 3, "month": 4, "year": 5}.get(unit)


def _ago(published: date | None, number: int, unit: str) -> Days:
    """Days ago are exact; weeks ago are that day and three to each side; months and years ago the calendar month or year."""
    if published is None:
        return UNKNOWN
    if unit in ("day", "night"):
        return calendars.one(calendars.shift(published, -number))
    if unit in ("week", "fortnight"):
        back = number * _UNIT_DAYS[unit]
        return calendars.around(calendars.shift(published, -back - 3), calendars.shift(published, -back + 3))
    if unit == "month":
        months = published.year * 12 + published.month - 1 - number
        return calendars.month(months // 12, months % 12 + 1)
    return calendars.year(published.year - number)


def _hours(tokens: Tokens, i: int, count: tuple[int, int], published: date | None) -> Reading | None:
    number, j = count
    if tokens.word(j) == "ago" and number <= 72:
        days = calendars.around(calendars.shift(published, -max(1, -(-number // 24))), published) if published is not None else UNKNOWN
        return Reading(i, j + 1, days, "relative")
    if tokens.word(i - 1) in ("in", "over", "during", "within") and number in (24, 36, 48, 72):
        return _hour_span(i, j, number, published)
    return None


def _hour_span(i: int, last: int, hours: int, published: date | None) -> Reading:
    back = -(-hours // 24)
    days = calendars.around(calendars.shift(published, -back), published) if published is not None else UNKNOWN
    return Reading(i, last, days, "duration", span_days=back + 1)


def _span(i: int, last: int, days: int, published: date | None) -> Reading:
    """So many days that end with the day of publication, both counted."""
    found = calendars.around(calendars.shift(published, 1 - days), published) if published is not None else UNKNOWN
    return Reading(i, last, found, "duration", span_days=days)


def _past(i: int, last: int, unit: str, published: date | None) -> Reading:
    """ "the past week" is seven days; "the past month", "year" and "decade" begin on the same day of the calendar."""
    if unit in ("month", "year", "decade") and published is not None:
        months = published.year * 12 + published.month - 1 - {"month": 1, "year": 12, "decade": 120}[unit]
        start = next((day for back in range(4) if (day := calendars.make(months // 12, months % 12 + 1, published.day - back))), None)
        return Reading(i, last, calendars.around(start, published), "duration")
    return _span(i, last, _UNIT_DAYS[unit], published)


def _duration(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "the past 24 hours", "the last four days", "past week", "recent days"."""
    j = i + (tokens.words[i] == "the")
    which = tokens.word(j)
    if which not in ("past", "last", "previous", "preceding", "recent", "first"):
        return None
    unit = tokens.word(j + 1)
    if which in ("past", "recent") and unit.rstrip("s") in _UNIT_DAYS:
        if which == "recent" or unit.endswith("s"):
            return Reading(i, j + 2, UNKNOWN, "duration")
        return _past(i, j + 2, unit, published)
    if which in ("previous", "preceding") and unit in ("week", "month", "year"):
        return Reading(i, j + 2, UNKNOWN, _kind(unit), shift=None)
    count = _count(tokens, j + 1) if j + 1 < len(tokens) else None
    if count is None:
        vague = tokens.word(j + 1) in ("few", "several", "couple") and tokens.word(j + 2 + (tokens.word(j + 2) == "of")).rstrip("s") in _UNIT_DAYS
        return Reading(i, j + 3 + (tokens.word(j + 2) == "of"), UNKNOWN, "duration") if vague else None
    number, last = count
    unit = tokens.word(last)
    unit = unit[:-1] if unit.endswith("s") else unit
    if which == "first" or (unit != "hour" and unit not in _UNIT_DAYS):
        return None
    return _hour_span(i, last + 1, number, published) if unit == "hour" else _span(i, last + 1, number * _UNIT_DAYS[unit], published)


def _earlier(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "earlier today", "earlier this week", "later on Friday", "later today" (still to come)."""
    at = i + 1 + (tokens.word(i + 1) in ("on", "in"))
    if at >= len(tokens) or tokens.words[at] not in _AFTER_EARLIER:
        return None
    inner = read_date(tokens, at, published)
    if inner is None:
        return None
    future = tokens.words[i] == "later" and tokens.words[at] in ("today", "this", "tonight")
    return Reading(i, inner.last, inner.days, inner.kind, inner.prec, future or inner.future, shift=inner.shift, dated=inner.dated)


def _recurring(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "every day", "daily", "on Fridays"."""
    word = tokens.words[i]
    if word in ("every", "each"):
        unit = tokens.word(i + 1)
        known = unit in _UNIT_DAYS or unit in WEEKDAYS or unit in _PARTS
        return Reading(i, i + 2, UNKNOWN, "relative", recurring=True) if known else None
    return Reading(i, i + 1, UNKNOWN, "relative", recurring=True)


def _ordinal(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "a fourth day", "the second consecutive night": so many days that end with the day of publication."""
    number, j = _ORDINALS.get(tokens.words[i], 0), i + 1
    if tokens.words[i] in ("a", "the") and i + 1 < len(tokens):
        number, j = _ORDINALS.get(tokens.words[i + 1], _numbered(tokens.words[i + 1])), i + 2
    if tokens.word(j) in ("consecutive", "straight", "successive", "day"):
        j += tokens.word(j) != "day"
    if number < 2 or tokens.word(j) not in ("day", "night") or tokens.word(i - 1) != "for":
        return None
    last = j + 1
    for tail in (("in", "a", "row"), ("running",)):
        if tuple(tokens.words[last : last + len(tail)]) == tail:
            last += len(tail)
    days = calendars.around(calendars.shift(published, 1 - number), published) if published is not None else UNKNOWN
    return Reading(i, last, days, "duration", series=number, span_days=number)


def _numbered(word: str) -> int:
    return int(word[:-2]) if word[-2:] in ("st", "nd", "rd", "th") and word[:-2].isdigit() and len(word) <= 5 and word.isascii() else 0


def _article(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """What begins with "a": "a day earlier", "a week ago", "a fourth day"."""
    return _ordinal(tokens, i, published) or _word_number(tokens, i, published)


def _leading_the(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    return _ordinal(tokens, i, published) or _the(tokens, i, published)


Reader = Callable[[Tokens, int, date | None], Reading | None]

_ORDINALS = {word: number for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1)}
_COUNTS = frozenset("one two three four five six seven eight nine ten eleven twelve".split())
_AFTER_EARLIER = frozenset({"today", "this", "tonight", "that", "the", "yesterday", *WEEKDAYS, *MONTHS})
_READERS: dict[str, Reader] = {
    **dict.fromkeys(MONTHS, _month),
    **dict.fromkeys((*WEEKDAYS, *SHORT_WEEKDAYS), _weekday),
    **dict.fromkeys((f"{day}s" for day in WEEKDAYS), _recurring),
    **dict.fromkeys(("every", "each", "daily", "nightly"), _recurring),
    **dict.fromkeys(("yesterday", "today", "tonight", "tomorrow"), _word_day),
    **dict.fromkeys(("early", "late", "mid"), _early),
    **dict.fromkeys(("earlier", "later"), _earlier),
    **dict.fromkeys(("same", "that"), _anaphoric),
    **dict.fromkeys(("past", "recent"), _duration),
    **dict.fromkeys(_ORDINALS, _ordinal),
    "overnight": _overnight,
    "this": _this,
    "last": _last,
    "next": _next,
    "the": _leading_the,
    "a": _article,
    "an": _article,
}
