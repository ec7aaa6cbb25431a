"""Counts of right, wrong and missed, and what they come to."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

_RESAMPLES = 1000
_SEED = 7


@dataclass(frozen=True, slots=True)
class Tally:
    """True positives, false positives and false negatives of one field."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Add the counts."""
        return Tally(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float:
        """Share of what was given that is right; 0 where nothing was given."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """Share of what was owed that was given; 0 where nothing was owed."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / both if both else 0.0


def total(tallies: Sequence[Tally]) -> Tally:
    """Sum the counts of several documents."""
    return sum(tallies, Tally())


def f1_interval(tallies: Sequence[Tally]) -> tuple[float, float]:
    """95 % interval of F1 by a bootstrap over documents (percentiles of 1,000 resamples, fixed seed); (0, 0) without documents."""
    if not tallies:
        return 0.0, 0.0
    chance = random.Random(_SEED)  # noqa: S311 (a resample, no secret)
    scores = sorted(total(chance.choices(tallies, k=len(tallies))).f1 for _ in range(_RESAMPLES))
    return scores[int(0.025 * _RESAMPLES)], scores[int(0.975 * _RESAMPLES) - 1]
