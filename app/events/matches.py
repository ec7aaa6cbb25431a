"""The matches of claims, each taken once while it is remembered: the same crowd is looked at again with every claim that enters it."""

from collections.abc import Iterable
from functools import lru_cache

from app.events.blocking import block_keys
from app.events.match import Match, match
from app.events.parties import Vocabulary
from app.events.traits import Traits

_SAYINGS = 4_096
"""How many matches that say something else are kept once each."""

_KEYED = 8_192
"""How many claims' block keys are kept."""


class Matches:
    """What every two claims say to each other, in whichever order they are given; ``keys`` are their block keys."""

    def __init__(self, vocabulary: Vocabulary, most: int | None = None) -> None:
        """Take the words for parties, and how many matches to remember; None: all."""
        self._vocabulary = vocabulary
        self._most = most
        self._rows: dict[Traits, dict[Traits, Match]] = {}
        self._remembered = 0
        self._one_of = lru_cache(_SAYINGS)(_itself)
        self.keys = lru_cache(_KEYED)(block_keys)

    def of(self, one: Traits, other: Traits) -> Match:
        """The match of two claims."""
        return self.with_each(one, (other,))[0]

    def with_each(self, one: Traits, others: Iterable[Traits]) -> list[Match]:
        """The matches of one claim with others, in their order."""
        row = self._rows[one] = self._rows.pop(one, {})
        return [row.get(other) or self._take(one, other) for other in others]

    def _take(self, one: Traits, other: Traits) -> Match:
        """Match two claims, the one of the lesser id first, so that the words of the reasons do not depend on who asks."""
        first, second = (one, other) if one.claim.id < other.claim.id else (other, one)
        found = self._one_of(match(first, second, self._vocabulary))
        self._rows.setdefault(one, {})[other] = found
        self._rows.setdefault(other, {})[one] = found
        self._remembered += 1
        if self._most is not None and self._remembered > self._most:
            self._forget(self._most // 2)
        return found

    def _forget(self, left: int) -> None:
        """Let go of the claims that were asked for longest ago until so many matches are left."""
        for one in list(self._rows):
            if self._remembered <= left:
                return
            row = self._rows.pop(one)
            for other in row:
                self._rows.get(other, {}).pop(one, None)
            self._remembered -= len(row)


def _itself(found: Match) -> Match:
    return found
