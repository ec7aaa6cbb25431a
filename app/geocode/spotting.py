"""Tokens + gazetteer → the spans that may be place names, with what each may mean."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.geocode.around import Around, look_around
from app.geocode.gazetteer import Bearer, SqliteGazetteer
from app.geocode.lexicon import Lexicon
from app.geocode.tokens import Token

MOST_WORDS = 6
_PARTICLES = frozenset(
    "al el an as ash at ath ad adh az ar es ed ez er l de del della di da do das dos du des la le les las los".split()
    + "of the and upon on sur sous im am der den van von y e i under by".split()
)
_ARTICLES = frozenset("al el an as ash at ath ad adh az ar es ed ez er ul".split())
_COUNTRIES = frozenset({"country", "continent"})
_SURE_RANK = 160
_KNOWN_RANK = 260
_ACRONYM = 5


@dataclass(slots=True)
class Spot:
    """A span of tokens that may be a place name. ``evidence`` grows with every sign that it is a place, and falls with every sign against."""

    first: int
    last: int
    start: int
    end: int
    key: str
    bearers: tuple[Bearer, ...]
    around: Around
    evidence: float = 0.0
    code: str | None = None
    demonym: bool = False
    within: "Spot | None" = None
    kind: str | None = None
    notes: list[str] = field(default_factory=list)


class Spotter:
    """Finds the place names of a text."""

    def __init__(self, gazetteer: SqliteGazetteer, lexicon: Lexicon) -> None:
        """Stand on a gazetteer and the vocabularies."""
        self._gazetteer = gazetteer
        self._lexicon = lexicon

    def spots(self, text: str, tokens: list[Token]) -> list[Spot]:
        """Return the names found, in order, none overlapping another."""
        trusted = _trusted(tokens)
        windows = self._windows(tokens, trusted)
        known = self._gazetteer.bearers({key for spans in windows for _last, key in spans})
        people = self._people(tokens, known)
        found: list[Spot] = []
        at = 0
        while at < len(tokens):
            spot = self._longest(text, tokens, at, windows[at], known, people, trusted)
            if spot is None:
                at += 1
            else:
                found.append(spot)
                at = spot.last + 1
        return found

    def _windows(self, tokens: list[Token], trusted: list[bool]) -> list[list[tuple[int, str]]]:
        """List for each token the spans that begin at it, longest first, as (last token, key)."""
        return [self._spans(tokens, at, trusted[at]) if _may_begin(tokens, at, trusted) else [] for at in range(len(tokens))]

    def _spans(self, tokens: list[Token], first: int, trusted: bool) -> list[tuple[int, str]]:
        spans = [(first, tokens[first].key)]
        key = tokens[first].key
        for last in range(first + 1, min(first + MOST_WORDS, len(tokens))):
            token, before = tokens[last], tokens[last - 1]
            if token.gap not in (" ", "-", "n", ".", "") or before.possessive or (token.gap == "." and len(before.text) > 3):
                break
            key = f"{key} {token.key}"
            if token.capital or not trusted or token.text.isdigit():
                spans.append((last, key))
            elif token.key not in _PARTICLES:
                break
        return spans[::-1]

    def _longest(
        self,
        text: str,
        tokens: list[Token],
        at: int,
        spans: list[tuple[int, str]],
        known: dict[str, tuple[Bearer, ...]],
        people: frozenset[str],
        trusted: list[bool],
    ) -> Spot | None:
        for last, key in spans:
            special = self._special(tokens, at, last, key, trusted[at])
            bearers = known.get(key, ())
            if special is None and not bearers:
                continue
            spot = Spot(at, last, tokens[at].start, tokens[last].end, key, bearers, look_around(text, tokens, at, last, self._lexicon))
            if special is not None:
                spot.code, spot.demonym = special
                spot.evidence = 3.0
            else:
                spot.evidence = self._evidence(tokens, spot, people, trusted[at])
            spot.kind = spot.around.kind
            if spot.evidence > 0:
                return spot
        return None

    def _special(self, tokens: list[Token], first: int, last: int, key: str, trusted: bool) -> tuple[str, bool] | None:
        """Recognise demonyms and abbreviations: (code, is a demonym)."""
        lexicon = self._lexicon
        printed = " ".join(token.text for token in tokens[first : last + 1])
        code = lexicon.abbreviations.get(printed) or lexicon.abbreviations.get(printed + ".")
        if code and (printed in lexicon.alone or printed.istitle() or printed + "." in lexicon.alone or _follows_place(tokens, first)):
            if printed in lexicon.alone or printed + "." in lexicon.alone or _follows_place(tokens, first):
                return code, False
        singular = key if key in lexicon.demonyms else key.removesuffix("s")
        if singular in lexicon.demonyms and (tokens[first].capital or not trusted):
            return lexicon.demonyms[singular], True
        return None

    def _people(self, tokens: list[Token], known: dict[str, tuple[Bearer, ...]]) -> frozenset[str]:
        """Collect the words that the text shows to be surnames: after a given name, a title or an initial."""
        found = set()
        for at in range(1, len(tokens)):
            token, before = tokens[at], tokens[at - 1]
            if not token.capital or token.gap not in (" ", "n", ".") or (token.upper and not before.upper):
                continue
            given = before.capital and (before.key in self._lexicon.given or len(before.text) == 1)
            title = before.capital and before.key in self._lexicon.titles and before.key != "st"
            if given or title:
                found.add(token.key)
                if title and at + 1 < len(tokens) and tokens[at + 1].capital and tokens[at + 1].gap == " ":
                    found.add(tokens[at + 1].key)
        return frozenset(found)

    def _evidence(self, tokens: list[Token], spot: Spot, people: frozenset[str], trusted: bool) -> float:
        """Weigh the signs that a known name is meant as a place here."""
        best = min(bearer.rank for bearer in spot.bearers)
        country = any(bearer.place.kind in _COUNTRIES for bearer in spot.bearers)
        single = spot.first == spot.last
        around = spot.around
        score = 1.0 + 0.5 * around.locative + (2.0 if around.asked else 0.0) + (1.0 if best <= _SURE_RANK else 0.5 if best <= _KNOWN_RANK else 0.0)
        if _container_follows(tokens, spot.last):
            score += 0.5
        token = tokens[spot.first]
        if single:
            score += self._single(token, spot, best, trusted, country)
        elif all(t.key in self._lexicon.common or t.key in _PARTICLES for t in tokens[spot.first : spot.last + 1]) and not trusted:
            score -= 2.0
        return score - self._person(tokens, spot, people, country)

    def _single(self, token: Token, spot: Spot, best: int, trusted: bool, country: bool) -> float:
        """Weigh the signs of a name of one word: common words, acronyms, letters too few."""
        score = 0.0
        if len(token.key) <= 2 and not (len(token.key) == 2 and not token.key.isascii()):
            return -9.0
        common = token.key in self._lexicon.common and not country
        if common:
            score -= 3.0 if token.opens or not trusted else 2.0
            if best <= _SURE_RANK:
                score += 0.5
        if token.upper and trusted and len(token.text) <= _ACRONYM and not country:
            score -= 3.0
        if not trusted and best > _KNOWN_RANK:
            score -= 1.0
        return score

    def _person(self, tokens: list[Token], spot: Spot, people: frozenset[str], country: bool) -> float:
        """Weigh the signs that a name is a person's."""
        lexicon, first, last = self._lexicon, tokens[spot.first], tokens[spot.last]
        before = tokens[spot.first - 1] if spot.first and first.gap in (" ", "n", ".") else None
        after = (
            tokens[spot.last + 1] if spot.last + 1 < len(tokens) and tokens[spot.last + 1].gap in (" ", "n", ".") and not last.possessive else None
        )
        against = 0.0
        if before is not None and before.capital and not country:
            if before.key in lexicon.given or len(before.text) == 1:
                against += 4.0
            elif before.key in lexicon.titles:
                against += 4.0
        if spot.first == spot.last and not country:
            if first.key in people and spot.around.locative < 2:
                against += 3.0
            named = first.key in lexicon.given
            if named and after is not None and after.capital and after.key not in lexicon.after:
                against += 4.0
            elif named and spot.around.locative < 2:
                against += 1.2
        return against


def _may_begin(tokens: list[Token], at: int, trusted: list[bool]) -> bool:
    token = tokens[at]
    if token.capital or not trusted[at]:
        return True
    return token.key in _ARTICLES and at + 1 < len(tokens) and tokens[at + 1].capital and tokens[at + 1].gap in ("-", " ")


def _trusted(tokens: list[Token]) -> list[bool]:
    """Tell for each token whether capitals mean anything where it stands: not in text all in capitals or without any, line by line."""
    whole = _mixed(tokens)
    trusted = [True] * len(tokens)
    start = 0
    for at in range(1, len(tokens) + 1):
        if at == len(tokens) or tokens[at].opens or at - start >= 40:
            line = tokens[start:at]
            mixed = whole and not (len(line) >= 4 and sum(token.upper or not token.text.isalpha() for token in line) > 0.8 * len(line))
            trusted[start:at] = [mixed] * (at - start)
            start = at
    return trusted


def _mixed(tokens: Iterable[Token]) -> bool:
    words = [token for token in tokens if token.text[:1].isalpha()]
    if len(words) < 4:
        return True
    capitals = sum(token.capital for token in words) / len(words)
    uppers = sum(token.upper for token in words) / len(words)
    return not (uppers > 0.7 or (capitals < 0.01 and len(words) >= 12))


def _follows_place(tokens: list[Token], at: int) -> bool:
    return at > 0 and tokens[at].gap == "," and tokens[at - 1].capital


def _container_follows(tokens: list[Token], last: int) -> bool:
    return last + 1 < len(tokens) and tokens[last + 1].gap == "," and tokens[last + 1].capital
