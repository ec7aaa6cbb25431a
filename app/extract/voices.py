"""Whether what two drafts tell is one source's: the same speaker, or narration that somebody spells out."""

from collections.abc import Iterable, Sequence

from app.extract.areas import fine_places, place_names
from app.extract.drafts import ACCOUNTS, ANSWERS, Draft
from app.extract.speakers import Source
from app.model.claim import Quantity
from app.model.codes import Unit

_BARE = {
    "monitor": frozenset("activist activists monitor monitors monitoring watchdog agencies groups".split()),
    "news_media": frozenset(("media", "reports")),
}
_TOLD_ON = ("toll", "damage")
_HELPERS = frozenset("doctor doctors medic medics nurse nurses paramedic paramedics rescuer rescuers rescue hospital".split())
_NEXT = 2
_ON_THE_SPOT = ("unattributed", "official_unnamed")
_ON_NO_SIDE = (*_ON_THE_SPOT, "monitor", "news_media", "un_body")
_HOLDERS = tuple("village villages town towns city district quarter neighbourhood neighborhood area areas targets".split())
_COMMON = frozenset("the of and forces targets positions areas groups fighters in".split())


def one_source(a: Draft, b: Draft) -> bool:
    """Whether one speaker, or one side by several mouths, tells both, or nobody the one and he the other."""
    if leads(a, b) or leads(b, a) or retells(a, b) or retells(b, a) or (a.kind == "headline" and same_numbers(a.quantities, b.quantities)):
        return True
    if a.source is None or b.source is None:
        return a.source is b.source
    if _adds(a, b, a.source, b.source):
        return True
    if a.source.name == b.source.name or _initials(a.source.name) == b.source.name or _initials(b.source.name) == a.source.name:
        return True
    if ((named_by(a.source, b.source) and _introduces(a, b)) or named_by(b.source, a.source)) and not grows(a, b):
        return True
    if _is_short(a.source.name, b.source.name) or _is_short(b.source.name, a.source.name):
        return True
    if _is_officer(a, b, a.source, b.source) or _by_one_outlet(a, b):
        return True
    side = a.source.actor
    vague = a.leads and not fine_places(a)  # "the Pentagon said", then what Central Command said in detail
    return side is not None and side == b.source.actor and (vague or any(s.generic or s.person or s.name == side for s in (a.source, b.source)))


def _adds(a: Draft, b: Draft, first: Source, second: Source) -> bool:
    """Whether somebody unnamed on the spot only adds to what was told ("a doctor said nine of the dead were children"), or opens it.

    A figure that differs is an account of its own; so is what the side that struck says.
    """
    if not (_tells_on(a, b, first, second) or _opens(a, b, first, second)):
        return False
    striking = {actor.name for item in (a, b) for actor in item.actors}
    if {first.actor, first.name, second.actor, second.name} & striking:
        return False
    return _agree(a, b, "killed") and _agree(a, b, "injured")


def _tells_on(a: Draft, b: Draft, first: Source, second: Source) -> bool:
    """A toll of those on the spot after another's, or after what others on the spot said; all that they say after a lead."""
    if second.kind not in _ON_THE_SPOT or not second.name.islower() or b.rule in ANSWERS:
        return False
    if b.rule not in _TOLD_ON:
        there = second.kind == "unattributed" or not _HELPERS.isdisjoint(second.name.split())
        return there and a.leads and b.order - a.order <= _NEXT
    return first.kind in _ON_THE_SPOT or any(q.unit in ("killed", "injured") for q in a.quantities)


def _opens(a: Draft, b: Draft, first: Source, second: Source) -> bool:
    """ "Rescuers say nine people died", then who tells where and how: a lead of people on the spot that the next sentences spell out."""
    if not a.leads or first.kind not in _ON_THE_SPOT or not first.name.islower() or second.kind not in _ON_NO_SIDE:
        return False
    if b.rule in ACCOUNTS or b.order - a.order > _NEXT:
        return False
    told = b.quantities or any(m.link == "stated" for m in fine_places(b))
    return bool(told) and (b.definite or not fine_places(a))


def _agree(a: Draft, b: Draft, unit: Unit) -> bool:
    """Whether the dead, or the wounded, of two drafts are the same number, of others, or told by one of them only."""
    mine, theirs = ({(q.of == "child", q.min or q.max) for q in item.quantities if q.unit == unit} for item in (a, b))
    return all((child, number) in mine for child, number in theirs if any(child == other for other, _ in mine))


def _is_officer(lead: Draft, more: Draft, side: Source, officer: Source) -> bool:
    """ "The ministry said", then a general by name: he spells out what his side says in the lead, of that place."""
    if side.actor is None or not lead.leads or more.rule in ACCOUNTS or more.order - lead.order > _NEXT:
        return False
    if officer.actor is not None or not officer.person or officer.kind != "official_unnamed":
        return False
    if fine_places(lead) and not _same_town(lead, more):
        return False
    return {one.name for one in more.actors} <= {one.name for one in lead.actors} and _agree(lead, more, "killed")


def _by_one_outlet(a: Draft, b: Draft) -> bool:
    """Whether one outlet tells or quotes both, the second from somebody unnamed: "a source told X" and "X quoted activists"."""
    if a.said is None or b.said is None or b.said.via is None or b.said.via not in (a.said.via, a.said.source.name):
        return False
    return b.source is not None and b.source.generic and not any(q.unit in ("killed", "injured") for q in b.quantities)


def leads(bare: Draft, told: Draft) -> bool:
    """Whether a headline, caption or lead that names nobody is spelled out by an attributed statement; not by one that only answers it."""
    if told.rule in ACCOUNTS or told.source is None or (bare.said is not None and not _adds_nothing(bare, told)):
        return False
    if bare.kind != "body":
        return True
    if _other_target(bare, told) and not (told.source.kind in _ON_NO_SIDE and _same_town(bare, told)):
        return False  # "jets bombed the market": the army's "fuel trucks" are its own account
    return (bare.leads and bare.source is None) or (told.said is not None and told.order - bare.order == 1 and told.paragraph == bare.paragraph)


def _same_town(a: Draft, b: Draft) -> bool:
    """Whether the later names a struck town of the earlier, or none of its own."""
    seated = any(m.role == "claimant_seat" or (m.role == "reported_target" and m.link == "stated") for m in b.mentions)
    there = [m for m in fine_places(b) if m.link == "stated" or not seated]
    return bool(place_names(fine_places(a)) & place_names(there))


def _adds_nothing(headline: Draft, told: Draft) -> bool:
    """ "Coalition: Bombing of X market a crime": a headline that names a speaker, but no figure that the report does not have from others."""
    return headline.kind == "headline" and told.kind == "body" and _figures(headline.quantities) <= _figures(told.quantities)


def retells(bare: Draft, told: Draft) -> bool:
    """Whether narration that names nobody gives the toll that somebody else gives, or only comes back to what he told ("The raids tore …")."""
    if bare.said is not None or bare.kind != "body" or told.source is None or told.rule in ACCOUNTS:
        return False
    tolls = [q for q in bare.quantities if q.unit in ("killed", "injured")]
    if tolls:
        return bare.source is None and same_numbers(tolls, told.quantities)
    return bare.definite and bare.order > told.order and not bare.quantities and not any(m.link == "stated" for m in bare.struck)


def _other_target(a: Draft, b: Draft) -> bool:
    """Whether two labels name things of different classes; "a village", "targets" may hold either."""
    things = {item.target.cls for item in (a, b) if not all(label.lower().endswith(_HOLDERS) for label in item.target.labels)}
    return len(things) == 2 and things.isdisjoint((None, "civilians")) and not share_label(a, b)


def share_label(a: Draft, b: Draft) -> bool:
    """Whether a word of their labels is the same, or one has none."""
    if not a.target.labels or not b.target.labels:
        return True
    mine, theirs = ({word for label in item.target.labels for word in label.lower().split()} for item in (a, b))
    return bool((mine & theirs) - _COMMON)


def same_numbers(a: Sequence[Quantity], b: Sequence[Quantity]) -> bool:
    """Whether one figure is in both; "at least four" and "four" are one."""
    return bool(_figures(q for q in a if q.min != 0) & _figures(b))


def grows(earlier: Draft, later: Draft) -> bool:
    """Whether both tell of dead, and the second of more: "at least 14" after "eight" is somebody else's, or of more days."""
    first, second = (max((q.min or 0 for q in item.quantities if q.unit == "killed"), default=0) for item in (earlier, later))
    return 0 < first < second


def _figures(quantities: Iterable[Quantity]) -> set[tuple[Unit, int | None]]:
    return {(q.unit, q.min or q.max) for q in quantities}


def _initials(name: str) -> str:
    """ "NPA" for "Norwegian People's Aid"; "" for a single word."""
    words = name.split()
    return "".join(word[0] for word in words if word[0].isupper()) if len(words) > 1 else ""


def _introduces(bare: Draft, named: Draft) -> bool:
    """Whether "activists said" stands in the lead, or right before who then names himself and has no figure that they lack."""
    toll = any(q.unit == "killed" for q in named.quantities) and not any(q.unit == "killed" for q in bare.quantities)
    return bare.leads or bare.kind != "body" or (named.order - bare.order == 1 and not toll)


def _is_short(name: str, full: str) -> bool:
    """ "The Observatory", "the Coalition": one word of the full name, with its capital."""
    return name[:1].isupper() and " " not in name and name in full.split()


def named_by(bare: Source, named: Source) -> bool:
    """Whether "activists", "a monitor", "local media" may be the monitor or outlet that is named elsewhere; "other media" are others."""
    if bare.generic and named.name.endswith(f" {bare.name}"):  # "the defence ministry" of the lead is the Russian one
        return True
    if bare.kind != named.kind or bare.kind not in _BARE:
        return False
    words = set(bare.name.lower().split())
    return (bare.generic or bool(_BARE[bare.kind] & words)) and not (_unnamed(named) or "other" in words)


def _unnamed(source: Source) -> bool:
    return source.generic or bool(_BARE.get(source.kind, frozenset()) & set(source.name.lower().split()))
