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

    def reader(text: str, published: date | None = FRIDAY, publisher: str | None = None) -> list[Claim]:
        return extractor(Report("r", text, published_at=published, publisher=publisher), toponyms(text))

    return reader
