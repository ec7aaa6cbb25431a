"""What is done to a store as a whole, from the command line."""

from pathlib import Path

import pytest

from app import main
from app.settings import Settings
from app.store.care import served_view
from app.store.view import PublicView
from tests.cli.conftest import Strikemap

ROWS = "id,date,lon,lat,place_name\na,2016-02-05,36.37,33.56,Harasta\nb,not a day,36.4,33.5,Douma\nc,2016-02-06,36.41,33.57,Douma\n"
STRIKE = "Russian warplanes bombed the town of Harasta on 5 February 2016, activists said."


def test_a_store_is_filled_checked_copied_and_put_back(strikemap: Strikemap, tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "report.txt").write_text(STRIKE, encoding="utf-8")
    assert strikemap("ingest", "report.txt").stdout.startswith("new\t")
    imported = strikemap("import", "events.csv", "--preset", "points", "--name", "villages")
    assert imported.stdout == "villages: 2 rows (1 errors, 0 rows that are no strikes)\n", imported.stderr
    assert imported.stderr.startswith("line 3: ")
    assert "unchanged" in strikemap("import", "events.csv", "--preset", "points", "--name", "villages").stdout
    assert strikemap("rebuild", "--dry-run").stdout.startswith("0 reports read again (dry run)")
    copied = strikemap("backup", "copy.sqlite")
    held = "1 news report with 6 features, 2 imported rows in 1 data set"
    assert copied.stdout == f"copy.sqlite: {held}\n", copied.stderr
    assert strikemap("backup", "copy.sqlite").returncode == 2
    assert strikemap("check", "copy.sqlite").stdout.startswith("sound")
    assert strikemap("restore", "copy.sqlite").returncode == 2
    restored = strikemap("restore", "copy.sqlite", "--replace")
    assert restored.returncode == 0, restored.stderr
    assert restored.stdout.endswith(f": {held}\n")
    assert strikemap("check").stdout.startswith("sound") and strikemap("check").stdout.endswith(f", {held}\n")
    (tmp_path / "broken.sqlite").write_bytes((tmp_path / "copy.sqlite").read_bytes()[:20_000])
    assert strikemap("check", "broken.sqlite").returncode == 1


def public_reports(data: Path) -> int:
    """How many reports strangers see of a store, which is served as it was last."""
    service = main.build_service(Settings(data, Settings.from_environment().cache_dir))
    try:
        return service.extent("reports").count
    finally:
        service.close()


def test_a_report_taken_on_the_command_line_waits_as_the_store_was_last_served(
    strikemap: Strikemap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    served = Settings(data, Settings.from_environment().cache_dir, publish="all", publish_delay_hours=5)
    main.build_service(served).close()
    (tmp_path / "report.txt").write_text(STRIKE, encoding="utf-8")
    assert strikemap("ingest", "report.txt").stdout.startswith("new\t")
    assert served_view(data / main.STORE) == PublicView("all", 5 * 3600)
    assert public_reports(data) == 0
    monkeypatch.setenv("STRIKEMAP_PUBLISH", "all")
    strikemap("rebuild")
    assert served_view(data / main.STORE) == PublicView("all", 5 * 3600)
    monkeypatch.setenv("STRIKEMAP_PUBLISH_DELAY_HOURS", "0")
    strikemap("rebuild")
    assert served_view(data / main.STORE) == PublicView("all", 0)
    assert public_reports(data) == 1


def test_an_import_names_the_columns_it_reads_nothing_from_and_says_that_no_row_has_a_date(strikemap: Strikemap, tmp_path: Path) -> None:
    head, *rows = ROWS.splitlines()
    named = head.replace("date", "day_of_it").replace("place_name", "place_name,my_notes")
    (tmp_path / "events.csv").write_text("\n".join([named, *(f"{row},seen" for row in rows), f"{rows[0]},again"]), encoding="utf-8")
    done = strikemap("import", "events.csv", "--preset", "points", "--name", "villages")
    assert done.stdout == "villages: 3 rows (1 errors, 0 rows that are no strikes)\n", done.stderr
    assert done.stderr.splitlines() == [
        "columns of the file that nothing is read from: day_of_it, my_notes",
        "no column is read as the day (date_start): no row has a date",
        "1 row has an id that an earlier row has; the earlier one was kept",
    ]
    (tmp_path / "whole.csv").write_text(ROWS, encoding="utf-8")
    assert "column" not in strikemap("import", "whole.csv", "--preset", "points", "--name", "others").stderr


def test_an_import_without_a_mapping_says_which_there_are(strikemap: Strikemap, tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(ROWS, encoding="utf-8")
    refused = strikemap("import", "events.csv")
    assert refused.returncode == 2
    assert "--preset" in refused.stderr
