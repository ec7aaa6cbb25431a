"""What every route works with."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TypeVar

from starlette.requests import Request

from app.errors import Unavailable
from app.web.catalogue import Catalogue
from app.web.config import Config
from app.web.doorkeeper import Doorkeeper
from app.web.kept import Kept
from app.web.ports import MapPage, Names, Office, Service

T = TypeVar("T")

MOST_WAITING = 500
"""How many requests may wait for a thread; more are told to come back, which costs less than letting all of them wait."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of the stored data: its version, and when this process first saw it (UTC)."""

    version: str
    since: datetime

    @property
    def time_stamp(self) -> str:
        """RFC 3339, for documents."""
        return _stamped(self.since)

    @property
    def modified(self) -> datetime:
        """The second from which on no earlier edition can have been served, by whichever process: what may be said as Last-Modified."""
        return self.since.replace(microsecond=0) + timedelta(seconds=1)


class Site:
    """The service with what the routes need around it."""

    def __init__(
        self, service: Service, names: Names, config: Config, catalogue: Catalogue, page: MapPage, office: Office | None = None
    ) -> None:
        """Hold what was handed in; nothing is opened here."""
        self.service = service
        self.names = names
        self.config = config
        self.catalogue = catalogue
        self.page = page
        self.office = office
        self.doorkeeper = Doorkeeper()
        self._threads = ThreadPoolExecutor(config.threads, "answers")
        self._most_at_once = config.threads + MOST_WAITING
        self._at_once = 0
        self.kept = Kept()
        self._edition = Edition("", datetime.fromtimestamp(0, UTC))
        self._lock = threading.Lock()

    async def run(self, work: Callable[[], T]) -> T:
        """Do work that touches the service, off the event loop, at most ``threads`` at a time.

        Raises:
            Unavailable: so many wait already that this one would only add to the queue.
        """
        if self._at_once >= self._most_at_once:
            raise Unavailable("The service has more questions waiting than it can answer soon. Try again in a few seconds.")
        self._at_once += 1
        try:
            # a third of what anyio's worker threads cost, which is a tenth of a small answer
            return await asyncio.get_running_loop().run_in_executor(self._threads, copy_context().run, work)
        finally:
            self._at_once -= 1

    def edition(self, *, at_once: bool = False) -> Edition:
        """Ask for the present state of the data; two answers with one edition are equal byte for byte. ``at_once``: or raise NotAtOnce."""
        version = self.service.data_version(at_once=at_once)
        with self._lock:
            if version != self._edition.version:
                self._edition = Edition(version, datetime.now(UTC))
            return self._edition


@lru_cache(maxsize=8)
def _stamped(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def site_of(request: Request) -> Site:
    """The site a request came to."""
    site = request.app.state.site
    assert isinstance(site, Site)  # noqa: S101 (set once in application)
    return site
