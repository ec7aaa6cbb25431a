"""What reviewers said of events, over all reports: which claims are one strike, which are not, and how well an event stands."""

from collections.abc import Iterable, Mapping, Sequence

from app.errors import BadInput
from app.model.event import Grading
from app.model.review import Anchor, Decisions, Json, Orphan, Review

VERBS = frozenset({"merge", "split", "grade"})
"""What is decided of events and not of single claims."""


def decided(reviews: Iterable[Review], present: Mapping[Anchor, str]) -> tuple[Decisions, tuple[Orphan, ...]]:
    """The decisions of reviews in force, in the order of their log; ``present`` is the claim that an anchor speaks of now.

    The later word on a pair of claims is the one that counts. A decision is taken only where every claim it names is there; the others are
    orphans. Reviews of other verbs are passed over.
    """
    desk = _Desk(present)
    orphans = []
    for review in reviews:
        try:
            desk.take(review)
        except BadInput as error:
            orphans.append(Orphan(review, str(error)))
    return Decisions(tuple(desk.together), frozenset(desk.apart), dict(desk.gradings)), tuple(orphans)


class _Desk:
    def __init__(self, present: Mapping[Anchor, str]) -> None:
        self._present = present
        self.together: dict[frozenset[str], None] = {}
        self.apart: set[frozenset[str]] = set()
        self.gradings: dict[str, tuple[Grading, str]] = {}

    def take(self, review: Review) -> None:
        if review.verb == "merge":
            for pair in _pairs(ids := self._ids(review.anchors), ids):
                self.apart.discard(pair)
                self.together[pair] = None
        elif review.verb == "split":
            for pair in _pairs(self._ids(review.anchors), self._ids(review.others)):
                self.together.pop(pair, None)
                self.apart.add(pair)
        elif review.verb == "grade":
            claim_id, grading = self._ids(review.anchors)[0], _grading(review.after or {})
            self.gradings.pop(claim_id, None)
            self.gradings[claim_id] = (grading, review.reviewer)

    def _ids(self, anchors: Sequence[Anchor]) -> list[str]:
        if not anchors or any(anchor not in self._present for anchor in anchors):
            raise BadInput("A claim that it speaks of is not found any more.")
        return [self._present[anchor] for anchor in anchors]


def _pairs(ones: Sequence[str], others: Sequence[str]) -> list[frozenset[str]]:
    return [frozenset((one, other)) for one in ones for other in others if one != other]


def _grading(after: Mapping[str, Json]) -> Grading:
    grading: Grading = after.get("grading", "")
    if grading not in ("confirmed", "fair", "weak", "contested", "discounted"):
        raise BadInput("A grading is confirmed, fair, weak, contested or discounted.")
    return grading
