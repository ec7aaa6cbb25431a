"""A place record as ``geodata/README.md`` describes it → the rows of the gazetteer file."""

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

from app.geocode.names import fold, fold_key, has_digraph_letters, key, skeleton

Record = dict[str, Any]
"""One line of a ``places.jsonl.gz``."""

RANKS = {"continent": 10, "country": 20, "sea": 100, "province": 180, "region": 200, "installation": 300, "district": 350, "airfield": 450}
"""Prominence of a place that no population says; 0 is the most prominent."""

_SETTLEMENT_RANK = 700
_CODE_LENGTH = 3
_CODED_KINDS = frozenset({"country", "province", "continent", "installation", "airfield"})
_ARABIC_ARTICLE = "ال"
ROMANISED = frozenset(
    "AE AF AM AZ BA BD BG BH BT BY CN CY DJ DZ EG EH ER ET GE GR HK IL IN IQ IR JO JP KG KH KM KP KR KW KZ LA LB LK LY MA MD ME MK ML".split()
    + "MM MN MO MR MV NE NP OM PK PS QA RS RU SA SD SN SO SS SY TD TH TJ TM TN TR TW UA UZ XK YE".split()
)
"""Countries whose names reach news in many romanisations: there every name has its spelling family, elsewhere only the main one has."""


class PlaceRow(NamedTuple):
    """One row of the table ``place``; ``names`` and ``geometry`` are JSON texts kept in tables of their own."""

    number: int
    id: str
    name: str
    kind: str
    country: str | None
    admin1: str | None
    population: int
    lat: float
    lon: float
    uncertainty_m: float | None
    source: str
    rank: int


class NameRow(NamedTuple):
    """A key of a place; ``alternate`` is 0 for the main name and 1 for the others."""

    key: str
    place: int
    alternate: int


class FoldRow(NamedTuple):
    """A spelling family of a place, with its consonants and country."""

    fold: str
    place: int
    skeleton: str
    country: str | None


def rank_of(kind: str, population: int, names: int) -> int:
    """Return how far from the most prominent places of the world a place stands (0 to 700).

    A settlement comes the sooner the more people live there and the more names the world has for it: Venice is small, but not unknown.
    A province comes by the people of its settlements.
    """
    if kind in ("settlement", "neighbourhood"):
        return max(5, _SETTLEMENT_RANK - int(75 * math.log10(population + 10) + 30 * math.log2(1 + names)))
    if kind == "province":
        return max(60, 300 - int(20 * math.log10(population + 10)))
    return RANKS.get(kind, _SETTLEMENT_RANK)


def place_row(number: int, record: Record, source: str) -> PlaceRow:
    """Return the row of one record. Raises ``KeyError`` or ``ValueError`` for a record without id, name, kind, lat or lon."""
    kind, population = record["kind"], int(record.get("population") or 0)
    return PlaceRow(
        number,
        record["id"],
        record["name"],
        kind,
        record.get("country"),
        record.get("admin1"),
        population,
        float(record["lat"]),
        float(record["lon"]),
        record.get("uncertainty_m"),
        source,
        rank_of(kind, population, len(record.get("names") or ())),
    )


def name_rows(row: PlaceRow, alternates: Iterable[str]) -> tuple[list[NameRow], list[FoldRow]]:
    """Return each distinct key of a place once, its main name first, and each distinct spelling family once.

    Families are for names in Latin and Arabic letters; other scripts are compared as they are written.
    """
    number, country = row.number, row.country
    seen, seen_folds = {""}, {""}
    names: list[NameRow] = []
    folds: list[FoldRow] = []
    romanised = country is None or country in ROMANISED
    codes_allowed = row.kind in _CODED_KINDS
    for alternate, name in enumerate((row.name, *alternates)):
        if alternate and len(name) <= _CODE_LENGTH and name.isascii() and not codes_allowed and name.isupper():
            continue
        found = key(name)
        if found in seen:
            continue
        seen.add(found)
        names.append(NameRow(found, number, alternate > 0))
        if alternate and not romanised and found.isascii():
            continue
        if found.isascii():
            folded = fold(name) if has_digraph_letters(name) else fold_key(found)
        elif found.startswith(_ARABIC_ARTICLE):
            folded = fold_key(found)
        else:
            continue
        if folded not in seen_folds:
            seen_folds.add(folded)
            folds.append(FoldRow(folded, number, skeleton(folded), country))
    return names, folds
