"""The log of reviews and the keys as they rest: chained, hashed, never the secret."""

import json
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest

from app.errors import BadInput
from app.features.columns import COLUMNS
from app.model.audit import START, seal
from app.model.review import Anchor, Review
from app.store.auditing import SEALED, verify
from app.store.care import audit, backup, check, restore
from app.store.review_rows import digest_of
from app.store.sqlite import SqliteStore

ROWS = 1_000


@pytest.fixture(scope="module")
def long_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a thousand reviews."""
    path = tmp_path_factory.mktemp("log") / "strikemap.sqlite"
    store = SqliteStore(path, COLUMNS)
    with store.transaction():
        for number in range(ROWS):
            anchor = Anchor("report", f"claim {number}", (number, number + 9), "The Ministry")
            after = {"via": f"agency {number}"}
            store.reviews.append(
                Review("", datetime.min, "Ada", "correct", f"reason {number}", (anchor,), report_id="report", after=after, authority="local")
            )
    store.close()
    return path


def test_changing_any_of_a_thousand_rows_is_found_a_thousand_times_of_a_thousand(long_log: Path) -> None:
    db = sqlite3.connect(":memory:")
    with sqlite3.connect(long_log) as source:
        source.backup(db)
    source.close()
    for trigger in ("review_unchanged", "review_content_unchanged", "review_kept"):
        db.execute(f"DROP TRIGGER {trigger}")
    assert verify(db)[:2] == (None, ROWS)
    rows = db.execute(f"SELECT {', '.join(SEALED)}, seal FROM review ORDER BY seq").fetchall()
    contents = db.execute("SELECT salt, json FROM review_content ORDER BY seq").fetchall()
    found = 0
    for number in range(ROWS):
        changed = number % 4
        broken = _first_broken(rows, contents, number, changed)
        found += broken == number
    assert found == ROWS
    for statement, first in (
        ("UPDATE review SET reviewer = 'Eve' WHERE seq = 700", 700),
        ("UPDATE review_content SET json = replace(json, 'agency', 'office') WHERE seq = 300", 300),
        ("DELETE FROM review WHERE seq = 1000", 300),
    ):
        db.execute(statement)
        assert verify(db)[0] == first or statement.startswith("DELETE")
    db.close()


def _first_broken(rows: list[tuple[object, ...]], contents: list[tuple[str, str]], number: int, changed: int) -> int | None:
    """Where verifying stops when one row was changed, looking no further back than the row before."""
    row = list(rows[number])
    salt, content = contents[number]
    if changed == 0:
        row[2] = "Eve"
    elif changed == 1:
        content = content.replace("agency", "office")
    elif changed == 2:
        row[1] = "2001-01-01T00:00:00+00:00"
    else:
        row[5] = "another reason"
    previous = str(rows[number - 1][-1]) if number else START
    good = digest_of(salt, content) == row[8] and seal(previous, dict(zip(SEALED, row, strict=False))) == row[-1]
    return None if good else number


def test_rows_cut_off_at_the_end_and_a_log_written_anew_are_found(long_log: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    backup(long_log, copy)
    last = audit(copy)[2]
    db = sqlite3.connect(copy)
    db.execute("DROP TRIGGER review_kept")
    db.execute("DROP TRIGGER review_content_kept")
    db.execute("DROP TRIGGER review_anchor_kept")
    for table in ("review_anchor", "review_content", "review"):
        db.execute(f"DELETE FROM {table} WHERE seq > 990")
    db.commit()
    assert audit(copy)[0] == 991
    db.execute("UPDATE sqlite_sequence SET seq = 990 WHERE name = 'review'")
    db.commit()
    assert audit(copy)[0] == 991
    db.execute("UPDATE review_head SET reviews = 990, seal = (SELECT seal FROM review WHERE seq = 990)")
    db.commit()
    db.close()
    assert audit(copy)[0] is None
    assert audit(copy, last)[0] == 991
    assert audit(long_log, last)[0] is None


@pytest.mark.parametrize(
    "statement",
    [f"{what} WHERE seq {which} 40" for what in ("DELETE FROM review_anchor", "UPDATE review_anchor SET given = 'claim 7'") for which in ("=", ">=")],
)
def test_a_review_tied_to_other_claims_than_it_names_is_found(long_log: Path, tmp_path: Path, statement: str) -> None:
    copy = tmp_path / "copy.sqlite"
    backup(long_log, copy)
    db = sqlite3.connect(copy)
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        db.execute(statement)
    for trigger in ("review_anchor_kept", "review_anchor_unchanged"):
        db.execute(f"DROP TRIGGER {trigger}")
    db.execute(statement)
    db.commit()
    db.close()
    assert audit(copy)[0] == 40


def test_a_check_a_backup_and_a_restore_know_the_log(long_log: Path, tmp_path: Path) -> None:
    backup(long_log, tmp_path / "kept.sqlite")
    restore(tmp_path / "kept.sqlite", tmp_path / "back.sqlite")
    store = SqliteStore(tmp_path / "back.sqlite", COLUMNS)
    assert store.reviews.verify()[:2] == (None, ROWS)
    assert store.reviews.get("r7").after == {"via": "agency 6"}
    store.close()
    db = sqlite3.connect(tmp_path / "back.sqlite")
    db.execute("DROP TRIGGER review_unchanged")
    db.execute("UPDATE review SET reason = 'other' WHERE seq = 12")
    db.commit()
    db.close()
    assert check(tmp_path / "back.sqlite").problems == ("row 12 of the log of reviews is not as it was written",)


def test_a_key_is_shown_once_and_opens_until_it_expires_or_is_revoked(tmp_path: Path) -> None:
    now = [1_000_000.0]
    store = SqliteStore(tmp_path / "strikemap.sqlite", COLUMNS, clock=lambda: now[0])
    key, secret = store.keys.create("Ada", "review", days=2)
    found = store.keys.find(secret)
    assert found is not None and (found.name, found.scope, found.usable(now[0])) == ("Ada", "review", True)
    assert store.keys.find(secret + "x") is None
    token = store.keys.open_session(key, 3600)
    session = store.keys.session(token)
    assert session is not None and session.id == key.id
    now[0] += 3601
    assert store.keys.session(token) is None
    token = store.keys.open_session(key, 3600)
    assert store.keys.revoke(key.id)
    assert store.keys.session(token) is None
    revoked = store.keys.find(secret)
    assert revoked is not None and not revoked.usable(now[0])
    assert not store.keys.revoke("none")
    assert [action for _, action in store.keys.uses(key.id)] == ["created", "signed in", "signed in", "revoked"]
    for name, scope, days in (("", "read", None), ("A\n", "read", None), ("Ada", "read", 0), ("Ada", "all", None)):
        with pytest.raises(BadInput):
            store.keys.create(name, scope, days)  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError), sqlite3.connect(tmp_path / "strikemap.sqlite") as db:
        db.execute("DELETE FROM key_use")
    db.close()
    store.close()


def test_the_words_of_a_review_are_apart_from_its_seal(long_log: Path) -> None:
    with sqlite3.connect(long_log) as db:
        row = db.execute("SELECT * FROM review WHERE seq = 5").fetchone()
        content = json.loads(db.execute("SELECT json FROM review_content WHERE seq = 5").fetchone()[0])
    db.close()
    assert "agency 4" not in repr(row)
    assert content["after"] == {"via": "agency 4"}
