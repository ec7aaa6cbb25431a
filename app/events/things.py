"""Which things a claim says were hit, and when on the day: what tells two strikes of one town and day from each other.

Words for people, fighters and whole quarters name no thing: fighters may have been in the school, and the school in the quarter.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.model.codes import TargetClass

_PHRASE = 3
ARMED: frozenset[TargetClass] = frozenset({"armed_group", "military"})
_MINGLED = frozenset(
    frozenset(pair.split("-"))
    for pair in ("oil-port", "oil-power", "oil-industry", "oil-vehicle", "food-port", "food-industry", "power-industry", "bus-vehicle")
)
"""Kinds of things that lie in one another, or that one calls by the one word and one by the other: a fuel terminal, a tanker lorry."""

_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))? ?([ap])\.?m\b|\bat (?:about |around )?(\d{1,2}):(\d{2})\b", re.IGNORECASE)
_AT_AN_HOUR = re.compile(r"\bat (\w+)", re.IGNORECASE)
_DAY = 24


@dataclass(frozen=True, slots=True)
class Things:
    """The kinds of things that are named ("hospital" and "clinic" are one), and proper names of things, by their consonants."""

    kinds: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of the day that the words leave open, empty where they say none; ``clock`` is the hour where one is told."""

    open: frozenset[int] = frozenset()
    clock: int | None = None


def things_of(
    labels: Iterable[str], cls: TargetClass | None, towns: Iterable[str], sites: Iterable[str], kinds: Mapping[str, frozenset[str]]
) -> Things:
    """What the labels of a target name; ``towns`` are names of places, ``sites`` of single facilities, ``kinds`` those of a word or phrase."""
    if cls in ARMED:
        return Things()
    told = [*labels]
    words = {folded for name in towns for folded in name.split()} | kinds.keys()
    tokens = [token for label in told for token in re.findall(r"[^\W\d_]{3,}", label)]
    proper = [token for token in tokens if token[0].isupper() and not token.isupper() and _singular(token.casefold(), kinds) not in words]
    proper += [token for name in sites for token in name.split() if len(token) > 2 and _singular(token, kinds) not in kinds]
    found = frozenset[str]().union(*(_kinds(label.casefold(), kinds) for label in told))
    return Things(found, frozenset(filter(None, map(_consonants, proper))))


def hours_of(quote: str, when: str, hours: Mapping[str, frozenset[int]]) -> Hours:
    """When on the day: by the clock, else by the words for the day, else by "at dawn" and the like."""
    clock = _clock(quote)
    if clock is not None:
        return Hours(frozenset(hour % _DAY for hour in range(clock - 2, clock + 3)), clock)
    for words in (re.findall(r"[\w-]+", when.casefold()), _AT_AN_HOUR.findall(quote.casefold())):
        if told := [hours[word] for word in words if word in hours]:
            return Hours(frozenset.intersection(*told) or frozenset().union(*told))
    return Hours()


@lru_cache(65_536)
def different_things(one: Things, other: Things) -> bool:
    """Whether both name things and none can be the other's: kinds that are not found in one place, or two proper names."""
    if one.named and other.named:
        return not one.named & other.named
    if not one.kinds or not other.kinds or one.kinds & other.kinds:
        return False
    return not any(frozenset((a, b)) in _MINGLED for a in one.kinds for b in other.kinds)


def different_hours(one: Hours, other: Hours) -> bool:
    """Whether both say when on one day, and no hour is left open by both."""
    return bool(one.open) and bool(other.open) and not one.open & other.open


def _clock(quote: str) -> int | None:
    told = set()
    for hour, _, half, at, _ in _CLOCK.findall(quote):
        number = int(hour or at)
        if half and number <= _DAY // 2:
            told.add(number % (_DAY // 2) + (_DAY // 2 if half.casefold() == "p" else 0))
        elif not half and number < _DAY:
            told.add(number)
    return told.pop() if len(told) == 1 else None


def _kinds(label: str, kinds: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The kinds of the words of a label, longer phrases first."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", label)
    found: frozenset[str] = frozenset()
    at = 0
    while at < len(words):
        for length in range(_PHRASE, 0, -1):
            phrase = _singular(" ".join(words[at : at + length]), kinds)
            if phrase in kinds:
                found |= kinds[phrase]
                break
        at += length
    return found


def _singular(phrase: str, kinds: Mapping[str, frozenset[str]]) -> str:
    """The phrase as the word list has it, if it is there in the singular."""
    forms = (phrase, phrase.removesuffix("s"), phrase.removesuffix("es"), f"{phrase.removesuffix('ies')}y")
    return next((form for form in forms if form in kinds), phrase)


def _consonants(name: str) -> str:
    """A name without what transliterations differ in: vowels, doubled letters, h."""
    bare = re.sub(r"[aeiouyhw]", "", name.casefold())
    return re.sub(r"(.)\1+", r"\1", bare)
