"""Claims to groups: best matches first, never against what rules a match out. The order of arrival changes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.events.blocking import BlockIndex, ClaimIndex
from app.events.match import SAME, Match, match
from app.events.parties import Vocabulary
from app.events.traits import Traits
from app.model.event import Join
from app.model.review import Decisions

NONE = Decisions()
"""Nothing decided by anybody."""

_SLACK = 1.0
"""How far the mean score between two groups may stay below ``SAME``."""


@dataclass(frozen=True, slots=True)
class Group:
    """Claims of one strike, in order of id, and the matches that brought them together."""

    claims: tuple[Traits, ...]
    joins: tuple[Join, ...]


def grouped(claims: Iterable[Traits], vocabulary: Vocabulary, decisions: Decisions = NONE) -> list[Group]:
    """Group claims that are taken to speak of one strike, in order of their first id.

    What reviewers decided comes first and holds whatever the scores say. Then pairs are scored within blocks and joined best first, ties
    by id: two groups become one where no pair of theirs is barred and their mean score is near enough. Groups that share no pair do not
    touch each other, so a claim changes only what it matches.
    """
    known = {traits.claim.id: traits for traits in claims}
    ordered = [known[claim_id] for claim_id in sorted(known)]
    table = _Table(ordered, vocabulary, decisions)
    for one, other in (sorted(pair) for pair in decisions.together if pair <= known.keys()):
        table.put_together(one, other)
    for one, other in table.best():
        table.join(one, other)
    return table.groups()


def touched(new: Sequence[Traits], index: ClaimIndex, vocabulary: Vocabulary, decisions: Decisions = NONE) -> list[Traits]:
    """The new claims with every known claim whose group they could change: follow matches, and decisions, from claim to claim.

    Grouping these alone gives what grouping everything would give for them.
    """
    found = {traits.claim.id: traits for traits in new}
    waiting = list(new)
    partners: dict[str, set[str]] = {}
    for pair in decisions.together:
        for claim_id in pair:
            partners.setdefault(claim_id, set()).update(pair)
    while waiting:
        traits = waiting.pop()
        decided = partners.get(traits.claim.id, set()) - found.keys()
        matching = (other for other in index.candidates(traits) if other.claim.id not in found and match(traits, other, vocabulary).same)
        for other in (*index.named(decided), *matching):
            found[other.claim.id] = other
            waiting.append(other)
    return [found[claim_id] for claim_id in sorted(found)]


class _Table:
    """Claims while they are being grouped."""

    def __init__(self, ordered: Sequence[Traits], vocabulary: Vocabulary, decisions: Decisions) -> None:
        self._vocabulary = vocabulary
        self._apart = decisions.apart
        self._traits = {traits.claim.id: traits for traits in ordered}
        self._members = {claim_id: [claim_id] for claim_id in self._traits}
        self._group_of = {claim_id: claim_id for claim_id in self._traits}
        self._joins: dict[str, list[Join]] = {claim_id: [] for claim_id in self._traits}
        self._scored: dict[tuple[str, str], Match] = {}
        for one, other in BlockIndex(ordered).pairs():
            self._match(one.claim.id, other.claim.id)

    def best(self) -> list[tuple[str, str]]:
        """Pairs that match, best first."""
        return [pair for _, pair in sorted((-found.score, pair) for pair, found in self._scored.items() if found.same)]

    def put_together(self, one: str, other: str) -> None:
        """Join as a reviewer says, unless another said that two of them are apart."""
        keep, drop = sorted((self._group_of[one], self._group_of[other]))
        if keep != drop and not self._kept_apart(keep, drop):
            self._unite(keep, drop, Join(one, other, SAME, ("put together by a reviewer",)))

    def join(self, one: str, other: str) -> None:
        """Join what matches, where the rest of the two groups fits."""
        keep, drop = sorted((self._group_of[one], self._group_of[other]))
        if keep != drop and not self._kept_apart(keep, drop) and self._fit(keep, drop):
            found = self._scored[one, other]
            self._unite(keep, drop, Join(one, other, found.score, found.reasons))

    def groups(self) -> list[Group]:
        return [
            Group(tuple(self._traits[one] for one in sorted(self._members[first])), tuple(self._joins[first])) for first in sorted(self._members)
        ]

    def _match(self, one: str, other: str) -> Match:
        pair = (one, other) if one < other else (other, one)
        if pair not in self._scored:
            self._scored[pair] = match(self._traits[pair[0]], self._traits[pair[1]], self._vocabulary)
        return self._scored[pair]

    def _kept_apart(self, first: str, second: str) -> bool:
        if not self._apart:
            return False
        return any(frozenset((one, other)) in self._apart for one in self._members[first] for other in self._members[second])

    def _fit(self, first: str, second: str) -> bool:
        total, counted = 0.0, 0
        for one in self._members[first]:
            for other in self._members[second]:
                found = self._match(one, other)
                if found.barred:
                    return False
                total += found.score
                counted += not found.silent
        return total >= (SAME - _SLACK) * counted

    def _unite(self, keep: str, drop: str, join: Join) -> None:
        for claim_id in self._members[drop]:
            self._group_of[claim_id] = keep
        self._members[keep] += self._members.pop(drop)
        self._joins[keep] += [*self._joins.pop(drop), join]
