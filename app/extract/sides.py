"""Which sides a report has fighting by all that it says beside its strike claims: arms, campaigns, and who answers for strikes.

A side strikes by its arms ("Russian planes"), by its campaign ("Damascus has bombed the region for years") or, at the least, answers for strikes as a
foreign force ("the Pentagon has promised to look into it"). No place name is a side.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from app.extract.agents import in_place
from app.extract.attribution import Said
from app.extract.drafts import Draft
from app.extract.grammar import NEGATIONS, PREPOSITIONS
from app.extract.marked import MarkedText
from app.extract.means import DELIVERY_HEADS
from app.extract.phrases.actors import ActorFound
from app.extract.phrases.tokens import Spanned
from app.extract.sentences import Sentence
from app.model.claim import Actor

ARMS, CAMPAIGN, ANSWER, PARTY = 4, 3, 2, 1
"""How surely a side strikes: by its arms, its campaign, its answers for strikes; or it is only known to fight."""

_CAMPAIGNS = frozenset(
    "campaign offensive drone drones missions sorties bombs bomb bombed bombing bombardment warplanes planes jets helicopters aircraft airstrikes "
    "strikes raids shelling shelled pounded pounding".split()
)
_ANSWERS = frozenset(
    "comment commented confirm confirmed confirms investigate investigating investigation look looking inquiry reached respond responded reply "
    "replied".split()
)
_HOME_FORCES = frozenset("regime government army military junta loyalist loyalists".split())
_FORCES = frozenset(("army", "military"))
_DENIED = frozenset("deny denies denied dismissed rejected".split())
_DONE = frozenset("flown struck hit bombed carried fired launched operating operations attacked".split())
_BEFORE = 4
_BEHIND = 14
_NEAR = 6


Spoken = tuple[Said, Sentence]
"""An attribution and its sentence."""


@dataclass(frozen=True, slots=True)
class Side:
    """A side that some words of a report have fighting. ``generic``: "the regime", whoever rules where it is at war; ``sure``: ARMS to PARTY."""

    actor: Actor
    armed_group: bool
    country: str | None
    generic: bool
    sure: int


def sides_of(page: MarkedText, drafts: Sequence[Draft], struck: Set[str], lands: Mapping[str, str], spoken: Sequence[Spoken]) -> list[Side]:
    """Every side with the surest that is said of it; what somebody else claims of a strike is his claim, and no saying of the report.

    ``struck``: the countries that are struck; "the regime", "the army" are their own state's, where the report names one. ``lands``: the own country
    of each state; ``spoken``: who speaks in which sentence.
    """
    states = {a.name: a for a in page.marks.actors if a.form != "descriptor" and a.kind == "state" and not a.generic and a.country in struck}
    ruler = next(iter(states.values())) if len(states) == 1 else None
    starts = {start for d in drafts for start, _ in d.spans}
    claimed = {sentence.start: said.source.actor for said, sentence in spoken if any(sentence.start <= start < sentence.end for start in starts)}
    best: dict[str, Side] = {}
    for sentence in page.sentences:
        if sentence.kind == "boilerplate":
            continue
        for found in page.inside(page.marks.actors, sentence.first, sentence.last):
            if claimed.get(sentence.start, found.name) == found.name:
                _keep(best, _side(found, ruler, _sure(page, sentence, found)))
    for said, sentence in spoken:
        name = said.source.actor
        if name is not None and name in lands and _answers(page, said, sentence):
            _keep(best, Side(Actor(name), False, lands[name], False, ANSWER))
    return list(best.values())


def _answers(page: MarkedText, said: Said, sentence: Sentence) -> bool:
    """ "Israel said it was hitting back", "the Pentagon says it is looking into the raid": a state speaks of strikes, and denies nothing."""
    words = page.tokens.words[sentence.first : sentence.last]
    if said.modality == "denied" or not _DENIED.isdisjoint(words) or not (NEGATIONS.isdisjoint(words) or _DONE.isdisjoint(words)):
        return False
    marks: tuple[Sequence[Spanned], ...] = (page.marks.triggers, page.marks.weapons, page.marks.platforms, page.marks.targets)
    return not _ANSWERS.isdisjoint(words) or any(page.inside(kind, sentence.first, sentence.last) for kind in marks)


def _keep(best: dict[str, Side], side: Side) -> None:
    if side.sure > (best[side.actor.name].sure if side.actor.name in best else 0):
        best[side.actor.name] = side


def _side(found: ActorFound, ruler: ActorFound | None, sure: int) -> Side:
    generic = found.generic and found.kind != "coalition"
    own = ruler if generic and ruler is not None else found
    actor = Actor(own.name, printed=found.name if found.generic else "")
    return Side(actor, own.kind == "armed_group", own.country, own.generic and own.kind != "coalition", sure)


def _sure(page: MarkedText, sentence: Sentence, found: ActorFound) -> int:
    if found.form == "descriptor" or in_place(page, found):
        return 0
    if found.generic and found.kind != "coalition" and _HOME_FORCES.isdisjoint(found.name.split()):
        return 0
    if found.generic and found.name in _FORCES and page.tokens.words[max(0, found.first - 1) : found.first + 1].count("the") == 0:
        return 0
    if found.head_cls in DELIVERY_HEADS:
        return ARMS
    words = page.tokens.words
    before = words[max(sentence.first, found.first - _BEFORE) : found.first]
    party = ANSWER if found.kind == "coalition" else PARTY if found.generic or found.head_cls in ("force", "government") else 0
    if before and before[-1] in PREPOSITIONS and before[-1] != "by":
        return party
    behind = words[found.last : min(sentence.last, found.last + _BEHIND)]
    if not _CAMPAIGNS.isdisjoint(behind):
        return CAMPAIGN
    return party if _ANSWERS.isdisjoint(behind[:_NEAR]) else ANSWER
