"""A span of a text that may be a place name, while its meaning is being worked out."""

from dataclasses import dataclass

from app.geocode.around import NOTHING, Around
from app.geocode.gazetteer import Bearer


@dataclass(slots=True)
class Spot:
    """A span of tokens that may be a place name.

    ``evidence`` grows with every sign that it is a place, and falls with every sign against. ``code`` is what a demonym or abbreviation stands
    for; ``hidden`` names vote for their country but are not handed out (people: "Russians"); ``within`` is the name said to contain it and
    ``partner`` the other end of a road or of what lies "between" two places.
    """

    first: int
    last: int
    start: int
    end: int
    key: str
    bearers: tuple[Bearer, ...]
    around: Around = NOTHING
    evidence: float = 0.0
    code: str | None = None
    demonym: bool = False
    within: "Spot | None" = None
    kind: str | None = None
    hidden: bool = False
    partner: "Spot | None" = None
