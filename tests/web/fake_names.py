"""A gazetteer of four places."""

from dataclasses import dataclass

from app.model.geometry import Geometry
from app.model.place import Candidate, Location, Place
from app.model.query import Box

_AREA = Geometry("Polygon", (((36.0, 34.0), (38.0, 34.0), (38.0, 36.0), (36.0, 34.0)),))
TOWN = Place("geonames:1", "Tal Rifaat", "settlement", "SY", "Aleppo", 36.47, 37.1, population=20_000)
OTHER = Place("geonames:2", "Tal Rifaat", "settlement", "IQ", "Nineveh", 36.5, 42.1)
PROVINCE = Place("naturalearth:SY-HL", "Aleppo", "province", "SY", None, 36.2, 37.4)
COUNTRY = Place("country:SY", "Syria", "country", "SY", None, 35.0, 38.0)
PLACES = (TOWN, OTHER, PROVINCE, COUNTRY)


@dataclass(frozen=True)
class FakeAnswer:
    place: Place | None
    location: Location | None
    score: float
    reason: str
    alternatives: tuple[Candidate, ...] = ()


class FakeNames:
    def geocode(self, name: str, country: str | None = None, admin1: str | None = None, bbox: Box | None = None, limit: int = 5) -> FakeAnswer:
        found = [
            place
            for place in PLACES
            if place.name.casefold() == name.casefold()
            and country in (None, place.country)
            and admin1 in (None, place.admin1)
            and (bbox is None or (bbox[0] <= place.lon <= bbox[2] and bbox[1] <= place.lat <= bbox[3]))
        ]
        if not found:
            return FakeAnswer(None, None, 0.0, "The gazetteer has no place of this name.")
        best, *others = found
        area = best.kind in ("province", "country")
        location = Location(_AREA if area else Geometry.point(best.lon, best.lat), best.lat, best.lon, 4 if area else 1, 1_000.0)
        return FakeAnswer(best, location, 0.9, f"{best.name}: the name as written.", tuple(Candidate(other, 0.4) for other in others)[:limit])

    def suggest(self, prefix: str, country: str | None = None, bbox: Box | None = None, limit: int = 10) -> list[Candidate]:
        return [Candidate(place, 0.5) for place in PLACES if place.name.casefold().startswith(prefix.casefold())][:limit]

    def country_code(self, country: str) -> str | None:
        return {"sy": "SY", "syria": "SY", "iq": "IQ", "iraq": "IQ"}.get(country.casefold())

    def country_name(self, code: str | None) -> str | None:
        return {"SY": "Syria", "IQ": "Iraq"}.get(code or "")
