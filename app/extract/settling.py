"""What only a whole clause can say of its place names: which of several was struck, which one holds it or only helps to find it."""

from app.extract.grammar import DETERMINERS, DIRECTIONS
from app.extract.marked import MarkedText, Named, is_wide, kind_of
from app.extract.strikes import Strike
from app.model.codes import AREA_KINDS, Role

_OPENERS = frozenset("elsewhere meanwhile also and but nearby".split())
_COASTS = frozenset("coast coastline shore shores".split())
_SITED = frozenset(("reported_target", "launch_origin", "base"))
_ASIDE = 6
_FAR = 14


def settled(page: MarkedText, strike: Strike, found: list[tuple[Named, Role]]) -> list[tuple[Named, Role]]:
    """The names of a clause with the roles that each has beside the others."""
    opener = found[0][0] if found and _opens_with(page, strike, found[0][0]) else None
    coasts = [named for named, role in found if role == "reported_target" and _is_coast(page, named)]
    if coasts and any(role == "reported_target" and named not in coasts for named, role in found):
        found = [(named, "context" if named in coasts else role) for named, role in found]
    return _smallest_struck(_filed(page, strike, _narrowed(page, found, opener)))


def _opens_with(page: MarkedText, strike: Strike, named: Named) -> bool:
    """ "In Khost province, aircraft struck …", "Elsewhere in Khost, …": a place before the clause proper."""
    words = page.tokens.words
    opening = words[strike.first] in ("in", "across") or (words[strike.first] in _OPENERS and words[strike.first + 1] == "in")
    return opening and named.first - strike.first <= 4 and words[named.first - 1] != "and"


def _filed(page: MarkedText, strike: Strike, roled: list[tuple[Named, Role]]) -> list[tuple[Named, Role]]:
    """ "Idlib: rockets hit a school in Saraqib": what an entry is filed under holds the place that its words name; abroad it is a dateline."""
    heading = roled[0][0] if roled else None
    if heading is None or heading.first != strike.sentence.first or page.tokens.word(heading.last) != ":":
        return roled
    struck = [other for other, role in roled[1:] if role == "reported_target"]
    if not struck:
        return roled
    return [(heading, "container" if any(_may_lie_in(other, heading) for other in struck) else "claimant_seat"), *roled[1:]]


def _smallest_struck(roled: list[tuple[Named, Role]]) -> list[tuple[Named, Role]]:
    """Where nothing smaller is said to be hit, the town that would hold it was hit: "one of the hospitals in the east of X"."""
    if any(role in _SITED for _, role in roled):
        return roled
    at = next((n for n, (named, role) in enumerate(roled) if not (role == "container" and is_wide(named.toponym))), None)
    if at is None or roled[at][1] != "container" or kind_of(roled[at][0].toponym) in AREA_KINDS:
        return roled
    return [*roled[:at], (roled[at][0], "reported_target"), *roled[at + 1 :]]


def _may_lie_in(inner: Named, outer: Named) -> bool:
    """Whether nothing that is known puts one place into another country than the other: a dateline holds no target abroad."""
    one, two = inner.toponym.place, outer.toponym.place
    return one is None or two is None or one.country == two.country


def _found_by(other: Named, role: Role, named: Named) -> bool:
    """Whether a name only helps to find the one before it: "X, 20 km west of Y", "caves in X near Y"."""
    gap = named.first - other.last
    if not named.toponym.relation or gap <= 0:
        return False
    if _is_way(named):
        return gap <= _FAR and role in _SITED and not _is_way(other)
    return gap <= _ASIDE and role == "reported_target" and not is_wide(other.toponym) and not other.toponym.relation


def _is_beside(page: MarkedText, found: list[tuple[Named, Role]], named: Named) -> bool:
    """Whether a name of the same phrase is the place that this one helps to find."""
    near = [(other, role) for other, role in found if _found_by(other, role, named)]
    return any(not page.inside(page.marks.triggers, other.last, named.first) for other, _ in near)


def _leads_to(page: MarkedText, found: list[tuple[Named, Role]], n: int) -> bool:
    """ "a mosque north of X city, in Y": the name behind is where it stands."""
    named, after = found[n][0], found[n + 1] if n + 1 < len(found) else None
    if after is None or after[1] != "reported_target" or not _is_way(named):
        return False
    between = page.tokens.words[named.last : after[0].first]
    return [w for w in between if w != "," and w not in page.grammar.settlement_nouns and w not in DETERMINERS] == ["in"]


def _smaller(later: Named, opener: Named) -> bool:
    """Whether a place named later lies in the one that opens the clause: in a province, or as the quarter of a town."""
    outer, inner = kind_of(opener.toponym), kind_of(later.toponym)
    inside = (outer in AREA_KINDS and inner != outer) or (inner == "neighbourhood" and outer == "settlement")
    return inside and later.first > opener.last


def _is_coast(page: MarkedText, named: Named) -> bool:
    """ "sites on the Black Sea coast near X": where no place on it is named, the coast was struck."""
    return page.tokens.word(named.last) in _COASTS


def _is_way(named: Named) -> bool:
    """Whether a name tells the way to another place: "20 km south-west of X", not "central X"."""
    words = named.toponym.relation.replace("-", "").split()
    return words[-1:] in (["of"], ["from"]) and not DIRECTIONS.isdisjoint(words)


def _opens_aside(page: MarkedText, named: Named) -> bool:
    """ "Further west, in X, shells hit a camp in Y"."""
    return page.tokens.words[named.first - 2 : named.first] == [",", "in"] and page.tokens.word(named.last) == ","


def _narrowed(page: MarkedText, found: list[tuple[Named, Role]], first: Named | None) -> list[tuple[Named, Role]]:
    """What only the whole clause can say: a country, or the place another lies "west of", is no target beside a nearer one."""
    fine = [named for named, role in found if role == "reported_target" and not is_wide(named.toponym)]
    smaller = [named for named in fine if kind_of(named.toponym) not in AREA_KINDS or kind_of(named.toponym) == "district"]
    roled: list[tuple[Named, Role]] = []
    for n, (named, role) in enumerate(found):
        if role == "reported_target" and is_wide(named.toponym) and fine:
            role = "container"
        elif role == "reported_target" and (first is named or _opens_aside(page, named)) and any(_smaller(other, named) for other in smaller):
            role = "container"
        elif role in _SITED and (_is_beside(page, found, named) or _leads_to(page, found, n)):
            role = "context"
        roled.append((named, role))
    return roled
