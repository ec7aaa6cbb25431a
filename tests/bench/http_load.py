"""How many requests a second one worker answers: ``python -m tests.bench.http_load [POINTS] [SECONDS]``.

A fixed body of the same size is measured beside each question, in the same run, as the ceiling of server and client together; the ratio
is what means something on another machine.
"""

import multiprocessing
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from app.features.columns import COLUMNS
from app.web.application import application
from app.web.catalogue import Catalogue
from app.web.config import Config
from tests.bench.synthetic import filled_store
from tests.web.conftest import FakePage
from tests.web.fake_names import FakeNames
from tests.web.fake_service import FakeService

ITEMS = "/collections/reported-targets/items"
QUESTIONS = {
    "items?limit=100": f"{ITEMS}?limit=100",
    "bbox + month": f"{ITEMS}?limit=100&bbox=36,34,38,36&datetime=2018-03-01/2018-03-31",
    "CQL2, three terms": f"{ITEMS}?limit=100&filter=claimant%3D%27Agency%27%20AND%20where_prec%3D1%20AND%20weapon%3D%27artillery%27",
    "one feature": f"{ITEMS}/00005000:reported_target",
    "limit=10000": f"{ITEMS}?limit=10000",
}
CONNECTIONS = 4
ROUNDS = 3


def main(points: int = 100_000, seconds: float = 2.0) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as directory, serving(filled(Path(directory), points)) as address:
        print(f"{points:,} points, one worker, {CONNECTIONS} connections, median of {ROUNDS} rounds of {seconds} s")
        for name, target in QUESTIONS.items():
            size = len(once(address, target))
            rates = [rate(address, target, seconds) for _ in range(ROUNDS)]
            with serving(fixed(size)) as ceiling:
                most = rate(ceiling, "/", seconds)
            median = statistics.median(rates)
            print(f"{name:20} {median:9,.0f} /s  {size:10,} bytes  fixed body {most:9,.0f} /s  ratio {median / most:.2f}")
        print(f"{'deep paging':20} {deep(address):9.2f} ms a page at page 200, against {shallow(address):.2f} ms at page 1 (limit=100)")


def filled(directory: Path, points: int) -> ASGIApp:
    """The application in front of a store with that many points."""
    store = filled_store(directory, points)
    service = FakeService()
    for name in ("page", "stream", "extent", "feature"):
        setattr(service, name, getattr(store, name))
    return application(service, FakeNames(), Config(), Catalogue(COLUMNS), FakePage(), {})


def fixed(size: int) -> ASGIApp:
    """An application that does nothing."""
    body = b"x" * size

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", str(size).encode())]})
            await send({"type": "http.response.body", "body": body})

    return answer


@contextmanager
def serving(app: ASGIApp) -> Iterator[tuple[str, int]]:
    """Serve an application on a free port."""
    config = uvicorn.Config(app, port=0, log_level="warning", access_log=False, proxy_headers=False, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[:2]
    server.should_exit = True
    thread.join()


def rate(address: tuple[str, int], target: str, seconds: float) -> float:
    """Requests a second over some connections, from another process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_hammer, (address, target, seconds))


def once(address: tuple[str, int], target: str) -> bytes:
    """One body; raises where the answer is not 200."""
    with socket.create_connection(address) as connection:
        return _ask(connection, target)


def deep(address: tuple[str, int], pages: int = 200) -> float:
    """Milliseconds for one page after following ``next`` that often."""
    target = f"{ITEMS}?limit=100"
    with socket.create_connection(address) as connection:
        for _ in range(pages):
            body = _ask(connection, target)
            cursor = body.partition(b"&next=")[2].partition(b'"')[0]
            target = f"{ITEMS}?limit=100&next={cursor.decode()}"
        return _timed(connection, target)


def shallow(address: tuple[str, int]) -> float:
    """Milliseconds for the first page."""
    with socket.create_connection(address) as connection:
        return _timed(connection, f"{ITEMS}?limit=100")


def _timed(connection: socket.socket, target: str) -> float:
    times = []
    for _ in range(50):
        begun = time.perf_counter()
        _ask(connection, target)
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1_000


def _hammer(address: tuple[str, int], target: str, seconds: float) -> float:
    counts = [0] * CONNECTIONS
    end = time.monotonic() + seconds

    def work(number: int) -> None:
        with socket.create_connection(address) as connection:
            while time.monotonic() < end:
                _ask(connection, target)
                counts[number] += 1

    threads = [threading.Thread(target=work, args=(number,)) for number in range(CONNECTIONS)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - begun)


def _ask(connection: socket.socket, target: str) -> bytes:
    connection.sendall(f"GET {target} HTTP/1.1\r\nHost: bench\r\n\r\n".encode())
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65_536)
    head, _, body = data.partition(b"\r\n\r\n")
    if b" 200 " not in head[:20]:
        raise RuntimeError(head.decode())
    size = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    parts = [body]
    missing = size - len(body)
    while missing > 0:
        part = connection.recv(min(missing, 1_048_576))
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


if __name__ == "__main__":
    main(*[int(value) for value in sys.argv[1:2]], *[float(value) for value in sys.argv[2:3]])
