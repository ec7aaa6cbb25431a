"""One claim per strike: clauses of one source that mean the same strike become one claim with several spans."""

from collections.abc import Sequence
from dataclasses import replace

from app.extract.areas import fine_places, holders, listed_areas, place_key, place_names
from app.extract.drafts import Draft
from app.extract.sameness import proper_names, same_strike
from app.extract.voices import named_by, retells, same_numbers
from app.model.claim import Mention, Quantity, Target, When

_WEEK = 3
_MOST_SPANS, _MOST_MENTIONS = 40, 120  # no report of one strike has more; keeps hostile repetition linear
_REACH = 14


def merge(drafts: Sequence[Draft]) -> list[Draft]:
    """Put together, in text order, every draft with the earlier one whose strike it repeats."""
    merged: list[Draft] = []
    became: dict[int, Draft] = {}
    for later in drafts:
        recent = range(len(merged) - 1, max(-1, len(merged) - 1 - _REACH), -1)
        at = next((i for i in recent if same_strike(merged[i], later)), None)
        if at is not None and later.quantities and not same_numbers(merged[at].quantities, later.quantities):
            at = next((i for i in recent if same_numbers(merged[i].quantities, later.quantities) and same_strike(merged[i], later)), at)
        if at is None:
            merged.append(later)
        else:
            earlier = merged[at]
            merged[at] = became[id(later)] = became[id(earlier)] = joined(earlier, later)
    for item in merged:
        item.contains = [became.get(id(part), part) for part in item.contains]
    return merged


def joined(a: Draft, b: Draft) -> Draft:
    """One draft of two, ``a`` told first: the more telling clause is quoted and leads, the other fills what it leaves open."""
    lead, other = (b, a) if b.specificity > a.specificity and not _only_adds(a, b) else (a, b)
    _keep_places(a, b)
    lead.spans += [span for span in other.spans[: max(0, _MOST_SPANS - len(lead.spans))] if span not in lead.spans]
    _take_source(lead, other)
    lead.actors = lead.actors if proper_names(lead.actors) or not other.actors else other.actors
    if lead.weapon is None or (other.weapon is not None and lead.weapon.code in (None, "air_strike") and other.weapon.code is not None):
        lead.weapon = other.weapon
    lead.platform = lead.platform or other.platform
    if not _dated(lead.when) and other.when is not None and (other.when.date_prec or 0) <= _WEEK:
        lead.when, lead.held = other.when, other.held
    elif _dated(other.when) and not other.held:
        lead.held = False
    lead.told_on = lead.told_on or other.told_on
    _take_target(lead, other)
    lead.quantities = counted(a.quantities, b.quantities, raised=b.raises)
    known = place_names(lead.struck)
    lead.mentions += [_carried(mention, known) for mention in other.mentions[: max(0, _MOST_MENTIONS - len(lead.mentions))]]
    lead.order, lead.paragraph = max(a.order, b.order), b.paragraph
    lead.definite = a.definite and b.definite
    lead.contains += other.contains
    return lead


def _only_adds(told: Draft, more: Draft) -> bool:
    """Whether another gives only the toll of what was told: who told it is the claimant."""
    if told.kind != "body" or more.rule not in ("toll", "damage") or told.source is None or more.source is None:
        return False
    return told.source.name != more.source.name


def _keep_places(first: Draft, detail: Draft) -> None:
    """Of the places that a headline or lead lists, the detail tells of its own and those that hold it; its claimant does not speak of the others."""
    elsewhere = listed_areas(first) - holders(detail)
    if first.kind == "headline" and detail.kind == "body" and fine_places(detail):
        elsewhere |= place_names(fine_places(first)) - holders(detail) - place_names(detail.mentions)
    if elsewhere:
        first.mentions = [m for m in first.mentions if place_key(m.toponym) not in elsewhere]


def _take_source(lead: Draft, other: Draft) -> None:
    """Who says it, where the leading clause names nobody or only "a monitor"; "footage shows" speaks for no sentence but its own."""
    if lead.source is None or (lead.kind == "headline" and lead.said is None):
        if other.source is not None and (other.source.kind != "unattributed" or other.kind == lead.kind):
            lead.source, lead.said = other.source, other.said
    elif other.source is not None and named_by(lead.source, other.source):
        lead.source = other.source


def _take_target(lead: Draft, other: Draft) -> None:
    """What was hit in the words of both clauses, unless they are of two speakers (law 6)."""
    one_voice = other.said is None or (lead.source is not None and other.source is not None and other.source.name == lead.source.name)
    if not lead.target.labels or (one_voice and not retells(other, lead)):
        labels = tuple(dict.fromkeys((*lead.target.labels, *other.target.labels)))
        lead.target = Target(labels, lead.target.cls or other.target.cls)


def counted(before: Sequence[Quantity], later: Sequence[Quantity], *, raised: bool) -> list[Quantity]:
    """The figures of two statements of one strike, each once; those of a toll that was raised are the later ones."""
    new = {(q.unit, q.of) for q in later if raised and q.unit in ("killed", "injured")}
    return list(dict.fromkeys((*(q for q in before if (q.unit, q.of) not in new), *later)))


def _carried(mention: Mention, known: set[str]) -> Mention:
    if mention.role == "launch_origin" and known:
        return replace(mention, link="inferred")
    return mention


def _dated(when: When | None) -> bool:
    return when is not None and when.start is not None


