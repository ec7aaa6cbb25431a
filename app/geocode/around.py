"""What the words around a name say about it: the kind they ask for, the relation that shifts it, whether they speak of a person or a place."""

import re
from collections.abc import Container
from typing import NamedTuple

from app.geocode.lexicon import Lexicon
from app.geocode.tokens import Token

LOCATIVE = frozenset(
    "in near at from to into around outside inside across over toward towards through throughout between via against of off above within".split()
)
STRICT_LOCATIVE = frozenset("in near at into around outside inside towards throughout across".split())
DIRECTIONS = {
    "north": 0.0, "northern": 0.0, "northeast": 45.0, "northeastern": 45.0, "east": 90.0, "eastern": 90.0, "southeast": 135.0, "southeastern": 135.0,
    "south": 180.0, "southern": 180.0, "southwest": 225.0, "southwestern": 225.0, "west": 270.0, "western": 270.0, "northwest": 315.0,
    "northwestern": 315.0,
}  # fmt: skip
PARTS = frozenset(("central", "rural", "downtown", "upper", "lower", "greater", "inner", "outer", "mid", "far"))
_GAP = r"[ \n-]{1,2}"
_NUMBER = r"(?:\d[\d.,]{0,8}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|a hundred)"
_DISTANCE = rf"{_NUMBER}{_GAP}?(?:km|kms|kilomet(?:er|re)s?|miles?|mi)\b"
_COMPASS = r"(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)?"
_TAIL = r"[ \n]{1,2}(?:the )?\Z"
_EDGES = r"(?:on|in|at|to) the (?:outskirts|edge|vicinity|surroundings|periphery|environs) of"
_SHIFTED = re.compile(rf"(?:{_DISTANCE}{_GAP}(?:\([^()\n]{{1,24}}\)[ ])?)?(?:to the |just |due )?{_COMPASS}{_GAP}(?:of|from){_TAIL}", re.IGNORECASE)
_AWAY = re.compile(rf"{_DISTANCE}{_GAP}(?:away )?(?:from|outside|off){_TAIL}", re.IGNORECASE)
_NEAR = re.compile(
    rf"(?:near(?:by)?|close to|(?:just )?outside(?: of)?|around|{_EDGES}|not far from|off(?: the coast of)?|the area around){_TAIL}", re.IGNORECASE
)
_REACH = 70
_KIND_NOUNS = ("city", "town", "village", "villages", "camp")
_SIDES, _ANY = ("north", "south", "east", "west", "ern"), ("",)
_UNITS = ("km", "kms", "kilometer", "kilometers", "kilometre", "kilometres", "mile", "miles", "mi")
_RELATES = {
    "of": ((_SHIFTED, _SIDES), (_NEAR, ("outside", "outskirts", "edge", "vicinity", "surroundings", "periphery", "environs", "coast"))),
    "from": ((_SHIFTED, _SIDES), (_AWAY, ("away", *_UNITS)), (_NEAR, ("far",))),
    "outside": ((_AWAY, _UNITS), (_NEAR, _ANY)), "off": ((_AWAY, _UNITS), (_NEAR, _ANY)),
    "near": ((_NEAR, _ANY),), "nearby": ((_NEAR, _ANY),), "around": ((_NEAR, _ANY),), "to": ((_NEAR, ("close",)),),
}  # fmt: skip
"""The patterns of what ends in a word, each with the endings of the word before, without which it need not be tried."""
AREAS = frozenset({"countryside", "outskirts", "area", "road"})
"""What words after a name make of it without asking for another kind of place."""


class Around(NamedTuple):
    """What the words around a name say.

    ``kind``: the kind of place that they ask for ("county" is a district that no town stands for); ``relation``: the words that shift the
    name ("20 km south of"); ``part``: a direction or part said of it ("eastern"); ``area``: one of ``AREAS`` after it; ``plural``: they speak
    of several ("provinces"); ``locative``: 2 after "in", "near", 1 after other prepositions; ``asked``: they say plainly that it is a place;
    ``after``: they stand after it, as
    ``cue``.
    """

    kind: str | None
    relation: str
    part: str
    area: str
    plural: bool
    locative: int
    asked: bool
    after: bool = False
    cue: str = ""


NOTHING = Around(None, "", "", "", False, 0, False)


def look_around(text: str, tokens: list[Token], first: int, last: int, lexicon: Lexicon) -> Around:
    """Read the words before token ``first`` and after token ``last``."""
    part, at = _part(tokens, first)
    before, cue_start = _cue_before(tokens, at, lexicon)
    after, plural, cue = _cue_after(tokens, last, lexicon)
    asked = after if after is not None else before
    plural = plural or (before is not None and tokens[cue_start].key.endswith("s") and tokens[cue_start].key != "barracks")
    kind, area = (None, asked) if asked in AREAS else (asked, "")
    relation = _relation(text, tokens[at].start) if before is None else _relation(text, tokens[cue_start].start)
    said = before is not None or after is not None
    return Around(kind or None, relation, part, area or "", plural, _locative(tokens, cue_start), said, after is not None, cue)


def is_general(key: str, kinds: Container[str]) -> bool:
    """Tell whether a name is made of directions, parts and the words for kinds of places alone ("Southern District"): every country has one."""
    return all(word in DIRECTIONS or word in PARTS or word in kinds for word in key.split())


def direction(word: str) -> float | None:
    """Return the bearing in degrees that a word names ("north-west", "eastern"), or None."""
    return DIRECTIONS.get(word.lower().replace("-", "").replace(" ", ""))


def _part(tokens: list[Token], first: int) -> tuple[str, int]:
    """Return the part said of a name ("north-west", "rural") and the index of the token it begins at."""
    at = first
    words: list[str] = []
    while at > 0 and len(words) < 3 and tokens[at].gap in (" ", "-", "n") and (tokens[at - 1].key in DIRECTIONS or tokens[at - 1].key in PARTS):
        at -= 1
        words.insert(0, tokens[at].key)
    return "-".join(words), at


def _cue_before(tokens: list[Token], at: int, lexicon: Lexicon) -> tuple[str | None, int]:
    """Return the kind asked for by "town of", "the city" … before a token (None for no cue), and where the cue begins."""
    ending = tokens[at - 1].key if at > 0 and tokens[at].gap in (" ", "n") else ""
    if ending not in lexicon.before_ends and ending not in _KIND_NOUNS:
        return None, at
    for size in range(min(3, at), 0, -1):
        words = tokens[at - size : at]
        if any(word.gap not in (" ", "-", "n") for word in words[1:]):
            continue
        phrase = " ".join(word.key for word in words)
        if phrase in lexicon.before and (size > 1 or phrase != "capital" or not words[0].capital):
            return lexicon.before[phrase], at - size
        if size == 1 and phrase in _KIND_NOUNS and not words[0].capital:
            return lexicon.after[phrase], at - size
    return None, at


def _cue_after(tokens: list[Token], last: int, lexicon: Lexicon) -> tuple[str | None, bool, str]:
    """Return the kind asked for by "province", "air base" … after a token, whether the cue is a plural, and the cue."""
    if last + 1 == len(tokens) or tokens[last + 1].key not in lexicon.after_starts:
        return None, False, ""
    for size in (3, 2, 1):
        words = tokens[last + 1 : last + 1 + size]
        if len(words) < size or any(word.gap not in (" ", "-", "n") for word in words):
            continue
        if tokens[last].possessive and size == 1 and words[0].key not in ("province", "provinces", "countryside", "outskirts"):
            continue
        phrase = " ".join(word.key for word in words)
        if phrase in lexicon.after:
            return lexicon.after[phrase], phrase.endswith("s") and phrase not in ("outskirts", "barracks"), phrase
    return None, False, ""


def _locative(tokens: list[Token], at: int) -> int:
    """Return 2 when "in", "near" or the like stands before, 1 for other prepositions, 0 for none; an article between is passed over."""
    index = at - 1
    if index >= 0 and tokens[index].key == "the" and tokens[at].gap in (" ", "n"):
        at, index = index, index - 1
    if index < 0 or tokens[at].gap not in (" ", "n"):
        return 0
    word = tokens[index].key
    return 2 if word in STRICT_LOCATIVE else 1 if word in LOCATIVE else 0


def _relation(text: str, at: int) -> str:
    """Return the words that shift what begins at ``at``, as printed but on one line, or ""."""
    before, _, word = text[max(0, at - 20) : at].lower().removesuffix(" ").removesuffix(" the").rpartition(" ")
    if word not in _RELATES:
        return ""
    before, window = before.rstrip(" \n-"), text[max(0, at - _REACH) : at]
    for pattern, endings in _RELATES[word]:
        found = pattern.search(window) if before.endswith(endings) else None
        if found and (found.start() == 0 or not window[found.start() - 1].isalnum()):
            return " ".join(found.group().split())
    return ""
