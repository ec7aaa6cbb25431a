"""How well a mark is placed, as one word to filter by; ``app/map/static/facets.js`` makes the same words."""

UNMAPPED = "unmapped"
"""A claim without a mark."""

_AREAS = frozenset({"district", "province", "region", "country", "continent", "sea"})
_TOWNS = {"settlement": "settlement", "neighbourhood": "neighbourhood"}


def precision_of(place_kind: str | None, where_prec: int | None) -> str:
    """``near``, the kind of an area, ``settlement``, ``neighbourhood`` or ``site``."""
    if where_prec == 2:
        return "near"
    if place_kind in _AREAS:
        return str(place_kind)
    return _TOWNS.get(place_kind or "", "site")
