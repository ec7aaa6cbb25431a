"""Tokens + gazetteer → the spans that are place names, with what each may mean."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from app.geocode.around import look_around
from app.geocode.evidence import ENOUGH, KNOWN, MODALS, Evidence
from app.geocode.gazetteer import Bearer, SqliteGazetteer
from app.geocode.lexicon import Lexicon
from app.geocode.names import ARTICLES
from app.geocode.spot import Spot
from app.geocode.tokens import Token
from app.geocode.unlisted import Unlisted

MOST_WORDS = 6
_PARTICLES = frozenset(
    "al el an as ash at ath ad adh az ar es ed ez er l de del della di da do das dos du des la le les las los".split()
    + "of the and upon on sur sous im am der den van von y e i under by".split()
)
_SPECIAL_WORDS = 3
_CUED = frozenset({"airfield", "installation"})
_APOSTROPHE = re.compile("['’]")
_JOINS = (" ", "-", "n", ".", "")

Windows = list[list[tuple[int, str]]]
"""For each token the spans that begin at it, longest first, as (last token, key)."""


class Spotter:
    """Finds the place names of a text."""

    def __init__(self, gazetteer: SqliteGazetteer, lexicon: Lexicon) -> None:
        """Stand on a gazetteer and the vocabularies."""
        self._gazetteer = gazetteer
        self._lexicon = lexicon
        self._unlisted = Unlisted(gazetteer, lexicon)

    def spots(self, text: str, tokens: list[Token]) -> list[Spot]:
        """Return the names found, in order, none overlapping another."""
        trusted = trusted_case(tokens)
        windows = [_spans(tokens, at, trusted[at]) if _may_begin(tokens, at, trusted) else [] for at in range(len(tokens))]
        bare = not _APOSTROPHE.search(text)
        stems = {token.key[:-1] for token in tokens if bare and token.capital and _has_lost_apostrophe(token)}
        known = self._gazetteer.bearers({key for spans in windows for _last, key in spans} | stems)
        special = {at: spot for at in range(len(tokens)) if windows[at] and (spot := self._special(tokens, windows[at], trusted[at])) is not None}
        votes = self._votes(tokens, windows, known, special)
        evidence = Evidence(self._lexicon, tokens, self._people(tokens), trusted, votes)
        found: list[Spot] = []
        at = 0
        while at < len(tokens):
            longest = self._longest(text, tokens, at, windows[at], known, special.get(at), evidence)
            if longest is None and tokens[at].capital and tokens[at].key[:-1] in stems:
                longest = self._genitive(text, tokens, at, known)
            if longest is not None:
                found.append(longest)
            at = at + 1 if longest is None else longest.last + 1
        return self._unlisted.spots(text, tokens, trusted, found, votes)

    def _longest(
        self,
        text: str,
        tokens: list[Token],
        at: int,
        spans: list[tuple[int, str]],
        known: Mapping[str, tuple[Bearer, ...]],
        special: Spot | None,
        evidence: Evidence,
    ) -> Spot | None:
        for last, key in spans:
            if special is not None and special.last == last:
                special.around = look_around(text, tokens, at, last, self._lexicon)
                special.kind = None if special.demonym else special.around.kind
                if not special.demonym and text[special.end : special.end + 1] == "." and tokens[last].text + "." in self._lexicon.abbreviations:
                    special.end += 1
                return special
            bearers = known.get(key, ()) or _without_article(tokens, at, key, known, evidence.countries)
            if not bearers:
                continue
            around = look_around(text, tokens, at, last, self._lexicon)
            spot = Spot(at, last, tokens[at].start, tokens[last].end, key, bearers, around, kind=around.kind)
            spot.evidence = evidence.weigh(spot)
            if spot.evidence >= ENOUGH:
                _whole_county(tokens, spot)
                self._by_cue(spot)
                return spot
        return None

    def _by_cue(self, spot: Spot) -> None:
        """Add the bases, camps and plants that bear the name together with the words after it ("Hama airfield": Hama Air Base)."""
        if spot.kind not in _CUED or not spot.around.cue:
            return
        words = (spot.around.cue, "air base", "airport", "military airport") if spot.kind == "airfield" else (spot.around.cue,)
        cued = self._gazetteer.bearers(f"{spot.key} {word}" for word in words)
        spot.bearers = tuple(dict.fromkeys([*(b for found in cued.values() for b in found if b.place.kind in _CUED), *spot.bearers]))

    def _genitive(self, text: str, tokens: list[Token], at: int, known: Mapping[str, tuple[Bearer, ...]]) -> Spot | None:
        """Read "Syrias largest city" in a text that has lost its apostrophes."""
        bearers = known.get(tokens[at].key[:-1], ())
        if not bearers or bearers[0].rank > KNOWN or known.get(tokens[at].key):
            return None
        around = look_around(text, tokens, at, at, self._lexicon)
        return Spot(at, at, tokens[at].start, tokens[at].end - 1, tokens[at].key[:-1], bearers, around, evidence=1.0)

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
        printed = " ".join(token.text for token in tokens[first : last + 1])
        for written in (printed, printed + "."):
            if written in self._lexicon.abbreviations and (written in self._lexicon.alone or _follows_place(tokens, first)):
                return self._lexicon.abbreviations[written]
        return None

    def _votes(self, tokens: list[Token], windows: Windows, known: Mapping[str, tuple[Bearer, ...]], special: Mapping[int, Spot]) -> dict[str, float]:
        """Count the countries that the text names, by themselves, their people, their states or their famous cities."""
        votes: dict[str, float] = defaultdict(float)
        for at, spans in enumerate(windows):
            if at in special:
                votes[str(special[at].code)[:2]] += 1.0
                continue
            for last, key in spans:
                bearers = known.get(key, ())
                if bearers and (bearers[0].rank < 100 or (bearers[0].rank < 200 and last > at)) and bearers[0].place.country:
                    votes[bearers[0].place.country] += 1.0
                    break
        return dict(votes)

    def _people(self, tokens: list[Token]) -> frozenset[str]:
        """Collect the words that the text shows to be surnames: after a given name, a title, an initial or an unknown name."""
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
        return frozenset(found)


def trusted_case(tokens: list[Token]) -> list[bool]:
    """Tell for each token whether capitals mean anything where it stands: not in text all in capitals or without any, line by line."""
    whole = _mixed(tokens)
    trusted = [True] * len(tokens)
    start = 0
    for at in range(1, len(tokens) + 1):
        if at == len(tokens) or tokens[at].opens or at - start >= 40:
            line = tokens[start:at]
            shouted = len(line) >= 4 and sum(token.upper or not token.text.isalpha() for token in line) > 0.8 * len(line)
            trusted[start:at] = [whole and not shouted and _has_case(token) for token in line]
            start = at
    return trusted


def _has_case(token: Token) -> bool:
    """Tell whether a word's script knows capitals at all."""
    return token.text[0].lower() != token.text[0].upper() or not token.text[0].isalpha()


def _spans(tokens: list[Token], first: int, trusted: bool) -> list[tuple[int, str]]:
    key = tokens[first].key
    spans = [(first, key)]
    for last in range(first + 1, min(first + MOST_WORDS, len(tokens))):
        token, before = tokens[last], tokens[last - 1]
        if token.gap not in _JOINS or before.possessive or (token.gap == "." and len(before.text) > 3):
            break
        key = f"{key} {token.key}"
        if token.capital or not trusted or token.text.isdigit():
            spans.append((last, key))
        elif token.key not in _PARTICLES:
            break
    return spans[::-1]


def _may_begin(tokens: list[Token], at: int, trusted: list[bool]) -> bool:
    token = tokens[at]
    if token.capital or not trusted[at]:
        return True
    return token.key in ARTICLES and len(token.key) > 1 and at + 1 < len(tokens) and tokens[at + 1].capital and tokens[at + 1].gap in ("-", " ")


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


def _mixed(tokens: Iterable[Token]) -> bool:
    words = [token for token in tokens if token.text[:1].isalpha()]
    if len(words) < 4:
        return True
    capitals = sum(token.capital for token in words) / len(words)
    uppers = sum(token.upper for token in words) / len(words)
    return not (uppers > 0.7 or (capitals < 0.01 and len(words) >= 12))


def _follows_place(tokens: list[Token], at: int) -> bool:
    return at > 0 and tokens[at].gap == "," and tokens[at - 1].capital


def _ends(tokens: list[Token], last: int) -> bool:
    return last + 1 >= len(tokens) or tokens[last + 1].gap not in (" ", "n", "-")
