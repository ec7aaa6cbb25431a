"""What geocoding found, in one shape for every way of asking."""

from collections.abc import Sequence
from dataclasses import dataclass

from shapely.geometry import shape

from app.errors import BadInput
from app.model.place import Candidate, Location, Place
from app.model.query import Box
from app.web.ports import Answer, Names

LONGEST_NAME = 200
_AROUND = 0.02
"""Degrees, about 2 km: the box around a place that is known as a point."""


@dataclass(frozen=True, slots=True)
class Found:
    """One place with how sure it is, in the country of that name; ``location`` for the answer itself, not for what else it might have been."""

    place: Place
    location: Location | None
    score: float
    country: str | None

    @property
    def label(self) -> str:
        """Name, province and country, as on an envelope."""
        parts = (self.place.name, self.place.admin1, self.country)
        return ", ".join(dict.fromkeys(part for part in parts if part))

    @property
    def bounds(self) -> Box:
        """West, south, east, north: of its area, or a little around its point."""
        if self.location is not None and self.location.geometry.type != "Point":
            west, south, east, north = shape(self.location.geometry).bounds
            return west, south, east, north
        return self.place.lon - _AROUND, self.place.lat - _AROUND, self.place.lon + _AROUND, self.place.lat + _AROUND


def all_found(names: Names, answer: Answer, limit: int) -> list[Found]:
    """The answer and then its alternatives; nothing where there is no answer (a guess is not offered in its place)."""
    if answer.place is None:
        return []
    first = Found(answer.place, answer.location, answer.score, names.country_name(answer.place.country))
    return [first, *suggested(names, answer.alternatives)][:limit]


def suggested(names: Names, candidates: Sequence[Candidate]) -> list[Found]:
    """Suggestions of a search box."""
    return [Found(one.place, None, one.score, names.country_name(one.place.country)) for one in candidates]


def check_name(name: str | None, parameter: str) -> str:
    """Raise BadInput for what is no name."""
    text = (name or "").strip()
    if not text:
        raise BadInput(f"{parameter} is missing: the name to look for.")
    if len(text) > LONGEST_NAME or not text.isprintable():
        raise BadInput(f"{parameter} takes a name of at most {LONGEST_NAME} printable characters.")
    return text


def check_country(names: Names, country: str | None) -> str | None:
    """The code of a country by name or code; raises BadInput for one that does not exist."""
    if country is None or not country.strip():
        return None
    code = names.country_code(check_name(country, "country"))
    if code is None:
        raise BadInput("country takes the name of a country or its ISO 3166-1 alpha-2 code.")
    return code
