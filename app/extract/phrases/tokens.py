"""A text cut into tokens once, with the code-point offsets of each, for every phrase finder to share.

A hyphen between two words is no token: "US-led" is ``us`` and ``led``, the second *hyphened*; so is the number of "F16". "air strike"
and "air-strike", "Su-34", "Su 34" and "Su34" read alike. Numeric dates, clock
times and grouped numbers are one token each. Linear in the length of the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Protocol, TypeVar

_TOKEN = re.compile(
    r"[^\W\d_](?:\.(?:[^\W\d_]\.){1,5}"  # U.S.
    r"|[^\W\d_]*(?:['’ʼ`](?!s\b)[^\W\d_]+)?)"  # words, Sana'a; the letters of F16
    r"|\d{4}-\d{2}-\d{2}(?!\d)"  # 2017-03-12
    r"|\d{1,2}-\d{1,2}-\d{4}(?!\w)"  # 15-07-2016
    r"|\d{1,4}([./])\d{1,2}\1\d{2,4}(?!\w)"  # 12/03/2017, 23.04.2017
    r"|\d{1,2}:\d{2}(?::\d{2})?(?!\d)"  # 10:30
    r"|\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?![\w,])"  # 1,200
    r"|\d+\.\d+(?!\w)"  # 3.5
    r"|\d[^\W_]*"  # 18, 4th, 95MS
    r"|['’ʼ]s\b"  # the possessive
    r"|\.{3}|[^\s]",
)
_HYPHENS = frozenset("-‐‑–−")
_START = attrgetter("start")
_APOSTROPHES = "’ʼ`"


class Spanned(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """One past the last code point."""


S = TypeVar("S", bound=Spanned)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of ``text``; ``text[starts[i]:ends[i]]`` is token ``i`` as printed, ``words[i]`` in lower case.

    ``hyphened[i]`` says that it is joined to the token before by a hyphen, or as the digits that follow letters.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    hyphened: list[bool]

    def __len__(self) -> int:
        """Count the tokens."""
        return len(self.words)

    def raw(self, i: int) -> str:
        """Token ``i`` as printed."""
        return self.text[self.starts[i] : self.ends[i]]

    def word(self, i: int) -> str:
        """Token ``i`` in lower case, "" outside the text."""
        try:
            return self.words[i] if i >= 0 else ""
        except IndexError:
            return ""

    def at(self, offset: int) -> int:
        """Index of the first token that ends after ``offset``; the number of tokens if there is none."""
        return bisect_right(self.ends, offset)

    def span(self, start: int, end: int) -> range:
        """Indexes of the tokens that start in ``[start, end)``."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def touching(self, i: int) -> bool:
        """Whether nothing, not even a hyphen, stands between token ``i`` and the one before."""
        return 0 < i < len(self.starts) and self.starts[i] == self.ends[i - 1]


def tokenise(text: str) -> Tokens:
    """Cut ``text`` into tokens."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    hyphened: list[bool] = []
    joined = False
    size = len(text)
    straight = text
    for apostrophe in _APOSTROPHES:
        straight = straight.replace(apostrophe, "'")
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        opening = text[start]
        if opening in _HYPHENS and ends and ends[-1] == start and end < size and text[end].isalnum() and _ends_word(text[start - 1]):
            joined = True
            continue
        words.append(straight[start:end].lower())
        starts.append(start)
        ends.append(end)
        hyphened.append(joined or ("0" <= opening <= "9" and start > 0 and text[start - 1].isalpha()))
        joined = False
    return Tokens(text, words, starts, ends, hyphened)


def _ends_word(character: str) -> bool:
    return character.isalnum() or character == "."


def within(items: Sequence[S], start: int, end: int) -> list[S]:
    """Those of ``items`` (sorted by start) that lie wholly in ``[start, end)``."""
    found = []
    for at in range(bisect_left(items, start, key=_START), len(items)):  # few are ever inside, so they are walked
        item = items[at]
        if item.start >= end:
            break
        if item.end <= end:
            found.append(item)
    return found
