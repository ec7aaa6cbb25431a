"""Filters of the model evaluated over one feature, in three-valued logic: the reference that tests compare with."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from shapely.geometry import shape

from app.model.feature import Feature
from app.model.query import And, Compare, Filter, Intersects, IsIn, IsNull, Like, Not, Or

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def holds(feature: Feature, part: Filter | None) -> bool | None:
    """True, False, or None for unknown."""
    match part:
        case None:
            return True
        case And(parts):
            return _all([holds(feature, one) for one in parts])
        case Or(parts):
            return _not(_all([_not(holds(feature, one)) for one in parts]))
        case Not(inner):
            return _not(holds(feature, inner))
        case Intersects(geometry):
            return feature.geometry is not None and bool(shape(feature.geometry).intersects(shape(geometry)))
        case IsNull(column):
            return feature.properties[column] is None
        case _:
            value = feature.properties[part.column]
            return None if value is None else _compares(value, part)


def _compares(value: Any, part: Compare | IsIn | Like) -> bool:
    match part:
        case Compare(_, operator, other):
            return _COMPARE[operator](value, other)
        case IsIn(_, values):
            return value in values
        case Like(_, pattern, folds):
            text, wanted = (fold(str(value)), fold(pattern)) if folds else (str(value), pattern)
            return re.fullmatch(_expression(wanted), text, re.DOTALL) is not None


def _all(answers: list[bool | None]) -> bool | None:
    return False if False in answers else None if None in answers else True


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def fold(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))


def _expression(pattern: str) -> str:
    parts = re.findall(r"\\.|.", pattern, re.DOTALL)
    return "".join(".*" if part == "%" else "." if part == "_" else re.escape(part.removeprefix("\\") or "\\") for part in parts)
