"""What one voice counts of one unit in all: a part ("two of the dead", "seven civilians") is never taken for the whole (law 2)."""

from collections.abc import Sequence
from dataclasses import replace

from app.model.claim import Quantity


def whole(counted: Sequence[Quantity]) -> Quantity | None:
    """What quantities of one unit say of the whole; None where there is none with a number.

    Of several numbers of no part it is the greatest, for the others lie in it. Where only parts are counted, or a part is greater than
    that, the greatest part bounds the whole from below: its ``of`` tells of whom, its ``max`` is open.
    """
    greatest = max((item for item in counted if item.of is None and _number(item) is not None), key=_rank, default=None)
    part = max((item for item in counted if item.of is not None and item.min is not None), key=_rank, default=None)
    if part is None or (greatest is not None and (greatest.max is None or greatest.max >= _rank(part))):
        return greatest
    return replace(part, max=None, qualifier="at_least")


def _number(item: Quantity) -> int | None:
    return item.max if item.min is None else item.min


def _rank(item: Quantity) -> int:
    return _number(item) or 0
