"""Names that the words call a place although no gazetteer has them: "the village of X", "the towns of X and Y", "X village", "in X, Y province".

They become names without a place (law 8), unless another spelling of the same name is a place of a country that the text is about.
"""

from collections.abc import Mapping, Sequence

from app.geocode.around import Around, look_around
from app.geocode.evidence import STREETS
from app.geocode.gazetteer import Bearer, SqliteGazetteer
from app.geocode.lexicon import Lexicon
from app.geocode.names import ARTICLES, FIRST_WORDS, key
from app.geocode.spot import Spot
from app.geocode.tokens import Token

_MOST_WORDS = 4
_BEFORE_KINDS = frozenset({"settlement", "neighbourhood", "district", "installation", "airfield", "province"})
_AFTER_CUES = frozenset(
    "village town hamlet neighbourhood neighborhood district subdistrict suburb airbase airport airfield camp dam crossing checkpoint".split()
    + "oilfield countryside governorate county prefecture township oblast".split()
)
_ENGLISH = frozenset(("an", "as", "at"))
_OUTER_KINDS = frozenset({"province", "country", "region", "district"})
_SHARE = 0.3
_OPENING = frozenset("tal tel tell tall kafr kfar deir dayr khan beit bayt ain ayn umm um khirbet maarat jisr".split())


class Unlisted:
    """Finds names that only the words around them call places."""

    def __init__(self, gazetteer: SqliteGazetteer, lexicon: Lexicon) -> None:
        """Stand on a gazetteer, for other spellings, and the vocabularies."""
        self._gazetteer = gazetteer
        self._lexicon = lexicon

    def spots(self, text: str, tokens: list[Token], trusted: Sequence[bool], found: Sequence[Spot], votes: Mapping[str, float]) -> list[Spot]:
        """Return the spots found with the unlisted ones among them, in order."""
        taken = {at for spot in found for at in range(spot.first, spot.last + 1)}
        ends = {spot.last: spot for spot in found}
        outer = {spot.first: spot for spot in found if spot.bearers and spot.bearers[0].place.kind in _OUTER_KINDS}
        added: list[Spot] = []
        past = 0
        for at in [at for at, token in enumerate(tokens) if token.capital or token.key in ARTICLES]:
            last = self._run(tokens, at, trusted, taken) if at >= past else None
            if last is None:
                continue
            around = look_around(text, tokens, at, last, self._lexicon)
            spot = self._called(text, tokens, at, last, around, ends, outer) or self._near(text, tokens, at, last, around, votes)
            if spot is not None:
                spot.bearers = spot.bearers or self._other_spelling(spot, votes)
                added.append(spot)
                ends[last] = spot
            past = last + 1
        return sorted([*found, *added], key=lambda spot: spot.start)

    def _run(self, tokens: list[Token], at: int, trusted: Sequence[bool], taken: set[int]) -> int | None:
        """Return the last token of the run of capitalised words that begins here and that nothing else explains."""
        if not (tokens[at].capital or self._article(tokens, at)) or at in taken or not trusted[at]:
            return None
        lexicon, word = self._lexicon, tokens[at].key
        if word in lexicon.peoples or word in lexicon.demonyms or (tokens[at].opens and word in lexicon.words and word not in ARTICLES):
            return None
        last = at
        while last + 1 < len(tokens) and last - at < _MOST_WORDS and last + 1 not in taken and not tokens[last].possessive:
            token = tokens[last + 1]
            if self._begins_another(tokens, at, last + 1):
                break
            if token.gap not in (" ", "-", "n") or not (token.capital or self._article(tokens, last + 1)):
                break
            last += 1
        return last if tokens[last].capital and len(tokens[last].text) > 2 else None

    def _begins_another(self, tokens: list[Token], at: int, nxt: int) -> bool:
        """ "the villages of Kafr Zita al-Lataminah Tal Hawash": where a row that lost its commas goes on with another name."""
        whole = any(token.key not in FIRST_WORDS and token.key not in ARTICLES for token in tokens[at:nxt])
        row = at > 1 and tokens[at - 1].key == "of" and tokens[at - 2].key.endswith("s") and tokens[at].key in FIRST_WORDS
        return whole and (tokens[nxt].key in _OPENING or (row and tokens[nxt].key in ARTICLES))

    def _article(self, tokens: list[Token], at: int) -> bool:
        token = tokens[at]
        if token.key not in ARTICLES or len(token.key) < 2 or at + 1 >= len(tokens) or not tokens[at + 1].capital:
            return False
        return tokens[at + 1].gap == "-" or (tokens[at + 1].gap == " " and token.text not in _ENGLISH)  # "an Arab town"

    def _called(
        self, text: str, tokens: list[Token], first: int, last: int, around: Around, ends: Mapping[int, Spot], outer: Mapping[int, Spot]
    ) -> Spot | None:
        """Return the spot when the words around call it a place."""
        spot = Spot(
            first, last, tokens[first].start, tokens[last].end, key(text[tokens[first].start : tokens[last].end]), (), around, kind=around.kind
        )
        if tokens[last].key in STREETS and tokens[last].capital:
            return spot if last > first else None
        if tokens[first].key in self._lexicon.words and tokens[first].key not in ARTICLES and tokens[first].key not in FIRST_WORDS:
            return None
        after = tokens[last + 1] if last + 1 < len(tokens) else None
        if around.asked and around.kind in _BEFORE_KINDS and not around.after:
            return spot
        if after is not None and after.gap in (" ", "-") and not after.capital and after.key in _AFTER_CUES and not tokens[first].opens:
            return spot
        if around.locative == 2 and last + 1 in outer and tokens[last + 1].gap == "," and tokens[first].key not in self._lexicon.given:
            return spot
        row = ends.get(first - 2) if tokens[first - 1].key in ("and", "or") else ends.get(first - 1) if tokens[first].gap == " " else None
        previous = ends.get(first - 1) if tokens[first].gap == "," else row
        if previous is not None and previous.around.plural and not previous.around.after:
            spot.kind, spot.around = previous.kind, previous.around
            return spot
        return None

    def _near(self, text: str, tokens: list[Token], first: int, last: int, around: Around, votes: Mapping[str, float]) -> Spot | None:
        """Return the spot of a name that something is near, where another spelling of it is a place of a country that the text is about."""
        word = tokens[first].key
        plain = word not in ARTICLES and word not in FIRST_WORDS and (word in self._lexicon.words or word in self._lexicon.given)
        if not around.relation or plain:
            return None
        spot = Spot(first, last, tokens[first].start, tokens[last].end, key(text[tokens[first].start : tokens[last].end]), (), around)
        spot.bearers = self._other_spelling(spot, votes)
        return spot if spot.bearers else None

    def _other_spelling(self, spot: Spot, votes: Mapping[str, float]) -> tuple[Bearer, ...]:
        most = max(votes.values(), default=0.0)
        near = [country for country, count in votes.items() if most and count / most > _SHARE]
        return tuple(bearer for country in near for bearer in self._gazetteer.relatives(spot.key, country))
