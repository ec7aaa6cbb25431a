"""One suite for every store: what is promised here, any of them keeps."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.features.columns import COLUMNS
from app.store.sqlite import SqliteStore

Open = Callable[[], SqliteStore]


@pytest.fixture
def open_store(tmp_path: Path) -> Iterator[Open]:
    """Open the same store again and again; all are closed at the end."""
    opened: list[SqliteStore] = []

    def open_again() -> SqliteStore:
        opened.append(SqliteStore(tmp_path / "data" / "strikemap.sqlite", COLUMNS))
        return opened[-1]

    yield open_again
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Open) -> SqliteStore:
    """A store with nothing in it."""
    return open_store()


@pytest.fixture
def open_other(tmp_path: Path) -> Iterator[Callable[[str], SqliteStore]]:
    """Open further stores by name."""
    opened: list[SqliteStore] = []

    def open_named(name: str) -> SqliteStore:
        opened.append(SqliteStore(tmp_path / f"{name}.sqlite", COLUMNS))
        return opened[-1]

    yield open_named
    for store in opened:
        store.close()
