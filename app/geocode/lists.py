"""What stands between two names joins them: lists that share a kind ("X, Y and Z provinces"), and names inside one another ("X in Y")."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.geocode.around import Around
from app.geocode.resolution import contains
from app.geocode.spotting import Spot

_AND = re.compile(r"(?:,|,? (?:and|or|as well as)|/| ?&| and (?:in|on|at))[ \n]{1,20}(?:the )?\Z", re.IGNORECASE)
_PART = r"(?: (?:northern|southern|eastern|western|central|rural|(?:north|south)-?\s?(?:east|west)(?:ern)?))?"
_IN = re.compile(rf"(?:,|,? (?:in|of)(?: the)?{_PART}(?: (?:province|governorate|region|state|district) of)?)[ \n]{{1,20}}(?:the )?\Z", re.IGNORECASE)
_CUE = re.compile(r"[ ](?:city|town|village|district|neighbou?rhood|airport|air ?base|camp|area|countryside)", re.IGNORECASE)
_WIDEST = 48
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
        if earlier.kind and not later.kind and _opens_plural(text, earlier) and _AND.fullmatch(text[earlier.end : later.start][:_WIDEST]):
            later.kind, later.around = earlier.kind, _plural(later, earlier)


def join_within(text: str, spots: Sequence[Spot]) -> None:
    """Say which name lies within which: "X, Y", "X in Y province", "Y's X", where some bearer of X is filed under some bearer of Y."""
    for at in range(len(spots) - 1):
        inner, outer = spots[at], spots[at + 1]
        between = text[inner.end : outer.start]
        if len(between) > _WIDEST or inner.demonym:
            continue
        if _IN.fullmatch(_CUE.sub("", between, count=1)) and not outer.demonym and _holds(outer, inner):
            inner.within = outer
        elif between in ("'s ", "’s ") and _holds(inner, outer):
            outer.within = inner
    for at in range(len(spots) - 2, -1, -1):
        earlier, later = spots[at], spots[at + 1]
        if (
            later.within is not None
            and earlier.within is None
            and _AND.fullmatch(text[earlier.end : later.start][:_WIDEST])
            and _holds(later.within, earlier)
        ):
            earlier.within = later.within


def _holds(outer: Spot, inner: Spot) -> bool:
    """Tell whether some sensible bearer of one name lies in some bearer of the other."""
    outers = [bearer.place for bearer in outer.bearers[:8] if bearer.place.kind in _OUTER and bearer.place.kind != "settlement"]
    if not outers:
        return False
    if not inner.bearers:
        return True
    return any(contains(place, bearer.place) for place in outers for bearer in inner.bearers)


def _plural(spot: Spot, other: Spot) -> Around:
    return replace(spot.around, plural=True, asked=True, kind=other.kind)


def _opens_plural(text: str, spot: Spot) -> bool:
    """Tell whether a plural cue ("the towns of") stands before the list that a name belongs to."""
    return (
        spot.around.plural
        or re.search(
            r"(?:provinces|governorates|towns|cities|villages|districts|hamlets|settlements|neighbou?rhoods|suburbs)(?: of)?\s\Z",
            text[max(0, spot.start - 24) : spot.start],
        )
        is not None
    )
