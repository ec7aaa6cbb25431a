"""Where a strike was that its own words leave open: "there", "the city", "the strike" go back to the place named or struck before."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.extract.areas import place_key, place_names
from app.extract.drafts import Draft
from app.extract.grammar import BE
from app.extract.marked import MarkedText, Named, is_wide, kind_of, people_of
from app.extract.names import lead_of, located_names
from app.extract.seats import SPEAKING
from app.extract.sentences import Sentence
from app.extract.strikers import attackers_of
from app.extract.strikes import Strike
from app.model.claim import Mention, When
from app.model.codes import AREA_KINDS, WeaponCode
from app.model.place import Toponym

_NEAR = 3
_TOLD_REACH, _NAMED_REACH = 8, 2
_MOST_TOLD = 12
_TOWNS = frozenset("city town village hamlet port settlement municipality township capital kibbutz".split())
_PROVINCES = frozenset("province region governorate oblast".split())
_SITES = frozenset("area market district camp hospital quarter neighbourhood neighborhood base airport airfield".split())
_NOUNS = _TOWNS | _PROVINCES | _SITES
_BACK = frozenset(("the", "that", "same", "this", "their"))
_EXPLETIVE = BE | frozenset("has have had will would may might can could seems seemed appeared remains remained no".split())
_SITTING = frozenset(("in", "from", "of", "at"))
_LOCAL = frozenset(
    "mayor officials authorities residents police witnesses doctors medics villagers council firefighters rescuers inhabitants people administration "
    "governor hospital hospitals activists locals survivors relatives".split()
)
_ELSEWHERE = frozenset("elsewhere other another neighbouring neighboring several various many".split())
_WHERE = frozenset("elsewhere in across on at".split())
_HAPPENED = frozenset("happened occurred took unfolded".split())
_FELL = frozenset("fell landed exploded hit struck".split())
_MUNITIONS = frozenset("barrels bombs missiles shells rockets munitions projectiles they".split())
_SUBJECTS = frozenset(("it", "the", "this"))
_OPENING = 5
_PLACED = frozenset(("in", "at", "near", "on", "of", "outside", "to", "around", "into"))
_FAR_PARTS = frozenset("north south east west centre center".split())
_TO_COME = frozenset(("threatened", "planned", "hypothetical"))
_ROCKETS = frozenset("rocket artillery mortar cluster_munition".split())
_DROPPED = frozenset("air_strike bomb barrel_bomb glide_bomb cluster_munition".split())


@dataclass(frozen=True, slots=True)
class _Pointer:
    """The token that points back, and the noun that it stands on ("there" for none)."""

    at: int
    noun: str
    same: bool = False


class Whereabouts:
    """The places of the strikes told so far."""

    def __init__(self, page: MarkedText) -> None:
        """Start a report."""
        self._page = page
        self._told: list[Draft] = []
        self._last: Draft | None = None

    def tell(self, draft: Draft) -> None:
        """Remember a strike, and one whose place is known for those that point back."""
        self._last = draft
        if draft.struck and draft.modality not in _TO_COME:
            self._told = [*self._told[1 - _MOST_TOLD :], draft]

    def happened(self, sentence: Sentence, number: int) -> None:
        """ "It happened near X", "The attack took place on Sunday": the place and day of the strike told before, where that names none."""
        page, words = self._page, self._page.tokens.words
        told = self._last
        self._fell(sentence, number)
        if told is None or number - told.order > 1 or words[sentence.first] not in _SUBJECTS:
            return
        at = next((i for i in range(sentence.first + 1, min(sentence.first + _OPENING, sentence.last)) if words[i] in _HAPPENED), None)
        if at is None:
            return
        days = [d.when for d in page.inside(page.dates, at, sentence.last) if d.when.start is not None and not (d.beside_reporting or d.future)]
        told.when = told.when or (days[0] if len(days) == 1 else None)
        if told.struck:
            return
        named = [n for n in page.inside(page.places, at, sentence.last) if words[n.first - 1] in _PLACED and not is_wide(n.toponym)]
        named = named or located_names(page, at, sentence.last, _PLACED)
        told.mentions += [Mention(n.toponym, "reported_target") for n in named[:1]]
        self.tell(told)

    def _fell(self, sentence: Sentence, number: int) -> None:
        """ "The Observatory said the barrels fell in the quarters of X and Y": where the munitions of the strike told before came down."""
        page, words, told = self._page, self._page.tokens.words, self._last
        if told is None or number - told.order > _NEAR:
            return
        fell = (i for i in range(sentence.first + 1, sentence.last - 1) if words[i] in _FELL and words[i + 1] in _PLACED)
        at = next((i for i in fell if words[i - 1] in _MUNITIONS and words[i - 2] in _BACK), None)
        if at is None:
            return
        named = [n for n in page.inside(page.places, at, sentence.last) if not is_wide(n.toponym)]
        known = place_names(told.mentions)
        told.mentions += [Mention(n.toponym, "reported_target") for n in named if place_key(n.toponym) not in known]

    def fill(self, draft: Draft, strike: Strike) -> None:
        """Give a strike without a place of its own the one that its words point back to, else that of the strike before if nothing forbids it."""
        if any(not is_wide(m.toponym) for m in draft.struck):
            return
        pointer = self._pointer(strike)
        if pointer is not None and self._point(draft, strike, pointer):
            return
        to_come = draft.modality in _TO_COME and not draft.definite
        walled = strike.sentence.entry and not draft.definite  # an entry of a list tells of its own place
        if draft.struck or draft.modality == "historical" or to_come or walled or draft.campaign or self._is_elsewhere(strike):
            return
        reach = self._reach(draft)
        told = next((d for d in reversed(self._told) if draft.order - d.order <= reach and one_voice(draft, d)), None)
        if told is not None and (pointer is not None or (_one_time(draft.when, told.when) and self._goes_on(draft, told, strike))):
            draft.mentions += told.carried

    def answer(self, draft: Draft) -> None:
        """Give an account of a strike told before ("put the dead at 140") its place, where that was told further back."""
        told = next((d for d in reversed(self._told) if draft.order - d.order <= _TOLD_REACH and one_voice(draft, d)), None)
        if told is not None and not draft.struck:
            draft.mentions += told.carried

    def _reach(self, draft: Draft) -> int:
        """How many sentences back the strike may have been told: any number for "the strike" where all were in one place."""
        if not draft.definite:
            return _NEAR
        one_place = len({frozenset(place_names(d.struck)) for d in self._told}) == 1
        return draft.order if one_place else _TOLD_REACH

    def _goes_on(self, draft: Draft, told: Draft, strike: Strike) -> bool:
        """Whether a strike that names no place may be where the one before was: no other place is spoken of, and no launches that were stopped."""
        if draft.definite:
            return True
        own = {place_key(m.toponym) for m in draft.mentions if m.role == "context" and not is_wide(m.toponym)}
        launched = any(m.role == "launch_origin" for m in draft.mentions)
        return not own - place_names(told.mentions) and not (launched and any(t.entry.defence for t in strike.triggers))

    def _is_elsewhere(self, strike: Strike) -> bool:
        """ "in other towns", "elsewhere", "in the east": another place, though none is named."""
        words = self._page.tokens.words
        for i in [i for i in range(strike.first, strike.last) if words[i] in _WHERE]:
            if words[i] == "elsewhere" or (words[i] in ("in", "across", "on", "at") and words[i + 1 : i + 2] and words[i + 1] in _ELSEWHERE):
                return True
            if words[i] in ("in", "across") and words[i + 1 : i + 2] == ["the"] and _FAR_PARTS.intersection(words[i + 2 : i + 3]):
                return words[i + 3 : i + 4] != ["of"]
        return False

    def _pointer(self, strike: Strike) -> _Pointer | None:
        """The first word of a clause that points back to a place."""
        words = self._page.tokens.words
        if "there" not in words[strike.first : strike.last] and _NOUNS.isdisjoint(words[strike.first : strike.last]):
            return None
        for i in range(strike.first + 1, strike.last):
            if words[i] == "there" and self._page.tokens.word(i + 1) not in _EXPLETIVE:
                return _Pointer(i, "there")
            if words[i] in _NOUNS and words[i - 1] in _BACK and not self._is_named(i):
                return _Pointer(i, words[i], words[i - 1] == "same")
        return None

    def _is_named(self, i: int) -> bool:
        """ "the city of X", "the village X": the noun stands with its own name."""
        words = self._page.tokens.words
        return words[i + 1 : i + 2] == ["of"] and i + 2 < len(words) and self._page.capital(i + 2)

    def _point(self, draft: Draft, strike: Strike, pointer: _Pointer) -> bool:
        """Add the place that a pointer means; tell whether it was found, or another name stands so near that none may be."""
        told = next((d for d in reversed(self._told) if draft.order - d.order <= _TOLD_REACH), None)
        if pointer.noun in _SITES:
            return False
        local = self._of_local_speaker(strike)
        if local is not None:
            draft.mentions.append(Mention(local.toponym, "reported_target", "inferred"))
            return True
        struck = [m.toponym for m in told.mentions if m.role in ("reported_target", "container") and _fits(m.toponym, pointer.noun)] if told else []
        last = max((self._page.tokens.at(t.start) for t in struck), default=-1)
        named = self._named_before(draft.order, pointer, last) if not pointer.same else None
        if named is not None and pointer.noun == "city" and people_of(named.toponym) < max((people_of(t) for t in struck), default=0):
            named = None  # a village named between is no city
        if named is not None:
            draft.mentions.append(Mention(named.toponym, "reported_target", "inferred"))
            return True
        if not struck or told is None:
            return False
        meant = [t for t in struck if t in {m.toponym for m in told.struck}] or struck[-1:]
        draft.mentions += [Mention(t, "reported_target", "inferred") for t in meant]
        keys = {place_key(t) for t in meant}
        draft.mentions += [m for m in told.carried if m.role == "container" and place_key(m.toponym) not in keys]
        return True

    def _of_local_speaker(self, strike: Strike) -> Named | None:
        """ "the mayor of X said shells hit the city", "landed near the bakery there, residents of X said"."""
        words = self._page.tokens.words
        first, last = strike.sentence.first, strike.sentence.last
        for named in (*self._page.inside(self._page.places, first, last), *located_names(self._page, first, last, _SITTING)):
            before = lead_of(self._page, named.first, first)
            if before > first and words[before] in _SITTING and words[before - 1] in _LOCAL and _fits(named.toponym, "town"):
                return named
        return None

    def _named_before(self, order: int, pointer: _Pointer, last: int) -> Named | None:
        """The last place said to be somewhere ("in X", "at X") between the one struck before and the pointer."""
        page = self._page
        first = max(last + 1, page.sentences[max(0, order - _NAMED_REACH)].first)
        named = [n for n in page.inside(page.places, first, pointer.at) if not self._seats(n)]
        found = [n for n in named if pointer.noun == "there" or page.tokens.words[n.first - 1] in _PLACED]
        found += located_names(page, first, pointer.at, _PLACED)
        fitting = [n for n in found if _fits(n.toponym, pointer.noun)]
        return max(fitting, key=lambda n: n.first, default=None)

    def _seats(self, named: Named) -> bool:
        """Whether somebody speaks or sits there ("officials in X", "the ministry of X"), or the name opens a line in capitals."""
        words = self._page.tokens.words
        head = words[named.first - 2] if named.first > 1 and words[named.first - 1] in _SITTING else ""
        grammar = self._page.grammar
        speaks = head in grammar.role_nouns or head in grammar.context_nouns or head in SPEAKING
        return speaks or named.toponym.surface.isupper()


def _fits(toponym: Toponym, noun: str) -> bool:
    kind = kind_of(toponym)
    if kind in ("country", "continent", "sea"):
        return False
    if noun == "there":
        return True
    return kind in AREA_KINDS if noun in _PROVINCES else kind not in AREA_KINDS and kind not in ("neighbourhood", "airfield", "installation")


def fill_place(drafts: Sequence[Draft]) -> None:
    """Where all that a report says was hit is one place below a country, the strikes that it puts nowhere were there.

    Not those of its background, nor one whose clause speaks of another place.
    """
    struck = [d for d in drafts if any(not is_wide(m.toponym) for m in d.struck) and d.modality not in _TO_COME]
    places = {place_key(m.toponym) for d in struck for m in d.struck if not is_wide(m.toponym)}
    if len(places) != 1 or not any(d.modality == "asserted" for d in struck):
        return
    for item in drafts:
        own = {place_key(m.toponym) for m in item.mentions if m.role in ("context", "launch_origin") and not is_wide(m.toponym)}
        if item.modality in ("asserted", "denied") and not (item.struck or item.campaign or own - places) and one_voice(item, struck[0]):
            item.mentions += struck[0].carried


def one_voice(draft: Draft, before: Draft) -> bool:
    """Whether nothing says that "the strikes" are others: another striker, or another kind of weapon."""
    mine, theirs = attackers_of(draft), attackers_of(before)
    if mine and theirs and not mine & theirs:
        return False
    one, two = code_of(draft), code_of(before)
    if one is None or two is None or one == two or "missile" in (one, two) or {one, two} <= _DROPPED or {one, two} <= _ROCKETS:
        return True
    return {one, two} <= _DROPPED | {"rocket"} and None not in (draft.platform, before.platform)  # helicopters fire rockets


def code_of(draft: Draft) -> WeaponCode | None:
    """The weapon's code, if any."""
    return draft.weapon.code if draft.weapon is not None else None


def _one_time(mine: When | None, theirs: When | None) -> bool:
    """Whether two days do not contradict each other."""
    if mine is None or theirs is None or mine.start is None or theirs.start is None or mine.end is None or theirs.end is None:
        return mine is None
    return mine.start <= theirs.end and theirs.start <= mine.end
