"""First-level divisions of the built-in gazetteer by what other sources call them."""

from app.geocode.gazetteer import SqliteGazetteer
from app.geocode.names import key


class Provinces:
    """Finds the place id of a first-level division by code or name, so that added places lie in the same provinces as the built-in ones."""

    def __init__(self, gazetteer: SqliteGazetteer) -> None:
        """Stand on the built-in gazetteer."""
        self._gazetteer = gazetteer
        self._found: dict[tuple[str, str], str | None] = {}

    def by_code(self, scheme: str, code: str) -> str | None:
        """Return the id of the division with a code of "geonames" or "iso", or None."""
        if (scheme, code) not in self._found:
            place = self._gazetteer.by_code(scheme, code)
            self._found[scheme, code] = place.id if place is not None else None
        return self._found[scheme, code]

    def by_name(self, country: str | None, name: str | None) -> str | None:
        """Return the id of the division of a country that bears a name, or None."""
        if not country or not name:
            return None
        if (country, name) not in self._found:
            plain = key(name)
            for word in (" governorate", " province", " oblast", " region", " muhafazah"):
                plain = plain.removesuffix(word)
            bearers = (*self._gazetteer.bearers_in(plain, country), *self._gazetteer.relatives(plain, country))
            self._found[country, name] = next((bearer.place.id for bearer in bearers if bearer.place.kind == "province"), None)
        return self._found[country, name]

    def country(self, name: str | None) -> str | None:
        """Return the ISO 3166-1 alpha-2 code that a name or code means, or None."""
        if not name:
            return None
        if len(name) == 2 and name.isalpha():
            return name.upper()
        return next((b.place.country for b in self._gazetteer.bearers([key(name)]).get(key(name), ()) if b.place.kind == "country"), None)
