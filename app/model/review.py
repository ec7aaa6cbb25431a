"""What people decide about claims, events and reports: by name, with a reason, never changed afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from app.model.claim import Claim, Span
from app.model.event import Grading

ReviewVerb = Literal[
    "accept", "correct", "add", "reject", "merge", "split", "grade", "reduce_precision", "amend_report", "withdraw", "undo"
]

Json = Any
"""A value that JSON can hold: a review's fields are kept as they were sent."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The claim that a review speaks of, in a way that outlives the extractor: its id, its quote's span and its claimant at that time.

    ``former`` are ids under which earlier reviews knew the same claim, before a rebuild gave it this one.
    """

    report_id: str
    claim_id: str
    span: Span
    claimant: str
    former: tuple[str, ...] = ()

    @classmethod
    def of(cls, claim: Claim, former: tuple[str, ...] = ()) -> "Anchor":
        """The anchor of a claim as it is now."""
        return cls(claim.report_id, claim.id, claim.quote_span, claim.claimant.name, former)


@dataclass(frozen=True, slots=True)
class Review:
    """One decision. ``before`` and ``after`` are field to value.

    | verb | anchors | after |
    | --- | --- | --- |
    | accept, reject, reduce_precision | the claim | - |
    | correct | the claim | field to new value, as ``app.events.corrections`` lists them |
    | add | the new claim (its id by span and text) | every field of it |
    | merge | all claims that are one event | - |
    | split | claims that do not belong with those in ``others`` | - |
    | grade | any claim of the event | ``grading`` |
    | amend_report, withdraw | none; ``report_id`` | ``published_at``, ``publisher``, ``url``, ``title`` |
    | undo | those of the review that ``undoes`` names | - |

    ``authority`` says how the reviewer is known: by a key (``key`` and its id), ``local`` (a name given on the machine itself) or
    ``command line``.
    """

    id: str
    at: datetime
    reviewer: str
    verb: ReviewVerb
    reason: str
    anchors: tuple[Anchor, ...] = ()
    others: tuple[Anchor, ...] = ()
    report_id: str | None = None
    before: Mapping[str, Json] | None = None
    after: Mapping[str, Json] | None = None
    undoes: str | None = None
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What a reviewer asks for. ``tag`` is the version of the claim, or of the report's desk, that the reviewer saw; None: whatever is there.

    ``after`` are the fields of correct, add, grade and amend_report; ``claims`` the other claims of merge and split; ``span`` the words of
    an added claim; ``undoes`` the review to take back.
    """

    verb: ReviewVerb
    reviewer: str
    reason: str = ""
    authority: str = ""
    tag: str | None = None
    after: Mapping[str, Json] | None = None
    claims: tuple[str, ...] = ()
    span: Span | None = None
    undoes: str | None = None


@dataclass(frozen=True, slots=True)
class Orphan:
    """A review that could not be applied, and why; it waits for a person."""

    review: Review
    why: str


@dataclass(frozen=True, slots=True)
class Held:
    """A claim as the reviewers' desk has it now, the rejected ones too.

    ``version`` changes with the claim and with every review of it. ``score`` is the reader's own (0 to 1). ``document`` is the claim as
    JSON with the words around its quote.
    """

    anchor: Anchor
    state: Literal["machine", "accepted", "corrected", "rejected"]
    reviewed_by: str | None
    score: float
    version: str
    document: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Decisions:
    """What reviewers said of events, by present claim id; the later word on a pair is the one that is here.

    ``together`` are pairs of one event, ``apart`` pairs that are not; ``gradings`` claim id to grading and reviewer, in the order given.
    """

    together: tuple[frozenset[str], ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()
    gradings: Mapping[str, tuple[Grading, str]] = field(default_factory=dict)


def in_force(reviews: Sequence[Review]) -> list[Review]:
    """The reviews that stand, in the order of the log: an undone one does not, nor one whose undoing was not itself undone.

    A review can only undo one that came before it.
    """
    undone: set[str] = set()
    standing = []
    for review in reversed(reviews):
        if review.id in undone:
            continue
        if review.verb == "undo" and review.undoes:
            undone.add(review.undoes)
        else:
            standing.append(review)
    return standing[::-1]
