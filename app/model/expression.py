"""What stands on the sides of a comparison: columns, values, and what is made of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.model.feature import Scalar

ArithmeticOp = Literal["+", "-", "*", "/", "%", "div", "^"]
"""``%`` has the sign of the dividend and ``div`` cuts towards zero; what has no number as its result is null."""


@dataclass(frozen=True, slots=True)
class Property:
    """The value of a column."""

    name: str


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without case, or without accents (``app.model.folding``)."""

    part: "Expression"
    without: Literal["case", "accents"]


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """A number made of two; null where one of them is."""

    left: "Expression"
    op: ArithmeticOp
    right: "Expression"


Expression = Property | Folded | Arithmetic | Scalar


def properties(part: Expression) -> Iterator[str]:
    """The columns of an expression, each as often as it stands there."""
    match part:
        case Property(name):
            yield name
        case Folded(inner, _):
            yield from properties(inner)
        case Arithmetic(left, _, right):
            yield from properties(left)
            yield from properties(right)
