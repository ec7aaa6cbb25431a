"""The application in front of the real store, asked byte by byte as the wire would."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import pytest
from fastapi import FastAPI

from app.features.columns import COLUMNS
from app.model.report import Report
from app.store.sqlite import SqliteStore
from app.web.application import application
from app.web.catalogue import Catalogue
from app.web.config import Config
from tests.web.conftest import FakePage
from tests.web.fake_names import FakeNames
from tests.web.fake_service import sample


@dataclass
class Answer:
    status: int = 0
    headers: dict[bytes, bytes] = field(default_factory=dict)
    body: bytes = b""


class Wire:
    """Asks an application directly; a client library would refuse to send most of what is asked here, and cost four times as much."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app
        self.runner = asyncio.Runner()

    def ask(self, target: bytes, *, method: str = "GET", headers: dict[bytes, bytes] | None = None, body: bytes = b"") -> Answer:
        return self.runner.run(self._ask(target, method, headers or {}, body))

    async def _ask(self, target: bytes, method: str, headers: dict[bytes, bytes], body: bytes) -> Answer:
        path, _, query = target.partition(b"?")
        answer = Answer()
        scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": _unquoted(path),
            "raw_path": path,
            "query_string": query,
            "headers": [(b"host", b"testserver"), (b"content-length", str(len(body)).encode()), *headers.items()],
            "server": ("127.0.0.1", 8000),
            "client": ("127.0.0.1", 50_000),
            "root_path": "",
        }

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = dict(message["headers"])
            else:
                answer.body += message.get("body", b"")

        await self.app(scope, receive, send)
        return answer


def _unquoted(path: bytes) -> str:
    """The path as uvicorn hands it on."""
    return unquote(path.decode("latin-1"))


@pytest.fixture(scope="package")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wire]:
    service = sample()
    store = SqliteStore(tmp_path_factory.mktemp("nasty") / "store.sqlite", COLUMNS)
    record = {"status": "ok", "is_strike_report": True, "toponyms": [], "claims": [], "disputes": [], "not_on_map": []}
    store.save(Report(id="r1", text="Text."), record, service.features)
    for name in ("page", "stream", "extent"):
        setattr(service, name, getattr(store, name))
    service.features = [feature for feature in service.features if store.feature(feature.collection, feature.id)]
    asked = Wire(application(service, FakeNames(), Config(), Catalogue(COLUMNS), FakePage(), {}))
    yield asked
    asked.runner.close()
    store.close()
