"""What SQL cannot do by itself: exact geometry, and text without case and accents."""

import re
import sqlite3
import unicodedata
from functools import lru_cache

import orjson
import shapely
from shapely.geometry.base import BaseGeometry

SEARCHED = (
    *("quote", "claimant", "via", "attacker", "target_label", "places_text", "origins_text", "bases_text"),
    *("title", "publisher", "name", "names"),
)
"""The columns that a text search looks into, of claims, places and reports."""

_WORD = re.compile(r"[^\W_]+")
_ASCII_SIGNS = {code: " " for code in range(128) if not chr(code).isalnum()}


def register(db: sqlite3.Connection) -> None:
    """Give a connection ``meets(wkb, wkb)``, ``meets_point(x, y, wkb)``, ``fold(text)`` and ``words_of(json)``."""
    db.create_function("meets", 2, _meets, deterministic=True)
    db.create_function("meets_point", 3, _meets_point, deterministic=True)
    db.create_function("fold", 1, fold, deterministic=True)
    db.create_function("words_of", 1, words_of, deterministic=True)


def fold(text: str | None) -> str | None:
    """Text without case, accents and other marks."""
    if text is None:
        return None
    if text.isascii():
        return text.lower()
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))


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
