"""Text downloads: every feature, every column, readable by the programs they are for."""

import csv
import io
import itertools
import json
import math
import tracemalloc
from collections.abc import Iterator
from typing import Any

import geojson
import pytest
from shapely import Point, get_num_coordinates, wkt

from app.formats import FORMATS, Export
from app.formats.export import DISCLAIMER
from app.formats.jsonfg import time_of

EXPORT = Export(
    name="claims",
    title="Strike claims",
    description="Claims",
    attribution="GeoNames",
    source="https://map.example.org/collections/claims",
    time_stamp="2021-03-01T00:00:00Z",
    columns=(("id", "string"), ("quote", "string"), ("killed_min", "integer"), ("sure", "boolean"), ("date_start", "date"), ("date_end", "date")),
)


def feature(number: int, geometry: object = None, **values: object) -> bytes:
    properties = {name: None for name, _ in EXPORT.columns} | {"id": str(number), **values}
    return json.dumps({"type": "Feature", "id": str(number), "geometry": geometry, "properties": properties}).encode()


TEXTS = [name for name, form in FORMATS.items() if form.needs is None]
AREA = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
FEATURES = [
    feature(
        1,
        {"type": "Point", "coordinates": [36.5, 35.25]},
        quote='said "it",\nتل رفعت; =1',
        killed_min=0,
        sure=True,
        date_start="2021-03-01",
        date_end="2021-03-01",
    ),
    feature(2, AREA, quote="=HYPERLINK(1)", sure=False, date_start="2021-03-01", date_end="2021-03-04"),
    feature(3, quote="@SUM(A1)"),
]


def written(extension: str, features: list[bytes] | Iterator[bytes]) -> bytes:
    return b"".join(FORMATS[extension].write(EXPORT, features))


@pytest.mark.parametrize("extension", ["geojson", "fgjson"])
def test_collections_are_valid_geojson_that_says_where_it_is_from(extension: str) -> None:
    parsed = geojson.loads(written(extension, FEATURES).decode())
    assert parsed.is_valid and len(parsed["features"]) == 3
    assert parsed["attribution"] == "GeoNames" and "not verified" in parsed["disclaimer"]


def test_csv_has_a_row_a_feature_and_no_point_for_an_area() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", FEATURES).decode(), newline="")))
    assert [row["id"] for row in rows] == ["1", "2", "3"]
    assert (rows[0]["lon"], rows[0]["lat"], rows[0]["killed_min"], rows[0]["sure"]) == ("36.5", "35.25", "0", "true")
    assert rows[0]["quote"] == 'said "it",\nتل رفعت; =1'
    assert (rows[1]["lon"], rows[1]["lat"], rows[1]["killed_min"], rows[1]["geometry_type"]) == ("", "", "", "Polygon")
    assert wkt.loads(rows[1]["wkt"]).area == 0.5
    assert (rows[2]["geometry_type"], rows[2]["wkt"]) == ("", "")


def islands(count: int, vertices: int) -> dict[str, Any]:
    """Round islands in a row, the first one the largest, with a lake in it."""

    def ring(x: float, radius: float) -> list[list[float]]:
        turns = [2 * math.pi * n / vertices for n in range(vertices)]
        points = [[x + radius * math.cos(turn), radius * math.sin(turn)] for turn in turns]
        return [*points, points[0]]

    parts = [[ring(4.0 * n, 1.0 / (n + 1))] for n in range(count)]
    parts[0].append(ring(0.0, 0.5))
    return {"type": "MultiPolygon", "coordinates": parts}


@pytest.mark.parametrize(("count", "vertices"), [(1, 20_000), (4_000, 12), (1, 101)])
def test_a_cell_of_csv_is_read_by_every_program_and_its_outline_is_a_valid_area(count: int, vertices: int) -> None:
    cell = next(csv.DictReader(io.StringIO(written("csv", [feature(1, islands(count, vertices))]).decode())))["wkt"]
    assert len(cell) < 32_767
    area = wkt.loads(cell)
    assert area.is_valid and area.geom_type == "MultiPolygon"
    assert get_num_coordinates(area) <= 200
    assert area.covers(Point(0.0, 0.75))


def test_csv_runs_nothing_in_a_spreadsheet() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", FEATURES).decode(), newline="")))
    assert [row["quote"][:2] for row in rows[1:]] == ["'=", "'@"]


@pytest.mark.parametrize("extension", TEXTS)
def test_nothing_written_is_still_a_file_of_its_kind(extension: str) -> None:
    content = written(extension, []).decode()
    if extension in ("geojson", "fgjson"):
        assert json.loads(content)["features"] == []
    else:
        assert content.count("\n") == (extension == "csv")


@pytest.mark.parametrize("extension", TEXTS)
def test_writing_is_flat_in_memory(extension: str) -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        for _ in FORMATS[extension].write(EXPORT, (feature(number, AREA) for number in range(count))):
            pass
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(10)
    assert peak(600) < peak(100) + 50_000


@pytest.mark.parametrize(
    ("start", "end", "time"),
    [
        (None, None, None),
        ("2021-03-01", "2021-03-01", {"date": "2021-03-01"}),
        ("2021-03-01", "2021-03-04", {"interval": ["2021-03-01", "2021-03-04"]}),
        ("2021-03-01", None, {"interval": ["2021-03-01", ".."]}),
        (None, "2021-03-04", {"interval": ["..", "2021-03-04"]}),
    ],
)
def test_json_fg_says_when(start: str | None, end: str | None, time: object) -> None:
    assert time_of({"date_start": start, "date_end": end}) == time


def test_lines_stand_alone() -> None:
    lines = [json.loads(line) for line in written("geojsonl", itertools.chain(FEATURES)).splitlines()]
    assert [line["id"] for line in lines] == ["1", "2", "3"]
    assert all(geojson.loads(json.dumps(line)).is_valid for line in lines)


@pytest.mark.parametrize("extension", FORMATS)
def test_every_format_says_how_it_is_meant_and_whom_to_name(extension: str) -> None:
    content = b"".join(FORMATS[extension].write(EXPORT, iter(FEATURES)))
    assert DISCLAIMER.encode() in content and EXPORT.attribution.encode() in content
