"""A user's own places are added, found, listed with their licence, and taken away again by one command each."""

import json
from pathlib import Path

from tests.cli.conftest import Strikemap

PLACES = "name,lat,lon,country,kind\nQaryat Zarqa Tahta,35.1234,37.4321,SY,village\n"


def test_added_places_are_found_and_leave_again(strikemap: Strikemap, tmp_path: Path) -> None:
    (tmp_path / "villages.csv").write_text(PLACES, encoding="utf-8")
    ask = ("geocode", "Qaryat Zarqa Tahta", "--country", "SY")
    assert json.loads(strikemap(*ask).stdout)["place"] is None
    refused = strikemap("gazetteer", "add", "villages.csv")
    assert (refused.returncode, "licence" in refused.stderr) == (2, True)
    added = strikemap("gazetteer", "add", "villages.csv", "--licence", "CC0-1.0")
    assert added.stdout == "villages: 1 places (CC0-1.0)\n", added.stderr
    found = json.loads(strikemap(*ask).stdout)
    assert (found["lat"], found["lon"]) == (35.1234, 37.4321)
    listed = json.loads(strikemap("gazetteer", "list", "--json").stdout)
    assert [(source["name"], source["licence"]) for source in listed if not source["built_in"]] == [("villages", "CC0-1.0")]
    assert "added: 1" in strikemap("gazetteer", "stats").stdout
    assert strikemap("gazetteer", "remove", "villages").returncode == 0
    assert json.loads(strikemap(*ask).stdout)["place"] is None
    assert strikemap("gazetteer", "remove", "villages").returncode == 2
