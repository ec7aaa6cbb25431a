"""Whether two drafts mean one strike: nothing in them contradicts, and something says so."""

from collections.abc import Sequence

from app.extract.areas import fine_places, heads, holders, holds, listed_areas, named_places, place_names
from app.extract.drafts import Draft
from app.extract.marked import kind_of
from app.extract.voices import grows, leads, one_source, same_numbers, share_label
from app.model.claim import Actor, Quantity, When
from app.model.codes import AREA_KINDS

_AIR = frozenset("air_strike bomb barrel_bomb glide_bomb cluster_munition missile drone_strike".split())
_GROUND = frozenset("artillery rocket mortar missile ballistic_missile cruise_missile".split())
_COUNTED_ONCE = frozenset("munitions sorties raids strikes explosions targets sites".split())
_FORCES = frozenset(("army", "air force", "military", "armed forces"))
_NEXT, _STORY = 2, 6


def same_strike(a: Draft, b: Draft) -> bool:
    """Whether nothing in two drafts contradicts and something says that they are one strike."""
    told = a.kind == b.kind == "body"
    strikers = _names if told else proper_names
    if _apart(a, b) or not one_side(strikers(a.actors), strikers(b.actors)) or not one_source(a, b):
        return False
    one, other = (place_names(fine_places(item) if told else item.struck) for item in (a, b))
    if one and other:
        return _one_place(a, b, one, other)
    if not told or b.definite or same_numbers(a.quantities, b.quantities):
        return True
    vague = a.leads and not one  # "bombers have hit depots in the east", then which and where
    reach = _STORY if vague and a.source is None else _NEXT
    return b.order - a.order <= reach and (vague or not _own_tool(a, b))


def _apart(a: Draft, b: Draft) -> bool:
    """Whether something of two drafts contradicts: how sure they are, weapon, day, what was counted, or that the later is told as another."""
    if a.modality != b.modality or not (_one_weapon(a, b) and _one_time(a.when, b.when)):
        return True
    if b in a.contains or a in b.contains or (a.order == b.order and a.provoked != b.provoked):
        return True
    if _other_entry(a, b) or _contrasted(a, b):
        return True
    if not (a.quantities and b.quantities):
        return False
    if _numbers_differ(a.quantities, b.quantities) and not _details(a, b):
        return True
    return _of_more_days(a, b) or _of_more_days(b, a) or is_share(a, b)


def is_share(whole: Draft, part: Draft) -> bool:
    """ "Raids across the country killed 44", then "in X 16 died": a smaller toll at a place, after one that names none."""
    return not whole.struck and bool(fine_places(part)) and grows(part, whole)


def _other_entry(a: Draft, b: Draft) -> bool:
    """Whether they stand in two rows of a list, or in two entries of a live blog of which the first names nobody."""
    if a.paragraph == b.paragraph or a.entry != b.entry:
        return False
    return a.entry == "bullet" or (a.entry == "time" and a.source is None)


def _of_more_days(day: Draft, days: Draft) -> bool:
    """ "Eight died on Thursday. Since Monday 120 have been killed": a sum of more days than the one that the other is of."""
    if day.when is None or days.when is None or day.when.start is None or days.when.start is None or days.when.end is None:
        return False
    longer = day.when.start == day.when.end and (days.when.end - days.when.start).days > 1
    return longer and grows(day, days)


def _one_place(a: Draft, b: Draft, one: set[str], other: set[str]) -> bool:
    """Whether the struck places of two drafts, ``one`` and ``other``, share a place, lie in one another or are spelled out by the later."""
    if one & place_names(named_places(b)) or other & place_names(named_places(a)):
        return True
    unknown = b.order - a.order == 1 and len(one) == 1 and all(m.toponym.place is None for m in fine_places(b))
    spelled_out = a.kind == "body" and (unknown or same_numbers(a.quantities, b.quantities)) and leads(a, b)
    return spelled_out or holds(a, b) or holds(b, a) or heads(a, b) or bool(listed_areas(a) & holders(b)) or _narrows(a, b)


def _narrows(lead: Draft, detail: Draft) -> bool:
    """ "Raids on a town on the outskirts of X", then "six strikes hit Y": the lead's area, told exactly by its own source in the next sentence."""
    if not lead.leads or lead.source is None or detail.source is None or lead.source.name != detail.source.name:
        return False
    vague = all(m.toponym.relation or kind_of(m.toponym) in AREA_KINDS for m in fine_places(lead))
    return vague and 0 < detail.order - lead.order <= _NEXT and not (grows(lead, detail) or grows(detail, lead))


def _contrasted(a: Draft, b: Draft) -> bool:
    """Whether the later statement sets others that were hit against those of the earlier."""
    return b.contrast and a.order != b.order and not (a.target.labels and share_label(a, b))


def _names(actors: tuple[Actor, ...]) -> set[str]:
    return {actor.name for actor in actors if actor.role == "attacker"}


def proper_names(actors: tuple[Actor, ...]) -> set[str]:
    """Without "the army", "navy jets" (in lower case), which in a headline may be anybody's."""
    return {name for name in _names(actors) if not name.islower()}


def one_side(a: set[str], b: set[str]) -> bool:
    """Whether one side is in both, or one has none; "the coalition" is the one that has a longer name, "the army" has the air force."""
    if not a or not b or a & b or (a & _FORCES and b & _FORCES):
        return True
    return any(one.endswith(f" {two}") or two.endswith(f" {one}") for one in a for two in b)


def _own_tool(a: Draft, b: Draft) -> bool:
    """Whether each names another carrier: a bomber here, a helicopter there; a drone is an unmanned aircraft."""
    if a.weapon is not None and b.weapon is not None and a.weapon.code == b.weapon.code == "drone_strike":
        return False
    return a.platform is not None and b.platform is not None and a.platform.lower() != b.platform.lower()


def _one_weapon(a: Draft, b: Draft) -> bool:
    one, two = (a.weapon.code if a.weapon else None), (b.weapon.code if b.weapon else None)
    return one is None or two is None or one == two or (one in _AIR and two in _AIR) or (one in _GROUND and two in _GROUND)


def _one_time(a: When | None, b: When | None) -> bool:
    if a is None or b is None:
        return True
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return (a.start is None) != (b.start is None) or _one_weekday(a.text.lower(), b.text.lower())
    if (a.start, a.end) == (b.start, b.end):
        return True
    if (a.date_prec or 1) == 1 and (b.date_prec or 1) == 1:
        return False
    return a.start <= b.end and b.start <= a.end and ((a.end - a.start).days <= 1 or (b.end - b.start).days <= 1) and abs((a.end - b.end).days) <= 1


def _one_weekday(one: str, other: str) -> bool:
    """Whether the words of two days that nobody can resolve name no two weekdays: "for a third day" and "on Sunday" may be one."""
    named = [{word for word in text.split() if word.endswith("day") and len(word) > len("today")} for text in (one, other)]
    return one == other or (not (named[0] and named[1]) and one.split()[-1:] != other.split()[-1:]) or bool(named[0] & named[1])


def _numbers_differ(a: Sequence[Quantity], b: Sequence[Quantity]) -> bool:
    """Counts of what was fired or hit that contradict; the dead may be given in parts."""
    for unit in _COUNTED_ONCE.intersection([q.unit for q in a], [q.unit for q in b]):
        mine, theirs = {(q.min, q.max) for q in a if q.unit == unit}, {(q.min, q.max) for q in b if q.unit == unit}
        if mine and theirs and not mine & theirs:
            return True
    return False


def _details(whole: Draft, part: Draft) -> bool:
    """ "16 bombs fell on X. Two of them hit the hospital": fewer, and told on by the same source of no other place."""
    near = 0 < part.order - whole.order <= _NEXT and part.said is None and not any(m.link == "stated" for m in part.struck)
    fired = [max((q.min or 0 for q in item.quantities if q.unit == "munitions"), default=0) for item in (whole, part)]
    return near and 0 < fired[1] < fired[0]
