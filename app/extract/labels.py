"""What is said to have been hit, in the words of the report: noun phrases with one class for the claim."""

from collections.abc import Mapping
from itertools import zip_longest

from app.extract.agents import victims_of
from app.extract.attribution import Said
from app.extract.grammar import BE, COMMAS, DETERMINERS, DIRECTIONS, PREPOSITIONS
from app.extract.marked import MarkedText
from app.extract.phrases.table import Found
from app.extract.phrases.vocabulary import TargetTerm
from app.extract.strikes import Strike
from app.model.claim import Actor, Target
from app.model.codes import TargetClass

_MARKS = frozenset("\"“”‘’'")
_STOPS = frozenset("and or but that which who where when while as including".split())
_SET_APART = frozenset("it they he she them him us as out up down seek seeking calls call called described describes termed".split())
_SPEAKERS = frozenset("monitor un_body news_media".split())
_PASSIVE = frozenset(("past", "base"))
_BARE = frozenset("area areas group groups people site sites side sides".split())
_BROUGHT = frozenset("taken brought carried rushed admitted transferred evacuated moved sent came".split())
_VERBAL = frozenset("not to will would can could may might must should do does did never they we".split())
_ARMED = frozenset("terrorist terror islamist militant jihadist jihadi rebel insurgent guerrilla separatist bandit".split())
_OWNABLE = frozenset((None, "civilians", "other", "military", "residential", "government"))
_HOLDERS = frozenset((None, "civilians", "other", "military", "armed_group"))
_OWNERS: Mapping[str, TargetClass] = {
    **dict.fromkeys("police president governor ministry municipality parliament court intelligence gendarmerie".split(), "government"),
    **dict.fromkeys("army military navy regime troops soldiers".split(), "military"),
}
_CLOSE = frozenset("near beside opposite".split())
_QUOTING = frozenset("citing quoting cited told quoted".split())
_RELATIVE = frozenset("where who which whose that".split())
_FOLK = frozenset("villagers families family refugees pilgrims worshippers mourners shoppers migrants".split())
_FAMILY = frozenset(("family", "families"))
_HELD = frozenset("held controlled run besieged".split())
_QUARTERS = frozenset("quarter district neighbourhood neighborhood suburb area".split())
_ROOMS = frozenset(("hall", "tent", "tents"))
_GATHERED = frozenset("mourn mourned mourning mourners wedding funeral sheltering sheltered gathered guests worshippers".split())
_GROUPINGS = frozenset("convoy column group gathering gatherings concentration concentrations queue line crowd row fleet cluster".split())
_PARTS = frozenset("yard courtyard garden gardens roof gate entrance grounds building buildings wing terminal compound vicinity".split())
_HOLDING = frozenset("for where housing sheltering holding carrying crowded filled packed".split())
_BRINGING = frozenset("carrying bringing taking transporting".split())
_COMPLEMENT = 6
_CLAUSE = 8
_AMONG = frozenset(("among", "including"))
_LEAD = 6
_LONGEST = 6


def target_of(page: MarkedText, strike: Strike, said: Said | None, actors: tuple[Actor, ...]) -> Target:
    """The labels of a strike clause in text order and their class; sides that were hit count where no thing or person is named."""
    found: list[tuple[int, str, TargetClass | None]] = []
    barred = _barred(page, strike, said, actors)
    past = 0
    terms = page.inside(page.marks.targets, strike.first, strike.last)
    for term, after in zip_longest(terms, terms[1:]):
        if term.first < past or term.first in barred or term.last - 1 in barred or (after is not None and after.first == term.last):
            continue
        if not _is_noun(page, term) or not _stands_struck(page, strike, term) or _left_or_taken(page, strike, term):
            continue
        first = _phrase_start(page, strike, term, barred)
        if found and page.tokens.words[first - 1] == "for" and any(t.last == first - 1 for t in terms):  # "workshops for boats"
            continue
        if _only_place(page, strike, first, term) or _only_told(page, first, term) or (found and _told_of(page, strike, term)):
            continue
        inner = _complement(page, strike, term)
        past = inner.last if inner is not None else 0
        cls = inner.entry.cls if inner is not None else _class_of(page, first, term)
        last = past if inner is not None and page.tokens.words[term.last] not in _RELATIVE else _full_name(page, term)
        found.append((first, _label(page, first, last), cls))
    victims = victims_of(page, strike, actors)
    for victim in victims:
        if page.tokens.word(victim.last) == "of" and victim.generic:  # "a group of shoppers"
            continue
        if victim.first not in barred and not any(victim.text in label for _, label, _ in found):
            found.append((victim.first, victim.text, "armed_group" if victim.kind == "armed_group" else "military"))
    found.sort(key=lambda item: item[0])
    if not found and _civilians_hurt(page, strike):
        found.append((strike.first, "civilians", "civilians"))
    behind = page.inside(page.marks.actors, strike.trigger.last, strike.last)
    strikers = {actor.name for actor in actors}
    words = page.tokens.words
    free = [a for a in behind if a.first not in barred and a.name not in strikers and words[a.first - 1] != "by"]  # not "held by rebels"
    theirs = any(a.kind == "armed_group" for a in free)
    cls = _class([cls for _, _, cls in found], theirs=theirs)
    return Target(_distinct([label for _, label, _ in found]), cls or ("civilians" if found and _civilians_hurt(page, strike) else None))


def _civilians_hurt(page: MarkedText, strike: Strike) -> bool:
    """Whether people are counted as dead or hurt who are called civilians, villagers, worshippers, or one family."""
    for counted in page.inside(page.quantities, strike.first, strike.last):
        if counted.quantity.unit not in ("killed", "injured") or not counted.quantity.min or counted.noun is None:
            continue
        last = page.tokens.at(counted.noun[1] - 1)
        folk = page.tokens.words[last] in _FOLK or _FAMILY.intersection(page.tokens.words[last + 1 : last + 4])
        if counted.quantity.of == "civilian" or (counted.quantity.of is None and folk and not counted.subset):
            return True
    return False


def _is_noun(page: MarkedText, term: Found[TargetTerm]) -> bool:
    """Whether a target word stands as a noun of its own: not in "rebel-held", "Port Sudan", not "did not target"."""
    if page.capital(term.first) and any(p.first <= term.first < p.last - 1 for p in page.inside(page.places, term.first, term.last + 3)):
        return False
    if page.capital(term.first) and term.entry.cls in ("other", None) and page.is_place(term.first):  # "the Bekaa Valley", "the West Bank"
        return False
    if term.last < len(page.tokens) and page.tokens.hyphened[term.last]:
        return False
    return page.tokens.words[term.first] != "target" or page.tokens.word(term.first - 1) not in _VERBAL


def _barred(page: MarkedText, strike: Strike, said: Said | None, actors: tuple[Actor, ...]) -> set[int]:
    """Tokens that name no target: the speaker, the striker, what carries the weapon, and the people who are only counted as dead."""
    names = {actor.name for actor in actors}
    barred = set(strike.answered)
    barred |= set(range(said.first, said.last)) if said is not None else set()
    barred |= {i for a in page.inside(page.marks.actors, strike.first, strike.last) if a.name in names for i in range(a.first, a.last)}
    barred |= {i for c in page.inside(page.marks.claimants, strike.first, strike.last) if c.kind in _SPEAKERS for i in range(c.first, c.last)}
    barred |= {i for p in strike.platforms for i in range(p.first, p.last)}
    for counted in page.inside(page.quantities, strike.first, strike.last):
        if counted.quantity.unit in ("killed", "injured") and counted.quantity.of != "combatant":
            barred |= set(page.tokens.span(counted.start, counted.end))
    return barred


def _distinct(labels: list[str]) -> tuple[str, ...]:
    """Each label once, and none that is only part of another."""
    kept = dict.fromkeys(label for label in labels if label.lower() not in _BARE)
    return tuple(label for label in kept if not any(label != other and label in other for other in kept))


def _class(classes: list[TargetClass | None], *, theirs: bool) -> TargetClass | None:
    """The first thing hit says the class, people only where nothing else does; arms of an armed group are the group's (``theirs``)."""
    things = [cls for cls in classes if cls not in (None, "civilians", "other")]
    if theirs and (things[0] == "military" if things else None in classes):
        return "armed_group"
    return things[0] if things else next((cls for cls in classes if cls is not None), None)


def _class_of(page: MarkedText, first: int, term: Found[TargetTerm]) -> TargetClass | None:
    """The class of the noun, but what is an armed group's by the words before it ("Islamist" targets, RSF men) is the group's."""
    words = page.tokens.words[term.last : term.last + _CLAUSE + _LEAD]
    if page.tokens.words[term.last - 1] in _ROOMS and "where" in words and _GATHERED.intersection(words):
        return "civilians"
    words_before = page.tokens.words[first : term.last]
    groups = [a for a in page.inside(page.marks.actors, first, term.first) if a.kind == "armed_group"]
    held = any(page.tokens.hyphened[i] and words_before[i - first] in _HELD for i in range(first, term.first))
    noun = words_before[-1].rstrip("s")
    if held and (term.entry.people or noun in page.grammar.place_nouns or noun in _QUARTERS):
        return term.entry.cls  # "rebel-held quarters"
    owned = bool(groups) or not _ARMED.isdisjoint(page.tokens.words[first : term.first])
    return "armed_group" if owned and term.entry.cls in _OWNABLE else _of_owner(page, term) or term.entry.cls


def _of_owner(page: MarkedText, term: Found[TargetTerm]) -> TargetClass | None:
    """ "A building of the police", "the compound of the president", "a depot of Hezbollah": the class of the owner behind the thing."""
    words = page.tokens.words
    if page.tokens.word(term.last) != "of" or term.entry.cls not in (None, "other", "military", "residential"):
        return None
    at = term.last + 1 + (page.tokens.word(term.last + 1) in DETERMINERS)
    sides = [a for a in page.inside(page.marks.actors, at, at + _LEAD) if a.first == at]
    if any(a.kind == "armed_group" and a.form != "adjective" for a in sides):
        return "armed_group"
    return next((_OWNERS[word] for word in words[at : at + 1 + len(sides)] if word in _OWNERS), None)


def _complement(page: MarkedText, strike: Strike, term: Found[TargetTerm]) -> Found[TargetTerm] | None:
    """What tells the kind of a target better than its noun: "a convoy of white cars", "a hangar for migrants", "a hall full of mourners"."""
    words = page.tokens.words
    near = page.inside(page.marks.targets, term.last + 1, min(strike.last, term.last + _COMPLEMENT))
    inner = next((t for t in near if not COMMAS.intersection(words[term.last : t.first])), None)
    if inner is None or inner.first in range(strike.trigger.first, strike.trigger.last):
        return None
    if any(w.first <= inner.first < w.last for w in page.inside(page.marks.weapons, inner.first, inner.last + 2)):  # "a workshop for car bombs"
        return None
    between = words[term.last : inner.first]
    if "and" in between or "or" in between:
        return None
    if between[:1] == ["of"] and words[term.last - 1] in _PARTS:  # "the yard of a clinic"
        return inner
    if between[:1] == ["of"] and words[term.last - 1] in _GROUPINGS:
        return inner if inner.entry.cls != "transport" else None  # what convoys consist of
    if between[0] in ("that", "which") and _BRINGING.intersection(between):  # "a truck that was bringing villagers home"
        return inner if inner.entry.people else None
    holding = between[0] in _HOLDING or between[:2] in (["full", "of"], ["used", "by"], ["in", "which"])
    return inner if holding and inner.entry.people and term.entry.cls in _HOLDERS else None


def _full_name(page: MarkedText, term: Found[TargetTerm]) -> int:
    """One past the last token of a label: "the Ministry of Defence" is named by all of it."""
    named = page.tokens.word(term.last) == "of" and term.entry.cls == "government" and page.capital(term.last - 1)
    return term.last + 2 if named and term.last + 1 < len(page.tokens) and page.capital(term.last + 1) else term.last


def _beside(page: MarkedText, first: int) -> bool:
    """ "near the embassy", "citing medics", "in hospital": what lies close by, who speaks and where somebody lies is not what was hit."""
    words = page.tokens.words
    i = first - 1 - (words[first - 1] in DETERMINERS)
    if words[i] in _CLOSE or words[i] in _QUOTING:
        return True
    lying = i == first - 1 and words[i] == "in" and words[first] == "hospital"
    return lying or (words[i] == "to" and words[i - 1] in ("close", "next", "according"))


def _told_of(page: MarkedText, strike: Strike, term: Found[TargetTerm]) -> bool:
    """Whether a word stands in a relative clause on something hit that tells of no strike: "tents where guests had gathered"."""
    words = page.tokens.words
    low = max((t.last for t in strike.triggers if t.first < term.first), default=strike.first)
    return not _RELATIVE.isdisjoint(words[max(low, term.first - _CLAUSE) : term.first])


def _only_told(page: MarkedText, first: int, term: Found[TargetTerm]) -> bool:
    """Whether a word stands beside what was hit: in a toll, close by, or as who speaks."""
    return (term.entry.people and _counted_among(page, term)) or _of_counted(page, first) or _beside(page, first)


def _counted_among(page: MarkedText, term: Found[TargetTerm]) -> bool:
    """ "killing eight people, among them five women": people who are only told as part of a toll."""
    words = page.tokens.words
    at = next((i for i in range(term.first - 1, max(0, term.first - _LEAD), -1) if words[i] in _AMONG), None)
    return at is not None and not any(t.last == at for t in page.inside(page.marks.triggers, max(0, at - 2), at))  # "fell among worshippers"


def _of_counted(page: MarkedText, first: int) -> bool:
    """ "killed five members of one family": what only says to whom those counted as dead belong."""
    words = page.tokens.words
    i = first - 1 - (words[first - 1] in DETERMINERS or words[first - 1] in _NUMBER_WORDS)
    if words[i] != "of":
        return False
    near = page.inside(page.quantities, max(0, i - _LONGEST), i)
    return any(q.noun is not None and q.noun[1] == page.tokens.ends[i - 1] and q.quantity.unit in ("killed", "injured") for q in near)


def _only_place(page: MarkedText, strike: Strike, first: int, term: Found[TargetTerm]) -> bool:
    """ "the town of X", "Khan district": the noun only says what kind of place the name is."""
    words, grammar = page.tokens.words, page.grammar
    if term.last - term.first > 1:  # "residential quarter", "refugee camp": more than the kind of place
        return False
    if words[term.last - 1].rstrip("s") not in grammar.place_nouns:
        return False
    if term.last + 1 < strike.last and words[term.last] == "of" and not words[term.last - 1].endswith("s") and page.is_place(term.last + 1):
        return True
    near = page.inside(page.places, max(0, term.first - 5), term.first)
    touching = any(p.last == term.first for p in near)
    nouns, joined = grammar.place_nouns, page.tokens.hyphened
    bare = all(words[i] in DIRECTIONS or words[i] in nouns or joined[i] or (i + 1 < term.last and joined[i + 1]) for i in range(first, term.last))
    return touching or bare


def _left_or_taken(page: MarkedText, strike: Strike, term: Found[TargetTerm]) -> bool:
    """ "fired from a frigate", "taken to the hospital": where a weapon came from or somebody was brought."""
    words = page.tokens.words
    busy = {i for t in strike.triggers for i in range(t.first, t.last)}
    for i in range(term.first - 1, max(strike.first, term.first - _LEAD) - 1, -1):
        if words[i] == "from" and page.grammar.launch_verbs.intersection(words[strike.first : i]):
            return True
        if words[i] == "to" and _BROUGHT.intersection(words[max(strike.first, i - 4) : i]):
            return True
        if i in busy or words[i] in COMMAS:
            return False
    return False


def _stands_struck(page: MarkedText, strike: Strike, term: Found[TargetTerm]) -> bool:
    """Behind the strike word, or before a passive one."""
    if term.first >= strike.trigger.last:
        return True
    words = page.tokens.words
    verbs = [t for t in strike.triggers if t.entry.pos == "verb"]
    if any(t.last <= term.first and not page.inside(page.marks.actors, t.last, term.first) for t in verbs):
        return True
    if any(t.form == "past" and t.first == term.last for t in verbs) and _counted_as_target(page, term):
        return True
    if any(t.entry.lemma.startswith("come under") and t.first >= term.last for t in verbs):
        return True
    return any(t.form in _PASSIVE and t.first >= term.last and BE.intersection(words[max(term.last, t.first - 3) : t.first]) for t in verbs)


def _counted_as_target(page: MarkedText, term: Found[TargetTerm]) -> bool:
    """ "over 800 targets destroyed": things that are counted as hit."""
    near = page.inside(page.quantities, max(0, term.first - _LONGEST), term.last)
    return any(q.quantity.unit in ("targets", "sites") and q.noun is not None and q.noun[1] == page.tokens.ends[term.last - 1] for q in near)


def _phrase_start(page: MarkedText, strike: Strike, term: Found[TargetTerm], barred: set[int]) -> int:
    """Where the noun phrase of a target word begins, without its article or number."""
    words = page.tokens.words
    fixed = barred | {i for t in strike.triggers for i in range(t.first, t.last)}
    i = term.first
    while i > strike.first and term.first - i < _LONGEST:
        word = words[i - 1]
        if i - 1 in fixed or word in DETERMINERS or word in PREPOSITIONS or word in _STOPS or word in COMMAS or word in BE or word == ".":
            break
        if (
            word in _SET_APART
            or word[0].isdigit()
            or word in page.grammar.launch_verbs
            or (word in page.grammar.ground_verbs and not page.tokens.hyphened[i - 1])  # "ISIL-held buildings"
            or word.endswith("ing")
            or word == "'s"
        ):
            break
        i -= 1
    while i < term.first and words[i] in _NUMBER_WORDS:
        i += 1
    return i


def _label(page: MarkedText, first: int, last: int) -> str:
    text = page.text_of(first, last)
    text = text[4:] if text.lower().startswith("the ") else text
    return text[1:] if text[0] in _MARKS and not any(mark in text[1:] for mark in _MARKS) else text


_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve dozen dozens scores hundreds several many more than least about some few".split()
)
