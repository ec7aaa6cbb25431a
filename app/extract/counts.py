"""The numbers of one claim put in order: one toll told loosely and exactly, with and without its hedge, is one number."""

from collections.abc import Sequence

from app.model.claim import Quantity


def settled(quantities: Sequence[Quantity]) -> list[Quantity]:
    """Each number once: no bare number beside the same with its hedge, no "dozens" beside the count that it stands for."""
    return [q for q in dict.fromkeys(quantities) if not any(_says_better(other, q) for other in quantities if other is not q)]


def _says_better(other: Quantity, q: Quantity) -> bool:
    """Whether another number of the same people or things says the same more exactly."""
    if q.unit not in ("killed", "injured") or other.unit != q.unit or other == q:
        return False
    if q.of is None and other.of in ("civilian", "combatant"):  # "28 killed", "28 civilians died"
        return other.min == q.min and other.max in (q.max, None)
    if other.of != q.of:
        return False
    low = other.min if other.min is not None else other.max
    if q.qualifier == "exactly":
        return other.qualifier in ("at_least", "more_than", "about") and other.min == q.min
    return q.qualifier == "range" and other.qualifier != "range" and low is not None and q.min is not None and low >= q.min
