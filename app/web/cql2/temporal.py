"""Temporal predicates as comparisons of ends: intervals are days, both inclusive, as the columns have them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.model.expression import Property
from app.model.query import And, Compare, CompareOp, Filter, Or, Relate
from app.web.cql2.values import bad, day_of

EARLIEST, LATEST = "0000-00-00", "9999-99-99"
"""Open ends: before and after every day in ISO 8601's order of text."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of an interval: a column, or a day."""

    column: str | None
    day: str = ""


Test = tuple[int, CompareOp, int]
"""End 0 (first day) or 1 (last day) of the left interval, against that of the right."""

_TESTS: dict[str, Sequence[Test]] = {
    "t_after": [(0, ">", 1)],
    "t_before": [(1, "<", 0)],
    "t_contains": [(0, "<", 0), (1, ">", 1)],
    "t_during": [(0, ">", 0), (1, "<", 1)],
    "t_equals": [(0, "=", 0), (1, "=", 1)],
    "t_finishedby": [(0, "<", 0), (1, "=", 1)],
    "t_finishes": [(0, ">", 0), (1, "=", 1)],
    "t_intersects": [(0, "<=", 1), (1, ">=", 0)],
    "t_meets": [(1, "=", 0)],
    "t_metby": [(0, "=", 1)],
    "t_overlappedby": [(0, ">", 0), (0, "<", 1), (1, ">", 1)],
    "t_overlaps": [(0, "<", 0), (1, ">", 0), (1, "<", 1)],
    "t_startedby": [(0, "=", 0), (1, ">", 1)],
    "t_starts": [(0, "=", 0), (1, "<", 1)],
}
_ANY = frozenset({"t_after", "t_before", "t_disjoint", "t_equals", "t_intersects"})
"""The functions that take instants too; the others are between intervals (OGC 21-065r2, table of temporal functions)."""

_FLIPPED: dict[CompareOp, CompareOp] = {"=": "=", "<>": "<>", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


OPERATORS = frozenset({*_TESTS, "t_disjoint"})
"""The functions."""


def predicate(operator: str, arguments: list[Any], column_of: Callable[[Any], str]) -> Filter:
    """Compile one temporal predicate; ``column_of`` gives the name of a date column or refuses it."""
    if len(arguments) != 2:
        raise bad("a temporal function takes two operands")
    if operator not in _ANY and not all(isinstance(one, dict) and "interval" in one for one in arguments):
        raise bad("this temporal function takes two intervals: write INTERVAL(date_start,date_end), or INTERVAL('2015-11-01','2015-11-30')")
    left, right = (_interval(one, column_of) for one in arguments)
    if operator == "t_disjoint":
        return Or((_test(left, right, (1, "<", 0)), _test(left, right, (0, ">", 1))))
    return And(tuple(_test(left, right, test) for test in _TESTS[operator]))


def _test(left: tuple[End, End], right: tuple[End, End], test: Test) -> Filter:
    one, operator, other = left[test[0]], test[1], right[test[2]]
    if one.column is None and other.column is None:
        return And(()) if _holds(one.day, operator, other.day) else Or(())
    if one.column is not None and other.column is not None:
        return Relate(Property(one.column), operator, Property(other.column))
    if one.column is not None:
        return Compare(one.column, operator, other.day)
    return Compare(other.column or "", _FLIPPED[operator], one.day)


def _interval(node: Any, column_of: Callable[[Any], str]) -> tuple[End, End]:
    if isinstance(node, dict) and "interval" in node:
        ends = node["interval"]
        if not isinstance(ends, list) or len(ends) != 2:
            raise bad("an interval has two ends")
        start, end = _end(ends[0], EARLIEST, column_of), _end(ends[1], LATEST, column_of)
        if start.column is None and end.column is None and start.day > end.day:
            raise bad("an interval that ends before it starts")
        return start, end
    end = _end(node, None, column_of)
    return end, end


def _end(node: Any, opened: str | None, column_of: Callable[[Any], str]) -> End:
    if node == ".." and opened is not None:
        return End(None, opened)
    if isinstance(node, dict) and "property" in node:
        return End(column_of(node))
    day = day_of(node)
    if day is None:
        raise bad("a date of the calendar, a time stamp, '..' or a date column is needed here")
    return End(None, day)


def _holds(one: str, operator: CompareOp, other: str) -> bool:
    return {"=": one == other, "<>": one != other, "<": one < other, ">": one > other, "<=": one <= other, ">=": one >= other}[operator]
