"""Blocks of space and time: which claims are worth comparing. Two claims that could match always share a key.

A key is a space and a day. Spaces of a town are its province, its names and the half-degree cells around it; of an area, itself, its names
and its cells. Claims without a place below a country have a space of their own; words for the target and tolls lead from them to others.
Claims of one report share a key whatever they say.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Protocol

from shapely.geometry import shape

from app.events.days import MOST_DAYS, presumed_days
from app.events.match import telling_figures
from app.events.traits import Spot, Traits

_CELLS_A_DEGREE = 2
_AROUND_KM = 15.0
_KM_A_DEGREE = 111.2
_MOST_CELLS = 64
_BRIDGES = ("word:", "count:")


class ClaimIndex(Protocol):
    """What can say which known claims are worth comparing with one: a store with an index over ``block_keys``, or ``BlockIndex``."""

    def candidates(self, traits: Traits) -> Iterable[Traits]:
        """Every known claim that shares a block key, except the claim itself, each once."""

    def named(self, claim_ids: Iterable[str]) -> Iterable[Traits]:
        """The known claims among these ids."""


class BlockIndex:
    """Claims in memory by their block keys."""

    def __init__(self, claims: Iterable[Traits] = ()) -> None:
        """Take claims that are known from the start."""
        self._blocks: dict[str, list[Traits]] = defaultdict(list)
        self._claims: dict[str, Traits] = {}
        for traits in claims:
            self.add(traits)

    def add(self, traits: Traits) -> None:
        """Make a claim known."""
        self._claims[traits.claim.id] = traits
        for key in block_keys(traits):
            self._blocks[key].append(traits)

    def candidates(self, traits: Traits) -> list[Traits]:
        """Every known claim that shares a block key, except the claim itself, in order of id."""
        found = {
            other.claim.id: other
            for key in block_keys(traits)
            for other in self._blocks.get(key, ())
            if other.placed is not traits.placed or not key.startswith(_BRIDGES)
        }
        found.pop(traits.claim.id, None)
        return [found[claim_id] for claim_id in sorted(found)]

    def named(self, claim_ids: Iterable[str]) -> list[Traits]:
        """The known claims among these ids, in order of id."""
        return [self._claims[claim_id] for claim_id in sorted(claim_ids) if claim_id in self._claims]

    def pairs(self) -> Iterator[tuple[Traits, Traits]]:
        """Every two claims that share a key, some more than once; of those that only a word or a toll joins, one has no place."""
        for key, block in self._blocks.items():
            bridge = key.startswith(_BRIDGES)
            for at, one in enumerate(block):
                for other in block[at + 1 :]:
                    if not bridge or one.placed is not other.placed:
                        yield one, other


def block_keys(traits: Traits) -> tuple[str, ...]:
    """The keys of a claim, sorted; each a short string that a store can index."""
    days = _days(traits)
    spaces = _spaces(traits) | {f"word:{word}" for word in traits.labels} | {f"count:{figure}" for figure in telling_figures(traits)}
    keys = {f"{space}@{day}" for space in spaces for day in days}
    keys.add(f"report:{traits.claim.report_id}")
    return tuple(sorted(keys))


def _days(traits: Traits) -> list[str]:
    days = presumed_days(traits)
    if days is None:
        return ["undated"]
    if days[1] - days[0] > MOST_DAYS:
        return [f"{days[0]}/{days[1]}"]
    return [(days[0] + timedelta(days=shift)).isoformat() for shift in range((days[1] - days[0]).days + 1)]


def _spaces(traits: Traits) -> set[str]:
    spaces = {f"name:{name}" for name in traits.unresolved}
    for spot in traits.points:
        spaces |= _cells_around(spot) | {f"name:{name}" for name in spot.names}
        if spot.place.admin1_id:
            spaces.add(f"area:{spot.place.admin1_id}")
    for spot in traits.areas:
        spaces |= {f"area:{spot.place.id}"} | {f"name:{name}" for name in spot.names}
        if spot.place.admin1_id:
            spaces.add(f"area:{spot.place.admin1_id}")
        if spot.place.kind != "province":
            spaces |= _cells_over(spot)
    return spaces or {"nowhere"}


def _cells_around(spot: Spot) -> set[str]:
    north = _AROUND_KM / _KM_A_DEGREE
    east = north / max(0.1, math.cos(math.radians(spot.place.lat)))
    return _cells(spot.place.lon - east, spot.place.lat - north, spot.place.lon + east, spot.place.lat + north)


def _cells_over(spot: Spot) -> set[str]:
    return _cells(*shape(spot.area).bounds) if spot.area else set()


def _cells(west: float, south: float, east: float, north: float) -> set[str]:
    """The cells that a box touches; none where there are too many to be of use."""
    columns = range(math.floor(west * _CELLS_A_DEGREE), math.floor(east * _CELLS_A_DEGREE) + 1)
    rows = range(math.floor(south * _CELLS_A_DEGREE), math.floor(north * _CELLS_A_DEGREE) + 1)
    if len(columns) * len(rows) > _MOST_CELLS:
        return set()
    return {f"cell:{column}/{row}" for column in columns for row in rows}
