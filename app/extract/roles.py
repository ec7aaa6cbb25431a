"""What each place name of a strike clause does there: struck, launched from, based at, containing, or only named."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.extract.attribution import Said
from app.extract.grammar import COMMAS, DETERMINERS, DIRECTIONS
from app.extract.marked import MarkedText, Named, is_wide, kind_of
from app.extract.seats import is_seat
from app.extract.strikes import Strike
from app.model.claim import Mention
from app.model.codes import AREA_KINDS, Role

_HEAD_PREPOSITIONS = frozenset(
    "in on at near from to into toward towards against over around outside inside across above between along off by of for with within "
    "through throughout beyond under about past opposite onto targeting hitting striking".split()
)
_STRUCK_BY = frozenset(
    "in on at near into toward towards against over around outside inside across above within along off "
    "throughout targeting hitting striking onto".split()
)
_BOUNDS = frozenset("border frontier crossing road highway route embassy government regime authorities officials talks".split())
_RELATIVE = frozenset("which who that where whose".split())
_VERB = "<verb>"
_WINDOW = 12
_FROM = 7
_CARRIER = 6
_ROADS = frozenset("road highway route motorway line".split())


@dataclass(frozen=True, slots=True)
class _Governor:
    """The word that governs a place name, and the token before which its own head stands."""

    word: str
    at: int


def roles_of(page: MarkedText, strike: Strike, said: Said | None, names: Sequence[Named]) -> list[Mention]:
    """The mentions of a strike clause in text order; ``names`` are all its place names, resolved or not."""
    found: list[tuple[Named, Role]] = []
    for n, named in enumerate(names):
        before = found[-1] if found else None
        found.append((named, _role(page, strike, said, named, before, names[n + 1] if n + 1 < len(names) else None)))
    return [Mention(named.toponym, role) for named, role in _settled(found)]


def _role(page: MarkedText, strike: Strike, said: Said | None, named: Named, before: tuple[Named, Role] | None, after: Named | None) -> Role:
    words = page.tokens.words
    if said is not None and said.first <= named.first < said.last:
        return "claimant_seat"
    if named.first in strike.answered or _only_owner(page, named):
        return "context"
    if said is not None and named.last == said.first and _opens(page, strike, named.first):
        return "claimant_seat"
    if is_seat(page, strike, said, named):
        return "claimant_seat"
    if before is not None and _coordinated(page, before[0], named):
        return before[1]
    if before is not None and _contained(page, before[0], named):
        return "claimant_seat" if before[1] == "claimant_seat" else "container"
    if after is not None and (words[named.last : named.last + 1] == ["'s"] or _possessive_stack(page, named, after)):
        return "container"
    governor = _governor(page, strike, named)
    role = _by_governor(page, strike, named, governor)
    if role == "reported_target" and is_wide(named.toponym) and governor is not None and governor.word in ("of", "by", "with"):
        return "context"
    return role


def _by_governor(page: MarkedText, strike: Strike, named: Named, governor: _Governor | None) -> Role:
    if governor is None or governor.word == _VERB:
        return _by_position(page, strike, named)
    if governor.word == "from" or (governor.word == "of" and page.tokens.word(governor.at - 1) == "out") or _comes_from(page, strike, governor.at):
        return "launch_origin" if _launched(page, strike, governor.at) else "context"
    carrier = _carrier_before(page, strike, governor.at)
    if carrier is not None:
        return carrier
    if kind_of(named.toponym) == "sea" and _holds_carrier(page, strike, governor.at):
        return "launch_origin"
    if governor.word == "between":
        on_road = page.tokens.word(governor.at - 1) in _ROADS and governor.at > strike.trigger.first
        return "reported_target" if on_road else "context"
    if governor.word == "to":
        return "reported_target" if _launched(page, strike, governor.at) else "context"
    if governor.word in _STRUCK_BY:
        return "context" if _held_by_ground_verb(page, strike, governor.at) else "reported_target"
    if governor.word in ("of", "for"):
        return _of(page, strike, governor)
    return "context"


def _governor(page: MarkedText, strike: Strike, named: Named) -> _Governor | None:
    """Walk left over the place's own noun phrase ("the besieged northern town of") to the preposition or strike verb that governs it."""
    words, grammar = page.tokens.words, page.grammar
    i = named.first - 1
    steps = 0
    verbs = {t.last - 1 for t in strike.triggers if t.entry.pos == "verb"}
    while i >= strike.first and steps < _WINDOW:
        word = words[i]
        if i in verbs:
            return _Governor(_VERB, i)
        if (
            word == "of"
            and i > strike.first
            and (words[i - 1] in grammar.settlement_nouns or words[i - 1] in grammar.area_nouns or words[i - 1] in grammar.site_nouns)
        ):
            i -= 1
            steps += 1
            continue
        if word == "of" and words[i - 1] in DIRECTIONS:
            return _Governor("near", i - 1)
        if word in _HEAD_PREPOSITIONS:
            return _Governor(word, i)
        if word in COMMAS or word in (".", "and", "or"):
            return None
        i -= 1
        steps += 1
    return None


def _by_position(page: MarkedText, strike: Strike, named: Named) -> Role:
    """No preposition: the object or passive subject of a strike verb, a modifier of the strike word, or a bulletin's "Place: …"."""
    words = page.tokens.words
    governed = any(
        (t.entry.pos == "verb" or t.entry.lemma == "bombing") and 0 <= named.first - t.last <= 6 and _noun_phrase(page, t.last, named.first)
        for t in strike.triggers
    )
    if governed and not (words[named.last : named.last + 1] == ["'s"]):
        return "reported_target"
    if named.first - strike.sentence.first <= 1 and page.tokens.word(named.last) in (":", ",", "-", "–") and not is_wide(named.toponym):
        return "reported_target"
    for trigger in strike.triggers:
        gap = trigger.first - named.last
        if trigger.entry.pos == "noun" and 0 <= gap <= 1 and not is_wide(named.toponym):
            return "reported_target"
        if (
            trigger.entry.pos == "verb"
            and trigger.form != "ing"
            and 0 <= gap <= 5
            and any(words[i] in ("was", "were", "been", "came", "is") for i in range(named.last, trigger.first))
        ):
            return "reported_target"
    return "context"


def _noun_phrase(page: MarkedText, first: int, last: int) -> bool:
    words = page.tokens.words
    return all(
        (words[i] not in _HEAD_PREPOSITIONS and words[i] not in COMMAS and words[i] not in ("and", "that")) or words[i] == "of"
        for i in range(first, last)
    )


def _launched(page: MarkedText, strike: Strike, at: int) -> bool:
    """Whether what comes "from" there is a munition, an aircraft or a launch."""
    low = max(strike.first, at - _WINDOW)
    words = page.tokens.words
    for i in range(at - 1, low - 1, -1):
        if words[i] in page.grammar.launch_verbs or (
            words[i] in ("off", "up") and words[i - 1] in ("took", "take", "taking", "taken", "takes", "set")
        ):
            return True
        if words[i] in page.grammar.ground_verbs or words[i] in (";", ":"):
            return False
    near = max(strike.first, at - 3)
    return any(p.last > near for p in page.inside(page.marks.platforms, strike.first, at)) or any(
        w.last > near for w in page.inside(page.marks.weapons, strike.first, at) if not w.entry.excluded
    )


def _comes_from(page: MarkedText, strike: Strike, at: int) -> bool:
    """ "from positions near X", "from above the Caspian Sea", "from the left bank of the Dnipro": the place of what comes from there."""
    words = page.tokens.words
    busy = {i for t in strike.triggers for i in range(t.first, t.last)}
    for i in range(at - 1, max(strike.first, at - _FROM) - 1, -1):
        if words[i] == "from" or (words[i] == "of" and words[i - 1] == "out"):
            return True
        if i in busy or page.is_place(i) or words[i] in COMMAS or words[i] in ("and", "or", "to", "that", "who", "which"):
            return False
    return False


def _carrier_before(page: MarkedText, strike: Strike, at: int) -> Role | None:
    """ "from ships in the Caspian": the place of what launches; "jets stationed at X": a base."""
    words = page.tokens.words
    low = max(strike.first, at - 6)
    for i in range(at - 1, low - 1, -1):
        if words[i] in page.grammar.basing_verbs and words[at] in ("at", "in", "near", "to", "on") and _carriers(page, strike.first, i + 1):
            return "base"
    return None


def _holds_carrier(page: MarkedText, strike: Strike, at: int) -> bool:
    """ "warships in the Caspian Sea sent …", "a carrier in the Red Sea": ships stand right before the preposition and are not what was hit."""
    near = page.inside(page.marks.platforms, max(strike.first, at - _CARRIER), at)
    return any(p.entry.cls in ("ship", "submarine") and p in strike.platforms for p in near)


def _carriers(page: MarkedText, first: int, last: int) -> bool:
    return bool(page.inside(page.marks.platforms, first, last)) or any(a.head_cls == "aircraft" for a in page.inside(page.marks.actors, first, last))


def _held_by_ground_verb(page: MarkedText, strike: Strike, at: int) -> bool:
    """Whether a verb of movement, holding or talking stands nearer to the preposition than any strike word; "held by X" describes only."""
    words, grammar = page.tokens.words, page.grammar
    triggers = {i for t in strike.triggers for i in range(t.first, t.last)}
    for i in range(at - 1, max(strike.first, at - _WINDOW) - 1, -1):
        if i in triggers:
            return False
        moving = words[i] in grammar.ground_verbs and not page.tokens.hyphened[i] and words[i + 1] != "by"
        if moving or (words[i] in grammar.context_nouns and i == at - 1):
            return True
        if words[i] in _RELATIVE:
            return any(words[j] in grammar.ground_verbs for j in range(i, at))
    return False


def _of(page: MarkedText, strike: Strike, governor: _Governor) -> Role:
    """ "the bombing of X", "the centre of X": struck; "the capital of X", "the capture of X": not."""
    words = page.tokens.words
    head = words[governor.at - 1] if governor.at > strike.first else ""
    if head in page.grammar.context_nouns:
        return "context"
    if any(t.last == governor.at for t in strike.triggers):
        return "reported_target"
    return "reported_target" if governor.at > strike.trigger.first and not _held_by_ground_verb(page, strike, governor.at) else "context"


def _opens(page: MarkedText, strike: Strike, first: int) -> bool:
    """ "in Damascus the government says": "in" and the place open the clause."""
    before = first - 1
    return page.tokens.words[before] == "in" and (before == strike.sentence.first or page.tokens.words[before - 1] in (";", ",", "and", "but"))


def _only_owner(page: MarkedText, named: Named) -> bool:
    """ "Iran-backed", "the Jordan border": a name that only qualifies something else."""
    i = named.last
    if i >= len(page.tokens):
        return False
    return (page.tokens.hyphened[i] and not page.capital(i)) or page.tokens.words[i] in _BOUNDS


def _coordinated(page: MarkedText, before: Named, named: Named) -> bool:
    """ "Raqqa, Idlib and Aleppo", also where the commas are lost."""
    between = page.tokens.words[before.last : named.first]
    if len(between) > 5:
        return False
    between = [w for i, w in enumerate(between, before.last) if not page.capital(i)] or between
    if not between:
        return before.toponym.within != (named.toponym.start, named.toponym.end)
    rest = [
        w
        for w in between
        if w not in DETERMINERS
        and w not in page.grammar.settlement_nouns
        and w not in page.grammar.area_nouns
        and w not in DIRECTIONS
        and w not in ("of", "s")
    ]
    if rest == [","] and page.tokens.word(named.last) == ":":
        return False
    joined = rest in ([","], ["and"], [",", "and"], ["or"], ["&"], ["as", "well", "as"])
    return joined and not (rest == [","] and _larger(before, named))


def _contained(page: MarkedText, before: Named, named: Named) -> bool:
    """ "X in Y province", "X, Y province": the second holds the first."""
    if before.toponym.within == (named.toponym.start, named.toponym.end):
        return True
    if page.tokens.words[before.last : named.first] == [","] and page.tokens.word(named.last) == ":":
        return True
    between = page.tokens.words[before.last : named.first]
    if len(between) > 8 or not _larger(before, named):
        return False
    rest = [w for w in between if w not in DETERMINERS and w not in DIRECTIONS and (w.isalpha() or w == ",")]
    return not rest or rest[0] in ("in", ",", "of") or (rest[0] in page.grammar.settlement_nouns | page.grammar.area_nouns and "in" in rest)


def _larger(small: Named, large: Named) -> bool:
    return kind_of(large.toponym) in AREA_KINDS and (kind_of(small.toponym) not in AREA_KINDS or is_wide(large.toponym))


def _possessive_stack(page: MarkedText, named: Named, after: Named) -> bool:
    """ "Syria's Idlib" whose apostrophe was lost ("Syrias Idlib") is found as one toponym right before another of a smaller kind."""
    return is_wide(named.toponym) and named.last == after.first


def _settled(found: list[tuple[Named, Role]]) -> list[tuple[Named, Role]]:
    """What only the whole clause can say: a country, or the place another lies "west of", is no target beside a nearer one."""
    fine = [named for named, role in found if role == "reported_target" and not is_wide(named.toponym)]
    settled: list[tuple[Named, Role]] = []
    for _n, (named, role) in enumerate(found):
        if role == "reported_target" and is_wide(named.toponym) and fine:
            role = "container"
        elif (
            role == "reported_target"
            and named.toponym.relation
            and any(0 < named.first - other.last <= 6 for other in fine if not other.toponym.relation)
        ):
            role = "context"
        settled.append((named, role))
    return settled
