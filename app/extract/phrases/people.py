"""People whom a number counts as killed or hurt, from left to right: lists, their parts, families, and those whose fate is told behind them all."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from app.extract.phrases.casualties import Casualties, Governed
from app.extract.phrases.circumstances import Circumstances
from app.extract.phrases.counted import FARING, WHERE, Counted, CountedNoun, plural
from app.extract.phrases.families import Family, family
from app.extract.phrases.figures import QuantityFound
from app.extract.phrases.numbers import NumberFound
from app.extract.phrases.series import Series
from app.extract.phrases.tokens import Tokens
from app.model.claim import Quantity
from app.model.codes import QuantityOf

_NOT_SINGLE = frozenset({"people", "staff", "other", "leader", "national"})
_BARE_AFTER = frozenset(
    "sustained suffered dead killed wounded injured hurt died more others fatalities deaths injuries martyrs all hospitalised hospitalized".split()
)
_RAISING = frozenset("raising raises raised bringing brings brought taking takes took pushing lifting".split())
_MEMBERS = frozenset("members men operatives".split())
_HAVE = frozenset("have has had also later since".split())
_OTHER_FATES = frozenset("missing trapped unaccounted arrested detained displaced stranded evacuated rescued homeless abducted captured".split())
_REST = frozenset("remaining other others all rest".split())
_JOINTS = (["and"], [","], [",", "and"])
_SUM, _GROWN, _FATE = 20, 18, 4


@dataclass(slots=True)
class _Told:
    """The people counted last: where their list ends, what became of them, whether they were part of others; those whose fate is still open.

    ``past``: the numbers before this token are those of a family that has been counted.
    """

    end: int = 0
    governed: Governed | None = None
    part: bool = False
    waiting: list[tuple[NumberFound, CountedNoun]] = field(default_factory=list)
    held: int = 0
    past: int = 0
    of: QuantityOf | None = None


class People:
    """The people of one text; numbers are given to it in order."""

    def __init__(self, tokens: Tokens, counted: Counted, circumstances: Circumstances) -> None:
        """Begin a text of which nobody has been counted."""
        self._tokens, self._counted, self._circumstances = tokens, counted, circumstances
        self._words = counted.words
        self._casualties = Casualties(tokens, counted.words)
        self._series = Series(tokens, counted)
        self._before = _Told()

    @property
    def past(self) -> int:
        """The token up to which a family that was counted reaches: its numbers are done with."""
        return self._before.past

    def read(self, number: NumberFound, noun: CountedNoun | None) -> Iterator[QuantityFound]:
        """The number as people killed or hurt, if it is, and those before it that share what is said behind it."""
        before, series = self._before, self._series
        noun = self._patients(number, noun)
        inherited = before.governed if before.governed is not None and series.goes_on(before.end, number, noun) else None
        named = inherited is not None and series.is_part(number)
        kin = family(self._tokens, self._counted, number, noun) if noun is not None else None
        end = kin.last if kin is not None else noun.last if noun is not None else number.last
        mine = inherited if named and series.after_comma(number) else self._governor(number, noun, inherited, end)
        were = series.were(before.end, number) if mine is None and noun is None and before.governed is not None else None
        if were is not None and before.governed is not None:
            yield self._people(number, were, before.governed, part=True)
            return
        if mine is None:
            held = noun is not None and self._may_count(number, noun)
            before.waiting = [*(before.waiting if series.follows(before.held, number) else ()), (number, noun)] if held and noun is not None else []
            before.held = end
            return
        if mine.first >= end and series.follows(before.held, number):
            for other, people in before.waiting:
                yield self._people(other, people, mine, part=False)
        before.waiting = []
        listed = before.part and mine == before.governed and self._tokens.words[before.end : number.first] in _JOINTS
        share = series.is_share(number, noun) or series.is_one_of(number)
        part = named or listed or share
        before.end, before.governed, before.part = max(number.last, end), mine, part
        counted = self._people(number, noun, mine, part=part or self._adds(number))
        if share and noun is not None and counted.quantity.of is None:
            counted = replace(counted, quantity=replace(counted.quantity, of=self._share_of(noun)))
        before.past = kin.last if kin is not None else 0
        same = counted.subset and before.of is not None and counted.quantity.of == before.of != "child"  # "30 militants, including a commander"
        before.of = before.of if counted.subset else counted.quantity.of
        if kin is not None:
            yield from self._in_family(counted, kin)
        elif (counted.quantity.of is not None and not same) or not counted.subset:
            yield counted

    def _in_family(self, counted: QuantityFound, kin: Family) -> Iterator[QuantityFound]:
        """The whole family, and the children in it."""
        end = self._tokens.ends[kin.last - 1]
        said = self._tokens.text[counted.start : end]
        whole = replace(counted.quantity, min=kin.size, max=kin.size, text=" ".join(said.split()), of="child" if kin.children == kin.size else None)
        if not counted.subset or whole.of is not None:
            yield replace(counted, end=end, quantity=whole, article=False)
        if 0 < kin.children < kin.size:
            yield replace(counted, end=end, quantity=replace(whole, min=kin.children, max=kin.children, of="child"), article=False, subset=True)

    def _share_of(self, noun: CountedNoun) -> QuantityOf | None:
        said = self._series.predicate(noun)
        return said.of if said is not None and said.unit is None else None

    def _patients(self, number: NumberFound, noun: CountedNoun | None) -> CountedNoun | None:
        """The people of a number; "wounding dozens activists said" has lost its comma, and they only speak."""
        if noun is None or self._tokens.word(noun.last) not in self._words.speaking or self._tokens.word(noun.last + 1) in ("the", "a"):
            return noun
        return None if self._casualties.verb_before(number.first) else noun

    def _mixed(self, i: int) -> bool:
        other = self._counted.nouns.get(i)
        return other is not None and other.unit is None and other.of != "child"

    def _adds(self, number: NumberFound) -> bool:
        """ "two more bodies were found, raising the toll to six": the sum alone is the claim's."""
        words = self._tokens.words
        if words[number.last : number.last + 1] != ["more"] and words[number.first - 1 : number.first] != ["another"]:
            return False
        ahead = words[number.last : number.last + _SUM]
        ahead = ahead[: ahead.index(".")] if "." in ahead else ahead
        return not _RAISING.isdisjoint(ahead) and not self._words.tolls.isdisjoint(ahead) and "to" in ahead

    def _governor(self, number: NumberFound, noun: CountedNoun | None, inherited: Governed | None, end: int) -> Governed | None:
        """What killed or hurt the people counted up to token ``end``, if something did."""
        ordered = self._casualties.verb_before(number.first)  # "killed a leader of the group", "wounding dozens activists said"
        if noun is None and (self._counted.is_year(number) or self._counted.is_article(number) or not (ordered or self._bare(number))):
            return None
        if noun is not None and not self._may_count(number, noun, ordered=ordered):
            return None
        last = end if noun is not None else number.last + 2 * (self._tokens.word(number.last) == "of")  # "26 of them died"
        speaks = self._tokens.word(last + (self._tokens.word(last) in _HAVE)) in self._words.speaking
        if (speaks and not ordered) or self._fares_otherwise(last):
            return None
        elsewhere = inherited is not None and self._tokens.word(number.last) in WHERE  # "and 22 in Y were wounded"
        rest = self._tokens.word(number.first - 1) in _REST or self._tokens.words[number.first] in _REST  # "the remaining six … died"
        return self._casualties.governor(number.first, last, inherited, people=noun is not None or elsewhere or rest)

    def _may_count(self, number: NumberFound, noun: CountedNoun, *, ordered: bool = False) -> bool:
        """Whether number and noun can mean people: no year, and "a" only before a single person."""
        if self._counted.is_year(number):
            return False
        if not self._counted.is_article(number):
            return True
        return self._single(noun) or (ordered and not plural(self._tokens.words[noun.last - 1]))

    def _fares_otherwise(self, last: int) -> bool:
        """ "seven people were killed and eight staff were missing": neither dead nor hurt."""
        behind = self._tokens.words[last : last + _FATE]
        return behind[:1] != [] and (behind[0] in _OTHER_FATES or (behind[0] in FARING and not _OTHER_FATES.isdisjoint(behind[1:])))

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
        couple = noun is not None and tokens.words[noun.last - 1] == "couple"
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

    def _kind(self, noun: CountedNoun | None, governed: Governed) -> QuantityOf | None:
        """Who is counted: by the noun, or by that of the toll ("the number of civilians killed rose to 19")."""
        if noun is None:
            before = self._tokens.words[max(0, governed.first - 2) : governed.first]
            return "civilian" if "civilians" in before and "of" in before else None
        age = self._counted.age(noun)
        if age is not None and age < _GROWN:
            return "child"
        words = self._tokens.words
        if noun.of == "child" and self._tokens.word(noun.last) == "and" and self._mixed(noun.last + 1):  # "12 children and women"
            return None
        if noun.of is None and words[noun.first - 1] in ("its", "their") and words[noun.last - 1] in _MEMBERS:  # "killing 12 of its members"
            return "combatant"
        return "civilian" if noun.of is None and "civilian" in words[noun.first : noun.last] else noun.of
