"""CQL2's JSON form to the model's Filter: columns and functions from lists of ours, every value checked against its column."""

import math
from collections.abc import Mapping
from typing import Any

from app.errors import BadInput
from app.model.feature import Column, Scalar
from app.model.geometry import Geometry
from app.model.query import And, Compare, CompareOp, Filter, Intersects, IsIn, IsNull, Like, Not, Or
from app.web.cql2 import temporal
from app.web.cql2.values import bad, day_of, geometries, literal

MAX_DEPTH = 64
MAX_TERMS = 1_000
GEOMETRY = "geometry"

_OPERATORS: dict[str, CompareOp] = {"=": "=", "<>": "<>", "<": "<", ">": ">", "<=": "<=", ">=": ">="}
_FLIPPED: dict[str, CompareOp] = {"=": "=", "<>": "<>", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
_WORLD = Geometry("Polygon", (((-180.0, -90.0), (180.0, -90.0), (180.0, 90.0), (-180.0, 90.0), (-180.0, -90.0)),))


def compile_filter(tree: Any, columns: Mapping[str, Column]) -> Filter:
    """Compile a filter over these columns.

    Raises:
        BadInput: an unknown column or function, values that do not fit, too deep or too many terms.
    """
    return _Compiler(columns).boolean(tree, 0)


class _Compiler:
    def __init__(self, columns: Mapping[str, Column]) -> None:
        self.columns = columns
        self.terms = 0

    def boolean(self, node: Any, depth: int) -> Filter:
        self.terms += 1
        if depth > MAX_DEPTH or self.terms > MAX_TERMS:
            raise BadInput(f"filter: at most {MAX_DEPTH} levels and {MAX_TERMS} terms.")
        if node is True:
            return And(())
        if node is False:
            return Or(())
        if isinstance(node, dict) and "property" in node:
            column = self.column(node)
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
        return self.predicate(operator, arguments)

    def predicate(self, operator: str, arguments: list[Any]) -> Filter:
        if operator in _OPERATORS:
            return self.comparison(operator, arguments)
        if operator.startswith("t_"):
            return temporal.predicate(operator, arguments, self.date_column)
        match operator:
            case "like":
                return self.like(arguments)
            case "in":
                return self.member(arguments)
            case "between":
                _count(arguments, 3)
                return And((self.comparison(">=", arguments[:2]), self.comparison("<=", [arguments[0], arguments[2]])))
            case "isNull" | "isnull":
                _count(arguments, 1)
                return self.is_null(arguments[0])
            case "s_intersects" | "s_disjoint":
                return self.spatial(operator, arguments)
        raise bad("a function that is not served; /conformance says which are")

    def comparison(self, operator: str, arguments: list[Any]) -> Filter:
        _count(arguments, 2)
        left, right = arguments
        if not _is_column(left) and _is_column(right):
            left, right, operator = right, left, _FLIPPED[operator]
        column, folds = self.folded_column(left)
        value, value_folds = _folded(right)
        if not folds:
            return Compare(column.name, _OPERATORS[operator], self.value(column, value))
        if not value_folds or operator not in ("=", "<>") or not isinstance(value, str):
            raise bad("CASEI and ACCENTI stand on both sides of =, <>, LIKE or IN, around text")
        same = Like(column.name, _escaped(value), fold=True)
        return same if operator == "=" else Not(same)

    def like(self, arguments: list[Any]) -> Filter:
        _count(arguments, 2)
        column, folds = self.folded_column(arguments[0])
        pattern, pattern_folds = _folded(arguments[1])
        if column.type != "string" or not isinstance(pattern, str) or folds != pattern_folds:
            raise bad("LIKE takes a text column and a pattern, both or neither in CASEI or ACCENTI")
        return Like(column.name, pattern, fold=folds)

    def member(self, arguments: list[Any]) -> Filter:
        _count(arguments, 2)
        column, folds = self.folded_column(arguments[0])
        listed = arguments[1]
        if not isinstance(listed, list) or not listed:
            raise bad("IN takes a list of at least one value")
        self.terms += len(listed)
        if folds:
            return Or(tuple(self.comparison("=", [arguments[0], one]) for one in listed))
        return IsIn(column.name, tuple(self.value(column, one) for one in listed))

    def is_null(self, operand: Any) -> Filter:
        if isinstance(operand, dict) and operand.get("property") == GEOMETRY:
            return Not(Intersects(_WORLD))
        return IsNull(self.column(operand).name)

    def spatial(self, operator: str, arguments: list[Any]) -> Filter:
        _count(arguments, 2)
        sides = [side for side in arguments if not (isinstance(side, dict) and side.get("property") == GEOMETRY)]
        if len(sides) != 1:
            raise bad("a spatial function takes the column geometry and a geometry")
        found = tuple(Intersects(geometry) for geometry in geometries(sides[0]))
        meets: Filter = found[0] if len(found) == 1 else Or(found)
        return meets if operator == "s_intersects" else And((Intersects(_WORLD), Not(meets)))

    def folded_column(self, node: Any) -> tuple[Column, bool]:
        inner, folds = _folded(node)
        column = self.column(inner)
        if folds and column.type != "string":
            raise bad("CASEI and ACCENTI take text")
        return column, folds

    def column(self, node: Any) -> Column:
        name = node.get("property") if isinstance(node, dict) else None
        if not isinstance(name, str):
            raise bad("one side of every comparison must be a column")
        if name == GEOMETRY:
            raise bad("geometry takes S_INTERSECTS, S_DISJOINT or IS NULL")
        column = self.columns.get(name)
        if column is None:
            raise bad("a column that this collection does not have; its /queryables lists those there are")
        return column

    def date_column(self, node: Any) -> str:
        column = self.column(node)
        if column.type != "date":
            raise bad("a temporal function takes columns that are dates")
        return column.name

    def value(self, column: Column, node: Any) -> Scalar:
        if column.type == "date":
            day = day_of(node)
            if day is None:
                raise bad(f"{column.name} is compared with a date of the calendar")
            return day
        value = literal(node)
        if not _fits(column, value):
            raise bad(f"{column.name} is compared with a value of another type; it is a {column.type}")
        return value


def _fits(column: Column, value: Scalar) -> bool:
    if column.type == "string":
        return isinstance(value, str)
    if column.type == "boolean":
        return isinstance(value, bool)
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and abs(value) < 2**63


def _operation(node: Any) -> tuple[str, list[Any]]:
    operator, arguments = (node.get("op"), node.get("args")) if isinstance(node, dict) else (None, None)
    if not isinstance(operator, str) or not isinstance(arguments, list):
        raise bad("something else than a condition where a condition is needed")
    return operator if operator in ("isNull",) else operator.lower(), arguments


def _count(arguments: list[Any], wanted: int) -> None:
    if len(arguments) != wanted:
        raise bad("an operator with too many or too few operands")


def _is_column(node: Any) -> bool:
    inner, _ = _folded(node)
    return isinstance(inner, dict) and "property" in inner


def _folded(node: Any) -> tuple[Any, bool]:
    """What stands inside CASEI and ACCENTI, and whether anything does."""
    folds = False
    for _ in range(4):
        if not (isinstance(node, dict) and node.get("op") in ("casei", "accenti")):
            break
        arguments = node.get("args")
        if not isinstance(arguments, list) or len(arguments) != 1:
            raise bad("CASEI and ACCENTI take one operand")
        node, folds = arguments[0], True
    return node, folds


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
