"""Which states fight where: a speaker's kind is the same in every report of a war, whoever that report says struck.

``lexicon/theatres.csv`` names, by the country where strikes land and since which year, the states and coalitions that have struck or fought
there; it says nothing of any single strike.
"""

import csv
from collections.abc import Set
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Theatre:
    """One country's wars since a year (and until one, None for still)."""

    country: str
    since: int
    until: int | None
    states: frozenset[str]


def load_theatres() -> tuple[Theatre, ...]:
    """Read the table (a file read: call it once, not at import)."""
    with files("app.extract").joinpath("lexicon/theatres.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        Theatre(row["country"], int(row["since"]), int(row["until"]) if row["until"] else None, frozenset(row["states"].split("|"))) for row in rows
    )


def load_lands() -> dict[str, str]:
    """Read the own country of each state that ``lexicon/actors.csv`` knows (a file read: call it once, not at import)."""
    with files("app.extract").joinpath("lexicon/actors.csv").open(encoding="utf-8") as file:
        return {row["name"]: row["country"] for row in csv.DictReader(file) if row["kind"] == "state"}


def fighting(theatres: tuple[Theatre, ...], countries: Set[str], year: int | None) -> frozenset[str]:
    """The states and coalitions that fight in some countries in a year; without a year, in any."""
    return frozenset(
        state
        for theatre in theatres
        if theatre.country in countries and (year is None or theatre.since <= year <= (theatre.until or year))
        for state in theatre.states
    )
