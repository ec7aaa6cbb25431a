"""What a report says of its setting without naming a place: the armed movements it speaks of, and its publisher."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from app.geocode.gazetteer import SqliteGazetteer
from app.geocode.lexicon import Lexicon
from app.geocode.tokens import Token, tokenise

_LONGEST = 4
_LARGE_RANK = 230
_COUNTRY_DOMAIN = re.compile(r"\.([a-z]{2})\.?\Z")
_EVERYBODYS = frozenset("ai cc co fm gg io is la ly me nu st su tk to tv us vc ws".split())
"""Country domains that addresses everywhere use for their looks."""


def homes_of_movements(tokens: Sequence[Token], lexicon: Lexicon) -> list[str]:
    """Return the countries where the movements that a text names are at home, as ISO 3166-1 alpha-2 codes, those of each movement once."""
    named = set()
    for at in [at for at, token in enumerate(tokens) if token.capital and token.key in lexicon.movement_starts]:
        key = ""
        for token in tokens[at : at + _LONGEST]:
            key = f"{key} {token.key}" if key else token.key
            if key in lexicon.movements:
                named.add(key)
    return [country for key in sorted(named) for country in lexicon.movements[key]]


def homes_of_publisher(publisher: str | None, url: str | None, gazetteer: SqliteGazetteer, lexicon: Lexicon) -> list[str]:
    """Return the countries that a publisher's name or the domain of its address speaks of: "Kyiv Independent", "Syrian Observatory", ".co.uk"."""
    found: list[str] = []
    domain = _COUNTRY_DOMAIN.search((_host(url) or "").lower())
    if domain is not None and domain[1] not in _EVERYBODYS:
        found.append("GB" if domain[1] == "uk" else domain[1].upper())
    for token in tokenise(publisher or ""):
        if token.key in lexicon.demonyms:
            found.append(lexicon.demonyms[token.key][:2])
            continue
        large = [bearer for bearer in gazetteer.bearers([token.key]).get(token.key, ()) if bearer.main and bearer.rank <= _LARGE_RANK]
        countries = {bearer.place.country for bearer in large if token.capital and bearer.place.country}
        if len(countries) == 1:
            found.extend(country for country in countries if country)
    return found


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url or "").hostname
    except ValueError:
        return None
