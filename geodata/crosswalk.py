"""Which unit of Natural Earth is which first-level code of GeoNames.

Both count provinces and Natural Earth gives GeoNames' code with each, but the codes have changed since (France, Morocco, Kenya) and
in some countries the one is finer than the other. So a stated code is believed only where settlements with that code lie in the
polygon, a polygon without one takes the code of most of its settlements, and a code without a polygon belongs where most of its
settlements lie.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import shapely

from geodata.units import Unit

STATED_SHARE = 0.2
MAJORITY = 0.5

Point = tuple[str, str, float, float]
"""A settlement: country, first-level code, longitude, latitude."""


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """``code_of``: unit id to (country, code). ``stated``: the codes that Natural Earth itself states. ``by_vote``: (country, code) without
    a polygon of its own to the unit id in which most of its settlements lie."""

    code_of: dict[str, tuple[str, str]]
    stated: frozenset[tuple[str, str]]
    by_vote: dict[tuple[str, str], str]


def crosswalk(units: Sequence[Unit], points: Iterable[Point]) -> Crosswalk:
    """Match codes and polygons."""
    points = list(points)
    within, voted = _votes(units, points)
    known = {(country, code) for country, code, _, _ in points}
    code_of: dict[str, tuple[str, str]] = {}
    stated = set()
    for unit in units:
        votes = within[unit.id]
        total = sum(votes.values())
        own = (unit.country, unit.geonames)
        if unit.geonames and (own in known if not total else votes[unit.geonames] >= STATED_SHARE * total):
            code_of[unit.id] = own
            stated.add(own)
    for unit in units:
        votes = within[unit.id]
        if unit.id not in code_of and votes:
            code, count = min(votes.items(), key=lambda item: (-item[1], item[0]))
            if code not in ("", "00") and count >= MAJORITY * sum(votes.values()):
                code_of[unit.id] = (unit.country, code)
    taken = set(code_of.values())
    loose = {key: counts for key, counts in voted.items() if key not in taken and key[1] not in ("", "00")}
    by_vote = {key: min(counts.items(), key=lambda item: (-item[1], item[0]))[0] for key, counts in loose.items()}
    return Crosswalk(code_of, frozenset(stated), by_vote)


def _votes(units: Sequence[Unit], points: Sequence[Point]) -> tuple[dict[str, Counter[str]], dict[tuple[str, str], Counter[str]]]:
    tree = shapely.STRtree([unit.geometry for unit in units])
    where = shapely.points([(lon, lat) for _, _, lon, lat in points])
    within: dict[str, Counter[str]] = defaultdict(Counter)
    voted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for point, unit in zip(*tree.query(where, predicate="intersects"), strict=True):
        country, code, _, _ = points[point]
        if units[unit].country == country:
            within[units[unit].id][code] += 1
            voted[country, code][units[unit].id] += 1
    return within, voted
