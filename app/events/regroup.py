"""Grouping again what a change touches: ends as if everything had been grouped anew, and looks only at what lies around the change."""

from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.events.cluster import Group, Scores, Suitor, admitted, chosen, joined, rank
from app.events.matches import Matches
from app.events.traits import Traits
from app.model.review import Decisions


class Surroundings(Protocol):
    """The known claims, those that entered among them and those that left no longer, and how they were grouped before the change."""

    def candidates(self, traits: Traits, anchors: bool, but: Collection[str] = ()) -> Sequence[Traits]:
        """Every known anchor, or every loose claim, that shares a block with a claim; not the claim itself, nor any of these ids."""

    def named(self, claim_ids: Iterable[str]) -> Sequence[Traits]:
        """The known claims among these ids."""

    def beside(self, claim_id: str) -> Sequence[Traits]:
        """The known claims of the event that a claim was in, itself too; nothing for one that was in none."""

    def suitors(self, anchor_ids: Iterable[str]) -> Sequence[tuple[Traits, str]]:
        """The known loose claims that went to one of these anchors, each with the anchor."""

    def is_anchor(self, claim_id: str) -> bool:
        """Whether a known claim is an anchor now."""

    def event(self, claim_id: str) -> str | None:
        """The event that a known claim was in; None for one that was in none."""

    def choice(self, claim_id: str) -> str | None:
        """The anchor that a loose claim went to."""

    def was_free(self, claim_id: str) -> bool:
        """Whether a loose claim was in no anchor's group."""


@dataclass(frozen=True, slots=True)
class Left:
    """A claim that left, or entered once more in another state: whether it was an anchor, and if not, where it went and whether it was free.

    ``event`` is the one that it was in.
    """

    traits: Traits
    anchor: bool
    choice: str | None = None
    free: bool = False
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Regrouped:
    """Groups as they are now; every claim of every event that the change touched is in one of them, or has left.

    ``choices`` are the anchors of loose claims that chose anew; ``free`` the loose claims of the groups that are in no anchor's.
    """

    groups: tuple[Group, ...]
    choices: Mapping[str, str | None]
    free: frozenset[str]


def regrouped(
    entered: Sequence[Traits], left: Sequence[Left], known: Surroundings, matches: Matches, decisions: Decisions
) -> Regrouped:
    """Group again what claims that entered, or left, can change."""
    return _Change(known, Scores(matches, decisions), decisions).made(entered, left)


class _Change:
    """One change while it spreads."""

    def __init__(self, known: Surroundings, scores: Scores, decisions: Decisions) -> None:
        self._known = known
        self._scores = scores
        self._decisions = decisions
        self._new: frozenset[str] = frozenset()
        self._groups: dict[str, Group] = {}
        self._partners: dict[str, set[str]] = {}
        for pair in decisions.together:
            for claim_id in pair:
                self._partners.setdefault(claim_id, set()).update(pair - {claim_id})

    def made(self, entered: Sequence[Traits], left: Sequence[Left]) -> Regrouped:
        self._new = frozenset(one.claim.id for one in entered) | frozenset(one.traits.claim.id for one in left)
        gone = [one.traits for one in left if one.anchor]
        changed = self._with_neighbours([traits for traits in entered if self._anchor(traits)], gone)
        groups = self._altered(self._joined(changed), {one.event for one in left})
        changed = [traits for group in groups.values() for traits in group.claims]
        choosing = {traits.claim.id: traits for traits in entered if not self._anchor(traits)}
        for traits in gone:
            choosing |= {other.claim.id: other for other in self._matching(traits, anchors=False)}
        near: dict[str, list[Traits]] = {}
        for traits in changed:
            for other in self._matching(traits, anchors=False):
                choosing[other.claim.id] = other
                near.setdefault(other.claim.id, []).append(traits)
        reached = {traits.claim.id: traits for traits in changed}
        choices = {claim_id: self._choose(choosing[claim_id], near.get(claim_id, ()), reached) for claim_id in sorted(choosing)}
        moved = [claim_id for claim_id, anchor_id in choices.items() if claim_id in self._new or anchor_id != self._known.choice(claim_id)]
        for anchor_id in {one.choice for one in left}.union(*((choices[claim_id], self._known.choice(claim_id)) for claim_id in moved)):
            if anchor_id and anchor_id not in reached and (group := self._group_of(anchor_id)):
                groups |= self._joined(group.claims)
        whole, refused = self._with_suitors(groups, choosing, choices)
        free = {claim_id: choosing[claim_id] for claim_id in moved if choices[claim_id] is None}
        free |= {traits.claim.id: traits for traits in refused}
        taken = {traits.claim.id: traits for group in whole for traits in group.claims}
        lost = [one.traits for one in left if one.free] + [traits for claim_id, traits in taken.items() if self._known.was_free(claim_id)]
        around = self._free_around(free, lost, taken)
        return Regrouped((*whole, *joined(around.values(), self._scores)), choices, frozenset(around))

    def _anchor(self, traits: Traits) -> bool:
        return self._known.is_anchor(traits.claim.id)

    def _matching(self, traits: Traits, anchors: bool) -> list[Traits]:
        return self._scores.same(traits, self._known.candidates(traits, anchors))

    def _linked(self, traits: Traits, found: Collection[str] = ()) -> list[Traits]:
        """Anchors that match one, or were put together with it, without those that are found already."""
        together = self._partners.get(traits.claim.id)
        return [*self._scores.same(traits, self._known.candidates(traits, True, found)), *(self._known.named(together) if together else ())]

    def _with_neighbours(self, entered: Sequence[Traits], gone: Sequence[Traits]) -> list[Traits]:
        """The anchors that entered, and those that the gone ones touched, with all that can be reached from them over matches."""
        found = {traits.claim.id: traits for traits in entered}
        for traits in gone:
            found |= {other.claim.id: other for other in self._linked(traits)}
        waiting = list(found.values())
        while waiting:
            for other in self._linked(waiting.pop(), found):
                if other.claim.id not in found:
                    found[other.claim.id] = other
                    waiting.append(other)
        return list(found.values())

    def _altered(self, groups: Mapping[str, Group], touched: Collection[str | None]) -> dict[str, Group]:
        """The groups of anchors that are not what they were: nobody entered the others, and nobody left them."""
        were = {traits.claim.id: self._known.event(traits.claim.id) for group in groups.values() for traits in group.claims}
        sizes = Counter(were.values())

        def stays(group: Group) -> bool:
            events = {were[traits.claim.id] for traits in group.claims}
            (event, *more) = events
            fresh = event is None or bool(more) or event in touched or any(traits.claim.id in self._new for traits in group.claims)
            return not fresh and sizes[event] == len(group.claims)

        return {group_id: group for group_id, group in groups.items() if not stays(group)}

    def _joined(self, changed: Iterable[Traits]) -> dict[str, Group]:
        groups = {group.id: group for group in joined(changed, self._scores, self._decisions)}
        for group in groups.values():
            self._groups |= {traits.claim.id: group for traits in group.claims}
        return groups

    def _group_of(self, anchor_id: str) -> Group | None:
        """The anchors that an anchor is grouped with: as they were, their joins left out, where the change does not reach them."""
        if anchor_id not in self._groups:
            anchors = [traits for traits in self._known.beside(anchor_id) if self._anchor(traits)]
            group = Group(tuple(sorted(anchors, key=lambda traits: traits.claim.id)), ())
            self._groups |= {traits.claim.id: group for traits in group.claims}
        return self._groups.get(anchor_id)

    def _choose(self, traits: Traits, near: Sequence[Traits], reached: Container[str]) -> str | None:
        """The anchor that a loose claim goes to; ``near`` are those that match it among the anchors ``reached``.

        The groups that the change does not reach take and refuse it as they did before.
        """
        before = self._known.choice(traits.claim.id)
        if traits.claim.id not in self._new and before not in self._new:
            found = self._chosen(traits, self._known.named([before]) if before else (), near)
            if found or before not in reached:
                return found or before
        return self._chosen(traits, (), self._matching(traits, anchors=True))

    def _chosen(self, traits: Traits, worst: Sequence[Traits], partners: Sequence[Traits]) -> str | None:
        """The best of the partners that is no worse than one, where there is such a one."""
        least = [rank(traits, one, self._scores) for one in worst]
        wanted = [one for one in partners if all(rank(traits, one, self._scores) <= bound for bound in least)]
        groups = {one.claim.id: group for one in wanted if (group := self._group_of(one.claim.id))}
        found = chosen(traits, wanted, groups, self._scores)
        return found.claim.id if found else None

    def _with_suitors(
        self, groups: Mapping[str, Group], choosing: Mapping[str, Traits], choices: Mapping[str, str | None]
    ) -> tuple[list[Group], list[Traits]]:
        """Each group with the loose claims that go to it now, and those that it does not take."""
        whole, refused = [], []
        for group in groups.values():
            anchors = {traits.claim.id: traits for traits in group.claims}
            suitors: list[Suitor] = [(choosing[claim_id], anchors[at]) for claim_id, at in choices.items() if at is not None and at in anchors]
            suitors += [(traits, anchors[at]) for traits, at in self._known.suitors(anchors) if traits.claim.id not in choices]
            widened, out = admitted(group, suitors, self._scores)
            whole.append(widened)
            refused += out
        return whole, refused

    def _free_around(self, free: Mapping[str, Traits], lost: Iterable[Traits], taken: Container[str]) -> dict[str, Traits]:
        """The free claims with all free ones that can be reached from them, and from those that are free no more, over matches."""
        found = dict(free)
        waiting = [*free.values(), *lost]
        while waiting:
            for other in self._matching(waiting.pop(), anchors=False):
                claim_id = other.claim.id
                if claim_id not in found and claim_id not in taken and self._known.was_free(claim_id):
                    found[claim_id] = other
                    waiting.append(other)
        return found
