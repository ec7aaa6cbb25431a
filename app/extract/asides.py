"""Names in a strike clause that only belong to something else: a border, a unit, a works, another event, whom a strike was to help."""

from app.extract.marked import MarkedText, Named
from app.extract.strikes import Strike

_PLANTED = 4
_FOR_WHOM = frozenset("support solidarity behalf request defence defense coordination cooperation".split())
_MEANT = frozenset("destined intended meant bound headed".split())
_MEANT_FOR = 8
_BOUNDS = frozenset("border frontier capital road highway route embassy government regime authorities officials talks".split())
_FRONTS = frozenset("direction directions axis axes sector sectors".split())
_UNITS = frozenset("battalion brigade brigades regiment division corps squad squadron cell faction".split())
_WORKS = 5


def is_aside(page: MarkedText, strike: Strike, named: Named, after: Named | None) -> bool:
    """Whether a name only belongs to another event, to something else's name, or to where nothing came down."""
    if named.first in strike.answered or _is_line(named):
        return True
    near = page.inside(page.marks.weapons, max(strike.first, named.first - _PLANTED), named.first)
    if any(w.entry.excluded and "bomb" in w.text.lower() for w in near):  # "a car bomb in X killed four; in Y an air strike …"
        return True
    return _only_owner(page, named) or _names_works(page, named, after) or _missed(page, strike, named) or _for_whom(page, strike, named)


def _for_whom(page: MarkedText, strike: Strike, named: Named) -> bool:
    """ "in support of the Government of X", "in solidarity with people in X": whom a strike was to help is not whom it hit."""
    words = page.tokens.words
    low = max(strike.first, named.first - _MEANT_FOR)
    if _FOR_WHOM.isdisjoint(words[low : named.first]):
        return False
    at = next((i for i in range(named.first - 1, low - 1, -1) if words[i] in _FOR_WHOM and words[i + 1] in ("of", "with")), None)
    return at is not None and not page.inside(page.marks.triggers, at, named.first) and "," not in words[at : named.first]


def _is_line(named: Named) -> bool:
    """ "the Line of Control", "the Durand Line": a line on the map is crossed, not struck."""
    surface = named.toponym.surface.lower()
    return "line of " in surface or surface.endswith((" line", " border", " frontier"))


def _missed(page: MarkedText, strike: Strike, named: Named) -> bool:
    """ "destined for a site in X": where a weapon was meant to go is not where it came down."""
    low = max(strike.first, named.first - _MEANT_FOR)
    meant = not _MEANT.isdisjoint(page.tokens.words[low : named.first])
    return meant and any(t.first > named.first and t.entry.pos == "verb" for t in strike.triggers)


def _names_works(page: MarkedText, named: Named, after: Named | None) -> bool:
    """ "the Bryansk Chemical Plant in Seltso": a name that is part of that of a works which is said to be elsewhere."""
    if after is None or not 2 <= after.first - named.last <= _WORKS or page.tokens.words[after.first - 1] not in ("in", "at", "near"):
        return False
    return all(page.capital(i) for i in range(named.last, after.first - 1)) and page.tokens.words[named.last] not in ("and", "in")


def _only_owner(page: MarkedText, named: Named) -> bool:
    """ "Iran-backed", "the Jordan border": a name that only qualifies something else."""
    i = named.last
    if i >= len(page.tokens):
        return False
    word = page.tokens.words[i]
    if word == "government" and page.tokens.word(i + 1) in page.grammar.site_nouns:  # "the X government hospital"
        return False
    return (page.tokens.hyphened[i] and not page.capital(i)) or word in _BOUNDS or word in _UNITS or word in _FRONTS
