"""Days, months or years as the steps of a time line; ``app/map/static/bins.js`` makes the same."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

MOST = 92
"""How many steps can be told apart under a map."""


@dataclass(frozen=True, slots=True)
class Bin:
    """A step: its first and last day."""

    start: date
    end: date


def bins_of(first: npt.NDArray[np.int32], last: npt.NDArray[np.int32]) -> list[Bin]:
    """Steps from the first to the last day that any claim states; none where fewer than two days are known."""
    if len(first) == 0 or first.min() == last.max():
        return []
    start, end = date.fromordinal(int(first.min())), date.fromordinal(int(last.max()))
    days = (end - start).days + 1
    if days <= MOST:
        return [Bin(start + timedelta(step), start + timedelta(step)) for step in range(days)]
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months <= MOST:
        return [_months(start.year, start.month - 1 + step, 1) for step in range(months)]
    return [_months(start.year + step, 0, 12) for step in range(end.year - start.year + 1)]


def _months(year: int, month: int, length: int) -> Bin:
    """So many months from a month on, which counts from 0 and may run over the year."""
    return Bin(_first_of(year, month), _first_of(year, month + length) - timedelta(1))


def _first_of(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)
