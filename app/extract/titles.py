"""Who strikes by the title of a report: its own word on the strikes whose striker the text leaves unnamed."""

from collections.abc import Sequence
from dataclasses import replace

from app.extract.agents import actors_of
from app.extract.drafts import Draft
from app.extract.grammar import NEGATIONS
from app.extract.marked import MarkedText
from app.extract.phrases.tokens import within
from app.extract.strikers import RULERS, attackers_of, territory
from app.extract.strikes import find_strikes
from app.model.claim import Actor

_CHECKED = frozenset(("fact", "false", "fake", "?"))


def is_open(item: Draft) -> bool:
    """Whether a strike is told whose striker is neither named nor said to be unknown."""
    return item.modality == "asserted" and not (item.actors or item.unidentified)


def fill_from_title(page: MarkedText, title: MarkedText, drafts: Sequence[Draft]) -> None:
    """A striker whom the title names strikes in the lead and at the title's places, and everywhere if the text names no other.

    A title that denies, asks, or hands on what somebody says, names nobody.
    """
    words = title.tokens.words
    if title.marks.reporting or not (NEGATIONS | _CHECKED).isdisjoint(words):
        return
    strikers = _strikers(title)
    alone = not any(attackers_of(d) for d in drafts if d.modality == "asserted")
    for item in drafts if strikers else ():
        if any(m.role == "launch_origin" for m in item.mentions):
            continue
        places = [m.toponym.surface.lower().split() for m in item.struck]
        if is_open(item) and (alone or item.leads or any(place[-1] in words for place in places)):
            named = [_known(page, title, actor, item) for actor in strikers]
            item.actors = tuple(_as_titled(title, actor) for actor in named if actor is not None and not _is_named(page, item, actor))


def _strikers(title: MarkedText) -> list[Actor]:
    for sentence in title.sentences:
        for strike in find_strikes(title, sentence, at_war=True):
            found = [actor for actor in actors_of(title, strike, None) if actor.role == "attacker"]
            if found:
                return found
    return []


def _as_titled(title: MarkedText, actor: Actor) -> Actor:
    """The striker with the initials by which the title names it ("U.S.")."""
    first = (side.text.split()[0] for side in title.marks.actors if side.name == actor.name)
    return replace(actor, printed=next((word for word in first if word.replace(".", "").isupper()), actor.printed))


def _is_named(page: MarkedText, item: Draft, actor: Actor) -> bool:
    """Whether the clause itself names the side, as another than the striker ("the attack that killed three American soldiers")."""
    return any(a.name == actor.name for a in within(page.marks.actors, *item.spans[0]))


def _known(page: MarkedText, title: MarkedText, actor: Actor, item: Draft) -> Actor | None:
    """ "Regime", "coalition": the government of the struck country, the one coalition that the text names; else nobody."""
    if not any(a.name == actor.name and a.generic for a in title.marks.actors):
        return actor
    sides = [a for a in page.marks.actors if not a.generic]
    if not RULERS.isdisjoint(actor.name.split()):
        names = {a.name for a in sides if a.kind == "state" and a.country in territory(item)}
    else:
        names = {a.name for a in sides if a.kind == "coalition"} if "coalition" in actor.name else set()
    if not names and all(a.kind == "armed_group" for a in sides):  # a text that names no state at all
        return actor
    return Actor(names.pop(), printed=actor.name) if len(names) == 1 else None
