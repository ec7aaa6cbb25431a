"""What one date expression says, before its preposition and its place in the text are looked at."""

from dataclasses import dataclass
from typing import Literal

from app.extract.phrases.calendars import Days

DateKind = Literal["day", "weekday", "relative", "range", "duration", "week", "month", "year", "anaphoric"]

Relation = Literal["on", "since", "until", "during", "ago", "before", "after"]

PARTS = frozenset({"morning", "afternoon", "evening", "night", "noon", "midnight", "dawn", "dusk", "midday", "lunchtime", "nighttime"})
"""Parts of a day: they say nothing about which."""


@dataclass(slots=True)
class Reading:
    """One expression over the tokens ``[first, last)``, without its preposition.

    ``prec`` overrides the precision that the days would give. ``dated``: a year is printed. ``series``: "a fourth day" is 4.
    ``span_days``: so many days that end with the day of publication, or with the day their sentence names.
    """

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


@dataclass(frozen=True, slots=True)
class Placed:
    """A reading with its preposition: tokens from ``first`` on; ``led`` says that there is one."""

    first: int
    reading: Reading
    relation: Relation
    led: bool
