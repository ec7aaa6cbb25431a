"""Whose the strikes are that no clause gives a striker: those of the one side that the whole report has striking there.

Claims that name their striker come first, then the sides that the rest of the report has fighting (``sides``). Nobody strikes his own country
unless the report has him bombing it, and where two are left it stays open.
"""

from collections.abc import Mapping, Sequence, Set

from app.extract.belligerents import Theatre, fighting
from app.extract.drafts import Draft
from app.extract.marked import MarkedText, is_wide
from app.extract.phrases.tokens import within
from app.extract.sides import ANSWER, CAMPAIGN, Side, Spoken, sides_of
from app.extract.strikers import FOES, MILITARY, RULERS, attackers_of, is_airborne, mourned_by, other_bullet, ruler_of, territory
from app.extract.titles import is_open
from app.extract.weapons import GUNS
from app.extract.whereabouts import code_of
from app.model.claim import Actor

_ACCUSING = ("blame", "responsibility")
_CIVIL = frozenset("regime junta rebel opposition revolt uprising".split())
_GUNS = frozenset(("artillery", "mortar"))
_RULING = RULERS | {"army"}
_SENT = frozenset(("launch", "interception"))
_HOME_MADE = frozenset(("barrel_bomb", "mortar"))


def fill_striker(
    page: MarkedText, drafts: Sequence[Draft], theatres: tuple[Theatre, ...], lands: Mapping[str, str], spoken: Sequence[Spoken]
) -> None:
    """Give the strikes without a striker that of the one side that may have struck there, by the other claims or else by the rest of the report.

    Of two who strike, it is the one whose other strikes are in that country, at that place, or told by the same source. ``theatres``: which
    states fight where; ``lands``: the own country of each state; ``spoken``: who speaks in which sentence.
    """
    homes = {a.name: a.country for a in page.marks.actors if a.country is not None}
    _settle_rulers(page, drafts, homes)
    told: dict[frozenset[str], list[Draft]] = {}
    for item in drafts:
        if item.modality == "asserted" and attackers_of(item):
            told.setdefault(frozenset(map(_party, attackers_of(item))), []).append(item)
    groups = {a.name for a in page.marks.actors if a.kind == "armed_group"}
    rest: list[tuple[Draft, set[str]]] = []
    for item in drafts:
        launched = item.entry != "bullet" and any(m.role == "launch_origin" for m in item.mentions)  # "3 missiles (from X)" is a row of what is told
        if not is_open(item) or launched:
            continue
        may = {s: theirs for s, theirs in told.items() if _may_be(item, s, theirs, homes) and _has_means(item, s, theirs, groups, homes)}
        sides = _told_sides(item, may)
        if any(_fires_no_guns(item, theirs) for theirs in may.values()):
            continue
        if len(sides) == 1 and _may_take_up(page, item, told[sides[0]], drafts):
            item.actors = told[sides[0]][0].actors
        elif len(may) < 2 and item.kind != "headline" and item.entry is None:
            rest.append((item, {name for side in sides for d in told[side] for name in attackers_of(d)}))
    if rest:
        war = _War(page, drafts, theatres, lands, spoken)
        for item, named in rest:
            item.actors = war.striker(item, named)


def _told_sides(item: Draft, told: Mapping[frozenset[str], Sequence[Draft]]) -> list[frozenset[str]]:
    """Of the sides that claims name, those that may have struck here too: by country, then place, then source."""
    sides = list(told)
    if len(sides) > 1:
        sides = [side for side in sides if any(territory(d) & territory(item) for d in told[side])]
    if len(sides) > 1:
        sides = [side for side in sides if any(_places(d) & _places(item) for d in told[side])] or sides
    if len(sides) > 1 and item.source is not None and item.source.kind != "unattributed":
        sides = [side for side in sides if any(d.source is not None and d.source.name == item.source.name for d in told[side])] or sides
    if len(sides) > 1 and item.source is not None:  # who counts what was hit, and mourns nobody
        sides = [side for side in sides if item.source.actor in side] or sides
    return sides


def _may_be(item: Draft, side: frozenset[str], theirs: Sequence[Draft], lands: Mapping[str, str]) -> bool:
    """Whether a strike may be that of a side: no entry of another list, not mourned by it, not at its home unless it is told to strike there."""
    own = item.source is not None and item.source.actor in side and MILITARY.isdisjoint(item.source.name.lower().split())
    if all(other_bullet(item, d) for d in theirs) or mourned_by(item, side) or own:
        return False
    at_home = {lands[name] for name in side if name in lands} & territory(item)
    return not at_home or any(territory(d) <= at_home and territory(d) for d in theirs)


def _has_means(item: Draft, side: frozenset[str], theirs: Sequence[Draft], groups: Set[str], homes: Mapping[str, str]) -> bool:
    """Whether a side has what struck: armed groups no aircraft, foreign states no barrel bombs."""
    if code_of(item) in _HOME_MADE and territory(item) and not side <= groups:
        return any(homes.get(name) in territory(item) or name.islower() for name in side)
    if item.weapon is None and side <= groups and all(code_of(d) in GUNS for d in theirs):  # "a strike" is no shelling
        return False
    return not (is_airborne(item) and side <= groups)


def _fires_no_guns(item: Draft, theirs: Sequence[Draft]) -> bool:
    """Whether shells would be those of a side that is only told to fly."""
    return code_of(item) in _GUNS and all(map(is_airborne, theirs))


def _settle_rulers(page: MarkedText, drafts: Sequence[Draft], homes: Mapping[str, str]) -> None:
    """ "The regime", "army helicopters", said before a place told whose: the state that is struck, or the one that strikes at home elsewhere."""
    struck = {country for d in drafts for country in territory(d)}
    striking = sorted({name for d in drafts for name in attackers_of(d) if homes.get(name) in territory(d)})
    for item in drafts:
        rulers = {a.name for a in item.actors if a.name.islower() and not _RULING.isdisjoint(a.name.split())}
        if not rulers:
            continue
        own = [a.name for a in ruler_of(page, item, territory(item) or struck)]
        own = own or [name for name in striking if "army" not in " ".join(rulers)]
        if len(own) == 1:
            item.actors = tuple(Actor(own[0], a.role, a.name) if a.name in rulers else a for a in item.actors)


def _places(item: Draft) -> set[str]:
    return {m.toponym.surface for m in item.struck}


def _party(name: str) -> str:
    """One name for "the coalition" and "coalition forces", one for "the enemy" and "the invaders"."""
    words = name.split()
    return "enemy" if FOES.intersection(name.lower().split()) else " ".join(words[:-1]) if words[-1] == "forces" and len(words) > 1 else name


def _may_take_up(page: MarkedText, item: Draft, told: Sequence[Draft], drafts: Sequence[Draft]) -> bool:
    """Whether what some claims say of the striker holds for this one: nobody, the same source, the striker or the lead says so, or it points back.

    What is disputed, or said by somebody else further down, is not put into the mouth of another.
    """
    if item.definite or any(d.source is None or (item.source is not None and d.source.name == item.source.name) for d in told):
        return True
    names = {name for d in told for name in attackers_of(d)}
    if any(d.modality == "denied" and names & attackers_of(d) for d in drafts):
        return False
    said = [d for d in told if d.rule not in _ACCUSING and d.leads and (item.source is None or d.order <= page.lead)]
    said = [d for d in said if all(sentence.kind != "headline" for sentence in page.sentences[d.order : item.order])]
    return bool(said) or any(d.source is not None and d.source.actor in attackers_of(d) for d in told)


class _War:
    """The sides that a report has fighting, and where."""

    def __init__(
        self, page: MarkedText, drafts: Sequence[Draft], theatres: tuple[Theatre, ...], lands: Mapping[str, str], spoken: Sequence[Spoken]
    ) -> None:
        self._page, self._drafts, self._theatres = page, drafts, theatres
        self._struck = {country for d in drafts for country in territory(d)} or _lands_named(page)
        self._sides = sides_of(page, drafts, self._struck, lands, spoken)
        self._year = page.report.published_at.year if page.report.published_at is not None else None
        denials = [d for d in drafts if d.modality == "denied"]
        accused = {name for d in denials for name in attackers_of(d)}
        self._denied = accused | {d.source.actor for d in denials if d.source is not None and d.source.actor is not None}
        self._civil = any(a.kind == "armed_group" for a in page.marks.actors) or not _CIVIL.isdisjoint(page.tokens.words)

    def striker(self, item: Draft, named: Set[str]) -> tuple[Actor, ...]:
        """The one side that fights where a strike landed; nobody where two do, or where claims name another (``named``)."""
        countries = territory(item) or self._struck
        strikers = {name for d in self._drafts if territory(d) & countries for name in attackers_of(d)}
        parties = fighting(self._theatres, countries, self._year) | strikers
        found = [s for s in self._sides if self._may_strike(item, s, countries, parties)]
        surest = [s.actor for s in found if s.sure == max(other.sure for other in found)]
        if len(surest) != 1 or not named <= {surest[0].name} or any(self._struck_itself(item, s, countries) for s in self._sides):
            return ()
        return (surest[0],)

    def _may_strike(self, item: Draft, side: Side, countries: Set[str], parties: Set[str]) -> bool:
        """Whether a strike may be that of a side: the own state bombs at home only in a civil war, and surely where no foreign force is told of."""
        speaks = item.source is not None and item.source.actor is not None and item.source.actor.endswith(side.actor.name)
        if speaks or item.action in _SENT or (side.sure < CAMPAIGN and side.actor.name in self._denied) or self._is_named(item, side):
            return False
        if side.armed_group:
            return not is_airborne(item) and side.sure >= CAMPAIGN
        if side.generic or side.country in countries:
            flown = is_airborne(item) or item.platform is not None
            return self._civil and flown and (side.sure >= ANSWER or code_of(item) in _HOME_MADE or not self._foreign(countries))
        coalition = side.actor.name == "coalition" and any("coalition" in name for name in parties)
        own = code_of(item) in _HOME_MADE
        return side.sure >= ANSWER and (side.actor.name in parties or coalition) and not own

    def _foreign(self, countries: Set[str]) -> bool:
        return any(s.sure >= ANSWER and s.country not in countries and not (s.generic or s.armed_group) for s in self._sides)

    def _struck_itself(self, item: Draft, side: Side, countries: Set[str]) -> bool:
        """Whether the clause names a side that fights elsewhere in the report, as another than its striker."""
        return side.sure >= CAMPAIGN and side.country not in countries and not side.generic and self._is_named(item, side)

    def _is_named(self, item: Draft, side: Side) -> bool:
        """Whether the clause names a side outside of who speaks, where it is no striker: "US troops", not "in northern Syria"."""
        speech = range(item.said.first, item.said.last) if item.said is not None else range(0)
        named = (a for a in within(self._page.marks.actors, *item.spans[0]) if a.name == side.actor.name and a.first not in speech)
        return any(a.form == "force" or a.kind != "state" for a in named)


def _lands_named(page: MarkedText) -> set[str]:
    """The countries of the places below a country that a report names, struck or not."""
    places = [n.toponym.place for n in page.places if n.toponym.place is not None and not is_wide(n.toponym)]
    return {place.country for place in places if place.country is not None}
