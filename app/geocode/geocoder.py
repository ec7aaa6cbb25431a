"""Report → toponyms: every place name, with the place it means here or an honest none."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.geocode.around import look_around
from app.geocode.gazetteer import Bearer, SqliteGazetteer
from app.geocode.hints import homes_of_movements, homes_of_publisher
from app.geocode.lexicon import Lexicon, load_lexicon
from app.geocode.lists import join_lines, join_lists, join_near, join_within
from app.geocode.names import key
from app.geocode.precision import Locator
from app.geocode.relative import corridor, relative_location, surroundings
from app.geocode.resolution import Choice, Resolver
from app.geocode.scene import Scene, first_scene, settled
from app.geocode.spot import Spot
from app.geocode.spotting import Spotter
from app.geocode.tokens import Token, tokenise
from app.model.place import Location, Place, Toponym
from app.model.report import Report

_NOT_THE_TOWN = {"airfield": 2, "installation": 2, "district": 3, "region": 3, "province": 3}
"""What may be called after a town without being it, and how precisely the town says where it is (UCDP GED's where_prec)."""
_METROPOLIS, _TOWN, _SHARE = 60, 160, 0.3
THRESHOLD = 0.4
"""Below this score a name is listed without a place."""


class ContextGeocoder:
    """Finds and resolves the place names of a report from the whole of it."""

    def __init__(self, gazetteer: SqliteGazetteer, lexicon: Lexicon | None = None) -> None:
        """Stand on a gazetteer; ``lexicon`` is the package's own where none is given."""
        self._gazetteer = gazetteer
        self._lexicon = lexicon or load_lexicon()
        self._spotter = Spotter(gazetteer, self._lexicon)
        self._locator = Locator(gazetteer)
        self._resolver = Resolver(gazetteer, self._lexicon.capitals)
        self._codes: dict[str, Place | None] = {}

    def toponyms(self, report: Report, spans: Iterable[tuple[int, int]] | None = None) -> list[Toponym]:
        """Find and resolve the place names of a report, in order; with ``spans`` resolve exactly those instead of spotting.

        Linear in the length of the text. Spans outside the text are left out.
        """
        text = report.text
        tokens = tokenise(text)
        hints = homes_of_movements(tokens, self._lexicon)
        spots = self._spotter.spots(text, tokens, hints) if spans is None else self._given(text, tokens, spans)
        for spot in spots:
            self._decode(spot)
        join_lists(text, spots)
        join_within(text, spots)
        join_near(text, spots)
        join_lines(text, spots)
        self._widen(spots)
        publisher = homes_of_publisher(report.publisher, report.url, self._gazetteer, self._lexicon)
        headline = self._headline(report.title)
        scene = first_scene([*spots, *headline], hints, publisher)
        if self._respell(spots, scene, hints, spans is not None):
            scene = first_scene([*spots, *headline], hints, publisher)
        choices = self._choose(spots, scene)
        scene = settled(scene, ((spot.key, choice.place, choice.score) for spot, choice in zip(spots, choices, strict=True)))
        choices = self._one_sense(spots, self._choose(spots, scene))
        chosen = {id(spot): _sure(choice) for spot, choice in zip(spots, choices, strict=True)}
        return [
            self._toponym(text, spot, choice, chosen.get(id(spot.partner))) for spot, choice in zip(spots, choices, strict=True) if not spot.hidden
        ]

    def _given(self, text: str, tokens: list[Token], spans: Iterable[tuple[int, int]]) -> list[Spot]:
        """Make a spot of each span as it is, whatever it looks like."""
        wanted = sorted({(start, end) for start, end in spans if 0 <= start < end <= len(text)})
        keys = {span: key(text[span[0] : span[1]]) for span in wanted}
        known = self._gazetteer.bearers(set(keys.values()) - {""})
        spots, first = [], 0
        for start, end in wanted:
            while first < len(tokens) - 1 and tokens[first].end <= start:
                first += 1
            last = first
            while last + 1 < len(tokens) and tokens[last + 1].start < end:
                last += 1
            if not tokens:
                continue
            spot = Spot(
                first, last, start, end, keys[start, end], known.get(keys[start, end], ()), look_around(text, tokens, first, last, self._lexicon)
            )
            spot.kind = spot.around.kind
            printed = text[start:end]
            code = self._lexicon.abbreviations.get(printed) or self._lexicon.abbreviations.get(printed + ".")
            singular = spot.key if spot.key in self._lexicon.demonyms else spot.key.removesuffix("s")
            if code:
                spot.code = code
            elif singular in self._lexicon.demonyms:
                spot.code, spot.demonym = self._lexicon.demonyms[singular], True
            spots.append(spot)
        return spots

    def _headline(self, title: str | None) -> list[Spot]:
        """Return the names of the title, which only help to see where the report is set."""
        if not title:
            return []
        spots = self._spotter.spots(title, tokenise(title))
        for spot in spots:
            self._decode(spot)
        return spots

    def _respell(self, spots: Sequence[Spot], scene: Scene, hints: Sequence[str], unknown: bool) -> bool:
        """Look for other spellings among the places of the countries that the report is about; tell whether any were found.

        For names that are no city's and whose bearers all lie where nothing else in the report does, in the countries that it names or hints
        at; with ``unknown`` also for those that nothing bears.
        """
        named = {*hints, *(spot.bearers[0].place.country for spot in spots if spot.bearers and spot.bearers[0].place.kind == "country")}
        mentions = Counter(spot.key for spot in spots)
        near = [country for country in scene.countries if scene.country_share(country) > _SHARE]
        changed = False
        for spot in spots:
            alone = {bearer.place.country for bearer in spot.bearers}
            if not spot.bearers and not unknown:
                continue
            if spot.bearers and (spot.code is not None or spot.bearers[0].rank <= _TOWN):
                continue
            if any(country is None or scene.countries.get(country, 0.0) > mentions[spot.key] for country in alone):
                continue
            others = [country for country in near if not spot.bearers or (country in named and country not in alone)]
            spelt = tuple(bearer for country in others for bearer in self._gazetteer.relatives(spot.key, country))
            if spelt:
                spot.bearers, changed = spelt, True
        return changed

    def _decode(self, spot: Spot) -> None:
        """Give a demonym or abbreviation the one place that its code means."""
        if spot.code is None:
            return
        place = self._coded(spot.code)
        if place is not None:
            spot.bearers = (Bearer(place, True, 0),)

    def _coded(self, code: str) -> Place | None:
        if code not in self._codes:
            found = self._gazetteer.place(f"country:{code}") if len(code) == 2 else self._gazetteer.by_code("iso", code)
            found = found or self._gazetteer.place(f"naturalearth:{code}")
            if found is None and len(code) > 2 and code[2] == "-":
                found = self._gazetteer.place(f"country:{code[:2]}")
            if found is None and code.isalpha() and len(code) > 2:
                found = next((b.place for b in self._gazetteer.bearers([code.lower()]).get(code.lower(), ()) if b.place.kind == "continent"), None)
            self._codes[code] = replace(found, names=()) if found else None
        return self._codes[code]

    def _choose(self, spots: Sequence[Spot], scene: Scene) -> list[Choice]:
        """Choose for every spot; a name repeated in the same circumstances is weighed once."""
        made: dict[tuple[str, str | None, int, int], Choice] = {}
        choices = []
        for spot in spots:
            circumstances = (spot.key, spot.kind, id(spot.bearers), id(spot.within.bearers) if spot.within is not None else 0)
            if circumstances not in made:
                made[circumstances] = self._resolver.choose(spot, scene)
            choices.append(made[circumstances])
        return choices

    def _one_sense(self, spots: Sequence[Spot], choices: list[Choice]) -> list[Choice]:
        """Let every mention of a name that asks for the same kind mean the place that its surest mention means."""
        best: dict[tuple[str, str | None], Choice] = {}
        for spot, choice in zip(spots, choices, strict=True):
            held = best.get((spot.key, spot.kind))
            if held is None or choice.score > held.score:
                best[spot.key, spot.kind] = choice
        return [choice if spot.within is not None else best[spot.key, spot.kind] for spot, choice in zip(spots, choices, strict=True)]

    def _widen(self, spots: Sequence[Spot]) -> None:
        """Let "northern Latakia" and "the Idlib countryside" ask for the province where one has the name; "eastern Baghdad" is the city's east."""
        for spot in spots:
            part = spot.around.part.endswith("ern") or spot.around.area == "countryside"
            if not part or spot.kind is not None or not spot.bearers or spot.bearers[0].rank <= _METROPOLIS:
                continue
            country = spot.bearers[0].place.country
            if spot.around.area != "countryside" and self._lexicon.capitals.get(country or "") == spot.key:
                continue
            if any(bearer.place.kind == "province" and bearer.main and bearer.place.country == country for bearer in spot.bearers):
                spot.kind = "province"

    def _toponym(self, text: str, spot: Spot, choice: Choice, partner: Place | None) -> Toponym:
        place, around = _sure(choice), spot.around
        location: Location | None = None
        if place is not None and not spot.demonym:
            location = corridor(place, partner) if partner is not None else self._located(place, spot)
        asked = "district" if spot.kind == "county" else spot.kind
        return Toponym(
            start=spot.start,
            end=spot.end,
            surface=text[spot.start : spot.end],
            kind="demonym" if spot.demonym else asked,  # type: ignore[arg-type]
            place=place,
            location=location,
            score=choice.score,
            reason=choice.reason,
            alternatives=choice.alternatives,
            relation=around.relation or around.part or around.area,
            within=(spot.within.start, spot.within.end) if spot.within is not None else None,
        )

    def _located(self, place: Place, spot: Spot) -> Location | None:
        """Locate a place; one that only stands near what the words ask for ("Engels air base" known by its town) as its surroundings."""
        if place.kind == "settlement" and spot.kind in _NOT_THE_TOWN:
            return surroundings(place, _NOT_THE_TOWN[spot.kind])
        return relative_location(place, spot.around, self._locator)


def _sure(choice: Choice) -> Place | None:
    return choice.place if choice.score >= THRESHOLD else None
