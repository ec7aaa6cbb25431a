"""Blocks hold every row once, and what they count and list is what a look at every row gives."""

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest

from app.features.columns import COLUMNS
from app.model.coded import CodedRow, Dataset
from app.model.query import Box, Interval
from app.store import blocks
from app.store.blocks import asked, count, numbers, proposed
from app.store.layers import Layer, public_layers
from app.store.sqlite import SqliteStore

DAY = date(2015, 1, 1)
QUESTIONS: list[tuple[Box | None, Interval | None]] = [
    (None, (DAY, DAY + timedelta(days=20))),
    (None, (None, DAY + timedelta(days=300))),
    ((-180.0, -90.0, 180.0, 90.0), None),
    ((10.0, 10.0, 40.0, 40.0), None),
    ((10.0, 10.0, 40.0, 40.0), (DAY + timedelta(days=100), DAY + timedelta(days=500))),
    ((170.0, -90.0, -170.0, 90.0), None),
    ((20.0, 20.0, 20.0, 20.0), None),
]


def _row(chance: Random, n: int) -> CodedRow:
    start = DAY + timedelta(days=chance.randrange(1_000)) if chance.random() < 0.9 else None
    end = start + timedelta(days=chance.choice((0, 0, 3, 200))) if start else None
    placed = chance.random() < 0.9
    lon, lat = (float(chance.randrange(-180, 181)), float(chance.randrange(0, 60))) if placed else (None, None)
    days = (start.isoformat() if start else None, end.isoformat() if end else None)
    return CodedRow(f"{n:020x}", f"Row {n}", "Rows", "monitor", lon, lat, date_start=days[0], date_end=days[1])


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[sqlite3.Connection, Layer, list[CodedRow]]]:
    chance = Random(5)
    rows = [_row(chance, n) for n in range(2_000)]
    store = SqliteStore(tmp_path_factory.mktemp("blocks") / "strikemap.sqlite", COLUMNS)
    dataset = Dataset("rows", "Rows", "CC0", None, "public")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "ROWS", 16)
        store.begin_import(dataset, "made")
        store.add_rows("rows", store.prepare(rows[:1_500]), 1, 1, [])
        store.add_rows("rows", store.prepare(rows[1_500:]), 2, 2, [])
        store.finish_import(dataset)
    with store._connections.reader() as db:
        (layer,) = public_layers(db, "claims")
        yield db, layer, rows
    store.close()


def _meets(row: CodedRow, box: Box | None, interval: Interval | None, placed: bool, undrawn: bool) -> bool:
    if row.lon is None or row.lat is None:
        if placed or (box and not undrawn):
            return False
    elif box:
        west, south, east, north = box
        across = west <= row.lon <= east if west <= east else row.lon >= west or row.lon <= east
        if not across or not south <= row.lat <= north:
            return False
    start, end = interval or (None, None)
    return not (end and row.date_start and row.date_start > str(end)) and not (start and row.date_end and row.date_end < str(start))


@pytest.mark.parametrize(("placed", "undrawn"), [(True, False), (True, True), (False, False), (False, True)])
@pytest.mark.parametrize(("box", "interval"), QUESTIONS)
def test_what_blocks_count_and_list_is_what_every_row_says(
    filled: tuple[sqlite3.Connection, Layer, list[CodedRow]], box: Box | None, interval: Interval | None, placed: bool, undrawn: bool
) -> None:
    db, layer, rows = filled
    expected = [rank for rank, row in enumerate(rows) if _meets(row, box, interval, placed, undrawn)]
    parts = asked(box, interval, placed, undrawn)
    assert sorted(rank for part in parts for rank in numbers(db, layer, part).tolist()) == expected
    assert sum(count(db, layer, part) for part in parts) == len(expected)
    assert len(expected) <= sum(proposed(db, layer, part) for part in parts)


def test_every_row_stands_in_one_block_and_blocks_are_small(filled: tuple[sqlite3.Connection, Layer, list[CodedRow]]) -> None:
    db, layer, rows = filled
    sizes = [row[0] for row in db.execute(f"SELECT rows FROM block_{layer.number}")]
    assert sum(sizes) == len(rows)
    assert max(sizes) <= 16
    spans = db.execute(f"SELECT count(*), sum(max_day - min_day < 500) FROM box_{layer.number}").fetchone()
    assert spans[1] > spans[0] / 2
