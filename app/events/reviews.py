"""Reviews put over derived claims: what a person decided wins, survives every rebuild, and is never lost nor applied twice."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from app.errors import BadInput
from app.events.anchoring import anchored
from app.events.corrections import Locate, corrected, sharp_places, vaguer
from app.events.decisions import decided
from app.model.claim import Attribution, Claim, Claimant, Evidence
from app.model.codes import ReviewState
from app.model.report import Report
from app.model.review import Anchor, Decisions, Json, Orphan, Review, in_force


@dataclass(frozen=True, slots=True)
class ReviewedClaim:
    """A claim as it stands now, with who touched it last.

    ``reviews`` are the ids of the reviews that were applied, in order; ``former`` the ids that the claim had when they were made.
    """

    claim: Claim
    state: ReviewState = "machine"
    reviewed_by: str | None = None
    reviews: tuple[str, ...] = ()
    former: tuple[str, ...] = ()

    @property
    def anchor(self) -> Anchor:
        """What a new review of it is to be anchored to."""
        return Anchor.of(self.claim, self.former)

    @property
    def version(self) -> str:
        """An entity tag: it changes with the claim and with every review of it, so that a second reviewer at once is asked."""
        return hashlib.sha256(repr((self.claim, self.reviews)).encode("utf-8", "surrogatepass")).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Claims after review, in their order; those rejected; what was decided of events; and what waits in the queue.

    ``present`` is the claim that an anchor speaks of now; anchors that speak of none are not in it. ``vague`` are, by report, the ids of
    places that are to be known by their province only.
    """

    claims: tuple[ReviewedClaim, ...]
    rejected: tuple[ReviewedClaim, ...]
    decisions: Decisions
    orphans: tuple[Orphan, ...]
    present: Mapping[Anchor, str]
    vague: Mapping[str, frozenset[str]]


def apply_reviews(
    claims: Sequence[Claim], texts: Mapping[str, str], reviews: Sequence[Review], locate: Locate, published: Mapping[str, date] = MappingProxyType({})
) -> Reviewed:
    """Put reviews, in the order of their log, over the claims of some reports.

    ``texts`` are the texts of these reports by id, ``published`` their days of publication where they are known. Each review in force is
    applied once, or is an orphan with the reason; nothing is applied to a claim it may not speak of. What is decided over these and other
    reports together is left to ``decisions.decided``.
    """
    standing = in_force(reviews)
    anchors = [anchor for review in standing for anchor in review.anchors + review.others if anchor.report_id in texts]
    desk = _Desk({claim.id: ReviewedClaim(claim) for claim in claims}, anchored(anchors, claims), texts, locate, published)
    own = [review for review in standing if all(anchor.report_id in texts for anchor in review.anchors + review.others)]
    for review in own:
        desk.apply(review)
    return desk.result(own, anchors)


class _Desk:
    """Claims while reviews are being applied to them."""

    def __init__(
        self, claims: dict[str, ReviewedClaim], found: dict[Anchor, str], texts: Mapping[str, str], locate: Locate, published: Mapping[str, date]
    ) -> None:
        self._claims = claims
        self._rejected: dict[str, ReviewedClaim] = {}
        self._found = found
        self._texts = texts
        self._locate = locate
        self._published = published
        self._orphans: list[Orphan] = []
        self._vague: dict[str, set[str]] = defaultdict(set)

    def apply(self, review: Review) -> None:
        try:
            self._apply(review)
        except BadInput as error:
            self._orphans.append(Orphan(review, str(error)))

    def result(self, own: Sequence[Review], anchors: Iterable[Anchor]) -> Reviewed:
        for anchor in anchors:
            self._present(anchor)
        decisions, undecided = decided(own, self._found)
        vague = [replace(one, claim=vaguer(one.claim, self._vague[one.claim.report_id], self._locate)) for one in self._claims.values()]
        ordered = sorted(vague, key=lambda one: (one.claim.report_id, one.claim.quote_span, one.claim.id))
        rejected = sorted(self._rejected.values(), key=lambda one: one.claim.id)
        places = {report_id: frozenset(ids) for report_id, ids in self._vague.items() if ids}
        return Reviewed(tuple(ordered), tuple(rejected), decisions, (*self._orphans, *undecided), self._found, places)

    def _apply(self, review: Review) -> None:
        if review.verb == "add":
            self._add(review)
        elif review.verb in ("accept", "correct", "reject", "reduce_precision"):
            self._change(review)

    def _id(self, review: Review) -> str:
        """The present claim that a review speaks of."""
        claim_id = self._present(review.anchors[0]) if review.anchors else None
        if claim_id in self._rejected:
            raise BadInput("A claim that it speaks of was rejected before; undo that first.")
        if claim_id is None or claim_id not in self._claims:
            raise BadInput("A claim that it speaks of is not found any more.")
        return claim_id

    def _present(self, anchor: Anchor) -> str | None:
        """The claim of an anchor: as it was found, or one that a person added."""
        if anchor not in self._found:
            added = next((known for known in (anchor.claim_id, *anchor.former) if known in self._claims or known in self._rejected), None)
            if added is not None:
                self._found[anchor] = added
        return self._found.get(anchor)

    def _change(self, review: Review) -> None:
        claim_id = self._id(review)
        held = self._claims[claim_id]
        if review.verb == "reject":
            self._rejected[claim_id] = self._touched(self._claims.pop(claim_id), review, held.claim, held.state)
            return
        claim, state = held.claim, held.state
        if review.verb == "correct":
            claim, state = self._corrected(claim, review), "corrected"
        elif review.verb == "reduce_precision":
            self._vague[claim.report_id] |= sharp_places(claim)
            state = "corrected"
        elif state == "machine":
            state = "accepted"
        self._claims[claim_id] = self._touched(held, review, claim, state)

    def _add(self, review: Review) -> None:
        """A claim a person added; where the reader finds it by now, the person's fields go over what it found."""
        if not review.anchors:
            raise BadInput("What it added was erased with its report.")
        anchor = review.anchors[0]
        known = self._found.get(anchor)
        held = self._claims.get(known) if known else None
        base = held or ReviewedClaim(_blank(anchor, self._texts[anchor.report_id]))
        claim = self._corrected(base.claim, review)
        self._found[anchor] = claim.id
        self._claims[claim.id] = self._touched(base, review, claim, "corrected" if held else "accepted")

    def _corrected(self, claim: Claim, review: Review) -> Claim:
        """The claim with the values of a review; where its report's day is not known, it was out by the day of the review."""
        told = self._published.get(claim.report_id, review.at.date())
        return corrected(claim, review.after or {}, self._texts[claim.report_id], self._locate, told)

    @staticmethod
    def _touched(held: ReviewedClaim, review: Review, claim: Claim, state: ReviewState) -> ReviewedClaim:
        ids = [claim_id for anchor in review.anchors[:1] for claim_id in (*anchor.former, anchor.claim_id) if claim_id != claim.id]
        former = tuple(dict.fromkeys((*held.former, *ids)))
        return replace(held, claim=claim, state=state, reviewed_by=review.reviewer, reviews=(*held.reviews, review.id), former=former)


def amended(report: Report, reviews: Sequence[Review]) -> Report:
    """The report with what reviewers mended of it: publication date, publisher, address, title; its text and id stay. Read it again then."""
    for review in in_force(reviews):
        if review.verb == "amend_report" and review.report_id == report.id:
            report = _amended(report, review.after or {})
    return report


def withdrawn(reviews: Sequence[Review]) -> dict[str, Review]:
    """The reports that were withdrawn, each with the review that did it."""
    return {review.report_id: review for review in in_force(reviews) if review.verb == "withdraw" and review.report_id}


def _amended(report: Report, after: Mapping[str, Json]) -> Report:
    for name, value in after.items():
        if name == "published_at":
            report = replace(report, published_at=_day(value))
        elif name in ("publisher", "url", "title"):
            report = replace(report, **{name: _text(value)})
        else:
            raise BadInput(f"A report's {name} cannot be amended; its publisher, url, title and published_at can.")
    return report


def _day(value: Json) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise BadInput("The day of publication is YYYY-MM-DD or null.") from error


def _text(value: Json) -> Any:
    if value is not None and not isinstance(value, str):
        raise BadInput("What is amended of a report is text or null.")
    return value or None


def _blank(anchor: Anchor, text: str) -> Claim:
    start, end = anchor.span
    if not 0 <= start < end <= len(text):
        raise BadInput("The span of the added claim does not lie in the text.")
    return Claim(
        id=anchor.claim_id,
        report_id=anchor.report_id,
        spans=(anchor.span,),
        claimant=Claimant("unattributed", "unattributed"),
        attribution=Attribution(None, "unattributed"),
        modality="asserted",
        evidence=Evidence("added by a reviewer", "", 1.0),
    )
