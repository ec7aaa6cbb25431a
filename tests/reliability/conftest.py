"""The service as a process of its own, which a test may kill."""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest


class Killable:
    """The program of ``served.py``, one child at a time."""

    def __init__(self) -> None:
        command = [sys.executable, str(Path(__file__).with_name("served.py"))]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
        assert self.line() == "ready"

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def start(self, *words: object) -> int:
        """Begin a command; the child's process id."""
        assert self.process.stdin is not None
        self.process.stdin.write("\t".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        return int(self.line().removeprefix("pid "))

    def ended(self) -> bool:
        """Wait for the child's end; whether it got through."""
        lines = []
        while (line := self.line()) != "ended":
            lines.append(line)
        return "done" in lines

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


@pytest.fixture(scope="module")
def program() -> Iterator[Killable]:
    if not hasattr(os, "fork"):
        pytest.skip("needs fork")
    made = Killable()
    yield made
    made.close()


def serve(program: Killable, path: Path) -> tuple[int, int]:
    """Start the service; its process id and port, once it listens."""
    pid = program.start("serve", path)
    port = int(program.line().removeprefix("port "))
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return pid, port
        time.sleep(0.01)
    raise AssertionError("the service does not listen")


def post(port: int, text: str) -> tuple[int, dict[str, object]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("POST", "/reports", json.dumps({"text": text}), {"content-type": "application/json"})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()
