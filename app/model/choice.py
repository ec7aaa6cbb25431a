"""What a reader has chosen to see: the filters of the map page and of the list, as their address holds them."""

from dataclasses import dataclass
from datetime import date

FACETS = ("claimant", "kind", "attacker", "weapon", "target", "precision", "standing", "meant", "review", "publisher")
"""What claims can be filtered by; ``app/map/static/facets.js`` has the same, in the same order."""

UNSTATED = ""
"""The value of a claim that states none."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which claims: those that bear one of the values chosen of every facet, speak of the days and hold the words.

    ``values``: facet and its values, only of facets where any is chosen. ``first``, ``last``: days, inclusive; a claim with no day passes.
    ``text``: words, each the beginning of a word of the claim. ``report``: the only report to look into.
    """

    values: tuple[tuple[str, frozenset[str]], ...] = ()
    text: str = ""
    first: date | None = None
    last: date | None = None
    report: str | None = None

    def without(self, facet: str) -> "Choice":
        """The same with nothing chosen of one facet."""
        return Choice(tuple(one for one in self.values if one[0] != facet), self.text, self.first, self.last, self.report)
