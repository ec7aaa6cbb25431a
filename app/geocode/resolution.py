"""Spots → one place each, or none: chosen from the whole document.

Countries and provinces named, and names that can mean only one place, vote for where the report is set; the words ask for a kind; what is
said to contain a place must contain it; nearness to the report's other places decides what is left.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app.geocode.gazetteer import Bearer
from app.geocode.spotting import Spot
from app.model.place import Candidate, Place

MOST_CANDIDATES = 40
_RANKS = 700.0
_WIDE = frozenset({"country", "continent", "sea"})
_LOCAL = frozenset({"settlement", "neighbourhood", "airfield", "installation", "district"})
_FITS = {
    "province": frozenset({"province", "region"}),
    "region": frozenset({"region", "province"}),
    "district": frozenset({"district", "province"}),
    "settlement": frozenset({"settlement"}),
    "neighbourhood": frozenset({"neighbourhood", "settlement"}),
    "airfield": frozenset({"airfield", "installation"}),
    "installation": frozenset({"installation", "airfield"}),
    "sea": frozenset({"sea"}),
    "country": frozenset({"country"}),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """The place chosen for a name (None when none was good enough), its score from 0 to 1, why, and what it was chosen over."""

    place: Place | None
    score: float
    reason: str
    alternatives: tuple[Candidate, ...] = ()


@dataclass(slots=True)
class Scene:
    """Where the document is set: votes by country and by first-level division, and the points of the places already chosen."""

    countries: dict[str, float]
    provinces: dict[str, float]
    points: list[tuple[float, float, str]]

    def country_share(self, country: str | None) -> float:
        """Return the share of the leading country's votes that this country has, 0 to 1."""
        if not country or not self.countries:
            return 0.0
        return min(1.0, self.countries.get(country, 0.0) / max(max(self.countries.values()), 2.0))

    def province_share(self, province: str | None) -> float:
        """Return the share of the leading division's votes that this one has, 0 to 1."""
        if not province or not self.provinces:
            return 0.0
        return min(1.0, self.provinces.get(province, 0.0) / max(max(self.provinces.values()), 2.0))

    def nearness(self, place: Place, surface: str) -> float:
        """Return how near the place is to the nearest other place chosen, 1 (here) falling to 0 (far away)."""
        near = min((distance_km(place.lat, place.lon, lat, lon) for lat, lon, other in self.points if other != surface), default=None)
        return 0.0 if near is None else math.exp(-near / 150.0)


def distance_km(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance between two points in degrees."""
    p, q = math.radians(lat), math.radians(lat2)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(lon2 - lon) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))


def first_scene(spots: Sequence[Spot], hints: Sequence[str] = ()) -> Scene:
    """Count the votes of countries, provinces and names with one famous bearer; ``hints`` are country codes of the publisher."""
    scene = Scene(defaultdict(float), defaultdict(float), [])
    for country in hints:
        scene.countries[country] += 1.0
    for spot in spots:
        place = _plain(spot)
        if place is None or not place.country:
            continue
        if place.kind == "country":
            scene.countries[place.country] += 0.7 if spot.demonym else 1.5
        elif place.kind == "province":
            scene.countries[place.country] += 1.0
            scene.provinces[place.id] += 2.0
        else:
            scene.countries[place.country] += 1.0
            if place.admin1_id:
                scene.provinces[place.admin1_id] += 0.7
    return scene


def settled(spots: Sequence[Spot], choices: Sequence[Choice], scene: Scene) -> Scene:
    """Return the scene with the places chosen so far in it."""
    after = Scene(scene.countries, defaultdict(float, scene.provinces), [])
    for spot, choice in zip(spots, choices, strict=True):
        place = choice.place
        if place is None or place.kind in _WIDE:
            continue
        if place.kind in _LOCAL or place.kind == "province":
            after.points.append((place.lat, place.lon, spot.key))
        if place.admin1_id and choice.score > 0.6:
            after.provinces[place.admin1_id] += 0.5
    return after


def choose(spot: Spot, scene: Scene) -> Choice:
    """Choose among the bearers of a spot's name."""
    ranked = sorted(
        ((_score(bearer, spot, scene), bearer) for bearer in spot.bearers[:MOST_CANDIDATES]),
        key=lambda pair: (-pair[0], pair[1].rank, pair[1].place.id),
    )
    if not ranked:
        return Choice(None, 0.0, "No gazetteer place bears this name.")
    best, bearer = ranked[0]
    others = tuple(Candidate(other.place, round(_unit(score), 3)) for score, other in ranked[1:4])
    margin = best - ranked[1][0] if len(ranked) > 1 else 1.0
    score = round(_unit(best) * (0.85 + 0.15 * min(1.0, max(0.0, margin) * 4)), 3)
    return Choice(bearer.place, score, _reason(bearer, spot, scene, len(spot.bearers)), others)


def contains(outer: Place, inner: Place) -> bool:
    """Tell whether a place is filed under another: by country or first-level code."""
    if outer.kind == "country":
        return inner.country == outer.country and inner.id != outer.id
    if outer.kind == "province":
        return inner.admin1_id == outer.id
    return inner.id != outer.id and inner.country == outer.country and distance_km(outer.lat, outer.lon, inner.lat, inner.lon) < 60


def _plain(spot: Spot) -> Place | None:
    """Return the only place that a name can sensibly mean before the document is looked at, or None."""
    if not spot.bearers:
        return None
    first = spot.bearers[0]
    if first.place.kind == "country" or len(spot.bearers) == 1:
        return first.place
    rivals = [bearer for bearer in spot.bearers[1:] if bearer.place.country != first.place.country]
    if not rivals or rivals[0].rank - first.rank > 150:
        return first.place if first.rank < 330 else None
    return None


def _score(bearer: Bearer, spot: Spot, scene: Scene) -> float:
    place = bearer.place
    score = 1.0 - bearer.rank / _RANKS
    score -= 0.0 if bearer.main else 0.06
    score += _kind_score(place, spot)
    score += 0.45 * scene.country_share(place.country)
    if place.kind in _LOCAL:
        score += 0.3 * scene.province_share(place.admin1_id) + 0.3 * scene.nearness(place, spot.key)
    within = spot.within
    if within is not None:
        score += 1.0 if any(contains(outer.place, place) for outer in within.bearers[:8]) else -0.4
    return score


def _kind_score(place: Place, spot: Spot) -> float:
    kind = place.kind
    if spot.kind is None:
        return {"country": 0.6, "continent": 0.6, "sea": 0.3, "province": 0.0, "region": 0.1}.get(kind, 0.0)
    fits = _FITS.get(spot.kind, frozenset())
    if kind == spot.kind:
        return 0.6
    return 0.45 if kind in fits else -0.3


def _unit(score: float) -> float:
    """Press a score into 0 to 1."""
    return 1.0 / (1.0 + math.exp(-3.2 * (score - 0.75)))


def _reason(bearer: Bearer, spot: Spot, scene: Scene, count: int) -> str:
    place = bearer.place
    where = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
    why = []
    if spot.kind and (place.kind == spot.kind or place.kind in _FITS.get(spot.kind, ())):
        why.append(f"the words ask for a {spot.kind}")
    if spot.within is not None and any(contains(outer.place, place) for outer in spot.within.bearers[:8]):
        why.append(f"the text puts it in {spot.within.bearers[0].place.name}")
    if scene.country_share(place.country) >= 0.5 and place.kind != "country":
        why.append("the report speaks of that country")
    if not why:
        why.append("it is the best known place of that name" if count > 1 else "it is the only place of that name")
    return f"{where}: {' and '.join(why)}" + (f"; chosen over {count - 1} other{'s' if count > 2 else ''}." if count > 1 else ".")
