"""Strikes of which a report says that one of two sides carried them out, and that nobody knows which."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from app.extract.drafts import Draft
from app.extract.grammar import BE, NEGATIONS
from app.extract.marked import MarkedText
from app.extract.phrases.tokens import Spanned
from app.extract.sentences import Sentence
from app.model.claim import Actor

_OPEN = frozenset("unclear unknown unsure uncertain undetermined".split())
_NEGATED = frozenset("not n't couldnt couldn wasnt cannot unable".split())
_KNOWING = frozenset("clear known determine say tell establish confirm identify certain specify".split())
_REACH = 6
_NEXT = 2
_SUBJECT = 4
_EITHER = frozenset("whether if or either".split())
_POINTING = frozenset("the that those these both".split())
_PERHAPS = frozenset("probably likely apparently presumably from a all also".split())
_WHOSE = frozenset(("who", "whose"))
_DISPUTED = frozenset("dispute disputed unclear unknown question mystery".split())
_UNSAID = frozenset("not n't without nobody nor never no unclear".split())
_NAMING = frozenset("say saying said naming know knowing knew clear identify specify tell telling ask".split())


def either(page: MarkedText, sentence: Sentence) -> Actor | None:
    """ "It was unclear whether the raids were carried out by Syrian or Russian warplanes": the two as one actor, "Syrian government or Russia"."""
    words = page.tokens.words[sentence.first : sentence.last]
    if "or" not in words or not ("whether" in words or "if" in words) or not (_OPEN.intersection(words) or _denies_knowing(words)):
        return None
    sides = [a for a in page.inside(page.marks.actors, sentence.first, sentence.last) if a.form != "descriptor"]
    for one, other in pairwise(sides):
        between = page.tokens.words[one.last : other.first]
        if "or" in between and len(between) <= _REACH and one.name != other.name:
            return Actor(f"{one.name} or {other.name}")
    return None


def _denies_knowing(words: Sequence[str]) -> bool:
    return bool(_KNOWING.intersection(words)) and any(word in _NEGATED or word.endswith("n't") for word in words)


def identified(page: MarkedText, sentence: Sentence) -> Actor | None:
    """ "The planes were Russian", "it said the jets were probably from the coalition": whose the carriers of the strike told before were."""
    words, marks = page.tokens.words, page.marks
    if not _EITHER.isdisjoint(words[sentence.first : sentence.last]):
        return None
    for actor in page.inside(marks.actors, sentence.first, sentence.last):
        i = actor.first - 1
        while words[i] in _PERHAPS and i > sentence.first:
            i -= 1
        if actor.form == "descriptor" or actor.head_cls in ("people", "office") or words[i] not in BE or words[actor.first - 1] in NEGATIONS:
            continue
        kinds: tuple[Sequence[Spanned], ...] = (marks.platforms, marks.weapons, marks.triggers)
        carriers = (c for kind in kinds for c in page.inside(kind, max(sentence.first, i - _SUBJECT), i))
        if any(words[page.tokens.at(c.start) - 1] in _POINTING for c in carriers):
            return Actor(actor.name)
    return None


def _leaves_open(page: MarkedText, sentence: Sentence) -> bool:
    """ "It did not say whose aircraft they were", "without naming who did it": a speaker names no striker."""
    words = page.tokens.words
    inside = words[sentence.first : sentence.last]
    if _WHOSE.isdisjoint(inside):
        return False
    if "whose" in inside and not _DISPUTED.isdisjoint(inside):
        return True
    asked = (i for i in range(sentence.first, sentence.last) if words[i] in _WHOSE)
    return any(not _UNSAID.isdisjoint(words[max(sentence.first, i - _REACH) : i]) and words[i - 1] in _NAMING for i in asked)


def settle_doubts(page: MarkedText, drafts: Sequence[Draft]) -> None:
    """The strikes told before a sentence that leaves it open between two are of one of them, unless a side is named for them.

    Those in or right before one whose speaker names nobody stay without a striker.
    """
    opens = [item for item in drafts if item.modality == "asserted" and (item.lent or not item.actors)]
    told: defaultdict[int, list[Draft]] = defaultdict(list)
    for item in opens:
        told[item.order].append(item)
    for number, sentence in enumerate(page.sentences if opens else ()):
        near = [item for order in range(number - _NEXT, number + 1) for item in told[order]]
        known = identified(page, sentence) if near else None
        for item in near:
            if known is not None:
                item.actors, item.lent = (known,), False
            elif item.order >= number - 1 and _leaves_open(page, sentence):
                item.actors, item.unidentified = (), True
        doubt = either(page, sentence)
        if doubt is not None:
            for item in opens:
                if item.order <= number and (not item.actors or (item.lent and item.order >= number - 1)):
                    item.actors, item.unidentified = (doubt,), False
