"""Munitions, strikes, targets, sites and aircraft that a number counts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.extract.phrases.circumstances import Circumstances
from app.extract.phrases.counted import WHERE, Counted, CountedNoun
from app.extract.phrases.counting import CountingWords
from app.extract.phrases.figures import QuantityFound
from app.extract.phrases.numbers import NumberFound, read_number, starts_number
from app.extract.phrases.tokens import Tokens
from app.model.claim import Quantity

_ARTICLE_UNITS = frozenset({"strikes", "raids", "munitions"})
_CARRIED = frozenset("vehicle car truck lorry suicide roadside".split())
_TIMES = frozenset(("twice", "times"))
_LONGEST, _STRUCK = 6, 12
_GAP = 9


@dataclass(frozen=True, slots=True)
class Things:
    """The rules over one text."""

    tokens: Tokens
    counted: Counted
    circumstances: Circumstances

    def read(self, number: NumberFound, noun: CountedNoun) -> QuantityFound | None:
        """The number as munitions, strikes, targets, sites or aircraft."""
        article, arms = self.counted.is_article(number), noun.unit in ("munitions", "aircraft")
        if noun.unit is None or (article and noun.unit not in _ARTICLE_UNITS) or self.tokens.words[noun.head - 1] in _CARRIED:
            return None
        if self.tokens.words[noun.head] in ("area", "areas") and self.tokens.word(number.first - 1) == "in":  # "manpower in 117 areas"
            return None
        span = (self.tokens.starts[noun.first], self.tokens.ends[noun.last - 1])
        return QuantityFound(
            number.start,
            span[1],
            Quantity(noun.unit, number.min, number.max, number.qualifier, number.text, noun=self._printed(noun)),
            span,
            None,
            stock=arms and self.circumstances.in_stock(number, noun),
            background=self.circumstances.of_a_war(number, people=False),
            downed=arms and self.circumstances.shot_down(number, noun),
            article=article,
        )

    def goes_on(self, told: QuantityFound, number: NumberFound) -> bool:
        """ "28 air strikes in X and three in Y", "10,962 strikes (7,336 in X and 3,626 in Y)": the noun is that of the number before."""
        tokens = self.tokens
        behind = tokens.at(told.end - 1) + 1
        if tokens.word(number.last) not in WHERE or not behind < number.first <= behind + _GAP:
            return False
        gap = tokens.words[behind : number.first]
        if gap[-1] not in ("and", ",", "(", "including") and not self._split_behind(told, number):
            return False
        return gap[0] in WHERE or gap[0] == "("

    def _split_behind(self, told: QuantityFound, number: NumberFound) -> bool:
        """ "10 strikes in X nine near Y and one at Z": where the comma is lost, the next part shows that this is one."""
        tokens = self.tokens
        joints = (j for j in range(number.last + 2, min(number.last + _GAP, len(tokens))) if tokens.words[j] == "and")
        following = next((n for j in joints if (n := read_number(tokens, j + 1)) is not None), None)
        whole = told.quantity.min or 0
        return following is not None and tokens.word(following.last) in WHERE and (number.min or 0) + (following.min or 0) == whole

    def more(self, told: QuantityFound, number: NumberFound) -> QuantityFound:
        """A further number of the things counted before."""
        quantity = replace(told.quantity, min=number.min, max=number.max, qualifier=number.qualifier, text=number.text)
        return replace(told, start=number.start, end=number.end, quantity=quantity, noun=None, article=False)

    def _printed(self, noun: CountedNoun) -> str:
        """The noun's own words, without what describes it."""
        return " ".join(self.tokens.text[self.tokens.starts[noun.head] : self.tokens.ends[noun.last - 1]].split())


def times(tokens: Tokens, span: range, words: CountingWords) -> Iterator[QuantityFound]:
    """ "struck the camp twice" is two strikes."""
    for i in [i for i in span if tokens.words[i] in _TIMES]:
        if tokens.words[i] == "twice":
            number: NumberFound | None = NumberFound(tokens.starts[i], tokens.ends[i], i, i + 1, 2, 2, "exactly", tokens.raw(i))
        else:
            number = _ending(tokens, max(span.start, i - _LONGEST), i)
        if number is None or words.struck.isdisjoint(tokens.words[max(0, number.first - _STRUCK) : number.first]):
            continue
        if tokens.word(i + 1) not in ("as", "the", "more", "a"):
            start, end = number.start, tokens.ends[i]
            yield QuantityFound(start, end, Quantity("strikes", number.min, number.max, number.qualifier, tokens.text[start:end]), None, None)


def _ending(tokens: Tokens, first: int, last: int) -> NumberFound | None:
    """The number that ends right before token ``last`` and begins at ``first`` or later, with its qualifier."""
    starts = (j for j in range(first, last) if starts_number(tokens.words[j]))
    return next((number for j in starts if (number := read_number(tokens, j)) is not None and number.last == last), None)
