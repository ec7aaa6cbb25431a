"""Is a known name meant as a place here? Signs for and against, weighed.

For: prominence, prepositions, the kind words around it, what is said to contain it, a report set in its country. Against: a person's given
name, title or initial before it, a surname, an English word, an acronym, a longer proper name that it is only a part of.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from rapidfuzz import fuzz

from app.geocode.around import is_general
from app.geocode.company import Company, is_organisation
from app.geocode.gazetteer import BY_HAND, Bearer
from app.geocode.happenings import told
from app.geocode.lexicon import Lexicon
from app.geocode.names import ARTICLES, FIRST_WORDS, fold, fold_key
from app.geocode.scene import contains
from app.geocode.spot import Spot
from app.geocode.tokens import Token
from app.model.place import Place

ENOUGH = 0.7
"""A name with at least this much evidence is taken for a place."""

FAMOUS, KNOWN, SMALL = 130, 230, 350
_PROMINENCE = ((100, 2.0), (160, 1.5), (KNOWN, 1.0), (300, 0.6), (400, 0.2))
_SPEECH = frozenset(
    "said says say told tells added adds asked wrote tweeted explained argued noted recalled insisted admitted who whose testified".split()
)
_ANGLOPHONE = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
_WIDE = frozenset({"country", "continent"})
_ALIKE = 80.0
_DIVISIONS = frozenset({"province", "sea", "region", "district"})
_BUILT = frozenset({"airfield", "installation"})
STREETS = frozenset("street road avenue boulevard lane drive highway motorway rd ave blvd".split())
"""Words that make the name of a street of what stands before them."""
MODALS = frozenset({"will", "may", "can", "so"})
_CALLINGS = ("man", "woman", "or", "er", "ess", "ist")
"""Endings of the titles that are callings, which news print small: "actress", "singer"."""
_LINK = (" ", "n")
_SHARE = 0.3
_REPORTED, _LISTED, _LONG, _CIVIC = 0.5, 0.8, 0.3, 0.6
_MOST_BEARERS, _NEXT = 12, 150


class Evidence:
    """Weighs spots against the vocabularies, the words around them and where the report is set."""

    def __init__(
        self,
        lexicon: Lexicon,
        tokens: list[Token],
        people: frozenset[str],
        trusted: list[bool],
        countries: Mapping[str, float],
        containers: Mapping[int, Sequence[Place]],
        found: Sequence[Spot] = (),
    ) -> None:
        """Look at one document: ``people`` are its surnames, ``trusted`` tells where capitals mean something, ``countries`` its votes.

        ``containers`` are the countries and provinces that begin at a token after a comma; ``found`` are the names already found.
        """
        self._lexicon = lexicon
        self._tokens = tokens
        self._people = people
        self._trusted = trusted
        self.countries = countries
        self._most = max(countries.values(), default=0.0)
        self._containers = containers
        self._company = Company(tokens, found)

    @cached_property
    def _mentions(self) -> Counter[str]:
        """How often each word stands in the document."""
        return Counter([token.key for token in self._tokens])

    def weigh(self, spot: Spot) -> float:
        """Return the balance of the signs; at least ``ENOUGH`` for a place."""
        token = self._tokens[spot.first]
        if spot.first == spot.last and not _numbered(spot) and ((len(token.key) < 3 and token.key.isascii()) or _contraction(token)):
            return -9.0
        local = self._local(spot)
        best = self._likeliest(spot, local)
        wide = best.place.kind in _WIDE
        division = best.place.kind in _DIVISIONS
        score = self._around(spot, best, local) + (2.0 if wide else 0.0)
        score -= self._ordinary(spot, best, wide, local) + self._people_word(spot)
        score -= self._person(spot, best, wide)
        if (after := self._after(spot)) is not None and after.capital and after.key in STREETS:
            return score - 4.0
        if is_organisation(self._tokens, spot, self._before(spot), wide, self._lexicon):
            return score - 4.0
        if self._river(spot, best):
            score -= 4.0
        if not wide and self._trusted[spot.first]:
            score -= self._neighbours(spot, best, division)
        return score

    def _local(self, spot: Spot) -> list[Bearer]:
        """Return the bearers that lie in countries which the text is about."""
        if self._most < 1:
            return []
        return [b for b in spot.bearers[:_MOST_BEARERS] if self.countries.get(b.place.country or "", 0.0) / self._most > _SHARE]

    def _likeliest(self, spot: Spot, local: Sequence[Bearer]) -> Bearer:
        """Return the most prominent bearer, but before one who only has the name as a second one who is at home here."""
        best = spot.bearers[0]
        if best.main:
            return best
        other = next((bearer for bearer in (*local, *spot.bearers) if bearer.main), best)
        return other if other in local or other.place.source == BY_HAND or other.rank < best.rank + _NEXT else best

    def _around(self, spot: Spot, best: Bearer, local: Sequence[Bearer]) -> float:
        """Weigh prominence, prepositions, kind words, containers and the setting."""
        around = spot.around
        score = next((gain for rank, gain in _PROMINENCE if best.rank <= rank), 0.0)
        score += max((0.0, 0.5, 1.2)[around.locative], self._told(spot))
        score += (1.8 if around.asked else 0.0) + (0.5 if around.part or around.relation else 0.0)
        score += self._contained(spot)
        if self._dateline(spot, best):
            score += 1.5
        if best.place.kind == "district" and spot.first != spot.last:
            score += 1.2
        if self._residence(spot):
            score += 0.8
        if local:
            score += 0.2 if {bearer.place.country for bearer in local} <= _ANGLOPHONE else 0.6
        if any(bearer.place.source == BY_HAND for bearer in (best, *local)):
            score += _REPORTED
        if spot.first != spot.last and best.main:
            score += _LONG
        if self._company.lists(spot):
            score += _LISTED
        return score

    def _told(self, spot: Spot) -> float:
        """Weigh what is told of the name: "bombed X", "the mayor of X"."""
        return told(self._tokens, spot.first, spot.last, self._lexicon)

    def _ordinary(self, spot: Spot, best: Bearer, wide: bool, local: Sequence[Bearer]) -> float:
        """Weigh the signs of an ordinary word or an acronym."""
        tokens = self._tokens[spot.first : spot.last + 1]
        trusted = self._trusted[spot.first]
        against = 0.0
        if not wide and all(token.key in self._lexicon.words for token in tokens):
            if len(tokens) > 1:
                general = is_general(spot.key, () if local else self._lexicon.after)
                against += 3.0 if not best.main or general else 0.0 if best.rank <= KNOWN or best.place.kind == "district" else 1.0
            else:
                against += (3.2 if tokens[0].opens or not trusted else 2.4) + (0.0 if best.main else 1.5)
                against -= 1.2 if self._at_home(spot, local) else 0.0
        acronym = len(tokens) == 1 and tokens[0].upper and trusted and len(tokens[0].text) <= 5 and not wide
        if acronym and not self._dateline(spot, best) and not _numbered(spot):
            against += 3.0
        if not best.main and best.place.kind == "settlement" and best.rank > 160 and _another_name(best, spot.key):
            against += 1.0
        if len(tokens) == 1 and len(tokens[0].key) == 3 and best.rank > FAMOUS and not self._at_home(spot, local):
            against += 0.8
        if not trusted and best.rank > KNOWN:
            against += 1.0 if best.rank > SMALL else 0.4
        return against

    def _at_home(self, spot: Spot, local: Sequence[Bearer]) -> bool:
        """Tell whether the name stands after "in" or "near" where the text is about the country of such a place: "near Hit" in Iraq."""
        return spot.around.locative == 2 and any(bearer.main and bearer.place.country not in _ANGLOPHONE for bearer in local)

    def _river(self, spot: Spot, best: Bearer) -> bool:
        """Tell whether "the" stands before a town's name and nothing that it could belong to after it: "across the Dnipro"."""
        ship = best.place.kind == "airfield"  # "the Charles de Gaulle" in the Mediterranean
        if spot.first == 0 or (spot.first != spot.last and not ship) or spot.around.asked or spot.around.part:
            return False
        if self._tokens[spot.first - 1].key != "the" or self._tokens[spot.first].gap != " " or self._tokens[spot.last].possessive:
            return False
        if best.place.kind not in ("settlement", "province", "airfield") or any(bearer.place.kind in ("region", "sea") for bearer in spot.bearers):
            return False
        following = spot.last + 1
        if following + 1 < len(self._tokens) and self._tokens[following].key in ("and", "or") and self._tokens[following + 1].capital:
            return False  # "the Aleppo and Idlib countryside"
        if following >= len(self._tokens) or self._tokens[following].gap in (",", "x") or self._tokens[following].key in _FUNCTION:
            return True
        return self._tokens[following].key in self._lexicon.objects or self._banks(spot.first - 1)

    def _banks(self, the: int) -> bool:
        """Tell whether "across", "along" or "the banks of" stands before an article: there is no "the left bank of the" town."""
        before = [token.key for token in self._tokens[max(0, the - 2) : the]]
        return before[-1:] in (["across"], ["along"]) or (before[-1:] == ["of"] and before[:1] in (["bank"], ["banks"], ["mouth"], ["waters"]))

    def _people_word(self, spot: Spot) -> float:
        """Weigh a word that names a people or a creed ("Shiite villages"), and is a place only where nothing can belong to it ("in Amhara.")."""
        if spot.key not in self._lexicon.peoples:
            return 0.0
        after = self._after(spot)
        return 0.0 if spot.around.locative == 2 and (after is None or after.key in _FUNCTION) else 4.0

    def _person(self, spot: Spot, best: Bearer, wide: bool) -> float:
        """Weigh the signs that a name is a person's."""
        against = 0.0 if wide else self._called_before(spot)
        if spot.first != spot.last:
            return against + self._saint(spot, best)
        against += self._given(spot, best, wide)
        if wide:
            return against
        first = self._tokens[spot.first]
        if first.key in self._people:
            against += 1.0 if spot.around.locative == 2 else 2.5
        if first.key in self._lexicon.surnames and best.rank > 160:
            against += 0.6
        if best.rank > FAMOUS and best.place.kind not in _DIVISIONS and self._speaks(spot) and not self._told(spot):
            against += 1.2
        return against

    def _saint(self, spot: Spot, best: Bearer) -> float:
        """Weigh a saint's name, which is that of feasts and churches before it is a town's: "the feast of St John"."""
        words = self._tokens[spot.first : spot.last + 1]
        saint = words[0].key in ("st", "saint") and len(words) == 2 and words[1].key in self._lexicon.given
        return 2.0 if saint and best.rank > FAMOUS and spot.around.locative < 2 and not spot.around.asked and not self._contained(spot) else 0.0

    def _called_before(self, spot: Spot) -> float:
        """Weigh a given name, an initial or a title before the name."""
        lexicon, before = self._lexicon, self._before(spot)
        if before is None:
            return 0.0
        named = before.capital and before.key in lexicon.given and before.key not in MODALS
        initial = before.capital and len(before.text) == 1 and self._tokens[spot.first].gap == "."
        titled = before.key in lexicon.titles and before.key != "st" and (before.capital or before.key.endswith(_CALLINGS))
        return 4.0 if named or initial or titled else 0.0

    def _given(self, spot: Spot, best: Bearer, wide: bool) -> float:
        """Weigh a name that is a given name too: the more when a surname follows."""
        lexicon, key, after = self._lexicon, self._tokens[spot.first].key, self._after(spot)
        if key not in lexicon.given:
            return 0.0
        if key in self._people and self.countries.get(best.place.country or "", 0.0) <= self._mentions[key]:
            return 4.0
        against = 1.5 if not best.main and best.place.kind == "settlement" and _another_name(best, spot.key) else 0.0
        if after is not None and after.capital and after.key not in lexicon.words and after.key not in lexicon.demonyms:
            return against + 4.0
        return against if wide or best.place.kind == "province" else against + 1.0

    def _neighbours(self, spot: Spot, best: Bearer, division: bool) -> float:
        """Weigh the signs that a name is part of a longer proper name ("Virgin Atlantic", "Westminster House")."""
        before, after = self._before(spot), self._after(spot)
        if spot.first and self._split(spot):
            return 5.0
        famous = best.rank <= 160
        against = -_CIVIC if after is not None and after.key in self._lexicon.civics and not famous else 0.0
        if before is not None and before.capital and not before.opens and not self._expected(before):
            english = before.key in self._lexicon.words
            against += (0.3 if english else 0.6) if famous or division else (0.8 if english else 1.5)
        elif before is not None and before.capital and before.opens and before.key not in self._lexicon.words and not self._expected(before):
            against += 0.5 if famous or division else 1.5
        if after is not None and best.rank > KNOWN and self._goes_on(spot.last + 1):
            against += 5.0 if spot.around.asked and not spot.around.after else 2.5
        if after is not None and after.capital and not famous and not division and not self._belongs(after):
            called = spot.around.asked and not spot.around.after
            english, surname = after.key in self._lexicon.words, after.key in self._lexicon.surnames
            against += 0.5 if english else 2.5 if called else 1.9 if surname and best.rank > KNOWN else 0.9
        return against

    def _split(self, spot: Spot) -> bool:
        """Tell whether the word before belongs to the name: "Tel" of "Tel Qabbasin", "al-" of "al-Jura"."""
        before, gap = self._tokens[spot.first - 1], self._tokens[spot.first].gap
        if gap == "-" and before.key in ARTICLES and len(before.key) > 1:
            return True
        if self._tokens[spot.first].key in ARTICLES and gap == " " and before.capital and not self._expected(before) and not before.opens:
            return before.key not in self._lexicon.words and before.key not in self._lexicon.titles
        return gap in (" ", "-") and before.capital and not before.possessive and before.key in FIRST_WORDS and before.key not in _PLAIN

    def _belongs(self, token: Token) -> bool:
        """Tell whether a capitalised word after a name may be of the place: "Danbury Police"."""
        return token.key in self._lexicon.after or token.key in self._lexicon.civics

    def _goes_on(self, at: int) -> bool:
        """Tell whether an article and a capital begin there, which make one name with what stands before: "Abu Qalqal al-Jadid"."""
        article, word = self._tokens[at], self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        return article.key in ARTICLES and len(article.key) > 1 and word is not None and word.gap == "-" and word.capital

    def _expected(self, token: Token) -> bool:
        """Tell whether a capitalised word before a name says nothing against it."""
        return token.possessive or token.key in self._lexicon.demonyms or token.key in _PLAIN or token.key in self._lexicon.before or token.upper

    def _before(self, spot: Spot) -> Token | None:
        return self._tokens[spot.first - 1] if spot.first and self._tokens[spot.first].gap in (*_LINK, ".") else None

    def _after(self, spot: Spot) -> Token | None:
        following = spot.last + 1
        if following >= len(self._tokens) or self._tokens[spot.last].possessive or self._tokens[following].gap not in _LINK:
            return None
        return self._tokens[following]

    def _speaks(self, spot: Spot) -> bool:
        """Tell whether somebody speaks under this name, or is of an age."""
        tokens, following = self._tokens, spot.last + 1
        if following < len(tokens) and (tokens[following].key in _SPEECH or (tokens[following].gap == "," and tokens[following].text.isdigit())):
            return True
        return spot.first > 0 and tokens[spot.first].gap in _LINK and tokens[spot.first - 1].key in ("said", "says", "told", "by", "with")

    def _contained(self, spot: Spot) -> float:
        """Weigh a comma and a country or state after the name: the more when a place of this name lies there ("Ada, Oklahoma")."""
        following = spot.last + 1
        if following >= len(self._tokens) or self._tokens[following].gap != "," or not self._tokens[following].capital:
            return 0.0
        outer = self._containers.get(following, ())
        if any(contains(place, bearer.place) for place in outer for bearer in spot.bearers):
            return 2.5
        printed = self._tokens[following].text
        return 1.2 if printed in self._lexicon.abbreviations or printed + "." in self._lexicon.abbreviations else 0.0

    def _residence(self, spot: Spot) -> bool:
        """Tell whether "43, of" or "a native of" stands before the name."""
        if spot.first < 2 or self._tokens[spot.first].gap not in _LINK or self._tokens[spot.first - 1].key not in ("of", "from"):
            return False
        who = self._tokens[spot.first - 2]
        return who.text.isdigit() or who.key in ("native", "resident", "residents", "people", "both")

    def _dateline(self, spot: Spot, best: Bearer) -> bool:
        """Tell whether the name opens a line in capitals, as the seat of the report: a famous city, or set off from what follows."""
        token, following = self._tokens[spot.first], spot.last + 1
        if not token.upper or not token.opens:
            return False
        if following >= len(self._tokens):
            return True
        after = self._tokens[following]
        return after.gap in (",", "x") or (best.rank <= 160 and not after.upper)


def _another_name(bearer: Bearer, key: str) -> bool:
    """Tell whether an alternate name is unlike the place's own, as local nicknames and namesakes of other tongues are."""
    own, other = fold(bearer.place.name), fold_key(key)
    return own.isascii() and other.isascii() and other not in own and fuzz.ratio(own, other) < _ALIKE


def _numbered(spot: Spot) -> bool:
    """Tell whether the name is a base's letter and number ("T4 airbase")."""
    return spot.around.kind in _BUILT and any(char.isdigit() for char in spot.key)


def _contraction(token: Token) -> bool:
    """Tell whether a word is "You'd", "It'll" or the like."""
    return token.text[-3:].lower().endswith(("'d", "’d", "'ll", "’ll", "'re", "’re", "'ve", "’ve", "'m", "’m", "n't", "n’t"))


_FUNCTION = frozenset(
    "and or in on at to from with by for as is was were are has had have near river but that which who after before during since while".split()
    + "into over than".split()
)
_PLAIN = frozenset(
    "the a an in on at of to from for near and but or by as with north south east west northern southern eastern western central northeast northwest "
    "southeast southwest upper lower greater downtown new".split()
)
