"""One claim per strike: clauses of one source that mean the same strike become one claim with several spans."""

from collections.abc import Sequence
from dataclasses import replace

from app.extract.drafts import ACCOUNTS, Draft
from app.extract.marked import is_wide, kind_of
from app.extract.speakers import Source
from app.model.claim import Actor, Mention, Quantity, Target, When
from app.model.codes import AREA_KINDS
from app.model.place import Toponym

_AIR = frozenset("air_strike bomb barrel_bomb glide_bomb cluster_munition missile drone_strike".split())
_GROUND = frozenset("artillery rocket mortar missile ballistic_missile cruise_missile".split())
_COUNTED_ONCE = frozenset("munitions sorties raids strikes explosions targets sites".split())
_BARE = {
    "monitor": frozenset("activist activists monitor monitors monitoring watchdog agencies groups".split()),
    "news_media": frozenset(("media", "reports")),
}
_HOLDERS = tuple("village villages town towns city district quarter neighbourhood neighborhood area areas targets".split())
_COMMON = frozenset("the of and forces targets positions areas groups fighters in".split())
_WEEK = 3
_NEXT = 2
_MOST_SPANS, _MOST_MENTIONS = 40, 120  # no report of one strike has more; keeps hostile repetition linear
_REACH = 14


def merge(drafts: Sequence[Draft]) -> list[Draft]:
    """Put together, in text order, every draft with the earlier one whose strike it repeats."""
    merged: list[Draft] = []
    became: dict[int, Draft] = {}
    for later in drafts:
        recent = range(len(merged) - 1, max(-1, len(merged) - 1 - _REACH), -1)
        at = next((i for i in recent if same_strike(merged[i], later)), None)
        if at is None:
            merged.append(later)
        else:
            earlier = merged[at]
            merged[at] = became[id(later)] = became[id(earlier)] = joined(earlier, later)
    for item in merged:
        item.contains = [became.get(id(part), part) for part in item.contains]
    return merged


def same_strike(a: Draft, b: Draft) -> bool:
    """Whether nothing in two drafts contradicts and something says that they are one strike."""
    if _apart(a, b) or not _one_source(a, b):
        return False
    told = a.kind == b.kind == "body"
    strikers = _names if told else _proper_names
    if not _shares(strikers(a.actors), strikers(b.actors)):
        return False
    one, other = (place_names(_fine(item) if told else item.struck) for item in (a, b))
    if one and other:
        return _one_place(a, b, one, other)
    if not told or b.definite or _same_numbers(a.quantities, b.quantities):
        return True
    return b.order - a.order <= _NEXT and not _own_tool(a, b)


def _apart(a: Draft, b: Draft) -> bool:
    """Whether something of two drafts contradicts: how sure they are, weapon, day, what was counted, or that the later is told as another."""
    if b in a.contains or a in b.contains or (a.order == b.order and a.provoked != b.provoked):
        return True
    if (a.entry == b.entry == "bullet" and a.paragraph != b.paragraph) or a.modality != b.modality or _contrasted(a, b):
        return True
    counted_otherwise = _numbers_differ(a.quantities, b.quantities) and not _details(a, b)
    return counted_otherwise or not (_one_weapon(a, b) and _one_time(a.when, b.when))


def _one_place(a: Draft, b: Draft, one: set[str], other: set[str]) -> bool:
    """Whether the struck places of two drafts, ``one`` and ``other``, share a place, lie in one another or are spelled out by the later."""
    if one & place_names(_named(b)) or other & place_names(_named(a)):
        return True
    spelled_out = a.kind == "body" and _same_numbers(a.quantities, b.quantities) and _leads(a, b)
    return spelled_out or _holds(a, b) or _holds(b, a) or _heads(a, b)


def joined(a: Draft, b: Draft) -> Draft:
    """One draft of two: the more telling clause is quoted and leads, the other fills what it leaves open."""
    lead, other = (b, a) if b.specificity > a.specificity else (a, b)
    lead.spans += [span for span in other.spans[: max(0, _MOST_SPANS - len(lead.spans))] if span not in lead.spans]
    if lead.source is None or (lead.kind == "headline" and lead.said is None):
        if other.source is not None and (
            other.source.kind != "unattributed" or other.kind == lead.kind
        ):  # "footage shows" speaks for no sentence but its own
            lead.source, lead.said = other.source, other.said
    elif other.source is not None and _named_by(lead.source, other.source):
        lead.source = other.source
    lead.actors = lead.actors if _proper_names(lead.actors) or not other.actors else other.actors
    if lead.weapon is None or (other.weapon is not None and lead.weapon.code in (None, "air_strike") and other.weapon.code is not None):
        lead.weapon = other.weapon
    lead.platform = lead.platform or other.platform
    if not _dated(lead.when) and other.when is not None and (other.when.date_prec or 0) <= _WEEK:
        lead.when = other.when
    mine = other.said is None or (lead.source is not None and other.source is not None and other.source.name == lead.source.name)
    if not lead.target.labels or (mine and not _retells(other, lead)):  # whoever tells it says in his words what was hit (law 6)
        labels = tuple(dict.fromkeys((*lead.target.labels, *other.target.labels)))
        lead.target = Target(labels, lead.target.cls or other.target.cls)
    lead.quantities = counted(a.quantities, b.quantities, raised=b.raises)
    known = place_names(lead.struck)
    lead.mentions += [_carried(mention, known) for mention in other.mentions[: max(0, _MOST_MENTIONS - len(lead.mentions))]]
    lead.order, lead.paragraph = max(a.order, b.order), b.paragraph
    lead.definite = a.definite and b.definite
    lead.contains += other.contains
    return lead


def counted(before: Sequence[Quantity], later: Sequence[Quantity], *, raised: bool) -> list[Quantity]:
    """The figures of two statements of one strike, each once; those of a toll that was raised are the later ones."""
    new = {(q.unit, q.of) for q in later if raised and q.unit in ("killed", "injured")}
    return list(dict.fromkeys((*(q for q in before if (q.unit, q.of) not in new), *later)))


def place_key(toponym: Toponym) -> str:
    """What tells two places apart: the gazetteer's id, else the name as printed."""
    return toponym.place.id if toponym.place is not None else toponym.surface.lower()


def place_names(mentions: Sequence[Mention]) -> set[str]:
    """The places of some mentions."""
    return {place_key(m.toponym) for m in mentions}


def _fine(item: Draft) -> list[Mention]:
    """The struck places below a country: a country alone tells no two strikes apart."""
    return [m for m in item.struck if not is_wide(m.toponym)]


def _named(item: Draft) -> list[Mention]:
    """The places of a draft but those that only contain others."""
    return [m for m in item.mentions if m.role in ("reported_target", "context")]


def _carried(mention: Mention, known: set[str]) -> Mention:
    if mention.role == "launch_origin" and known:
        return replace(mention, link="inferred")
    return mention


def _contrasted(a: Draft, b: Draft) -> bool:
    """Whether the later statement sets others that were hit against those of the earlier."""
    return b.contrast and a.order != b.order and not (a.target.labels and _share_label(a, b))


def _other_target(a: Draft, b: Draft) -> bool:
    """Whether two labels name things of different classes; "a village", "targets" may hold either."""
    things = {item.target.cls for item in (a, b) if not all(label.lower().endswith(_HOLDERS) for label in item.target.labels)}
    return len(things) == 2 and things.isdisjoint((None, "civilians")) and not _share_label(a, b)


def _share_label(a: Draft, b: Draft) -> bool:
    """Whether a word of their labels is the same, or one has none."""
    if not a.target.labels or not b.target.labels:
        return True
    mine, theirs = ({word for label in item.target.labels for word in label.lower().split()} for item in (a, b))
    return bool((mine & theirs) - _COMMON)


def _names(actors: tuple[Actor, ...]) -> set[str]:
    return {actor.name for actor in actors if actor.role == "attacker"}


def _proper_names(actors: tuple[Actor, ...]) -> set[str]:
    """Without "the army", "navy jets" (in lower case), which in a headline may be anybody's."""
    return {name for name in _names(actors) if not name.islower()}


def _shares(a: set[str], b: set[str]) -> bool:
    """Whether one side is in both, or one has none; "the coalition" is the one that has a longer name."""
    return not a or not b or bool(a & b) or any(one.endswith(f" {two}") or two.endswith(f" {one}") for one in a for two in b)


def _one_source(a: Draft, b: Draft) -> bool:
    if _leads(a, b) or _leads(b, a) or _retells(a, b) or _retells(b, a) or (a.kind == "headline" and _same_numbers(a.quantities, b.quantities)):
        return True
    if a.source is None or b.source is None:
        return a.source is b.source
    if a.source.name == b.source.name:
        return True
    if (_named_by(a.source, b.source) or _named_by(b.source, a.source)) and not _outgrows(b, a):
        return True
    side = a.source.actor
    vague = a.leads and not _fine(a)  # "the Pentagon said", then what Central Command said in detail
    return side is not None and side == b.source.actor and (vague or any(s.generic or s.person or s.name == side for s in (a.source, b.source)))


def _own_tool(a: Draft, b: Draft) -> bool:
    """Whether each names another carrier: a bomber here, a helicopter there; a drone is an unmanned aircraft."""
    if a.weapon is not None and b.weapon is not None and a.weapon.code == b.weapon.code == "drone_strike":
        return False
    return a.platform is not None and b.platform is not None and a.platform.lower() != b.platform.lower()


def _leads(bare: Draft, told: Draft) -> bool:
    """Whether a headline, caption or lead that names nobody is spelled out by an attributed statement; not by one that only answers it."""
    if told.rule in ACCOUNTS or told.source is None or (bare.said is not None and not _adds_nothing(bare, told)):
        return False
    if bare.kind != "body":
        return True
    if _other_target(bare, told):  # "jets bombed the market": the army's "fuel trucks" are its own account
        return False
    return (bare.leads and bare.source is None) or (told.said is not None and told.order - bare.order == 1 and told.paragraph == bare.paragraph)


def _adds_nothing(headline: Draft, told: Draft) -> bool:
    """ "Coalition: Bombing of X market a crime": a headline that names a speaker, but no figure that the report does not have from others."""
    figures, known = ({(q.unit, q.min or q.max) for q in item.quantities} for item in (headline, told))
    return headline.kind == "headline" and told.kind == "body" and figures <= known


def _retells(bare: Draft, told: Draft) -> bool:
    """Whether narration that names nobody gives the toll that somebody else gives, or only comes back to what he told ("The raids tore …")."""
    if bare.said is not None or bare.kind != "body" or told.source is None or told.rule in ACCOUNTS:
        return False
    tolls = [q for q in bare.quantities if q.unit in ("killed", "injured")]
    if tolls:
        return bare.source is None and _same_numbers(tolls, told.quantities)
    return bare.definite and bare.order > told.order and not bare.quantities and not any(m.link == "stated" for m in bare.struck)


def _named_by(bare: Source, named: Source) -> bool:
    """Whether "activists", "a monitor", "local media" may be the monitor or outlet that is named elsewhere; "other media" are others."""
    if bare.kind != named.kind or bare.kind not in _BARE:
        return False
    words = set(bare.name.lower().split())
    return (bare.generic or bool(_BARE[bare.kind] & words)) and not (_unnamed(named) or "other" in words)


def _outgrows(later: Draft, earlier: Draft) -> bool:
    """Whether a later toll is no part of the earlier one: "at least 14" after "eight" is somebody else's."""
    most = [max((q.min or 0 for q in item.quantities if q.unit == "killed"), default=0) for item in (earlier, later)]
    return 0 < most[0] < most[1]


def _unnamed(source: Source) -> bool:
    return source.generic or bool(_BARE.get(source.kind, frozenset()) & set(source.name.lower().split()))


def _one_weapon(a: Draft, b: Draft) -> bool:
    one, two = (a.weapon.code if a.weapon else None), (b.weapon.code if b.weapon else None)
    return one is None or two is None or one == two or (one in _AIR and two in _AIR) or (one in _GROUND and two in _GROUND)


def _dated(when: When | None) -> bool:
    return when is not None and when.start is not None


def _one_time(a: When | None, b: When | None) -> bool:
    if a is None or b is None:
        return True
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return a.text.lower() == b.text.lower() or (a.start is None) != (b.start is None)
    if (a.start, a.end) == (b.start, b.end):
        return True
    if (a.date_prec or 1) == 1 and (b.date_prec or 1) == 1:
        return False
    return a.start <= b.end and b.start <= a.end and ((a.end - a.start).days <= 1 or (b.end - b.start).days <= 1) and abs((a.end - b.end).days) <= 1


def _numbers_differ(a: Sequence[Quantity], b: Sequence[Quantity]) -> bool:
    """Counts of what was fired or hit that contradict; the dead may be given in parts."""
    for unit in _COUNTED_ONCE:
        mine, theirs = {(q.min, q.max) for q in a if q.unit == unit}, {(q.min, q.max) for q in b if q.unit == unit}
        if mine and theirs and not mine & theirs:
            return True
    return False


def _details(whole: Draft, part: Draft) -> bool:
    """ "16 bombs fell on X. Two of them hit the hospital": fewer, and told on by the same source of no other place."""
    near = 0 < part.order - whole.order <= _NEXT and part.said is None and not any(m.link == "stated" for m in part.struck)
    fired = [max((q.min or 0 for q in item.quantities if q.unit == "munitions"), default=0) for item in (whole, part)]
    return near and 0 < fired[1] < fired[0]


def _same_numbers(a: Sequence[Quantity], b: Sequence[Quantity]) -> bool:
    """Whether one figure is in both; "at least four" and "four" are one."""
    return bool({(q.unit, q.min or q.max) for q in a if q.min != 0} & {(q.unit, q.min or q.max) for q in b})


def _heads(headline: Draft, lead: Draft) -> bool:
    """Whether a headline that names an area, or the town that a province is called by, stands over the lead that tells where in it."""
    if headline.kind != "headline":
        return False
    holding = {m.toponym.surface.lower() for m in lead.mentions if m.role == "container"}
    if any(m.toponym.surface.lower() in holding for m in headline.struck):
        return True
    return lead.leads and all(kind_of(m.toponym) in AREA_KINDS for m in headline.struck)


def _holds(wide: Draft, narrow: Draft) -> bool:
    """The one place of the wider claim is the province the narrower one names as container."""
    containers = place_names([m for m in narrow.mentions if m.role == "container"])
    own = {place_key(m.toponym): m.toponym for m in wide.struck}
    if len(own) != 1:
        return False
    [(key, area)] = own.items()
    around = [m.toponym.place for m in narrow.struck if m.toponym.place is not None]
    return key in containers or any(p.admin1_id == key or (area.place is not None and p.admin1 == area.place.name) for p in around)
