"""Phrase tables: thousands of fixed phrases found in one pass over the tokens.

A cell holds alternatives (``|``) in their base form: a noun phrase (morph ``n``: the last word is inflected), a verb phrase (``v``: the
first, ``w``: the last) or words as they stand (``x``). ``word?`` may be left out; ``#`` is a token of digits ("Su #"), ``#mm`` one that
ends so. A word written in lower case matches any case, ``Title`` needs a capital, ``CAPS`` must stand as written. In the text a hyphen,
a blank or nothing between letters and digits are the same, but a number after a single letter must touch it ("F-16", never "a 16").
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any, Generic, Literal, TypeVar

from app.extract.phrases.morphology import Form, plurals, spellings, verb_forms
from app.extract.phrases.tokens import Tokens

E = TypeVar("E")
Morph = Literal["n", "v", "w", "x"]
_WITH_AIR = frozenset({"strike", "raid", "attack", "base", "field", "space"})
_FUNCTION_WORDS = frozenset({"is", "who", "site", "care", "ap", "all"})


@dataclass(slots=True)
class Found(Generic[E]):
    """One phrase of a lexicon in the text: tokens ``[first, last)``, what the lexicon says of it, and the form it stands in.

    Nobody changes one; yet it is not frozen, like all that the finders make by the hundred: frozen it takes three times as long to make.
    """

    start: int
    end: int
    first: int
    last: int
    text: str
    entry: E
    form: Form


@dataclass(frozen=True, slots=True)
class Pattern:
    """One phrase as the table holds it. ``printed`` has the words that must stand with capitals, "" where any case will do."""

    words: tuple[str, ...]
    printed: tuple[str, ...]
    cased: bool
    wild: bool
    numbered: bool
    layer: int
    entry: Any
    form: Form


def expand(cell: str, morph: Morph) -> Iterator[tuple[tuple[str, ...], Form]]:
    """Yield every phrase that a cell of a lexicon stands for, in every form and spelling."""
    for alternative in cell.split("|"):
        optional = [([word[:-1], ""] if word.endswith("?") and len(word) > 1 else [word]) for word in alternative.split()]
        for chosen in product(*optional):
            words = tuple(word for word in chosen if word)
            if words:
                yield from _inflected(words, morph)
                closed = _closed(words)
                if closed != words:
                    yield from _inflected(closed, morph)


def _closed(words: tuple[str, ...]) -> tuple[str, ...]:
    """Write compounds with "air" as one word: "air strike" is "airstrike" too."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] == "air" and word in _WITH_AIR:
            joined[-1] += word
        else:
            joined.append(word)
    return tuple(joined)


def _inflected(words: tuple[str, ...], morph: Morph) -> Iterator[tuple[tuple[str, ...], Form]]:
    for spelt in product(*(spellings(word) for word in words)):
        if morph == "v":
            for verb, form in verb_forms(spelt[0]):
                yield (verb, *spelt[1:]), form
        elif morph == "w":
            for verb, form in verb_forms(spelt[-1]):
                yield (*spelt[:-1], verb), form
        elif morph == "n":
            yield spelt, "noun"
            for plural in plurals(spelt[-1]):
                yield (*spelt[:-1], plural), "noun"
        else:
            yield spelt, "base"


def pattern(words: Sequence[str], layer: int, entry: Any, form: Form) -> Pattern:
    """Make one pattern of words as the lexicon writes them."""
    printed = tuple("" if word == word.lower() else word for word in words)
    lower = tuple(word.lower() for word in words)
    numbered = any(len(mine) == 1 and mine.isalpha() and (after[0].isdigit() or after == "#") for mine, after in pairwise(lower))
    return Pattern(lower, printed, any(printed), any("#" in word for word in words), numbered, layer, entry, form)


class PhraseTable:
    """All patterns of all layers by their first two words; the first of two equal patterns of a layer wins."""

    def __init__(self, patterns: Iterable[Pattern], layers: int) -> None:
        """Index ``patterns``; ``layers`` is how many layers they may name."""
        self._layers = layers
        self._ones: dict[str, list[Pattern]] = {}
        self._more: dict[str, dict[str, list[Pattern]]] = {}
        seen: set[tuple[int, tuple[str, ...], tuple[str, ...]]] = set()
        for item in patterns:
            key = (item.layer, item.words, item.printed)
            if key in seen:
                continue
            seen.add(key)
            first, second = (_bucket(word) for word in (*item.words, "")[:2])
            if len(item.words) == 1:
                self._ones.setdefault(first, []).append(item)
            else:
                self._more.setdefault(first, {}).setdefault(second, []).append(item)
        for seconds in self._more.values():
            for bucket in seconds.values():
                bucket.sort(key=lambda item: -len(item.words))
        self._firsts = frozenset(self._ones) | frozenset(self._more)

    def scan(self, tokens: Tokens) -> list[list[Found[Any]]]:
        """Find every phrase: for each layer a list in order of the text, without overlaps, longest match first."""
        found: list[list[Found[Any]]] = [[] for _ in range(self._layers)]
        free = [0] * self._layers
        words, more, ones, firsts = tokens.words, self._more, self._ones, self._firsts
        last = len(words) - 1
        for i in [i for i, word in enumerate(words) if word in firsts or "0" <= word[0] <= "9"]:
            word = words[i]
            for key in (word, "#") if "0" <= word[0] <= "9" else (word,):
                if key in more and i < last:
                    follower = words[i + 1]
                    seconds = more[key]
                    if follower in seconds:
                        self._try(tokens, i, seconds[follower], found, free)
                    if "#" in seconds and "0" <= follower[0] <= "9":
                        self._try(tokens, i, seconds["#"], found, free)
                if key in ones:
                    self._try(tokens, i, ones[key], found, free)
        return found

    @staticmethod
    def _try(tokens: Tokens, i: int, bucket: list[Pattern], found: list[list[Found[Any]]], free: list[int]) -> None:
        for item in bucket:
            if free[item.layer] > i:
                continue
            size = len(item.words)
            if (size > 2 or item.wild) and not _same(tokens.words, i, item):
                continue
            if (item.cased and not _cased(tokens, i, item)) or (item.numbered and not _joined(tokens, i, item)):
                continue
            start, end = tokens.starts[i], tokens.ends[i + size - 1]
            found[item.layer].append(Found(start, end, i, i + size, tokens.text[start:end], item.entry, item.form))
            free[item.layer] = i + size


def _bucket(word: str) -> str:
    return "#" if word.startswith("#") else word


def _same(words: list[str], i: int, item: Pattern) -> bool:
    size = len(item.words)
    if i + size > len(words):
        return False
    if not item.wild:
        return tuple(words[i : i + size]) == item.words
    return all(_wild(mine, theirs) if "#" in mine else mine == theirs for mine, theirs in zip(item.words, words[i : i + size], strict=True))


def _wild(mine: str, theirs: str) -> bool:
    return "0" <= theirs[0] <= "9" and theirs.endswith(mine[1:])


def _cased(tokens: Tokens, i: int, item: Pattern) -> bool:
    """Whether the capitals stand as the pattern asks."""
    for offset, printed in enumerate(item.printed):
        if not printed:
            continue
        raw = tokens.raw(i + offset)
        if len(printed) > 1 and printed.isupper():
            if raw != printed and not (raw[-1] == "s" and raw[:-1] == printed):
                return False
        elif not raw[0].isupper():
            return False
    return not (len(item.words) == 1 and item.words[0] in _FUNCTION_WORDS and _shouting(tokens, i))


def _shouting(tokens: Tokens, i: int) -> bool:
    """Whether the words on both sides stand in capitals, as in a headline: "WHAT IS HIT"."""
    sides = [tokens.raw(j) for j in (i - 1, i + 1) if 0 <= j < len(tokens)]
    return bool(sides) and all(side.isupper() for side in sides if side[0].isalpha()) and any(side[0].isalpha() and len(side) > 2 for side in sides)


def _joined(tokens: Tokens, i: int, item: Pattern) -> bool:
    """Whether numbers that follow a single letter touch it ("F-16")."""
    for offset in range(1, len(item.words)):
        if len(item.words[offset - 1]) == 1 and item.words[offset - 1].isalpha() and (item.words[offset][0].isdigit() or item.words[offset] == "#"):
            if not tokens.hyphened[i + offset]:
                return False
    return True
