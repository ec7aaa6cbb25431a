"""Each report given is one line of outcome, and what one of them does spoils no other."""

import csv
from pathlib import Path

from tests.cli.conftest import Strikemap

STRIKE = "Israeli jets bombed the town of Tyre on Monday, Lebanon's health ministry said."
UNDATED = "Russian warplanes bombed the town of Harasta on Friday, activists said."
PEACE = "The council of Leeds has voted for a new library on Monday."
FRENCH = "Le conseil municipal de Lyon a voté lundi pour une nouvelle bibliothèque dans le centre de la ville, selon le maire."


def test_every_line_of_a_manifest_has_its_outcome(strikemap: Strikemap, tmp_path: Path) -> None:
    (tmp_path / "strike.txt").write_text(STRIKE, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    rows = [
        {"file": "strike.txt", "publisher": "Harbour Wire", "published_at": "2024-10-08"},
        {"text": STRIKE, "publisher": "Harbour Wire", "published_at": "2024-10-08"},
        {"text": UNDATED},
        {"text": PEACE, "published_at": "2024-10-08"},
        {"text": FRENCH},
        {"file": "empty.txt"},
        {"file": "not-there.txt"},
        {"text": UNDATED + " Nothing more is known.", "published_at": "8 Oct"},
    ]
    with (tmp_path / "reports.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["file", "text", "publisher", "published_at"])
        writer.writeheader()
        writer.writerows(rows)
    done = strikemap("ingest", "--manifest", "reports.csv")
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert [line[0] for line in lines] == ["new", "duplicate", "needs a date", "no strike", "language not supported", "failed", "failed", "failed"]
    assert done.returncode == 1
    done = strikemap("ingest", "strike.txt", "--published", "2024-10-08")
    assert (done.returncode, done.stdout.split("\t")[0]) == (0, "duplicate")


def test_a_manifest_that_is_none_is_one_sentence(strikemap: Strikemap, tmp_path: Path) -> None:
    (tmp_path / "reports.csv").write_text("name,colour\na,red\n", encoding="utf-8")
    done = strikemap("ingest", "--manifest", "reports.csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert "needs a header with file or text" in done.stderr
    done = strikemap("ingest")
    assert done.returncode == 2
    assert "nothing to ingest" in done.stderr
