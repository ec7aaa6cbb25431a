"""Claims to groups, in three steps that depend on little around each claim. The order of arrival changes nothing.

*Anchors* are claims of one exact day, and those a reviewer put together with others: they are joined best match first, never against what
rules a match out. Every other claim is *loose*: it goes to the group of the anchor that it matches best, if it fits there. Loose claims
that go nowhere are joined among themselves. So no chain of open dates runs from one day of a war to the next, and a new claim changes only
what lies within days of it.

Of a crowd that tells of one spot and day only the first ``MOST_ANCHORS`` by id, which are as good as drawn by lot, are anchors; the others are
loose. So a claim more costs what the anchors cost, however many told of that day before.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from operator import itemgetter

from app.events.apart import Named, named_apart, named_by, told_apart
from app.events.blocking import BlockIndex, spot_of
from app.events.match import Match
from app.events.matches import Matches
from app.events.parties import Vocabulary
from app.events.traits import Traits
from app.events.weights import SAME
from app.model.event import Join
from app.model.review import Decisions

NONE = Decisions()
"""Nothing decided by anybody."""

MOST_ANCHORS = 24
"""How many claims of one spot and day are anchors at most."""

_TORN = 500
"""Thousandths by which a claim must match one strike better than another that is told apart from it."""

_SLACK = 1.0
"""How far the mean score between two groups may stay below ``SAME``."""


@dataclass(frozen=True, slots=True)
class Group:
    """Claims of one strike, in order of id, and the matches that brought them together."""

    claims: tuple[Traits, ...]
    joins: tuple[Join, ...]

    @property
    def id(self) -> str:
        """The least id of its claims."""
        return self.claims[0].claim.id


Suitor = tuple[Traits, Traits]
"""A loose claim and the anchor it goes to."""


@dataclass(frozen=True, slots=True)
class Link:
    """All that the pairs of two groups say: the sum of their scores in thousandths, so that no order of adding shows, and how many say it."""

    total: int = 0
    counted: int = 0
    barred: bool = False

    @property
    def fits(self) -> bool:
        """Whether the two can be one group: nothing rules any pair out, and their mean score is near enough."""
        return not self.barred and self.total >= round(1000 * (SAME - _SLACK)) * self.counted

    def __add__(self, other: "Link") -> "Link":
        """Of one group and of another to a third: of the two as one to the third."""
        return BARRED if self.barred or other.barred else Link(self.total + other.total, self.counted + other.counted)


BARRED = Link(barred=True)
"""Two groups that cannot be one."""


class Scores:
    """Matches, and what may be one group under what reviewers decided; ``keys`` are the block keys of a claim."""

    def __init__(self, matches: Matches, decisions: Decisions = NONE) -> None:
        """Take the matches of claims, and the decisions that hold whatever the scores say."""
        self._matches = matches
        self._apart = decisions.apart
        self.keys = matches.keys

    def of(self, one: Traits, other: Traits) -> Match:
        """The match of two claims."""
        return self._matches.of(one, other)

    def with_each(self, one: Traits, others: Iterable[Traits]) -> list[Match]:
        """The matches of one claim with others, in their order."""
        return self._matches.with_each(one, others)

    def same(self, one: Traits, others: Sequence[Traits]) -> list[Traits]:
        """Those of the others that are taken to be one strike with it."""
        return [other for other, found in zip(others, self.with_each(one, others), strict=True) if found.same]

    def kept_apart(self, ones: Sequence[Traits], others: Sequence[Traits]) -> bool:
        """Whether a reviewer said of any two that they are two strikes."""
        return bool(self._apart) and any(frozenset((one.claim.id, other.claim.id)) in self._apart for one in ones for other in others)

    def link(self, ones: Sequence[Traits], others: Sequence[Traits]) -> Link:
        """How two groups lie to each other."""
        if self.kept_apart(ones, others):
            return BARRED
        total, counted = 0, 0
        for one in ones:
            for found in self.with_each(one, others):
                if found.barred:
                    return BARRED
                total += found.thousandths
                counted += not found.silent
        return Link(total, counted)

    def fit(self, ones: Sequence[Traits], others: Sequence[Traits]) -> bool:
        """Whether two groups can be one."""
        return self.link(ones, others).fits


def grouped(claims: Iterable[Traits], vocabulary: Vocabulary, decisions: Decisions = NONE) -> list[Group]:
    """Group claims that are taken to speak of one strike, in order of their first id.

    What reviewers decided comes first and holds whatever the scores say.
    """
    known = {traits.claim.id: traits for traits in claims}
    scores, firm = Scores(Matches(vocabulary), decisions), anchors_among(known.values(), decided_ids(decisions))
    anchors = [traits for traits in known.values() if traits.claim.id in firm]
    groups = joined(anchors, scores, decisions)
    group_of = {traits.claim.id: group for group in groups for traits in group.claims}
    index = BlockIndex(anchors, scores.keys)
    suitors: dict[str, list[Suitor]] = {}
    free = []
    for traits in known.values():
        if traits.claim.id in firm:
            continue
        partner = chosen(traits, index.candidates(traits), group_of, scores)
        if partner is None:
            free.append(traits)
        else:
            suitors.setdefault(group_of[partner.claim.id].id, []).append((traits, partner))
    whole = []
    for group in groups:
        widened, refused = admitted(group, suitors.get(group.id, ()), scores)
        whole.append(widened)
        free += refused
    return sorted(whole + joined(free, scores, decisions), key=lambda group: group.id)


def decided_ids(decisions: Decisions) -> frozenset[str]:
    """The claims that a reviewer put together with others."""
    return frozenset().union(*decisions.together)


def anchors_among(claims: Iterable[Traits], decided: Collection[str]) -> frozenset[str]:
    """The ids of those to which others go, and not they to them."""
    spots: dict[str, list[str]] = {}
    for traits in claims:
        if traits.claim.id not in decided and (spot := spot_of(traits)):
            spots.setdefault(spot, []).append(traits.claim.id)
    return frozenset(decided).union(*(sorted(ids)[:MOST_ANCHORS] for ids in spots.values()))


def joined(claims: Iterable[Traits], scores: Scores, decisions: Decisions = NONE) -> list[Group]:
    """Join claims within blocks, best match first, ties by id (the order of the pairs, which sorting keeps); in order of their first id.

    Two groups become one where no pair of theirs is barred and their mean score is near enough.
    """
    ordered = sorted(claims, key=_id)
    table = _Table(ordered, scores)
    for pair in decisions.together:
        table.put_together(*sorted(pair))
    same: list[tuple[int, str, str]] = []
    for one, others in BlockIndex(ordered, scores.keys).pairs():
        found = zip(others, scores.with_each(one, others), strict=True)
        same += [(told.thousandths, one.claim.id, other.claim.id) for other, told in found if told.same]
    for _, first, second in sorted(_sure(same, table), key=itemgetter(0), reverse=True):
        table.join(first, second)
    return table.groups()


def _sure(same: Sequence[tuple[int, str, str]], table: "_Table") -> list[tuple[int, str, str]]:
    """The matches without those between a claim that fits two strikes about as well, and one that does not: it backs neither of the two."""
    partners: dict[str, list[tuple[int, str]]] = {}
    for score, first, second in same:
        partners.setdefault(first, []).append((score, second))
        partners.setdefault(second, []).append((score, first))
    torn = {claim_id for claim_id, found in partners.items() if 1 < len(found) <= MOST_ANCHORS and _torn(found, table)}
    return [pair for pair in same if (pair[1] in torn) is (pair[2] in torn)]


def _torn(partners: Sequence[tuple[int, str]], table: "_Table") -> bool:
    best = max(partners)[0]
    wanted = [claim_id for score, claim_id in partners if score > best - _TORN]
    return any(table.told_apart(one, other) for one, other in combinations(wanted, 2))


def chosen(traits: Traits, partners: Sequence[Traits], group_of: Mapping[str, Group], scores: Scores) -> Traits | None:
    """The anchor that a loose claim goes to: its best match in whose group it fits, ties by id."""
    matching = sorted(scores.same(traits, partners), key=lambda partner: rank(traits, partner, scores))
    fits: dict[str, bool] = {}
    for partner in matching:
        group = group_of[partner.claim.id]
        if group.id not in fits:
            fits[group.id] = scores.fit((traits,), group.claims)
        if fits[group.id]:
            return partner
    return None


def rank(traits: Traits, partner: Traits, scores: Scores) -> tuple[int, str]:
    """Where a partner stands among those of a loose claim: the least is the best match, ties by id."""
    return -scores.of(traits, partner).thousandths, partner.claim.id


def admitted(group: Group, suitors: Iterable[Suitor], scores: Scores) -> tuple[Group, list[Traits]]:
    """A group with the loose claims that go to it, best first, and those that a reviewer, or what they name, keeps apart from ones before them.

    What is vague takes the school and the hospital alike; the two do not come together through it.
    """
    claims, joins = list(group.claims), list(group.joins)
    named: dict[Named, None] = {}
    refused = []
    for traits, partner in sorted(suitors, key=lambda pair: (-scores.of(*pair).score, pair[0].claim.id)):
        own = named_by(traits)
        if not scores.kept_apart((traits,), claims) and not any(named_apart(own, other) for other in named):
            claims.append(traits)
            named[own] = None
            one, other = sorted((traits, partner), key=_id)
            joins.append(_join(one, other, scores))
        else:
            refused.append(traits)
    return Group(tuple(sorted(claims, key=_id)), tuple(joins)), refused


class _Table:
    """Claims while they are being joined."""

    def __init__(self, ordered: Sequence[Traits], scores: Scores) -> None:
        self._scores = scores
        self._traits = {traits.claim.id: traits for traits in ordered}
        self._members = {claim_id: [traits] for claim_id, traits in self._traits.items()}
        self._group_of = {claim_id: claim_id for claim_id in self._traits}
        self._joins: dict[str, list[Join]] = {claim_id: [] for claim_id in self._traits}
        self._links: dict[str, dict[str, Link]] = {claim_id: {} for claim_id in self._traits}

    def put_together(self, one: str, other: str) -> None:
        """Join as a reviewer says, unless another said that two of them are apart."""
        if one not in self._traits or other not in self._traits:
            return
        keep, drop = sorted((self._group_of[one], self._group_of[other]))
        if keep != drop and not self._scores.kept_apart(self._members[keep], self._members[drop]):
            self._unite(keep, drop, Join(one, other, SAME, ("put together by a reviewer",)))

    def join(self, one: str, other: str) -> None:
        """Join what matches, where the rest of the two groups fits."""
        keep, drop = self._group_of[one], self._group_of[other]
        if keep != drop and self._link(keep, drop).fits:
            self._unite(min(keep, drop), max(keep, drop), _join(self._traits[one], self._traits[other], self._scores))

    def told_apart(self, one: str, other: str) -> bool:
        """Whether two claims name what is not of one strike."""
        first, second = self._traits[one], self._traits[other]
        return self._scores.of(first, second).barred and bool(told_apart(first, second))

    def groups(self) -> list[Group]:
        return [Group(tuple(sorted(self._members[first], key=_id)), tuple(self._joins[first])) for first in sorted(self._members)]

    def _link(self, one: str, other: str) -> Link:
        found = self._links[one].get(other)
        if found is None:
            found = self._links[one][other] = self._links[other][one] = self._scores.link(self._members[one], self._members[other])
        return found

    def _unite(self, keep: str, drop: str, join: Join) -> None:
        for third in (self._links[keep].keys() | self._links[drop].keys()) - {keep, drop}:
            self._links[keep][third] = self._links[third][keep] = self._link(keep, third) + self._link(drop, third)
            del self._links[third][drop]
        self._links[keep].pop(drop, None)
        del self._links[drop]
        for traits in self._members[drop]:
            self._group_of[traits.claim.id] = keep
        self._members[keep] += self._members.pop(drop)
        self._joins[keep] += [*self._joins.pop(drop), join]


def _join(one: Traits, other: Traits, scores: Scores) -> Join:
    found = scores.of(one, other)
    return Join(one.claim.id, other.claim.id, found.score, found.reasons)


def _id(traits: Traits) -> str:
    return traits.claim.id
