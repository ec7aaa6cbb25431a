"""What SQL cannot do by itself: exact geometry, and text without case and accents."""

import sqlite3
import unicodedata
from functools import lru_cache

import shapely
from shapely.geometry.base import BaseGeometry


def register(db: sqlite3.Connection) -> None:
    """Give a connection ``meets(wkb, wkb)``, ``meets_point(x, y, wkb)`` and ``fold(text)``."""
    db.create_function("meets", 2, _meets, deterministic=True)
    db.create_function("meets_point", 3, _meets_point, deterministic=True)
    db.create_function("fold", 1, fold, deterministic=True)


def fold(text: str | None) -> str | None:
    """Text without case, accents and other marks."""
    if text is None:
        return None
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))


@lru_cache(maxsize=256)
def _question(wkb: bytes) -> BaseGeometry:
    geometry = shapely.from_wkb(wkb)
    shapely.prepare(geometry)
    return geometry


def _meets(wkb: bytes | None, question: bytes) -> bool | None:
    return None if wkb is None else bool(shapely.intersects(_question(question), shapely.from_wkb(wkb)))


def _meets_point(x: float | None, y: float | None, question: bytes) -> bool | None:
    return None if x is None or y is None else bool(shapely.intersects_xy(_question(question), x, y))
