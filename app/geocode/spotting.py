"""Tokens + gazetteer → the spans that are place names, with what each may mean."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.geocode.around import Around, is_general, look_around
from app.geocode.cued import Cue, cued_keys, cues_of, extra_keys
from app.geocode.evidence import ENOUGH, KNOWN, MODALS, Evidence
from app.geocode.gazetteer import Bearer, SqliteGazetteer
from app.geocode.lexicon import Lexicon
from app.geocode.names import ARTICLES, has_clitic
from app.geocode.spot import Spot
from app.geocode.tokens import Token
from app.geocode.unlisted import Unlisted
from app.geocode.windows import Windows, trusted_case, windows_of
from app.model.place import Place

_SPECIAL_WORDS = 3
_LOOKS = 2
_HOPELESS = ENOUGH - 2.0
_RIVAL_RANK, _VOTING_RANK = 150, 360
_OUTERS = 8
_OUTER_KINDS = frozenset({"country", "province"})
_PEOPLED = frozenset({"settlement", "neighbourhood"})
_APOSTROPHE = re.compile("['’]")


@dataclass(frozen=True, slots=True)
class _Reading:
    """One text while its names are looked for: its words, the spans that may be names, who bears them, the lost possessives, the kind words."""

    text: str
    tokens: list[Token]
    trusted: list[bool]
    windows: Windows
    known: Mapping[str, tuple[Bearer, ...]]
    special: Mapping[int, Spot]
    stems: frozenset[str]
    cues: Mapping[int, Cue]


class Spotter:
    """Finds the place names of a text."""

    def __init__(self, gazetteer: SqliteGazetteer, lexicon: Lexicon) -> None:
        """Stand on a gazetteer and the vocabularies."""
        self._gazetteer = gazetteer
        self._lexicon = lexicon
        self._unlisted = Unlisted(gazetteer, lexicon)

    def spots(self, text: str, tokens: list[Token], hints: Iterable[str] = ()) -> list[Spot]:
        """Return the names found, in order, none overlapping another; ``hints`` are codes of countries that it speaks of without their names.

        What the first look leaves is looked at again in the light of what it found: the countries of the towns, the neighbours in lists.
        """
        reading = self._read(text, tokens)
        votes, people, outer = self._votes(reading), self._people(tokens), _containers(reading)
        for country in hints:
            votes[country] = votes.get(country, 0.0) + 1.0
        found, left = self._look(reading, Evidence(self._lexicon, tokens, people, reading.trusted, votes, outer))
        more = found
        for _ in range(_LOOKS):
            votes = _with_towns(votes, more)
            more = self._look_again(tokens, left, found, Evidence(self._lexicon, tokens, people, reading.trusted, votes, outer, found))
            if not more:
                break
            found = sorted([*found, *more], key=lambda spot: spot.first)
        return self._unlisted.spots(text, tokens, reading.trusted, found, votes)

    def _read(self, text: str, tokens: list[Token]) -> _Reading:
        trusted = trusted_case(tokens)
        windows = windows_of(tokens, trusted)
        bare = not _APOSTROPHE.search(text)
        stems = frozenset(token.key[:-1] for token in tokens if bare and token.capital and _has_lost_apostrophe(token))
        cues = cues_of(tokens, self._lexicon)
        bound = set() if text.isascii() else {key[1:] for spans in windows for _last, key in spans if has_clitic(key)}
        known = self._gazetteer.bearers({key for spans in windows for _last, key in spans} | stems | bound | extra_keys(windows, cues))
        special = {at: spot for at, spans in enumerate(windows) if spans and (spot := self._special(tokens, spans, trusted[at])) is not None}
        return _Reading(text, tokens, trusted, windows, known, special, stems, cues)

    def _look(self, reading: _Reading, evidence: Evidence) -> tuple[list[Spot], list[Spot]]:
        """Return the names that the evidence shows, and the doubtful ones, each in order of the text, longer ones first."""
        found: list[Spot] = []
        left: list[Spot] = []
        past = 0
        for at, spans in enumerate(reading.windows):
            longest = self._longest(reading, at, evidence, left) if spans and at >= past else None
            if longest is not None:
                found.append(longest)
                past = longest.last + 1
        return found, left

    def _look_again(self, tokens: list[Token], left: Sequence[Spot], found: Sequence[Spot], evidence: Evidence) -> list[Spot]:
        """Return those of the doubtful names that further evidence shows."""
        taken = {at for spot in found for at in range(spot.first, spot.last + 1)}
        more: list[Spot] = []
        for spot in left:
            if spot.evidence > _HOPELESS and taken.isdisjoint(range(spot.first, spot.last + 1)) and evidence.weigh(spot) >= ENOUGH:
                _whole_county(tokens, spot)
                more.append(spot)
                taken.update(range(spot.first, spot.last + 1))
        return more

    def _longest(self, reading: _Reading, at: int, evidence: Evidence, left: list[Spot]) -> Spot | None:
        """Return the longest name that begins at a token; what is too doubtful goes to those left."""
        text, tokens, special = reading.text, reading.tokens, reading.special.get(at)
        for last, key in reading.windows[at]:
            if special is not None and special.last == last:
                return self._in_words(text, tokens, special)
            cue = reading.cues.get(last)
            bearers = _cued(key, cue, reading.known) or _without_article(tokens, at, key, reading.known, evidence.countries)
            clitic = not bearers and has_clitic(key)
            if clitic:
                key, bearers = key[1:], reading.known.get(key[1:], ())
            if not bearers:
                continue
            around = _shared(look_around(text, tokens, at, last, self._lexicon), cue)
            spot = Spot(at, last, tokens[at].start + clitic, tokens[last].end, key, bearers, around, kind=around.kind)
            spot.evidence = evidence.weigh(spot)
            if spot.evidence >= ENOUGH:
                _whole_county(tokens, spot)
                return spot
            left.append(spot)
        return self._genitive(reading, at) if tokens[at].capital and tokens[at].key[:-1] in reading.stems else None

    def _in_words(self, text: str, tokens: list[Token], special: Spot) -> Spot:
        """Look around a demonym or abbreviation, and take the full stop of the latter into it."""
        special.around = look_around(text, tokens, special.first, special.last, self._lexicon)
        special.kind = None if special.demonym else special.around.kind
        if not special.demonym and text[special.end : special.end + 1] == "." and tokens[special.last].text + "." in self._lexicon.abbreviations:
            special.end += 1
        return special

    def _genitive(self, reading: _Reading, at: int) -> Spot | None:
        """Read "Syrias largest city" in a text that has lost its apostrophes."""
        token = reading.tokens[at]
        bearers = reading.known.get(token.key[:-1], ())
        if not bearers or bearers[0].rank > KNOWN or reading.known.get(token.key):
            return None
        around = look_around(reading.text, reading.tokens, at, at, self._lexicon)
        return Spot(at, at, token.start, token.end - 1, token.key[:-1], bearers, around, evidence=1.0)

    def _special(self, tokens: list[Token], spans: list[tuple[int, str]], trusted: bool) -> Spot | None:
        """Recognise the longest demonym or abbreviation that begins here."""
        for last, key in spans:
            first = spans[-1][0]
            if last - first >= _SPECIAL_WORDS:
                continue
            if code := self._abbreviation(tokens, first, last):
                return _coded(tokens, first, last, key, code, False)
            singular = key if key in self._lexicon.demonyms else key.removesuffix("s")
            if singular in self._lexicon.demonyms and (tokens[first].capital or not trusted):
                people = singular != key or singular in self._lexicon.people
                language = first > 0 and tokens[first - 1].key in ("in", "speak", "speaks", "spoke", "fluent") and _ends(tokens, last)
                spot = _coded(tokens, first, last, key, self._lexicon.demonyms[singular], True)
                spot.hidden = people or language
                return spot
        return None

    def _abbreviation(self, tokens: list[Token], first: int, last: int) -> str | None:
        printed = tokens[first].text if first == last else " ".join([token.text for token in tokens[first : last + 1]])
        for written in (printed, printed + "."):
            if written in self._lexicon.abbreviations and (written in self._lexicon.alone or _follows_place(tokens, first)):
                return self._lexicon.abbreviations[written]
        return None

    def _votes(self, reading: _Reading) -> dict[str, float]:
        """Count the countries that the text names, by themselves, their people, their states or their famous cities."""
        votes: dict[str, float] = defaultdict(float)
        for at, spans in enumerate(reading.windows):
            if at in reading.special:
                votes[str(reading.special[at].code)[:2]] += 1.0
                continue
            for last, key in spans:
                bearers = reading.known.get(key, ()) if last == at or not is_general(key, self._lexicon.after) else ()
                if bearers and (bearers[0].rank < 100 or (bearers[0].rank < 200 and last > at)) and bearers[0].place.country:
                    votes[bearers[0].place.country] += 1.0
                    break
        return dict(votes)

    def _people(self, tokens: list[Token]) -> frozenset[str]:
        """Collect the words that the text shows to be people's: surnames after a given name, a title or an initial, given names before a surname."""
        lexicon, found = self._lexicon, set()
        for at in range(1, len(tokens)):
            token, before = tokens[at], tokens[at - 1]
            if not token.capital or token.gap not in (" ", "n", ".") or before.possessive or not before.capital or (token.upper and not before.upper):
                continue
            if before.key in lexicon.titles and before.key != "st":
                found.add(token.key)
                if at + 1 < len(tokens) and tokens[at + 1].capital and tokens[at + 1].gap == " ":
                    found.add(tokens[at + 1].key)
            elif (before.key in lexicon.given and before.key not in MODALS) or (len(before.text) == 1 and token.gap == "."):
                found.add(token.key)
                if token.key in lexicon.surnames:
                    found.add(before.key)
        return frozenset(found)


def _containers(reading: _Reading) -> dict[int, tuple[Place, ...]]:
    """Return the countries and provinces that begin at a token after a comma, by the longest name there."""
    found: dict[int, tuple[Place, ...]] = {}
    for at, spans in enumerate(reading.windows):
        if reading.tokens[at].gap != ",":
            continue
        for _last, key in spans:
            if outer := tuple(b.place for b in reading.known.get(key, ())[:_OUTERS] if b.place.kind in _OUTER_KINDS):
                found[at] = outer
                break
    return found


def _with_towns(votes: Mapping[str, float], found: Iterable[Spot]) -> dict[str, float]:
    """Add the countries of the names found that mean only one country, each name once."""
    grown = dict(votes)
    for spot in {spot.key: spot for spot in found}.values():
        best = spot.bearers[0] if spot.bearers else None
        if best is None or best.place.country is None or best.rank > _VOTING_RANK or best.place.kind == "country":
            continue
        if all(bearer.place.country == best.place.country for bearer in spot.bearers if bearer.rank < best.rank + _RIVAL_RANK):
            grown[best.place.country] = grown.get(best.place.country, 0.0) + 1.0
    return grown


def _cued(key: str, cue: Cue | None, known: Mapping[str, tuple[Bearer, ...]]) -> tuple[Bearer, ...]:
    """Return the places of a name, those first that bear it together with the word after it ("Hama airfield": Hama Air Base)."""
    bearers = known.get(key, ())
    if cue is None:
        return bearers
    cued = [bearer for name in cued_keys(key, cue) for bearer in known.get(name, ()) if bearer.place.kind not in _PEOPLED]
    return tuple(dict.fromkeys([*cued, *bearers])) if cued else bearers


def _shared(around: Around, cue: Cue | None) -> Around:
    """Let a name in a list ask for the kind that the word after the list asks for."""
    if cue is None or not cue.shared or around.asked:
        return around
    return around._replace(kind=cue.kind, asked=True, plural=True, after=True)


def _without_article(
    tokens: list[Token], at: int, key: str, known: Mapping[str, tuple[Bearer, ...]], countries: Mapping[str, float]
) -> tuple[Bearer, ...]:
    """Return the places of the countries spoken of that bear a name without the article it is printed with ("al-Hasakah")."""
    if tokens[at].key not in ARTICLES or at + 1 >= len(tokens) or tokens[at + 1].gap != "-":
        return ()
    return tuple(
        bearer
        for bearer in known.get(key.partition(" ")[2], ())
        if countries.get(bearer.place.country or "", 0.0) > 0.3 * max(countries.values(), default=0.0)
    )


def _whole_county(tokens: list[Token], spot: Spot) -> None:
    """Take a capitalised "County" into the name, which then is no town's."""
    following = spot.last + 1
    if spot.kind == "county" and spot.around.after and tokens[following].capital:
        spot.last, spot.end, spot.key = following, tokens[following].end, f"{spot.key} county"
        spot.bearers = tuple(bearer for bearer in spot.bearers if bearer.place.kind == "district")


def _has_lost_apostrophe(token: Token) -> bool:
    return len(token.text) > 4 and token.text.endswith("s") and not token.possessive


def _coded(tokens: list[Token], first: int, last: int, key: str, code: str, demonym: bool) -> Spot:
    return Spot(first, last, tokens[first].start, tokens[last].end, key, (), evidence=3.0, code=code, demonym=demonym)


def _follows_place(tokens: list[Token], at: int) -> bool:
    return at > 0 and tokens[at].gap == "," and tokens[at - 1].capital


def _ends(tokens: list[Token], last: int) -> bool:
    return last + 1 >= len(tokens) or tokens[last + 1].gap not in (" ", "n", "-")
