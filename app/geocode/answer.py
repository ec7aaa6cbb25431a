"""One place name, with what is known of where it lies → the place it means, or an honest null.

A name is tried as written, then by its spelling family, then by its consonants and by similar spelling; each step costs certainty. Being the
only place of a sparse gazetteer proves little, so a small place found by a loose match is answered with null rather than guessed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz, process

from app.geocode.gazetteer import BY_HAND, Bearer, SqliteGazetteer
from app.geocode.lexicon import Lexicon, load_lexicon
from app.geocode.names import ARTICLES, FIRST_WORDS, fold, key, skeleton
from app.geocode.precision import Locator
from app.model.distance import distance_km
from app.model.place import Candidate, Location, Place

THRESHOLD = 0.56
"""Below this score the answer is null."""

Box = tuple[float, float, float, float]
"""west, south, east, north in degrees."""

_PARENTHESES = re.compile(r"\(([^()]{1,80})\)")
_LEADING = re.compile(r"\A(?:the )?(?:city|town|village|district|province|governorate|area|region) of ", re.IGNORECASE)
_TRAILING = re.compile(r" (?:city|town|village|area|subdistrict)\Z", re.IGNORECASE)
_SURE_KM = 25.0
_KNOWN = 300
_CITY, _DISTINCT = 230, 9
"""The rank of places so large that no name of theirs is doubted; letters of a name that is seldom borne twice."""
_FAMOUS, _FAMOUS_REACH, _TOWN_REACH = 150, 150.0, 400.0
_UNLIKE = 60.0
_FUZZY_LENGTH = 6
_LONG_SKELETON, _LONG_FOLD = 6, 10
"""From these lengths on a loose match is seldom chance."""
_SIMILAR = 88.0
_COUNTRIES_HELD = 4
_STEPS = {"exact": 0.92, "family": 0.55, "consonants": 0.42, "similar": 0.4}
_STEP_WORDS = {
    "exact": "the name as written",
    "family": "another spelling of the name",
    "consonants": "a name with the same consonants",
    "similar": "a similar name",
}


class _Asked(NamedTuple):
    """What the asker knew: the country's code, and whether the province was given and fits."""

    country: str | None
    admin1: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What a name means: a place with its location and score (0 to 1), or None for both; why, in a sentence; and the places it might have meant."""

    name: str
    place: Place | None
    location: Location | None
    score: float
    reason: str
    alternatives: tuple[Candidate, ...] = ()


class NameGeocoder:
    """Answers for single names."""

    def __init__(self, gazetteer: SqliteGazetteer, lexicon: Lexicon | None = None) -> None:
        """Stand on a gazetteer; ``lexicon`` is the package's own where none is given."""
        self._gazetteer = gazetteer
        self._lexicon = lexicon or load_lexicon()
        self._locator = Locator(gazetteer)
        self._folds: dict[str, list[tuple[str, str]]] = {}

    def geocode(self, name: str, country: str | None = None, admin1: str | None = None, bbox: Box | None = None, limit: int = 5) -> Answer:
        """Return the place that a name means, in a country (name or ISO 3166-1 alpha-2) and province and box where they are given.

        ``alternatives`` holds at most ``limit`` others. Never raises for a strange name: the answer is null.
        """
        code = self.country_code(country) if country else None
        if country and code is None:
            return Answer(name, None, None, 0.0, f"No country is called {country[:60]!r}.")
        for step in _STEPS:
            for written in _spellings(name):
                bearers = self._within(self._bearers(step, written, code), admin1, bbox)
                if bearers:
                    return self._answer(name, written, step, bearers, _Asked(code, bool(admin1)), limit)
        return Answer(name, None, None, 0.0, "The gazetteer has no place of this name" + (f" in {code}." if code else "."))

    def suggest(self, prefix: str, country: str | None = None, bbox: Box | None = None, limit: int = 10) -> list[Candidate]:
        """Return the most prominent places with a name that begins as typed, for search boxes; the score is 1 for the most prominent places."""
        code = self.country_code(country) if country else None
        found = self._gazetteer.starting(key(prefix), code, 60)
        return [Candidate(bearer.place, round(1 - bearer.rank / 700, 3)) for bearer in self._within(found, None, bbox)][:limit]

    def country_code(self, country: str) -> str | None:
        """Return the ISO 3166-1 alpha-2 code of a country's name or code, or None."""
        text = country.strip()
        if len(text) == 2 and text.isalpha() and self._gazetteer.place(f"country:{text.upper()}"):
            return text.upper()
        if text in self._lexicon.abbreviations:
            return self._lexicon.abbreviations[text][:2]
        for bearer in self._gazetteer.bearers([key(text)]).get(key(text), ()):
            if bearer.place.kind == "country":
                return bearer.place.country
        return None

    def country_name(self, code: str | None) -> str | None:
        """Return the name of the country with an ISO 3166-1 alpha-2 code, or None."""
        country = self._gazetteer.place(f"country:{code}") if code else None
        return country.name if country is not None else None

    def _bearers(self, step: str, written: str, country: str | None) -> Sequence[Bearer]:
        if step == "exact":
            found = self._gazetteer.bearers([key(written)]).get(key(written), ())
            if country is None:
                return found
            inside = tuple(bearer for bearer in found if bearer.place.country == country)
            return inside or (self._gazetteer.bearers_in(key(written), country) if len(found) > 50 else ())
        if step == "family":
            return self._gazetteer.relatives(written, country)
        if country is None:
            return ()
        return self._alike(written, country) if step == "consonants" else self._similar(written, country)

    def _alike(self, written: str, country: str) -> Sequence[Bearer]:
        """Return the bearers of the most similar family with the same consonants."""
        folded = fold(written)
        bones = skeleton(folded)
        if len(bones) < 3:
            return ()
        same = [held for consonants, held in self._country(country) if consonants == bones]
        best = process.extractOne(folded, same, scorer=fuzz.ratio, score_cutoff=75.0)
        return self._gazetteer.relatives(best[0], country) if best else ()

    def _similar(self, written: str, country: str) -> Sequence[Bearer]:
        """Return the bearers of the most similar family that begins alike."""
        folded = fold(written)
        if len(folded) < _FUZZY_LENGTH:
            return ()
        near = [held for _consonants, held in self._country(country) if held[:1] == folded[:1] and abs(len(held) - len(folded)) <= 2]
        best = process.extractOne(folded, near, scorer=fuzz.ratio, score_cutoff=_SIMILAR)
        return self._gazetteer.relatives(best[0], country) if best else ()

    def _country(self, country: str) -> list[tuple[str, str]]:
        if country not in self._folds:
            if len(self._folds) >= _COUNTRIES_HELD:
                self._folds.pop(next(iter(self._folds)))
            self._folds[country] = self._gazetteer.folds(country)
        return self._folds[country]

    def _within(self, bearers: Sequence[Bearer], admin1: str | None, bbox: Box | None) -> list[Bearer]:
        kept = list(bearers)
        if bbox is not None:
            west, south, east, north = bbox
            kept = [bearer for bearer in kept if west <= bearer.place.lon <= east and south <= bearer.place.lat <= north]
        if admin1:
            wanted = {
                bearer.place.id for bearer in (*self._gazetteer.bearers([key(admin1)]).get(key(admin1), ()), *self._gazetteer.relatives(admin1))
            }
            kept = [bearer for bearer in kept if bearer.place.admin1_id in wanted or bearer.place.id in wanted or bearer.place.kind == "country"]
        return kept

    def _answer(self, name: str, written: str, step: str, bearers: list[Bearer], asked: _Asked, limit: int) -> Answer:
        best = self._seat(bearers)
        place = best.place
        rivals = [
            other
            for other in bearers
            if distance_km(place.lat, place.lon, other.place.lat, other.place.lon) > _SURE_KM and other.place.id != place.admin1_id
        ]
        score = round(max(0.02, min(0.99, _certainty(best, step, written, name, asked) - _doubt(best, rivals))), 3)
        others = tuple(
            Candidate(other.place, round(max(0.01, score - abs(other.rank - best.rank) / 700), 3)) for other in bearers if other is not best
        )[:limit]
        where = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
        reason = f"{where}: {_STEP_WORDS[step]}" + (f" {written!r}" if written != name else "")
        if score < THRESHOLD:
            return Answer(name, None, None, score, f"{reason}, but not sure enough to answer.", (Candidate(place, score), *others)[:limit])
        chosen = f", chosen over {len(rivals)} namesake{'s' if len(rivals) > 1 else ''} as the best known" if rivals else ""
        return Answer(name, place, self._locator.locate(place), score, reason + chosen + ".", others)

    def _seat(self, bearers: list[Bearer]) -> Bearer:
        """Return the most prominent bearer, but a province's namesake capital rather than the province."""
        best = bearers[0]
        if best.place.kind == "province":
            for other in bearers[1:]:
                if (
                    other.place.kind == "settlement"
                    and other.place.admin1_id == best.place.id
                    and self._gazetteer.largest(best.place.id) == other.place
                ):
                    return other
        return best


def _certainty(best: Bearer, step: str, written: str, name: str, asked: _Asked) -> float:
    """Return how sure the step that found a place is, before its namesakes are counted."""
    score, known = _STEPS[step], best.rank <= _KNOWN or best.place.source == BY_HAND
    if step == "family":
        score += 0.2 if known or len(key(written).split()) - (key(written).split()[0] in ARTICLES) > 1 else -0.1
    elif (step == "consonants" and len(skeleton(fold(written))) >= _LONG_SKELETON) or (step == "similar" and len(fold(written)) >= _LONG_FOLD):
        score += 0.17
    if asked.admin1:
        score += 0.25
    elif asked.country is None and best.place.kind not in ("country", "continent", "sea"):
        score -= 0.1
    if asked.admin1:
        return score
    nisba = best.rank > _CITY and _is_nisba(written)
    if step == "exact" and best.rank > _CITY and _unlike(best, written):
        score -= 0.45 if nisba or len(written) < _DISTINCT or key(written).split()[0] in FIRST_WORDS else 0.3
    if nisba and not (step == "exact" and known):
        score -= 0.45
    if not known and "/" in name and not name.startswith(written):
        score -= 0.45
    return score


def _unlike(best: Bearer, written: str) -> bool:
    """Tell whether a name is only a further name of the place, and nothing like its own."""
    own = fold(best.place.name)
    return not best.main and own.isascii() and fuzz.ratio(fold(written), own) < _UNLIKE


def _is_nisba(written: str) -> bool:
    """Tell a name of one word that says whose a place is ("Hamidiyah", of Hamid): the commonest names of Arab villages, seldom borne once."""
    words = [word for word in key(written).split() if word not in ARTICLES]
    return len(words) == 1 and len(words[0]) > 6 and fold(words[0]).endswith("ia")


def _doubt(best: Bearer, rivals: list[Bearer]) -> float:
    """Return how much the nearest namesake in prominence takes from the certainty: more from a town than from a city everybody knows."""
    reach = _FAMOUS_REACH if best.rank <= _FAMOUS else _TOWN_REACH
    return 0.45 * max(0.0, 1.0 - (min(other.rank for other in rivals) - best.rank) / reach) if rivals else 0.0


def _spellings(name: str) -> list[str]:
    """Return the names that a string gives: as written, without what is in parentheses, what is in them, either side of a slash."""
    text = " ".join(name[:200].split())
    found = [text]
    bare = " ".join(_PARENTHESES.sub(" ", text).split())
    parts = [bare, *(inner.strip() for inner in _PARENTHESES.findall(text))]
    for part in parts:
        for side in part.split("/")[:3]:
            plain = _TRAILING.sub("", _LEADING.sub("", side.strip()))
            found.extend((side.strip(), plain))
    return [spelling for spelling in dict.fromkeys(found) if key(spelling)]
