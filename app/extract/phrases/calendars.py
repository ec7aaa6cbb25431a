"""Calendar words and the arithmetic of days that news prose means by them.

Weekdays are the one on or before the day of publication: "Friday" in a report published on a Friday is that day. A day and month without
a year is the nearest past one. A span of days gets UCDP GED's date precision (codebook, "date_prec").
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

WEEKDAYS: Mapping[str, int] = {
    name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
SHORT_WEEKDAYS: Mapping[str, int] = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
MONTHS: Mapping[str, int] = {
    name: number
    for number, name in enumerate("january february march april may june july august september october november december".split(), start=1)
} | {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
SEASONS: Mapping[str, int] = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
ROMAN_MONTHS: Mapping[str, int] = {
    name: number for number, name in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), start=1)
}
FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class Days:
    """Days from ``start`` to ``end``, both inclusive; None on either side where it is not known."""

    start: date | None
    end: date | None

    @property
    def known(self) -> bool:
        """Whether both ends are."""
        return self.start is not None and self.end is not None


UNKNOWN = Days(None, None)


def precision(start: date, end: date) -> int:
    """UCDP GED's date_prec: 1 a day, 2 within 2-6 days, 3 a week, 4 a month, 5 longer."""
    days = (end - start).days + 1
    if days <= 1:
        return 1
    return 2 if days <= 6 else 3 if days == 7 else 4 if days <= 31 else 5


def shift(day: date, days: int) -> date | None:
    """The day so many days on, None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def around(start: date | None, end: date | None) -> Days:
    """The days between, or unknown if an end is."""
    return Days(start, end) if start is not None and end is not None and start <= end else UNKNOWN


def one(day: date | None) -> Days:
    """A single day."""
    return Days(day, day)


def make(year: int, month: int, day: int) -> date | None:
    """The day, None if the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def weekday_before(published: date, weekday: int, *, strictly: bool = False) -> date | None:
    """The weekday on or before ``published``; with ``strictly`` before it."""
    back = (published.weekday() - weekday) % 7
    return shift(published, -(7 if strictly and back == 0 else back))


def weekday_after(published: date, weekday: int) -> date | None:
    """The weekday after ``published``."""
    return shift(published, (weekday - published.weekday() - 1) % 7 + 1)


def nearest_past(published: date, month: int, day: int) -> date | None:
    """The latest such day that is not after ``published``; the day after it is allowed, for reports from another time zone."""
    for year in range(published.year, published.year - 9, -1):
        found = make(year, month, day)
        if found is not None and (found - published).days <= 1:
            return found
    return None


def month(year: int, number: int) -> Days:
    """A whole calendar month."""
    first = make(year, number, 1)
    after = make(year + number // 12, number % 12 + 1, 1)
    return around(first, shift(after, -1) if after is not None else None)


def past_month(published: date, number: int, *, strictly: bool = False) -> Days:
    """The latest such month that has begun, up to the day of publication; with ``strictly`` one that is over."""
    later = number > published.month or (strictly and number == published.month)
    days = month(published.year - later, number)
    return around(days.start, min(days.end, published)) if days.end is not None else UNKNOWN


def year(number: int) -> Days:
    """A whole calendar year."""
    return around(make(number, 1, 1), make(number, 12, 31))


def season(name: str, number: int) -> Days:
    """A season of the northern year: spring is March to May; the winter of a year begins in its December."""
    first = SEASONS[name]
    return around(make(number, first, 1), month(number + (first == 12), (first + 1) % 12 + 1).end)


def past_season(published: date, name: str, *, strictly: bool = False) -> Days:
    """The latest such season that has begun, up to the day of publication; with ``strictly`` one that is over."""
    for number in range(published.year, published.year - 3, -1):
        days = season(name, number)
        if days.start is not None and days.end is not None and (days.end if strictly else days.start) < published:
            return around(days.start, min(days.end, published))
    return UNKNOWN


def part(days: Days, which: str) -> Days:
    """The "early", "mid" or "late" part: of a month days 1-10, 11-20, 21 to its end; of a year four months each."""
    start, end = days.start, days.end
    if start is None or end is None or which not in ("early", "mid", "late"):
        return days
    if (end - start).days > 31:
        low, high = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[which]
        return around(make(start.year, low, 1), month(start.year, high).end)
    low, high = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}[which]
    first = make(start.year, start.month, low)
    last = month(start.year, start.month).end if high == 31 else make(start.year, start.month, high)
    return around(first, min(last, end) if last is not None and first is not None and first <= end else last)
