"""A client in front of the application with a service in memory."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.features.columns import COLUMNS
from app.web.application import application
from app.web.catalogue import Catalogue
from app.web.config import Config
from tests.web.fake_counting import FakeCounting
from tests.web.fake_names import FakeNames
from tests.web.fake_service import FakeService, sample


@dataclass(frozen=True)
class FakePage:
    html: bytes = b"<!doctype html><title>Map</title><script>1</script>"
    script_hashes: tuple[str, ...] = ("sha256-c2NyaXB0",)
    style_hashes: tuple[str, ...] = ()


StartClient = Callable[..., TestClient]


@pytest.fixture
def service() -> FakeService:
    return sample()


@pytest.fixture
def start(service: FakeService, tmp_path: Path) -> Iterator[StartClient]:
    """Start a client with other choices than the usual ones."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "app.js").write_text("let one = 1;\n" * 200)
    (tmp_path / "sub" / "dot.png").write_bytes(b"\x89PNG\r\n")
    (tmp_path.parent / "secret.txt").write_text("secret")
    with ExitStack() as stack:

        def begin(**choices: Any) -> TestClient:
            assets = {"static": {"": tmp_path, "leaflet/": tmp_path / "sub"}}
            counting = FakeCounting(service)
            app = application(service, FakeNames(), Config(**choices), Catalogue(COLUMNS), FakePage(), assets, counting=counting)
            return stack.enter_context(TestClient(app, follow_redirects=False))

        yield begin


@pytest.fixture
def client(start: StartClient) -> TestClient:
    return start()
