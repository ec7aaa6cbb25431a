"""Geometry literals in another coordinate reference system (``filter-crs``), brought to CRS84 before anything reads them."""

from typing import Any

from app.formats.crs import Crs, in_crs84, to_crs84
from app.web.cql2.values import bad

_DEEPEST = 100


def located(tree: Any, crs: Crs, depth: int = 0) -> Any:
    """The same filter with its geometries in CRS84; raises BadInput for coordinates that have no place in the system."""
    if depth > _DEEPEST:
        raise bad("nested too deep")
    if isinstance(tree, list):
        return [located(one, crs, depth + 1) for one in tree]
    if not isinstance(tree, dict):
        return tree
    try:
        if "bbox" in tree:
            numbers = tree["bbox"]
            corners = numbers if len(numbers) == 4 else (*numbers[:2], *numbers[3:5])
            west, south, east, north = to_crs84((corners[0], corners[1], corners[2], corners[3]), crs)
            return {"bbox": [round(edge, 9) for edge in (west, south, east, north)]}
        if "coordinates" in tree:
            return {**tree, "coordinates": in_crs84(tree["coordinates"], crs)}
    except (TypeError, ValueError, IndexError, RecursionError):
        raise bad("coordinates that have no place in filter-crs") from None
    return {name: located(value, crs, depth + 1) for name, value in tree.items()}
