"""Bodies far over the limit, over a real socket: a client that only reads after it has sent still gets its answer."""

import http.client
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from app.features.columns import COLUMNS
from app.web.application import application
from app.web.catalogue import Catalogue
from app.web.config import Config
from tests.web.conftest import FakePage
from tests.web.fake_names import FakeNames
from tests.web.fake_service import sample

SIZE = 200_000_000
PIECE = b"a" * 1_000_000


@pytest.fixture
def port() -> Iterator[int]:
    app = application(sample(1), FakeNames(), Config(max_body_bytes=1_000_000), Catalogue(COLUMNS), FakePage(), {})
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", proxy_headers=False, lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize("announced", [True, False])
def test_two_hundred_megabytes_are_answered_and_held_nowhere(port: int, announced: bool) -> None:
    before = resident()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Content-Type": "application/json"} | ({"Content-Length": str(SIZE)} if announced else {"Transfer-Encoding": "chunked"})
    connection.request("POST", "/reports", body=(PIECE for _ in range(SIZE // len(PIECE))), headers=headers, encode_chunked=not announced)
    answer = connection.getresponse()
    assert (answer.status, answer.headers["content-type"]) == (413, "application/problem+json")
    answer.read()
    connection.close()
    assert resident() - before < 50_000_000
    again = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    again.request("GET", "/health")
    assert again.getresponse().status == 200
    again.close()


def resident() -> int:
    """Bytes of memory this process has at the moment; 0 where the system does not say."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[1]) * 4_096 if status.exists() else 0
