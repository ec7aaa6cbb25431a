"""Temporal functions against their definitions by interval (Allen's algebra), days being whole and ends inclusive."""

import itertools
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.errors import BadInput
from app.features.columns import COLUMNS
from app.web.cql2 import compile_filter, parse_text
from tests.web.evaluator import holds
from tests.web.fake_service import make_feature

MARKS = {column.name: column for column in COLUMNS["reported-targets"]}
DAYS = [date(2021, 3, 1) + timedelta(days=number) for number in range(5)]
INTERVALS = [(start, end) for start, end in itertools.combinations_with_replacement(DAYS, 2)]

Interval = tuple[date, date]
DEFINITIONS: dict[str, Callable[[Interval, Interval], bool]] = {
    "T_AFTER": lambda a, b: a[0] > b[1],
    "T_BEFORE": lambda a, b: a[1] < b[0],
    "T_CONTAINS": lambda a, b: a[0] < b[0] and a[1] > b[1],
    "T_DISJOINT": lambda a, b: a[1] < b[0] or a[0] > b[1],
    "T_DURING": lambda a, b: a[0] > b[0] and a[1] < b[1],
    "T_EQUALS": lambda a, b: a == b,
    "T_FINISHEDBY": lambda a, b: a[0] < b[0] and a[1] == b[1],
    "T_FINISHES": lambda a, b: a[0] > b[0] and a[1] == b[1],
    "T_INTERSECTS": lambda a, b: a[0] <= b[1] and a[1] >= b[0],
    "T_MEETS": lambda a, b: a[1] == b[0],
    "T_METBY": lambda a, b: a[0] == b[1],
    "T_OVERLAPPEDBY": lambda a, b: b[0] < a[0] < b[1] and a[1] > b[1],
    "T_OVERLAPS": lambda a, b: a[0] < b[0] < a[1] < b[1],
    "T_STARTEDBY": lambda a, b: a[0] == b[0] and a[1] > b[1],
    "T_STARTS": lambda a, b: a[0] == b[0] and a[1] < b[1],
}


@pytest.mark.parametrize("name", DEFINITIONS)
def test_every_function_is_its_definition_for_all_pairs_of_intervals_both_ways_round(name: str) -> None:
    for mine, given in itertools.product(INTERVALS, INTERVALS):
        feature = make_feature("reported-targets", "x", None, mine)
        columns, literal = "INTERVAL(date_start, date_end)", f"INTERVAL('{given[0]}', '{given[1]}')"
        wanted = DEFINITIONS[name]
        assert holds(feature, compile_filter(parse_text(f"{name}({columns}, {literal})"), MARKS)) is wanted(mine, given)
        assert holds(feature, compile_filter(parse_text(f"{name}({literal}, {columns})"), MARKS)) is wanted(given, mine)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("T_INTERSECTS(INTERVAL(date_start, date_end), INTERVAL('..', '2021-03-02'))", True),
        ("T_INTERSECTS(INTERVAL(date_start, date_end), INTERVAL('2021-03-05', '..'))", False),
        ("T_AFTER(DATE('2021-03-09'), DATE('2021-03-01'))", True),
        ("T_BEFORE(INTERVAL('..', '2021-03-01'), date_start)", True),
        ("T_AFTER(date_start, TIMESTAMP('2021-03-01T23:00:00-05:00'))", False),
    ],
)
def test_open_ends_days_and_time_stamps(text: str, answer: bool) -> None:
    feature = make_feature("reported-targets", "x", None, (DAYS[1], DAYS[2]))
    assert holds(feature, compile_filter(parse_text(text), MARKS)) is answer


def test_what_is_not_dated_is_unknown() -> None:
    feature = make_feature("reported-targets", "x", None)
    assert holds(feature, compile_filter(parse_text("T_AFTER(date_start, DATE('2021-03-01'))"), MARKS)) is None


def test_a_function_between_intervals_says_how_one_is_written() -> None:
    with pytest.raises(BadInput, match=r"INTERVAL\(date_start,date_end\)"):
        compile_filter(parse_text("T_DURING(date_start, INTERVAL('2021-03-04', '2021-03-06'))"), MARKS)
