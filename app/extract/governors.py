"""The words that govern a place name in a strike clause: its preposition or verb, and what stands before that ("from ships in", "based at")."""

from dataclasses import dataclass

from app.extract.grammar import BE, COMMAS, DETERMINERS, DIRECTIONS
from app.extract.marked import MarkedText, Named
from app.extract.phrases.table import Found
from app.extract.phrases.vocabulary import TriggerTerm
from app.extract.strikes import Strike
from app.extract.weapons import GUNS
from app.model.codes import Role

HEAD_PREPOSITIONS = frozenset(
    "in on at near from to into toward towards against over around outside inside across above between along off by of for with within "
    "through throughout beyond under about past opposite onto targeting hitting striking".split()
)
VERB = "<verb>"
_CLOSE = frozenset("close next adjacent".split())
_HOMETOWNS = frozenset("hometown capital birthplace".split())
_TARGETS = frozenset("target targets targeted".split())
_MAKING = frozenset("made built produced manufactured assembled bought sold bred born".split())
_HELD = frozenset("controlled held displaced besieged".split())
_SIDES = frozenset("government regime rebel opposition insurgent army militant militia separatist".split())
_GROUNDS = frozenset("area areas territory territories town towns village villages district districts camp camps city cities neighbourhoods".split())
_RELATIVE = frozenset("which who that where whose".split())
_WINDOW = 12
_FROM = 7
_CARRIER = 6
_INSTRUMENT = 3
_AT_SHIPS = frozenset("at on against towards hit struck attacked".split())
_TAKING = frozenset("took take takes taken taking".split())
_RELEASED = frozenset("released dropped fired launched".split())
_BASED_AT = frozenset(("at", "in", "near", "to", "on"))
_POSTED = frozenset("stationed posted positioned deployed based entrenched".split())
_DUG_IN = frozenset("dug placed hidden stationed posted positioned".split())
_GUNS = frozenset("gun guns howitzer howitzers launcher launchers battery batteries mortars artillery cannon cannons".split())
_STANDING = frozenset("stand stood sit sat lie lay".split())
_DESCRIBING = frozenset("by people persons families civilians residents palestinians".split())
_SITES = frozenset("base bases airbase airbases airfield airfields position positions site sites territory soil".split())
_STOPPED = 8
_ALARMS = frozenset("siren sirens alarm alarms alert alerts".split())
_WAYS = frozenset("road highway motorway route bridge embassy consulate".split())
_BESIDE = frozenset("near in at of outside around".split())


@dataclass(frozen=True, slots=True)
class Governor:
    """The word that governs a place name, and the token before which its own head stands."""

    word: str
    at: int


def governor_of(page: MarkedText, strike: Strike, named: Named) -> Governor | None:
    """Walk left over the place's own noun phrase ("the besieged northern town of") to the preposition or strike verb that governs it."""
    words, grammar = page.tokens.words, page.grammar
    i = _before_phrase(page, named)
    steps = 0
    days = {j for d in page.inside(page.dates, max(strike.first, i - _WINDOW), i + 1) for j in page.tokens.span(d.start, d.end)}
    verbs = {t.last - 1 for t in strike.triggers if _takes_object(page, t, named) and not _tells_origin(t)}
    while i >= strike.first and steps < _WINDOW:
        word = words[i]
        if i in verbs:
            return Governor(VERB, i)
        if i in days:  # "In March 2015 Egypt struck"
            return None
        if (
            word == "of"
            and i > strike.first
            and words[i - 1] in grammar.located_nouns
        ):
            i -= 1
            steps += 1
            continue
        if with_weapon(page, i, named.first):
            i -= 1
            steps += 1
            continue
        if word == "of" and words[i - 1] in DIRECTIONS:
            return Governor("near", i - 1)
        if word in HEAD_PREPOSITIONS:
            return Governor("near" if word == "to" and words[i - 1] in _CLOSE else word, i)
        if word in _TARGETS:  # "aerial bombardment targets X"
            return Governor("targeting", i)
        if word in COMMAS or word in (".", "and", "or"):
            return None
        i -= 1
        steps += 1
    return None


def _takes_object(page: MarkedText, trigger: Found[TriggerTerm], named: Named) -> bool:
    """ "bombed X", "to strike X", "jets bombing X"."""
    bombing = trigger.entry.lemma == "bombing" and trigger.last == named.first
    return trigger.entry.pos == "verb" or page.tokens.words[trigger.first - 1] == "to" or bombing


def _before_phrase(page: MarkedText, named: Named) -> int:
    """The token before a name, or before the noun that it explains ("hit his hometown, X")."""
    words, i = page.tokens.words, named.first - 1
    noun = i > 1 and words[i] == "," and (words[i - 1] in page.grammar.settlement_nouns or words[i - 1] in _HOMETOWNS)
    return i - 2 if noun and not page.capital(i - 2) else i


def with_weapon(page: MarkedText, i: int, last: int) -> bool:
    """ "shelled with mortars the town of X": "with" and what it was done with, before the object."""
    return page.tokens.words[i] == "with" and any(w.first - i <= _INSTRUMENT for w in page.inside(page.marks.weapons, i + 1, last))


def _tells_origin(trigger: Found[TriggerTerm]) -> bool:
    """ "came in from", "come from the direction of": a verb with the preposition of its origin."""
    return " from" in trigger.text.lower()


def is_launched(page: MarkedText, strike: Strike, at: int) -> bool:
    """Whether what comes "from" there is a munition, an aircraft or a launch."""
    low = max(strike.first, at - _WINDOW)
    words = page.tokens.words
    launching, moving = page.grammar.launch_verbs, page.grammar.ground_verbs
    for i in range(at - 1, low - 1, -1):
        if words[i] in launching and words[i] in moving:  # drones cross a border, and so do "militants who had crossed"
            return bool(page.inside(page.marks.platforms, low, i) or page.inside(page.marks.weapons, low, i)) and "who" not in words[low:i]
        if words[i] in launching or (
            words[i] in ("off", "up") and words[i - 1] in ("took", "take", "taking", "taken", "takes", "set")
        ):
            return True
        if words[i] in moving or words[i] in (";", ":"):
            return False
    if _SITES.intersection(words[at + 1 : at + 4]) and page.inside(page.marks.triggers, low, at):  # "bombed X from bases in Y"
        return True
    if page.is_place(at - 1) and page.inside(page.marks.triggers, low, at) and not held_by_ground_verb(page, strike, at):  # "shelled X from Y"
        return True
    near = max(strike.first, at - 3)
    return any(p.last > near for p in page.inside(page.marks.platforms, strike.first, at)) or any(
        w.last > near for w in page.inside(page.marks.weapons, strike.first, at) if not w.entry.excluded
    )


def comes_from(page: MarkedText, strike: Strike, at: int) -> int | None:
    """ "from positions near X", "from above the Caspian Sea", "from the left bank of the Dnipro": the token of that "from"."""
    words = page.tokens.words
    busy = {i for t in strike.triggers if not _tells_origin(t) for i in range(t.first, t.last)}
    for i in range(at - 1, max(strike.first, at - _FROM) - 1, -1):
        if words[i] == "from" and "air" in words[i + 1 : i + 3]:  # "hit from the air in X"
            return None
        if words[i] == "from" or (words[i] == "of" and words[i - 1] == "out"):
            return i
        if words[i] in ("that", "which") and (words[i + 1] in BE or words[i + 1] in _STANDING):  # "from guns that stand around X"
            continue
        if i in busy or page.is_place(i) or words[i] in COMMAS or words[i] in ("and", "or", "to", "that", "who", "which"):
            return None
    return None


def carrier_before(page: MarkedText, strike: Strike, at: int) -> Role | None:
    """ "took off at X", "fired by troops stationed in X", "howitzers posted near X", "by a jet flying over X"; "jets stationed at X" is a base."""
    words = page.tokens.words
    if words[at - 1] == "off" and words[at - 2] in _TAKING:
        return "launch_origin"
    if words[at - 1] == "flying" and words[at] == "over" and (_fired_by(page, strike, at - 1) or _fires_there(page, strike, at)):
        return "launch_origin"
    if _guns_stand(page, strike, at):
        return "launch_origin"
    if words[at] not in _BASED_AT:
        return None
    if words[at - 1] in _POSTED and (_fired_by(page, strike, at - 1) or _guns_before(page, strike, at - 1)):
        return "launch_origin"
    low = max(strike.first, at - 6)
    based = any(words[i] in page.grammar.basing_verbs and _carriers(page, strike.first, i + 1) for i in range(at - 1, low - 1, -1))
    return "base" if based else None


def _guns_stand(page: MarkedText, strike: Strike, at: int) -> bool:
    """ "guns that stand around the plant in X", "launchers dug in near X": nothing is told between where they stand and the place."""
    words = page.tokens.words
    low = max(strike.first, at - _STOPPED)
    stand = next((i for i in range(at - 1, low, -1) if words[i] in _STANDING or words[i] in _DUG_IN), None)
    if stand is None or page.inside(page.marks.triggers, stand, at):
        return False
    return not _GUNS.isdisjoint(words[max(strike.first, stand - 3) : stand])


def _guns_before(page: MarkedText, strike: Strike, at: int) -> bool:
    """ "howitzers [posted near X]": guns fire from where they stand."""
    return any(w.entry.code in GUNS and at - w.last <= 1 for w in page.inside(page.marks.weapons, strike.first, at))


def _fired_by(page: MarkedText, strike: Strike, at: int) -> bool:
    """Whether what stands before ``at`` has just fired or dropped something: "released by a Su-34", "fired by regime forces"."""
    words = page.tokens.words
    by = next((i for i in range(at - 1, max(strike.first, at - _FROM) - 1, -1) if words[i] == "by"), None)
    return by is not None and (words[by - 1] in page.grammar.launch_verbs or words[by - 1] in _RELEASED)


def _fires_there(page: MarkedText, strike: Strike, at: int) -> bool:
    """ "[jets flying over] X fired missiles": what they let go, they let go there."""
    return bool(page.inside(page.marks.platforms, strike.first, at)) and not _RELEASED.isdisjoint(page.tokens.words[at + 2 : at + 5])


def is_stopped(page: MarkedText, strike: Strike, governor: Governor) -> bool:
    """ "shot down over X", "intercepted two missiles near X", "destroyed nine drones over X": where a weapon was stopped is not what it hit."""
    low = max(strike.first, governor.at - _STOPPED)
    told = page.inside(page.marks.triggers, low, governor.at)
    if not told:
        return False
    nearest = told[-1]
    if nearest.entry.defence and not nearest.entry.lemma.startswith("bring"):
        return True
    first = strike.first if nearest.entry.defence else nearest.last  # an air raid brings down a building too
    munitions, aircraft = page.inside(page.marks.weapons, first, governor.at), page.inside(page.marks.platforms, first, governor.at)
    over = nearest.entry.defence or (governor.word == "over" and nearest.entry.action == "destruction")
    return over and bool(munitions or aircraft)


def is_alarmed(page: MarkedText, strike: Strike, at: int) -> bool:
    """ "sirens sounded in X", "leaving half of X without power": nothing is said to have struck there."""
    words = page.tokens.words
    before = words[max(strike.first, at - _CARRIER) : at]
    if not _ALARMS.isdisjoint(before):
        return True
    return ("leaving" in before or "left" in before) and "without" in words[at : at + _FROM]


def holds_carrier(page: MarkedText, strike: Strike, at: int) -> bool:
    """ "warships in the Caspian Sea sent …", "a carrier in the Red Sea": ships stand right before the preposition and are not what was hit."""
    near = page.inside(page.marks.platforms, max(strike.first, at - _CARRIER), at)
    return any(p.entry.cls in ("ship", "submarine") and p in strike.platforms and page.tokens.words[p.first - 1] not in _AT_SHIPS for p in near)


def _carriers(page: MarkedText, first: int, last: int) -> bool:
    return bool(page.inside(page.marks.platforms, first, last)) or any(a.head_cls == "aircraft" for a in page.inside(page.marks.actors, first, last))


def _is_held_by(page: MarkedText, held: int) -> bool:
    """ "Islamic State held oil wells", "rebel controlled hills": the hyphen was lost."""
    words = page.tokens.words
    side = any(a.last == held for a in page.inside(page.marks.actors, max(0, held - 4), held)) or words[held - 1] in _SIDES
    return side and words[held + 1] not in DETERMINERS and words[held + 1] not in HEAD_PREPOSITIONS and not page.capital(held + 1)


def _is_thing(page: MarkedText, i: int, at: int) -> bool:
    """ "a bridge near X", "a power line in X": what can be hit stands there, no context."""
    words = page.tokens.words
    way = words[i] in _WAYS and words[at] in _BESIDE
    return way or any(t.last - t.first > 1 for t in page.inside(page.marks.targets, max(0, i - 2), at) if t.last == at)


def held_by_ground_verb(page: MarkedText, strike: Strike, at: int) -> bool:
    """Whether a verb of movement, holding or talking stands nearer to the preposition than any strike word; "held by X" describes only."""
    words, grammar = page.tokens.words, page.grammar
    triggers = {i for t in strike.triggers for i in range(t.first, t.last)}
    for i in range(at - 1, max(strike.first, at - _WINDOW) - 1, -1):
        if words[i] in _MAKING and words[i + 1] in ("at", "in", "by"):
            return True
        if i in triggers:
            return False
        described = words[i + 1] in _DESCRIBING or (words[i] in _HELD and (words[i + 1] in _GROUNDS or _is_held_by(page, i)))
        moving = words[i] in grammar.ground_verbs and not page.tokens.hyphened[i] and not described
        if moving or (i == at - 1 and words[i] in grammar.context_nouns and not _is_thing(page, i, at)):
            return True
        if words[i] in _RELATIVE:
            return any(words[j] in grammar.ground_verbs for j in range(i, at))
    return False
