"""Claims that add up strikes of which others tell one."""

from app.events.things import ARMED
from app.events.traits import TOLLS, Traits

PEOPLE = frozenset({"civilians", "residential"})


def sums_up(whole: Traits, part: Traits) -> bool:
    """Whether a claim adds up strikes of which the other tells one: more places, more days, or an area with more than its town had."""
    if whole.claim.contains and not part.claim.contains and _outnumbers(whole, part):
        return True
    if part.points and not part.areas and len(whole.points) > len(part.points) and _places_in_reach(whole, part) > len(part.points):
        return not _same_figures(whole, part)
    if whole.wide and part.exact:
        return True
    if whole.many and not part.many and not whole.labels and part.labels:
        return True
    larger = bool(whole.areas and not whole.points and part.points) or bool(whole.countries and not whole.placed and part.placed)
    return larger and _outnumbers(whole, part) and not _same_thing(whole, part)


def _places_in_reach(whole: Traits, part: Traits) -> int:
    """How many of its places lie in a country of the part: one far off is a name gone astray."""
    return sum(not spot.place.country or spot.place.country in part.countries for spot in whole.points)


def _same_figures(one: Traits, other: Traits) -> bool:
    shared = one.numbers.keys() & other.numbers.keys()
    return bool(shared) and all(one.numbers[key] == other.numbers[key] for key in shared)


def _outnumbers(whole: Traits, part: Traits) -> bool:
    """Whether the whole has more of a unit than the part, or counts strikes or places where the part does not."""
    for key, (low, high) in whole.numbers.items():
        most, least = high or low or 0, part.numbers.get(key, (None, None))
        if key in part.numbers and most > (least[1] or least[0] or 0):
            return True
        if key not in part.numbers and key[0] not in TOLLS and most > 1:
            return True
    return False


def _same_thing(one: Traits, other: Traits) -> bool:
    """Whether both name one telling thing that was hit: a hospital, a substation, a wedding."""
    telling = one.target == other.target and one.target is not None and one.target not in ARMED | PEOPLE
    return telling or bool(one.labels & other.labels)
