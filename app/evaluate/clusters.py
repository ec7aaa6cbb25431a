"""How well claims were brought together: B-cubed precision and recall (Bagga and Baldwin 1998)."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Clustering:
    """Sums over items, so that many groups can be added up before dividing."""

    precision_sum: float = 0.0
    found: int = 0
    recall_sum: float = 0.0
    owed: int = 0

    def __add__(self, other: "Clustering") -> "Clustering":
        """Add the sums of two sets of items."""
        return Clustering(
            self.precision_sum + other.precision_sum, self.found + other.found, self.recall_sum + other.recall_sum, self.owed + other.owed
        )

    @property
    def precision(self) -> float:
        """Mean share of an item's given cluster that is of its gold cluster, over the items that were found; 0 without any."""
        return self.precision_sum / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Mean share of an item's gold cluster that is in its given cluster, over all items owed; 0 without any."""
        return self.recall_sum / self.owed if self.owed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(gold: Mapping[Item, Hashable], given: Mapping[Item, Hashable]) -> Clustering:
    """Hold given clusters against gold: item to cluster in both.

    An item of gold that was not given (a claim that was not found) counts nothing for recall; one that is not in gold is left out.
    """
    members, clusters = _members(gold), _members({item: given[item] for item in gold if item in given})
    precision = recall = 0.0
    found = 0
    for item, cluster in gold.items():
        if item not in given:
            continue
        found += 1
        common = len(members[cluster] & clusters[given[item]])
        precision += common / len(clusters[given[item]])
        recall += common / len(members[cluster])
    return Clustering(precision, found, recall, len(gold))


def false_merges(gold: Mapping[Item, Hashable], given: Mapping[Item, Hashable]) -> set[frozenset[Hashable]]:
    """Pairs of gold clusters that a given cluster brings together."""
    by_given: dict[Hashable, set[Hashable]] = defaultdict(set)
    for item, cluster in given.items():
        if item in gold:
            by_given[cluster].add(gold[item])
    return {frozenset(pair) for merged in by_given.values() for pair in _pairs(sorted(merged, key=repr))}


def _pairs(values: list[Hashable]) -> Iterable[tuple[Hashable, Hashable]]:
    return ((one, other) for at, one in enumerate(values) for other in values[at + 1 :])


def _members(clusters: Mapping[Item, Hashable]) -> dict[Hashable, set[Item]]:
    members: dict[Hashable, set[Item]] = defaultdict(set)
    for item, cluster in clusters.items():
        members[cluster].add(item)
    return members
