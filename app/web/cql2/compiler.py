"""CQL2's JSON form to the model's Filter: columns and functions from lists of ours, every value checked against its column."""

from collections.abc import Mapping
from typing import Any

from app.model.expression import properties
from app.model.feature import Column
from app.model.query import And, Compare, CompareOp, Drawn, Filter, IsIn, IsNull, Like, Matches, Not, Or, Relate
from app.web.cql2 import arrays, spatial, temporal
from app.web.cql2.operands import Operand, Operands, alike
from app.web.cql2.unknown import unknown
from app.web.cql2.values import bad, geometries

MAX_TERMS = 1_000

_OPERATORS: dict[str, CompareOp] = {"=": "=", "<>": "<>", "<": "<", ">": ">", "<=": "<=", ">=": ">="}
_CONDITIONS = {"and", "or", "not", "like", "in", "between", "isnull", *_OPERATORS, *spatial.OPERATORS, *temporal.OPERATORS, *arrays.OPERATORS}
_FLIPPED: dict[str, CompareOp] = {"=": "=", "<>": "<>", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


def compile_filter(tree: Any, columns: Mapping[str, Column]) -> Filter:
    """Compile a filter over these columns.

    Raises:
        BadInput: an unknown column or function, values that do not fit, too deep or too many terms.
    """
    return _Compiler(columns).boolean(tree, 0)


class _Compiler:
    def __init__(self, columns: Mapping[str, Column]) -> None:
        self.operands = Operands(columns, MAX_TERMS)

    def boolean(self, node: Any, depth: int) -> Filter:
        self.operands.count(depth)
        if isinstance(node, bool):
            return And(()) if node else Or(())
        if isinstance(node, dict) and "property" in node:
            column = self.operands.column(node)
            if column.type != "boolean":
                raise bad("a column alone must be true or false")
            return Compare(column.name, "=", True)
        operator, arguments = _operation(node)
        if operator in ("and", "or"):
            parts = tuple(self.boolean(one, depth + 1) for one in arguments)
            return And(parts) if operator == "and" else Or(parts)
        if operator == "not":
            _count(arguments, 1)
            return Not(self.boolean(arguments[0], depth + 1))
        return self.predicate(operator, arguments, depth + 1)

    def predicate(self, operator: str, arguments: list[Any], depth: int) -> Filter:
        if operator in _OPERATORS:
            _count(arguments, 2)
            return _comparison(operator, *(self.operands.read(one, depth) for one in arguments))
        if operator in spatial.OPERATORS:
            return spatial.predicate(operator, arguments)
        if operator in temporal.OPERATORS:
            return temporal.predicate(operator, arguments, self.date_column)
        if operator in arrays.OPERATORS:
            return arrays.predicate(operator, arguments, self.operands.column)
        match operator:
            case "like":
                return self.like(arguments, depth)
            case "in":
                return self.member(arguments, depth)
            case "between":
                _count(arguments, 3)
                value, low, high = (self.operands.read(one, depth) for one in arguments)
                return And((_comparison(">=", value, low), _comparison("<=", value, high)))
            case "isnull":
                _count(arguments, 1)
                return self.is_null(arguments[0], depth)
        raise bad("a function that is not served; /conformance says which are")

    def like(self, arguments: list[Any], depth: int) -> Filter:
        _count(arguments, 2)
        text, pattern = (self.operands.read(one, depth) for one in arguments)
        if text.kind != "string" or not isinstance(pattern.expression, str):
            raise bad("LIKE takes a text and a pattern")
        return Like(text.column, pattern.expression) if text.column else Matches(text.expression, pattern.expression)

    def member(self, arguments: list[Any], depth: int) -> Filter:
        _count(arguments, 2)
        value, listed = self.operands.read(arguments[0], depth), arguments[1]
        if not isinstance(listed, list) or not listed:
            raise bad("IN takes a list of at least one value")
        pairs = [alike(value, self.operands.read(one, depth)) for one in listed]
        if value.column and all(other.literal for _, other in pairs):
            return IsIn(value.column, tuple(other.value for _, other in pairs))
        return Or(tuple(_comparison("=", one, other) for one, other in pairs))

    def is_null(self, node: Any, depth: int) -> Filter:
        if spatial.is_geometry(node):
            return Not(Drawn())
        if isinstance(node, dict) and not {"type", "bbox"}.isdisjoint(node):
            geometries(node)
            return Or(())
        if isinstance(node, dict) and "interval" in node:
            return unknown(temporal.predicate("t_equals", [node, node], self.date_column))
        if isinstance(node, dict) and str(node.get("op")).lower() in _CONDITIONS:
            return unknown(self.boolean(node, depth))
        names = dict.fromkeys(properties(self.operands.read(node, depth).expression))
        nulls = tuple(IsNull(name) for name in names)
        return nulls[0] if len(nulls) == 1 else Or(nulls)

    def date_column(self, node: Any) -> str:
        column = self.operands.column(node)
        if column.type != "date":
            raise bad("a temporal function takes columns that are dates")
        return column.name


def _comparison(operator: str, left: Operand, right: Operand) -> Filter:
    """A comparison, as one of a column with a value where it is one: that is what stores know best."""
    left, right = alike(left, right)
    if left.column and right.literal:
        return Compare(left.column, _OPERATORS[operator], right.value)
    if right.column and left.literal:
        return Compare(right.column, _FLIPPED[operator], left.value)
    return Relate(left.expression, _OPERATORS[operator], right.expression)


def _operation(node: Any) -> tuple[str, list[Any]]:
    operator, arguments = (node.get("op"), node.get("args")) if isinstance(node, dict) else (None, None)
    if not isinstance(operator, str) or not isinstance(arguments, list):
        raise bad("something else than a condition where a condition is needed")
    return operator.lower(), arguments


def _count(arguments: list[Any], wanted: int) -> None:
    if len(arguments) != wanted:
        raise bad("an operator with too many or too few operands")
