"""Many at once: bounded work, bounded waiting, and a process that stays answerable."""

import asyncio
import threading

import pytest

from app.errors import Unavailable
from app.features.columns import COLUMNS
from app.web import site
from app.web.catalogue import Catalogue
from app.web.config import Config
from app.web.site import Site
from tests.web.conftest import FakePage
from tests.web.fake_names import FakeNames
from tests.web.fake_service import sample


def test_work_is_bounded_and_a_queue_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "MOST_WAITING", 3)
    gate = threading.Event()
    running: list[int] = []

    def slow() -> int:
        running.append(1)
        gate.wait(10)
        return 1

    async def ask() -> list[object]:
        held = Site(sample(1), FakeNames(), Config(threads=2), Catalogue(COLUMNS), FakePage())
        tasks = []
        for _ in range(8):
            tasks.append(asyncio.create_task(held.run(slow)))
            await asyncio.sleep(0.01)
        assert len(running) == 2
        gate.set()
        return list(await asyncio.gather(*tasks, return_exceptions=True))

    answers = asyncio.run(ask())
    assert answers.count(1) == 5
    assert sum(isinstance(answer, Unavailable) for answer in answers) == 3


def test_an_edition_stays_while_the_data_do() -> None:
    service = sample(1)
    held = Site(service, FakeNames(), Config(), Catalogue(COLUMNS), FakePage())
    first = held.edition()
    assert held.edition() is first
    service.changes += 1
    assert held.edition().version != first.version
