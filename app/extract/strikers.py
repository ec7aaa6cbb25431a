"""Whose strike a clause tells of where it names nobody, or only "the army": the speaker's own, or that of the striker told of before."""

from collections.abc import Mapping, Set
from dataclasses import replace

from app.extract.drafts import Draft
from app.extract.grammar import BE
from app.extract.marked import MarkedText
from app.extract.phrases.tokens import within
from app.extract.selves import passive_at
from app.extract.speakers import Source
from app.extract.strikes import Strike
from app.model.claim import Actor

FOES = frozenset("enemy occupation occupying occupiers invaders aggressor aggressors".split())
_CREWED = frozenset("warplane plane bomber helicopter ship submarine".split())
MILITARY = frozenset("defence defense military army navy force forces command corps guard guards staff pentagon".split())
_UNKNOWN = frozenset("unidentified unknown".split())
RULERS = frozenset(("government", "regime"))
_HOSTILE = FOES | frozenset("invasion aggression invader".split())
_CONFIRMING = ("confirm", "admit", "acknowledg")
_AIRBORNE = frozenset("air_strike bomb barrel_bomb glide_bomb".split())
_NO_AIRCRAFT = frozenset(
    "drone drones uav uavs unmanned launcher launchers ship ships warship warships boat boats gunboat gunboats vessel vessels submarine submarines "
    "frigate destroyer corvette cruiser carrier tank tanks truck trucks vehicle vehicles howitzer howitzers".split()
)
_LAUNCHED = frozenset("drone_strike rocket mortar artillery missile ballistic_missile cruise_missile".split())
_FLYING_GROUPS = frozenset(("Libyan National Army", "LTTE", "Wagner Group"))
_COUNTED = frozenset(("targets", "sorties"))
_GROUP = frozenset(("group", "movement"))
_NOBODY = frozenset("nobody no none not never yet".split())


class Strikers:
    """The strikers of a report as far as it has been read."""

    def __init__(self, page: MarkedText, publisher: Source | None, lands: Mapping[str, str]) -> None:
        """Start a report; ``publisher`` answers for what nobody is named for (communiqués and bulletins), None for a news outlet.

        ``lands``: the own country of each state.
        """
        self._page = page
        self._lands = dict(lands) | {a.name: a.country for a in page.marks.actors if a.country is not None}
        self._groups = {a.name for a in page.marks.actors if a.kind == "armed_group"}
        self._natives: dict[str, set[str]] = {}  # the states of each country
        for name, country in self._lands.items():
            if name not in self._groups:
                self._natives.setdefault(country, set()).add(name)
        self._abroad: set[str] = set()
        self._publisher = publisher
        self._attackers: set[str] = set()
        self._home_strikers: set[str] = set()
        self._generic = {a.name for a in page.marks.actors if a.generic}
        self._coalitions = {a.name for a in page.marks.actors if a.kind == "coalition"}
        self._kinds = {a.name: "group" if a.kind == "armed_group" else "state" for a in page.marks.actors}

    def settle(self, draft: Draft, strike: Strike, before: Draft | None) -> None:
        """Read the striker from the clause and its speaker alone; ``before``: the strike told before, for "the army"."""
        self._settle_home(draft)
        draft.unidentified = not draft.actors and _is_unknown(self._page, strike)
        self._own_side(draft, strike)
        self._resolve_force(draft, before)
        if self._flies_without_aircraft(draft, draft.actors):
            draft.actors = ()

    def told(self, draft: Draft) -> None:
        """A strike has been told of, with all that is known of it."""
        self._attackers |= attackers_of(draft)
        if territory(draft):
            self._abroad |= {name for name in attackers_of(draft) if self._lands.get(name) not in territory(draft)}

    def is_others(self, strike: Strike) -> bool:
        """ "A missile had been fired", "rockets fired from X": in the passive, by whoever it was; what was shot down is never the speaker's."""
        page, at = self._page, strike.trigger.first
        if any(t.entry.defence for t in page.inside(page.marks.triggers, strike.first, strike.last)):
            return True
        if strike.trigger.entry.action != "launch":
            return False
        fired = strike.trigger.form == "past" and any(w.last == at for w in strike.weapons)
        return (fired and page.tokens.word(strike.trigger.last) == "from") or bool(BE.intersection(page.tokens.words[max(0, at - 2) : at]))

    def speaks(self, draft: Draft) -> bool:
        """Whether the speaker is a striker itself: what it counts need not be the strike of the side told of before."""
        return draft.source is not None and draft.source.actor in self._attackers

    def hits_home(self, draft: Draft, actors: tuple[Actor, ...]) -> bool:
        """Whether these actors would strike their own country, which nobody has told of yet."""
        return any(a.name in draft.at_home - self._home_strikers for a in actors)

    def may_be(self, draft: Draft, actors: tuple[Actor, ...]) -> bool:
        """Whether a strike may be that of actors named elsewhere: not on their own country, not mourned by them, not by somebody unknown."""
        if draft.unidentified or self._flies_without_aircraft(draft, actors):
            return False
        return not (self.hits_home(draft, actors) or mourned_by(draft, {a.name for a in actors}))

    def _flies_without_aircraft(self, draft: Draft, actors: tuple[Actor, ...]) -> bool:
        """Whether only armed groups that have no aircraft would have struck from the air."""
        return bool(actors) and is_airborne(draft) and all(a.name in self._groups - _FLYING_GROUPS for a in actors)

    def _settle_home(self, draft: Draft) -> None:
        """Whose own country is struck; a state that is told to strike at home (a civil war) may do so again."""
        countries = territory(draft)
        at_home = {name for name in self._abroad if self._lands.get(name) in countries}  # groups that strike abroad spare their own
        at_home.update(*(self._natives.get(country, ()) for country in countries))
        self._home_strikers |= at_home & {a.name for a in draft.actors}
        draft.at_home = frozenset(at_home)

    def _own_side(self, draft: Draft, strike: Strike) -> None:
        """A striker that counts strikes and names nobody counts its own; who denies a strike denies his own. What "had been fired" was others'."""
        side = draft.source.actor if draft.source is not None else None
        at_home = self.hits_home(draft, () if side is None else (Actor(side),)) and draft.target.cls != "armed_group"
        if draft.actors or side is None or at_home or (_mourns(draft) and (side in draft.at_home or not territory(draft))):
            return
        if draft.modality == "denied" and not self._names(draft, side):
            suffered = passive_at(self._page, strike.trigger) and side not in self._attackers  # "denied that a depot had been hit"
            draft.actors = () if suffered else (Actor(side),)
            return
        if self.is_others(strike) or self._names(draft, side):
            return
        if self._own_means(draft, strike) or self._strikes_on(draft, side, passive=passive_at(self._page, strike.trigger)):
            draft.actors = (Actor(side),)

    def _strikes_on(self, draft: Draft, side: str, *, passive: bool) -> bool:
        """Whether the speaker is known to strike, or issues the report and counts what it hit."""
        if any(m.role == "launch_origin" for m in draft.mentions):
            return False
        if passive and draft.target.cls not in ("armed_group", "military", None):  # "confirmed that the depot had been hit"
            return False
        issued = not self._attackers and draft.source is self._publisher and draft.target.cls in ("armed_group", "military")
        if passive and any(q.unit in _COUNTED for q in draft.quantities) and territory(draft) and side not in draft.at_home:  # "59 targets were hit"
            return True
        own_deed = not (passive or side in draft.at_home) and bool(territory(draft))
        confirms = own_deed and draft.said is not None and draft.said.verb.lower().startswith(_CONFIRMING)
        return side in self._attackers or issued or confirms

    def _own_means(self, draft: Draft, strike: Strike) -> bool:
        """ "The defence ministry said four Tornados had launched": aircraft and ships that the forces of a state tell of, abroad, are its own."""
        if draft.source is None or not MILITARY.intersection(draft.source.name.lower().split()) or not territory(draft):
            return False
        return any(p.entry.cls in _CREWED and p.last <= strike.trigger.first for p in strike.platforms)

    def _names(self, draft: Draft, side: str) -> bool:
        """Whether the clause names the side outside of who speaks."""
        speech = (draft.said.first, draft.said.last) if draft.said is not None else (0, 0)
        start, end = draft.spans[0]
        named = (a for a in within(self._page.marks.actors, start, end) if a.name == side and a.head_cls != "people")  # not "on US soil"
        return any(not speech[0] <= a.first < speech[1] for a in named)

    def _resolve_force(self, draft: Draft, before: Draft | None) -> None:
        """ "the army", "its navy", "warplanes" are the speaker's own or those named before."""
        attackers = [a for a in draft.actors if a.role == "attacker"]
        if not attackers or any(a.name not in self._generic for a in attackers):
            return
        groups = sorted(self._groups - self._generic)
        if attackers[0].name in _GROUP and len(groups) == 1:
            draft.actors = (Actor(groups[0]),)
            return
        speaker = draft.source.actor if draft.source is not None else None
        kinds = {self._kinds.get(a.name) for a in attackers}
        told = before.actors if before is not None else ()
        named = [a for a in told if a.role == "attacker" and a.name not in self._generic and self._kinds.get(a.name) in kinds]
        if kinds == {"state"} and any(a.name in draft.at_home for a in named):  # "the army" beside "Russian jets" at home
            named = [a for a in named if a.name in draft.at_home]
        if self._coalitions.issuperset(a.name for a in attackers):
            named = [a for a in named if a.name in self._coalitions]
        led = self._coalitions.issuperset(a.name for a in attackers) and speaker not in self._coalitions  # a member is not its coalition
        foe = any(FOES.intersection(a.name.lower().split()) for a in attackers)  # "the enemy", "the occupiers": never the speaker
        alike = speaker is not None and kinds == {self._kinds.get(speaker, "state")}  # "rebels" are no state's own
        own = alike and not led and not foe and (
            not named or self._owned(draft) or speaker in {a.name for a in named} or (draft.said is not None and draft.said.form == "direct")
        )
        others = self._foe(draft, speaker) if foe else named or ruler_of(self._page, draft, territory(draft))
        resolved = [Actor(speaker)] if own and speaker is not None else others
        if resolved:
            printed = attackers[0].printed or attackers[0].name
            draft.actors = (*(replace(a, printed=printed) for a in resolved[:1]), *resolved[1:], *(a for a in draft.actors if a.role != "attacker"))

    def _foe(self, draft: Draft, speaker: str | None) -> list[Actor]:
        """ "The enemy", "the aggressor": the one state that has struck so far, or that the report calls so ("the Russian invasion")."""
        words = self._page.tokens.words
        states = [a for a in self._page.marks.actors if a.kind == "state" and not a.generic]
        called = {a.name for a in states if _HOSTILE.intersection(words[a.last : a.last + 2])}
        foes = (called | self._attackers) - self._generic - draft.at_home - {speaker}
        return [Actor(name) for name in foes] if len(foes) == 1 else []

    def _owned(self, draft: Draft) -> bool:
        start, end = draft.spans[0]
        found = [a for a in within(self._page.marks.actors, start, end) if a.generic]
        return any(a.first > 0 and self._page.tokens.words[a.first - 1] in ("its", "their", "our", "his") for a in found)


def ruler_of(page: MarkedText, item: Draft, lands: Set[str]) -> list[Actor]:
    """ "Government planes", "army helicopters bombed X": the state of the land that is struck, where the report names it and no other army."""
    words = {word for a in item.actors for word in a.name.split()}
    states = [a for a in page.marks.actors if a.kind == "state" and not a.generic and (a.country in lands or a.head_cls == "force")]
    own = {a.name for a in states if a.country in lands}
    ruling = not RULERS.isdisjoint(words) or ("army" in words and all(a.name in own for a in states if a.head_cls == "force"))
    return [Actor(name) for name in own] if ruling and len(own) == 1 else []


def is_airborne(item: Draft) -> bool:
    """Whether manned aircraft carried it out, which armed groups do not have."""
    code = item.weapon.code if item.weapon is not None else None
    return code in _AIRBORNE or (item.platform is not None and not _NO_AIRCRAFT.intersection(item.platform.lower().split()) and code not in _LAUNCHED)


def attackers_of(item: Draft) -> set[str]:
    """The names of those who struck, without those who only supported them."""
    return {a.name for a in item.actors if a.role == "attacker"}


def other_bullet(item: Draft, told: Draft) -> bool:
    """Whether a strike is told in an entry of a list that another does not stand in: striker, place and numbers stay there."""
    return told.entry == "bullet" and item.paragraph != told.paragraph


def territory(item: Draft) -> set[str]:
    """The countries of the struck places, as far as the gazetteer knows them."""
    return {m.toponym.place.country for m in item.struck if m.toponym.place is not None and m.toponym.place.country is not None}


def mourned_by(draft: Draft, side: Set[str]) -> bool:
    """Whether one of a side counts people that no striker boasts of."""
    return draft.source is not None and draft.source.actor in side and _mourns(draft)


def _is_unknown(page: MarkedText, strike: Strike) -> bool:
    """ "Unidentified jets", "aircraft that nobody has identified", "it was not clear who": whose strike it was is said to be unknown."""
    words = page.tokens.words[strike.first : strike.last]
    if not _UNKNOWN.isdisjoint(words):
        return True
    told = [i for i, word in enumerate(words) if word in ("identified", "claimed")]
    return any(not _NOBODY.isdisjoint(words[max(0, i - 4) : i]) for i in told)


def _mourns(draft: Draft) -> bool:
    """Whether people are counted that no striker boasts of."""
    return any(q.unit in ("killed", "injured") and q.of != "combatant" and q.min != 0 for q in draft.quantities)
