"""Blocks of space and time: which claims are worth comparing. Two claims that could match always share a key.

A key is a space and a day. Spaces of a town are its province, its names and the half-degree cells around it; of an area, itself, its names
and its cells. Claims without a place below a country have a space of their own; words for the target and tolls lead from them to others.
Claims of one report share a key whatever they say.
"""

import hashlib
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from shapely.geometry import shape

from app.events.days import MOST_DAYS
from app.events.traits import Spot, Traits

_CELLS_A_DEGREE = 2
_AROUND_KM = 15.0
_KM_A_DEGREE = 111.2
_MOST_CELLS = 64
_BRIDGES = ("word:", "count:")
_UNDATED = "undated"


class BlockIndex:
    """Claims in memory by their block keys."""

    def __init__(self, claims: Iterable[Traits], keys: Callable[[Traits], Iterable[str]] | None = None) -> None:
        """Take claims, each once; ``keys`` is ``block_keys`` where it remembers them."""
        self._claims = list(claims)
        self._keys = keys or block_keys
        self._blocks: dict[str, list[int]] = defaultdict(list)
        for at, traits in enumerate(self._claims):
            for key in self._keys(traits):
                self._blocks[key].append(at)

    def candidates(self, traits: Traits) -> list[Traits]:
        """Every known claim that shares a block key, except the claim itself, in order of id."""
        found = {
            other.claim.id: other
            for key in self._keys(traits)
            for other in map(self._claims.__getitem__, self._blocks.get(key, ()))
            if other.placed is not traits.placed or not key.startswith(_BRIDGES)
        }
        found.pop(traits.claim.id, None)
        return [found[claim_id] for claim_id in sorted(found)]

    def pairs(self) -> Iterator[tuple[Traits, list[Traits]]]:
        """Every claim with those after it that share a key with it; of two that only a word or a toll joins, one has no place."""
        later: list[set[int]] = [set() for _ in self._claims]
        placed = [traits.placed for traits in self._claims]
        for bridge, block in {(key.startswith(_BRIDGES), tuple(block)) for key, block in self._blocks.items()}:
            for at, first in enumerate(block, start=1):
                rest = block[at:]
                later[first].update(rest if not bridge else [other for other in rest if placed[other] is not placed[first]])
        for one, others in zip(self._claims, later, strict=True):
            yield one, [self._claims[other] for other in sorted(others)]


def block_keys(traits: Traits) -> tuple[str, ...]:
    """The keys of a claim, sorted. What is told of no day at all needs a word for the target or a toll beside the space."""
    bridges = {f"word:{word}" for word in traits.labels} | {f"count:{figure}" for figure in traits.figures}
    days = _days(traits)
    if days == [_UNDATED]:
        keys = {f"{space}+{bridge}" for space in _spaces(traits) for bridge in bridges} | bridges
    else:
        keys = {f"{space}@{day}" for space in _spaces(traits) | bridges for day in days}
    keys.add(f"report:{traits.claim.report_id}")
    return tuple(sorted(keys))


def spot_of(traits: Traits) -> str | None:
    """The one spot and day that a claim of one exact day is counted under, however many keys it has; None for every other claim."""
    if not traits.exact or traits.days is None:
        return None
    placed = [min((spot.place.id for spot in spots), default="") for spots in (traits.points, traits.areas)]
    where = next(filter(None, placed), "") or min(traits.unresolved, default="") or " ".join(sorted(traits.countries))
    return f"spot:{where}@{traits.days[0]}"


def spot_key(traits: Traits) -> int | None:
    """The key under which a store finds all claims of one spot and day."""
    spot = spot_of(traits)
    return None if spot is None else _number(traits, True, spot)


def stored_keys(traits: Traits, anchor: bool) -> tuple[int, ...]:
    """The keys under which a store finds a claim, as 64-bit numbers: apart for anchors and loose claims."""
    keys = {_number(traits, anchor, key, traits.placed) for key in block_keys(traits)}
    if anchor and traits.points:
        keys |= {_number(traits, anchor, key) for key in country_keys(traits)}
    return tuple(sorted(keys))


def sought_keys(traits: Traits, anchors: bool) -> tuple[int, ...]:
    """The keys under which a store finds the anchors, or the loose claims, that are worth comparing with one."""
    return tuple(sorted({_number(traits, anchors, key, not traits.placed) for key in block_keys(traits)}))


def keys_of_parts(whole: Traits) -> tuple[int, ...]:
    """The keys under which a store finds the anchors that a total may include: those in its areas, or in its countries."""
    keys = country_keys(whole) if not whole.placed else (key for key in block_keys(whole) if key.startswith(("area:", "cell:")))
    return tuple(sorted({_number(whole, True, key) for key in keys}))


def country_keys(traits: Traits) -> Iterator[str]:
    """A country and a day, for every day of a claim that is no campaign."""
    if traits.days and traits.days[1] - traits.days[0] <= MOST_DAYS:
        for shift in range((traits.days[1] - traits.days[0]).days + 1):
            yield from (f"country:{code}@{traits.days[0] + timedelta(days=shift)}" for code in traits.countries)


def _number(traits: Traits, anchor: bool, key: str, placed: bool = True) -> int:
    """A key as a number. What only a bridge joins is one claim with a place and one without; EXAMPLE reports meet no others."""
    side = f"{placed:d}" if key.startswith(_BRIDGES) else ""
    kind = "example" if traits.witness.report.source_kind == "example" else ""
    digest = hashlib.blake2b(f"{kind} {anchor:d} {side} {key}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _days(traits: Traits) -> list[str]:
    days = traits.presumed
    if days is None:
        return [_UNDATED]
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
