import gzip
import json
from pathlib import Path

import pytest

from app.errors import Unavailable
from app.features.columns import COLUMNS
from app.model.query import Query
from app.store import schema
from app.store.care import check
from app.store.connections import check_sqlite
from app.store.sqlite import SqliteStore
from tests.store.test_store import keep

VERSIONS = Path(__file__).parent / "versions"


def old_file(path: Path, version: int) -> Path:
    path.write_bytes(gzip.decompress((VERSIONS / f"{version}.sqlite.gz").read_bytes()))
    return path


def test_every_past_version_is_kept() -> None:
    assert sorted(int(file.name.split(".")[0]) for file in VERSIONS.iterdir()) == list(range(1, schema.VERSION))


@pytest.mark.parametrize("version", range(1, schema.VERSION))
def test_a_file_of_a_past_version_serves_what_a_fresh_one_would(version: int, tmp_path: Path) -> None:
    store = SqliteStore(old_file(tmp_path / "old.sqlite", version), COLUMNS)
    fresh = SqliteStore(tmp_path / "fresh.sqlite", COLUMNS)
    for n in range(5):
        keep(fresh, n, lon=40.0 + n, days=n)
    for collection in COLUMNS:
        news = [feature for feature in store.stream(Query(collection)) if b'"Row ' not in feature and b"coded_row" not in feature]
        assert news == list(fresh.stream(Query(collection)))
    assert store.page(Query("reported-targets", text="missile number 3", bbox=(42.5, 34.0, 43.5, 36.0))).matched == 1
    assert keep(store, 77)
    assert json.loads(store.page(Query("reported-targets", text="77")).features[0])["properties"]["place_name"] == "Town 77"
    store.close()
    fresh.close()
    assert check(tmp_path / "old.sqlite").problems == ()


def test_a_file_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite"
    SqliteStore(path, COLUMNS).close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "VERSION", schema.VERSION - 1)
        with pytest.raises(Unavailable, match="newer"):
            SqliteStore(path, COLUMNS)
    SqliteStore(path, COLUMNS).close()


def test_a_migration_that_fails_leaves_the_old_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = old_file(tmp_path / "old.sqlite", 1)
    good = schema.statements

    def bad(version: int) -> list[str]:
        return [*good(version)] if version < schema.VERSION else ["SELECT nonsense"]

    monkeypatch.setattr(schema, "statements", bad)
    with pytest.raises(Unavailable):
        SqliteStore(path, COLUMNS)
    assert check(path).version == 1
    assert check(path).problems == ()
    monkeypatch.undo()
    SqliteStore(path, COLUMNS).close()
    assert check(path).version == schema.VERSION


def test_what_is_no_store_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(Unavailable):
        SqliteStore(tmp_path / "a.sqlite", COLUMNS)


def test_an_sqlite_that_is_too_old_is_told() -> None:
    check_sqlite((3, 38, 0))
    with pytest.raises(Unavailable, match=r"3\.37\.2; the store needs 3\.38\.0"):
        check_sqlite((3, 37, 2))
