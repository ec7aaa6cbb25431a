import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import BadInput, Unavailable
from app.features.columns import COLUMNS
from app.model.query import Query
from app.store.care import backup, check, restore
from app.store.sqlite import SqliteStore
from tests.store.test_store import keep


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "strikemap.sqlite"


def features(store: SqliteStore) -> dict[str, list[bytes]]:
    return {collection: list(store.stream(Query(collection))) for collection in COLUMNS}


def test_backups_under_continuous_writes_are_sound_and_serve_the_same_after_restore(store: SqliteStore, path: Path, tmp_path: Path) -> None:
    stop = threading.Event()
    written: list[int] = []

    def write() -> None:
        n = 0
        while not stop.is_set():
            keep(store, n)
            written.append(n)
            n += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for n in range(20):
            before = len(written)
            health = backup(path, tmp_path / f"{n}.sqlite")
            assert health.problems == ()
            assert health.reports >= before
    finally:
        stop.set()
        writer.join()
    kept = {collection: set(found) for collection, found in features(store).items() if collection != "places"}
    for n in range(20):
        restore(tmp_path / f"{n}.sqlite", tmp_path / f"restored{n}.sqlite")
        earlier = SqliteStore(tmp_path / f"restored{n}.sqlite", COLUMNS)
        # a place counts the claims that name it, which went on growing
        assert all(kept[collection].issuperset(found) for collection, found in features(earlier).items() if collection != "places")
        earlier.close()
    backup(path, tmp_path / "last.sqlite")
    restore(tmp_path / "last.sqlite", tmp_path / "restored.sqlite")
    restored = SqliteStore(tmp_path / "restored.sqlite", COLUMNS)
    assert features(restored) == features(store)
    assert restored.extent("claims") == store.extent("claims")
    assert keep(restored, 100_000)
    restored.close()


def test_a_backup_never_overwrites_and_takes_only_stores(store: SqliteStore, path: Path, tmp_path: Path) -> None:
    keep(store, 1)
    backup(path, tmp_path / "a.sqlite")
    with pytest.raises(BadInput, match="exists"):
        backup(path, tmp_path / "a.sqlite")
    other = sqlite3.connect(tmp_path / "other.sqlite")
    other.execute("CREATE TABLE t (a)")
    other.close()
    with pytest.raises(BadInput, match="no Strikemap store"):
        backup(tmp_path / "other.sqlite", tmp_path / "b.sqlite")
    with pytest.raises(Unavailable):
        backup(tmp_path / "nothing.sqlite", tmp_path / "c.sqlite")
    assert not list(tmp_path.glob("*.part"))


def test_a_restore_replaces_only_when_told_and_never_a_store_in_use(
    store: SqliteStore, path: Path, tmp_path: Path, open_store: Callable[[], SqliteStore]
) -> None:
    keep(store, 1)
    backup(path, tmp_path / "a.sqlite")
    keep(store, 2)
    with pytest.raises(BadInput, match="exists"):
        restore(tmp_path / "a.sqlite", path)
    with pytest.raises(Unavailable, match="in use"):
        restore(tmp_path / "a.sqlite", path, replace=True)
    store.close()
    restore(tmp_path / "a.sqlite", path, replace=True)
    assert open_store().extent("reports").count == 1


def test_a_damaged_file_is_told(store: SqliteStore, path: Path, tmp_path: Path) -> None:
    for n in range(30):
        keep(store, n)
    store.close()
    assert check(path).problems == ()
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 20_000] = b"\xff" * 20_000
    path.write_bytes(content)
    assert check(path).problems
    with pytest.raises(BadInput, match="not sound"):
        restore(path, tmp_path / "b.sqlite")


def test_what_does_not_fit_together_is_told(store: SqliteStore, path: Path) -> None:
    keep(store, 1)
    store.close()
    db = sqlite3.connect(path)
    db.execute("DELETE FROM body WHERE n = (SELECT min(n) FROM body)")
    db.execute("UPDATE layer SET features = features + 1 WHERE collection = 'claims'")
    db.commit()
    db.close()
    problems = check(path).problems
    assert "1 features without a body" in problems
    assert "1 layers with a wrong count" in problems


def test_a_file_that_is_not_there_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        check(tmp_path / "nothing")
    with pytest.raises(BadInput):
        restore(tmp_path / "nothing", tmp_path / "b")
