"""Whose deed a clause tells by its speaker: "Russia said it fired …", "its jets hit", "accused Israel of bombing", "threatened to strike"."""

from collections.abc import Sequence

from app.extract.attribution import Said
from app.extract.grammar import BE
from app.extract.marked import MarkedText, Tokened
from app.extract.phrases.table import Found
from app.extract.phrases.vocabulary import TriggerTerm
from app.extract.strikes import Strike

_ADDRESSING = ("warn", "accus", "blam", "urg", "tell", "told", "call", "rebuk", "condemn", "critici", "charg", "ask", "demand")
_THREATENING = ("threaten", "vow", "pledg", "promis", "swear", "swore")
_BLAMING = ("blam", "accus")
_SHARED = 12
_NO_OBJECT = frozenset((".", ",", "", "in", "by", "at", "and", "on", ";", "there"))
_CARRIER_REACH = 12
_OURS = frozenset("its their our his her".split())
_OUR_FORCES = frozenset("country forces troops men fighters soldiers gunners crews army air artillery navy pilots units side".split())
_FORCES = frozenset(("army", "military", "government", "air force", "navy"))
_ARMED = frozenset("army forces force navy guard guards brigade brigades battalion corps command militia front movement service sbu gur".split())
_SUBJECT_PRONOUNS = frozenset("it they we he she".split())
_OBJECT_GAP = 5


def told_agent(page: MarkedText, strike: Strike, said: Said | None) -> str | None:
    """The side that the speaker's words make the striker of a clause that names none: his own, the one spoken to or the one accused."""
    blamed = said is not None and (said.leading or said.verb.lower().startswith(_BLAMING))
    addressed = _addressee(page, said) if said is not None and blamed else None
    return _pronoun_agent(page, strike, said) or addressed or _threatening(said) or _accused(page, strike)


def passive_at(page: MarkedText, trigger: Found[TriggerTerm]) -> bool:
    """Whether a strike verb stands in the passive: "was hit", "had been struck", and "destroyed" of "30 were killed and two tanks destroyed"."""
    words, at = page.tokens.words, trigger.first
    if trigger.form not in ("past", "base"):
        return False
    if not BE.isdisjoint(words[max(0, at - 3) : at]):
        return True
    joint = next((i for i in range(at - 1, max(0, at - _SHARED), -1) if words[i] == "and"), None)
    if joint is None or page.tokens.word(trigger.last) not in _NO_OBJECT:
        return False
    verbs = page.inside(page.marks.triggers, max(0, joint - _SHARED), joint)
    return any(v.entry.pos == "verb" and not BE.isdisjoint(words[max(0, v.first - 2) : v.first]) for v in verbs)


def _pronoun_agent(page: MarkedText, strike: Strike, said: Said | None) -> str | None:
    """ "Russia said it fired …": the speaker's own side."""
    if said is None:
        return None
    side = _addressee(page, said) or said.source.actor or _body(said) or _home_force(said)
    if side is None:
        return None
    words = page.tokens.words
    if any(words[i] == "by" and words[i + 1] in ("us", "our") for i in range(strike.first, strike.last - 1)):
        return side
    for trigger in strike.triggers:
        if _own_carrier(page, strike, trigger) and not passive_at(page, trigger):
            return side
        if trigger.entry.pos == "noun":
            owners = words[max(strike.first, trigger.first - 4) : trigger.first]
            if "its" in owners or "their" in owners or "our" in owners:
                return side
        for i in range(max(strike.first, trigger.first - 5), trigger.first):
            if words[i] in _SUBJECT_PRONOUNS and i >= said.last and not passive_at(page, trigger) and not _of_carriers(page, said.last, i):
                return side
    return None


def _own_carrier(page: MarkedText, strike: Strike, trigger: Found[TriggerTerm]) -> bool:
    """ "its drone struck", "their jets hit", "his country could strike"."""
    low = max(strike.first, trigger.first - 6)
    words = page.tokens.words
    kinds: tuple[Sequence[Tokened], ...] = (page.marks.platforms, page.marks.weapons)
    near = max(strike.first, trigger.first - _CARRIER_REACH)
    owned = any(item.first > 0 and words[item.first - 1] in _OURS for kind in kinds for item in page.inside(kind, near, trigger.first))
    return owned or any(words[i] in _OURS and words[i + 1] in _OUR_FORCES for i in range(low, trigger.first - 1))


def _addressee(page: MarkedText, said: Said) -> str | None:
    """ "Turkey warned Russia that it …", "accused Israel of bombing": the one spoken to or of."""
    if not said.verb.lower().startswith(_ADDRESSING):
        return None
    found = page.inside(page.marks.actors, max(said.verb_at, said.first), said.last + 4)
    return next((a.name for a in found if a.form in ("name", "force") and not a.generic and a.name != said.source.actor), None)


def _accused(page: MarkedText, strike: Strike) -> str | None:
    """ "… , accusing the Xs of using artillery": whom the clause accuses of the strike that it tells."""
    words = page.tokens.words
    for i in range(strike.first, strike.last):
        if words[i].startswith("accus"):
            named = (a for a in page.inside(page.marks.actors, i + 1, min(i + _OBJECT_GAP, strike.last)) if page.tokens.word(a.last) == "of")
            return next((a.name for a in named if not a.generic), None)
    return None


def _threatening(said: Said | None) -> str | None:
    """ "Have threatened to strike": the speaker."""
    return (said.source.actor or _body(said)) if said is not None and said.verb.lower().startswith(_THREATENING) else None


def _body(said: Said) -> str | None:
    """A force or group that no list of parties knows is the striker that its own words make it."""
    armed = said.source.kind in ("armed_group", "state_belligerent") and not (said.source.generic or said.source.person)
    return said.source.name if armed and _ARMED.intersection(said.source.name.lower().split()) else None


def _home_force(said: Said) -> str | None:
    """ "The army said its helicopters …": the forces of the state that the report is about."""
    return said.source.name if said.source.generic and said.source.name in _FORCES else None


def _of_carriers(page: MarkedText, first: int, pronoun: int) -> bool:
    """ "said jets returned to a plant that they had bombed": the pronoun goes back to the carriers, not to the speaker."""
    words = page.tokens.words
    return any(words[p.first - 1] not in _OURS for p in page.inside(page.marks.platforms, first, pronoun))
