"""What is said to have been hit, in the words of the report: noun phrases with one class for the claim."""

from app.extract.agents import victims_of
from app.extract.attribution import Said
from app.extract.grammar import BE, COMMAS, DETERMINERS, DIRECTIONS, PREPOSITIONS
from app.extract.marked import MarkedText
from app.extract.phrases import Found
from app.extract.strikes import Strike
from app.extract.vocabulary import TargetTerm
from app.model.claim import Actor, Target
from app.model.codes import TargetClass

_MARKS = frozenset("\"“”‘’'")
_STOPS = frozenset("and or but that which who where when while as including")
_SET_APART = frozenset("it they he she them him us as out up down seek seeking calls call called described describes termed".split())
_LONGEST = 6


def target_of(page: MarkedText, strike: Strike, said: Said | None, actors: tuple[Actor, ...]) -> Target:
    """The labels of a strike clause in text order and their class; sides that were hit count where no thing or person is named."""
    found: list[tuple[int, str, TargetClass | None]] = []
    speech = range(said.first, said.last) if said is not None else range(0)
    ours = {
        i for a in page.inside(page.marks.actors, strike.first, strike.last) if a.name in {x.name for x in actors} for i in range(a.first, a.last)
    }
    carriers = {i for p in strike.platforms for i in range(p.first, p.last) if _sends(page, strike, p.first)}
    for term in page.inside(page.marks.targets, strike.first, strike.last):
        if term.first in speech or term.first in ours or term.first in carriers or not _stands_struck(page, strike, term):
            continue
        first = _phrase_start(page, strike, term)
        if _only_place(page, first, term):
            continue
        found.append((first, _label(page, first, term.last), term.entry.cls))
    covered = [(first, label) for first, label, _ in found]
    for victim in victims_of(page, strike, actors):
        if not any(victim.text in label for _, label in covered):
            found.append((victim.first, victim.text, "armed_group" if victim.kind == "armed_group" else "military"))
    found.sort(key=lambda item: item[0])
    labels = _distinct([label for _, label, _ in found])
    return Target(labels, _class([cls for _, _, cls in found]))


def _distinct(labels: list[str]) -> tuple[str, ...]:
    """Each label once, and none that is only part of another."""
    kept = dict.fromkeys(labels)
    return tuple(label for label in kept if not any(label != other and label in other for other in kept))


def _class(classes: list[TargetClass | None]) -> TargetClass | None:
    """The first thing hit says the class; people only where nothing else does."""
    things = [cls for cls in classes if cls not in (None, "civilians", "other")]
    return things[0] if things else next((cls for cls in classes if cls is not None), None)


def _only_place(page: MarkedText, first: int, term: Found[TargetTerm]) -> bool:
    """ "the town of X", "Khan district": the noun only says what kind of place the name is."""
    words, grammar = page.tokens.words, page.grammar
    if words[term.last - 1].rstrip("s") not in grammar.settlement_nouns | grammar.area_nouns:
        return False
    near = page.inside(page.places, max(0, term.first - 5), term.first)
    touching = any(p.last == term.first for p in near)
    bare = all(words[i] in DIRECTIONS or words[i] in grammar.settlement_nouns | grammar.area_nouns for i in range(first, term.last))
    return touching or bare


def _sends(page: MarkedText, strike: Strike, first: int) -> bool:
    """ "from Black Sea warships", "by jets": what carries the weapon."""
    return any(page.tokens.words[i] in ("from", "by") for i in range(max(strike.first, first - 4), first))


def _stands_struck(page: MarkedText, strike: Strike, term: Found[TargetTerm]) -> bool:
    """Behind the strike word, or before a passive one, or killed or wounded in it."""
    trigger = strike.trigger
    if term.first >= trigger.last:
        return True
    words = page.tokens.words
    between = words[term.last : trigger.first]
    if any(t.entry.pos == "verb" and t.first < term.first and not page.inside(page.marks.actors, t.last, term.first) for t in strike.triggers):
        return True
    return any(word in BE or word in ("killed", "wounded", "injured", "died", "destroyed", "damaged", "came") for word in between)


def _phrase_start(page: MarkedText, strike: Strike, term: Found[TargetTerm]) -> int:
    """Where the noun phrase of a target word begins, without its article or number."""
    words = page.tokens.words
    triggers = {i for t in strike.triggers for i in range(t.first, t.last)}
    i = term.first
    while i > strike.first and term.first - i < _LONGEST:
        word = words[i - 1]
        if i - 1 in triggers or word in DETERMINERS or word in PREPOSITIONS or word in _STOPS or word in COMMAS or word in BE or word == ".":
            break
        if (
            word in _SET_APART
            or word[0].isdigit()
            or word in page.grammar.launch_verbs
            or word in page.grammar.ground_verbs
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
