"""Number phrases in digits and words: "more than 1,200", "at least a dozen", "between 10 and 15", "several hundred".

Codebook. Words that count loosely become a range between the least they can mean and the most before the next word would be used:
a couple 2 (about); several, a few, a handful 3-9; a dozen 12; dozens 24-99; scores 40-99; hundreds 200-999; thousands 2,000-9,999;
"several hundred" 300-999. "many" is no number. "fewer than 10" is up to 9, "up to 10" up to 10, "more than 10" is 10 + ``more_than``.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.extract.tokens import Tokens
from app.model.codes import Qualifier

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
_LIMIT = 1_000_000_000_000


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class _Core:
    last: int
    low: int
    high: int
    loose: bool


def is_digits(word: str) -> bool:
    """Whether a token is a plain cardinal in digits."""
    return (word.isdigit() and word.isascii()) or (word[:1].isdigit() and "," in word and _plain(word) is not None)


def starts_number(word: str) -> bool:
    """Whether a number phrase can begin with this word: the cheap test before :func:`read_number`."""
    return word in _STARTERS or word[:1].isdigit()


def read_number(tokens: Tokens, i: int) -> NumberFound | None:
    """Read the number phrase that begins exactly at token ``i``, or None."""
    if not starts_number(tokens.word(i)):
        return None
    if tokens.word(i) == "between":
        return _between(tokens, i)
    j, qualifier, below = _qualifier(tokens, i)
    while tokens.word(j) in _MORE or (tokens.word(j) in ("a", "an") and tokens.word(j + 1) in _MORE):
        j += 1 if tokens.word(j) in _MORE else 2
    core = _core(tokens, j)
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


def _bounds(core: _Core, qualifier: Qualifier) -> tuple[int | None, int | None, Qualifier]:
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
    first = _core(tokens, i + 1)
    if first is None or tokens.word(first.last) not in ("and", "to"):
        return None
    second = _core(tokens, first.last + 1)
    if second is None or second.low < first.low:
        return None
    return _found(tokens, i, second.last, first.low, second.high, "range")


def _range(tokens: Tokens, first: _Core) -> _Core | None:
    """Extend "10" to "10-15", "10 to 15" or "12 or 13"; the second must be the greater."""
    j = first.last
    word = tokens.word(j)
    if j < len(tokens) and tokens.hyphened[j] and word[:1].isdigit():
        second = _core(tokens, j, hyphen=True)
    elif word in ("to", "or", "–", "-"):
        second = _core(tokens, j + 1)
    else:
        return None
    if second is None or second.low <= first.high or (first.high >= 100 and second.low < 100):
        return None
    return _Core(second.last, first.low, second.high, loose=False)


def _core(tokens: Tokens, i: int, *, hyphen: bool = False) -> _Core | None:
    """Read a bare cardinal: digits or words, with its scale words."""
    word = tokens.word(i)
    if not word or (tokens.hyphened[i] and not hyphen):
        return None
    if word in ("a", "single") and "single" in (word, tokens.word(i + 1)):
        return _Core(i + 1 + (word == "a"), 1, 1, loose=False)
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


def _digits(tokens: Tokens, i: int) -> _Core | None:
    value = _plain(tokens.words[i])
    if value is None:
        return None
    j = i + 1
    while tokens.word(j) in ("hundred", "thousand", "million", "billion", "dozen") and value < _LIMIT:
        value *= _SCALES[tokens.words[j]]
        j += 1
    return _Core(j, int(value), int(value), loose=False) if value == int(value) else None


def _worded(tokens: Tokens, i: int) -> _Core | None:
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
    return _Core(j, total + current, total + current, loose=False) if seen else None


def _fits(current: int, one: int) -> bool:
    """Whether a word below twenty may follow what was read: "twenty" + "three", "hundred" + "twelve", never "two" + "three"."""
    return (current % 10 == 0 and one < 10 and current % 100 >= 20) or (current % 100 == 0)


def _loose(tokens: Tokens, i: int) -> _Core | None:
    """ "dozens", "several hundred", "a few", "a couple of", "a handful of", "tens of thousands of"."""
    j = i + 1 if tokens.word(i) in ("a", "the") and tokens.word(i + 1) in ("few", "couple", "handful", "pair") else i
    word = tokens.word(j)
    if word == "both":
        return _Core(i + 1, 2, 2, loose=False)
    if word in ("couple", "pair") and j > i:
        core = _Core(j + 1, 2, 2, loose=word == "couple")
    elif word in _LOOSE and (word not in ("few", "handful") or j > i):
        low, high = _LOOSE[word]
        j += 1
        scale = tokens.word(j)
        many = tokens.word(j + 1) if scale == "of" else ""
        if word in ("several", "few") and scale in _SCALES:
            size = _SCALES[scale]
            core = _Core(j + 1, low * size, 10 * size - 1 if scale != "dozen" else 99, loose=True)
        elif word in ("tens", "hundreds", "dozens", "scores", "thousands") and many in ("thousands", "hundreds"):
            size = 1_000 if many == "thousands" else 100
            core = _Core(j + 2, low * size, (high + 1) * size - 1, loose=True)
        else:
            core = _Core(j, low, high, loose=True)
    else:
        return None
    return _Core(core.last + 1, core.low, core.high, core.loose) if tokens.word(core.last) == "of" else core


_STARTERS: frozenset[str] = (
    frozenset({*_ONES, *_TENS, *_SCALES, *_LOOSE, *_OPENERS, *_MORE}) | {"a", "an", "the", "between", "couple", "pair", "single", "both"}
) - {"k"}
