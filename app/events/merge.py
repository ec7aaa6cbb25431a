"""Claims to events: the same strike told by several reports becomes one event, byte for byte the same whatever the order they came in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from app.events.aggregates import contained
from app.events.cluster import NONE, Group, grouped
from app.events.copies import Runs, copies_of, runs_of
from app.events.denials import deniers
from app.events.disagreement import disagreements
from app.events.parties import Vocabulary
from app.events.quantities import ranges
from app.events.sources import independent_sources, status, strikers
from app.events.traits import Traits, traits_of
from app.model.event import Event, Witness
from app.model.review import Decisions
from app.model.standing import Standing


def events_of(witnesses: Iterable[Witness], vocabulary: Vocabulary, decisions: Decisions = NONE) -> list[Event]:
    """Group claims that assert or deny a strike into events, sorted by id; claims of other modalities are left out."""
    told = [traits_of(witness, vocabulary) for witness in witnesses if witness.claim.modality in ("asserted", "denied")]
    return events_from(grouped(told, vocabulary, decisions), vocabulary, decisions)


def events_from(groups: Iterable[Group], vocabulary: Vocabulary, decisions: Decisions = NONE) -> list[Event]:
    """Events of groups that were made already, sorted by id, with the events among them that they include."""
    made = {}
    claims = {}
    for group in groups:
        event = event_from(group, vocabulary, decisions)
        made[event.id], claims[event.id] = event, group.claims
    parts = contained(claims)
    return [replace(made[event_id], contains=parts.get(event_id, ())) for event_id in sorted(made)]


def event_from(group: Group, vocabulary: Vocabulary, decisions: Decisions = NONE, runs: Runs = runs_of) -> Event:
    """The event of a group, with the latest grading that a reviewer gave any of its claims; what it includes is left open."""
    ordered = sorted(group.claims, key=told_at)
    order = {claim_id: at for at, claim_id in enumerate(decisions.gradings)} if decisions.gradings else {}
    return _graded(_event(ordered, group, vocabulary, runs), decisions, order)


def event_id(first: Traits) -> str:
    """The id of the event whose first claim this is. Looking an event up by any of its claims' ids finds it whatever joins later."""
    return f"e{first.claim.id}"


def standings_of(events: Iterable[Event]) -> dict[str, Standing]:
    """How well each claim stands, by claim id, from all that its event knows: what marks and claims show (law 9)."""
    return {
        claim_id: Standing(event.status, event.independent_sources, _disputed_by(event, claim_id), event.id)
        for event in events
        for claim_id in event.claim_ids
    }


def with_events(own: Mapping[str, Standing], events: Iterable[Event]) -> dict[str, Standing]:
    """How the claims of a report stand by what it says itself, and by what their events know; what is contested in either is contested."""
    stands = dict(own)
    for claim_id, standing in standings_of(events).items():
        alone = own.get(claim_id)
        disputed = max(standing.disputed_by_n, alone.disputed_by_n) if alone else standing.disputed_by_n
        status = "contested" if alone and alone.status == "contested" else standing.status
        stands[claim_id] = replace(standing, status=status, disputed_by_n=disputed)
    return stands


def _graded(event: Event, decisions: Decisions, order: Mapping[str, int]) -> Event:
    graded = [claim_id for claim_id in event.claim_ids if claim_id in order]
    if not graded:
        return event
    grading, reviewer = decisions.gradings[max(graded, key=order.__getitem__)]
    return replace(event, grading=grading, graded_by=reviewer)


def _disputed_by(event: Event, claim_id: str) -> int:
    """How many other positions stand against this claim, in the field where most do; of a bare denial all that the event knows of."""
    if not event.supporting:
        return event.disputed_by_n
    told = (one for one in event.open_questions if any(claim_id in side.claim_ids for side in one.positions))
    return max((len(one.positions) - 1 for one in told), default=0)


def told_at(traits: Traits) -> tuple[date, str, int, str]:
    """When a claim was told, to order by: day of publication, then its place in its report."""
    return traits.published or date.max, traits.claim.report_id, traits.claim.quote_span[0], traits.claim.id


def _event(ordered: Sequence[Traits], group: Group, vocabulary: Vocabulary, runs: Runs) -> Event:
    denying = {traits.claim.id for traits in deniers(ordered, vocabulary)}
    asserted = [traits.witness for traits in ordered if traits.claim.modality == "asserted"]
    copies = copies_of(ordered, runs)
    sources = independent_sources(asserted, copies, vocabulary)
    differ = disagreements(ordered, vocabulary)
    start, end = _narrowest(ordered)
    return Event(
        id=event_id(ordered[0]),
        supporting=tuple(traits.claim.id for traits in ordered if traits.claim.id not in denying),
        disputing=tuple(traits.claim.id for traits in ordered if traits.claim.id in denying),
        start=start,
        end=end,
        place_ids=_place_ids(ordered),
        attackers=strikers(asserted),
        weapons=tuple(dict.fromkeys(traits.weapon for traits in ordered if traits.weapon)),
        quantities=ranges(asserted),
        copies=copies,
        sources=sources,
        status=status(asserted, sources, differ, vocabulary),
        disagreements=differ,
        joins=group.joins,
    )


def _narrowest(ordered: Sequence[Traits]) -> tuple[date | None, date | None]:
    days = [traits.days for traits in ordered if traits.days]
    return min(days, key=lambda pair: (pair[1] - pair[0], pair)) if days else (None, None)


def _place_ids(ordered: Sequence[Traits]) -> tuple[str, ...]:
    """The points said, else the areas: what is known more exactly by one claim is not spoiled by another.

    Where all claims with a point have one in the same country, a point abroad that one of them names beside it is of another strike: a
    headline may run over two wars.
    """
    told = [traits.points for traits in ordered if traits.points]
    common = frozenset.intersection(*(frozenset(spot.place.country for spot in spots) for spots in told)) if told else frozenset()
    points = dict.fromkeys(spot.place.id for spots in told for spot in spots if not common or spot.place.country in common)
    areas = dict.fromkeys(spot.place.id for traits in ordered for spot in traits.areas)
    return tuple(points or areas)
