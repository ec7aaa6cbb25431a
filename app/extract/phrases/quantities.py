"""Numbers that say how much: munitions, strikes, targets, aircraft, people killed and hurt; and those that say nothing of the kind.

Codebook (docs/methodology.md, "Quantities"): the number as printed with its qualifier; "dozens" 24-99, "scores" 40-99, "hundreds" 200-999
as ranges; "several", "many" and "a number of" are not coded; "no casualties" is zero killed and zero injured. Ages, years, distances,
calibres, aircraft names, ordinals, money and percentages are no quantities.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.extract.phrases.casualties import Casualties, Governed
from app.extract.phrases.circumstances import Circumstances
from app.extract.phrases.counted import Counted, CountedNoun, plural
from app.extract.phrases.counting import CountingWords
from app.extract.phrases.numbers import NumberFound, read_number, starts_number
from app.extract.phrases.tokens import Tokens
from app.extract.phrases.vocabulary import Lexicon
from app.extract.phrases.zeros import zeros
from app.model.claim import Quantity
from app.model.codes import QuantityOf

_ARTICLE_UNITS = frozenset({"strikes", "raids", "munitions"})
_NOT_SINGLE = frozenset({"people", "staff", "other", "leader", "national"})
_BARE_AFTER = frozenset("sustained suffered dead killed wounded injured hurt died more others fatalities deaths injuries martyrs".split())
_RAISING = frozenset("raising raises raised bringing brings brought taking takes took pushing lifting".split())
_TIMES = frozenset(("twice", "times"))
_SUM = 20
_GROWN = 18
_MEMBERS = frozenset("members men operatives".split())
_CARRIED = frozenset("vehicle car truck lorry suicide roadside".split())
_WHERE = frozenset("in on at near over against".split())
_LONGEST, _STRUCK = 6, 12
_GAP = 9
_NEAR = 6
_APART = 10
_HAVE = frozenset("have has had also later since".split())
_FATE = 4
_KIN = frozenset("wife husband son daughter mother father brother sister child baby fiancee grandson granddaughter nephew niece cousin".split())
_BE = frozenset("were was are is remain remained remains have had".split())
_OTHER_FATES = frozenset("missing trapped unaccounted arrested detained displaced stranded evacuated rescued homeless abducted captured".split())
_IN_LISTS = frozenset({"and", "including", "them", "among", "or", "whom", "(", "of", "plus", "with", "which"})


@dataclass(frozen=True, slots=True)
class QuantityFound:
    """One number of the text. ``start:end`` is number and noun; ``quantity.text`` the number with its qualifier.

    ``governor`` spans the verb or noun that decides the unit. ``subset``: children, civilians or fighters among the people counted before
    ("nine people, three of them children"); other parts are left out. ``stock``: what somebody has, not what was used; ``downed``:
    munitions or aircraft that were shot down; ``background``: a war's or campaign's total; ``negative``: zero, stated; ``article``: "a",
    "an" as one.
    """

    start: int
    end: int
    quantity: Quantity
    noun: tuple[int, int] | None
    governor: tuple[int, int] | None
    stock: bool = False
    negative: bool = False
    background: bool = False
    downed: bool = False
    article: bool = False
    subset: bool = False


def find_quantities(tokens: Tokens, lexicon: Lexicon, start: int = 0, end: int | None = None) -> list[QuantityFound]:
    """Find the quantities that start in ``[start, end)``, by start. Two may share a place: "no casualties" is killed 0 and injured 0."""
    span = tokens.span(start, len(tokens.text) if end is None else end)
    found = [*_zeros(tokens, span), *_Counting(tokens, lexicon).counts(span), *_times(tokens, span, lexicon.counting)]
    return sorted(found, key=lambda one: (one.start, one.end, one.quantity.unit))


def _zeros(tokens: Tokens, span: range) -> Iterator[QuantityFound]:
    for zero in zeros(tokens, span):
        start, end = tokens.starts[zero.first], tokens.ends[zero.last - 1]
        text = tokens.text[start:end]
        for unit in zero.units:
            yield QuantityFound(start, end, Quantity(unit, 0, 0, "exactly", text, zero.of), (start, end), None, negative=True)


def _times(tokens: Tokens, span: range, words: CountingWords) -> Iterator[QuantityFound]:
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


class _Counting:
    """The numbers of one text with their nouns, from left to right."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self._tokens = tokens
        self._counted = Counted.of(tokens, lexicon)
        self._casualties = Casualties(tokens, lexicon.counting)
        self._circumstances = Circumstances(tokens, lexicon.counting)
        self._words = lexicon.counting

    def counts(self, span: range) -> Iterator[QuantityFound]:
        """Every number that counts something; a list of people shares the verb of its first."""
        list_end = 0
        governed: Governed | None = None
        told: QuantityFound | None = None
        i = span.start
        while i < span.stop:
            number = self._counted.number(i) if starts_number(self._tokens.words[i]) else None
            if number is None:
                i += 1
                continue
            noun = self._counted.noun(number)
            if noun is not None and noun.unit is not None:
                thing = self._thing(number, noun)
                told = thing or told
                if thing is not None:
                    yield thing
            elif noun is None and told is not None and self._goes_on(told, number):
                yield self._more(told, number)
            else:
                inherited = governed if governed is not None and self._listed(list_end, number, noun) else None
                part = inherited is not None and self._is_part(number)
                mine = inherited if part and self._after_comma(number) else self._governor(number, noun, inherited)
                if mine is not None:
                    list_end, governed = max(number.last, noun.last if noun is not None else 0), mine
                    counted = self._people(number, noun, mine, part=part or self._adds(number))
                    if counted.quantity.of is not None or not counted.subset:
                        yield counted
            i = number.last if noun is None else max(number.last, i + 1)

    def _goes_on(self, told: QuantityFound, number: NumberFound) -> bool:
        """ "28 air strikes in X and three in Y", "10,962 strikes (7,336 in X and 3,626 in Y)": the noun is that of the number before."""
        tokens = self._tokens
        gap = tokens.words[tokens.at(told.end - 1) + 1 : number.first]
        if tokens.word(number.last) not in _WHERE or not gap or len(gap) > _GAP:
            return False
        if gap[-1] not in ("and", ",", "(") and not self._split_behind(told, number):
            return False
        return gap[0] in _WHERE or gap[0] == "("

    def _split_behind(self, told: QuantityFound, number: NumberFound) -> bool:
        """ "10 strikes in X nine near Y and one at Z": where the comma is lost, the next part shows that this is one."""
        tokens = self._tokens
        joints = (j for j in range(number.last + 2, min(number.last + _GAP, len(tokens))) if tokens.words[j] == "and")
        following = next((n for j in joints if (n := read_number(tokens, j + 1)) is not None), None)
        whole = told.quantity.min or 0
        return following is not None and tokens.word(following.last) in _WHERE and (number.min or 0) + (following.min or 0) == whole

    def _more(self, told: QuantityFound, number: NumberFound) -> QuantityFound:
        """A further number of the things counted before."""
        quantity = replace(told.quantity, min=number.min, max=number.max, qualifier=number.qualifier, text=number.text)
        return replace(told, start=number.start, end=number.end, quantity=quantity, noun=None, article=False)

    def _listed(self, before: int, number: NumberFound, noun: CountedNoun | None) -> bool:
        """Whether a number goes on a list: "three people, including two children", "two men and a woman", "three of them"."""
        gap = self._tokens.words[before : number.first]
        if self._among_them(noun):
            return len(gap) <= 1
        if noun is None and self._elsewhere(gap, number):
            return True
        if not gap or len(gap) > (_APART if gap[-1] in ("them", "whom", "including") else _NEAR) or any(word in (".", ";", "!", "?") for word in gap):
            return False
        part = self._tokens.word(number.last) == "of"
        if noun is None and not part:
            return False
        gap = gap[:-1] if gap[-1] in ("his", "her", "their") and len(gap) > 1 else gap
        if gap[-1] == ",":
            return part or number.min != 1 or number.max != 1
        return part or gap[-1] in _IN_LISTS

    def _among_them(self, noun: CountedNoun | None) -> bool:
        """ "Eleven civilians, three children among them"."""
        return noun is not None and self._tokens.words[noun.last : noun.last + 2] in (["among", "them"], ["among", "whom"])

    def _elsewhere(self, gap: list[str], number: NumberFound) -> bool:
        """ "Killed 45 civilians in and around X and 22 in Y": a further number of them, at another place."""
        spread = 0 < len(gap) <= _GAP and gap[0] in _WHERE and gap[-1] in ("and", ",")
        return spread and self._tokens.word(number.last) in _WHERE and not self._counted.is_year(number)

    def _is_part(self, number: NumberFound) -> bool:
        """Whether the number is part of the one before it: "including two children", "three of them"."""
        lead = self._tokens.words[max(0, number.first - 3) : number.first]
        if lead[-1:] == ["among"] and lead[-2:-1] and lead[-2] in _BE:  # "eight children were among 27 people who died"
            return False
        shared = self._tokens.word(number.last) == "of" and self._tokens.word(number.last + 1) not in ("his", "her", "their")  # "two of his guards"
        return shared or any(word in ("including", "among", "whom") for word in lead)

    def _after_comma(self, number: NumberFound) -> bool:
        """ "killing five people, including two children, while": the part that a comma sets off shares the fate of the whole."""
        return self._tokens.words[number.first - 2 : number.first] == [",", "including"]

    def _adds(self, number: NumberFound) -> bool:
        """ "two more bodies were found, raising the toll to six": the sum alone is the claim's."""
        words = self._tokens.words
        if words[number.last : number.last + 1] != ["more"] and words[number.first - 1 : number.first] != ["another"]:
            return False
        ahead = words[number.last : number.last + _SUM]
        ahead = ahead[: ahead.index(".")] if "." in ahead else ahead
        return not _RAISING.isdisjoint(ahead) and not self._words.tolls.isdisjoint(ahead) and "to" in ahead

    def _governor(self, number: NumberFound, noun: CountedNoun | None, inherited: Governed | None) -> Governed | None:
        """What killed or hurt the people counted, if something did."""
        article = self._counted.is_article(number)
        if self._counted.is_year(number) or (noun is None and (article or not self._bare(number))):
            return None
        ordered = self._tokens.word(number.first - 1) in self._words.killing | self._words.injuring  # "killed a leader of the group"
        if noun is not None and article and not (self._single(noun) or (ordered and not plural(self._tokens.words[noun.last - 1]))):
            return None
        last = noun.last if noun is not None else number.last + 2 * (self._tokens.word(number.last) == "of")  # "26 of them died"
        if self._tokens.word(last + (self._tokens.word(last) in _HAVE)) in self._words.speaking or self._fares_otherwise(last):
            return None
        elsewhere = inherited is not None and self._tokens.word(number.last) in _WHERE  # "and 22 in Y were wounded"
        return self._casualties.governor(number.first, last, inherited, people=noun is not None or elsewhere)

    def _fares_otherwise(self, last: int) -> bool:
        """ "seven people were killed and eight staff were missing": neither dead nor hurt."""
        behind = self._tokens.words[last : last + _FATE]
        return behind[:1] != [] and behind[0] in _BE and any(word in _OTHER_FATES for word in behind[1:])

    def _single(self, noun: CountedNoun) -> bool:
        """Whether "a" counts the noun as one person: a singular that modifies no other noun ("a Syrian monitoring group")."""
        head, after = self._tokens.words[noun.last - 1], self._tokens.word(noun.last)
        if plural(head) or head in _NOT_SINGLE:
            return False
        return not after[:1].isalpha() or after in self._words.noun_stops or after in self._words.auxiliaries or after in _BARE_AFTER

    def _bare(self, number: NumberFound) -> bool:
        """Whether a number without a noun may stand for people: what follows is no noun of its own."""
        after = self._tokens.word(number.last)
        if after == "of":
            return self._tokens.word(number.last + 1) in ("them", "whom")
        return after in ("", "them") or not after[0].isalpha() or after in self._words.noun_stops or after in _BARE_AFTER or after.endswith("ly")

    def _people(self, number: NumberFound, noun: CountedNoun | None, governed: Governed, *, part: bool) -> QuantityFound:
        tokens = self._tokens
        span = (tokens.starts[noun.first], tokens.ends[noun.last - 1]) if noun is not None else None
        couple = noun is not None and (tokens.words[noun.last - 1] == "couple" or self._pair(number, noun))
        low, high, qualifier = (2, 2, "exactly") if couple else (number.min, number.max, number.qualifier)
        quantity = Quantity(governed.harm, low, high, qualifier, number.text, self._kind(noun, governed))
        return QuantityFound(
            number.start,
            number.end if span is None else span[1],
            quantity,
            span,
            (tokens.starts[governed.first], tokens.ends[governed.last - 1]),
            background=self._circumstances.of_a_war(number, people=True),
            article=self._counted.is_article(number),
            subset=part,
        )

    def _pair(self, number: NumberFound, noun: CountedNoun) -> bool:
        """ "A man and his wife" are two."""
        words = self._tokens.words[noun.last : noun.last + 3]
        return self._counted.is_article(number) and words[:1] == ["and"] and words[1:2] in (["his"], ["her"]) and not _KIN.isdisjoint(words[2:])

    def _kind(self, noun: CountedNoun | None, governed: Governed) -> QuantityOf | None:
        """Who is counted: by the noun, or by that of the toll ("the number of civilians killed rose to 19")."""
        if noun is None:
            before = self._tokens.words[max(0, governed.first - 2) : governed.first]
            return "civilian" if "civilians" in before and "of" in before else None
        age = self._counted.age(noun)
        if age is not None and age < _GROWN:
            return "child"
        words = self._tokens.words
        if noun.of is None and words[noun.first - 1] in ("its", "their") and words[noun.last - 1] in _MEMBERS:  # "killing 12 of its members"
            return "combatant"
        return "civilian" if noun.of is None and "civilian" in words[noun.first : noun.last] else noun.of

    def _printed(self, noun: CountedNoun) -> str:
        """The noun's own words, without what describes it."""
        return " ".join(self._tokens.text[self._tokens.starts[noun.head] : self._tokens.ends[noun.last - 1]].split())

    def _thing(self, number: NumberFound, noun: CountedNoun) -> QuantityFound | None:
        """The number as munitions, strikes, targets, sites or aircraft."""
        article, arms = self._counted.is_article(number), noun.unit in ("munitions", "aircraft")
        if noun.unit is None or (article and noun.unit not in _ARTICLE_UNITS) or self._tokens.words[noun.head - 1] in _CARRIED:
            return None
        if self._tokens.words[noun.head] in ("area", "areas") and self._tokens.word(number.first - 1) == "in":  # "manpower in 117 areas"
            return None
        span = (self._tokens.starts[noun.first], self._tokens.ends[noun.last - 1])
        return QuantityFound(
            number.start,
            span[1],
            Quantity(noun.unit, number.min, number.max, number.qualifier, number.text, noun=self._printed(noun)),
            span,
            None,
            stock=arms and self._circumstances.in_stock(number, noun),
            background=self._circumstances.of_a_war(number, people=False),
            downed=arms and self._circumstances.shot_down(number, noun),
            article=article,
        )
