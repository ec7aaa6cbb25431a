"""Strikes of which a report says that one of two sides carried them out, and that nobody knows which."""

from collections.abc import Sequence
from itertools import pairwise

from app.extract.drafts import Draft
from app.extract.marked import MarkedText
from app.extract.sentences import Sentence
from app.model.claim import Actor

_OPEN = frozenset("unclear unknown unsure uncertain undetermined".split())
_NEGATED = frozenset("not n't couldnt couldn wasnt cannot unable".split())
_KNOWING = frozenset("clear known determine say tell establish confirm identify certain specify".split())
_REACH = 6


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


def settle_doubts(page: MarkedText, drafts: Sequence[Draft]) -> None:
    """The strikes told before a sentence that leaves it open between two are of one of them, unless a side is named for them."""
    for number, sentence in enumerate(page.sentences):
        doubt = either(page, sentence)
        for item in drafts:
            if doubt is not None and item.modality == "asserted" and not item.actors and item.order <= number:
                item.actors = (doubt,)
