"""Many at once over HTTP: one report stays one, and nobody is told of an error or a lock."""

import contextlib
import http.client
import os
import signal
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from app.features.columns import COLUMNS
from app.store.care import check
from app.store.sqlite import SqliteStore
from tests.reliability.conftest import Killable, post, serve

ITEMS = "/collections/claims/items?limit=10&bbox=39,34,41,36&filter=weapon%20%3D%20%27air_strike%27"


def get(port: int, target: str) -> int:
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", target)
        answer = connection.getresponse()
        answer.read()
        return answer.status


def together(port: int, seconds: float, writers: int, readers: int) -> Counter[tuple[str, int]]:
    """Post and read from many threads; how often each was answered with which status."""
    found: Counter[tuple[str, int]] = Counter()
    lock = threading.Lock()
    end = time.monotonic() + seconds

    def repeat(kind: str, number: int) -> None:
        n = 0
        while time.monotonic() < end:
            status = post(port, f"Jets{number} hit town{n}.")[0] if kind == "post" else get(port, ITEMS)
            with lock:
                found[kind, status] += 1
            n += 1

    threads = [threading.Thread(target=repeat, args=("post", n)) for n in range(writers)]
    threads += [threading.Thread(target=repeat, args=("get", n)) for n in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def stopped(program: Killable, pid: int, path: Path) -> int:
    """Stop the service; how many reports it left."""
    os.kill(pid, signal.SIGTERM)
    program.ended()
    assert check(path).problems == ()
    store = SqliteStore(path, COLUMNS)
    count = store.extent("reports").count
    store.close()
    return count


def test_one_report_posted_five_hundred_times_is_one_report(program: Killable, tmp_path: Path) -> None:
    path = tmp_path / "strikemap.sqlite"
    pid, port = serve(program, path)
    answers: list[tuple[int, str]] = []

    def send() -> None:
        for _ in range(32):
            status, document = post(port, "Jets hit a town.")
            answers.append((status, str(document["id"])))

    threads = [threading.Thread(target=send) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(status for status, _ in answers) == {201: 1, 200: 511}
    assert len({identifier for _, identifier in answers}) == 1
    assert stopped(program, pid, path) == 1


@pytest.mark.soak
def test_sixteen_writers_and_thirty_two_readers_for_a_minute(program: Killable, tmp_path: Path) -> None:
    path = tmp_path / "strikemap.sqlite"
    pid, port = serve(program, path)
    found = together(port, 60.0, 16, 32)
    assert set(found) == {("post", 201), ("get", 200)}
    assert stopped(program, pid, path) == found["post", 201]
