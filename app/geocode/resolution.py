"""Spots → one place each, or none: chosen from the whole document.

The scene says which country and province the report is set in; the words ask for a kind; what is said to contain a place must contain it;
nearness to the report's other places decides what is left. A country, sea or continent beats its namesakes; a province's namesake capital
beats the province unless the words ask for it.
"""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from rapidfuzz import fuzz

from app.geocode.gazetteer import BY_HAND, Bearer, SqliteGazetteer
from app.geocode.names import fold, fold_key
from app.geocode.scene import LOCAL, Scene, contains
from app.geocode.spot import Spot
from app.model.distance import distance_km
from app.model.place import Candidate, Place

_MOST_CANDIDATES = 40
_SAME_NAME = 85.0
"""From this similarity on a further name is only another spelling of the place's own."""
_RANKS = 700.0
_OUTERS = 8
_CITY_RANK, _SMALL_RANK, _REPORTED_RANK = 100, 160, 350
_WIDE = frozenset({"country", "continent", "sea"})
_POINTS = frozenset({"settlement", "neighbourhood", "airfield", "installation"})
_BUILT = frozenset({"airfield", "installation"})
_SEA_WORDS = frozenset({"sea", "gulf", "ocean", "strait", "straits", "bay"})
_SAME_KM = 25.0
_UNASKED = {"country": 0.6, "continent": 0.6, "sea": 0.35, "region": 0.1, "airfield": -0.05, "installation": 0.05}
_FITS = {
    "province": frozenset({"province", "region"}),
    "region": frozenset({"region", "province"}),
    "district": frozenset({"district", "province", "settlement"}),
    "county": frozenset({"district"}),
    "settlement": frozenset({"settlement", "neighbourhood"}),
    "neighbourhood": frozenset({"neighbourhood", "settlement"}),
    "airfield": frozenset({"airfield", "installation", "settlement"}),
    "installation": frozenset({"installation", "airfield", "settlement"}),
    "sea": frozenset({"sea"}),
    "country": frozenset({"country"}),
}


class Choice(NamedTuple):
    """The place chosen for a name (None when there was none to choose), its score from 0 to 1, why, and what it was chosen over."""

    place: Place | None
    score: float
    reason: str
    alternatives: tuple[Candidate, ...] = ()


class _Bearers(NamedTuple):
    """Who bears a name, seen together: those that lie where the text speaks of, whether all are of one country, whether one main bearer was
    added by hand.
    """

    here: list[Bearer]
    of_one_country: bool
    by_hand: bool


class Resolver:
    """Chooses among the bearers of a name."""

    def __init__(self, gazetteer: SqliteGazetteer, capitals: Mapping[str, str]) -> None:
        """Stand on a gazetteer, which knows the largest settlement of a province, and the keys of the countries' capitals."""
        self._gazetteer = gazetteer
        self._capitals = capitals

    def choose(self, spot: Spot, scene: Scene) -> Choice:
        """Choose the place that a spot means in this scene."""
        if not spot.bearers:
            return Choice(None, 0.0, _nowhere(spot))
        together = _Bearers(
            [bearer for bearer in spot.bearers if not scene.is_elsewhere(bearer.place.country)],
            len({bearer.place.country for bearer in spot.bearers}) == 1,
            any(bearer.main and bearer.place.source == BY_HAND for bearer in spot.bearers),
        )
        scored = [(self._score(bearer, spot, scene, together), bearer) for bearer in spot.bearers[:_MOST_CANDIDATES]]
        ranked = sorted(scored, key=lambda pair: (-pair[0], pair[1].rank, pair[1].place.id)) if len(scored) > 1 else scored
        best, bearer = ranked[0]
        others = tuple(Candidate(other.place, round(_unit(score), 3)) for score, other in ranked[1:4])
        place = bearer.place
        margin = next(
            (best - score for score, other in ranked[1:] if distance_km(place.lat, place.lon, other.place.lat, other.place.lon) > _SAME_KM), 1.0
        )
        score = round(_unit(best) * (0.85 + 0.15 * min(1.0, max(0.0, margin) * 4)), 3)
        place = self._province_of(place, spot)
        return Choice(place, score, _reason(bearer, spot, scene, len(spot.bearers)), others)

    def _score(self, bearer: Bearer, spot: Spot, scene: Scene, together: _Bearers) -> float:
        place = bearer.place
        by_hand = place.source == BY_HAND
        score = 1.0 - (min(bearer.rank, _REPORTED_RANK) if by_hand else bearer.rank) / _RANKS
        if not bearer.main and place.kind not in ("country", "sea", "continent") and not (by_hand and fold(place.name) == fold_key(spot.key)):
            score -= 0.55 if together.by_hand else 0.1 if fuzz.ratio(fold(place.name), fold_key(spot.key)) >= _SAME_NAME else 0.25
        capital = self._is_capital(bearer, spot)
        score += max(0.25 if bearer.rank <= 60 else 0.12 if bearer.rank <= 110 else 0.0, 0.3 if capital else 0.0)
        score += self._kind(place, spot)
        score += 0.45 * scene.country_share(place.country)
        if place.kind in LOCAL:
            score += 0.3 * scene.province_share(place.admin1_id) + 0.3 * scene.nearness(place, spot.key)
        elif place.kind == "province":
            score += 0.3 * scene.province_share(place.id)
        if place.kind == "neighbourhood" and spot.within is None and scene.is_far(place, spot.key):
            score -= 0.6
        if bearer.rank > _CITY_RANK and place.kind not in _WIDE and not capital and scene.is_elsewhere(place.country):
            score -= 0.4 if bearer.rank > _SMALL_RANK else 0.2
        elif scene.is_spoken and all(other is bearer for other in together.here):
            score += 0.2
        elif together.of_one_country:
            score += 0.15
        if spot.within is not None:
            score += 1.0 if _inside(place, spot.within) else -0.4
        return score

    def _province_of(self, place: Place, spot: Spot) -> Place:
        """Return the province that a chief town stands for, where the words ask for the province ("Odesa region")."""
        if spot.kind not in ("province", "region") or place.kind != "settlement" or place.admin1_id is None:
            return place
        largest = self._gazetteer.largest(place.admin1_id)
        province = self._gazetteer.place(place.admin1_id) if largest is not None and largest.id == place.id else None
        return replace(province, names=()) if province is not None else place

    def _is_capital(self, bearer: Bearer, spot: Spot) -> bool:
        """Tell whether this is the capital of its country: of the namesakes there, the most prominent."""
        country = bearer.place.country or ""
        if self._capitals.get(country) != spot.key or bearer.place.kind != "settlement":
            return False
        return next((b for b in spot.bearers if b.place.country == country and b.place.kind == "settlement"), None) == bearer

    def _kind(self, place: Place, spot: Spot) -> float:
        if spot.kind is not None:
            if place.kind == spot.kind:
                return 0.6
            fits = place.kind in _FITS.get(spot.kind, ())
            if fits and place.kind == "settlement" and spot.kind in _BUILT:
                return -0.5 if any(other.place.kind in _BUILT for other in spot.bearers) else -0.1
            if fits:
                return 0.1 if place.kind == "settlement" else 0.45
            return -0.7 if spot.kind in _POINTS and place.kind in ("province", "country") else -0.3
        if place.kind == "country" and any(other.place.kind == "province" and other.main for other in spot.bearers):
            return 0.3
        if place.kind == "province":
            return self._seat(place, spot)
        if place.kind == "region" and place.country is None:
            return 0.6
        if place.kind == "sea" and not _SEA_WORDS.isdisjoint(spot.key.split()):
            return 0.9
        return _UNASKED.get(place.kind, 0.0)

    def _seat(self, province: Place, spot: Spot) -> float:
        """Weigh a province against its namesakes.

        A settlement within it that is its largest (Idlib), or nearly as large (Poltava), has the bare name, a lesser one has not (Quebec), nor
        has a lesser one elsewhere (Florida).
        """
        inside = [bearer.place for bearer in spot.bearers if bearer.place.admin1_id == province.id]
        largest = self._gazetteer.largest(province.id)
        if largest is not None and any(place.id == largest.id or 2 * place.population > largest.population > 0 for place in inside):
            return -0.2
        if inside:
            return 0.35
        own = min(bearer.rank for bearer in spot.bearers if bearer.place.id == province.id)
        return 0.25 if all(bearer.rank > own for bearer in spot.bearers if bearer.main and bearer.place.kind != "province") else 0.0


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _inside(place: Place, outer: Spot) -> bool:
    return any(contains(bearer.place, place) for bearer in outer.bearers[:_OUTERS])


def _unit(score: float) -> float:
    """Press a score into 0 to 1."""
    return 1.0 / (1.0 + math.exp(-3.2 * (score - 0.75)))


def _nowhere(spot: Spot) -> str:
    if spot.within is not None and spot.within.bearers:
        return f"No gazetteer place of this name lies in {spot.within.bearers[0].place.name}."
    return "No gazetteer place bears this name."


def _reason(bearer: Bearer, spot: Spot, scene: Scene, count: int) -> str:
    place = bearer.place
    where = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
    why = []
    if spot.kind and (place.kind == spot.kind or place.kind in _FITS.get(spot.kind, ())):
        why.append(f"the words ask for {_a(spot.kind)}")
    if spot.within is not None and _inside(place, spot.within):
        why.append(f"the text puts it in {spot.within.bearers[0].place.name}")
    if scene.country_share(place.country) >= 0.5 and place.kind != "country":
        why.append("the report speaks of that country")
    if not why:
        why.append("it is the best known place of that name" if count > 1 else "it is the only place of that name")
    return f"{where}: {' and '.join(why)}" + (f"; chosen over {count - 1} other{'s' if count > 2 else ''}." if count > 1 else ".")
