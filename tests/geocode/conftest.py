"""The real gazetteer, opened once a run, and a way to ask it about a text."""

from collections.abc import Callable, Iterator

import pytest

from app.geocode.gazetteer import SqliteGazetteer
from app.geocode.geocoder import ContextGeocoder
from app.geocode.open import open_gazetteer
from app.main import geodata_directory
from app.model.place import Toponym
from app.model.report import Report
from app.settings import Settings

Read = Callable[[str], list[Toponym]]


@pytest.fixture(scope="session")
def gazetteer() -> Iterator[SqliteGazetteer]:
    """The gazetteer of the committed data; its cache is the user's own, for it is named by its content."""
    opened = open_gazetteer(geodata_directory(), Settings.from_environment().cache_dir)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def geocoder(gazetteer: SqliteGazetteer) -> ContextGeocoder:
    """The geocoder over it."""
    return ContextGeocoder(gazetteer)


@pytest.fixture(scope="session")
def read(geocoder: ContextGeocoder) -> Read:
    """Read the toponyms of a text."""
    return lambda text: geocoder.toponyms(Report(id="test", text=text))
