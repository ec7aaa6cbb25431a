"""The column of a field with many values says of every row what its sets say."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from operator import eq, ge, gt, le, lt, ne

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.query import Compare, CompareOp, Not, Query
from app.store.postings import ValueColumn
from app.store.ranks import Ranks
from app.store.sqlite import SqliteStore
from tests.store.test_ready import load, rows

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


@pytest.mark.parametrize("negated", [False, True])
@pytest.mark.parametrize(("op", "holds"), [("<", lt), ("<=", le), (">", gt), (">=", ge), ("=", eq), ("<>", ne)])
def test_a_range_of_many_values_is_what_lies_in_it(store: SqliteStore, op: CompareOp, holds: Callable[[str, str], bool], negated: bool) -> None:
    """Of more values than their sets are united for; a row without a day meets no comparison and no negation of one."""
    days = [None if n % 9 == 4 else str(date(2020, 1, 1) + timedelta(days=n * 3 % 200)) for n in range(300)]
    load(store, [replace(row, date_start=day, date_end=day) for row, day in zip(rows(300), days, strict=True)])
    for asked in ("2019-01-01", "2020-01-01", "2020-03-03", "2020-07-17", "2020-07-18", "2021-01-01"):
        wanted = Compare("date_start", op, asked)
        expected = sum(day is not None and holds(day, asked) is not negated for day in days)
        assert store.page(Query("claims", filter=Not(wanted) if negated else wanted)).matched == expected
