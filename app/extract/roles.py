"""What each place name of a strike clause does there: struck, launched from, based at, containing, or only named."""

from collections.abc import Sequence

from app.extract.asides import is_aside
from app.extract.attribution import Said
from app.extract.governors import (
    HEAD_PREPOSITIONS,
    VERB,
    Governor,
    carrier_before,
    comes_from,
    governor_of,
    held_by_ground_verb,
    holds_carrier,
    is_alarmed,
    is_launched,
    is_stopped,
    with_weapon,
)
from app.extract.grammar import COMMAS, DETERMINERS
from app.extract.marked import MarkedText, Named, is_wide, kind_of
from app.extract.rows import contained, coordinated, possessive_stack, whole_of
from app.extract.seats import is_seat
from app.extract.settling import settled
from app.extract.ships import is_ship
from app.extract.strikes import Strike
from app.model.claim import Mention
from app.model.codes import Role

_STRUCK_BY = frozenset(
    "in on at near into toward towards against over around outside inside across above within along off "
    "throughout targeting hitting striking onto".split()
)
_AIMED = frozenset("towards toward into against onto targeting hitting striking".split())
_CROSSING = frozenset("flew flying fly flown passed passing crossed".split())
_CLASHES = frozenset("fighting clashes battles battle violence".split())
_FLEEING = frozenset("flee fled fleeing escape escaped escaping".split())
_ASIDE = 6
_OBJECT = 9
_SUBJECT = 12
_WORKS = 5
_FIGURE = 8
_CALLING = frozenset("calls called describes described says said claims denies denied accuses accused".split())
_AIR_BASE = frozenset("air military naval army force field".split())
_ADDRESSING = frozenset("warn warned warns warning tell told tells accuse accused accuses urge urged urges asked blamed condemned".split())
_WATERS = ("Sea", "Gulf", "Ocean", "Strait", "Bay")
_ROADS = frozenset("road highway route motorway line".split())
_DISPUTED = frozenset("war wars fighting conflict battle battles clashes border frontier talks truce ceasefire fire tensions exchange".split())


def roles_of(page: MarkedText, strike: Strike, said: Said | None, names: Sequence[Named]) -> list[Mention]:
    """The mentions of a strike clause in text order; ``names`` are all its place names, resolved or not."""
    found: list[tuple[Named, Role]] = []
    for n, named in enumerate(names):
        before = found[-1] if found else None
        if before is not None and len(found) > 1 and page.tokens.words[before[0].last : named.first] == ["'s"]:  # "X in Syria's Idlib"
            before = found[-2]
        found.append((named, _role(page, strike, said, named, before, names[n + 1] if n + 1 < len(names) else None)))
    return [Mention(named.toponym, role) for named, role in settled(page, strike, found)]


def _role(page: MarkedText, strike: Strike, said: Said | None, named: Named, before: tuple[Named, Role] | None, after: Named | None) -> Role:
    words = page.tokens.words
    if is_ship(named):
        return "launch_origin"
    if _speaks(page, strike, said, named):
        return "claimant_seat"
    if is_aside(page, strike, named, after) and not _where_hit(page, strike, named):
        return "context"
    if words[named.first - 1] in (":", "-", "–") and words[named.first - 3] == "launch":  # "(launch area: X)"
        return "launch_origin"
    if _where_hit(page, strike, named) or _is_listed(page, strike, named):
        return "reported_target"
    if is_seat(page, strike, said, named, after):
        return "claimant_seat"
    beside = _beside(page, before, named) if before is not None else None
    if beside is not None:
        return beside
    if after is not None and _holds_next(page, named, after):
        return "container"
    governor = governor_of(page, strike, named)
    role = _by_governor(page, strike, named, governor)
    if role == "reported_target" and is_wide(named.toponym) and governor is not None and governor.word in ("of", "by", "with"):
        return "reported_target" if governor.word == "of" and _owns_target(page, strike, governor.at) else "context"
    return role


def _beside(page: MarkedText, before: tuple[Named, Role], named: Named) -> Role | None:
    """The role that a name takes from the one before it: of one row, what holds it, or what only tells where it lies; None for none."""
    if possessive_stack(page, before[0], named):
        return None
    if before[1] == "reported_target" and _only_near(page, before[0], named):
        return "context"
    if coordinated(page, before[0], named):
        return before[1]
    if contained(page, before[0], named):
        return "claimant_seat" if before[1] == "claimant_seat" else "container"
    return "context" if before[1] in ("launch_origin", "base") and _site_near(page, before[0], named) else None


def _only_near(page: MarkedText, before: Named, named: Named) -> bool:
    """ "X near Y", "X, just outside Y": the second name only tells where the first lies."""
    between = [w for w in page.tokens.words[before.last : named.first] if w not in DETERMINERS and w not in (",", "just")]
    return between in (["near"], ["outside"], ["close", "to"], ["not", "far", "from"])


def _site_near(page: MarkedText, before: Named, named: Named) -> bool:
    """ "from the X air base near Y": the second name only tells where the first lies."""
    words = page.tokens.words
    between = [w for w in words[before.last : named.first] if w not in DETERMINERS and w not in _AIR_BASE and w not in page.grammar.site_nouns]
    return len(between) == 1 and between[0] in ("near", "outside", "in", ",")


def _holds_next(page: MarkedText, named: Named, after: Named) -> bool:
    """ "X's district of Y", "Syrias Idlib", "the Gaza Strip town of Y", "the Kharkiv region village of Y": where the next place lies."""
    words = page.tokens.words[named.last : after.first]
    if words[:1] == ["'s"] or possessive_stack(page, named, after) or whole_of(page, named, after):
        return True
    kinds, nouns = page.grammar.settlement_nouns, page.grammar.located_nouns
    return words[-1:] == ["of"] and 2 <= len(words) <= 4 and words[-2] in kinds and nouns.issuperset(words[:-1])


def _of_strike(page: MarkedText, said: Said, named: Named) -> bool:
    """ "Survivors of an air strike on X told doctors": who speaks is told by the strike."""
    return bool(page.inside(page.marks.triggers, said.first, named.first)) and said.verb_at > named.first


def _speaks(page: MarkedText, strike: Strike, said: Said | None, named: Named) -> bool:
    """Whether a name stands for who speaks, or right before him: "X said", "officials in X said", "In X the government says"."""
    if _is_dateline(page, strike, named):
        return True
    if said is not None and named.first == said.verb_at + 1 and page.tokens.words[said.verb_at] in _ADDRESSING:
        return False
    if page.tokens.word(named.last) in _CALLING:
        return True
    if said is None:
        return False
    if said.first <= named.first < said.last:
        return not _of_strike(page, said, named)
    return named.last == said.first and _opens(page, strike, named.first)


def _is_dateline(page: MarkedText, strike: Strike, named: Named) -> bool:
    """ "Beirut At least 42 people …": a name before the capital that begins the lead, whose dash was lost."""
    i, tokens = named.last, page.tokens
    if named.first != strike.sentence.first or strike.sentence is not page.sentences[min(page.lead, len(page.sentences) - 1)] or i + 1 >= len(tokens):
        return False
    starts = page.capital(i) and not tokens.raw(i).isupper() and tokens.words[i].isalpha() and not tokens.hyphened[i]
    return starts and not page.capital(i + 1) and tokens.words[i + 1].isalpha() and tokens.words[i] not in page.grammar.person_titles


def _owns_target(page: MarkedText, strike: Strike, of: int) -> bool:
    """ "a strike on the power plants of X": the country whose things were hit."""
    return any(t.last == of for t in page.inside(page.marks.targets, max(strike.trigger.last, of - _ASIDE), of))


def _where_hit(page: MarkedText, strike: Strike, named: Named) -> bool:
    """ "the drones headed for X, where a depot was hit": no other place is named of what was hit."""
    words = page.tokens.words
    where = named.last + (page.tokens.word(named.last) in page.grammar.place_nouns)
    where += page.tokens.word(where) == ","
    if page.tokens.word(where) != "where" or is_wide(named.toponym):
        return False
    hit = next((t for t in strike.triggers if t.first > where and words[t.first - 1] in ("was", "were")), None)
    return hit is not None and not page.inside(page.places, where, strike.last)


def _is_listed(page: MarkedText, strike: Strike, named: Named) -> bool:
    """ "hit four towns, including X", "hit vital targets, among them the airport of X", "X was shelled, as was Y"."""
    words = page.tokens.words
    if strike.trigger.first > named.first or is_wide(named.toponym):
        return False
    if words[named.first - 1] == "including" or words[named.first - 2 : named.first] in (["as", "was"], ["as", "were"], ["as", "did"]):
        return True
    low = max(strike.first, named.first - _ASIDE)
    at = next((i for i in range(named.first - 1, low, -1) if words[i - 1 : i + 1] == ["among", "them"]), None)
    return at is not None and not page.inside(page.places, at, named.first)


def _by_governor(page: MarkedText, strike: Strike, named: Named, governor: Governor | None) -> Role:
    if governor is None or governor.word == VERB:
        explains = governor is not None and page.tokens.words[named.first - 1] == ","
        across = governor is not None and 6 < named.first - governor.at <= _OBJECT and page.tokens.word(named.last) != "'s"
        return "reported_target" if explains or across else _by_position(page, strike, named)
    leaves = _left_at(page, strike, governor)
    if leaves is not None:
        return _left(page, strike, named, leaves)
    if is_alarmed(page, strike, governor.at) or (governor.word not in _AIMED and is_stopped(page, strike, governor)):
        return "context"
    carrier = carrier_before(page, strike, governor.at)
    if carrier is not None:
        return carrier
    passed = _passed(page, strike, named, governor)
    if passed is not None:
        return passed
    if governor.word == "between":
        behind = governor.at > strike.trigger.first and not _DISPUTED.intersection(page.tokens.words[governor.at - 3 : governor.at])
        return "reported_target" if behind else "context"
    if governor.word == "to":
        return "reported_target" if is_launched(page, strike, governor.at) else "context"
    if governor.word in _STRUCK_BY:
        held = held_by_ground_verb(page, strike, governor.at) and not _in_flight(page, strike, governor.at)
        return "context" if held else "reported_target"
    if governor.word in ("of", "for"):
        return _of(page, strike, governor)
    return "context"


def _left_at(page: MarkedText, strike: Strike, governor: Governor) -> int | None:
    """The token of the "from" or "out of" that governs a name, at once or from afar ("from positions near X")."""
    if governor.word == "from" or (governor.word == "of" and page.tokens.word(governor.at - 1) == "out"):
        return governor.at
    return None if governor.word in _AIMED else comes_from(page, strike, governor.at)


def _passed(page: MarkedText, strike: Strike, named: Named, governor: Governor) -> Role | None:
    """What aircraft flew over on their way is only named; missiles launched over a sea, or by ships in it, come from there."""
    over = governor.word in ("over", "above")
    if over and page.tokens.words[governor.at - 1] in _CROSSING:
        return "context"
    water = kind_of(named.toponym) == "sea" or named.toponym.surface.endswith(_WATERS)
    if not water or governor.word in _AIMED:
        return None
    launched = over and is_launched(page, strike, governor.at)
    return "launch_origin" if launched or holds_carrier(page, strike, governor.at) else None


def _in_flight(page: MarkedText, strike: Strike, at: int) -> bool:
    """ "killed six as they fled fighting in X": those who flee are hit where the fighting is."""
    words = page.tokens.words
    return strike.trigger.last <= at and words[at - 1] in _CLASHES and not _FLEEING.isdisjoint(words[max(strike.first, at - 4) : at - 1])


def _left(page: MarkedText, strike: Strike, named: Named, at: int) -> Role:
    """What a place behind "from" is: where a munition or an aircraft came from, or one end of a road ("a bus on the road from X to Y")."""
    if page.tokens.words[at - 1] in _ROADS and "to" in page.tokens.words[named.last : named.last + 3]:
        return "reported_target"
    return "launch_origin" if is_launched(page, strike, at) else "context"


def _by_position(page: MarkedText, strike: Strike, named: Named) -> Role:
    """No preposition: the object or passive subject of a strike verb, a modifier of the strike word, or a bulletin's "Place: …"."""
    words = page.tokens.words
    governed = any(
        (t.entry.pos == "verb" or t.entry.lemma == "bombing" or words[t.first - 1] == "to")
        and 0 <= named.first - t.last <= 6
        and _noun_phrase(page, t.last, named.first)
        for t in strike.triggers
    )
    owner = words[named.last : named.last + 1] == ["'s"]
    also = words[named.first - 2 : named.first] == ["and", "the"] and page.tokens.word(named.last) in page.grammar.site_nouns
    governed = governed or (also and any(t.entry.pos == "verb" and 0 < named.first - t.last <= _WORKS for t in strike.triggers))
    behind = page.tokens.word(named.last + 1)
    if governed and not (owner and behind not in page.grammar.area_nouns and behind not in page.grammar.site_nouns):
        return "reported_target"
    if named.first - strike.sentence.first <= 1 and not is_wide(named.toponym) and _heads_entry(page, named):
        return "reported_target"
    if words[named.first - 1] == ":" and any(0 <= named.first - t.last <= _FIGURE for t in strike.triggers):  # "7 air strikes: X, Y, Z"
        return "reported_target"
    for trigger in strike.triggers:
        gap = trigger.first - named.last
        if trigger.entry.pos == "noun" and 0 <= gap <= 1 and not is_wide(named.toponym):
            return "reported_target"
        joint = words[trigger.first - 1] == "were" and "and" in words[named.last : trigger.first]  # "the market of X and the gate of Y were hit"
        if (
            trigger.entry.pos == "verb"
            and trigger.form != "ing"
            and (0 <= gap <= 5 or (0 < gap <= _SUBJECT and (joint or not page.inside(page.places, named.last, trigger.first))))
            and any(words[i] in ("was", "were", "been", "came", "is") for i in range(max(named.last, trigger.first - 5), trigger.first + 1))
        ):
            return "reported_target"
    return "reported_target" if _site_of(page, strike, named) else "context"


def _heads_entry(page: MarkedText, named: Named) -> bool:
    """ "X: two raids", "X city: two raids", "X village (northern Y), 5 March: two raids", "X and Y: artillery fire"."""
    last = named.last + (page.tokens.word(named.last) in page.grammar.settlement_nouns)
    if page.tokens.word(last) in (":", ",", "-", "–"):
        return True
    row = page.tokens.words[last : last + _FIGURE]
    if row[:1] == ["("] and ")" in row:
        return page.tokens.word(last + row.index(")") + 1) in (":", ",")
    colon = row.index(":") if ":" in row else -1
    return colon > 0 and row[0] == "and" and all(page.capital(i) for i in range(last + 1, last + colon) if page.tokens.words[i] != "and")


def _site_of(page: MarkedText, strike: Strike, named: Named) -> bool:
    """ "an air raid brought down the prison of X"."""
    words = page.tokens.words
    at = named.first - 1 - (words[named.first - 1] in DETERMINERS)
    site = words[at] == "of" and words[at - 1] in page.grammar.site_nouns
    return site and strike.trigger.first < at and not held_by_ground_verb(page, strike, at)


def _noun_phrase(page: MarkedText, first: int, last: int) -> bool:
    words = page.tokens.words
    return all(
        (words[i] not in HEAD_PREPOSITIONS and words[i] not in COMMAS and words[i] not in ("and", "that"))
        or words[i] == "of"
        or with_weapon(page, i, last)
        for i in range(first, last)
    )


def _of(page: MarkedText, strike: Strike, governor: Governor) -> Role:
    """ "the bombing of X", "the centre of X": struck; "the capital of X", "the capture of X": not."""
    words = page.tokens.words
    head = words[governor.at - 1] if governor.at > strike.first else ""
    if head in page.grammar.context_nouns and not (head in _ROADS and governor.at > strike.trigger.first):
        return "context"
    if any(t.last == governor.at for t in strike.triggers):
        return "reported_target"
    return "reported_target" if governor.at > strike.trigger.first and not held_by_ground_verb(page, strike, governor.at) else "context"


def _opens(page: MarkedText, strike: Strike, first: int) -> bool:
    """ "in Damascus the government says": "in" and the place open the clause."""
    before = first - 1
    return page.tokens.words[before] == "in" and (before == strike.sentence.first or page.tokens.words[before - 1] in (";", ",", "and", "but"))
