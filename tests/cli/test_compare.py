"""The store's events against a coded data set, and out in its shape, from the command line."""

import csv
from pathlib import Path

from tests.cli.conftest import Strikemap

ACLED = """event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,country,location,latitude,longitude,geo_precision,fatalities
SYR1,2016-02-05,1,Explosions/Remote violence,Air/drone strike,Military Forces of Russia,Syria,Harasta,33.56,36.37,1,0
SYR2,2016-03-05,1,Explosions/Remote violence,Air/drone strike,Military Forces of Russia,Syria,Douma,33.57,36.41,1,3
SYR3,never,1,Explosions/Remote violence,Air/drone strike,Military Forces of Russia,Syria,Douma,33.57,36.41,1,3
"""
DENIAL = "The Russian defence ministry denied that its warplanes had bombed the town of Douma on 5 March 2016."
STRIKE = "Russian warplanes bombed the town of Harasta on 5 February 2016, the Syrian Observatory for Human Rights said."


def test_events_are_compared_and_exported(strikemap: Strikemap, tmp_path: Path) -> None:
    (tmp_path / "acled.csv").write_text(ACLED, encoding="utf-8")
    (tmp_path / "report.txt").write_text(STRIKE, encoding="utf-8")
    (tmp_path / "denial.txt").write_text(DENIAL, encoding="utf-8")
    assert strikemap("ingest", "report.txt", "denial.txt").returncode == 0
    done = strikemap("compare", "acled.csv", "--days", "1", "--km", "25", "-o", "matches.csv")
    assert done.stdout == "ACLED: 1 matched, 0 ours only, 1 theirs only; 1 rows could not be read\n", done.stderr
    with (tmp_path / "matches.csv").open(encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    assert (first["outcome"], first["row_id"], first["event_place"]) == ("matched", "SYR1", "Harasta")
    assert "the same day" in first["reasons"]
    assert (second["outcome"], second["row_id"], second["reasons"]) == ("theirs only", "SYR2", "no event within 1 days and 25 km")
    assert strikemap("compare", "acled.csv").stdout.startswith("outcome,")
    exported = strikemap("export", "--shape", "acled", "-o", "ours.csv")
    assert (exported.returncode, exported.stdout) == (0, ""), exported.stderr
    with (tmp_path / "ours.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["event_date"], row["location"], row["fatalities"]) == ("2016-02-05", "Harasta", "")
    assert "not 0" in row["export_notes"]
    again = strikemap("compare", "ours.csv")
    assert ",0.0,0," in again.stdout and again.stdout.count("matched") == 1, again.stderr


def test_a_file_of_no_known_data_set_is_asked_about(strikemap: Strikemap, tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text("name,when\na,2016-02-05\n", encoding="utf-8")
    done = strikemap("compare", "points.csv")
    assert done.returncode == 2 and "--preset" in done.stderr
    assert strikemap("compare", "nothing.csv").returncode == 2
