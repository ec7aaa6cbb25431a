"""A full disk: nothing is acknowledged, nothing is damaged, and the service goes on once there is space."""

import contextlib
import os
import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Unavailable
from app.features.columns import COLUMNS
from app.model.query import Query
from app.store.care import check
from app.store.sqlite import SqliteStore
from tests.store.test_store import keep


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(tmp_path / "strikemap.sqlite", COLUMNS)
    yield made
    made.close()


@contextlib.contextmanager
def no_more_pages(store: SqliteStore) -> Iterator[None]:
    """Let the database file grow no further."""
    with store._connections.raw_writer() as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages}")
    yield
    with store._connections.raw_writer() as db:
        db.execute("PRAGMA max_page_count = 1073741823")


def fill(store: SqliteStore) -> int:
    """Keep reports until the disk is full, which the refusal says; how many were acknowledged."""
    n = 0
    while True:
        try:
            assert keep(store, n)
        except Unavailable as refusal:
            assert "/" not in str(refusal)
            assert "full" in str(refusal)
            return n
        n += 1


def test_a_full_database_refuses_keeps_reading_and_recovers_without_a_restart(store: SqliteStore, tmp_path: Path) -> None:
    keep(store, 10_000)
    with no_more_pages(store):
        acknowledged = fill(store)
        assert store.extent("reports").count == acknowledged + 1
        assert len(store.page(Query("claims")).features) > 0
        with pytest.raises(Unavailable, match="full"):
            keep(store, acknowledged)
    assert keep(store, acknowledged)
    assert store.extent("reports").count == acknowledged + 2
    assert check(tmp_path / "strikemap.sqlite").problems == ()


def test_a_file_that_may_grow_no_further_refuses_and_recovers(store: SqliteStore, tmp_path: Path) -> None:
    keep(store, 10_000)
    path = tmp_path / "strikemap.sqlite"
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = max(path.stat().st_size, os.stat(f"{path}-wal").st_size)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 300_000, hard))
    try:
        acknowledged = fill(store)
        count = store.extent("reports").count
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert count == acknowledged + 1
    assert keep(store, acknowledged)
    store.close()
    assert check(path).problems == ()
