"""Cardinals as news prints them: digits or words with their scales, and the words that count loosely ("dozens", "several hundred")."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.extract.phrases.tokens import Tokens

_ONES: Mapping[str, int] = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS: Mapping[str, int] = {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
} | {"fourty": 40}
_SCALES: Mapping[str, int] = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12, "k": 1_000}
_LOOSE: Mapping[str, tuple[int, int]] = {
    "dozens": (24, 99),
    "scores": (40, 99),
    "tens": (20, 99),
    "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "millions": (2_000_000, 9_999_999),
    "several": (3, 9),
    "few": (3, 9),
    "handful": (3, 9),
}
NUMERALS: frozenset[str] = frozenset({*_ONES, *_TENS, *_SCALES, *_LOOSE, "couple", "pair", "single", "both"}) - {"k"}
"""The words that a number in words can begin with, but for articles."""
AFTER_ARTICLES: frozenset[str] = frozenset({"single", "few", "couple", "handful", "pair", *_SCALES})
"""What makes a number of an article: "a dozen", "the few"."""

_LIMIT = 1_000_000_000_000


@dataclass(slots=True)
class Cardinal:
    """The least and the most a bare number means, and the token behind it; ``loose`` where the word does not say exactly."""

    last: int
    low: int
    high: int
    loose: bool


def read_cardinal(tokens: Tokens, i: int, *, hyphen: bool = False) -> Cardinal | None:
    """Read a bare number at token ``i``: digits or words with their scales, or a loose word; None if there is none. ``hyphen``: also behind one."""
    word = tokens.word(i)
    if not word or (tokens.hyphened[i] and not hyphen):
        return None
    if word in ("a", "single") and "single" in (word, tokens.word(i + 1)):
        return Cardinal(i + 1 + (word == "a"), 1, 1, loose=False)
    if word[0].isdigit():
        return _digits(tokens, i)
    if word in _ONES or word in _TENS or word in _SCALES or (word in ("a", "an") and tokens.word(i + 1) in _SCALES):
        return _worded(tokens, i)
    return _loose(tokens, i)


def _plain(word: str) -> int | float | None:
    """The value of a token of digits; None for dates, times and ordinals."""
    bare = word.replace(",", "").replace("\u00a0", "").replace("\u202f", "")
    if not bare.isascii() or len(bare) > 12:
        return None
    if bare.isdigit():
        return int(bare)
    whole, _, part = bare.partition(".")
    return float(bare) if whole.isdigit() and part.isdigit() else None


def _digits(tokens: Tokens, i: int) -> Cardinal | None:
    value = _plain(tokens.words[i])
    if value is None:
        return None
    j = i + 1
    while tokens.word(j) in ("hundred", "thousand", "million", "billion", "dozen") and value < _LIMIT:
        value *= _SCALES[tokens.words[j]]
        j += 1
    return Cardinal(j, int(value), int(value), loose=False) if value == int(value) else None


def _worded(tokens: Tokens, i: int) -> Cardinal | None:
    """ "one hundred and twenty-three", "a dozen", "two dozen", "half" excluded; at most 12 words."""
    total = current = 0
    j = i + 1 if tokens.word(i) in ("a", "an") else i
    current = 1 if j > i else 0
    seen = False
    for _ in range(12):
        word = tokens.word(j)
        if word in _ONES and (not seen or _fits(current, _ONES[word])):
            current += _ONES[word]
        elif word in _TENS and (not seen or current % 100 == 0):
            current += _TENS[word]
        elif word in ("hundred", "dozen") and current < 100:
            current = max(current, 1) * _SCALES[word]
        elif word in ("thousand", "million", "billion") and total < _LIMIT:
            total += max(current, 1) * _SCALES[word]
            current = 0
        elif word == "and" and seen and (current or total) and tokens.word(j - 1) in ("hundred", "thousand", "million"):
            if tokens.word(j + 1) not in _ONES and tokens.word(j + 1) not in _TENS:
                break
        else:
            break
        seen = True
        j += 1
    return Cardinal(j, total + current, total + current, loose=False) if seen else None


def _fits(current: int, one: int) -> bool:
    """Whether a word below twenty may follow what was read: "twenty" + "three", "hundred" + "twelve", never "two" + "three"."""
    return (current % 10 == 0 and one < 10 and current % 100 >= 20) or (current % 100 == 0)


def _loose(tokens: Tokens, i: int) -> Cardinal | None:
    """ "dozens", "several hundred", "a few", "a couple of", "a handful of", "tens of thousands of"."""
    j = i + 1 if tokens.word(i) in ("a", "the") and tokens.word(i + 1) in ("few", "couple", "handful", "pair") else i
    word = tokens.word(j)
    if word == "both":
        return Cardinal(i + 1, 2, 2, loose=False)
    if word in ("couple", "pair") and j > i:
        core = Cardinal(j + 1, 2, 2, loose=word == "couple")
    elif word in _LOOSE and (word not in ("few", "handful") or j > i):
        low, high = _LOOSE[word]
        j += 1
        scale = tokens.word(j)
        many = tokens.word(j + 1) if scale == "of" else ""
        if word in ("several", "few") and scale in _SCALES:
            size = _SCALES[scale]
            core = Cardinal(j + 1, low * size, 10 * size - 1 if scale != "dozen" else 99, loose=True)
        elif word in ("tens", "hundreds", "dozens", "scores", "thousands") and many in ("thousands", "hundreds"):
            size = 1_000 if many == "thousands" else 100
            core = Cardinal(j + 2, low * size, (high + 1) * size - 1, loose=True)
        else:
            core = Cardinal(j, low, high, loose=True)
    else:
        return None
    return Cardinal(core.last + 1, core.low, core.high, core.loose) if tokens.word(core.last) == "of" else core
