"""Array predicates: columns that hold several labels, and lists of texts, both as sets."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.model.feature import Column
from app.model.query import And, Compares, Filter, Labels, Or, Set, SetRelation
from app.web.cql2.values import bad

OPERATORS: Mapping[str, SetRelation] = {
    "a_equals": "equals",
    "a_contains": "contains",
    "a_containedby": "contained by",
    "a_overlaps": "overlaps",
}
"""The functions."""


def predicate(operator: str, arguments: Sequence[Any], column_of: Callable[[Any], Column]) -> Filter:
    """Compile one array predicate; ``column_of`` gives a column or refuses it."""
    if len(arguments) != 2:
        raise bad("an array function takes two operands")
    left, right = (_set(one, column_of) for one in arguments)
    if isinstance(left, frozenset) and isinstance(right, frozenset):
        answers = {"equals": left == right, "contains": left >= right, "contained by": left <= right, "overlaps": bool(left & right)}
        return And(()) if answers[OPERATORS[operator]] else Or(())
    return Compares(left, OPERATORS[operator], right)


def _set(node: Any, column_of: Callable[[Any], Column]) -> Set:
    if isinstance(node, list):
        if not all(isinstance(one, str) and one and "\0" not in one and "\x1f" not in one for one in node):
            raise bad("an array holds texts: the labels that a column may have")
        return frozenset(node)
    column = column_of(node)
    if column.type != "string":
        raise bad("an array function takes columns of labels and arrays")
    return Labels(column.name)
