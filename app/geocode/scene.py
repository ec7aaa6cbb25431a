"""Where a document is set: what its names say together."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from app.geocode.gazetteer import Bearer
from app.geocode.spot import Spot
from app.model.distance import EARTH_RADIUS_KM, distance_km
from app.model.place import Place

LOCAL = frozenset({"settlement", "neighbourhood", "airfield", "installation", "district"})
_RIVAL_RANK = 150
_FAMOUS_RANK = 240
_NEAR_KM = 150.0
_TOWN_KM = 40.0
_MOST_POINTS = 150
_SPOKEN = 1.0
_CITY_RANK = 160


class Scene:
    """Votes by country and by first-level division, and the points of the places already chosen with the name that each was chosen for."""

    def __init__(self, countries: Mapping[str, float], provinces: Mapping[str, float], points: Sequence[tuple[float, float, str]] = ()) -> None:
        """Hold the votes; of the points at most 150 count, so that a long list of names costs no more than its length."""
        self.countries = countries
        self.provinces = provinces
        self._points = [(*_upright(lat, lon), key) for lat, lon, key in points[:_MOST_POINTS]]
        self._spoken = max(countries.values(), default=0.0) >= _SPOKEN
        self._most_country = max(2.0, *countries.values()) if countries else 2.0
        self._most_province = max(2.0, *provinces.values()) if provinces else 2.0

    def country_share(self, country: str | None) -> float:
        """Return the share of the leading country's votes that this country has, 0 to 1."""
        return self.countries.get(country, 0.0) / self._most_country if country else 0.0

    @property
    def is_spoken(self) -> bool:
        """Whether the text speaks of any country."""
        return self._spoken

    def is_elsewhere(self, country: str | None) -> bool:
        """Tell whether the text speaks of countries, but not of this one."""
        return country is not None and self._spoken and not self.countries.get(country)

    def province_share(self, province: str | None) -> float:
        """Return the share of the leading division's votes that this one has, 0 to 1."""
        return self.provinces.get(province, 0.0) / self._most_province if province else 0.0

    def nearness(self, place: Place, key: str) -> float:
        """Return how near the place is to the nearest place chosen for another name, 1 (here) falling to 0 (far away)."""
        near = self._nearest_km(place, key)
        return 0.0 if near is None else math.exp(-near / _NEAR_KM)

    def is_far(self, place: Place, key: str) -> bool:
        """Tell whether places are chosen for other names, but none in the same town: a quarter is one of a town that is spoken of."""
        near = self._nearest_km(place, key)
        return near is not None and near > _TOWN_KM

    def _nearest_km(self, place: Place, key: str) -> float | None:
        """How far the nearest place chosen for another name is; None where there is none. By angles between vectors, asked hundreds of times."""
        a, b, c = _upright(place.lat, place.lon)
        nearest = max([a * x + b * y + c * z for x, y, z, other in self._points if other != key], default=None)
        return None if nearest is None else EARTH_RADIUS_KM * math.acos(max(-1.0, min(1.0, nearest)))


@lru_cache(maxsize=1 << 12)
def _upright(lat: float, lon: float) -> tuple[float, float, float]:
    """A point of the sphere as a vector of length 1."""
    north, east = math.radians(lat), math.radians(lon)
    return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)


def contains(outer: Place, inner: Place) -> bool:
    """Tell whether a place is filed under another: by country or first-level code, or near a region without a code."""
    if outer.id == inner.id:
        return False
    if outer.kind == "country":
        return inner.country == outer.country
    if outer.kind == "province":
        return inner.admin1_id == outer.id
    if outer.kind == "continent":
        return False
    return inner.country == outer.country and distance_km(outer.lat, outer.lon, inner.lat, inner.lon) < 60


def first_scene(spots: Sequence[Spot], hints: Iterable[str] = (), publisher: Iterable[str] = ()) -> Scene:
    """Count the votes of countries, provinces and names with one famous bearer.

    ``hints`` are codes of countries that the text speaks of without their names. Those of the ``publisher`` count where the text speaks of no
    other country: a paper of Kyiv that writes of Sudan means the places of Sudan.
    """
    countries: dict[str, float] = defaultdict(float)
    provinces: dict[str, float] = defaultdict(float)
    for country in hints:
        countries[country] += 1.0
    named = countries.keys() | {spot.bearers[0].place.country for spot in spots if spot.bearers and spot.bearers[0].place.kind == "country"}
    for spot in spots:
        place = _plain(spot.bearers, named)
        if place is None or not place.country:
            continue
        if place.kind == "country":
            countries[place.country] += 0.7 if spot.demonym else 1.5
        elif place.kind == "province":
            countries[place.country] += 1.0
            provinces[place.id] += 2.0
        else:
            countries[place.country] += 1.0
            if place.admin1_id:
                provinces[place.admin1_id] += 0.7
    most = max(countries.values(), default=0.0)
    for country in set(publisher):
        if most < _SPOKEN or countries.get(country, 0.0) > 0.0:
            countries[country] += _SPOKEN
    return Scene(countries, provinces)


def settled(scene: Scene, chosen: Iterable[tuple[str, Place | None, float]]) -> Scene:
    """Return the scene with the places chosen so far in it, each as (name's key, place, score)."""
    provinces = defaultdict(float, scene.provinces)
    points: dict[tuple[float, float, str], None] = {}
    for key, place, score in chosen:
        if place is None or place.kind not in LOCAL:
            continue
        points[place.lat, place.lon, key] = None
        if place.admin1_id and score > 0.6:
            provinces[place.admin1_id] += 0.5
    return Scene(scene.countries, provinces, list(points))


def _plain(bearers: Sequence[Bearer], named: Collection[str | None]) -> Place | None:
    """Return the only place that a name can sensibly mean before the document is looked at, or None.

    A town or province does not speak for its country where a namesake lies in one of those ``named``.
    """
    if not bearers:
        return None
    first = bearers[0]
    rivals = [bearer for bearer in bearers[1:] if bearer.place.country != first.place.country]
    if first.place.kind == "country":
        return None if any(rival.place.kind in ("province", "country") and rival.main for rival in rivals) else first.place
    if not rivals:
        return first.place
    if first.rank > _CITY_RANK and first.place.country not in named and any(rival.place.country in named for rival in rivals):
        return None
    return first.place if rivals[0].rank - first.rank > _RIVAL_RANK and first.rank < _FAMOUS_RANK else None
