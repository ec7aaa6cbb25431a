"""Processes killed at random moments: what was acknowledged is there, nothing is there by half."""

import contextlib
import gzip
import http.client
import json
import os
import random
import signal
import threading
import time
from pathlib import Path

import pytest

from app.features.columns import COLUMNS
from app.model.query import Query
from app.store import schema
from app.store.care import check
from app.store.sqlite import SqliteStore
from tests.reliability.conftest import Killable, post, serve

VERSIONS = Path(__file__).parents[1] / "store" / "versions"


def kill_while_posting(program: Killable, path: Path, trial: int, acknowledged: list[str]) -> None:
    """Post from four threads and kill the service at a random moment."""
    pid, port = serve(program, path)
    killed = threading.Event()

    def send(thread: int) -> None:
        n = 0
        while not killed.is_set():
            with contextlib.suppress(OSError, http.client.HTTPException, ValueError):
                status, document = post(port, f"Jets{trial} hit{thread} town{n} and more.")
                if status == 201:
                    acknowledged.append(str(document["id"]))
            n += 1

    threads = [threading.Thread(target=send, args=(one,)) for one in range(4)]
    for thread in threads:
        thread.start()
    time.sleep(random.Random(trial).uniform(0.02, 0.4))
    os.kill(pid, signal.SIGKILL)
    killed.set()
    for thread in threads:
        thread.join()
    assert not program.ended()


def assert_whole(path: Path, acknowledged: list[str]) -> None:
    """Every acknowledged report is there, and every report that is there is there with all that was derived from it."""
    assert check(path).problems == ()
    store = SqliteStore(path, COLUMNS)
    reports = [json.loads(feature)["id"] for feature in store.stream(Query("reports"))]
    assert set(acknowledged) <= set(reports)
    claims = [json.loads(feature)["properties"]["report_id"] for feature in store.stream(Query("claims"))]
    marks = [json.loads(feature)["properties"]["report_id"] for feature in store.stream(Query("reported-targets"))]
    assert sorted(claims) == sorted(marks) == sorted(reports * 3)
    store.close()


def kill_trials(program: Killable, path: Path, trials: int) -> int:
    acknowledged: list[str] = []
    for trial in range(trials):
        kill_while_posting(program, path, trial, acknowledged)
        if trial % 10 == 9:
            assert_whole(path, acknowledged)
    assert_whole(path, acknowledged)
    return len(acknowledged)


def test_no_acknowledged_report_is_lost_when_the_service_is_killed(program: Killable, tmp_path: Path) -> None:
    assert kill_trials(program, tmp_path / "strikemap.sqlite", 20) > 20


@pytest.mark.soak
def test_no_acknowledged_report_is_lost_in_many_kills(program: Killable, tmp_path: Path) -> None:
    assert kill_trials(program, tmp_path / "strikemap.sqlite", 200) > 200


def killed_after(program: Killable, seconds: float, *words: object) -> bool:
    """Whether a command got through before it was killed."""
    pid = program.start(*words)
    time.sleep(seconds)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    return program.ended()


def test_an_import_that_is_killed_shows_nothing_and_is_taken_up_again(program: Killable, tmp_path: Path) -> None:
    file = tmp_path / "points.csv"
    file.write_text("id,date,lon,lat\n" + "".join(f"{n},2015-11-20,{n % 180},{n % 90}\n" for n in range(20_000)))
    path = tmp_path / "strikemap.sqlite"
    SqliteStore(path, COLUMNS).close()
    through, trial = False, 0
    while not through:
        through = killed_after(program, 0.05 + 0.1 * trial, "import", path, file)
        assert check(path).problems == ()
        store = SqliteStore(path, COLUMNS)
        assert store.extent("claims").count in ((20_000,) if through else (0, 20_000))
        store.close()
        trial += 1
    assert trial > 1


def test_a_migration_that_is_killed_leaves_old_or_new(program: Killable, tmp_path: Path) -> None:
    versions = set()
    for trial in range(12):
        path = tmp_path / f"{trial}.sqlite"
        path.write_bytes(gzip.decompress((VERSIONS / "1.sqlite.gz").read_bytes()))
        killed_after(program, 0.002 * trial, "migrate", path)
        versions.add(check(path).version)
        assert check(path).problems == ()
    assert versions <= {1, schema.VERSION}


def test_a_rebuild_that_is_killed_is_taken_up_again(program: Killable, tmp_path: Path) -> None:
    path = tmp_path / "strikemap.sqlite"
    pid, port = serve(program, path)
    acknowledged = [str(post(port, f"Jets hit town{n}.")[1]["id"]) for n in range(60)]
    os.kill(pid, signal.SIGTERM)
    program.ended()
    through, trial = False, 0
    while not through:
        through = killed_after(program, 0.02 + 0.05 * trial, "rebuild", path, "2")
        assert_whole(path, acknowledged)
        trial += 1
    store = SqliteStore(path, COLUMNS)
    assert store.outdated("2") == []
    store.close()


def unread(port: int) -> int:
    """Connections and bytes that wait in the system for whoever listens there: none once all that was sent has been begun."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(int(row[4].partition(":")[2], 16) for row in rows if row[1].endswith(f":{port:04X}"))


def test_a_service_told_to_stop_answers_what_it_has_begun(program: Killable, tmp_path: Path) -> None:
    path = tmp_path / "strikemap.sqlite"
    pid, port = serve(program, path)
    with contextlib.ExitStack() as stack:
        connections = [stack.enter_context(contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30))) for _ in range(200)]
        for n, connection in enumerate(connections):
            connection.request("POST", "/reports", json.dumps({"text": f"Jets hit town{n}."}), {"content-type": "application/json"})
        end = time.monotonic() + 60
        while unread(port) and time.monotonic() < end:
            time.sleep(0.01)
        os.kill(pid, signal.SIGTERM)
        assert [connection.getresponse().status for connection in connections] == [201] * 200
    program.ended()
    assert_whole(path, [])
