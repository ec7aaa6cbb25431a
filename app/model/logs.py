"""What the review half asks of a store: the log of reviews with the desk that follows from it, and the ring of keys."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from app.model.access import Key, Scope
from app.model.report import Report
from app.model.review import Anchor, Held, Orphan, Review

ONLY_REVIEWED = "reviewed only"
"""What the version of a reading ends with, where claims that nobody looked at were left out."""


class ReviewLog(Protocol):
    """Reviews, only ever added to. Inside a transaction of the store each method sees, and is a part of, what that does."""

    def append(self, review: Review) -> Review:
        """Add a review, which gets its id and its time here; ``report_id`` is None where it speaks of claims of several reports."""

    def get(self, review_id: str) -> Review:
        """One review; raises NotFound."""

    def of_report(self, report_id: str) -> list[Review]:
        """Every review that speaks of a report or its claims, in the order of the log."""

    def of_claim(self, claim_id: str) -> list[Review]:
        """Every review that speaks, or spoke under this id, of a claim, in the order of the log."""

    def page(self, after: int | None, limit: int) -> list[Review]:
        """Reviews, the newest first, from below ``after`` on."""

    def decisive(self) -> tuple[list[Review], dict[Anchor, str]]:
        """What was decided of events, with what takes it back, in the order of the log; and the present claims of their anchors."""

    def settle(self, report_id: str, held: Sequence[Held], present: Mapping[Anchor, str], orphans: Iterable[Orphan]) -> None:
        """Keep what follows from the reviews of a report."""

    def settle_decisive(self, orphans: Iterable[Orphan]) -> None:
        """Keep which decisions on events could not be taken."""

    def orphans(self, after: int | None = None, limit: int = 100) -> list[Orphan]:
        """Reviews that wait for a person because they could not be applied, the newest first."""

    def held(self, claim_id: str) -> Held | None:
        """One claim as it is now, the rejected ones too."""

    def held_of(self, report_id: str) -> list[Held]:
        """The claims of a report as they are now, in the order of their quotes."""

    def queue(self, which: str, below: float, after: int | None, limit: int) -> tuple[list[tuple[int, Held]], int]:
        """Claims of one kind, the latest first, each with its place in the queue; and how many there are."""

    def report(self, report_id: str) -> Report | None:
        """A report as it was given, whether strangers see it or not; None for one that was withdrawn."""

    def readings(self, report_id: str) -> list[tuple[datetime, str]]:
        """When a report was read, and by which version, each time that another one read it."""

    def turned(self, version: str) -> list[str]:
        """The reports with reviews whose reading left out what nobody looked at, where ``version`` does not, or the other way round."""

    def withdrawn(self, report_id: str) -> str | None:
        """Why a report was withdrawn; None for one that was not."""

    def verify(self, last: str | None = None) -> tuple[int | None, int, str]:
        """The number of the first row that is not as it was written (None: all are), how many there are, and the last seal."""


class KeyRing(Protocol):
    """Keys, sessions and the log of their use."""

    def create(self, name: str, scope: Scope, days: int | None = None) -> tuple[Key, str]:
        """Issue a key; the secret is in the answer and nowhere else. Raises BadInput."""

    def all(self) -> list[Key]:
        """Every key ever issued, oldest first."""

    def find(self, secret: str) -> Key | None:
        """The key of a secret, whether it still opens anything or not."""

    def revoke(self, key_id: str) -> bool:
        """Let a key open nothing from now on; False where there is none by this id."""

    def note(self, key_id: str, action: str) -> None:
        """Write into the log what a key was used for."""

    def open_session(self, key: Key, seconds: int) -> str:
        """Begin a browser's session; the answer is its secret."""

    def session(self, token: str) -> Key | None:
        """The key of a session that lasts; None for any other."""

    def close_session(self, token: str) -> None:
        """End a session."""
