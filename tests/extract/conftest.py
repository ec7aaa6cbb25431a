"""What the extract tests share: the lexicon, and a reader that is handed its place names, so that no gazetteer is needed."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from app.extract.extractor import RuleExtractor
from app.extract.phrases.vocabulary import Lexicon, load_lexicon
from app.model.claim import Claim
from app.model.place import Place, Toponym
from app.model.report import Report

FRIDAY = date(2019, 3, 15)
PLACES = {
    "Marran": "settlement",
    "Tell Sefi": "settlement",
    "Qasr": "settlement",
    "Zeitun": "settlement",
    "Dabra": "province",
    "Syria": "country",
    "Black Sea": "sea",
    "Hasna": "airfield",
}
WORLD = {
    "Marran": ("settlement", "SY", 90_000),
    "Old Marran": ("neighbourhood", "SY", 0),
    "Tell Sefi": ("settlement", "SY", 4_000),
    "Qasr": ("settlement", "SY", 60_000),
    "Lod": ("settlement", "IL", 70_000),
    "Sarta": ("settlement", "SY", 3_000),
    "Ankara": ("settlement", "TR", 5_000_000),
    "Baku": ("settlement", "AZ", 2_000_000),
    "Dabra": ("province", "SY", 0),
    "Orm": ("district", "SY", 0),
    "Syria": ("country", "SY", 0),
    "Iraq": ("country", "IQ", 0),
    "Yemen": ("country", "YE", 0),
    "Green Sea": ("sea", None, 0),
}
"""Places of several countries and sizes: kind, country, population."""
Read = Callable[..., list[Claim]]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


def toponyms(text: str) -> list[Toponym]:
    """Every name of ``PLACES`` in the text, as a geocoder would hand it in."""
    found = []
    for name, kind in PLACES.items():
        for match in re.finditer(re.escape(name), text):
            place = Place(f"test:{name}", name, kind, "SY", None, 35.0, 38.0)  # type: ignore[arg-type]
            found.append(Toponym(match.start(), match.end(), name, kind, place, None, 0.9, "test"))  # type: ignore[arg-type]
    return found


@pytest.fixture(scope="module")
def read(lexicon: Lexicon) -> Read:
    """Read a text of a Friday with the names of ``PLACES`` in it."""
    extractor = RuleExtractor(lexicon)

    def reader(text: str, published: date | None = FRIDAY, publisher: str | None = None, title: str | None = None) -> list[Claim]:
        return extractor(Report("r", text, published_at=published, publisher=publisher, title=title), toponyms(text))

    return reader


@pytest.fixture(scope="module")
def read_world(lexicon: Lexicon) -> Read:
    """Read a text of a Friday with the names of ``WORLD`` in it, none of them asked for as a kind by the words."""
    extractor = RuleExtractor(lexicon)
    names = re.compile("|".join(sorted(WORLD, key=len, reverse=True)))

    def reader(text: str) -> list[Claim]:
        found = []
        for match in names.finditer(text):
            kind, country, people = WORLD[match.group()]
            place = Place(f"test:{match.group()}", match.group(), kind, country, None, 35.0, 38.0, population=people)  # type: ignore[arg-type]
            relation = next((words for words in ("near", "south of") if text[: match.start()].endswith(words + " ")), "")
            found.append(Toponym(match.start(), match.end(), match.group(), None, place, None, 0.9, "test", relation=relation))
        return extractor(Report("r", text, published_at=FRIDAY), found)

    return reader
