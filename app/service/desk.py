"""The reviewers' desk: a person decides something of a claim or a report, and the line runs again with it, all in one transaction."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from app.errors import BadInput, Changed, Gone, NotFound
from app.events.decisions import VERBS
from app.ingest.text import report_from_text
from app.model.access import Scope
from app.model.claim import claim_id as name_claim
from app.model.protocols import Store
from app.model.reading import Reading
from app.model.report import Report
from app.model.review import Anchor, Held, Json, Order, Review, ReviewVerb, in_force
from app.service.documents import report_head
from app.service.papers import held_paper, review_paper, standing_paper
from app.service.reviewing import ReviewedReading, Reviewing

ON_CLAIMS: tuple[ReviewVerb, ...] = ("accept", "correct", "reject", "reduce_precision", "merge", "split", "grade", "undo")
ON_REPORTS: tuple[ReviewVerb, ...] = ("accept", "add", "amend_report", "withdraw", "undo")
"""What can be decided of a claim, and of a report; ``accept`` of a report is of all its claims that nobody looked at."""

MENDED = ("published_at", "publisher", "title", "url")
"""What can be amended of a report."""

LONGEST = 2_000
"""Characters of a reason."""

_READINGS = 32


class Desk:
    """Where reviews are made. Every method may be called from any thread and raises only a ``StrikemapError``."""

    def __init__(
        self, store: Store, reviewing: Reviewing, read: Callable[[Report], Reading], renew: Callable[[Reading], ReviewedReading]
    ) -> None:
        """Take the store, and what reads a report and what derives everything from a reading anew."""
        self._store = store
        self._log = store.reviews
        self._reviewing = reviewing
        self._read = read
        self._renew = renew
        self._readings: dict[Report, Reading] = {}

    def needs(self, verb: ReviewVerb, undoes: str | None) -> Scope:
        """The scope that an order takes: taking back, and taking that back, needs what was needed in the first place; raises NotFound."""
        verb = self._first(undoes).verb if verb == "undo" else verb
        return "admin" if verb == "withdraw" else "review"

    def on_claim(self, claim_id: str, order: Order) -> dict[str, Any]:
        """Decide something of a claim; the answer is the review and the claim as it is then (null: it is not there any more).

        Raises:
            NotFound: there is no such claim.
            Changed: it is not as the reviewer saw it; the error carries it as it is.
            BadInput: what is asked for does not fit; nothing is kept.
        """
        _check(order, ON_CLAIMS)
        self._reading(self._held(claim_id).anchor.report_id)
        with self._store.transaction():
            held = self._held(claim_id)
            if order.tag not in (None, held.version):
                raise Changed("Somebody was quicker: look at the claim as it is now, and decide again.", held_paper(held))
            made = self._enter(self._of_claim(held, order))
            now = self._log.held(claim_id)
        return {"review": review_paper(made), "claim": held_paper(now) if now else None}

    def on_report(self, report_id: str, order: Order) -> dict[str, Any]:
        """Decide something of a report; the answer are the reviews and, unless it was withdrawn, its desk.

        Raises:
            NotFound: there is no such report.
            Changed: it is not as the reviewer saw it; the error carries its desk.
            BadInput: what is asked for does not fit; nothing is kept.
        """
        _check(order, ON_REPORTS)
        if order.verb != "undo":
            self._reading(report_id)
        with self._store.transaction():
            if order.tag not in (None, self._tag(report_id)):
                raise Changed("Somebody was quicker: look at the report as it is now, and decide again.", self.of_report(report_id))
            made = self._of_report(report_id, order)
        if order.verb == "withdraw":
            self._store.forget_traces()
        desk = None if self._log.report(report_id) is None else self.of_report(report_id)
        return {"reviews": [review_paper(one) for one in made], "report": desk}

    def of_report(self, report_id: str) -> dict[str, Any]:
        """A report with its text, its claims in every state, and every review of it, whether strangers see it or not.

        Raises:
            NotFound: there is no such report.
            Gone: it was withdrawn; the error carries the tag that taking that back must name.
        """
        report = self._reviewing.amended(self._given(report_id))
        return {
            **report_head(report),
            "language": report.language,
            "text": report.text,
            "etag": f'"{self._tag(report_id)}"',
            "claims": [held_paper(one) for one in self._log.held_of(report_id)],
            "reviews": [review_paper(one) for one in self._log.of_report(report_id)],
        }

    def _of_claim(self, held: Held, order: Order) -> Review:
        draft = Review("", datetime.min, order.reviewer, order.verb, order.reason, (held.anchor,), authority=order.authority)
        draft = replace(draft, report_id=held.anchor.report_id, before={"state": held.state}, after=order.after)
        if order.verb == "undo":
            return self._undo(draft, order, {held.anchor.report_id})
        if order.verb == "correct":
            fields = held.document["fields"]
            return replace(draft, before={name: fields[name] for name in order.after or {} if name in fields})
        if order.verb in VERBS:
            if held.anchor.claim_id in order.claims:
                raise BadInput("The other claims of a merge or split are others than the claim itself.")
            others = tuple(self._held(claim_id).anchor for claim_id in order.claims)
            report_id = held.anchor.report_id if all(other.report_id == held.anchor.report_id for other in others) else None
            draft = replace(draft, report_id=report_id, before={"events": self._events((held.anchor, *others))})
            if order.verb == "merge":
                return replace(draft, anchors=(held.anchor, *others))
            return replace(draft, others=others)
        return draft

    def _of_report(self, report_id: str, order: Order) -> list[Review]:
        draft = Review("", datetime.min, order.reviewer, order.verb, order.reason, report_id=report_id, after=order.after, authority=order.authority)
        if order.verb == "undo":
            return [self._enter(self._undo(draft, order, {report_id}))]
        if order.verb == "withdraw":
            return [self._withdraw(draft)]
        if order.verb == "amend_report":
            report, after = self._given(report_id), order.after or {}
            head = report_head(self._reviewing.amended(report))
            before = {name: head[name] for name in after if name in head}
            return [self._enter(replace(draft, before=before, after=_mended(report, after)))]
        if order.verb == "add":
            return [self._enter(self._added(draft, order))]
        waiting = [held for held in self._log.held_of(report_id) if held.state == "machine"]
        if not waiting:
            raise BadInput("No claim of this report waits to be accepted.")
        made = [self._log.append(replace(draft, anchors=(held.anchor,), before={"state": held.state})) for held in waiting]
        self._renew_all({report_id}, made)
        return made

    def _enter(self, review: Review) -> Review:
        """Add a review to the log and run the line again over what it speaks of; one that cannot be applied is refused."""
        made = self._log.append(review)
        reports = {anchor.report_id for anchor in made.anchors + made.others} or {made.report_id or ""}
        self._renew_all(reports, [made])
        return made

    def _renew_all(self, reports: set[str], made: Sequence[Review]) -> None:
        ids = {one.id for one in made}
        for report_id in sorted(reports):
            if self._log.report(report_id) is None:
                continue
            held = self._renew(self._reading(report_id))
            refused = [orphan.why for orphan in held.reviewed.orphans if orphan.review.id in ids]
            if refused:
                raise BadInput(refused[0])
        if any(one.verb in VERBS for one in made):
            refused = [orphan.why for orphan in self._log.orphans() if orphan.review.id in ids]
            if refused:
                raise BadInput(refused[0])

    def _undo(self, draft: Review, order: Order, reports: set[str]) -> Review:
        target = self._log.get(order.undoes or "")
        spoken_of = {anchor.report_id for anchor in target.anchors + target.others} | ({target.report_id} if target.report_id else set())
        if not spoken_of & reports:
            raise NotFound("There is no such review of it.")
        if any(one.undoes == target.id for one in self._in_force(spoken_of)):
            raise BadInput("That review was undone already.")
        if target.verb == "undo" and self._first(target.undoes).verb == "withdraw":
            raise BadInput("Its text was erased; send the report again and withdraw it.")
        if target.verb == "withdraw":
            self._store.restore_place(target.report_id or "")
        before = {"verb": target.verb, "after": target.after}
        return replace(draft, anchors=target.anchors, others=target.others, report_id=target.report_id, undoes=target.id, before=before, after=None)

    def _first(self, review_id: str | None) -> Review:
        """The review at the beginning of a chain of takings back."""
        review = self._log.get(review_id or "")
        while review.verb == "undo":
            review = self._log.get(review.undoes or "")
        return review

    def _in_force(self, report_ids: Iterable[str]) -> list[Review]:
        """The reviews of these reports that are not undone, takings back among them."""
        known = {review.id: review for one in report_ids for review in self._log.of_report(one)}
        undone: set[str | None] = set()
        found = []
        for review in sorted(known.values(), key=lambda one: -int(one.id[1:])):
            if review.id not in undone:
                found.append(review)
                undone.add(review.undoes)
        return found

    def _withdraw(self, draft: Review) -> Review:
        report_id = draft.report_id or ""
        self._given(report_id)
        neighbours = {
            anchor.report_id for review in self._log.of_report(report_id) for anchor in review.anchors + review.others if review.verb in VERBS
        }
        made = self._log.append(replace(draft, after=None))
        self._store.withdraw(report_id, int(made.id[1:]))
        self._reviewing.settle_decisions()
        self._renew_all(neighbours - {report_id}, [made])
        self._readings.clear()
        return made

    def _added(self, draft: Review, order: Order) -> Review:
        """What the reader found in these words already is named in ``others``: it is not what a person adds."""
        report_id = draft.report_id or ""
        text = self._given(report_id).text
        start, end = order.span or (0, 0)
        if not 0 <= start < end <= len(text):
            raise BadInput("An added claim needs the span [start, end] of its words, in characters of the report's text.")
        if any(0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() for at in (start, end)):
            raise BadInput("The span of an added claim begins and ends with whole words.")
        held = self._log.held_of(report_id)
        taken = {one.anchor.claim_id for one in held}
        names = (name_claim(report_id, text[start:end], ordinal) for ordinal in range(len(held) + 1))
        claimant = (order.after or {}).get("claimant")
        name = claimant.get("name") if isinstance(claimant, dict) else None
        anchor = Anchor(report_id, next(name for name in names if name not in taken), (start, end), str(name or "unattributed"))
        there = tuple(one.anchor for one in held if any(first < end and start < last for first, last in one.document["claim"]["spans"]))
        return replace(draft, anchors=(anchor,), others=there)

    def _events(self, anchors: Sequence[Anchor]) -> dict[str, Json]:
        return {anchor.claim_id: (standing_paper(self._store.feature("claims", anchor.claim_id)) or {}).get("event_id") for anchor in anchors}

    def _held(self, claim_id: str) -> Held:
        held = self._log.held(claim_id)
        if held is None:
            raise NotFound("There is no such claim.")
        return held

    def _given(self, report_id: str) -> Report:
        report = self._log.report(report_id)
        if report is None:
            why = self._log.withdrawn(report_id)
            if why is None:
                raise NotFound("There is no such report.")
            raise Gone(f"The report was withdrawn and its text erased: {why}", self._tag(report_id))
        return report

    def _reading(self, report_id: str) -> Reading:
        """The reading of a report as it is amended now, read once for several reviews in a row."""
        report = self._reviewing.amended(self._given(report_id))
        reading = self._readings.get(report)
        if reading is None:
            reading = self._read(report)
            if reading.status == "failed":
                raise BadInput("The report cannot be read by this version; nothing was changed.")
            if len(self._readings) >= _READINGS:
                self._readings.clear()
            self._readings[report] = reading
        return reading

    def _tag(self, report_id: str) -> str:
        """A version of all that stands on the desk of a report."""
        parts = [one.version for one in self._log.held_of(report_id)]
        parts += [one.id for one in in_force(self._log.of_report(report_id))]
        return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:20]


def _mended(report: Report, after: Mapping[str, Json]) -> dict[str, Json]:
    """What is known of a report as it is to be kept, held to what is asked of one that is sent."""
    for name, value in after.items():
        if name not in MENDED:
            raise BadInput(f"A report's {name} cannot be amended; its {', '.join(MENDED)} can.")
        if value is not None and not isinstance(value, str):
            raise BadInput("What is amended of a report is text or null.")
    head = report_head(report_from_text(report.text, **after))
    return {name: head[name] if value and value.strip() else None for name, value in after.items()}


def _check(order: Order, verbs: Sequence[ReviewVerb]) -> None:
    if order.verb not in verbs:
        raise BadInput(f"verb is one of {', '.join(verbs)}.")
    if not order.reviewer.strip() or len(order.reviewer) > 100 or not order.reviewer.isprintable():
        raise BadInput("A review needs the reviewer's name, of up to 100 characters.")
    if len(order.reason) > LONGEST or (not order.reason.strip() and order.verb != "accept"):
        raise BadInput(f"A review needs a reason of up to {LONGEST} characters; only accept goes without.")
    if order.verb in ("correct", "amend_report", "add", "grade") and not order.after:
        raise BadInput(f"{order.verb} needs the fields in 'after'.")
    if order.verb in ("merge", "split") and not order.claims:
        raise BadInput(f"{order.verb} needs the other claims in 'claims'.")
