"""The sides of comparisons: columns, values, CASEI and ACCENTI, arithmetic; each with its type, so that like is compared with like."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from app.errors import BadInput
from app.model.expression import Arithmetic, ArithmeticOp, Expression, Folded, Property
from app.model.feature import Column, Scalar
from app.model.folding import without_accents, without_case
from app.web.cql2.values import bad, day_of

Kind = Literal["string", "number", "boolean", "date"]

GEOMETRY = "geometry"
MAX_DEPTH = 64

_KINDS: Mapping[str, Kind] = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "date": "date"}
_FOLDS: Mapping[str, Literal["case", "accents"]] = {"casei": "case", "accenti": "accents"}
_ARITHMETIC = frozenset(get_args(ArithmeticOp))


@dataclass(frozen=True, slots=True)
class Operand:
    """One side of a comparison."""

    expression: Expression
    kind: Kind

    @property
    def column(self) -> str | None:
        """The name of the column, where it is nothing but a column."""
        return self.expression.name if isinstance(self.expression, Property) else None

    @property
    def literal(self) -> bool:
        """Whether it is a value."""
        return not isinstance(self.expression, Property | Folded | Arithmetic)

    @property
    def value(self) -> Scalar:
        """The value, where it is one."""
        assert not isinstance(self.expression, Property | Folded | Arithmetic)  # noqa: S101 (asked for only where literal)
        return self.expression


class Operands:
    """Reads operands over the columns of a collection, and counts what it reads."""

    def __init__(self, columns: Mapping[str, Column], most: int) -> None:
        """Take the columns, and how many terms a filter may have."""
        self.columns = columns
        self.most = most
        self.terms = 0

    def count(self, depth: int) -> None:
        """Count one more term; raises BadInput for too many, or too deep a one."""
        self.terms += 1
        if depth > MAX_DEPTH or self.terms > self.most:
            raise BadInput(f"filter: at most {MAX_DEPTH} levels and {self.most} terms.")

    def read(self, node: Any, depth: int) -> Operand:
        """Read one operand; raises BadInput for what is none."""
        self.count(depth)
        if not isinstance(node, dict):
            return _literal(node)
        if "property" in node:
            column = self.column(node)
            return Operand(Property(column.name), _KINDS[column.type])
        day = day_of(node) if "date" in node or "timestamp" in node else None
        if day is not None:
            return Operand(day, "date")
        operator, arguments = node.get("op"), node.get("args")
        if not isinstance(operator, str) or not isinstance(arguments, list):
            raise bad("a column, a value, CASEI, ACCENTI or arithmetic is needed on both sides of a comparison")
        if operator.lower() in _FOLDS and len(arguments) == 1:
            return _folded(self.read(arguments[0], depth + 1), _FOLDS[operator.lower()])
        if operator.lower() in _ARITHMETIC and len(arguments) == 2:
            left, right = (self.read(one, depth + 1) for one in arguments)
            if left.kind != "number" or right.kind != "number":
                raise bad("arithmetic takes numbers")
            return Operand(Arithmetic(left.expression, operator.lower(), right.expression), "number")  # type: ignore[arg-type]
        raise bad("a function that is not served; /conformance says which are")

    def column(self, node: Any) -> Column:
        """The column that a node names; raises BadInput where there is none."""
        name = node.get("property") if isinstance(node, dict) else None
        if not isinstance(name, str):
            raise bad("a column is needed here")
        if name == GEOMETRY:
            raise bad("geometry is for the spatial functions and IS NULL")
        column = self.columns.get(name)
        if column is None:
            raise bad("a column that this collection does not have; its /queryables lists those there are")
        return column


def alike(left: Operand, right: Operand) -> tuple[Operand, Operand]:
    """Both sides of one type, a text made the day it names where the other side is one; raises BadInput where they are not."""
    if left.kind == "date" and right.kind == "string" and right.literal:
        right = _day(right)
    elif right.kind == "date" and left.kind == "string" and left.literal:
        left = _day(left)
    if left.kind != right.kind:
        raise bad("values of different types are compared; /queryables says which each column has")
    return left, right


def _day(operand: Operand) -> Operand:
    day = day_of(operand.expression)
    if day is None:
        raise bad("a date column is compared with a date of the calendar")
    return Operand(day, "date")


def _literal(node: Any) -> Operand:
    if isinstance(node, bool):
        return Operand(node, "boolean")
    if isinstance(node, str):
        if "\0" in node:
            raise bad("a text with a NUL")
        return Operand(node, "string")
    if isinstance(node, int | float) and math.isfinite(node) and abs(node) < 2**63:
        return Operand(node, "number")
    raise bad("a plain value is needed here; for missing values there is IS NULL")


def _folded(operand: Operand, without: Literal["case", "accents"]) -> Operand:
    if operand.kind != "string":
        raise bad("CASEI and ACCENTI take text")
    if isinstance(operand.expression, str):
        return Operand((without_case if without == "case" else without_accents)(operand.expression), "string")
    return Operand(Folded(operand.expression, without), "string")
