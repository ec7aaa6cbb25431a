"""A server that listens, with what it was asked, for real clients to read."""

import importlib
import importlib.util
import os
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from app.features.columns import COLUMNS
from app.model.report import Report
from app.store.sqlite import SqliteStore
from app.web.application import application
from app.web.catalogue import Catalogue
from app.web.config import Config
from tests.web.conftest import FakePage
from tests.web.fake_counting import FakeCounting
from tests.web.fake_names import FakeNames
from tests.web.fake_service import sample

POINTS = 2_345


@dataclass
class Live:
    """Where the server is, and the request lines it was sent."""

    address: str
    asked: list[str] = field(default_factory=list)


def need(name: str, present: bool) -> None:
    """Go on where a client is there; else fail if STRIKEMAP_REQUIRE names it, and skip if not."""
    if present:
        return
    if name in os.environ.get("STRIKEMAP_REQUIRE", "").replace(",", " ").split():
        pytest.fail(f"{name} is required and not installed")
    pytest.skip(f"{name} is not installed")


def need_module(name: str) -> ModuleType:
    """Import a client library, or fail or skip."""
    need(name.partition(".")[0], importlib.util.find_spec(name.partition(".")[0]) is not None)
    return importlib.import_module(name)


@pytest.fixture(scope="session")
def gdal() -> None:
    """GDAL's command line tools."""
    need("gdal", shutil.which("ogrinfo") is not None and shutil.which("ogr2ogr") is not None)


@pytest.fixture(scope="session")
def _server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    service = sample(POINTS)
    store = SqliteStore(tmp_path_factory.mktemp("live") / "store.sqlite", COLUMNS)
    record: dict[str, Any] = {"status": "ok", "is_strike_report": True, "toponyms": [], "claims": [], "disputes": [], "not_on_map": []}
    store.save(Report(id="r1", text="Text."), record, service.features)
    for name in ("page", "stream", "extent"):
        setattr(service, name, getattr(store, name))
    live = Live("")
    config, counting = Config(basemap=Path(__file__).parents[2] / "geodata" / "basemap"), FakeCounting(service)
    app = _Noting(application(service, FakeNames(), config, Catalogue(COLUMNS), FakePage(), {}, counting=counting), live)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", proxy_headers=False, lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    live.address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    yield live
    server.should_exit = True
    thread.join()
    store.close()


@pytest.fixture
def live(_server: Live) -> Live:
    _server.asked.clear()
    return _server


class _Noting:
    def __init__(self, app: ASGIApp, live: Live) -> None:
        self.app = app
        self.live = live

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.live.asked.append(f"{scope['path']}?{scope['query_string'].decode('latin-1')}")
        await self.app(scope, receive, send)
