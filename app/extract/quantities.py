"""Which numbers of a stretch are a strike's own: no stocks, nothing shot down, no toll of a war, of another deed or of an earlier count."""

from app.extract.marked import MarkedText
from app.extract.phrases.figures import QuantityFound
from app.model.claim import Quantity

_ANTECEDENT = 6
_FIGURES = frozenset("figure toll count number estimate said put reported".split())
_DOERS = frozenset("group organisation organization movement party network faction man men gunman gunmen fighter fighters bomber bombers".split())
_HAVING = frozenset("had has have reportedly also allegedly".split())
_TOLLS = frozenset("toll dead deaths killed death".split())
_RAISED = frozenset("rise rises rose risen climbs climbed raised raises raising bringing brought reached stands stood updated revised now".split())


def raises_toll(page: MarkedText, first: int, last: int) -> bool:
    """ "The toll has risen to nine", "now stands at nine": the figure takes the place of the one given before."""
    words = page.tokens.words[first:last]
    return not _TOLLS.isdisjoint(words) and not _RAISED.isdisjoint(words)


def quantities_of(page: MarkedText, first: int, last: int, other: frozenset[int] = frozenset(), *, totals: bool = False) -> list[Quantity]:
    """The numbers of a stretch that belong to a strike, each once: no stocks, none of another event (tokens ``other``).

    ``totals``: those of a whole campaign too, which are the claim's own only where it tells of the campaign.
    """
    inside = [q for q in page.inside(page.quantities, first, last) if page.tokens.at(q.start) not in other]
    own = (q for q in inside if not (q.stock or (q.background and not totals) or q.downed or _of_others(page, q)))
    found = [q.quantity for q in own if q.quantity.unit in ("killed", "injured") or not q.article or _is_one(page, q, first)]
    return list(dict.fromkeys(found))


def _is_one(page: MarkedText, found: QuantityFound, first: int) -> bool:
    """Whether "a" is a number: "fired a missile"; "near X, an air strike destroyed a bunker", in a bulletin that counts strikes by place."""
    at = page.tokens.at(found.start)
    before = page.tokens.word(at - 1)
    if found.quantity.unit == "munitions":
        return before in ("fired", "launched")
    return found.quantity.unit == "strikes" and before == "," and page.tokens.words[first] == "near"


def _of_others(page: MarkedText, found: QuantityFound) -> bool:
    """ "a group that killed 11 policemen", "where suicide bombers killed 100", "he had spoken of ten": a toll of another deed, or an earlier one."""
    if found.governor is None or found.quantity.unit not in ("killed", "injured"):
        return False
    words = page.tokens.words
    at = page.tokens.at(found.governor[0])
    lead = words[max(0, min(at, page.tokens.at(found.start)) - _ANTECEDENT) : at]
    if ("spoken" in lead and "had" in lead) or "initially" in lead or ("earlier" in lead and _FIGURES.intersection(lead)):  # a figure that is past
        return True
    if "suicide" in words[max(0, at - 3) : at]:
        return True
    if not 0 < at < len(words) or at > page.tokens.at(found.start):
        return False
    i = at - 1
    while i > 0 and words[i] in _HAVING:
        i -= 1
    if words[i] not in ("that", "who") or words[at] in ("lost", "losing"):
        return False
    return words[i - 1] in _DOERS or any(a.last == i for a in page.inside(page.marks.actors, max(0, i - _ANTECEDENT), i))
