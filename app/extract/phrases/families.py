"""People told as one family: "a man and his wife" are two, "a woman, her mother and their four children" six; and those named one by one."""

from dataclasses import dataclass

from app.extract.phrases.casualties import THEIR
from app.extract.phrases.counted import Counted, CountedNoun, plural
from app.extract.phrases.numbers import NumberFound, read_number, starts_number
from app.extract.phrases.tokens import Tokens

_KIN = frozenset(
    "wife husband son daughter mother father brother sister child baby fiancee grandson granddaughter nephew niece cousin grandmother "
    "grandfather aunt uncle infant toddler twins parents relatives kin teacher sons daughters brothers sisters children babies grandchildren "
    "grandparents nephews nieces cousins family".split()
)
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Family:
    """So many people in all, up to token ``last``; ``children`` of them are called so."""

    last: int
    size: int
    children: int


def family(tokens: Tokens, counted: Counted, number: NumberFound, noun: CountedNoun) -> Family | None:
    """The family that begins with a counted person or persons, if somebody of theirs follows ("and his wife")."""
    if number.min is None or number.min != number.max or number.qualifier != "exactly":
        return None
    head = tokens.words[noun.last - 1]
    if head in counted.words.killed or head in counted.words.injured:  # "left a woman dead and her husband injured"
        return None
    size, last = 2 if head == "couple" else number.min, noun.last
    children = size if noun.of == "child" or _young(counted, noun) else 0
    first = children
    while (member := _member(tokens, counted, last)) is not None:
        size, children, last = size + member.size, children + member.children, member.last
    return Family(last, size, children) if last > noun.last and (first != size) else None


def _member(tokens: Tokens, counted: Counted, at: int) -> Family | None:
    """ ", his wife", "and their four children", "and 10 of his relatives" behind token ``at``."""
    j = at
    while j < at + 2 and tokens.word(j) in (",", "and"):
        j += 1
    if tokens.word(j) in THEIR:
        number = read_number(tokens, j + 1) if starts_number(tokens.word(j + 1)) else None
        number = None if number is not None and tokens.hyphened[min(number.last, len(tokens) - 1)] else number  # "her six-month-old baby"
        begin = number.last if number is not None else j + 1
    else:
        number = read_number(tokens, j) if starts_number(tokens.word(j)) else None
        if number is None or tokens.word(number.last) != "of" or tokens.word(number.last + 1) not in THEIR:
            return None
        begin = number.last + 2
    size = 1 if number is None else number.min if number.min == number.max else None
    kin = next((k for k in range(begin, begin + _LONGEST) if tokens.word(k) in _KIN or not tokens.word(k).isalnum()), begin)
    if size is None or tokens.word(kin) not in _KIN or (number is None and plural(tokens.words[kin])):
        return None
    if tokens.word(kin + 1) in counted.words.speaking:  # "killing a doctor, his brother said"
        return None
    noun = counted.nouns.get(kin)
    young = noun is not None and noun.of == "child"
    return Family(kin + 1, size, size if young else 0)


def _young(counted: Counted, noun: CountedNoun) -> bool:
    age = counted.age(noun)
    return age is not None and age < 18
