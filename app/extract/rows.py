"""Place names that stand in one row ("Raqqa, Idlib and Aleppo") or one inside the other ("X in Y province")."""

from app.extract.grammar import DETERMINERS, DIRECTIONS, PREPOSITIONS
from app.extract.marked import MarkedText, Named, is_wide, kind_of, people_of
from app.model.codes import AREA_KINDS

_PARTS = frozenset(
    "quarter quarters neighbourhood neighbourhoods neighborhood neighborhoods district districts suburb suburbs outskirts part parts".split()
)
_TOWNS = frozenset(("settlement", "district"))
_DIVISIONS = frozenset("district districts sub-district subdistrict township county municipality raion prefecture parish commune".split())
_LYING = DIRECTIONS | {"outer"}
_APPOSED = 8
_WORKS = 4


def coordinated(page: MarkedText, before: Named, named: Named) -> bool:
    """ "Raqqa, Idlib and Aleppo", also where the commas are lost."""
    between = page.tokens.words[before.last : _begin(page, before, named)]
    if len(between) > 5 or _part_of(page, before, named):
        return False
    sites = {i for t in page.inside(page.marks.targets, before.first, named.first) if t.first <= before.last for i in range(t.first, t.last)}
    between = [w for i, w in enumerate(between, before.last) if not (page.capital(i) or i in sites)] or between
    if not between:
        return before.toponym.within != (named.toponym.start, named.toponym.end)
    rest = [
        w
        for w in between
        if w not in DETERMINERS
        and w not in page.grammar.located_nouns
        and w not in DIRECTIONS
        and w not in ("of", "s")
    ]
    if rest == [","] and page.tokens.word(named.last) == ":":
        return False
    joined = rest in ([","], ["and"], [",", "and"], ["or"], ["&"], ["as", "well", "as"])
    return joined and not (rest == [","] and _larger(before, named) and not _lists_on(page, named))


def _lists_on(page: MarkedText, named: Named) -> bool:
    """ "from X, Y and Z province": a comma before the last but one of a row, no larger place."""
    behind = page.inside(page.places, named.last + 1, named.last + 5) if page.tokens.word(named.last) == "and" else []
    return any(n.first == named.last + 1 and kind_of(n.toponym) in AREA_KINDS for n in behind)


def contained(page: MarkedText, before: Named, named: Named) -> bool:
    """ "X in Y province", "X, Y province": the second holds the first."""
    if before.toponym.within == (named.toponym.start, named.toponym.end):
        return True
    if page.tokens.words[before.last : named.first] == [","] and page.tokens.word(named.last) == ":":
        return True
    between = page.tokens.words[before.last : _begin(page, before, named)]
    if _part_of(page, before, named) or _site_in(page, before, named) or _lies_in(page, before, named):
        return True
    if between[:1] == ["'s"]:  # "X's Y district" is in X
        return False
    if len(between) > 8 or not _larger(before, named) or ("and" in between and page.inside(page.marks.triggers, before.last, named.first)):
        return False
    rest = [w for w in between if w not in DETERMINERS and w not in DIRECTIONS and (w.isalpha() or w == ",")]
    if not rest or rest[0] in ("in", ",", "of"):
        return True
    if rest[0] in page.grammar.place_nouns and ("in" in rest or rest[1:] == ["of"]):  # "the X area of Y"
        return True
    return kind_of(before.toponym) in ("installation", "airfield") and rest[-1] == "in" and len(rest) <= _WORKS


def _begin(page: MarkedText, before: Named, named: Named) -> int:
    """Where the phrase of a name begins: at its possessor, if it has one ("Syria's Idlib")."""
    if page.tokens.words[named.first - 1 : named.first] != ["'s"]:
        return named.first
    owner = [n for n in page.inside(page.places, max(0, named.first - _APPOSED), named.first) if n.last == named.first - 1]
    return owner[0].first if owner and owner[0].first >= before.last else named.first


def _site_in(page: MarkedText, before: Named, named: Named) -> bool:
    """ "the Ilsky refinery in Krasnodar region", "the X camp in Y": a site of that name lies in the larger place, a camp in any."""
    at = _begin(page, before, named)
    at -= 1 + (page.tokens.words[at - 1] in DETERMINERS)
    if at <= before.last or page.tokens.words[at] != "in" or not page.tokens.words[at - 1].isalpha():
        return False
    site = any(t.last == at and t.first <= before.last for t in page.inside(page.marks.targets, before.first, at))
    return site and (_larger(before, named) or page.tokens.words[at - 1] == "camp")


def _lies_in(page: MarkedText, before: Named, named: Named) -> bool:
    """ "X village in Y", "the gardens at X, in Y sub-district", "X in Y township, Z": what a name is said to be in holds it, whatever its kind."""
    between = [w for w in page.tokens.words[before.last : _begin(page, before, named)] if w not in DETERMINERS and w not in _LYING]
    if between[:1] and between[0] in page.grammar.place_nouns:
        between = between[1:]
    if between == ["in"] and not is_wide(before.toponym) and not before.toponym.relation:
        return kind_of(named.toponym) != "sea"  # a ship's name may be taken for a place
    return between in ([","], [",", "in"]) and page.tokens.word(named.last) in _DIVISIONS


def whole_of(page: MarkedText, named: Named, after: Named) -> bool:
    """ "the X suburb of Y" where X is the city: the larger of two places that a part joins is the whole."""
    return _joined_by_part(page, named, after) and people_of(named.toponym) > people_of(after.toponym)


def _part_of(page: MarkedText, before: Named, named: Named) -> bool:
    """ "the X quarter of Y", "X and Z, besieged suburbs of Y": the part before the whole."""
    kind = named.toponym.place.kind if named.toponym.place is not None else kind_of(named.toponym)
    return kind in _TOWNS and _joined_by_part(page, before, named) and people_of(named.toponym) >= people_of(before.toponym)


def _joined_by_part(page: MarkedText, before: Named, named: Named) -> bool:
    """Whether nothing but the part and what describes it stands between two names."""
    between = page.tokens.words[before.last : named.first]
    if between[-1:] != ["of"] or not 1 < len(between) <= _APPOSED or between[-2] not in _PARTS:
        return False
    plain = PREPOSITIONS.isdisjoint(between[:-2]) and not {"and", "or"}.intersection(between)
    return plain and not page.inside(page.marks.triggers, before.last, named.first)


def _larger(small: Named, large: Named) -> bool:
    inner, outer = kind_of(small.toponym), kind_of(large.toponym)
    if outer not in AREA_KINDS:
        return False
    below = inner in ("district", "region") and outer in AREA_KINDS and inner != outer
    return inner not in AREA_KINDS or is_wide(large.toponym) or below


def possessive_stack(page: MarkedText, named: Named, after: Named) -> bool:
    """ "Syria's Idlib" whose apostrophe was lost ("Syrias Idlib", "Idlibs Saraqib") is found as one toponym right before another."""
    return named.last == after.first and (is_wide(named.toponym) or page.tokens.ends[named.last - 1] == named.end + 1)
