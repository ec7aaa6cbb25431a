"""What stands beside a name: other places in one list with it, or the words that make it a paper's, a club's or a unit's name."""

from collections.abc import Sequence

from app.geocode.lexicon import Lexicon
from app.geocode.spot import Spot
from app.geocode.tokens import Token

_LINK = (" ", "n")
_JOINING = frozenset({"and", "or"})
_AGENCY = frozenset({"agency", "news"})
_WIDE = frozenset({"country", "continent"})
_MOST_NEIGHBOURS, _MOST_BEARERS, _MOST_WORDS = 5, 12, 4


class Company:
    """The names already found in one document, asked for those that a list joins to another."""

    def __init__(self, tokens: Sequence[Token], found: Sequence[Spot]) -> None:
        """Look at the words of a document and the names found in it."""
        self._tokens = tokens
        self._starts = {spot.first: spot for spot in found}
        self._ends = {spot.last: spot for spot in found}

    def lists(self, spot: Spot) -> bool:
        """Tell whether a name of the same country stands beside it in a list: "Tafas, Dael and Inkhil"."""
        return any(_compatriots(spot, other) for other in self._beside(spot) if not other.demonym)

    def _beside(self, spot: Spot) -> list[Spot]:
        """Return the names already found that commas or "and" join to a span."""
        tokens, found = self._tokens, []
        before = spot.first - 1
        if tokens[spot.first].gap in _LINK and before >= 0 and tokens[before].key in _JOINING:
            found.append(self._ends.get(before - 1) if tokens[before].gap in (*_LINK, ",") else None)
        elif tokens[spot.first].gap == ",":
            found.append(self._ends.get(before))
        after = spot.last + 1
        if after < len(tokens) and tokens[after].key in _JOINING and tokens[after].gap in (*_LINK, ","):
            found.append(self._starts.get(after + 1))
        elif after < len(tokens) and tokens[after].gap == ",":
            found.append(self._starts.get(after))
        return [other for other in found if other is not None]


def is_organisation(tokens: Sequence[Token], spot: Spot, before: Token | None, wide: bool, lexicon: Lexicon) -> bool:
    """Tell whether the name is that of a paper, club, unit or news agency, or stands for who sits there.

    ``before`` is the word before it; a country (``wide``) gives its name to a unit and stays a place.
    """
    words = lexicon.organisations
    if spot.key in words["agency"] or (spot.key in words["seat"] and not (spot.around.locative == 2 or spot.around.relation)):
        return True
    if before is not None and before.capital and before.key in words["club"]:
        return True
    for token in tokens[spot.last + 1 : spot.last + 1 + _MOST_WORDS]:
        if token.gap not in _LINK or tokens[spot.last].possessive:
            return False
        if token.key in _AGENCY:
            return not wide or token.key == "agency"
        if not token.capital:
            return False
        if token.key in words["media"] or (not wide and token.key in words["body"]):
            return True
    return False


def _compatriots(spot: Spot, other: Spot) -> bool:
    """Tell whether some bearer of one name, no country, is of the country of a likely bearer of the other."""
    countries = {b.place.country for b in other.bearers[:_MOST_NEIGHBOURS] if b.place.kind not in _WIDE and b.place.country}
    return any(bearer.place.country in countries for bearer in spot.bearers[:_MOST_BEARERS])
