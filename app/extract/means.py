"""What a clause names to strike with: munitions and what carries them, told apart from those that are themselves hit."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from app.extract.grammar import CLAUSE_WORDS
from app.extract.marked import MarkedText
from app.extract.phrases.actors import ActorFound
from app.extract.phrases.table import Found
from app.extract.phrases.vocabulary import PlatformTerm, TriggerTerm, WeaponTerm

DELIVERY_HEADS = frozenset(("aircraft", "weapon", "strike"))
"""What an actor's adjective modifies when the actor strikes with it: "Russian [missiles]"."""

_MEN = frozenset(("fighter", "fighters"))
_NO_PLATFORM = frozenset(("person", "other"))
_PLAIN_BOMBS = frozenset(("bomb", "bombs"))
_PLAIN_CARRIERS = frozenset(
    "plane planes aircraft airplane airplanes aeroplane aeroplanes helicopter helicopters aircrafts bomber bombers "
    "tank tanks vehicle ship ships boat boats".split()
)
_BOMB_VERBS = frozenset("drop bomb rain release unload fall hit strike land pound".split())
_OBJECT_ACTIONS = frozenset(("strike", "destruction", "interception", "casualties", "bombardment"))
_OWN = frozenset(("its", "our", "their"))
_INSTRUMENT = frozenset("with using by from in during via employing through of".split())
_FIRED_FROM = frozenset("from with by using".split())
_ATTACKS = frozenset(("strike", "bombing", "bombardment"))
_COLLISIONS = frozenset(("hit", "strike", "crash into", "slam into", "smash into", "plough into", "plow into"))
_ATTACKERS = frozenset("helicopter helicopters aircraft".split())
_CRASHES = frozenset("crash crashed crashes crashing collided collision ejected malfunction skidded".split())
_LEFT_OVER = frozenset("old unexploded wartime war-time leftover rusty".split())
_AIRCRAFT = frozenset("warplane bomber helicopter drone".split())
_FLOWN = _AIRCRAFT | frozenset(("plane",))
_AIMS = frozenset("positions position targets target".split())
_BY_GAP = 4
_STORES = frozenset("store stores stockpile stockpiles stock stocks depot depots cache caches warehouse warehouses arsenal shipments".split())
_RELATIVE = frozenset(("where", "which", "whose"))
_LIST = 8
_TANK_GAP = 5
_OBJECT_GAP = 8
_OBJECTS = 2  # "destroyed three Ukrainian drones"


class Means(NamedTuple):
    """The means of one clause. ``delivered``: something strikes from afar; ``armed``: so surely that its effect alone tells of a strike."""

    weapons: tuple[Found[WeaponTerm], ...]
    platforms: tuple[Found[PlatformTerm], ...]
    delivered: bool
    armed: bool


def means_of(
    page: MarkedText, first: int, last: int, triggers: Sequence[Found[TriggerTerm]], *, at_war: bool, other: frozenset[int] = frozenset()
) -> Means:
    """The munitions and carriers of a clause; a plain "bomb" must be dropped, a plain "plane" fly in a war of strikes.

    ``other``: tokens that tell of another event.
    """
    words = page.tokens.words
    named = [w for w in page.inside(page.marks.weapons, first, last) if w.first not in other and _counts(page, w) and not _names_target(page, w)]
    named = [w for w in named if not _told_of(page, w, triggers)]
    weapons = [w for w in named if not is_struck(page, w, triggers)]
    carriers = [p for p in page.inside(page.marks.platforms, first, last) if p.entry.cls not in _NO_PLATFORM and p.text.lower() not in _MEN]
    platforms = [p for p in carriers if not (is_struck(page, p, triggers) or _told_of(page, p, triggers) or _in_store(page, p))]
    actors = page.inside(page.marks.actors, first, last)
    headed = any((_strikes_with(a, triggers) and not _brought_down(a, triggers)) or _flies(words, a, triggers) for a in actors)
    munition = headed or any(w.text.lower() not in _PLAIN_BOMBS for w in weapons)
    dropped = bool(weapons) and any(t.entry.lemma.split()[0] in _BOMB_VERBS for t in triggers)
    aerial = "air" in words[first:last] and any(words[i : i + 3] == ["from", "the", "air"] for i in range(first, last - 2))
    if not platforms:
        return Means(tuple(weapons), (), munition or dropped or aerial, munition)
    attacking = {t.first for t in triggers if t.entry.pos == "verb" and t.entry.action in _ATTACKS and t.entry.lemma not in _COLLISIONS}
    sure = [p for p in platforms if at_war or p.text.lower() not in _PLAIN_CARRIERS or _hits_arms(page, p, triggers)]
    carried = aerial or bool(sure) or any(p.last in attacking and p.text.lower() in _ATTACKERS for p in platforms)
    flying = [p for p in sure if triggers and p.last <= triggers[0].first]
    owned = any(words[p.first - 1] in _OWN and p.last <= triggers[0].first for p in platforms) if triggers else False  # "its aircraft destroyed"
    agents = [p for p in platforms if p.entry.cls in _AIRCRAFT and _by(words, p) and any(t.last <= p.first for t in triggers)]
    carried = carried or owned or bool(agents)
    flown = (bool(flying) or bool(agents) or owned) and not weapons and not _CRASHES.intersection(words[first:last])
    return Means(tuple(weapons), tuple(platforms), munition or dropped or carried, munition or flown)


def _by(words: Sequence[str], carrier: Found[PlatformTerm]) -> bool:
    """ "A bombing by the regime's helicopters"."""
    return "by" in words[max(0, carrier.first - _BY_GAP) : carrier.first]


def _hits_arms(page: MarkedText, carrier: Found[PlatformTerm], triggers: Sequence[Found[TriggerTerm]]) -> bool:
    """ "Aircraft hit ISIL positions", "planes destroyed two tanks": no accident does."""
    verb = next((t for t in triggers if 0 <= t.first - carrier.last <= 1 and t.entry.pos == "verb"), None)
    several = carrier.text.lower().endswith(("s", "aircraft"))
    if verb is None or carrier.entry.cls not in _FLOWN or (verb.entry.lemma in _COLLISIONS and not several):  # "a plane hit a hangar"
        return False
    objects = page.inside(page.marks.targets, carrier.last, carrier.last + _OBJECT_GAP)
    armed = any(a.kind == "armed_group" for a in page.inside(page.marks.actors, carrier.last, carrier.last + _OBJECT_GAP))
    return armed or any(t.entry.cls in ("armed_group", "military") or t.text.lower() in _AIMS for t in objects)


def _flies(words: Sequence[str], actor: ActorFound, triggers: Sequence[Found[TriggerTerm]]) -> bool:
    """ "The air force killed 20", "the Aerospace Forces destroyed a convoy": what it does, it does from the air."""
    aloft = words[actor.last - 1] in ("force", "forces") and words[actor.last - 2] in ("air", "aerospace")
    done = (t for t in triggers if t.entry.action in _OBJECT_ACTIONS and not _is_light(t))
    return aloft and any(0 <= t.first - actor.last <= 1 and t.entry.pos == "verb" for t in done)


def _is_light(trigger: Found[TriggerTerm]) -> bool:
    """ "Launched missiles", "delivered a missile strike", "made a landing": the noun behind says what was done."""
    return trigger.entry.action == "strike" and trigger.entry.sure == "context"


def _strikes_with(actor: ActorFound, triggers: Sequence[Found[TriggerTerm]]) -> bool:
    """ "Russian missiles", "Israeli raids"; but the "attack" of a state or a group alone may be of any kind."""
    if actor.head_cls != "strike":
        return actor.head_cls in DELIVERY_HEADS
    return actor.kind != "armed_group" and any(t.entry.pos == "noun" and t.entry.lemma not in ("attack", "assault") for t in triggers)


def _brought_down(actor: ActorFound, triggers: Sequence[Found[TriggerTerm]]) -> bool:
    """ "Its forces had destroyed three Ukrainian drones": whose drones they were did not strike."""
    if actor.head_cls not in ("aircraft", "weapon"):
        return False
    downing = (t for t in triggers if t.entry.pos == "verb" and t.entry.action in ("destruction", "interception"))
    return any(0 <= actor.first - t.last <= _OBJECTS for t in downing)


def _counts(page: MarkedText, weapon: Found[WeaponTerm]) -> bool:
    """A weapon of ours, used: no planted bomb, no tank in a clash, no shell of an old war, not "not artillery"."""
    words = page.tokens.words
    negated = weapon.first > 0 and words[weapon.first - 1] in ("not", "no")
    figurative = words[weapon.last : weapon.last + 1] == ["of"] and page.tokens.word(weapon.last + 1) in page.grammar.abstract_nouns
    behind = words[weapon.last : weapon.last + _OBJECT_GAP + 1]
    left_over = words[weapon.first - 1] in _LEFT_OVER or ("world" in behind and ("world", "war") in pairwise(behind))
    return not (weapon.entry.excluded or negated or figurative or left_over or tank_fire(page, weapon))


def _names_target(page: MarkedText, weapon: Found[WeaponTerm]) -> bool:
    """ "struck rocket launchers", "a missile depot": a weapon that only names the kind of target, unless it is fired "from" there."""
    held = page.tokens.words[weapon.last - 1].startswith("launcher") or any(
        t.first <= weapon.first and t.last > weapon.last for t in page.inside(page.marks.targets, weapon.first, weapon.last + 4)
    )
    return (held or _in_store(page, weapon)) and _FIRED_FROM.isdisjoint(page.tokens.words[max(0, weapon.first - 3) : weapon.first])


def _in_store(page: MarkedText, weapon: Found[WeaponTerm] | Found[PlatformTerm]) -> bool:
    """ "stores of rockets, missiles and drones": what was kept where it struck."""
    words = page.tokens.words
    i = weapon.first - 1
    listed = {j for w in page.inside(page.marks.weapons, max(0, i - _LIST), weapon.first) for j in range(w.first, w.last)}
    while i > 0 and weapon.first - i < _LIST and (i in listed or words[i] in (",", "and", "or")):
        i -= 1
    return words[i] == "of" and words[i - 1] in _STORES


def _told_of(page: MarkedText, weapon: Found[WeaponTerm] | Found[PlatformTerm], triggers: Sequence[Found[TriggerTerm]]) -> bool:
    """ "struck sites from which rockets are fired": a weapon in a relative clause on what was hit tells of another deed."""
    if not triggers or triggers[0].last > weapon.first or triggers[0].entry.pos != "verb" or triggers[0].entry.action == "casualties":
        return False
    between = page.tokens.words[triggers[0].last : weapon.first]
    return any(word in _RELATIVE and (word != "which" or between[i - 1] in ("from", "in", "at")) for i, word in enumerate(between))


def tank_fire(page: MarkedText, found: Found[WeaponTerm] | Found[TriggerTerm]) -> bool:
    """Whether shell fire is that of a tank in a clash, which is no strike from afar."""
    text = found.text.lower()
    if "fire" not in text:
        return False
    near = page.inside(page.marks.platforms, found.first, found.last + _TANK_GAP)
    return "tank" in text or any(p.text.lower() in ("tank", "tanks") for p in near)


def is_struck(page: MarkedText, item: Found[WeaponTerm] | Found[PlatformTerm], triggers: Sequence[Found[TriggerTerm]]) -> bool:
    """Whether a weapon stands as the object of a strike verb ("destroyed two rocket launchers"), not as its instrument ("with rockets")."""
    if item.text.lower().startswith("from "):  # "hit from the air"
        return False
    for trigger in reversed(triggers):
        if trigger.last > item.first:
            continue
        if trigger.entry.pos != "verb" or _is_light(trigger) or trigger.entry.action not in _OBJECT_ACTIONS:
            return False
        if item.first - trigger.last > _OBJECT_GAP:
            return False
        between = page.tokens.words[trigger.last : item.first]
        if CLAUSE_WORDS.intersection(between):
            return False
        return _INSTRUMENT.isdisjoint(between) and ":" not in between
    return False
