"""What was read of a data set is kept for the next start, and nothing that is torn is believed."""

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from app.map.census.shelf import Shelf
from app.map.census.table import Table, table_of
from app.model.census import ClaimRow, Part

PART, OTHER = Part("coded a", 1, True), Part("coded b", 2, True)
SAID = (b"A", b"monitor", None, b"bomb", None, b"single_source", b"asserted", None, "Küste".encode())
ROWS = [ClaimRow(5, 735_000, 735_001, *SAID, 36.5, 34.2, 0), ClaimRow(6, None, None, *SAID, None, None, 0)]


def _table() -> Table:
    return table_of(PART, [ROWS], [])


def test_a_table_comes_back_as_it_was_put(tmp_path: Path) -> None:
    Shelf(tmp_path / "census", "one").put(PART, _table())
    kept, made = Shelf(tmp_path / "census", "one").take(PART), _table()
    assert kept is not None
    for one in ("numbers", "first", "last"):
        np.testing.assert_array_equal(getattr(kept, one), getattr(made, one))
    for field in fields(made.points):
        np.testing.assert_array_equal(getattr(kept.points, field.name), getattr(made.points, field.name))
    assert {name: (column.codes.tolist(), column.texts) for name, column in kept.columns.items()} == {
        name: (column.codes.tolist(), column.texts) for name, column in made.columns.items()
    }
    assert (kept.areas, kept.lines, kept.examples) == (made.areas, made.lines, made.examples)


def test_another_edition_or_part_has_none(tmp_path: Path) -> None:
    Shelf(tmp_path, "one").put(PART, _table())
    assert Shelf(tmp_path, "two").take(PART) is None
    assert Shelf(tmp_path, "one").take(OTHER) is None


@pytest.mark.parametrize("left", [0, 1, 100, 0.5])
def test_a_torn_file_is_not_believed(tmp_path: Path, left: float) -> None:
    shelf = Shelf(tmp_path, "one")
    shelf.put(PART, _table())
    (path,) = tmp_path.iterdir()
    body = path.read_bytes()
    path.write_bytes(body[: int(left if left >= 1 else left * len(body))])
    assert shelf.take(PART) is None


def test_what_is_no_more_is_let_go(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "one")
    shelf.put(PART, _table())
    shelf.put(OTHER, _table())
    shelf.clear([OTHER])
    assert shelf.take(PART) is None
    assert shelf.take(OTHER) is not None


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "census").write_text("a file in its way", encoding="utf-8")
    shelf = Shelf(tmp_path / "census", "one")
    shelf.put(PART, _table())
    shelf.clear([])
    assert shelf.take(PART) is None
