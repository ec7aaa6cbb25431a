"""The column of a field with many values says of every row what its sets say."""

import sqlite3

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.store.postings import ValueColumn
from app.store.ranks import Ranks

VALUES = st.one_of(st.none(), st.sampled_from(["2021-01-01", "2021-01-02", "2022-05-09", "2023-12-31"]))


@given(st.lists(VALUES, min_size=1, max_size=80), st.sets(VALUES))
def test_rows_of_a_range_and_rows_of_any_values_are_those_that_have_them(rows: list[str | None], wanted: set[str | None]) -> None:
    with sqlite3.connect(":memory:") as db:
        db.execute("CREATE TABLE post (field TEXT, value ANY, rows INTEGER, ranks BLOB)")
        for value in set(rows):
            ranks = Ranks(len(rows), np.array([rank for rank, own in enumerate(rows) if own == value], np.uint32))
            db.execute("INSERT INTO post VALUES ('day', ?, ?, ?)", (value, len(ranks), ranks.blob()))
        column = ValueColumn.read(db, "post", "day", len(rows))
    asked = sorted(wanted & set(rows), key=str)
    assert column.among(asked).numbers().tolist() == [rank for rank, own in enumerate(rows) if own in asked]
    stated = sorted(value for value in set(rows) if value is not None)
    if stated:
        low, high = stated[len(stated) // 2], stated[-1]
        assert column.within(low, high).numbers().tolist() == [rank for rank, own in enumerate(rows) if own is not None and low <= own <= high]
        assert column.between(low, high) == len(stated) - len(stated) // 2
