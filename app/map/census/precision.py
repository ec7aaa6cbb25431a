"""How well a mark is placed, as one word to filter by; ``app/map/static/facets.js`` makes the same words."""

from app.model.codes import AREA_KINDS

UNMAPPED = "unmapped"
"""A claim without a mark."""

CODED = "coded"
"""A position as a data set gives it."""

_TOWNS = {"settlement": "settlement", "neighbourhood": "neighbourhood"}

PRECISIONS = AREA_KINDS | {*_TOWNS, "site", "near", CODED, UNMAPPED}
"""All the words there are."""


def precision_of(place_kind: str | None, where_prec: int | None) -> str:
    """``near``, the kind of an area, ``settlement``, ``neighbourhood`` or ``site``."""
    if where_prec == 2:
        return "near"
    if place_kind in AREA_KINDS:
        return str(place_kind)
    return _TOWNS.get(place_kind or "", "site")
