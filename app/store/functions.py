"""What SQL cannot do by itself: exact geometry, and text without case and accents."""

import math
import re
import sqlite3
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import orjson
import shapely
from shapely.geometry.base import BaseGeometry

from app.model.folding import without_accents, without_case

SEARCHED = (
    *("quote", "claimant", "via", "attacker", "target_label", "places_text", "origins_text", "bases_text"),
    *("title", "publisher", "name", "names"),
)
"""The columns that a text search looks into, of claims, places and reports."""

_WORD = re.compile(r"[^\W_]+")
_ASCII_SIGNS = {code: " " for code in range(128) if not chr(code).isalnum()}


def register(db: sqlite3.Connection) -> None:
    """Give a connection the functions below, by their names."""
    db.create_function("meets", 2, _meets, deterministic=True)
    db.create_function("meets_point", 3, _meets_point, deterministic=True)
    db.create_function("relates", 3, _relates, deterministic=True)
    db.create_function("relates_point", 4, _relates_point, deterministic=True)
    db.create_function("without_case", 1, _folding(without_case), deterministic=True)
    db.create_function("without_accents", 1, _folding(without_accents), deterministic=True)
    db.create_function("compares", 5, _compares, deterministic=True)
    db.create_function("calculate", 3, _calculate, deterministic=True)
    db.create_function("words_of", 1, words_of, deterministic=True)


def fold(text: str | None) -> str | None:
    """Text without case, accents and other marks."""
    return None if text is None else without_accents(without_case(text))


def words(*texts: str | None) -> str:
    """The words of texts, each once, folded, with a space between: what the full-text index holds and is asked for."""
    folded = fold(" ".join(text for text in texts if text)) or ""
    found = folded.translate(_ASCII_SIGNS).split() if folded.isascii() else _WORD.findall(folded)
    return " ".join(dict.fromkeys(found))


def words_of(json: str | bytes) -> str:
    """The words of a stored feature: those of its texts that people search in."""
    properties = orjson.loads(json)["properties"]
    return words(*(properties.get(name) for name in SEARCHED))


@lru_cache(maxsize=256)
def _question(wkb: bytes) -> BaseGeometry:
    geometry = shapely.from_wkb(wkb)
    shapely.prepare(geometry)
    return geometry


def _meets(wkb: bytes | None, question: bytes) -> bool | None:
    return None if wkb is None else bool(shapely.intersects(_question(question), shapely.from_wkb(wkb)))


def _meets_point(x: float | None, y: float | None, question: bytes) -> bool | None:
    return None if x is None or y is None else bool(shapely.intersects_xy(_question(question), x, y))


_SYMMETRIC: dict[str, Any] = {"equals": shapely.equals, "touches": shapely.touches, "overlaps": shapely.overlaps, "crosses": shapely.crosses}


def _lies(relation: str, feature: BaseGeometry, question: BaseGeometry) -> bool:
    """How a feature lies to what is asked with, which is prepared and so comes first."""
    match relation:
        case "within":
            return bool(shapely.contains(question, feature))
        case "contains":
            return bool(shapely.within(question, feature))
        case _:
            return bool(_SYMMETRIC[relation](question, feature))


def _relates(relation: str, wkb: bytes | None, question: bytes) -> bool | None:
    """How a shape lies to the one that is asked with."""
    return None if wkb is None else _lies(relation, shapely.from_wkb(wkb), _question(question))


def _relates_point(relation: str, x: float | None, y: float | None, question: bytes) -> bool | None:
    return None if x is None or y is None else _lies(relation, shapely.Point(x, y), _question(question))


def _folding(fold: Callable[[str], str]) -> Callable[[str | None], str | None]:
    return lambda text: None if text is None else fold(text)


def _compares(relation: str, one: str | None, one_separator: str, other: str | None, other_separator: str) -> bool | None:
    """Two sets of labels, each joined to one text; an empty text is the empty set."""
    if one is None or other is None:
        return None
    left, right = (set(text.split(separator)) if text else set() for text, separator in ((one, one_separator), (other, other_separator)))
    match relation:
        case "equals":
            return left == right
        case "contains":
            return left >= right
        case "contained by":
            return left <= right
        case _:
            return bool(left & right)


def _calculate(operator: str, left: float | None, right: float | None) -> float | None:
    """The arithmetic that SQL has not, or has for whole numbers only; null where there is no finite number."""
    if left is None or right is None:
        return None
    try:
        match operator:
            case "%":
                made = math.fmod(left, right)
            case "div":
                made = math.trunc(left / right)
            case _:
                made = math.pow(left, right)
    except (ArithmeticError, ValueError):
        return None
    return made if math.isfinite(made) and abs(made) < 2**63 else None
