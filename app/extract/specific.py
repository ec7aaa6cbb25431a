"""Whether a clause tells of a strike of its own, or only speaks of strikes: in passing, as a topic, or of what it never does."""

from collections.abc import Sequence

from app.extract.drafts import ACCOUNTS, Draft
from app.extract.marked import is_wide

_OWNING = ("confirm", "den", "acknowledg", "admit", "reject")
_REACTING = tuple("condemn denounc deplor protest critici slam decr lamb castigat chid rebuk lament hail prais welcom mourn".split())
_HARMLESS = frozenset("civilian civilians innocents innocent people".split())


def is_specific(item: Draft) -> bool:
    """Whether a clause tells of a strike, and does not only refer to strikes as a topic.

    "The air campaign" and "condemned the raids" need a number, a place, a target or a day; "there were no strikes" is nobody's denial;
    a caption that shows a launch and nothing struck is no claim.
    """
    if item.modality == "denied" and (item.said is None or _is_standing(item)):
        return False
    fine = any(not is_wide(m.toponym) for m in item.struck)
    if item.kind == "caption" and not (fine or item.quantities or item.target.labels):
        return False
    told = bool(item.quantities) or fine or item.when is not None
    if not told and item.source is None and item.kind == "body" and not (item.target.labels and (item.actors or item.weapon)):
        return False
    if not told and item.habitual and item.kind == "body":
        return False
    if item.comment and not item.quantities:
        return False
    if item.campaign and item.modality == "asserted" and not (fine or item.when is not None or item.target.labels):
        return False  # "the bombing campaign has killed hundreds"
    if not told and _is_passing(item):
        return False
    if item.modality == "historical" or not (item.campaign or item.reference):
        return True
    if _is_owned(item) and not item.campaign:
        return True
    labelled = bool(item.target.labels) and item.campaign
    return bool(item.quantities or labelled or fine or (item.when is not None and not item.campaign))


def told_in_full(drafts: Sequence[Draft], lead: int) -> list[Draft]:
    """The drafts without what only sounds like a strike once all is read: comment on one told before, strikes on nothing, foreign headlines.

    A headline that the body does not tell, where it tells of strikes of its own, or which stands behind the ``lead``, is another report's.
    """
    told = [d.order for d in drafts if d.kind == "body" and d.modality == "asserted"]
    foreign = [d for d in drafts if d.kind == "headline" and (told or d.order > lead)]
    return [d for d in drafts if d.modality != "asserted" or not (d in foreign or (d.kind == "body" and (_is_bare(d) or _reacts(d, told))))]


def _reacts(item: Draft, told: Sequence[int]) -> bool:
    """ "Condemned the attack on X", "accused them of disaster with their strikes": what somebody says of what others have told."""
    if item.said is None or item.quantities or min(told) >= item.order:
        return False
    verb = item.said.verb.lower()
    there = any(m.link == "stated" and not is_wide(m.toponym) for m in item.struck)
    apart = there or item.target.labels or not item.rule.endswith("noun")
    return verb.startswith(_REACTING) or (verb.startswith("accus") and not apart)


def _is_bare(item: Draft) -> bool:
    """ "The army fired back with rocket launchers": neither where, when nor what was hit, and no number."""
    fine = any(not is_wide(m.toponym) or m.role == "launch_origin" for m in item.mentions if m.role in ("reported_target", "launch_origin"))
    return not (item.quantities or item.target.labels or fine or item.when is not None or item.rule in ACCOUNTS or _is_owned(item))


def _is_passing(item: Draft) -> bool:
    """ "… hamstrung by air attacks", "residents reported more bombing": strikes on nothing; "the attack was Russia's work" is an accusation."""
    if item.kind != "body" or item.modality != "asserted" or not item.rule.endswith("noun") or item.target.labels or _is_owned(item):
        return False
    accused = item.said is not None and bool(item.actors) and item.definite
    somewhere = any(m.role in ("context", "container") and not is_wide(m.toponym) for m in item.mentions)
    return not accused and not (somewhere and not item.said)


def _is_owned(item: Draft) -> bool:
    """ "Confirmed the strike", "claimed responsibility": a side answers for it; residents who confirm one do not."""
    if item.said is None or item.said.source.kind == "unattributed":
        return False
    verb = item.said.verb.lower()
    return verb.startswith(_OWNING) or "responsib" in verb


def _is_standing(item: Draft) -> bool:
    """ "Does not strike civilians": no strike is denied, only ever having aimed at such people."""
    people = any(not _HARMLESS.isdisjoint(label.lower().split()) for label in item.target.labels)
    return people and item.when is None and not item.definite and not item.quantities and not item.struck
