"""A service over a real store whose reader can be made another version of itself."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.events.parties import load_vocabulary
from app.features.columns import COLUMNS
from app.model.claim import Claim, Claimant, When
from app.model.geometry import Geometry
from app.model.place import Place, Toponym
from app.model.report import Report
from app.service import Reader, Service
from app.service.eventing import Eventing
from app.store.care import audit
from app.store.sqlite import SqliteStore
from app.store.view import PublicView
from tests.features.made import claim, mention, place, toponym

TOWN = place("Aldan", admin1_id="test:orlan")
PROVINCE = place("Orlan", "province")
KNOWN = {one.id: one for one in (TOWN, PROVINCE)}


class Places:
    """A gazetteer of a town and its province."""

    version = "test"

    def lookup(self, name: str) -> Sequence[Place]:
        return [one for one in KNOWN.values() if one.name == name]

    def place(self, place_id: str) -> Place | None:
        return KNOWN.get(place_id)

    def geometry(self, place_id: str) -> Geometry | None:
        return Geometry.point(TOWN.lon, TOWN.lat) if place_id == TOWN.id else None

    def close(self) -> None:
        pass


class Names:
    """A geocoder that finds the town."""

    def toponyms(self, report: Report, spans: Iterable[tuple[int, int]] | None = None) -> list[Toponym]:
        at = report.text.find(TOWN.name)
        return [toponym(TOWN, start=at, end=at + len(TOWN.name))] if at >= 0 else []


@dataclass
class Extract:
    """A claim for each sentence with "hit" in it; other editions quote them a little longer or shorter, and miss some."""

    edition: int = 0

    def __call__(self, report: Report, toponyms: Sequence[Toponym]) -> list[Claim]:
        chance = random.Random(f"{self.edition} {report.id}")
        claims, at = [], 0
        for sentence in report.text.split(". "):
            start, end = at, at + len(sentence)
            at = end + 2
            if "hit" not in sentence or (self.edition and chance.random() < 0.1):
                continue
            if self.edition:
                start, end = start + chance.randint(0, 12), end - chance.randint(0, 12)
            day = report.published_at
            when = When(day, day, 1, "on the day") if day else None
            quote = report.text[start:end]
            where = [mention(TOWN)] if TOWN.name in sentence else []
            claims.append(claim(report, quote, where, claimant=Claimant("The Ministry", "state_belligerent"), when=when))
        return claims


class Bureau:
    """The service with what tests change under it."""

    def __init__(self, path: Path, view: PublicView) -> None:
        self.path = path
        self.open(0, view)

    def open(self, edition: int, view: PublicView) -> None:
        """Start on the store with an edition of the reader and the rules of what strangers see."""
        self.view = view
        vocabulary = load_vocabulary()
        eventing = Eventing(vocabulary, Places().geometry)
        self.store = SqliteStore(self.path, COLUMNS, view=view, grouping=eventing)
        reader = Reader(Places(), Names(), Extract(edition), lambda report: True, f"edition {edition}")
        self.service = Service(reader, self.store, vocabulary, lambda source: (None, None), view.publish == "reviewed", eventing)

    def reopen(self, edition: int) -> None:
        """Start again with another edition of the reader."""
        self.service.close()
        self.open(edition, self.view)


Open = Callable[..., Bureau]


@pytest.fixture
def open_bureau(tmp_path: Path) -> Iterator[Open]:
    """Open a service; it is closed at the end, and whatever a test did, the log of reviews is whole and what is shown is what it says."""
    made: list[Bureau] = []

    def begin(view: PublicView | None = None) -> Bureau:
        made.append(Bureau(tmp_path / "strikemap.sqlite", view or PublicView()))
        return made[-1]

    yield begin
    for one in made:
        one.service.close()
        found = audit(one.path)
        assert (found.bad, found.unfounded) == (None, None)


@pytest.fixture
def bureau(open_bureau: Open) -> Bureau:
    """A service with nothing in its store."""
    return open_bureau()
