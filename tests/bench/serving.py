"""Servers as processes of their own, and a client that is as thin as can be."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

Address = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers: where, and which processes work for it (its own, and all of that name)."""

    address: Address
    pid: int
    helpers: str = ""

    def cpu(self) -> float:
        """Seconds of CPU that they have used, as Linux tells; 0 elsewhere."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                name, _, rest = stat.read_text().partition(" (")[2].rpartition(") ")
            except OSError:
                continue
            if stat.parent.name == str(self.pid) or (self.helpers and name == self.helpers):
                ticks += sum(map(int, rest.split()[11:13]))
        return ticks / os.sysconf("SC_CLK_TCK")


def listening() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def process(
    command: Sequence[str], directory: Path, environment: Mapping[str, str], port: int, path: str, helpers: str = ""
) -> Iterator[Running]:
    """Run a server until the block ends; the block starts when ``path`` answers."""
    address = ("127.0.0.1", port)
    with (directory / f"server-{port}.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=directory, env={**os.environ, **environment}, stdout=log, stderr=log)
        try:
            _wait(server, address, path)
            yield Running(address, server.pid, helpers)
        finally:
            server.terminate()
            server.wait(30)


@contextmanager
def strikemap(data: Path) -> Iterator[Running]:
    """This service with one worker, as ``strikemap serve`` starts it."""
    port = listening()
    run = [sys.executable, "-c", "from app.cli import main; main()", "serve", "--empty", "--data-dir", str(data), "--port", str(port)]
    with process(run, data, {"PYTHONPATH": os.getcwd(), "STRIKEMAP_PUBLISH": "all"}, port, "/health") as running:
        yield running


def ask(connection: socket.socket, target: str) -> bytes:
    """One answer of 200 over an open connection; its length is announced or it comes in chunks."""
    connection.sendall(f"GET {target} HTTP/1.1\r\nHost: bench\r\nAccept: application/geo+json\r\n\r\n".encode())
    data = b""
    while b"\r\n\r\n" not in data:
        data += _received(connection, 65_536)
    head, _, body = data.partition(b"\r\n\r\n")
    if b" 200 " not in head[:20]:
        raise RuntimeError(f"{target}: {head[:200]!r} {body[:300]!r}")
    lower = head.lower()
    if b"content-length:" not in lower:
        return _chunked(connection, body)
    parts = [body]
    missing = int(lower.split(b"content-length:")[1].split(b"\r\n")[0]) - len(body)
    while missing > 0:
        parts.append(_received(connection, min(missing, 1 << 20)))
        missing -= len(parts[-1])
    return b"".join(parts)


def _chunked(connection: socket.socket, data: bytes) -> bytes:
    parts = [data]
    tail = data
    while not tail.endswith(b"0\r\n\r\n"):
        parts.append(_received(connection, 1 << 20))
        tail = (tail + parts[-1])[-8:]
    return b"".join(parts)


def _received(connection: socket.socket, most: int) -> bytes:
    found = connection.recv(most)
    if not found:
        raise RuntimeError("the server closed the connection")
    return found


def _wait(server: "subprocess.Popen[bytes]", address: Address, path: str) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            with socket.create_connection(address) as connection:
                ask(connection, path)
                return
        except (OSError, RuntimeError):
            if server.poll() is not None:
                raise RuntimeError(f"a server ended with {server.returncode}; its log lies in the bench's directory") from None
            time.sleep(0.2)
    raise RuntimeError("a server did not answer")
