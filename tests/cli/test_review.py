"""Keys, reviews and the audit on the command line."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Strikemap

TEXT = "Two drones struck a fuel depot near Kherson on Tuesday, the regional governor said."


def test_a_key_is_printed_once_listed_without_its_secret_and_revoked(strikemap: Strikemap) -> None:
    secret = strikemap("key", "create", "Ada Lovelace", "--scope", "review", "--days", "2").stdout.strip()
    listed = strikemap("key", "list").stdout
    assert secret.startswith("strikemap_") and secret not in listed
    identifier, name, scope, state, *_ = listed.strip().split("\t")
    assert (name, scope, state) == ("Ada Lovelace", "review", "usable")
    assert strikemap("key", "revoke", identifier).returncode == 0
    assert "revoked" in strikemap("key", "list").stdout
    assert strikemap("key", "revoke", "none").returncode == 2


def test_a_claim_is_reviewed_by_name_and_its_life_and_the_log_tell_it(strikemap: Strikemap, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(TEXT)
    assert strikemap("ingest", str(tmp_path / "report.txt"), "--published", "2023-05-03").returncode == 0
    (item,) = json.loads(strikemap("review", "list").stdout)["items"]
    claim = item["claim_id"]
    refused = strikemap("review", "correct", claim, "--as", "Ada", "--reason", "film", "--set", "weapon=laser")
    assert refused.returncode == 2
    assert strikemap("review", "correct", claim, "--as", "Ada", "--reason", "film", "--set", "via=The Post").returncode == 0
    assert strikemap("review", "reject", claim, "--as", "Bob", "--reason", "a joke").returncode == 0
    life = json.loads(strikemap("review", "history", claim).stdout)
    assert [(one["verb"], one["reviewer"]) for one in life["reviews"]] == [("correct", "Ada"), ("reject", "Bob")]
    assert strikemap("review", "undo", "r2", "--claim", claim, "--as", "Bob", "--reason", "it was not").returncode == 0
    assert json.loads(strikemap("review", "list", "--state", "corrected").stdout)["matched"] == 1
    desk = json.loads(strikemap("review", "report", item["report_id"]).stdout)
    assert (desk["text"], [one["state"] for one in desk["claims"]]) == (TEXT, ["corrected"])
    event = json.loads(strikemap("review", "event", f"e{claim}").stdout)
    assert [one["claim_id"] for one in event["supporting"]] == [claim] and event["title"].startswith("Reported strike")
    checked = strikemap("audit", "verify")
    assert checked.returncode == 0 and checked.stdout.startswith("3 reviews")
    (store,) = (tmp_path / "data").glob("*.sqlite")
    db = sqlite3.connect(store)
    db.execute("DROP TRIGGER review_unchanged")
    db.execute("UPDATE review SET reviewer = 'Eve' WHERE seq = 2")
    db.commit()
    db.close()
    broken = strikemap("audit", "verify")
    assert (broken.returncode, "row 2" in broken.stderr) == (1, True)


@pytest.mark.parametrize("words", [("review", "accept", "--as", "Ada"), ("review", "merge", "none", "--as", "Ada", "--reason", "r", "--claim", "x")])
def test_what_cannot_be_reviewed_is_one_sentence(strikemap: Strikemap, words: tuple[str, ...]) -> None:
    answer = strikemap(*words)
    assert answer.returncode == 2 and answer.stderr
