"""Days as the calendar names them: "12 March 2017", "March 3-5", "20th of November", "Friday", "2017-03-12", "May 2016", "Christmas Day"."""

from datetime import date

from app.extract.phrases import calendars
from app.extract.phrases.calendars import MONTHS, ROMAN_MONTHS, SHORT_WEEKDAYS, UNKNOWN, WEEKDAYS
from app.extract.phrases.readings import PARTS, Reading
from app.extract.phrases.tokens import Tokens

_MONTH_LEADS = frozenset("in since until till during by from before after of early late mid last this to between and through next".split())
_ABBREVIATED = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed weds thu thur thurs fri sat sun".split())
_MONTHS_BACK = 62
_NAMES_WITH_DAYS = frozenset({"bloody", "black", "good", "palm", "easter", "ash", "cyber", "sheffield"})
_FEASTS = {
    ("christmas", "eve"): (12, 24), ("christmas", "day"): (12, 25), ("boxing", "day"): (12, 26),
    ("year", "eve"): (12, 31), ("years", "eve"): (12, 31), ("year", "day"): (1, 1), ("years", "day"): (1, 1),
}  # fmt: skip
"""Those that keep their day: month and day."""


def year_at(tokens: Tokens, i: int) -> int | None:
    """The year printed at token ``i``."""
    word = tokens.word(i)
    if len(word) == 4 and word.isdigit() and word.isascii() and calendars.FIRST_YEAR <= int(word) <= calendars.LAST_YEAR:
        return int(word)
    return None


def _day_at(tokens: Tokens, i: int) -> int | None:
    word = tokens.word(i)
    bare = word[:-2] if word[-2:] in ("st", "nd", "rd", "th") else word
    return int(bare) if bare.isdigit() and bare.isascii() and len(bare) <= 2 and 1 <= int(bare) <= 31 else None


def _glued(word: str) -> tuple[int, int] | None:
    """The day and the year of "Oct 042017" or "April 72017", whose comma and blank were lost."""
    if len(word) not in (5, 6) or not (word.isdigit() and word.isascii()) or not 1 <= int(word[:-4]) <= 31:
        return None
    year = int(word[-4:])
    return (int(word[:-4]), year) if calendars.FIRST_YEAR <= year <= calendars.LAST_YEAR else None


def month_at(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """The month named at token ``i`` and the index after it (and after the point of an abbreviation)."""
    word = tokens.word(i)
    number = MONTHS.get(word)
    if number is None or not tokens.raw(i)[0].isupper():
        return None
    return number, i + (2 if word in _ABBREVIATED and tokens.word(i + 1) == "." else 1)


def after_year(tokens: Tokens, i: int, published: date | None = None) -> tuple[int | None, int]:
    """A year at ``i``, or behind a comma, and the index after it; "last year" and "this year" where the day of publication is known."""
    at = i + (tokens.word(i) == "of")
    if published is not None and tokens.words[at + 1 : at + 2] == ["year"] and tokens.words[at] in ("last", "this"):
        return published.year - (tokens.words[at] == "last"), at + 2
    for skip in (0, 1):
        if skip and tokens.word(i) not in (",", "of"):
            break
        found = year_at(tokens, i + skip)
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


def numeric(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """What begins with digits: "12 March 2017", "3-5 March", "3 and 5 March", "2017-03-12", "12.03.2017", "two days ago" in digits."""
    if tokens.hyphened[i]:
        return None
    word = tokens.words[i]
    if any(mark in word for mark in "-./") and len(word) >= 6:
        return _figures(tokens, i)
    low = _day_at(tokens, i)
    if low is None:
        return None
    high, j = low, i + 1
    joint = tokens.word(j) in ("and", "to", "or", "until", "–", "-", "&", "/")
    second = _day_at(tokens, j + 1) if joint else _day_at(tokens, j) if j < len(tokens) and tokens.hyphened[j] else None
    if second is not None and second > low and _month_after(tokens, j + 1 + joint) is not None:
        high, j = second, j + 1 + joint
    named = _month_after(tokens, j)
    if named is None:
        return None
    number, last = named
    year, last = after_year(tokens, last, published)
    return _dated(i, last, year, number, (low, high), published)


def _month_after(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """A month at ``i``, or after "of"; in Roman numerals too ("12 XI")."""
    at = i + 1 if tokens.word(i) == "of" else i
    if at < len(tokens) and tokens.raw(at) in ROMAN_MONTHS and len(tokens.raw(at)) > 1 and year_at(tokens, at + 1):
        return ROMAN_MONTHS[tokens.raw(at)], at + 1
    return month_at(tokens, at) if at < len(tokens) else None


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


def named_month(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """What begins with a month: "March 12, 2017", "March 3-5", "May 2015", "in May"."""
    named = month_at(tokens, i)
    if named is None:
        return None
    number, j = named
    glued = _glued(tokens.word(j))
    if glued is not None:
        return _dated(i, j + 1, glued[1], number, (glued[0], glued[0]), published)
    low = _day_at(tokens, j) if j < len(tokens) and not tokens.words[j].startswith("0") and _no_clock(tokens, j) else None
    if low is not None and not tokens.hyphened[j]:
        return _month_day(tokens, i, (number, low, j + 1), published)
    year, last = after_year(tokens, j, published)
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
    year, last = after_year(tokens, j, published)
    return _dated(i, last, year, number, (low, high), published)


def _not_counted(tokens: Tokens, j: int) -> bool:
    """Whether the number at ``j`` ends the expression, and counts no noun ("March 3 and 12 people")."""
    after = tokens.word(j + 1)
    return not after or not after[0].isalpha() or after in _MONTH_LEADS or after in ("when", "on", "at", "the", "as", "that", "with")


def weekday(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "Friday", "Fri 20 Nov", "Friday night", "Friday, 20 November", "Friday last week"."""
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
    numbered = _weekday_with_number(tokens, i, last, published)
    if numbered is not None:
        return numbered
    last = over_parts(tokens, last)
    before = last + (tokens.word(last) == "of")
    if tokens.words[before : before + 2] == ["last", "week"]:
        day = calendars.shift(published, number - published.weekday() - 7) if published is not None else None
        return Reading(i, before + 2, calendars.one(day), "weekday")
    days = calendars.one(calendars.weekday_before(published, number)) if published is not None else UNKNOWN
    return Reading(i, last, days, "weekday")


def _weekday_with_date(tokens: Tokens, i: int, last: int, published: date | None) -> Reading | None:
    """ "Friday, 20 November": the date decides."""
    at = last + (tokens.word(last) in (",", "(", "the"))
    if at >= len(tokens) or not (tokens.words[at][0].isdigit() or tokens.words[at] in MONTHS):
        return None
    found = numeric(tokens, at, published) if tokens.words[at][0].isdigit() else named_month(tokens, at, published)
    if found is None or found.kind not in ("day", "range"):
        return None
    close = tokens.word(last) == "(" and tokens.word(found.last) == ")"
    return Reading(i, found.last + close, found.days, found.kind, dated=found.dated)


def _weekday_with_number(tokens: Tokens, i: int, last: int, published: date | None) -> Reading | None:
    """ "Monday 10" at the end of its line or clause: the latest such day, if a Monday was one."""
    day = _day_at(tokens, last) if last < len(tokens) and not tokens.hyphened[last] else None
    if day is None or published is None:
        return None
    if tokens.word(last + 1)[:1].isalpha() and "\n" not in tokens.text[tokens.ends[last] : tokens.starts[last + 1]]:  # "Monday 12 people died"
        return None
    found = next((d for back in range(0, _MONTHS_BACK) if (d := calendars.shift(published, -back)) is not None and d.day == day), None)
    if found is None or found.weekday() != {**WEEKDAYS, **SHORT_WEEKDAYS}[tokens.words[i]]:
        return None
    return Reading(i, last + 1, calendars.one(found), "weekday")


def over_parts(tokens: Tokens, j: int) -> int:
    """Step over "night", "morning", "at dawn"."""
    if tokens.word(j) in PARTS or (tokens.word(j) in ("early", "late") and tokens.word(j + 1) in PARTS):
        return j + (1 if tokens.word(j) in PARTS else 2)
    return j


def feast(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "Christmas Day", "New Year's Eve": the feasts that keep their day."""
    j = i + (tokens.words[i] == "new") + 1
    j += tokens.word(j) == "'s"
    day = _FEASTS.get((tokens.word(j - 1 - (tokens.word(j - 1) == "'s")), tokens.word(j)))
    if day is None:
        return None
    return Reading(i, j + 1, calendars.one(calendars.nearest_past(published, *day)) if published is not None else UNKNOWN, "day")


def season(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "the autumn of 2014", "summer 2016", "in the spring"; a season alone needs "in the" before it."""
    year, last = after_year(tokens, i + 1, published)
    if year is not None:
        return Reading(i, last, calendars.season(tokens.words[i], year), "year", prec=5, dated=True)
    if tokens.words[max(0, i - 2) : i] != ["in", "the"] or tokens.word(i + 1) == "of" or tokens.words[i] == "fall":
        return None
    return Reading(i, i + 1, calendars.past_season(published, tokens.words[i]) if published is not None else UNKNOWN, "year", prec=5)
