"""Places of the gazetteer, place names in a text, and where the one puts the other."""

from dataclasses import dataclass
from typing import Literal

from app.model.codes import PlaceKind
from app.model.geometry import Geometry

ToponymKind = PlaceKind | Literal["demonym"]

ACLED_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3, 7: 3}
"""ACLED's geo_precision by UCDP GED's where_prec."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of one gazetteer source.

    ``id`` is ``source:key`` and stays the same over rebuilds. ``country`` is an ISO 3166-1 alpha-2 code; ``admin1`` is the English name
    of the first-level division and ``admin1_id`` its place id. ``lat``/``lon`` is the point of a point place and the representative
    point of an area. ``names`` are (name, BCP 47 language or "") pairs. ``uncertainty_m`` is what the source itself says.
    """

    id: str
    name: str
    kind: PlaceKind
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    admin1_id: str | None = None
    names: tuple[tuple[str, str], ...] = ()
    population: int = 0
    uncertainty_m: float | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a claim may be drawn: a point or an area, with its precision.

    ``where_prec`` is UCDP GED's code (GED codebook, "where_prec"): 1 exact place, 2 near a place, 3 second-order division,
    4 first-order division, 5 a line or fuzzy region, 6 country only, 7 sea or air. ``lat``/``lon`` of an area is its representative
    point, for text output only; an area is never drawn there.
    """

    geometry: Geometry
    lat: float
    lon: float
    where_prec: int
    uncertainty_m: float

    @property
    def geo_precision(self) -> int:
        """ACLED's geographic precision, derived: 1 the place itself, 2 near it or its district, 3 a larger region."""
        return ACLED_PRECISION[self.where_prec]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name could have meant, with the score it lost by (0 to 1)."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True)
class Toponym:
    """One place name in a text, resolved or honestly not.

    ``text[start:end] == surface``, in code points. ``kind`` is what the words ask for ("province", "town of"), ``demonym`` for
    "Syrian", or None. ``place`` and ``location`` are None where the name could not be resolved (law 8); a country has a place and no
    location (law 3). ``relation`` is the words that shift it ("near", "20 km south-east of"), "" for none; ``within`` is the span of
    the toponym said to contain it ("X in Y province"). ``reason`` is a sentence a person understands.
    """

    start: int
    end: int
    surface: str
    kind: ToponymKind | None
    place: Place | None
    location: Location | None
    score: float
    reason: str
    alternatives: tuple[Candidate, ...] = ()
    relation: str = ""
    within: tuple[int, int] | None = None
