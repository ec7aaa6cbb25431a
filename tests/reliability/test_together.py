"""Many at once, in threads and in processes: no error, no "locked", nothing lost."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.features.columns import COLUMNS
from app.model.query import Compare, Query
from app.store.care import check
from app.store.sqlite import SqliteStore
from tests.store.test_store import keep

WRITER = """
import sys
from pathlib import Path
from app.features.columns import COLUMNS
from app.store.sqlite import SqliteStore
from tests.store.test_store import keep
store = SqliteStore(Path(sys.argv[1]), COLUMNS)
print(sum(keep(store, n) for n in range(int(sys.argv[2]), int(sys.argv[3]))))
store.close()
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(tmp_path / "strikemap.sqlite", COLUMNS)
    yield made
    made.close()


def run_together(store: SqliteStore, seconds: float, writers: int, readers: int) -> tuple[int, int, list[BaseException]]:
    """Write and read from many threads; how many writes and reads were done, and every error."""
    end = time.monotonic() + seconds
    done = [0, 0]
    lock = threading.Lock()
    errors: list[BaseException] = []

    def repeat(kind: int, number: int) -> None:
        n = 0
        try:
            while time.monotonic() < end:
                if kind == 0:
                    assert keep(store, number * 100_000 + n)
                else:
                    page = store.page(Query("claims", bbox=(39.0, 34.0, 41.0, 36.0), filter=Compare("weapon", "=", "air_strike")))
                    assert len(page.features) <= page.matched
                    if page.next:
                        assert store.page(Query("claims", after=page.next)).matched >= page.matched
                n += 1
        except BaseException as error:
            errors.append(error)
        with lock:
            done[kind] += n

    threads = [threading.Thread(target=repeat, args=(0, n)) for n in range(writers)]
    threads += [threading.Thread(target=repeat, args=(1, n)) for n in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done[0], done[1], errors


def test_writers_and_readers_do_not_get_into_each_others_way(store: SqliteStore, tmp_path: Path) -> None:
    written, read, errors = run_together(store, 2.0, 16, 32)
    assert errors == []
    assert written > 0
    assert read > 0
    assert store.extent("reports").count == written
    assert check(tmp_path / "strikemap.sqlite").problems == ()


@pytest.mark.soak
def test_writers_and_readers_for_a_minute(store: SqliteStore) -> None:
    written, _, errors = run_together(store, 60.0, 16, 32)
    assert errors == []
    assert store.extent("reports").count == written


def test_several_processes_write_one_file(store: SqliteStore, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    # all three keep the reports from 20 on: each is new for one of them only
    spans = ((0, 40), (20, 60), (20, 60))
    path = str(tmp_path / "strikemap.sqlite")
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, path, str(start), str(stop)], stdout=subprocess.PIPE, text=True, env=environment)
        for start, stop in spans
    ]
    created = sum(int(process.communicate(timeout=100)[0]) for process in running)
    assert [process.returncode for process in running] == [0, 0, 0]
    assert created == 60
    assert store.extent("reports").count == 60


def test_processes_may_make_the_file_at_once(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    path = str(tmp_path / "new" / "strikemap.sqlite")
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, path, str(n), str(n + 1)], stdout=subprocess.PIPE, text=True, env=environment)
        for n in range(3)
    ]
    assert sum(int(process.communicate(timeout=100)[0]) for process in running) == 3


def test_one_report_sent_five_hundred_times_is_one_report(store: SqliteStore) -> None:
    created: list[bool] = []

    def send() -> None:
        created.extend(keep(store, 1) for _ in range(32))

    threads = [threading.Thread(target=send) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(created) == 1
    assert len(created) == 512
