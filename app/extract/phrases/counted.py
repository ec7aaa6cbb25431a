"""What a number counts: the numbers that can count at all, and the head noun of the phrase behind them."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.extract.phrases.counting import CountingWords
from app.extract.phrases.numbers import NumberFound, read_article, read_number, starts_number
from app.extract.phrases.tokens import Tokens
from app.extract.phrases.vocabulary import Lexicon
from app.model.codes import QuantityOf, Unit

WHERE = frozenset("in on at near over against".split())
FARING = frozenset("were was are is remain remained remains have had".split())
"""Verbs between people and what became of them."""

_UNCODED = frozenset({"several", "few", "handful"})
_QUOTES = frozenset("\"'“”‘’«»")
_VERBS_IN_S = frozenset("hits strikes targets kills lands falls explodes crosses injures wounds across towards yesterday tuesdays besides".split())
_NO_HEADS = _VERBS_IN_S | frozenset("forces was has others as is".split())
_BEFORE_YEARS = frozenset("in since until during early late mid spring summer autumn winter fall".split())
_LONGEST = 7
_OLDEST = 110
_PERSONS = frozenset("woman man girl boy child youth baby teenager pensioner toddler infant student resident".split())
_BEFORE_LISTS = frozenset("and or killed wounded injured dead in on at of".split())
_ONES = {word: n for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(), 1)}


@dataclass(slots=True)
class CountedNoun:
    """The noun phrase over tokens ``[first, last)``; ``unit`` None: people, of whom ``of`` says the kind. ``head``: where the noun itself begins."""

    first: int
    last: int
    unit: Unit | None
    of: QuantityOf | None
    head: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The rules over one text: its tokens, the word lists, and the counted nouns by their first token."""

    tokens: Tokens
    words: CountingWords
    nouns: Mapping[int, CountedNoun]

    @classmethod
    def of(cls, tokens: Tokens, lexicon: Lexicon) -> "Counted":
        """Find the counted nouns of the text; people win over things of the same words."""
        units, people = lexicon.counted.scan(tokens)
        nouns = {item.first: CountedNoun(item.first, item.last, item.entry.unit, None, item.first) for item in units}
        for item in people:
            other = nouns.get(item.first)
            if other is None or other.last <= item.last:
                nouns[item.first] = CountedNoun(item.first, item.last, None, item.entry.of, item.first)
        return cls(tokens, lexicon.counting, nouns)

    def number(self, i: int) -> NumberFound | None:
        """The number that begins at token ``i``, if it can count anything."""
        tokens, word = self.tokens, self.tokens.words[i]
        if tokens.hyphened[i] or "not" in tokens.words[max(0, i - 2) : i]:
            return None
        if word in _UNCODED or (word in ("a", "the") and tokens.word(i + 1) in _UNCODED):
            return None
        number = read_number(tokens, i)
        if number is None:
            return None if tokens.word(i - 1) == "as" else read_article(tokens, i)
        return number if self._counts(number) else None

    def _counts(self, number: NumberFound) -> bool:
        """Whether it is no name, date, measure, fraction or age."""
        tokens, after = self.tokens, self.tokens.word(number.last)
        lead = number.first - (2 if tokens.word(number.first - 1) == "." and tokens.touching(number.first - 1) else 1)  # "Dec. 10"
        anew = tokens.raw(number.first)[0].isupper()  # "on its page Six bombers": a sentence that lost its stop before it
        if tokens.word(lead) in self.words.labels and number.qualifier == "exactly" and not anew:
            return False
        if tokens.word(lead) in _BEFORE_YEARS and number.qualifier == "exactly" and self.is_year(number):
            return False
        if self._is_age(number):
            return False
        if after in self.words.measures or (number.last < len(tokens) and tokens.hyphened[number.last]):
            return False
        return after != "/" and not (after == "of" and tokens.words[number.first] == "one")

    def _is_age(self, number: NumberFound) -> bool:
        """ "The driver, 45, died", "a woman of 68", "brothers aged 8 and 10": how old somebody is."""
        words, first = self.tokens.words, number.first
        if number.qualifier != "exactly" or (number.min or 0) > _OLDEST:
            return False
        if self.tokens.word(first - 1) in ("and", "to", "or") and self.tokens.word(first - 3) in ("aged", "ages", "between"):
            return self.tokens.word(first - 3) != "between" or self.tokens.word(first - 4) in ("aged", "ages")
        person = self.tokens.word(first - 2)
        if words[first][0].isdigit() and self.tokens.word(first - 1) == "," and self.tokens.word(number.last) in (",", ")"):
            return person.isalpha() and person not in _BEFORE_LISTS
        return self.tokens.word(first - 1) == "of" and person in _PERSONS

    def age(self, noun: CountedNoun) -> int | None:
        """The printed age of the people of a noun: "a youth of 16", "a 16-year-old boy", "two brothers aged 8 and 10" (the oldest)."""
        words = self.tokens.words
        before = words[max(0, noun.first - 3) : noun.first + 3]
        for i, word in enumerate(before):
            if before[i + 1 : i + 3] in (["year", "old"], ["years", "old"]):
                return _value(word)
        behind = words[noun.last : noun.last + 5]
        if behind[:1] == ["aged"]:
            return max((value for word in behind[1:4] if (value := _value(word)) is not None), default=None)
        if behind[:1] in (["of"], [","]) and behind[1:] and not "".join(behind[2:3]).isalpha():
            return _value(behind[1])
        return None

    def is_year(self, number: NumberFound) -> bool:
        """Whether the digits could be a year: such a number only counts the noun that follows it at once."""
        word = self.tokens.words[number.last - 1]
        return number.last - number.first == 1 and len(word) == 4 and word.isdigit() and 1900 <= int(word) <= 2100

    def is_article(self, number: NumberFound) -> bool:
        """Whether it is only "a" or "an"."""
        return self.tokens.words[number.first] in ("a", "an") and number.last - number.first == 1

    def noun(self, number: NumberFound) -> CountedNoun | None:
        """The noun that the number counts: the head of the phrase behind it ("18 long-range cruise missiles"), not one that modifies another."""
        chain = self._skipped(number.last)
        best = self._head(chain, year=self.is_year(number))
        return CountedNoun(chain, best.last, best.unit, best.of, best.head) if best is not None and self._agrees(number, best) else None

    def _skipped(self, j: int) -> int:
        """Step over "of the", "of them", and "the number of its" ("69 the number of its aircraft")."""
        words = self.tokens.words
        if self.tokens.word(j) == "of" and self.tokens.word(j + 1) in ("the", "its", "their", "his", "them", "whom", "those", "these"):
            return j + 2 + (self.tokens.word(j + 1) in ("them", "whom") and self.tokens.word(j + 2) in ("were", "are"))
        if words[j : j + 3] == ["the", "number", "of"]:
            return j + 3 + (self.tokens.word(j + 3) in ("its", "their", "the"))
        return j

    def _head(self, j: int, *, year: bool) -> CountedNoun | None:
        best: CountedNoun | None = None
        first = j
        for _ in range(_LONGEST):
            noun = self.nouns.get(j)
            if noun is not None:
                best, j = noun, noun.last
                continue
            word = self.tokens.word(j)
            if word in _QUOTES or (best is not None and j < len(self.tokens) and self.tokens.hyphened[j]):
                j += 1
                continue
            if best is not None and word == "and" and self._one_of_kinds(best, j):
                best, j = None, j + 1
                continue
            if best is not None:
                return None if self._modifies(word) else best
            joined = j + 1 < len(self.tokens) and self.tokens.hyphened[j + 1]  # "air-launched"
            coupled = word == "and" and j > first and any(k in self.nouns for k in (j + 1, j + 2))  # "cruise and ballistic missiles"
            if starts_number(word) and j > first and j + 1 in self.nouns:  # "a committee counted 84 dead"
                return None
            if year or not word or (word in self.words.noun_stops and not joined and not coupled) or not word[0].isalnum():
                return None
            j += 1 + (joined and j + 1 not in self.nouns)  # "500-pound bombs"
        return best

    def _one_of_kinds(self, noun: CountedNoun, j: int) -> bool:
        """ "74 Shahed and decoy drones": a singular before "and" that shares the plural behind it."""
        other = self.nouns.get(j + 1)
        return other is not None and other.unit == noun.unit and plural(self.tokens.words[other.last - 1]) and not plural(self.tokens.words[j - 1])

    def _modifies(self, word: str) -> bool:
        """Whether ``word`` goes on the phrase, so that the noun before it was no head: "rocket launchers"."""
        if word in self.words.heads:
            return True
        return plural(word) and word not in _NO_HEADS and word not in self.words.noun_stops

    def _agrees(self, number: NumberFound, noun: CountedNoun) -> bool:
        """Whether noun and number agree: many of a plural, one of a singular."""
        head = self.tokens.words[noun.last - 1]
        invariant = head in self.words.invariant or head[0].isdigit() or head[-1].isdigit()  # "two Su-25s"
        if number.min == 1 and number.max is None:
            return True
        many = plural(head) or invariant or head.endswith(("men", "people", "children"))
        return many if number.min != 1 or number.max != 1 else invariant or not plural(head)


def _value(word: str) -> int | None:
    """A small number in digits or as one word."""
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 2 else _ONES.get(word)


def plural(word: str) -> bool:
    """Whether a word looks like a plural (or a verb in -s)."""
    return word.endswith("s") and not word.endswith("ss") and len(word) > 3
