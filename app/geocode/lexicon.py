"""The vocabularies of the geocoder, read once from the csv files beside it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from app.geocode.names import key


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What words say about names.

    ``words`` are English words; ``given`` and ``surnames`` people's names; ``titles`` words before people's names; ``people`` the demonyms
    that name people, not things; ``peoples`` are peoples and creeds without one country;
    ``demonyms`` and ``abbreviations`` lead to a code (ISO 3166-1, 3166-2, or a continent's name); ``alone`` are the abbreviations that need
    no place before them; ``capitals`` leads from a country's code to its capital; ``before`` and ``after`` lead from a cue ("town of",
    "province") to the kind it asks for, and ``before_ends`` and ``after_starts`` are their words that stand next to the name; ``objects`` are
    verbs whose object is a place ("bombed"), ``subjects`` those of which a place is the subject ("was shelled"), ``nouns`` leads from a
    preposition to the nouns after which it stands before a place ("strikes on").
    ``movements`` leads from an armed movement to the countries where it is at home, ``movement_starts`` are the first words of such names.
    ``civics`` follow a town's name ("police"); ``organisations`` leads from what the rows of organisations.csv call a ``side`` to its words.
    """

    words: frozenset[str]
    surnames: frozenset[str]
    people: frozenset[str]
    peoples: frozenset[str]
    given: frozenset[str]
    titles: frozenset[str]
    demonyms: dict[str, str]
    abbreviations: dict[str, str]
    alone: frozenset[str]
    capitals: dict[str, str]
    before: dict[str, str]
    after: dict[str, str]
    before_ends: frozenset[str]
    after_starts: frozenset[str]
    objects: frozenset[str]
    subjects: frozenset[str]
    nouns: dict[str, frozenset[str]]
    movements: dict[str, tuple[str, ...]]
    movement_starts: frozenset[str]
    civics: frozenset[str]
    organisations: dict[str, frozenset[str]]


def load_lexicon() -> Lexicon:
    """Read the vocabularies that come with the package."""
    abbreviations = list(_rows("abbreviations"))
    demonyms = list(_rows("demonyms"))
    cues = list(_rows("cues"))
    happenings = list(_rows("happenings"))
    organisations = list(_rows("organisations"))
    movements = {row["movement"]: tuple(row["countries"].split()) for row in _rows("movements")}
    return Lexicon(
        words=frozenset(row["word"] for row in _rows("english_words")),
        surnames=frozenset(row["name"] for row in _rows("surnames")),
        people=frozenset(key(row["demonym"]) for row in demonyms if row["use"] == "people"),
        peoples=frozenset(row["people"] for row in _rows("peoples")),
        given=frozenset(row["name"] for row in _rows("given_names")),
        titles=frozenset(row["title"] for row in _rows("titles")),
        demonyms={key(row["demonym"]): row["code"] for row in demonyms},
        abbreviations={row["abbreviation"]: row["code"] for row in abbreviations},
        alone=frozenset(row["abbreviation"] for row in abbreviations if row["use"] == "alone"),
        capitals={row["country"]: key(row["capital"]) for row in _rows("capitals")},
        before={row["cue"]: row["kind"] for row in cues if row["side"] == "before"},
        after={row["cue"]: row["kind"] for row in cues if row["side"] == "after"},
        before_ends=frozenset(row["cue"].split()[-1] for row in cues if row["side"] == "before"),
        after_starts=frozenset(row["cue"].split()[0] for row in cues if row["side"] == "after"),
        objects=frozenset(row["word"] for row in happenings if row["side"] == "object"),
        subjects=frozenset(row["word"] for row in happenings if row["side"] == "subject"),
        nouns={side: frozenset(row["word"] for row in happenings if row["side"] == side) for side in ("on", "of", "over")},
        movements=movements,
        movement_starts=frozenset(movement.split()[0] for movement in movements),
        civics=frozenset(row["word"] for row in _rows("civics")),
        organisations={
            side: frozenset(row["word"] for row in organisations if row["side"] == side) for side in ("media", "body", "club", "seat", "agency")
        },
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("app.geocode").joinpath("lexicon", f"{name}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
