"""What waits for reviewers, and the life of a claim: from the words it was read in to what it is now."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from app.errors import BadInput, NotFound
from app.model.protocols import Store
from app.model.review import Held, in_force
from app.service.documents import report_head
from app.service.papers import held_paper, review_paper, standing_paper
from app.service.reviewing import Reviewing

LOW_SCORE = 0.6
"""The reader's own score below which a claim is worth a look before others."""

MOST = 500
"""The longest page of the queue."""

QUEUES = ("new", "low_score", "contested", "duplicate", "accepted", "corrected", "rejected", "all", "orphaned", "log")


class Lives:
    """Questions about reviews. Every method may be called from any thread and raises only a ``StrikemapError``."""

    def __init__(self, store: Store, reviewing: Reviewing) -> None:
        """Take the store, and what knows how reports were amended."""
        self._store = store
        self._log = store.reviews
        self._reviewing = reviewing

    def queue(self, which: str = "new", after: str | None = None, limit: int = 50) -> dict[str, Any]:
        """One page of claims of a kind, of orphaned reviews, or of the whole log, the latest first; ``next`` asks for the following.

        Raises:
            BadInput: there is no such queue, or ``after`` is nothing that ``next`` gave.
        """
        if which not in QUEUES:
            raise BadInput(f"state is one of {', '.join(QUEUES)}.")
        if not 1 <= limit <= MOST or (after is not None and not (after.isascii() and after.isdigit() and len(after) < 18)):
            raise BadInput(f"limit is 1 to {MOST}, and next what an answer gave.")
        start = None if after is None else int(after)
        if which == "orphaned":
            orphans = self._log.orphans(start, limit)
            items = [{"review": review_paper(orphan.review), "why": orphan.why} for orphan in orphans]
            return _page(which, items, [orphan.review.id[1:] for orphan in orphans], limit)
        if which == "log":
            reviews = self._log.page(start, limit)
            return _page(which, [review_paper(review) for review in reviews], [review.id[1:] for review in reviews], limit)
        rows, matched = self._log.queue(which, LOW_SCORE, start, limit)
        head = lru_cache(self._head)
        items = [self._item(held, head(held.anchor.report_id)) for _, held in rows]
        return _page(which, items, [str(n) for n, _ in rows], limit) | {"matched": matched}

    def reviews_of(self, claim_id: str, reviewer: bool = False) -> dict[str, Any]:
        """Every review of a claim, in the order of the log; ``reviewer`` sees those of claims that strangers do not see too; raises NotFound."""
        held, shown = self._seen(claim_id, reviewer)
        return {"claim_id": claim_id, "state": held.state if held else "gone", "reviews": self._steps(claim_id, reviewer, shown)}

    def history(self, claim_id: str, reviewer: bool = False) -> dict[str, Any]:
        """A claim's life: words, reading, each review with before and after, events, present state; raises NotFound as ``reviews_of``.

        ``withheld`` says that strangers are not told its words, nor what reviewers wrote of them.
        """
        held, shown = self._seen(claim_id, reviewer)
        reviews = self._steps(claim_id, reviewer, shown)
        before = [event for one in reviews for event in ((one.get("before") or {}).get("events") or {}).values() if event]
        standing = standing_paper(self._store.feature("claims", claim_id))
        document: dict[str, Any] = {"id": claim_id, "state": held.state if held else "gone", "reviewed_by": held.reviewed_by if held else None}
        document["withheld"] = not shown
        document["report"] = (self._head if reviewer else self._public_head)(held.anchor.report_id) if held else None
        if held and shown:
            document |= {"quote": held.document["claim"]["quote"], "read": held.document["read"], "present": held.document["fields"]}
        if held and reviewer:
            document["context"] = held.document["context"]
        noted = self._log.readings(held.anchor.report_id) if held else []
        document["readings"] = [{"at": at.isoformat().replace("+00:00", "Z"), "version": version} for at, version in noted]
        document |= {"standing": standing, "reviews": reviews}
        document["events"] = list(dict.fromkeys([*before, *([standing["event_id"]] if standing and standing["event_id"] else [])]))
        return document

    def _seen(self, claim_id: str, reviewer: bool) -> tuple[Held | None, bool]:
        """The claim, and whether its words may be shown: a rejected claim's are for reviewers, and those of a report with protected places."""
        held = self._log.held(claim_id)
        if reviewer:
            if held is None and not self._log.of_claim(claim_id):
                raise NotFound("There is no such claim.")
            return held, True
        if held is not None and self._store.feature("claims", claim_id) is not None:
            standing = in_force(self._log.of_report(held.anchor.report_id))
            return held, not any(review.verb == "reduce_precision" for review in standing)
        if held is not None and held.state == "rejected" and not self._reviewing.only_reviewed and self._is_public(held.anchor.report_id):
            return held, False
        raise NotFound("There is no such claim.")

    def _steps(self, claim_id: str, reviewer: bool, values: bool) -> list[dict[str, Any]]:
        reviews = self._log.of_claim(claim_id)
        standing = {review.id for review in in_force(reviews)}
        waiting = {orphan.review.id: orphan.why for orphan in self._log.orphans(limit=MOST)} if reviews else {}
        steps = [{**review_paper(one, values), "in_force": one.id in standing, "orphaned": waiting.get(one.id)} for one in reviews]
        is_public = lru_cache(self._is_public)
        for step in steps if values and not reviewer else ():
            step |= {name: [one for one in step[name] if is_public(one["report_id"])] for name in ("claims", "others")}
        return steps

    def _is_public(self, report_id: str) -> bool:
        return self._store.report(report_id) is not None

    def _public_head(self, report_id: str) -> Mapping[str, Any] | None:
        found = self._store.report(report_id)
        return found[1].get("report") if found else None

    def _item(self, held: Held, head: Mapping[str, Any] | None) -> dict[str, Any]:
        standing = standing_paper(self._store.feature("claims", held.anchor.claim_id))
        why = [name for name, is_so in _reasons(held, standing) if is_so]
        return {**held_paper(held), "report": head, "standing": standing, "why": why}

    def _head(self, report_id: str) -> dict[str, Any] | None:
        report = self._log.report(report_id)
        return report_head(self._reviewing.amended(report)) if report else None


def _reasons(held: Held, standing: Mapping[str, Any] | None) -> Iterable[tuple[str, bool]]:
    yield "new", held.state == "machine"
    yield "low_score", held.state == "machine" and held.score < LOW_SCORE
    yield "contested", standing is not None and standing["status"] == "contested"


def _page(which: str, items: list[dict[str, Any]], marks: list[str], limit: int) -> dict[str, Any]:
    return {"state": which, "items": items, "next": marks[-1] if len(marks) == limit else None}
