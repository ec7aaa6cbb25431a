"""How well a claim stands, and where claims disagree (law 9)."""

from dataclasses import dataclass
from typing import Literal

from app.model.claim import Claim
from app.model.codes import ReviewState

Status = Literal["declared", "single_source", "corroborated", "contested"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Status after Airwars, how many independent sources that are not the striker, and how many other sides say something else.

    ``event_id`` is the event of the claim, None while it is in none. ``review_state`` and ``reviewed_by`` tell who looked at it.
    """

    status: Status
    independent_sources: int
    disputed_by_n: int
    event_id: str | None = None
    review_state: ReviewState = "machine"
    reviewed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dispute: its claims in the order of the report, the first of which is quoted."""

    claims: tuple[Claim, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """What the side says, in its own words, each once."""
        return tuple(dict.fromkeys(label for claim in self.claims for label in claim.target.labels))


@dataclass(frozen=True, slots=True)
class Dispute:
    """A question that claims about the same strikes answer differently."""

    question: Literal["who was hit"]
    report_id: str
    sides: tuple[Side, ...]
