"""Days in words for the pages that are made here; ``static/dates.js`` writes the same."""

from calendar import month_name, monthrange
from datetime import date


def span_in_words(start: str | None, end: str | None = None) -> str:
    """ISO 8601 days as "20 November 2015", "17–20 November 2015", "November 2015", "2015", "since 3 May 2016" or "not stated"."""
    if start is None or end is None:
        return "not stated" if not (start or end) else f"since {_day(start)}" if start else f"until {_day(end or '')}"
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first == last:
        return _day(start)
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    months = f"{month_name[first.month]}–{month_name[last.month]}" if first.month != last.month else month_name[last.month]
    if whole_months and (first.month, last.month) == (1, 12):
        return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
    if first.year != last.year:
        return f"{_day(start)} – {_day(end)}"
    if whole_months:
        return f"{months} {last.year}"
    if first.month == last.month:
        return f"{first.day}–{last.day} {months} {last.year}"
    return f"{first.day} {month_name[first.month]} – {last.day} {month_name[last.month]} {last.year}"


def day_in_words(day: str | None) -> str:
    """One ISO 8601 day, or "not stated"."""
    return _day(day) if day else "not stated"


def _day(iso: str) -> str:
    one = date.fromisoformat(iso)
    return f"{one.day} {month_name[one.month]} {one.year}"
