"""The days of two claims held against each other."""

from datetime import timedelta

from app.events.traits import Traits

MOST_DAYS = timedelta(days=31)
"""Longer intervals are campaigns, not strikes."""


def days_apart(one: Traits, other: Traits) -> bool:
    """Whether the days rule out one strike; an open date is taken to lie in the days before publication.

    Two spans of days that only touch at their ends ("overnight", a night later) are two.
    """
    first, second = one.presumed, other.presumed
    if first is None or second is None:
        return False
    if first[0] > second[1] or second[0] > first[1]:
        return True
    within = (first[0] <= second[0] and second[1] <= first[1]) or (second[0] <= first[0] and first[1] <= second[1])
    return bool(one.days and other.days) and not within
