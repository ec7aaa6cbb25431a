"""The vocabularies of the geocoder, read once from the csv files beside it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from app.geocode.names import key


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What words say about names.

    ``common`` are English words that are place names too; ``given`` people's given names; ``titles`` words before people's names;
    ``demonyms`` and ``abbreviations`` lead to a code (ISO 3166-1, 3166-2, or a continent's name); ``alone`` are the abbreviations that need
    no place before them; ``before`` and ``after`` lead from a cue ("town of", "province") to the kind it asks for.
    """

    common: frozenset[str]
    given: frozenset[str]
    titles: frozenset[str]
    demonyms: dict[str, str]
    abbreviations: dict[str, str]
    alone: frozenset[str]
    before: dict[str, str]
    after: dict[str, str]


def load_lexicon() -> Lexicon:
    """Read the vocabularies that come with the package."""
    abbreviations = list(_rows("abbreviations"))
    cues = list(_rows("cues"))
    return Lexicon(
        common=frozenset(row["word"] for row in _rows("english_words")),
        given=frozenset(row["name"] for row in _rows("given_names")),
        titles=frozenset(row["title"] for row in _rows("titles")),
        demonyms={key(row["demonym"]): row["code"] for row in _rows("demonyms")},
        abbreviations={row["abbreviation"]: row["code"] for row in abbreviations},
        alone=frozenset(row["abbreviation"] for row in abbreviations if row["use"] == "alone"),
        before={row["cue"]: row["kind"] for row in cues if row["side"] == "before"},
        after={row["cue"]: row["kind"] for row in cues if row["side"] == "after"},
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("app.geocode").joinpath("lexicon", f"{name}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
