"""Days that are counted: "two days ago", "the past 24 hours", "in four days", "for a fourth day", "three days earlier"."""

from datetime import date

from app.extract.phrases import calendars
from app.extract.phrases.calendars import UNKNOWN, Days
from app.extract.phrases.numbers import read_number
from app.extract.phrases.readings import DateKind, Reading
from app.extract.phrases.tokens import Tokens

_SPAN_LEADS = frozenset({"in", "over", "during", "within", "for", "than", "least", "nearly", "about", "almost"})
UNIT_DAYS = {"day": 1, "night": 1, "week": 7, "weekend": 2, "month": 30, "year": 365, "fortnight": 14, "decade": 3650}
_FEW = 5
_COUNTABLE = frozenset(name + ending for name in (*UNIT_DAYS, "hour") for ending in ("", "s"))
_LONGEST = 24  # tokens; no number has so many
_SUMMING = frozenset("up in over during for across throughout".split())
_CAMPAIGNS = frozenset("operation campaign offensive bombing bombardment raids strikes assault barrage attacks".split())
_ORDINALS = {word: number for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1)}
ORDINALS = frozenset(_ORDINALS)
"""The words a counted day may begin with."""


def counted_days(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "two days ago", "a week ago", "three days earlier", "four days" after "in"/"over"/"for"."""
    count = _count(tokens, i)
    if count is None:
        return None
    number, j = count
    unit = tokens.word(j)
    unit = unit[:-1] if unit.endswith("s") else unit
    if unit == "hour":
        return _hours(tokens, i, (number, j + 1), published)
    if unit not in UNIT_DAYS:
        return None
    after = tokens.word(j + 1)
    if j + 1 < len(tokens) and tokens.hyphened[j + 1]:
        return None
    if after == "ago":
        return Reading(i, j + 2, _ago(published, number, unit), "relative" if unit in ("day", "night") else _kind(unit), prec=_ago_prec(unit))
    if after in ("earlier", "before", "later", "after") and unit in ("day", "week", "night"):
        sign = -1 if after in ("earlier", "before") else 1
        return Reading(i, j + 2, UNKNOWN, "anaphoric", shift=sign * number * UNIT_DAYS[unit])
    if tokens.word(i - 1) in _SPAN_LEADS and unit in ("day", "night", "week"):
        return _span(i, j + 1, number * UNIT_DAYS[unit], published)
    return None


def _count(tokens: Tokens, i: int) -> tuple[int, int] | None:
    if tokens.words[i] in ("a", "an", "one"):
        return (1, i + 1) if tokens.word(i + 1) in ("day", "week", "month", "year", "hour", "night", "fortnight") else _counted(tokens, i)
    return _counted(tokens, i)


def _counted(tokens: Tokens, i: int) -> tuple[int, int] | None:
    if _COUNTABLE.isdisjoint(tokens.words[i + 1 : i + _LONGEST]):
        return None
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
        back = number * UNIT_DAYS[unit]
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
    return _span(i, last, UNIT_DAYS[unit], published)


def past_days(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "the past 24 hours", "the last four days", "past week", "recent days"."""
    j = i + (tokens.words[i] == "the")
    which = tokens.word(j)
    if which not in ("past", "last", "previous", "preceding", "recent", "first"):
        return None
    unit = tokens.word(j + 1)
    if which in ("past", "recent") and unit.rstrip("s") in UNIT_DAYS:
        if which == "recent" or unit.endswith("s"):
            return Reading(i, j + 2, UNKNOWN, "duration")
        return _past(i, j + 2, unit, published)
    if which in ("previous", "preceding") and unit in ("week", "month", "year"):
        return Reading(i, j + 2, UNKNOWN, _kind(unit), shift=None)
    count = _count(tokens, j + 1) if j + 1 < len(tokens) else None
    if count is None:
        return _vague_span(tokens, i, j + 1, published)
    number, last = count
    unit = tokens.word(last)
    unit = unit[:-1] if unit.endswith("s") else unit
    if which == "first" or (unit != "hour" and unit not in UNIT_DAYS):
        return None
    return _hour_span(i, last + 1, number, published) if unit == "hour" else _span(i, last + 1, number * UNIT_DAYS[unit], published)


def _vague_span(tokens: Tokens, i: int, j: int, published: date | None) -> Reading | None:
    """ "the past few days": up to five of them; of longer units nobody can tell."""
    last = j + 1 + (tokens.word(j + 1) == "of")
    unit = tokens.word(last).rstrip("s")
    if tokens.word(j) not in ("few", "several", "couple") or unit not in UNIT_DAYS:
        return None
    if unit != "day":
        return Reading(i, last + 1, UNKNOWN, "duration")
    return _span(i, last + 1, 2 if tokens.word(j) == "couple" else _FEW, published)


def campaign_days(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "over the four days of the operation": so many days that end with the day of publication, unless a month or year is named."""
    if tokens.words[i] != "the" or i + 1 >= len(tokens) or _SUMMING.isdisjoint(tokens.words[max(0, i - 2) : i]):
        return None
    count = _counted(tokens, i + 1)
    if count is None:
        return None
    number, last = count
    behind = tokens.words[last + 1 : last + 8]
    if tokens.word(last) not in ("days", "nights") or behind[:1] != ["of"] or not _CAMPAIGNS.intersection(behind[1:4]):
        return None
    if any(word in calendars.MONTHS or (len(word) == 4 and word.isdigit()) for word in behind):
        return None
    return _span(i, last + 1, number, published)


def nth_day(tokens: Tokens, i: int, published: date | None) -> Reading | None:
    """ "a fourth day", "the second consecutive night": so many days that end with the day of publication."""
    if tokens.word(i - 1) != "for":
        return None
    number, j = _ORDINALS.get(tokens.words[i], 0), i + 1
    if tokens.words[i] in ("a", "the") and i + 1 < len(tokens):
        number, j = _ORDINALS.get(tokens.words[i + 1], _numbered(tokens.words[i + 1])), i + 2
    if tokens.word(j) in ("consecutive", "straight", "successive", "day"):
        j += tokens.word(j) != "day"
    if number < 2 or tokens.word(j) not in ("day", "night"):
        return None
    last = j + 1
    for tail in (("in", "a", "row"), ("running",)):
        if tuple(tokens.words[last : last + len(tail)]) == tail:
            last += len(tail)
    days = calendars.around(calendars.shift(published, 1 - number), published) if published is not None else UNKNOWN
    return Reading(i, last, days, "duration", series=number, span_days=number)


def _numbered(word: str) -> int:
    return int(word[:-2]) if word[-2:] in ("st", "nd", "rd", "th") and word[:-2].isdigit() and len(word) <= 5 and word.isascii() else 0
