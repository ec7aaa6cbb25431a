"""Number phrases in digits and words: "more than 1,200", "at least a dozen", "between 10 and 15", "several hundred".

Codebook. Words that count loosely become a range between the least they can mean and the most before the next word would be used:
a couple 2 (about); several, a few, a handful 3-9; a dozen 12; dozens 24-99; scores 40-99; hundreds 200-999; thousands 2,000-9,999;
"several hundred" 300-999. "many" is no number. "fewer than 10" is up to 9, "up to 10" up to 10, "more than 10" is 10 + ``more_than``.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.extract.phrases.numerals import AFTER_ARTICLES, NUMERALS, Cardinal, read_cardinal
from app.extract.phrases.tokens import Tokens
from app.model.codes import Qualifier

_QUALIFIERS: Mapping[tuple[str, ...], Qualifier] = {
    ("at", "least"): "at_least",
    ("a", "minimum", "of"): "at_least",
    ("minimum", "of"): "at_least",
    ("no", "fewer", "than"): "at_least",
    ("no", "less", "than"): "at_least",
    ("not", "less", "than"): "at_least",
    ("not", "fewer", "than"): "at_least",
    ("more", "than"): "more_than",
    ("over",): "more_than",
    ("upwards", "of"): "more_than",
    ("in", "excess", "of"): "more_than",
    ("greater", "than"): "more_than",
    ("well", "over"): "more_than",
    ("up", "to"): "up_to",
    ("as", "many", "as"): "up_to",
    ("as", "much", "as"): "up_to",
    ("a", "maximum", "of"): "up_to",
    ("at", "most"): "up_to",
    ("no", "more", "than"): "up_to",
    ("not", "more", "than"): "up_to",
    ("about",): "about",
    ("around",): "about",
    ("some",): "about",
    ("approximately",): "about",
    ("roughly",): "about",
    ("nearly",): "about",
    ("almost",): "about",
    ("close", "to"): "about",
    ("an", "estimated"): "about",
    ("estimated",): "about",
    ("circa",): "about",
    ("~",): "about",
    ("exactly",): "exactly",
    ("a", "total", "of"): "exactly",
    ("total", "of"): "exactly",
}
_BELOW: frozenset[tuple[str, ...]] = frozenset({("fewer", "than"), ("less", "than"), ("under",), ("below",)})
_OPENERS: frozenset[str] = frozenset({key[0] for key in (*_QUALIFIERS, *_BELOW)})
_MORE: frozenset[str] = frozenset({"another", "further", "additional", "other"})
_ARTICLES: frozenset[str] = frozenset({"a", "an", "the"})
_BEHIND: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_ARTICLES, AFTER_ARTICLES | _MORE | {key[1] for key in _QUALIFIERS if key[0] in _ARTICLES}),
    **{
        word: frozenset(key[1] for key in (*_QUALIFIERS, *_BELOW) if key[0] == word)
        for word in _OPENERS - _ARTICLES
        if (word,) not in _QUALIFIERS and (word,) not in _BELOW
    },
}
"""The words of which one must stand behind another for that to begin a number: "at [least]", "in [excess]", "a [dozen]"."""

_STARTERS: frozenset[str] = NUMERALS | _OPENERS | _MORE | _ARTICLES | {"between"}


@dataclass(slots=True)
class NumberFound:
    """A number phrase: tokens ``[first, last)``, the bounds it states, and its ``text`` as printed with the qualifier."""

    start: int
    end: int
    first: int
    last: int
    min: int | None
    max: int | None
    qualifier: Qualifier
    text: str


def starts_number(word: str) -> bool:
    """Whether a number phrase can begin with this word: the cheap test before :func:`read_number`."""
    return word in _STARTERS or word[:1].isdigit()


def number_starts(tokens: Tokens, span: range) -> list[int]:
    """The tokens of a span with which a number phrase can begin, or "a" and "an" as one."""
    words = tokens.words
    found = [i for i in span if words[i] in _STARTERS or words[i][0].isdigit()]
    return [i for i in found if words[i] not in _BEHIND or words[i] in ("a", "an") or tokens.word(i + 1) in _BEHIND[words[i]]]


def read_number(tokens: Tokens, i: int) -> NumberFound | None:
    """Read the number phrase that begins exactly at token ``i``, or None."""
    word = tokens.word(i)
    if not starts_number(word) or (word in _BEHIND and tokens.word(i + 1) not in _BEHIND[word]):
        return None
    if word == "between":
        return _between(tokens, i)
    j, qualifier, below = _qualifier(tokens, i)
    while tokens.word(j) in _MORE or (tokens.word(j) in ("a", "an") and tokens.word(j + 1) in _MORE):
        j += 1 if tokens.word(j) in _MORE else 2
    core = read_cardinal(tokens, j)
    if core is None:
        return None
    core = core if tokens.word(i - 1) == "from" else _range(tokens, core) or core  # "rose from 40 to 61" is no range
    last = core.last
    after = _afterword(tokens, last)
    if after is not None:
        last, qualifier = after
    if below:
        return _found(tokens, i, last, None, max(0, core.high - 1), "up_to")
    low, high, qualifier = _bounds(core, qualifier)
    return _found(tokens, i, last, low, high, qualifier)


def _bounds(core: Cardinal, qualifier: Qualifier) -> tuple[int | None, int | None, Qualifier]:
    """The least and the most that a number means under its qualifier."""
    if qualifier in ("at_least", "more_than"):
        return core.low, None, qualifier
    if qualifier == "up_to":
        return (None if core.low == core.high else core.low), core.high, qualifier
    if core.low != core.high:
        return core.low, core.high, "range"
    return core.low, core.high, "about" if core.loose and qualifier == "exactly" else qualifier


def read_article(tokens: Tokens, i: int) -> NumberFound | None:
    """Read "a" or "an" at token ``i`` as one."""
    return _found(tokens, i, i + 1, 1, 1, "exactly") if tokens.word(i) in ("a", "an") else None


def _found(tokens: Tokens, first: int, last: int, low: int | None, high: int | None, qualifier: Qualifier) -> NumberFound:
    start, end = tokens.starts[first], tokens.ends[last - 2 if tokens.words[last - 1] == "of" else last - 1]
    return NumberFound(start, end, first, last, low, high, qualifier, tokens.text[start:end])


def _qualifier(tokens: Tokens, i: int) -> tuple[int, Qualifier, bool]:
    """Index after the hedge of a number, the qualifier, and whether it says "fewer than". Two hedges may follow each other."""
    j, qualifier, below = i, "exactly", False
    for _ in range(2):
        if tokens.word(j) not in _OPENERS:
            break
        for size in (3, 2, 1):
            key = tuple(tokens.words[j : j + size])
            if key in _BELOW:
                j, below = j + size, True
                break
            if key in _QUALIFIERS:
                j += size
                qualifier = _QUALIFIERS[key] if qualifier == "exactly" else qualifier
                break
        else:
            break
    return j, qualifier, below  # type: ignore[return-value]


def _afterword(tokens: Tokens, j: int) -> tuple[int, Qualifier] | None:
    pair = (tokens.word(j), tokens.word(j + 1))
    if pair == ("or", "more"):
        return j + 2, "at_least"
    if pair == ("or", "so"):
        return j + 2, "about"
    if pair[0] == "+" and tokens.touching(j):
        return j + 1, "more_than"
    return None


def _between(tokens: Tokens, i: int) -> NumberFound | None:
    first = read_cardinal(tokens, i + 1)
    if first is None or tokens.word(first.last) not in ("and", "to"):
        return None
    second = read_cardinal(tokens, first.last + 1)
    if second is None or second.low < first.low:
        return None
    return _found(tokens, i, second.last, first.low, second.high, "range")


def _range(tokens: Tokens, first: Cardinal) -> Cardinal | None:
    """Extend "10" to "10-15", "10 to 15" or "12 or 13"; the second must be the greater."""
    j = first.last
    word = tokens.word(j)
    if j < len(tokens) and tokens.hyphened[j] and word[:1].isdigit():
        second = read_cardinal(tokens, j, hyphen=True)
    elif word in ("to", "or", "–", "-"):
        second = read_cardinal(tokens, j + 1)
    else:
        return None
    if second is None or second.low <= first.high or (first.high >= 100 and second.low < 100):
        return None
    return Cardinal(second.last, first.low, second.high, loose=False)
