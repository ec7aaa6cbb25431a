"""Array predicates: columns that hold several labels, and lists of literals, both as sets."""

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import shapely
from shapely.geometry import shape

from app.model.feature import Column
from app.model.query import And, Compares, Filter, Labels, Or, SetRelation
from app.web.cql2.values import bad, day_of, geometries

OPERATORS: Mapping[str, SetRelation] = {
    "a_equals": "equals",
    "a_contains": "contains",
    "a_containedby": "contained by",
    "a_overlaps": "overlaps",
}
"""The functions."""

_DEEPEST = 10

Literals = frozenset[Hashable]


def predicate(operator: str, arguments: Sequence[Any], column_of: Callable[[Any], Column]) -> Filter:
    """Compile one array predicate; ``column_of`` gives a column or refuses it."""
    if len(arguments) != 2:
        raise bad("an array function takes two operands")
    left, right = (_set(one, column_of) for one in arguments)
    if isinstance(left, frozenset) and isinstance(right, frozenset):
        answers = {"equals": left == right, "contains": left >= right, "contained by": left <= right, "overlaps": bool(left & right)}
        return And(()) if answers[OPERATORS[operator]] else Or(())
    return Compares(_labels(left), OPERATORS[operator], _labels(right))


def _set(node: Any, column_of: Callable[[Any], Column]) -> Labels | Literals:
    if isinstance(node, list):
        return frozenset(_element(one, 0) for one in node)
    column = column_of(node)
    if column.type != "string":
        raise bad("an array function takes columns of labels and arrays")
    return Labels(column.name)


def _labels(one: Labels | Literals) -> Labels | frozenset[str]:
    """A set that can be compared with the labels of a column."""
    if isinstance(one, Labels):
        return one
    texts = frozenset(element for element in one if isinstance(element, str) and element and not {"\0", "\x1f"} & set(element))
    if len(texts) < len(one):
        raise bad("an array that is compared with a column holds texts: the labels that it may have")
    return texts


def _element(node: Any, depth: int) -> Hashable:
    """A literal as something that equals its equals: texts as they are, everything else with its kind."""
    if isinstance(node, str):
        return node
    if isinstance(node, bool):
        return "boolean", node
    if isinstance(node, int | float) and math.isfinite(node):
        return "number", node
    if isinstance(node, list) and depth < _DEEPEST:
        return "array", frozenset(_element(one, depth + 1) for one in node)
    if isinstance(node, dict) and (day := day_of(node)) is not None:
        return "day", day
    if isinstance(node, dict) and not {"type", "bbox"}.isdisjoint(node):
        return "geometry", tuple(shapely.to_wkb(shape(one).normalize()) for one in geometries(node))
    raise bad("an array holds literals: texts, numbers, days, geometries or arrays of these")
