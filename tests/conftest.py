"""What many tests share: the real reader, opened once a run."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from app import main
from app.evaluate.gold import GoldReport, read_gold
from app.model.reading import Reading
from app.service import Reader, Service
from app.settings import Settings

# how long an example takes is the machine's affair, not a promise
hypothesis.settings.register_profile("project", deadline=None)
hypothesis.settings.load_profile("project")

CORPUS = Path(__file__).parent / "corpus"


@pytest.fixture(scope="session")
def browsers() -> Iterator[Any]:
    """The driver of browsers: a run may have only one. Ask for it by name, once it is known to be installed."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a fresh user; the gazetteer's cache is the user's own, for it is named by its content."""
    own = Settings.from_environment()
    return Settings(data_dir=tmp_path_factory.mktemp("data"), cache_dir=own.cache_dir)


@pytest.fixture(scope="session")
def reader(settings: Settings) -> Iterator[Reader]:
    """The reader that the service and the command line use."""
    with main.build_reader(settings) as reader:
        yield reader


@pytest.fixture(scope="session")
def service(settings: Settings) -> Iterator[Service]:
    """The whole line over an empty store."""
    service = main.build_service(settings)
    yield service
    service.close()


@pytest.fixture(scope="session")
def corpus() -> list[GoldReport]:
    """The four first reports and the development half; the evaluation half is for measuring only."""
    return [gold for file in sorted((*CORPUS.glob("*.json"), *(CORPUS / "dev").glob("*.json"))) for gold in read_gold(file)]


@pytest.fixture(scope="session")
def readings(reader: Reader, corpus: list[GoldReport]) -> list[Reading]:
    """Every corpus report, read."""
    return [reader.read(gold.report) for gold in corpus]
