"""Whose side a name is on: claimants against strikers, and whom the words for a target mean."""

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from importlib import resources
from typing import get_args

from app.model.claim import Claimant
from app.model.codes import ClaimantKind

ANY = "*"
"""The party of a loaded word: it fits whoever is the speaker's enemy."""

_STATE_MEDIA = re.compile(r"\b(state|official)([ -](run|owned))?\b.*\b(media|news|agency|television|tv|radio|broadcaster)\b")
_BACKERS = re.compile(r"\b(\w+[- ]backed|pro[- ]\w+)\b")
_GOVERNMENT = "government"
_REMEMBERED = 8_192
_GRAMMAR = frozenset({"a", "an", "and", "for", "in", "of", "on", "the", "to"})
PARTISANS = frozenset({"state_belligerent", "state_third_party", "armed_group", "official_unnamed"})
"""Kinds of claimants that are of a side."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """General words for bodies ("ministry"), the party that a word in a target's label names, and the parties that every side condemns;
    ``bodies`` are other names of one body, folded, by the name it goes by; ``media`` whom state and party media speak for; ``sides`` by
    their first word the names that do not say their side by their own words ("Pentagon"), or would say a wrong one, with that side's stems.
    ``things`` are the kinds of the words for what can be hit, ``hours`` the hours of the words for parts of a day.

    A loaded word such as "terrorists" may mean one of the condemned; of any other party it is one side's view.
    """

    body_words: frozenset[str]
    parties: Mapping[str, str]
    condemned: frozenset[str]
    bodies: Mapping[str, str] = field(default_factory=dict)
    media: Mapping[str, Claimant] = field(default_factory=dict)
    sides: Mapping[str, Sequence[tuple[tuple[str, ...], frozenset[str]]]] = field(default_factory=dict)
    things: Mapping[str, frozenset[str]] = field(default_factory=dict)
    hours: Mapping[str, frozenset[int]] = field(default_factory=dict)
    stems_of: Callable[[str], frozenset[str]] = field(init=False, compare=False, repr=False)
    parties_of: Callable[[tuple[str, ...]], frozenset[str]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Remember what names and labels say: the same few are asked of again and again."""
        object.__setattr__(self, "stems_of", lru_cache(_REMEMBERED)(partial(_stems, vocabulary=self)))
        object.__setattr__(self, "parties_of", lru_cache(_REMEMBERED)(partial(_named_parties, vocabulary=self)))

    def body(self, name: str) -> str:
        """The folded name that a body goes by, so that one body under two names is one."""
        folded = name.casefold().removeprefix("the ")
        return self.bodies.get(folded, folded)

    def voice(self, claimant: Claimant) -> Claimant:
        """Whose voice a claimant is: media of a state or a group are its own, "state media" those of a state that is not named."""
        if claimant.kind != "news_media":
            return claimant
        folded = claimant.name.casefold().removeprefix("the ")
        if folded in self.media:
            return self.media[folded]
        return Claimant(claimant.name, "state_belligerent") if _STATE_MEDIA.search(folded) else claimant


def load_vocabulary() -> Vocabulary:
    """Read the word lists beside this file; once, by whoever starts the program."""
    parties = _rows("parties.csv")
    plain = Vocabulary(
        frozenset(row["word"] for row in _rows("body_words.csv")),
        {row["word"]: row["party"] for row in parties},
        frozenset(row["party"] for row in parties if row["condemned"]),
        {row["name"]: row["body"] for row in _rows("same_body.csv")},
        {row["name"]: Claimant(row["speaks_for"], _kind(row["kind"])) for row in _rows("state_media.csv")},
        things=_things(),
        hours={row["word"]: _hours(int(row["first"]), int(row["last"])) for row in _rows("hours.csv")},
    )
    sides: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for row in sorted(_rows("sides.csv"), key=lambda row: -len(row["name"].split())):
        words = tuple(row["name"].split())
        sides.setdefault(words[0], []).append((words, stems(row["side"], plain)))
    return replace(plain, sides=sides)


def _things() -> dict[str, frozenset[str]]:
    """The kinds of each word; a few have two ("bakery": it makes and sells)."""
    kinds: dict[str, frozenset[str]] = {}
    for row in _rows("things.csv"):
        for word in row["words"].split("|"):
            kinds[word] = kinds.get(word, frozenset()) | {row["kind"]}
    return kinds


def _hours(first: int, last: int) -> frozenset[int]:
    """The hours of a part of the day; one that ends before it begins runs over midnight."""
    return frozenset(range(first, last + 1)) if first <= last else frozenset({*range(first, 24), *range(last + 1)})


def _kind(code: str) -> ClaimantKind:
    return next(kind for kind in get_args(ClaimantKind) if kind == code)


def _rows(name: str) -> list[dict[str, str]]:
    with resources.files("app.events").joinpath("lexicon", name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def stems(name: str, vocabulary: Vocabulary) -> frozenset[str]:
    """What tells the side that a name is on: two names on one side have some of it in common.

    Telling words are cut so that a state and its adjective meet (Russia, Russian; Turkey, Turkish). A name with a word for a party
    ("Syrian rebels") is of that party and not of the state. Where nothing but general words is left ("United States") the initials stand
    for them, so that they meet US. Who backs a side ("Iranian-backed", "pro-Russian") is left out.
    """
    return vocabulary.stems_of(name)


def _stems(name: str, vocabulary: Vocabulary) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+", _BACKERS.sub(" ", name.casefold()).replace("’", "'").replace("'s", "").replace(".", ""))
    known, rest = _known_sides(words, vocabulary)
    parties = named_parties((name,), vocabulary) - {ANY, _GOVERNMENT}
    if parties and not known:
        return parties
    telling = known.union(word[:4] for word in rest if word not in vocabulary.body_words)
    initials = "".join(word[0] for word in words if word not in ("the", "of", "and"))
    return telling or (frozenset({initials}) if initials else frozenset())


def _known_sides(words: Sequence[str], vocabulary: Vocabulary) -> tuple[frozenset[str], list[str]]:
    """The stems of the known names among some words, and the words that are in none."""
    known: frozenset[str] = frozenset()
    rest, at = [], 0
    while at < len(words):
        phrases = vocabulary.sides.get(words[at], ())
        found = next(((phrase, side) for phrase, side in phrases if tuple(words[at : at + len(phrase)]) == phrase), None)
        if found:
            known |= found[1]
        else:
            rest.append(words[at])
        at += len(found[0]) if found else 1
    return known, rest


def bare_words(name: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The words of a name that says no side by itself ("the coalition", "health ministry"); nothing for one that does."""
    words = frozenset(re.findall(r"[^\W\d_]+", name.casefold())) - _GRAMMAR
    return words if words <= vocabulary.body_words else frozenset()


def names_side(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a name says which side it is on: it is a proper name ("Israel"), or a word for a party ("rebels"); "coalition jets" does not."""
    return any(letter.isupper() for letter in name) or any(word in vocabulary.parties for word in name.split())


def same_side(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """Whether two names share the word that says which state or group they belong to."""
    return one == other or bool(stems(one, vocabulary) & stems(other, vocabulary))


def speak_together(one: Claimant, other: Claimant, vocabulary: Vocabulary) -> bool:
    """Whether two claimants are one side: a state or group in its bodies and its media. A monitor named after a country is its own."""
    if one.name == other.name:
        return True
    one, other = vocabulary.voice(one), vocabulary.voice(other)
    return one.kind in PARTISANS and other.kind in PARTISANS and same_side(one.name, other.name, vocabulary)


def named_parties(labels: tuple[str, ...], vocabulary: Vocabulary) -> frozenset[str]:
    """The parties that the words for a target name; ``*`` where a word is only loaded. Words of up to three letters are initials: IS, not is."""
    return vocabulary.parties_of(labels)


def _named_parties(labels: tuple[str, ...], vocabulary: Vocabulary) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+(?:[-'][^\W\d_]+)*", " ".join(labels).replace("’", "'"))
    phrase = f" {' '.join(words).casefold()} "
    named = {vocabulary.parties.get(word.casefold()) for word in words if len(word) > 3 or word.isupper()}
    named |= {party for name, party in vocabulary.parties.items() if " " in name and f" {name} " in phrase}
    return frozenset(party for party in named if party)
