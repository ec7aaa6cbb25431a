"""Claims and their events as a store keeps them, and what groups them for it inside the transaction that changes them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.model.feature import Feature
from app.model.report import Report
from app.model.review import Decisions
from app.model.standing import Standing


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """One claim of a report as it is kept for grouping; what ``body`` holds is the grouping's own."""

    id: str
    body: bytes


@dataclass(frozen=True, slots=True)
class KnownClaim:
    """One kept claim that strangers may see, as it was grouped last.

    ``anchor`` None: it has not been grouped yet. ``choice`` is the anchor that it went to, ``free`` that it is in no anchor's group.
    """

    id: str
    body: bytes
    anchor: bool | None
    event_id: str | None
    choice: str | None
    free: bool


@dataclass(frozen=True, slots=True)
class Seat:
    """Under which keys a kept claim is to be found: as an anchor, and as a loose claim.

    ``spot`` is the key that it shares with all of one spot and day, of which only the first few by id are anchors; without one ``anchor``
    says what it is.
    """

    anchor: bool
    spot: int | None
    as_anchor: tuple[int, ...]
    as_loose: tuple[int, ...]


class KnownClaims(Protocol):
    """What a store can tell of the claims that strangers may see, as the transaction under way sees them."""

    def at(self, keys: Iterable[int], limit: int | None = None) -> list[KnownClaim]:
        """Those that stand under any of these keys, each once, in order of id."""

    def under(self, keys: Iterable[int]) -> list[tuple[int, str]]:
        """Which stand under which of these keys: key and claim id."""

    def named(self, claim_ids: Iterable[str]) -> list[KnownClaim]:
        """Those among these ids."""

    def of_event(self, event_id: str) -> list[KnownClaim]:
        """Those of an event."""

    def choosing(self, anchor_ids: Iterable[str]) -> list[KnownClaim]:
        """Those that went to one of these anchors."""

    def report(self, report_id: str) -> Report:
        """The document of a claim."""

    def decisions(self) -> Decisions:
        """What reviewers decided of events."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """Where a claim belongs now, and how it stands."""

    id: str
    event_id: str | None
    choice: str | None
    free: bool
    standing: Standing


@dataclass(frozen=True, slots=True)
class EventEntry:
    """One event: its document as JSON, with its claims by id, and its feature."""

    id: str
    record: bytes
    feature: Feature


@dataclass(frozen=True, slots=True)
class Regrouping:
    """All events that a change touched, as they are now, and all their claims; also those that left, with their own standing."""

    events: tuple[EventEntry, ...]
    claims: tuple[Grouped, ...]


class Grouping(Protocol):
    """Claims to events, for a store that keeps both."""

    @property
    def most_anchors(self) -> int:
        """How many claims of one spot are anchors at most."""

    def seats(self, bodies: Sequence[bytes], decisions: Decisions) -> list[Seat]:
        """For each kept claim the keys under which it is to be found."""

    def regroup(self, known: KnownClaims, entered: Sequence[str], left: Sequence[KnownClaim]) -> Regrouping:
        """Group again what claims that entered (by id, known by now) or left (known no longer, or entered anew) can change."""

    def parts(self, known: KnownClaims, event_id: str) -> tuple[str, ...]:
        """The events that an event includes, sorted."""
