"""Ships by name: "the frigate Admiral X", "the carrier USS Y". No gazetteer holds them, and a claim lists them as where it was launched (law 8)."""

from app.extract.marked import MarkedText, Named
from app.extract.strikes import Strike
from app.model.place import Toponym

_AFLOAT = frozenset(("ship", "submarine"))
_PREFIXES = frozenset("uss hms hmas ins".split())
_REASON = "a ship, which no gazetteer holds"
_STRUCK = frozenset("at on against towards hit struck attacked sank damaged hitting striking attacking targeting targeted".split())
_CLASSES = frozenset("frigate frigates destroyer destroyers cruiser cruisers corvette corvettes submarine submarines carrier carriers".split())
_LONGEST = 4
_FIRES = 6


def ships_between(page: MarkedText, first: int, last: int) -> list[Named]:
    """The named ships of a token range: the name with the kind of ship before it, or with its prefix alone."""
    words = page.tokens.words
    found: list[Named] = []
    kinds = {p.last: p for p in page.inside(page.marks.platforms, first, last) if p.entry.cls in _AFLOAT and words[p.last - 1] in _CLASSES}
    if not kinds and _PREFIXES.isdisjoint(words[first:last]):
        return []
    i = first
    while i < last:
        kind = kinds.get(i)
        prefixed = words[i] in _PREFIXES and page.tokens.raw(i).isupper()
        stop = i
        while stop < last and stop - i < _LONGEST and page.capital(stop) and words[stop].isalpha():
            stop += 1
        if (kind is not None and stop > i) or (prefixed and stop > i + 1):
            found.append(_ship(page, kind.first if kind is not None else i, stop))
            i = stop
        i += 1
    return found


def _ship(page: MarkedText, first: int, last: int) -> Named:
    start, end = page.tokens.starts[first], page.tokens.ends[last - 1]
    return Named(Toponym(start, end, page.tokens.text[start:end], None, None, None, 0.0, _REASON), start, end, first, last)


def is_ship(named: Named) -> bool:
    """Whether a name is that of a ship found here."""
    return named.toponym.reason == _REASON


def ships_of(page: MarkedText, strike: Strike) -> list[Named]:
    """The named ships of a strike clause that fire: before a strike word or behind "from", not those that are hit."""
    return [ship for ship in ships_between(page, strike.first, strike.last) if _fires(page, strike, ship)]


def _fires(page: MarkedText, strike: Strike, ship: Named) -> bool:
    words = page.tokens.words
    before = ship.first - 1 - (words[ship.first - 1] in ("the", "a"))
    if before >= strike.first and words[before] in ("from", "aboard"):
        return True
    if before >= strike.first and words[before] in _STRUCK:
        return False
    behind = words[ship.last : ship.last + _FIRES]
    return not page.grammar.launch_verbs.isdisjoint(behind) and not {"was", "were", "hit", "struck"}.intersection(behind[:2])
