"""Step 3 of the straight line over everything stored: claims to events, for the store, inside the transaction that changes them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import orjson

from app.events import cluster
from app.events.aggregates import includes, may_include
from app.events.blocking import keys_of_parts, sought_keys, spot_key, stored_keys
from app.events.cluster import Group, decided_ids
from app.events.copies import runs_of
from app.events.keeping import kept, witness_of
from app.events.matches import Matches
from app.events.merge import event_from, told_at, with_events
from app.events.parties import Vocabulary
from app.events.record import event_record
from app.events.regroup import Left, regrouped
from app.events.traits import Traits, traits_of
from app.features.events import event_feature
from app.features.outlines import thinned
from app.model.claim import Claim, Mention
from app.model.event import Event, Witness
from app.model.geometry import Geometry
from app.model.grouping import ClaimEntry, EventEntry, Grouped, KnownClaim, KnownClaims, Regrouping, Seat
from app.model.report import Report
from app.model.review import Decisions
from app.model.standing import Standing

TOLD = frozenset({"asserted", "denied"})
"""Modalities that make events."""

REMEMBERED = 4_096
"""How many claims are kept unpacked."""

MATCHES = 262_144
"""How many matches of two claims are remembered, some 30 MB: those of seven hundred claims on one spot and day."""

PARTS = 2_000
"""How many claims a total is held against, at most."""


class Eventing:
    """What groups claims for a store; pure but for what it remembers."""

    def __init__(self, vocabulary: Vocabulary, geometry_of: Callable[[str], Geometry | None]) -> None:
        """Take the words for parties and bodies, and the gazetteer's geometry by place id."""
        self._vocabulary = vocabulary
        self._area_of = lru_cache(256)(lambda place_id: _thinned(geometry_of(place_id)))
        self._unpacked = lru_cache(REMEMBERED)(self._unpack)
        self._matches = Matches(vocabulary, MATCHES)
        self._sought = lru_cache(2 * REMEMBERED)(sought_keys)
        self._runs = lru_cache(256)(runs_of)

    def entries(self, report: Report, claims: Iterable[Claim], own: Mapping[str, Standing]) -> list[ClaimEntry]:
        """What a store is to keep of a report's claims; ``own`` is how each stands by what the report says itself."""
        told = (claim for claim in claims if claim.modality in TOLD)
        return [ClaimEntry(claim.id, kept(Witness(_slim(claim), report), own[claim.id])) for claim in told]

    @property
    def most_anchors(self) -> int:
        """How many claims of one spot are anchors at most."""
        return cluster.MOST_ANCHORS

    def seats(self, bodies: Sequence[bytes], decisions: Decisions) -> list[Seat]:
        """For each kept claim the keys under which it is to be found."""
        decided = decided_ids(decisions)
        return [_seat(traits, traits.claim.id in decided) for traits, _ in map(self._unpacked, bodies)]

    def regroup(self, known: KnownClaims, entered: Sequence[str], left: Sequence[KnownClaim]) -> Regrouping:
        """Group again what claims that entered or left can change."""
        decisions = known.decisions()
        around = _Around(known, self._unpacked, self._sought)
        gone = [Left(self._unpacked(claim.body)[0], bool(claim.anchor), claim.choice, claim.free, claim.event_id) for claim in left]
        made = regrouped(around.named(entered), gone, around, self._matches, decisions)
        events: list[EventEntry] = []
        claims: list[Grouped] = []
        for group in made.groups:
            event = event_from(group, self._vocabulary, decisions, lambda report: self._runs(known.report(report.id)))
            events.append(_entry(event, group))
            for claim_id, standing in with_events(around.own(event.claim_ids), [event]).items():
                choice = made.choices[claim_id] if claim_id in made.choices else around.choice(claim_id)
                claims.append(Grouped(claim_id, event.id, choice, claim_id in made.free, standing))
        placed = {claim.id for claim in claims}
        alone = ((claim.id, self._unpacked(claim.body)[1]) for claim in left if claim.id not in placed)
        claims += [Grouped(claim_id, None, None, False, standing) for claim_id, standing in alone]
        return Regrouping(tuple(events), tuple(claims))

    def parts(self, known: KnownClaims, event_id: str) -> tuple[str, ...]:
        """The events that an event includes, sorted: what its claims name as their parts, and what lies within their places and days."""
        found: set[str | None] = set()
        for whole in known.of_event(event_id):
            total = self._unpacked(whole.body)[0]
            found |= {part.event_id for part in known.named(total.claim.contains)}
            if may_include(total):
                near = known.at(keys_of_parts(total), PARTS)
                found |= {part.event_id for part in near if includes(total, self._unpacked(part.body)[0])}
        return tuple(sorted(part for part in found if part and part != event_id))

    def _unpack(self, body: bytes) -> tuple[Traits, Standing]:
        witness, own = witness_of(body, self._area_of)
        return traits_of(witness, self._vocabulary), own


class _Around:
    """A store's claims as regrouping asks for them."""

    def __init__(
        self,
        known: KnownClaims,
        unpacked: Callable[[bytes], tuple[Traits, Standing]],
        sought: Callable[[Traits, bool], Sequence[int]],
    ) -> None:
        self._known = known
        self._unpacked = unpacked
        self._sought = sought
        self._seen: dict[str, KnownClaim] = {}
        self._blocks: dict[int, set[str]] = {}
        self._near: dict[str, Traits] = {}

    def candidates(self, traits: Traits, anchors: bool, but: Collection[str] = ()) -> list[Traits]:
        keys = self._sought(traits, anchors)
        self._read([key for key in keys if key not in self._blocks])
        found = set().union(*(self._blocks[key] for key in keys)).difference(but) - {traits.claim.id}
        return [self._near[claim_id] for claim_id in sorted(found)]

    def _read(self, keys: Sequence[int]) -> None:
        """Read blocks, each once."""
        self._blocks |= {key: set() for key in keys}
        for key, claim_id in self._known.under(keys) if keys else ():
            self._blocks[key].add(claim_id)
        new = sorted({claim_id for key in keys for claim_id in self._blocks[key]} - self._near.keys())
        self._near |= {traits.claim.id: traits for traits in self._traits(self._known.named(new))} if new else {}

    def named(self, claim_ids: Iterable[str]) -> list[Traits]:
        return self._traits(self._known.named(claim_ids))

    def beside(self, claim_id: str) -> list[Traits]:
        event_id = self._seen[claim_id].event_id if claim_id in self._seen else self._event_of(claim_id)
        return self._traits(self._known.of_event(event_id)) if event_id else []

    def suitors(self, anchor_ids: Iterable[str]) -> list[tuple[Traits, str]]:
        found = self._known.choosing(anchor_ids)
        return [(traits, claim.choice) for traits, claim in zip(self._traits(found), found, strict=True) if claim.choice]

    def is_anchor(self, claim_id: str) -> bool:
        return bool(self._seen[claim_id].anchor)

    def event(self, claim_id: str) -> str | None:
        return self._seen[claim_id].event_id

    def choice(self, claim_id: str) -> str | None:
        return self._seen[claim_id].choice if claim_id in self._seen else None

    def was_free(self, claim_id: str) -> bool:
        return claim_id in self._seen and self._seen[claim_id].free

    def own(self, claim_ids: Iterable[str]) -> dict[str, Standing]:
        """How claims stand by what their own reports say."""
        return {claim_id: self._unpacked(self._seen[claim_id].body)[1] for claim_id in claim_ids}

    def _event_of(self, claim_id: str) -> str | None:
        return next((claim.event_id for claim in self._known.named([claim_id])), None)

    def _traits(self, claims: Sequence[KnownClaim]) -> list[Traits]:
        self._seen |= {claim.id: claim for claim in claims}
        return [self._unpacked(claim.body)[0] for claim in claims]


def _seat(traits: Traits, decided: bool) -> Seat:
    spot = None if decided else spot_key(traits)
    anchor = decided or spot is not None
    return Seat(anchor, spot, stored_keys(traits, True) if anchor else (), () if decided else stored_keys(traits, False))


def _entry(event: Event, group: Group) -> EventEntry:
    witnesses = [traits.witness for traits in sorted(group.claims, key=told_at)]
    return EventEntry(event.id, orjson.dumps(event_record(event)), event_feature(event, witnesses))


def _slim(claim: Claim) -> Claim:
    """The claim with outlines as thin as they are served."""
    return replace(claim, mentions=tuple(_slim_mention(mention) for mention in claim.mentions))


def _slim_mention(mention: Mention) -> Mention:
    location = mention.toponym.location
    if location is None or location.geometry.type == "Point":
        return mention
    return replace(mention, toponym=replace(mention.toponym, location=replace(location, geometry=thinned(location.geometry))))


def _thinned(geometry: Geometry | None) -> Geometry | None:
    return thinned(geometry) if geometry else None
