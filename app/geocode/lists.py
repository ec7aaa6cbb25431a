"""What stands between two names joins them: lists that share a kind ("X, Y and Z provinces"), and names inside one another ("X in Y")."""

import re
from collections.abc import Sequence

from app.geocode.around import Around
from app.geocode.gazetteer import Bearer
from app.geocode.scene import contains
from app.geocode.spot import Spot
from app.model.distance import distance_km
from app.model.place import Place

_AND = re.compile(r"(?:,|,? (?:and|or|as well as)|/| ?&| and (?:in|on|at))[ \n]{1,20}(?:the )?\Z", re.IGNORECASE)
_PART = r"(?: (?:northern|southern|eastern|western|central|rural|(?:north|south)-?\s?(?:east|west)(?:ern)?))?"
_IN = re.compile(rf"(?:,|,? (?:in|of)(?: the)?{_PART}(?: (?:province|governorate|region|state|district) of)?)[ \n]{{1,20}}(?:the )?\Z", re.IGNORECASE)
_CUE = re.compile(r"[ ](?:city|town|village|district|neighbou?rhood|airport|air ?base|camp|area|countryside)", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween (?:the )?(?:(?:cities|towns|villages) of )?\Z", re.IGNORECASE)
_NEAR = re.compile(r",? (?:near|close to|just outside|outside|not far from)(?: the)?(?: (?:city|town|village|port) of)?[ \n]{1,20}\Z")
_WIDEST = 48
_LOCAL_RANK = 160
_CLOSE_KM = 50.0
_NEAR_KM = 200.0
_PROVINCE_KM = 300.0
_NEIGHBOURS = 8
_POINTS = frozenset({"settlement", "neighbourhood", "airfield", "installation"})
_OUTER = frozenset({"country", "province", "region", "district", "settlement", "continent"})


def join_lists(text: str, spots: Sequence[Spot]) -> None:
    """Give the kind of a plural cue to every name of its list."""
    for at in range(len(spots) - 1, 0, -1):
        later, earlier = spots[at], spots[at - 1]
        if (
            later.kind
            and later.around.plural
            and not earlier.kind
            and not earlier.demonym
            and _AND.fullmatch(text[earlier.end : later.start][:_WIDEST])
        ):
            earlier.kind, earlier.around = later.kind, _plural(earlier, later)
    for at in range(1, len(spots)):
        earlier, later = spots[at - 1], spots[at]
        if (
            earlier.kind
            and not later.kind
            and not later.demonym
            and earlier.around.plural
            and _AND.fullmatch(text[earlier.end : later.start][:_WIDEST])
        ):
            later.kind, later.around = earlier.kind, _plural(later, earlier)


def join_lines(text: str, spots: Sequence[Spot]) -> None:
    """Pair the ends of "the X-Y road" and of "between X and Y"."""
    for at in range(len(spots) - 1):
        earlier, later = spots[at], spots[at + 1]
        between = text[earlier.end : later.start]
        if earlier.demonym or later.demonym:
            continue
        road = later.around.area == "road" and between.strip() in ("-", "–", "—", "to", "and")
        if road or (between.strip() == "and" and _BETWEEN.search(text[max(0, earlier.start - 30) : earlier.start])):
            earlier.partner, later.partner = later, earlier
            word = "road" if road else "between"
            earlier.around, later.around = earlier.around._replace(relation=word), later.around._replace(relation=word)


def join_within(text: str, spots: Sequence[Spot]) -> None:
    """Say which name lies within which: "X, Y", "X in Y province", "Y's X", where some bearer of X is filed under some bearer of Y.

    "X, Ill." says it whatever the gazetteer has: a name that no place of Illinois bears is then left without a place.
    """
    for at in range(len(spots) - 1):
        inner, outer = spots[at], spots[at + 1]
        between = text[inner.end : outer.start]
        if len(between) > _WIDEST or inner.demonym:
            continue
        if _IN.fullmatch(_CUE.sub("", between, count=1)) and not outer.demonym:
            if _holds(outer, inner):
                _put(inner, outer)
            elif outer.kind == "province" or (outer.kind == "region" and outer.around.after):
                inner.bearers = _reachable(inner, outer)
            elif outer.code is not None and "-" in outer.code and between == ", " and all(bearer.rank > _LOCAL_RANK for bearer in inner.bearers):
                inner.within, inner.bearers = outer, ()
        elif between in ("'s ", "’s "):
            _possess(inner, outer)
    for at in range(len(spots) - 2, -1, -1):
        earlier, later = spots[at], spots[at + 1]
        if (
            later.within is not None
            and earlier.within is None
            and _AND.fullmatch(text[earlier.end : later.start][:_WIDEST])
            and _holds(later.within, earlier)
        ):
            earlier.within = later.within


def join_near(text: str, spots: Sequence[Spot]) -> None:
    """Bound each name by the one it is said to be near: in "Qarat X near Y" a namesake far from every Y is not the place, nor a guess."""
    for at in range(len(spots) - 1):
        place, near = spots[at], spots[at + 1]
        if place.demonym or near.demonym or not _NEAR.fullmatch(text[place.end : near.start][:_WIDEST]):
            continue
        around = [bearer.place for bearer in near.bearers[:_NEIGHBOURS] if bearer.place.kind in _POINTS]
        if not around or not all(bearer.rank > _LOCAL_RANK for bearer in place.bearers):
            continue
        place.bearers = tuple(
            bearer for bearer in place.bearers if any(distance_km(bearer.place.lat, bearer.place.lon, one.lat, one.lon) < _NEAR_KM for one in around)
        )


def _possess(owner: Spot, owned: Spot) -> None:
    """Put what a place is said to have within it: "Cairo's Abbasiya district" is in Cairo or, if none there is known, nowhere that we know."""
    if _holds(owner, owned):
        _put(owned, owner)
    elif owned.kind in ("neighbourhood", "district", "settlement") and owner.bearers and not owned.demonym:
        near = tuple(b for b in owned.bearers if any(o.place.country == b.place.country and _close(o.place, b.place) for o in owner.bearers[:3]))
        owned.within, owned.bearers = owner, near


def _reachable(inner: Spot, outer: Spot) -> tuple[Bearer, ...]:
    """Return the bearers that may lie in a province for all that is filed: "Murom in Belgorod region" is not the town 600 km away."""
    provinces = [bearer.place for bearer in outer.bearers[:_NEIGHBOURS] if bearer.place.kind == "province"]
    if not provinces or any(bearer.rank <= _LOCAL_RANK for bearer in inner.bearers):
        return inner.bearers
    return tuple(b for b in inner.bearers if any(distance_km(b.place.lat, b.place.lon, one.lat, one.lon) < _PROVINCE_KM for one in provinces))


def _close(place: Place, other: Place) -> bool:
    return distance_km(place.lat, place.lon, other.lat, other.lon) < _CLOSE_KM


def _put(inner: Spot, outer: Spot) -> None:
    """Put one name within another, which then means only what can contain it: in "Atlanta, Georgia" a state."""
    inner.within = outer
    holding = tuple(o for o in outer.bearers if any(contains(o.place, i.place) for i in inner.bearers))
    outer.bearers = holding or outer.bearers


def _holds(outer: Spot, inner: Spot) -> bool:
    """Tell whether some sensible bearer of one name lies in some bearer of the other."""
    outers = [bearer.place for bearer in outer.bearers[:8] if bearer.place.kind in _OUTER and bearer.place.kind != "settlement"]
    if not outers:
        return False
    if not inner.bearers:
        return True
    return any(contains(place, bearer.place) for place in outers for bearer in inner.bearers)


def _plural(spot: Spot, other: Spot) -> Around:
    return spot.around._replace(plural=True, asked=True, kind=other.kind)
