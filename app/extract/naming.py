"""Drafts to claims: claimants settled, ids given, everything frozen."""

from collections import Counter
from collections.abc import Collection, Sequence, Set
from dataclasses import replace

from app.extract.areas import place_key
from app.extract.belligerents import Theatre, fighting
from app.extract.drafts import Draft
from app.extract.marked import MarkedText, is_wide
from app.extract.namings import Namings
from app.extract.speakers import Source
from app.model.claim import Actor, Attribution, Claim, Claimant, Evidence, Mention, claim_id
from app.model.codes import ClaimantKind
from app.model.place import Toponym
from app.version import __version__

_UNATTRIBUTED = Claimant("unattributed", "unattributed")
_AUTHORLESS = frozenset("report reports statement statements post posts".split())
_SHOWING = frozenset("footage video videos image images picture pictures".split())


def claims_from(page: MarkedText, drafts: Sequence[Draft], theatres: tuple[Theatre, ...]) -> list[Claim]:
    """The claims of a report in order of their quotes; sums point at their parts by id. ``theatres``: which states fight where."""
    ordered = sorted(drafts, key=lambda d: (d.spans[0], d.order))
    published, struck = page.report.published_at, _countries_struck(drafts)
    parties = fighting(theatres, struck, published.year if published else None).union(actor.name for d in drafts for actor in d.actors)
    ids: dict[int, str] = {}
    seen: Counter[str] = Counter()
    for item in ordered:
        quote = page.report.text[item.spans[0][0] : item.spans[0][1]]
        key = " ".join(quote.split())
        ids[id(item)] = claim_id(page.report.id, quote, seen[key])
        seen[key] += 1
    namings = Namings(page)
    return [_claim(page, item, ids, _claimant(item.source, parties, struck, page, namings), namings) for item in ordered]


def _claim(page: MarkedText, item: Draft, ids: dict[int, str], claimant: Claimant, namings: Namings) -> Claim:
    via = item.said.via if item.said is not None else None
    if claimant.kind == "unattributed" and via is None:
        via = page.report.publisher
    first, *others = item.spans
    return Claim(
        id=ids[id(item)],
        report_id=page.report.id,
        spans=(first, *sorted(dict.fromkeys(others))),
        claimant=claimant,
        attribution=Attribution(item.said.verb or None if item.said is not None else None, item.form, item.hedge),
        modality=item.modality,
        evidence=Evidence(item.rule, __version__, min(1.0, 0.4 + 0.05 * max(0, item.specificity))),
        via=via,
        actors=tuple(Actor(actor.name, actor.role, namings.of_actor(actor, item.spans)) for actor in item.actors),
        action=item.action or None,
        weapon=item.weapon,
        platform=item.platform,
        target=item.target,
        quantities=tuple(item.quantities),
        when=item.when,
        mentions=_once(item.mentions),
        contains=tuple(sorted({ids[id(part)] for part in item.contains if id(part) in ids})),
    )


def _claimant(source: Source | None, parties: Set[str], struck: Set[str], page: MarkedText, namings: Namings) -> Claimant:
    """Law 1: no source is the claimant ``unattributed``; a state that neither strikes nor fights where it struck is a third party."""
    words = source.name.lower().split() if source is not None else []
    if source is None or (source.kind == "unattributed" and _SHOWING.intersection(words)):  # "footage shows" names nobody
        return _UNATTRIBUTED
    nobody = words[-1] in _AUTHORLESS
    kind: ClaimantKind = "official_unnamed" if source.kind == "unattributed" and not nobody else source.kind  # residents, firms: their own word
    if kind in ("state_belligerent", "state_third_party") and source.actor is not None:
        same = [a for a in page.marks.actors if a.name == source.actor]
        countries = {a.country for a in same if a.country is not None}
        unnamed = any(a.generic for a in same)  # "the government", "the air force": of a state that fights here
        party = unnamed or not struck or source.actor in parties or bool(countries & struck) or any(a.kind == "coalition" for a in same)
        kind = "state_belligerent" if party else "state_third_party"
    printed = namings.of(source)
    return Claimant(source.name, kind, "" if printed == source.name else printed)


def _countries_struck(drafts: Sequence[Draft]) -> set[str]:
    places = [m.toponym.place for d in drafts for m in d.mentions if m.role in ("reported_target", "container") and m.toponym.place is not None]
    return {place.country for place in places if place.country is not None}


def _once(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Each place once a role, the stated before the inferred; what holds another target is no target beside it."""
    struck = [m.toponym for m in mentions if m.role == "reported_target"]
    within = {place_key(m.toponym) for m in mentions if m.role == "container"}
    best: dict[tuple[str, str], Mention] = {}
    for mention in sorted(mentions, key=lambda m: (m.link == "inferred", m.toponym.start)):
        held = mention.role == "reported_target" and _holds_another(mention.toponym, struck, within)
        settled = replace(mention, role="container" if _may_hold(mention.toponym, struck) else "context") if held else mention
        best.setdefault((place_key(settled.toponym), settled.role), settled)
    return tuple(sorted(best.values(), key=lambda m: (m.toponym.start, m.role)))


def _may_hold(toponym: Toponym, struck: Sequence[Toponym]) -> bool:
    """Whether some target may lie in the country of a place: the striker's own state holds none of them."""
    home = toponym.place.country if toponym.place is not None else None
    finer = [other.place for other in struck if not is_wide(other)]
    return home is None or any(place is None or place.country in (home, None) for place in finer)


def _holds_another(toponym: Toponym, struck: Sequence[Toponym], within: Collection[str]) -> bool:
    """Whether another target lies in this one: a country beside any place, a province beside its town, what is elsewhere said to hold it."""
    others = [other for other in struck if place_key(other) != place_key(toponym)]
    if is_wide(toponym):
        return any(not is_wide(other) for other in others)
    key = place_key(toponym)
    named_twice = key in within and len({place_key(other) for other in others}) == 1  # no province of a list of provinces
    return named_twice or any(other.place is not None and other.place.admin1_id == key for other in others)
