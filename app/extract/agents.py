"""Who is said to have struck: the agent of the strike, by grammar, and who only supported it."""

import re
from collections.abc import Sequence
from typing import Any

from app.extract.attribution import Said
from app.extract.grammar import CLAUSE_WORDS, COMMAS, DETERMINERS, PREMODIFIERS, PREPOSITIONS
from app.extract.marked import MarkedText, Tokened
from app.extract.means import DELIVERY_HEADS, is_struck
from app.extract.phrases.actors import ActorFound
from app.extract.phrases.table import Found
from app.extract.phrases.vocabulary import TriggerTerm
from app.extract.selves import passive_at, told_agent
from app.extract.strikes import Strike
from app.model.claim import Actor

_JOINTS = frozenset(("after", "before", "since"))
_OWN = frozenset(("its", "their"))
_DRIVEN = frozenset("off down away back intercepted repelled met engaged".split())
_BELONGING = frozenset("belonging loyal flown operated sent dispatched".split())
_BACKING = frozenset("backed supported assisted aided".split())
_COVER = frozenset("overhead above support cover backing assistance".split())
_GROUND = frozenset("offensive assault advance advanced advancing stormed ground".split())
_TROOPS = frozenset("troops forces army soldiers fighters rebels militia militias infantry insurgents militants".split())
_HOLDING = frozenset(
    "held controlled ruled led seized run owned used populated governed occupied dominated besieged claimed captured guarded said reported "
    "attended opposed inhabited administered recaptured retaken banned".split()
)
_HELD = _HOLDING | _BACKING
_CAUSED = frozenset("caused made ordered used committed perpetrated operated carried staged reported claimed".split())
_APPOSED = re.compile(r", an?(?: [\w-]+){0,2}$")
_AREAS = frozenset("state region province county township district governorate oblast".split())
_JOINED = frozenset("joined alongside".split())
_HELP = frozenset("support defence defense aid solidarity behalf request invitation".split())
_OF = frozenset(("of", "with"))
_HELPED = 8
_OBJECT_GAP = 5
_AGENT_REACH = 7
_LISTED = 8
_HIS = 4
_HELD_TO = frozenset("believed thought presumed suspected said reported understood".split())
_PROBABLY = frozenset("probably presumably apparently possibly reportedly allegedly likely".split())
_FLYING = frozenset("fly flies flew flown flying".split())
_FLIGHT = 8
_REPLYING = frozenset("answered replied responded retaliated".split())


def actors_of(page: MarkedText, strike: Strike, said: Said | None) -> tuple[Actor, ...]:
    """The strike's actors, attackers first; empty where the clause names none."""
    speech = range(said.first, said.last) if said is not None else range(0)
    end = page.tokens.ends[strike.last - 1]
    inside = (a for a in page.inside(page.marks.actors, strike.first, strike.last) if a.form != "descriptor" and (a.head is None or a.head[1] <= end))
    said_there = (a for a in inside if not (in_place(page, a) or _where(page, a)))
    own = (a for a in said_there if a.first not in speech or a.head_cls in DELIVERY_HEADS)
    found = [a for a in own if not (a.first in strike.answered or _is_helped(page, a))]
    supporting = [a for a in found if _backs(page, a)]
    candidates = [a for a in found if a not in supporting]
    end = _main_end(page, strike)
    attackers = _agents(page, strike, [a for a in candidates if a.first < end])
    if not attackers and not any(p.first < end for p in strike.platforms):  # "the aircraft hit a radar, after X's gunners had fired on them"
        attackers = _agents(page, strike, candidates)
    attackers = _with_coordinates(page, attackers, candidates)
    named = [a for a in attackers if not a.generic] or attackers
    names = list(dict.fromkeys(a.name for a in named))
    if not names:
        agent = told_agent(page, strike, said)
        names = [agent] if agent else []
    helpers = dict.fromkeys(a.name for a in supporting if a.name not in names)
    return (*(Actor(name) for name in names), *(Actor(name, "supporting") for name in helpers))


def _agents(page: MarkedText, strike: Strike, candidates: Sequence[ActorFound]) -> list[ActorFound]:
    """Those of some sides that struck, by the surest sign that any of them shows."""
    return (
        [a for a in candidates if _by_agent(page, strike, a)]
        or [a for a in candidates if a.head_cls in DELIVERY_HEADS and not (_struck(page, strike, a) or _by_other(page, strike, a))]
        or [a for a in candidates if _subject(page, strike, a)]
        or [a for a in candidates if _believed(page, a)]
        or [a for a in candidates if _owns_carrier(page, strike, a)]
        or [a for a in candidates if _steps_up(page, strike, a)][:1]
    )


def _main_end(page: MarkedText, strike: Strike) -> int:
    """Where a clause of its own begins behind the first strike word, or behind what strikes: not "the day after Hamas's attack"."""
    words = page.tokens.words
    means: tuple[Sequence[Tokened], ...] = (strike.triggers, strike.platforms, strike.weapons)
    first = min(item.first for kind in means for item in kind)
    return next((i for i in range(first + 1, strike.last) if words[i] in _JOINTS), strike.last)


def in_place(page: MarkedText, actor: ActorFound) -> bool:
    """ "Kachin State", "(Balochistan, Pakistan)": a word of a place name, or the country behind one."""
    near = page.inside(page.places, max(0, actor.first - 3), actor.last + 3)
    if any(p.first <= actor.first and actor.last <= p.last and p.last - p.first > actor.last - actor.first for p in near):
        return True
    if page.tokens.word(actor.last) in _AREAS and page.capital(actor.last):
        return True
    return actor.form == "name" and page.tokens.words[actor.first - 1] == "," and any(p.last == actor.first - 1 for p in near)


def _where(page: MarkedText, actor: ActorFound) -> bool:
    """ "Syria air strikes kill 44": the bare name of a country before a strike noun tells where; who struck is "Syrian" or "Syria's"."""
    if actor.form != "name" or actor.kind != "state" or actor.possessive or actor.head_cls != "strike" or actor.head is None:
        return False
    return page.report.text[actor.head[0] : actor.head[1]].lower().startswith(("air ", "airstrike", "raid", "bombing", "shelling")) and (
        page.tokens.at(actor.head[0]) == actor.last
    )


def ground_battle(page: MarkedText, strike: Strike, actors: tuple[Actor, ...]) -> bool:
    """Whether troops attack and aircraft only support them: no air strike of its own is told."""
    if not any(a.role == "supporting" for a in actors) or strike.trigger.entry.code is not None:
        return False
    words = page.tokens.words
    if _GROUND.intersection(words[strike.first : strike.last]):
        return True
    attacking = {a.name for a in actors if a.role == "attacker"}
    found = [a for a in page.inside(page.marks.actors, strike.first, strike.last) if a.name in attacking]
    return any(a.head_cls != "aircraft" and words[a.last - 1] in _TROOPS for a in found)


def victims_of(page: MarkedText, strike: Strike, actors: tuple[Actor, ...]) -> list[ActorFound]:
    """The sides that stand where the struck stand: after the strike word and not among its actors."""
    names = {actor.name for actor in actors}
    found = page.inside(page.marks.actors, strike.trigger.last, strike.last)
    sides = [a for a in found if a.name not in names and a.form != "descriptor" and not (a.kind == "state" and a.form != "force")]
    sides = [a for a in sides if a.last >= len(page.tokens) or not page.tokens.hyphened[a.last]]
    return [a for a in sides if _struck(page, strike, a)]


def _before(page: MarkedText, i: int, low: int) -> int:
    """Index of the first word left of ``i`` that is no determiner, adjective-like capital or hyphened part; ``low - 1`` if none."""
    words = page.tokens.words
    j = i - 1
    while j >= low and (
        words[j] in PREMODIFIERS or page.tokens.hyphened[j] or page.tokens.hyphened[j + 1] or words[j] in ('"', "“", "‘", "so", "called")
    ):
        j -= 1
    return j


def _by_agent(page: MarkedText, strike: Strike, actor: ActorFound) -> bool:
    j = _before(page, actor.first, strike.first)
    while j > strike.first and page.tokens.words[j] not in PREPOSITIONS and actor.first - j <= 4 and page.tokens.words[j].isalpha():
        j -= 1
    if j > strike.first and page.tokens.words[j - 1 : j + 1] == ["blamed", "on"]:
        return True
    if j < strike.first or page.tokens.words[j] not in ("by", "from"):
        return False
    if page.tokens.words[j] == "from":
        return any(t.last == j and t.entry.lemma.startswith("come under") for t in strike.triggers)
    if j == strike.first:
        return True
    return page.tokens.words[j - 1] not in _HELD and _agent_of_strike(page, strike, j)


def _by_other(page: MarkedText, strike: Strike, actor: ActorFound) -> bool:
    """ "Driven off by X's missile batteries": the agent of another deed than the strike."""
    j = _before(page, actor.first, strike.first)
    return j > strike.first and page.tokens.words[j] == "by" and page.tokens.words[j - 1] in _DRIVEN


def _agent_of_strike(page: MarkedText, strike: Strike, by: int) -> bool:
    """Whether the "by" at a token goes with a strike word, a weapon or what they cause; not with "called in by"."""
    low = max(strike.first, by - _AGENT_REACH)
    words = page.tokens.words
    kinds: tuple[Sequence[Tokened], ...] = (page.marks.triggers, page.marks.weapons, page.marks.platforms)
    ends = [item.last for kind in kinds for item in page.inside(kind, low, by)]
    if not ends:
        return words[by - 1] in _CAUSED
    return not any(words[i].endswith("ed") and words[i] not in _CAUSED for i in range(max(ends), by))


def _owns_carrier(page: MarkedText, strike: Strike, actor: ActorFound) -> bool:
    j = _before(page, actor.first, strike.first)
    words = page.tokens.words
    if j > strike.first and words[j - 1] in _BELONGING and words[j] in ("to", "by"):
        return _is_carrier(page, strike, j - 1)
    if j <= strike.first or words[j] != "of":
        return False
    noun = any(t.last == j and t.entry.pos == "noun" for t in strike.triggers)
    return _is_carrier(page, strike, j) or (noun and (actor.kind == "coalition" or actor.form == "force"))


def _steps_up(page: MarkedText, strike: Strike, actor: ActorFound) -> bool:
    """ "X stepped up its bombardment of Y", "X has kept up its raids": the subject's own, by a pronoun."""
    words = page.tokens.words
    if actor.form == "adjective" or words[_before(page, actor.first, strike.first)] in PREPOSITIONS:
        return False
    owned = (t for t in strike.triggers if t.entry.pos == "noun" and t.first >= actor.last)
    before = (i for t in owned for i in range(max(actor.last, t.first - _HIS), t.first))
    return any(words[i] in _OWN and not page.inside(page.marks.reporting, actor.last, i) for i in before)


def _is_carrier(page: MarkedText, strike: Strike, end: int) -> bool:
    """ "warplanes of the coalition", "an Antonov of the army"; not "struck launchers of the group"."""
    near = range(max(0, end - 4), end)
    kinds: tuple[Sequence[Found[Any]], ...] = (page.marks.platforms, page.marks.weapons)
    carriers = (item for kind in kinds for item in page.inside(kind, near.start, near.stop) if item.last == end)
    return any(not is_struck(page, item, strike.triggers) for item in carriers)


def _backs(page: MarkedText, actor: ActorFound) -> bool:
    j = _before(page, actor.first, 0)
    words = page.tokens.words
    if j >= 0 and words[j] == "with" and actor.head_cls == "aircraft" and _COVER.intersection(words[actor.last : actor.last + 3]):
        return True
    if j < 1 or words[j] not in ("by", "of", "from"):
        return False
    return words[j - 1] in _BACKING or words[j - 1] in ("support", "backing", "help", "cover")


def _is_helped(page: MarkedText, actor: ActorFound) -> bool:
    """ "in support of the Government of X", "in solidarity with the people of X": for whom something is done, not who does it."""
    words = page.tokens.words
    low = max(0, actor.first - _HELPED)
    helping = (i for i in range(actor.first - 2, low - 1, -1) if words[i] in _HELP and not {"in", "at", "on"}.isdisjoint(words[i - 2 : i]))
    at = next(helping, None)
    if at is None or words[at + 1] not in _OF:
        return False
    verbs = any(words[i].endswith("ed") and words[i - 1] not in DETERMINERS for i in range(at + 1, actor.first))  # not "the oppressed people"
    return not COMMAS.intersection(words[at : actor.first]) and not verbs


def _struck(page: MarkedText, strike: Strike, actor: ActorFound) -> bool:
    """Whether the actor stands as the object: "on IS", "against the rebels", "hit IS positions"."""
    j = _before(page, actor.first, strike.first)
    if j < strike.first or actor.head_cls == "strike":  # "the majority of Russian strikes" are not struck
        return False
    word = page.tokens.words[j]
    if word in CLAUSE_WORDS or word == "from":  # "missiles launched from X's aircraft"
        return False
    if word == "for" and page.tokens.words[j - 1] in ("meant", "intended"):
        return True
    if word in ("on", "against", "targeting", "at", "hitting", "of", "among", "killing", "destroying"):
        return True
    return any(t.entry.pos == "verb" and 0 <= j + 1 - t.last <= 2 for t in strike.triggers)


def _subject(page: MarkedText, strike: Strike, actor: ActorFound) -> bool:
    """Whether the actor stands before a strike verb, or owns the strike noun, with no preposition of its own."""
    if actor.form == "adjective" and (actor.kind == "armed_group" or actor.head is None):  # "a Dutch cameraman"
        return False
    if actor.generic and _APPOSED.search(page.text_of(max(strike.first, actor.first - 4), actor.first)):  # "the Lakurawa, a new group"
        return False
    j = _before(page, actor.first, strike.first)
    if j >= strike.first and page.tokens.words[j] in PREPOSITIONS and page.tokens.words[j] != "by":
        return False
    if actor.form == "name" and actor.kind == "state" and _in_place_list(page, actor, strike.first):
        return False
    if any(_is_object(page, actor, t) for t in strike.triggers):
        return False
    finite = any(t.entry.pos == "verb" and t.form != "ing" for t in strike.triggers)
    ahead = [t for t in strike.triggers if t.first >= actor.last and not (t.entry.defence or (t.form == "ing" and finite))]
    return any(_does(page, actor, trigger) for trigger in ahead)


def _in_place_list(page: MarkedText, actor: ActorFound, low: int) -> bool:
    """ "Flew over Iran and Iraq and struck": a state in a list that hangs on a preposition."""
    words = page.tokens.words
    if words[actor.first - 1] not in ("and", ",") and page.tokens.word(actor.last) not in ("and", ","):
        return False
    i = actor.first - 1
    while i > low and actor.first - i <= _LISTED and (words[i] in ("and", ",", "the") or page.capital(i)):
        i -= 1
    return i >= low and words[i] in PREPOSITIONS and words[i] != "by" and not page.inside(page.dates, i, actor.first)


def _does(page: MarkedText, actor: ActorFound, trigger: Found[TriggerTerm]) -> bool:
    """Whether the strike word behind an actor is the actor's deed: its verb, its noun, or what it answered with."""
    gap = trigger.first - actor.last
    if ":" in page.tokens.words[actor.last : trigger.first]:  # "Lebanon: strikes on Beirut", "The army: two soldiers killed"
        return False
    if actor.possessive and gap <= 4:
        return True
    if trigger.entry.pos == "noun":
        word = page.tokens.words[actor.last]
        flown = gap <= _FLIGHT and not _FLYING.isdisjoint(page.tokens.words[actor.last : trigger.first])
        return (gap <= 1 and word not in COMMAS) or (gap <= _OBJECT_GAP and word in _REPLYING) or flown
    active = trigger.form != "noun" and not passive_at(page, trigger) and gap <= 14
    return active and (gap <= 3 or not page.inside(page.marks.reporting, actor.last, trigger.first))


def _believed(page: MarkedText, actor: ActorFound) -> bool:
    """ "Jets believed to be Russian", "a drone, probably Turkish,": a hedged adjective right behind what carries the weapon."""
    if actor.form != "adjective" or actor.head is not None:
        return False
    words = page.tokens.words
    i = actor.first - 1
    if words[i - 1 : i + 1] == ["to", "be"] and words[i - 2] in _HELD_TO:
        i -= 3
    elif words[i] in _PROBABLY:
        i -= 1
    else:
        return False
    i -= words[i] in ("also", ",", "(")
    kinds: tuple[Sequence[Tokened], ...] = (page.marks.platforms, page.marks.weapons)
    return any(item.last >= i for kind in kinds for item in page.inside(kind, max(0, i - _OBJECT_GAP), i + 1))


def _is_object(page: MarkedText, actor: ActorFound, trigger: Found[TriggerTerm]) -> bool:
    """Whether an actor stands right behind a strike verb, in its clause."""
    near = trigger.entry.pos == "verb" and 0 <= actor.first - trigger.last <= _OBJECT_GAP
    return near and CLAUSE_WORDS.isdisjoint(page.tokens.words[trigger.last : actor.first])


def _with_coordinates(page: MarkedText, attackers: list[ActorFound], candidates: list[ActorFound]) -> list[ActorFound]:
    """ "Syrian and Russian warplanes", "warplanes of the Syrian and the Russian air force": what "and" joins to an attacker attacks too."""
    found = list(attackers)
    for actor in reversed(candidates):
        if actor not in found and any(
            0 < other.first - actor.last <= 2 and page.tokens.words[actor.last] in ("and", "or", "&") for other in found
        ):
            found.insert(0, actor)
    found += [a for a in candidates if found and a not in found and a.first > 0 and page.tokens.words[a.first - 1] in _JOINED]
    heads = {actor.head for actor in found if actor.head is not None}
    return found + [actor for actor in candidates if actor not in found and actor.head in heads]
