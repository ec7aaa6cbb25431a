import json
import re
from pathlib import Path

import pytest

from app.errors import BadInput
from app.ingest.chunks import CHUNK_LINES, chunks, rows
from app.ingest.coded import RowProblem, RowReader
from app.ingest.mapping import ColumnMapping, country_codes, own_fields, parse_mapping, preset
from app.model.coded import CodedRow

ACLED = {
    "event_id_cnty": "SYR1",
    "event_date": "20 November 2015",
    "time_precision": "1",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike",
    "actor1": "Military Forces of Russia",
    "actor2": "Rebels",
    "civilian_targeting": "",
    "country": "Syria",
    "admin1": "Orlan",
    "location": "Aldan",
    "latitude": "35.5",
    "longitude": "40.25",
    "geo_precision": "1",
    "source": "Local Observatory",
    "notes": "On 20 November, jets bombed Aldan.",
    "fatalities": "0",
}
UCDP = {
    "id": "77",
    "where_prec": "1",
    "where_coordinates": "Aldan town",
    "adm_1": "Orlan province",
    "latitude": "35.5",
    "longitude": "40.25",
    "country": "Yemen (North Yemen)",
    "date_prec": "2",
    "date_start": "2015-11-18 00:00:00.000",
    "date_end": "2015-11-20 00:00:00.000",
    "best": "6",
    "high": "9",
    "low": "4",
}


def read(mapping: str | ColumnMapping, row: dict[str, object]) -> CodedRow | None:
    return RowReader(preset(mapping) if isinstance(mapping, str) else mapping, country_codes()).read(row)


def kept(mapping: str | ColumnMapping, row: dict[str, object]) -> CodedRow:
    made = read(mapping, row)
    assert made is not None
    return made


def test_a_value_that_says_nothing_is_left_out_of_the_fields_and_kept_in_the_text() -> None:
    table = 'name = "x"\n[fields]\nkilled_min = ["dead", "also"]\n[unknown]\ndead = ["-99"]'
    row = kept(parse_mapping(table), {"dead": "-99", "also": "2"})
    assert (row.killed_min, row.quote) == (2, "dead: -99\nalso: 2")
    assert kept(parse_mapping(table), {"dead": "-99"}).killed_min is None


def test_an_acled_row_is_one_claim_of_acled_with_its_notes_as_quote() -> None:
    row = kept("acled", {**ACLED})
    assert (row.claimant, row.claimant_kind, row.quote) == ("ACLED", "monitor", "On 20 November, jets bombed Aldan.")
    assert (row.lon, row.lat, row.where_prec, row.geo_precision, row.country) == (40.25, 35.5, 1, 1, "SY")
    assert (row.date_start, row.date_end, row.date_prec, row.date_text) == ("2015-11-20", "2015-11-20", 1, "20 November 2015")
    assert (row.attacker, row.weapon, row.acled_sub_event_type) == ("Military Forces of Russia", "air_strike", "Air/drone strike")
    assert (row.killed_min, row.killed_max, row.injured_min, row.quantity_text) == (0, 0, None, "0 killed")


def test_acled_events_that_are_no_strikes_are_left_out() -> None:
    assert read("acled", {**ACLED, "sub_event_type": "Armed clash"}) is None


def test_law_3_a_row_known_only_as_a_province_keeps_its_codes_and_gets_no_point() -> None:
    row = kept("acled", {**ACLED, "geo_precision": "3"})
    assert (row.lon, row.lat, row.where_prec, row.geo_precision, row.uncertainty_m) == (None, None, 4, 3, None)
    assert row.not_on_map == "Aldan"
    assert kept("acled", {**ACLED, "geo_precision": "2"}).uncertainty_m == 25_000.0


def test_a_ucdp_row_keeps_ranges_and_precision_and_quotes_its_cells() -> None:
    row = kept("ucdp-ged", {**UCDP})
    assert (row.killed_min, row.killed_max, row.quantity_text) == (4, 9, "4 to 9 killed")
    assert (row.date_start, row.date_end, row.date_prec, row.country) == ("2015-11-18", "2015-11-20", 2, "YE")
    assert "where_coordinates: Aldan town\n" in row.quote
    assert row.attacker is None
    assert kept("ucdp-ged", {**UCDP, "where_prec": "6"}).place_kind == "country"


def test_an_airwars_row_keeps_unknown_as_unknown() -> None:
    incident = {"code": "R1", "date": "20/11/2015", "belligerents": "US-led Coalition", "civilian_deaths_min": "3", "lat": "1", "lon": "2"}
    row = kept("airwars", {**incident})
    assert (row.attacker, row.killed_min, row.killed_max, row.injured_min, row.date_start) == ("US-led Coalition", 3, None, None, "2015-11-20")
    assert row.quantity_text == "3 to ? killed"


def test_plain_points_take_any_mark_column_under_its_own_name() -> None:
    point = {"id": 1, "date": "2015-11-20", "lon": 40.0, "lat": 35.0, "weapon": "drone_strike", "target_class": "a shed", "killed_min": 2.0}
    row = kept("points", {**point})
    assert (row.weapon, row.target_class, row.target_label, row.killed_min, row.killed_max) == ("drone_strike", None, "a shed", 2, None)
    assert row.quote.startswith("id: 1\ndate: 2015-11-20")


def test_ids_stay_for_a_row_and_differ_between_data_sets() -> None:
    again = {**ACLED, "notes": "Corrected."}
    assert kept("acled", {**ACLED}).id == kept("acled", again).id
    other = parse_mapping('name = "other"\n[fields]\nid = "event_id_cnty"')
    assert kept(other, {"event_id_cnty": "SYR1"}).id != kept("acled", {**ACLED}).id


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"latitude": "91"}, "outside the world"),
        ({"longitude": "nan"}, "outside the world"),
        ({"longitude": "east"}, "pair of numbers"),
        ({"longitude": ""}, "pair of numbers"),
        ({"event_date": "31 November 2015"}, "date"),
        ({"event_date": "2015-02-30"}, "date"),
        ({"fatalities": "many"}, "no number"),
        ({"fatalities": "-3"}, "whole number"),
        ({"fatalities": "1e400"}, "whole number"),
        ({"notes": "bad \udcff byte"}, "UTF-8"),
        ({"notes": "x" * 30_000}, "longer"),
    ],
    ids=range(11),
)
def test_a_row_that_cannot_be_true_is_an_error_that_says_why(change: dict[str, str], why: str) -> None:
    with pytest.raises(RowProblem, match=why):
        read("acled", {**ACLED, **change})


@pytest.mark.parametrize("text", ["", "name = ", 'name = "x"\n[fields]\nnonsense = "a"', 'name = "x"\nfields = 3', 'title = "x"'], ids=range(5))
def test_a_mapping_that_is_wrong_says_so(text: str) -> None:
    with pytest.raises(BadInput):
        parse_mapping(text)


def test_a_preset_that_is_none_lists_those_there_are() -> None:
    with pytest.raises(BadInput, match="acled, ucdp-ged"):
        preset("gdelt")


def write(path: Path, content: str) -> Path:
    path.write_bytes(content.encode())
    return path


def test_csv_is_cut_only_between_rows_and_can_be_taken_up_again(tmp_path: Path) -> None:
    lines = [f'{n},"two\nlines, with ""quotes"" {n}"' for n in range(CHUNK_LINES)]
    file = write(tmp_path / "a.csv", "\ufeffID,Some Notes\r\n" + "\r\n".join(lines) + "\r\n")
    parts = list(chunks(file))
    assert len(parts) == 2
    whole = [row for part in parts for row in rows(part)]
    assert [row["id"] for _, row in whole if isinstance(row, dict)] == [str(n) for n in range(CHUNK_LINES)]
    assert whole[7][1] == {"id": "7", "some_notes": 'two\nlines, with "quotes" 7'}
    assert whole[-1][0] == 2 * CHUNK_LINES + 1
    again = list(chunks(file, parts[0].end, parts[0].lines_before + parts[0].lines))
    assert again == parts[1:]


def test_bad_csv_rows_are_told_by_line_and_spoil_no_other(tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", "a;b\n1;2\n1;2;3\n\n4;5")
    assert list(rows(next(chunks(file)))) == [(2, {"a": "1", "b": "2"}), (3, "3 cells where the header has 2"), (5, {"a": "4", "b": "5"})]


@pytest.mark.parametrize("content", ["", "one column\n1\n", "\x00\x01,\x02\n"], ids=["empty", "one", "binary"])
def test_what_is_no_table_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(BadInput):
        list(chunks(write(tmp_path / "a.csv", content)))


POINT = {"type": "Feature", "id": 5, "geometry": {"type": "Point", "coordinates": [40.0, 35.0]}, "properties": {"Date": "2015-11-20"}}


def test_geojson_and_geojson_seq_give_the_same_rows(tmp_path: Path) -> None:
    features = [{**POINT, "id": n} for n in range(CHUNK_LINES + 5)]
    collection = write(tmp_path / "a.geojson", json.dumps({"type": "FeatureCollection", "name": "[x", "features": features}))
    sequence = write(tmp_path / "a.geojsonl", "\n".join("\x1e" + json.dumps(feature) for feature in features))
    one = [row for part in chunks(collection) for _, row in rows(part)]
    other = [row for part in chunks(sequence) for _, row in rows(part)]
    assert one == other
    assert one[0] == {"date": "2015-11-20", "id": 0, "lon": 40.0, "lat": 35.0}
    parts = list(chunks(collection))
    assert list(chunks(collection, parts[0].end, parts[0].lines)) == parts[1:]
    assert parts[-1].seen == collection.stat().st_size


def test_geojson_that_breaks_off_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="after feature 1"):
        list(chunks(write(tmp_path / "a.geojson", '{"type":"FeatureCollection","features":[' + json.dumps(POINT) + ', {"type":')))


def test_the_documented_mapping_and_fields_are_those_there_are() -> None:
    page = (Path(__file__).parents[2] / "docs" / "importing.md").read_text(encoding="utf-8")
    example = page.split("    name = ", 1)[1].split("\nThe shipped", 1)[0]
    mapping = parse_mapping("name = " + "\n".join(line.removeprefix("    ") for line in example.splitlines()))
    made = kept(mapping, {"no": "1", "day": "20/11/2015", "x": "40", "y": "35", "kind": "air raid", "remarks": "Two bombs."})
    assert (made.weapon, made.date_start, made.quote, made.claimant) == ("air_strike", "2015-11-20", "Two bombs.", "Harbour log")
    table = {name for line in page.splitlines() if line.startswith("| `") for name in re.findall(r"`([a-z_0-9]+)`", line.split("|")[1])}
    assert table - own_fields() == {"injured", "strikes", "munitions"}
