"""The name of a town as its own country writes it, for the second line of a label; none rather than a doubtful one.

The source of settlements lists names without their language: what is written in Arabic or Cyrillic letters may be Kurdish, Mari, a name of the
Roman empire or one that was abolished. So a name counts only where its letters romanise to the town's English name, or where
``basemap/local_names.csv`` gives it (exonyms such as Damascus; an empty cell says that no name is shown).
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from rapidfuzz.fuzz import ratio

from geodata.inputs import ROOT
from geodata.names import Name

_LEAST = 75.0
_ARABIC = dict(zip("بتثجحخدذرزسشصضطظغفقكلمنهپچژگک", "btsjhkdzrzsssdtzgfkklmnhpcjgk", strict=True))
_HEBREW = dict(zip("בגדהזחטכךלמםנןסעפףצץקרשת", "bgdhzhtkklmmnnseppzzkrst", strict=True))
_CYRILLIC = dict(zip("абвгґдеёєжзиіїйклмнопрстуфхцчшщэюя", "abvggdeeejziiiiklmnoprstufkccsceua", strict=True))


@dataclass(frozen=True, slots=True)
class Writing:
    """What a name of a language is written with, and its letters as a bare romanisation has them; most scripts leave vowels out."""

    letters: re.Pattern[str]
    romanised: Mapping[str, str]
    vowels: bool


_WRITING = {
    "ar": Writing(re.compile(r"[ء-غف-ي \-]+"), _ARABIC, False),
    "fa": Writing(re.compile(r"[ء-غف-يپچژگکی\u200c \-]+"), _ARABIC, False),
    "he": Writing(re.compile(r"[א-ת \-'\"]+"), _HEBREW, False),
    "uk": Writing(re.compile(r"[абвгґдеєжзиіїйклмнопрстуфхцчшщьюя '’\-]+", re.IGNORECASE), _CYRILLIC, True),
    "ru": Writing(re.compile(r"[абвгдеёжзийклмнопрстуфхцчшщъыьэюя \-]+", re.IGNORECASE), _CYRILLIC, True),
}

_SINGLE = (("shch", "c"), ("sch", "c"), ("kh", "k"), ("zh", "j"), ("sh", "s"), ("ch", "c"), ("gh", "g"), ("th", "s"), ("dh", "z"), ("ts", "c"))
_ALIKE = (("ph", "f"), ("q", "k"), ("yi", "i"), ("ye", "e"), ("ya", "a"), ("yu", "u"), ("yo", "e"), ("y", "i"), ("h", "g"))
_ARTICLE = re.compile(r"\b(?:al|el|a[dnrstz]h?|ash|e[dnrst])[ -]|\bال")


def local_name(name: str, country: str, language: str, names: Iterable[Name]) -> str:
    """The town's name in ``language`` (BCP 47) among ``names``; ``""`` where none is sure."""
    given = _given()
    if (country, name) in given:
        return given[country, name]
    if language not in _WRITING:
        return ""
    writing = _WRITING[language]
    sought = _latin(name, writing.vowels)
    found = [(ratio(sought, _romanised(other, writing)), other) for other, _ in names if writing.letters.fullmatch(other)]
    best = max(found, default=(0.0, ""), key=lambda pair: (pair[0], len(pair[1]), pair[1]))
    return best[1] if best[0] >= _LEAST else ""


@cache
def _given() -> Mapping[tuple[str, str], str]:
    with (ROOT / "basemap" / "local_names.csv").open(encoding="utf-8") as lines:
        return {(row["country"], row["name"]): row["local"] for row in csv.DictReader(lines)}


def _latin(name: str, vowels: bool) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if c.isascii())
    if not vowels:
        plain = _ARTICLE.sub("", plain)
    for letters, one in (*_SINGLE, *(_ALIKE if vowels else _ALIKE[:2])):
        plain = plain.replace(letters, one)
    return _once(re.sub("[^a-z]" if vowels else "[^bcdfghjklmnprstvxz]", "", plain))


def _romanised(name: str, writing: Writing) -> str:
    bare = name.lower() if writing.vowels else _ARTICLE.sub("", name)
    return _once("".join(writing.romanised.get(letter, "") for letter in bare))


def _once(letters: str) -> str:
    return re.sub(r"(.)\1+", r"\1", letters)
