"""Numbers that say how much: munitions, strikes, targets, aircraft, people killed and hurt; and those that say nothing of the kind.

Codebook (docs/methodology.md, "Quantities"): the number as printed with its qualifier; "dozens" 24-99, "scores" 40-99, "hundreds" 200-999
as ranges; "several", "many" and "a number of" are not coded; "no casualties" is zero killed and zero injured. Ages, years, distances,
calibres, aircraft names, ordinals, money and percentages are no quantities.
"""

from collections.abc import Iterator, Sequence

from app.extract.phrases.circumstances import Circumstances
from app.extract.phrases.counted import Counted
from app.extract.phrases.figures import QuantityFound
from app.extract.phrases.numbers import number_starts
from app.extract.phrases.people import People
from app.extract.phrases.things import Things, times
from app.extract.phrases.tokens import Tokens
from app.extract.phrases.victims import single_victims
from app.extract.phrases.vocabulary import Lexicon
from app.extract.phrases.zeros import zeros
from app.model.claim import Quantity


def find_quantities(tokens: Tokens, lexicon: Lexicon, start: int = 0, end: int | None = None) -> list[QuantityFound]:
    """Find the quantities that start in ``[start, end)``, by start. Two may share a place: "no casualties" is killed 0 and injured 0."""
    span = tokens.span(start, len(tokens.text) if end is None else end)
    counted = Counted.of(tokens, lexicon)
    numbers = list(_numbers(counted, span))
    found = [*_zeros(tokens, span), *numbers, *_singles(counted, span, numbers), *times(tokens, span, lexicon.counting)]
    return sorted(found, key=lambda one: (one.start, one.end, one.quantity.unit))


def _numbers(counted: Counted, span: range) -> Iterator[QuantityFound]:
    """Every number that counts something, from left to right."""
    circumstances = Circumstances(counted.tokens, counted.words)
    things, people = Things(counted.tokens, counted, circumstances), People(counted.tokens, counted, circumstances)
    told: QuantityFound | None = None
    past = span.start
    for i in number_starts(counted.tokens, span):
        number = counted.number(i) if i >= past else None
        if number is None:
            continue
        noun = counted.noun(number)
        if noun is not None and noun.unit is not None:
            thing = things.read(number, noun)
            told = thing or told
            if thing is not None:
                yield thing
        elif noun is None and told is not None and things.goes_on(told, number):
            told = things.more(told, number)
            yield told
        else:
            yield from people.read(number, noun)
        past = max(number.last, people.past)


def _singles(counted: Counted, span: range, numbers: Sequence[QuantityFound]) -> Iterator[QuantityFound]:
    """Persons whom no number counts: each is one, if he is not of a family that was counted."""
    tokens = counted.tokens
    for one in single_victims(tokens, counted, span):
        start, end = tokens.starts[one.first], tokens.ends[one.last - 1]
        if any(q.start < end and start < q.end for q in numbers):
            continue
        quantity = Quantity(one.harm, 1, 1, "exactly", " ".join(tokens.text[start:end].split()), one.of)
        yield QuantityFound(start, end, quantity, (start, end), (tokens.starts[one.verb], tokens.ends[one.verb]))


def _zeros(tokens: Tokens, span: range) -> Iterator[QuantityFound]:
    for zero in zeros(tokens, span):
        start, end = tokens.starts[zero.first], tokens.ends[zero.last - 1]
        text = tokens.text[start:end]
        for unit in zero.units:
            yield QuantityFound(start, end, Quantity(unit, 0, 0, "exactly", text, zero.of), (start, end), None, negative=True)
