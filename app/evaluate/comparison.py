"""Our events held against the rows of a coded data set: what both have, what only we have, what only they have, and why."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry
from shapely.prepared import PreparedGeometry, prep

from app.model.coded import CodedRow
from app.model.distance import distance_km

Outcome = Literal["matched", "matched, other actor", "ours only", "theirs only"]

OneSide = Callable[[str, str], bool | None]
"""Whether two names for who struck are of one side; None where a name does not say which."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a comparison: an event, a row, or both; how far apart, and the reasons in words."""

    outcome: Outcome
    event: Mapping[str, Any] | None
    row: CodedRow | None
    km: float | None
    days: int | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Ours:
    """An event with a day: its points or its area, and the folded names of its places and of the provinces around them."""

    event: Mapping[str, Any]
    points: tuple[tuple[float, float], ...]
    area: "PreparedGeometry[BaseGeometry] | None"
    places: frozenset[str]
    provinces: frozenset[str]
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class _Pair:
    """``km`` None: no two points to measure between; ``where`` says how the two lie to each other."""

    cost: float
    ours: _Ours
    at: int
    km: float | None
    where: str
    days: int
    one_side: bool | None


def compared(events: Iterable[Mapping[str, Any]], rows: Sequence[CodedRow], days: int, km: float, one_side: OneSide) -> Iterator[Line]:
    """Match events (GeoJSON features) and rows one to one, the nearest in days and kilometres first, ties by id.

    Another striker than the event's counts as farther than any place or day, so that every other candidate wins; what is matched still is
    "matched, other actor".

    ``days`` and ``km`` are how far apart the two may lie. A row within an event's area counts as at its place. Where one of the two has no
    position, a name in common, or that of the province around the other, stands for it, as the farthest match. Undated events and rows,
    and those without a place, match nothing; their line says so.
    """
    features = sorted(events, key=lambda feature: str(feature["id"]))
    known = [ours for feature in features if (ours := _ours(feature)) is not None]
    pairs = sorted(_pairs(known, rows, days, km, one_side), key=lambda pair: (pair.cost, str(pair.ours.event["id"]), rows[pair.at].id, pair.at))
    taken: dict[str, _Pair] = {}
    used: dict[int, _Pair] = {}
    for pair in pairs:
        if pair.ours.event["id"] not in taken and pair.at not in used:
            taken[pair.ours.event["id"]] = used[pair.at] = pair
    near_events = {pair.ours.event["id"] for pair in pairs}
    near_rows = {pair.at for pair in pairs}
    for feature in features:
        event, found = feature["properties"], taken.get(str(feature["id"]))
        if found is not None:
            row = rows[found.at]
            outcome: Outcome = "matched, other actor" if found.one_side is False else "matched"
            yield Line(outcome, event, row, None if found.km is None else round(found.km, 1), found.days, _agreement(found, row))
        else:
            yield Line("ours only", event, None, None, None, (_why_ours(feature, event["id"] in near_events, days, km),))
    for at, row in enumerate(rows):
        if at not in used:
            yield Line("theirs only", None, row, None, None, (_why_theirs(row, at in near_rows, days, km),))


def _ours(feature: Mapping[str, Any]) -> _Ours | None:
    event, geometry = feature["properties"], feature["geometry"]
    if not event["date_start"]:
        return None
    first, last = date.fromisoformat(event["date_start"]), date.fromisoformat(event["date_end"] or event["date_start"])
    places, provinces = _names(event.get("place_name") or event.get("not_on_map")), _names(event.get("admin1"))
    if geometry is None:
        return _Ours(event, (), None, places, provinces, first, last)
    if geometry["type"] in ("Point", "MultiPoint"):
        points = [geometry["coordinates"]] if geometry["type"] == "Point" else geometry["coordinates"]
        return _Ours(event, tuple((lon, lat) for lon, lat in points), None, places, provinces, first, last)
    return _Ours(event, (), prep(shape(geometry)), places, provinces, first, last)


def _names(text: str | None) -> frozenset[str]:
    return frozenset(name.strip().casefold() for name in (text or "").split(";") if name.strip())


def _pairs(known: Sequence[_Ours], rows: Sequence[CodedRow], days: int, km: float, one_side: OneSide) -> Iterator[_Pair]:
    by_day: dict[date, list[_Ours]] = defaultdict(list)
    for ours in known:
        for shift in range((ours.last - ours.first).days + 1):
            by_day[ours.first + timedelta(days=shift)].append(ours)
    for at, row in enumerate(rows):
        if not row.date_start:
            continue
        first, last = date.fromisoformat(row.date_start), date.fromisoformat(row.date_end or row.date_start)
        window = (first + timedelta(days=shift) for shift in range(-days, (last - first).days + days + 1))
        for ours in {id(one): one for day in window for one in by_day.get(day, ())}.values():
            lying = _lying(ours, row, km)
            if lying is not None:
                apart, where = lying
                gap = max(0, (ours.first - last).days, (first - ours.last).days)
                far = 1.0 if apart is None else apart / km
                side = _one_side(ours.event, row, one_side)
                cost = gap / (days + 1) + far + 2 * _tolls_differ(ours.event, row) + 5 * (side is False)
                yield _Pair(cost, ours, at, apart, where, gap, side)


def _one_side(event: Mapping[str, Any], row: CodedRow, one_side: OneSide) -> bool | None:
    """Whether any striker of an event is of one side with any of a row's; None where that cannot be told of all that are not."""
    ours, theirs = (list(filter(None, (name.strip() for name in (names or "").split(";")))) for names in (event.get("attacker"), row.attacker))
    told = {one_side(one, other) for one in ours for other in theirs}
    return True if True in told else None if None in told or not told else False


def _lying(ours: _Ours, row: CodedRow, km: float) -> tuple[float | None, str] | None:
    """How far a row lies from an event and how, in words; None where that is too far, or nothing can be said."""
    if row.lon is not None and row.lat is not None and (ours.points or ours.area is not None):
        apart = _km(ours, row.lon, row.lat, km)
        return None if apart is None else (apart, f"within {ours.event['place_name']}" if ours.area is not None else f"{apart:.1f} km apart")
    places, provinces = _names(row.place_name), _names(row.admin1)
    if ours.places & places:
        return None, f"both name {row.place_name}; one has no position"
    if ours.provinces & (places or provinces) or (ours.places & provinces and not places):
        return None, f"both in {row.admin1 or row.place_name}; one has no position"
    return None


def _km(ours: _Ours, lon: float, lat: float, km: float) -> float | None:
    """How far a row lies from an event's nearest place; 0 within its area, None where that is too far."""
    if ours.area is not None:
        return 0.0 if ours.area.covers(Point(lon, lat)) else None
    near = min(distance_km(lat, lon, y, x) for x, y in ours.points)
    return near if near <= km else None


def _tolls_differ(event: Mapping[str, Any], row: CodedRow) -> bool:
    """Whether both state deaths and no number can be both; 0 is what some data sets write for unknown, so it says nothing."""
    low, high = event["killed_min"], event["killed_max"]
    if low is None or not row.killed_max:
        return False
    return bool(low > row.killed_max or (high is not None and row.killed_min is not None and high < row.killed_min))


_SIDES = {True: "one side", False: "another side", None: "which side is not told"}


def _agreement(pair: _Pair, row: CodedRow) -> tuple[str, ...]:
    event = pair.ours.event
    reasons = ["the same day" if pair.days == 0 else f"{pair.days} days apart"]
    reasons.append(pair.where)
    if event.get("attacker") or row.attacker:
        striker = f"striker {event.get('attacker') or 'not stated'} against {row.attacker or 'not stated'}"
        reasons.append(f"{striker}: {_SIDES[pair.one_side]}" if event.get("attacker") and row.attacker else striker)
    if event["weapon"] and row.weapon:
        reasons.append(f"both say {row.weapon}" if event["weapon"] == row.weapon else f"weapon {event['weapon']} against {row.weapon}")
    if event["killed_min"] is not None and row.killed_max is not None:
        reasons.append(f"killed {spread(event['killed_min'], event['killed_max'])} against {spread(row.killed_min, row.killed_max)}")
    if row.killed_max == 0:
        reasons.append("their 0 killed may mean unknown")
    return tuple(reasons)


def spread(low: int | None, high: int | None) -> str:
    """A range as text; nothing stated is an empty one."""
    if low is None and high is None:
        return ""
    return str(low) if low == high else f"{'?' if low is None else low}-{'?' if high is None else high}"


def _why_ours(feature: Mapping[str, Any], near: bool, days: int, km: float) -> str:
    if near:
        return "every row that is near is nearer to another event"
    if not feature["properties"]["date_start"]:
        return "its day is not stated"
    if feature["geometry"] is None:
        return "it has no place on the map"
    return f"no row within {days} days and {km:g} km"


def _why_theirs(row: CodedRow, near: bool, days: int, km: float) -> str:
    if near:
        return "every event that is near is nearer to another row"
    if not row.date_start:
        return "its day is not stated"
    if row.lon is None:
        return "it is known only as an area, and no event of its days names it" if row.place_name or row.admin1 else "it has no place"
    return f"no event within {days} days and {km:g} km"
