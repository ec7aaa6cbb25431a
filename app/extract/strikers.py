"""Whose strike a clause tells of where it names nobody, or only "the army": the speaker's own, or that of the striker told of before."""

from collections.abc import Sequence

from app.extract.drafts import Draft
from app.extract.grammar import BE
from app.extract.marked import MarkedText
from app.extract.phrases.tokens import within
from app.extract.speakers import Source
from app.extract.strikes import Strike
from app.model.claim import Actor

_FOES = frozenset("enemy occupation occupying occupiers invaders aggressor aggressors".split())


class Strikers:
    """The strikers of a report as far as it has been read."""

    def __init__(self, page: MarkedText, publisher: Source | None) -> None:
        """Start a report; ``publisher`` answers for what nobody is named for (communiqués and bulletins), None for a news outlet."""
        self._page = page
        self._publisher = publisher
        self._attackers: set[str] = set()
        self._homes = {a.name: a.country for a in page.marks.actors if a.kind != "armed_group" and a.country is not None}
        self._home_strikers: set[str] = set()
        self._generic = {a.name for a in page.marks.actors if a.generic}
        self._coalitions = {a.name for a in page.marks.actors if a.kind == "coalition"}
        self._kinds = {a.name: "group" if a.kind == "armed_group" else "state" for a in page.marks.actors}

    def settle(self, draft: Draft, strike: Strike, before: Draft | None) -> None:
        """Read the striker from the clause and its speaker alone; ``before``: the strike told before, for "the army"."""
        self._settle_home(draft)
        self._own_side(draft, strike)
        self._resolve_force(draft, before)

    def told(self, draft: Draft) -> None:
        """A strike has been told of, with all that is known of it."""
        self._attackers |= attackers_of(draft)

    def speaks(self, draft: Draft) -> bool:
        """Whether the speaker is a striker itself: what it counts need not be the strike of the side told of before."""
        return draft.source is not None and draft.source.actor in self._attackers

    def hits_home(self, draft: Draft, actors: tuple[Actor, ...]) -> bool:
        """Whether these actors would strike their own country, which nobody has told of yet."""
        return any(a.name in draft.at_home - self._home_strikers for a in actors)

    def _settle_home(self, draft: Draft) -> None:
        """Whose own country is struck; a state that is told to strike at home (a civil war) may do so again."""
        countries = territory(draft)
        at_home = {name for name, country in self._homes.items() if country in countries}
        self._home_strikers |= at_home & {a.name for a in draft.actors}
        draft.at_home = frozenset(at_home)

    def _own_side(self, draft: Draft, strike: Strike) -> None:
        """A striker that counts strikes and names nobody counts its own; who denies a strike denies his own. What "had been fired" was others'."""
        side = draft.source.actor if draft.source is not None else None
        if draft.actors or side is None or self.hits_home(draft, (Actor(side),)) or _mourns(draft):
            return
        at = strike.trigger.first
        if strike.trigger.entry.action == "launch" and BE.intersection(self._page.tokens.words[max(0, at - 2) : at]):
            return
        if draft.modality == "denied":
            draft.actors = (Actor(side),)
            return
        issued = not self._attackers and draft.source is self._publisher and draft.target.cls in ("armed_group", "military")
        if side not in self._attackers and not issued:
            return
        if any(m.role == "launch_origin" for m in draft.mentions):
            return
        speech = (draft.said.first, draft.said.last) if draft.said is not None else (0, 0)
        start, end = draft.spans[0]
        named = [a for a in within(self._page.marks.actors, start, end) if a.name == side and not speech[0] <= a.first < speech[1]]
        if not named:
            draft.actors = (Actor(side),)

    def _resolve_force(self, draft: Draft, before: Draft | None) -> None:
        """ "the army", "its navy", "warplanes" are the speaker's own or those named before."""
        attackers = [a for a in draft.actors if a.role == "attacker"]
        if not attackers or any(a.name not in self._generic for a in attackers):
            return
        speaker = draft.source.actor if draft.source is not None else None
        kinds = {self._kinds.get(a.name) for a in attackers}
        told = before.actors if before is not None else ()
        named = [a for a in told if a.role == "attacker" and a.name not in self._generic and self._kinds.get(a.name) in kinds]
        led = self._coalitions.issuperset(a.name for a in attackers) and speaker not in self._coalitions  # a member is not its coalition
        foe = any(_FOES.intersection(a.name.lower().split()) for a in attackers)  # "the enemy", "the occupiers": never the speaker
        alike = speaker is not None and kinds == {self._kinds.get(speaker, "state")}  # "rebels" are no state's own
        own = alike and not led and not foe and (
            not named or self._owned(draft) or speaker in {a.name for a in named} or (draft.said is not None and draft.said.form == "direct")
        )
        resolved = [Actor(speaker)] if own and speaker is not None else named
        if resolved:
            draft.actors = (*resolved, *(a for a in draft.actors if a.role != "attacker"))

    def _owned(self, draft: Draft) -> bool:
        start, end = draft.spans[0]
        found = [a for a in within(self._page.marks.actors, start, end) if a.generic]
        return any(a.first > 0 and self._page.tokens.words[a.first - 1] in ("its", "their", "our", "his") for a in found)


def fill_striker(drafts: Sequence[Draft]) -> None:
    """Where a report names one striker only, the strikes it leaves without one are that striker's, unless they hit its own country.

    What one source accuses somebody of is not put into the mouth of another: only the same source, or words that point back, take it up.
    """
    naming = [d for d in drafts if d.modality == "asserted" and any(a.role == "attacker" for a in d.actors)]
    if len({tuple(a.name for a in d.actors if a.role == "attacker") for d in naming}) != 1:
        return
    chosen = naming[0].actors
    strikers = {a.name for a in chosen}
    told = {d.source.name if d.source is not None else None for d in naming}
    narrated = None in told or any(d.leads for d in naming)
    at_home = any(d.at_home & {a.name for a in d.actors} for d in drafts)
    for item in drafts:
        was_hit = bool(strikers & item.at_home) and not at_home
        own_telling = narrated if item.source is None else item.source.name in told
        launched = any(m.role == "launch_origin" for m in item.mentions)
        if not item.actors and (own_telling or item.definite) and not was_hit and item.modality == "asserted" and not launched:
            item.actors = chosen


def attackers_of(item: Draft) -> set[str]:
    """The names of those who struck, without those who only supported them."""
    return {a.name for a in item.actors if a.role == "attacker"}


def territory(item: Draft) -> set[str]:
    """The countries of the struck places, as far as the gazetteer knows them."""
    return {m.toponym.place.country for m in item.struck if m.toponym.place is not None and m.toponym.place.country is not None}


def _mourns(draft: Draft) -> bool:
    """Whether people are counted that no striker boasts of."""
    return any(q.unit in ("killed", "injured") and q.of != "combatant" and q.min != 0 for q in draft.quantities)
