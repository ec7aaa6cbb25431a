"""Reviews put in front of the rest of the line: a reading goes in as a machine made it and comes out as reviewers left it."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.events.corrections import Locate
from app.events.decisions import VERBS, decided
from app.events.reviews import Reviewed, ReviewedClaim, amended, apply_reviews
from app.events.withheld import withheld
from app.geocode.precision import Locator
from app.model.logs import ReviewLog
from app.model.place import Location, Place
from app.model.protocols import Gazetteer
from app.model.reading import Reading
from app.model.report import Report
from app.model.review import Anchor, Decisions, Held, Orphan, Review, in_force
from app.model.standing import Standing
from app.service.papers import claim_paper


@dataclass(frozen=True, slots=True)
class ReviewedReading:
    """What goes on down the line: the reading with its claims after review, and who touched each.

    ``reading`` holds only what strangers may see once the report is public: no rejected claim, no name that is withheld. ``report`` is
    whole, for reviewers.
    """

    reading: Reading
    reviewed: Reviewed
    report: Report
    reviews: tuple[Review, ...] = ()

    @property
    def vouched(self) -> bool:
        """Whether any claim stands that a person looked at; one that was only rejected vouches for nothing."""
        return any(one.state != "machine" for one in self.reviewed.claims)

    def with_review(self, stands: Mapping[str, Standing]) -> dict[str, Standing]:
        """Standings that also say who looked at each claim."""
        touched = {one.claim.id: one for one in self.reviewed.claims if one.claim.id in stands}
        looked_at = {name: replace(stands[name], review_state=one.state, reviewed_by=one.reviewed_by) for name, one in touched.items()}
        return {**stands, **looked_at}


Decide = Callable[[Decisions], None]
"""Groups claims again under all decisions that hold."""


class Reviewing:
    """Step 3 of the line over a log of reviews."""

    def __init__(self, log: ReviewLog, gazetteer: Gazetteer, only_reviewed: bool = False, decide: Decide = lambda decisions: None) -> None:
        """Stand on the log and the gazetteer; with ``only_reviewed`` claims that nobody looked at do not go on down the line.

        ``decide`` is told all that was decided of events, whenever that may have changed.
        """
        self._log = log
        self._locate = locator(gazetteer)
        self._only_reviewed = only_reviewed
        self._decide = decide

    @property
    def only_reviewed(self) -> bool:
        """Whether claims that nobody looked at stay hidden."""
        return self._only_reviewed

    def amended(self, report: Report) -> Report:
        """The report with what reviewers mended of it: so it is to be read."""
        return amended(report, self._log.of_report(report.id))

    def over(self, reading: Reading) -> ReviewedReading:
        """Put what the log says of a report over its reading."""
        return under_review(reading, self._log.of_report(reading.report.id), self._locate, self._only_reviewed)

    def keep(self, held: ReviewedReading) -> None:
        """Keep what follows from the reviews of a report: its claims as they are now, and which reviews wait for a person."""
        report = held.report
        claims = [_held(one, one.state, held, report.text) for one in held.reviewed.claims]
        claims += [_held(one, "rejected", held, report.text) for one in held.reviewed.rejected]
        orphans = [orphan for orphan in held.reviewed.orphans if orphan.review.verb not in VERBS]
        self._log.settle(report.id, claims, held.reviewed.present, orphans)
        if any(review.verb in VERBS or review.verb == "undo" for review in held.reviews):
            self.settle_decisions()

    def leave(self, report_id: str) -> None:
        """Keep the reviews of a report that is not there any more, as waiting for it."""
        reviews = [review for review in in_force(self._log.of_report(report_id)) if review.verb != "withdraw"]
        self._log.settle(report_id, (), {}, [Orphan(review, "Its report is not here any more.") for review in reviews if review.verb not in VERBS])
        if reviews:
            self.settle_decisions()

    def settle_decisions(self) -> None:
        """Keep which decisions on events cannot be taken now."""
        found, present = self._log.decisive()
        decisions, orphans = decided(in_force(found), present)
        self._log.settle_decisive(orphans)
        self._decide(decisions)


def under_review(reading: Reading, reviews: Sequence[Review], locate: Locate, only_reviewed: bool = False) -> ReviewedReading:
    """Put the reviews of a report, in the order of their log, over its reading."""
    report, toponyms = reading.report, reading.toponyms
    published = {report.id: report.published_at} if report.published_at else {}
    reviewed = apply_reviews(reading.claims, {report.id: report.text}, reviews, locate, published)
    claims = tuple(one.claim for one in reviewed.claims)
    if only_reviewed and report.source_kind == "text":
        claims = tuple(one.claim for one in reviewed.claims if one.state != "machine")
        named = {(mention.toponym.start, mention.toponym.end) for claim in claims for mention in claim.mentions}
        toponyms = tuple(toponym for toponym in toponyms if (toponym.start, toponym.end) in named)
    shown = replace(reading, claims=claims, toponyms=toponyms)
    vague = reviewed.vague.get(report.id)
    if vague:
        shown = withheld(shown, (*reading.claims, *claims), vague, locate)
    return ReviewedReading(shown, reviewed, report, tuple(reviews))


def locator(gazetteer: Gazetteer) -> Locate:
    """Where a gazetteer's places may be drawn, by their ids."""
    locations = Locator(gazetteer)

    def locate(place_id: str) -> tuple[Place, Location | None] | None:
        place = gazetteer.place(place_id)
        return (place, locations.locate(place)) if place else None

    return locate


def _held(one: ReviewedClaim, state: str, held: ReviewedReading, text: str) -> Held:
    known: str = state
    return Held(one.anchor, known, one.reviewed_by, one.claim.evidence.score, _version(one, held), claim_paper(one, text))  # type: ignore[arg-type]


def _version(one: ReviewedClaim, held: ReviewedReading) -> str:
    """An entity tag of a claim that also changes with what is decided of its event."""
    present = held.reviewed.present
    events = [review.id for review in in_force(held.reviews) if review.verb in VERBS and one.claim.id in _claims(review, present)]
    return hashlib.sha256(f"{one.version} {events}".encode()).hexdigest()[:20]


def _claims(review: Review, present: Mapping[Anchor, str]) -> set[str]:
    return {present[anchor] for anchor in review.anchors + review.others if anchor in present}
