"""Claims and how they were grouped, in memory: what a store is to regrouping."""

from collections.abc import Collection, Iterable, Sequence

from app.events.blocking import sought_keys, stored_keys
from app.events.cluster import Group, anchors_among, decided_ids
from app.events.matches import Matches
from app.events.parties import Vocabulary
from app.events.regroup import Left, regrouped
from app.events.traits import Traits
from app.model.review import Decisions


class Memory:
    """Known claims with their state; ``change`` is one step."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.matches = Matches(vocabulary, 10_000)
        self.decisions = Decisions()
        self.claims: dict[str, Traits] = {}
        self.anchor: dict[str, bool] = {}
        self.event_of: dict[str, str] = {}
        self.groups: dict[str, Group] = {}
        self.choices: dict[str, str | None] = {}
        self.free: set[str] = set()

    def change(self, entered: Sequence[Traits] = (), left: Iterable[str] = (), decisions: Decisions | None = None) -> None:
        self.decisions = decisions or self.decisions
        left, coming = set(left), {traits.claim.id: traits for traits in entered}
        staying = {claim_id: traits for claim_id, traits in self.claims.items() if claim_id not in left} | coming
        anchors = anchors_among(staying.values(), decided_ids(self.decisions))
        turned = {one for one in staying.keys() & self.anchor.keys() if one not in left and self.anchor[one] is not (one in anchors)}
        coming |= {one: self.claims[one] for one in turned}
        gone = [
            Left(self.claims[one], self.anchor[one], self.choices.get(one), one in self.free, self.event_of[one]) for one in sorted(left | turned)
        ]
        before = {self.event_of[one.traits.claim.id] for one in gone}
        for one in gone:
            for state in (self.claims, self.anchor, self.event_of, self.choices):
                state.pop(one.traits.claim.id, None)
            self.free.discard(one.traits.claim.id)
        self.claims = staying
        self.anchor |= {claim_id: claim_id in anchors for claim_id in coming}
        made = regrouped([*coming.values()], gone, self, self.matches, self.decisions)
        told = {traits.claim.id for group in made.groups for traits in group.claims}
        before |= {self.event_of[one] for one in told if one in self.event_of}
        for event in before:
            assert {one.claim.id for one in self.groups.pop(event).claims} <= told | {one.traits.claim.id for one in gone}
        for group in made.groups:
            self.groups[group.id] = group
            self.event_of |= {traits.claim.id: group.id for traits in group.claims}
        self.choices |= made.choices
        self.free = (self.free - told) | made.free

    def candidates(self, traits: Traits, anchors: bool, but: Collection[str] = ()) -> list[Traits]:
        wanted = set(sought_keys(traits, anchors))
        others = self.claims.keys() - {traits.claim.id, *but}
        near = (one for one in self.claims.values() if self.anchor[one.claim.id] is anchors and one.claim.id in others)
        return [one for one in near if wanted & set(stored_keys(one, anchors))]

    def named(self, claim_ids: Iterable[str]) -> list[Traits]:
        return [self.claims[one] for one in claim_ids if one in self.claims]

    def beside(self, claim_id: str) -> list[Traits]:
        event = self.event_of.get(claim_id)
        return self.named(one for one, at in self.event_of.items() if at == event) if event else []

    def suitors(self, anchor_ids: Iterable[str]) -> list[tuple[Traits, str]]:
        wanted = set(anchor_ids)
        return [(self.claims[one], at) for one, at in self.choices.items() if at in wanted]

    def event(self, claim_id: str) -> str | None:
        return self.event_of.get(claim_id)

    def is_anchor(self, claim_id: str) -> bool:
        return self.anchor[claim_id]

    def choice(self, claim_id: str) -> str | None:
        return self.choices.get(claim_id)

    def was_free(self, claim_id: str) -> bool:
        return claim_id in self.free
