"""Totals and their parts: a claim over several places or strikes contains the events that it adds up, and never takes them in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.events.blocking import block_keys, country_keys
from app.events.geography import contains
from app.events.totals import sums_up
from app.events.traits import Traits
from app.events.weights import weapons_go_together


def contained(groups: Mapping[str, Sequence[Traits]]) -> dict[str, tuple[str, ...]]:
    """For each event (id to its claims) the ids of the events that it includes, sorted; events that include none are left out.

    Included is what the claim itself names as its part, and what lies within its places and days, by the same attacker, with no greater
    numbers.
    """
    told = [(event_id, traits) for event_id, claims in sorted(groups.items()) for traits in claims if traits.claim.modality == "asserted"]
    event_of = {traits.claim.id: event_id for event_id, traits in told}
    parts: dict[str, set[str]] = defaultdict(set)
    for event_id, traits in told:
        parts[event_id] |= {event_of[part] for part in traits.claim.contains if part in event_of}
    near = _by_key(told)
    for event_id, whole in told:
        for part_id, part in _reachable(whole, near):
            if part_id != event_id and includes(whole, part):
                parts[event_id].add(part_id)
    return {event_id: tuple(sorted(found - {event_id})) for event_id, found in parts.items() if found - {event_id}}


_Told = tuple[str, Traits]


def _by_key(told: Iterable[_Told]) -> dict[str, list[_Told]]:
    """Claims with a point by the keys that a total would be found under: their own, and their country's."""
    index: dict[str, list[_Told]] = defaultdict(list)
    for event_id, traits in told:
        if traits.points:
            for key in _keys(traits):
                index[key].append((event_id, traits))
    return index


def _keys(traits: Traits) -> Iterator[str]:
    yield from (key for key in block_keys(traits) if key.startswith(("area:", "cell:")))
    yield from country_keys(traits)


def _reachable(whole: Traits, near: Mapping[str, Sequence[_Told]]) -> list[_Told]:
    if not may_include(whole):
        return []
    keys = block_keys(whole) if whole.placed else country_keys(whole)
    found = {(event_id, traits.claim.id): (event_id, traits) for key in keys for event_id, traits in near.get(key, ())}
    return [found[at] for at in sorted(found)]


def may_include(whole: Traits) -> bool:
    """Whether a claim is wide enough to be a total of others."""
    wide = whole.areas or len(whole.points) > 1 or whole.many or (whole.countries and not whole.placed)
    return whole.claim.modality == "asserted" and whole.days is not None and bool(wide)


def includes(whole: Traits, part: Traits) -> bool:
    """Whether a part lies within a total's places and days, by the same attacker, with no greater numbers."""
    if not whole.days or not part.days or not (whole.days[0] <= part.days[0] and part.days[1] <= whole.days[1]):
        return False
    if whole.attackers and part.attackers and not whole.attackers & part.attackers:
        return False
    if not weapons_go_together(whole, part) or _less(whole, part):
        return False
    return _covers(whole, part) and sums_up(whole, part)


def _covers(whole: Traits, part: Traits) -> bool:
    if not whole.placed:
        return bool(whole.countries & part.countries)
    known = {spot.place.id for spot in whole.points}
    return all(spot.place.id in known or any(contains(area, spot) for area in whole.areas) for spot in part.points)


def _less(whole: Traits, part: Traits) -> bool:
    """Whether the part counts more of a unit than the whole."""
    for key in whole.numbers.keys() & part.numbers.keys():
        most, least = whole.numbers[key][1], part.numbers[key][0]
        if most is not None and least is not None and least > most:
            return True
    return False
