"""What is there in a moment is answered on the event loop; what takes longer goes to threads and holds up nobody."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import orjson
import pytest
from starlette.types import Message

from app.errors import NotAtOnce
from app.features.columns import COLUMNS
from app.model.feature import CollectionId
from app.model.query import Extent, Page, Query
from app.web.application import application
from app.web.catalogue import Catalogue
from app.web.config import Config
from tests.web.conftest import FakePage
from tests.web.fake_names import FakeNames
from tests.web.fake_service import FakeService, sample

ITEMS = "/collections/reported-targets/items"


class Watched(FakeService):
    """Notes in which thread it is asked; what ``sorts`` is long work, which lasts until ``gate`` opens."""

    def __init__(self, service: FakeService) -> None:
        super().__init__(service.features)
        self.threads: dict[str, list[threading.Thread]] = {}
        self.gate = threading.Event()
        self.at_work = threading.Semaphore(0)
        self.publishing = False

    def _note(self, what: str) -> None:
        self.threads.setdefault(what, []).append(threading.current_thread())

    def page(self, query: Query, *, at_once: bool = False) -> Page:
        self._note("page at once" if at_once else "page")
        if query.sort and at_once:
            raise NotAtOnce("This takes a while.")
        if query.sort:
            self.at_work.release()
            assert self.gate.wait(60)
        return super().page(query)

    def feature(self, collection: CollectionId, feature_id: str, *, at_once: bool = False) -> bytes:
        self._note("feature at once" if at_once else "feature")
        return super().feature(collection, feature_id)

    def extent(self, collection: CollectionId, *, at_once: bool = False) -> Extent:
        self._note("extent at once" if at_once else "extent")
        return super().extent(collection)

    def data_version(self, *, at_once: bool = False) -> str:
        if self.publishing and at_once:
            raise NotAtOnce("Something is to be published first.")
        return super().data_version()


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def features(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = orjson.loads(self.body)["features"]
        return found


Get = Callable[..., Awaitable[Answer]]


def ask(service: FakeService, questions: Callable[[Get], Awaitable[None]], **choices: Any) -> None:
    """Put questions to an application in this thread's event loop."""
    app = application(service, FakeNames(), Config(**choices), Catalogue(COLUMNS), FakePage(), {})

    async def get(target: str, **headers: str) -> Answer:
        path, _, query = target.partition("?")
        sent: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": given, "server": ("127.0.0.1", 80)}
        await app(scope, receive, send)
        answered = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return Answer(sent[0]["status"], answered, b"".join(message.get("body", b"") for message in sent[1:]))

    async def run() -> None:
        await questions(get)

    asyncio.run(run())


@pytest.fixture
def service() -> Watched:
    return Watched(sample(20))


def test_a_page_and_a_feature_are_made_on_the_loop(service: Watched) -> None:
    async def questions(get: Get) -> None:
        first = (await get(ITEMS)).features[0]["id"]
        assert (await get(f"{ITEMS}/{first}")).status == 200

    ask(service, questions)
    assert set(service.threads) == {"page at once", "feature at once"}
    assert {thread for threads in service.threads.values() for thread in threads} == {threading.current_thread()}


@pytest.mark.parametrize("parameters", ["f=html", "f=jsonfg", "properties=weapon", "crs=http://www.opengis.net/def/crs/EPSG/0/3857"])
def test_what_is_reshaped_is_made_in_a_thread(service: Watched, parameters: str) -> None:
    async def questions(get: Get) -> None:
        assert (await get(f"{ITEMS}?{parameters}")).status == 200

    ask(service, questions)
    assert "page at once" not in service.threads
    assert threading.current_thread() not in service.threads["page"]


def test_what_is_packed_is_made_in_a_thread_and_given_out_again_on_the_loop(service: Watched) -> None:
    async def questions(get: Get) -> None:
        one, other = [await get(ITEMS, accept_encoding="gzip") for _ in range(2)]
        assert one.body == other.body
        assert one.headers["content-encoding"] == other.headers["content-encoding"] == "gzip"

    ask(service, questions)
    assert len(service.threads["page"]) == 1
    assert threading.current_thread() not in service.threads["page"]


def test_long_work_holds_up_nobody(service: Watched) -> None:
    """As many long questions as there are threads, and more that wait for them."""

    async def questions(get: Get) -> None:
        long = [asyncio.create_task(get(f"{ITEMS}?sortby=-weapon&limit={number}")) for number in range(1, 6)]
        for _ in range(2):
            while not service.at_work.acquire(blocking=False):
                await asyncio.sleep(0)
        for number in range(1, 10):
            assert len((await get(f"{ITEMS}?limit={number}")).features) == number
        assert not any(task.done() for task in long)
        service.gate.set()
        assert [(await task).status for task in long] == [200] * 5

    ask(service, questions, threads=2)
    assert threading.current_thread() not in service.threads["page"]


def test_what_is_to_be_published_first_is_published_in_a_thread(service: Watched) -> None:
    service.publishing = True

    async def questions(get: Get) -> None:
        assert len((await get(ITEMS)).features) == 10

    ask(service, questions)
    assert threading.current_thread() not in service.threads["page"]


def test_a_tag_holds_whoever_made_the_body(service: Watched) -> None:
    async def questions(get: Get) -> None:
        made = await get(ITEMS)
        for publishing in (True, False):
            service.publishing = publishing
            again = await get(ITEMS, if_none_match=made.headers["etag"])
            assert (again.status, again.body) == (304, b"")
            whole = await get(ITEMS)
            assert (whole.body, whole.headers["etag"]) == (made.body, made.headers["etag"])

    ask(service, questions)
