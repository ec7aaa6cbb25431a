"""Events against coded rows: one line each, matched one to one, with reasons."""

from typing import Any

import pytest

from app.evaluate.comparison import Line, compared
from app.model.coded import CodedRow

SQUARE = [[[[36.0, 34.0], [37.0, 34.0], [37.0, 35.0], [36.0, 35.0], [36.0, 34.0]]]]
AREA = {"type": "MultiPolygon", "coordinates": SQUARE}


def event(name: str, day: str | None = "2016-02-05", lon: float | None = 36.5, lat: float = 33.5, **more: Any) -> dict[str, Any]:
    columns = {"id": name, "date_start": day, "date_end": day, "place_name": "Town", "weapon": None, "killed_min": None, "killed_max": None}
    geometry = None if lon is None else {"type": "Point", "coordinates": [lon, lat]}
    return {"id": name, "geometry": more.pop("geometry", geometry), "properties": columns | more}


def row(name: str, day: str | None = "2016-02-05", lon: float | None = 36.5, lat: float = 33.5, **more: Any) -> CodedRow:
    return CodedRow(name, "words", "ACLED", "monitor", lon=lon, lat=lat if lon is not None else None, date_start=day, date_end=day, **more)


def one_side(one: str, other: str) -> bool | None:
    return None if "jets" in (one, other) else one[:4] == other[:4]


def lines(events: list[dict[str, Any]], rows: list[CodedRow]) -> dict[tuple[str | None, str | None], Line]:
    found = list(compared(events, rows, 1, 25.0, one_side))
    assert sorted(str(one.event["id"]) for one in found if one.event) == sorted(one["id"] for one in events)
    assert sorted(one.row.id for one in found if one.row) == sorted(one.id for one in rows)
    return {(one.event["id"] if one.event else None, one.row.id if one.row else None): one for one in found}


def test_each_event_and_each_row_has_one_line_and_the_nearest_are_matched() -> None:
    found = lines([event("e1"), event("e2", lon=36.6)], [row("near"), row("nearer", lon=36.59), row("next day", "2016-02-06", lon=36.62)])
    assert found["e1", "near"].outcome == found["e2", "nearer"].outcome == "matched"
    assert found["e1", "near"].reasons[:2] == ("the same day", "0.0 km apart")
    assert found[None, "next day"].reasons == ("every event that is near is nearer to another row",)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (event("e1"), row("r", "2016-02-07"), "no row within 1 days and 25 km"),
        (event("e1"), row("r", lon=37.5), "no row within 1 days and 25 km"),
        (event("e1", day=None), row("r"), "its day is not stated"),
        (event("e1", lon=None), row("r"), "it has no place on the map"),
        (event("e1"), row("r", lon=None), "no row within 1 days and 25 km"),
    ],
)
def test_what_is_not_matched_says_why(one: dict[str, Any], other: CodedRow, reason: str) -> None:
    found = lines([one], [other])
    assert found["e1", None].reasons == (reason,)
    assert found[None, "r"].outcome == "theirs only" and found[None, "r"].reasons[0]


def test_a_row_in_an_events_area_is_at_its_place_and_no_middle_is_measured() -> None:
    assert lines([event("e1", geometry=AREA)], [row("in", lon=36.9, lat=34.9)])["e1", "in"].reasons[1] == "within Town"
    assert ("e1", None) in lines([event("e1", geometry=AREA)], [row("out", lon=36.5, lat=33.9)])


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (event("e1", lon=None, not_on_map="Kafr Nowhere", place_name=None), row("r", place_name="Kafr Nowhere"), "both name Kafr Nowhere"),
        (event("e1", admin1="Idlib"), row("r", lon=None, admin1="Idlib"), "both in Idlib"),
        (event("e1", geometry=AREA, place_name="Idlib"), row("r", lon=None, admin1="Idlib"), "both in Idlib"),
    ],
    ids=["a place no gazetteer knows", "a town and its province", "a province"],
)
def test_where_one_has_no_position_a_name_stands_for_it(one: dict[str, Any], other: CodedRow, reason: str) -> None:
    line = lines([one], [other])["e1", "r"]
    assert (line.outcome, line.km, line.reasons) == ("matched", None, ("the same day", f"{reason}; one has no position"))
    (elsewhere,) = (found for found in compared([one], [row("r", lon=None, admin1="Homs")], 1, 25.0, one_side) if found.row)
    assert elsewhere.reasons == ("it is known only as an area, and no event of its days names it",)


def test_other_deaths_make_a_worse_match_and_a_zero_of_theirs_says_nothing() -> None:
    mine = event("e1", killed_min=9, killed_max=9)
    other, same = row("other", killed_min=2, killed_max=2), row("same", "2016-02-06", killed_min=9, killed_max=9)
    assert lines([mine], [other, same])["e1", "same"].reasons == ("1 days apart", "0.0 km apart", "killed 9 against 9")
    assert ("e1", "unknown") in lines([mine], [row("unknown", killed_min=0, killed_max=0), same])


def test_another_striker_is_told_and_loses_against_every_other_candidate() -> None:
    mine = event("e1", attacker="Israel")
    found = lines([mine], [row("Russian", attacker="Russian forces"), row("Israeli", "2016-02-06", lon=36.7, attacker="Israeli forces")])
    assert found["e1", "Israeli"].outcome == "matched" and "striker Israel against Israeli forces: one side" in found["e1", "Israeli"].reasons
    assert found[None, "Russian"].outcome == "theirs only"
    alone = lines([mine], [row("Russian", attacker="Russian forces")])["e1", "Russian"]
    assert alone.outcome == "matched, other actor" and "striker Israel against Russian forces: another side" in alone.reasons


@pytest.mark.parametrize(
    ("ours", "theirs", "reason"),
    [
        ("Israel", None, "striker Israel against not stated"),
        (None, "Russia", "striker not stated against Russia"),
        ("jets", "Russia", "striker jets against Russia: which side is not told"),
        ("Syria; Russia", "Russian forces", "striker Syria; Russia against Russian forces: one side"),
    ],
)
def test_a_striker_that_one_of_the_two_does_not_tell_is_no_other(ours: str | None, theirs: str | None, reason: str) -> None:
    line = lines([event("e1", attacker=ours)], [row("r", attacker=theirs)])["e1", "r"]
    assert line.outcome == "matched" and reason in line.reasons


def test_the_order_of_rows_changes_nothing() -> None:
    events, rows = [event("e1"), event("e2")], [row("a"), row("b")]
    assert {*lines(events, rows)} == {*lines(events[::-1], rows[::-1])}
