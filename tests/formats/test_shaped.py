"""Events in the shapes of coded data sets: their columns, nothing made up, and notes for what does not fit."""

import csv
import io
from dataclasses import replace
from typing import Any, get_args

import pytest

from app.formats.shaped import COLUMNS, NOTES, Shape, Told, table
from app.ingest.coded import RowReader
from app.ingest.mapping import country_codes, preset

EVENT: dict[str, Any] = {
    "id": "e1", "status": "contested", "independent_sources": 1, "attacker": "=Russia", "weapon": "cruise_missile", "target_class": "medical",
    "target_label": "clinic", "country": "SY", "admin1": "Idlib", "place_name": "Harasta", "places_text": "Harasta", "not_on_map": None,
    "where_prec": 1, "geo_precision": 1, "date_start": "2016-02-05", "date_end": "2016-02-05", "date_prec": 1, "reports_n": 2,
}  # fmt: skip
CLAIM: dict[str, Any] = {
    "claimant": "Observatory", "modality": "asserted", "quote": "Missiles hit a clinic", "publisher": "Paper", "url": None, "title": None,
    "published_at": "2016-02-06", "origins_text": "the Caspian Sea", "acled_event_type": "Explosions/Remote violence",
    "acled_sub_event_type": "Shelling/artillery/missile attack",
}  # fmt: skip
KILLED = {"unit": "killed", "of": None, "min": 5, "max": 7, "open": False, "claims": []}
DISPUTE = {"field": "what", "unit": None, "of": None, "positions": [{"value": "“rebels”"}, {"value": "“a clinic”"}]}
TOLD = Told(EVENT, {"type": "Point", "coordinates": [36.4, 33.5]}, [CLAIM], {"quantities": [KILLED], "disagreements": [DISPUTE]}, {"SY": "Syria"})


def rows(shape: Shape, *told: Told) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(table(shape, told)))))


@pytest.mark.parametrize("shape", get_args(Shape))
def test_a_row_has_the_columns_of_the_data_set_and_the_notes(shape: Shape) -> None:
    (row,) = rows(shape, TOLD)
    assert tuple(row) == (*COLUMNS[shape], NOTES)
    assert (row["latitude"], row["longitude"], row.get("country", row.get("country_name"))) == ("33.5", "36.4", "Syria")
    for words in ("launched from the Caspian Sea", "Disputed, what: “rebels” / “a clinic”.", "Deaths 5 to 7", "never added", "contested"):
        assert words in row[NOTES]


@pytest.mark.parametrize("shape", get_args(Shape))
def test_a_row_is_read_back_by_the_mapping_of_its_shape(shape: Shape) -> None:
    mapping, (row,) = preset(shape), rows(shape, TOLD)
    read = RowReader(mapping, country_codes(), tuple(row)).read(dict(row))
    assert read is not None
    assert (read.lat, read.lon, read.country, read.date_start, read.date_end) == (33.5, 36.4, "SY", "2016-02-05", "2016-02-05")
    assert (read.place_name, read.admin1) == ("Harasta", "Idlib")
    assert (read.killed_min, read.killed_max) == {"acled": (5, 5), "ucdp-ged": (5, 7), "airwars": (None, None)}[shape]


def test_a_range_is_given_where_the_shape_has_one_and_its_least_where_not() -> None:
    assert rows("acled", TOLD)[0]["fatalities"] == "5"
    ucdp = rows("ucdp-ged", TOLD)[0]
    assert (ucdp["low"], ucdp["high"], ucdp["best"], ucdp["geom_wkt"]) == ("5", "7", "", "POINT (36.4 33.5)")
    airwars = rows("airwars", TOLD)[0]
    assert (airwars["civilian_non_combatants_killed_min"], airwars["strike_type_name"], airwars["date_type"]) == ("", "Airstrike", "single_date")


def test_a_toll_that_may_be_more_is_told_so() -> None:
    told = replace(TOLD, record={**TOLD.record, "quantities": [KILLED | {"open": True}]})
    assert "Deaths 5 to 7 or more" in rows("ucdp-ged", told)[0][NOTES]


def test_unknown_is_empty_and_a_stated_zero_is_zero() -> None:
    unknown = replace(TOLD, record={"quantities": [], "disagreements": []})
    zero = replace(TOLD, record={"quantities": [{**KILLED, "min": 0, "max": 0}], "disagreements": []})
    first, second = rows("acled", unknown, zero)
    assert first["fatalities"] == "" and "not 0" in first[NOTES]
    assert second["fatalities"] == "0" and "0 deaths is stated" in second[NOTES]


@pytest.mark.parametrize("shape", get_args(Shape))
@pytest.mark.parametrize("geometry", [None, {"type": "MultiPolygon", "coordinates": []}, {"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]}])
def test_what_is_no_single_point_gets_none(shape: Shape, geometry: dict[str, Any] | None) -> None:
    (row,) = rows(shape, replace(TOLD, geometry=geometry))
    assert row["latitude"] == row["longitude"] == ""
    assert "no point is given" in row[NOTES] or "no single point" in row[NOTES] or "Not on the map" in row[NOTES]


def test_words_are_the_claimants_and_no_cell_is_a_formula() -> None:
    (row,) = rows("acled", TOLD)
    assert row["notes"] == "Observatory said: “Missiles hit a clinic”"
    assert row["actor1"] == "'=Russia"
