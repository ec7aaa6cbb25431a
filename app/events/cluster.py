"""Claims to groups: best matches first, never against what rules a match out. The order of arrival changes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.events.blocking import BlockIndex, ClaimIndex
from app.events.match import SAME, Match, match
from app.events.parties import Vocabulary
from app.events.traits import Traits
from app.model.event import Join

_SLACK = 1.0
"""How far the mean score between two groups may stay below ``SAME``."""


@dataclass(frozen=True, slots=True)
class Group:
    """Claims of one strike, in order of id, and the matches that brought them together."""

    claims: tuple[Traits, ...]
    joins: tuple[Join, ...]


def grouped(claims: Iterable[Traits], vocabulary: Vocabulary) -> list[Group]:
    """Group claims that are taken to speak of one strike, in order of their first id.

    Pairs are scored within blocks and joined best first, ties by id: two groups become one where no pair of theirs is barred and their
    mean score is near enough. Groups that share no pair do not touch each other, so a claim changes only what it matches.
    """
    known = {traits.claim.id: traits for traits in claims}
    ordered = [known[claim_id] for claim_id in sorted(known)]
    return _joined(ordered, _matches(ordered, vocabulary), vocabulary)


def touched(new: Sequence[Traits], index: ClaimIndex, vocabulary: Vocabulary) -> list[Traits]:
    """The new claims with every known claim whose group they could change: follow matches from claim to claim.

    Grouping these alone gives what grouping everything would give for them.
    """
    found = {traits.claim.id: traits for traits in new}
    waiting = list(new)
    while waiting:
        traits = waiting.pop()
        for other in index.candidates(traits):
            if other.claim.id not in found and match(traits, other, vocabulary).same:
                found[other.claim.id] = other
                waiting.append(other)
    return [found[claim_id] for claim_id in sorted(found)]


_Pair = tuple[str, str]


def _matches(ordered: Sequence[Traits], vocabulary: Vocabulary) -> dict[_Pair, Match]:
    scored: dict[_Pair, Match] = {}
    for block in BlockIndex(ordered).blocks():
        for at, one in enumerate(block):
            for other in block[at + 1 :]:
                pair = (one.claim.id, other.claim.id)
                if pair not in scored:
                    scored[pair] = match(one, other, vocabulary)
    return scored


def _joined(ordered: Sequence[Traits], scored: Mapping[_Pair, Match], vocabulary: Vocabulary) -> list[Group]:
    traits = {one.claim.id: one for one in ordered}
    members = {claim_id: [claim_id] for claim_id in traits}
    group_of = {claim_id: claim_id for claim_id in traits}
    joins: dict[str, list[Join]] = {claim_id: [] for claim_id in traits}

    def fits(first: str, second: str) -> bool:
        total, counted = 0.0, 0
        for one in members[first]:
            for other in members[second]:
                pair = (min(one, other), max(one, other))
                found = scored.get(pair) or match(traits[pair[0]], traits[pair[1]], vocabulary)
                if found.barred:
                    return False
                total += found.score
                counted += not found.silent
        return total >= (SAME - _SLACK) * counted

    best = sorted((-found.score, pair) for pair, found in scored.items() if found.same)
    for _, pair in best:
        keep, drop = sorted((group_of[pair[0]], group_of[pair[1]]))
        if keep != drop and fits(keep, drop):
            for claim_id in members[drop]:
                group_of[claim_id] = keep
            members[keep] += members.pop(drop)
            joins[keep] += [*joins.pop(drop), Join(*pair, scored[pair].score, scored[pair].reasons)]
    return [Group(tuple(traits[one] for one in sorted(members[first])), tuple(joins[first])) for first in sorted(members)]
