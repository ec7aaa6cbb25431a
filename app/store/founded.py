"""Whether what people are shown of reviews is what the log says: each claim's state and reviewer, derived anew and held against what is kept."""

import sqlite3
from collections import defaultdict

from app.model.review import Review, in_force
from app.store.review_rows import review_of, seq_of, text_of

_LOG = "SELECT review.seq, at, reviewer, authority, verb, reason, report_id, undoes, NULL FROM review ORDER BY seq"
_SHOWN = """SELECT claim_id, state, reviewed_by FROM (
  SELECT held.claim_id, body.json ->> '$.properties.review_state' AS state, body.json ->> '$.properties.reviewed_by' AS reviewed_by,
         held.state AS own, held.reviewed_by AS reviewer, feature.review_state AS filtered
  FROM layer JOIN feature USING (layer) JOIN held ON held.claim_id = feature.fid JOIN body ON body.n = feature.n WHERE layer.collection = 'claims')
  WHERE state IS NOT own OR filtered IS NOT own OR reviewed_by IS NOT reviewer ORDER BY claim_id LIMIT 1"""
"""A claim whose feature, in what is served or in what is filtered by, says of it otherwise than the reviewers' desk."""

_OF_CLAIMS = frozenset({"accept", "correct", "reject", "reduce_precision", "add"})


def unfounded(db: sqlite3.Connection) -> str | None:
    """The first claim whose state or reviewer is not what the log says, in words; None where all are."""
    orphans = {seq for (seq,) in db.execute("SELECT seq FROM orphan")}
    spoken_of = {seq: text_of(present) for seq, present in db.execute("SELECT seq, present FROM review_anchor WHERE n = 0 AND present IS NOT NULL")}
    told: dict[str, list[Review]] = defaultdict(list)
    for review in in_force([review_of(row) for row in db.execute(_LOG)]):
        seq = seq_of(review.id)
        if review.verb in _OF_CLAIMS and seq not in orphans and seq in spoken_of:
            told[spoken_of[seq]].append(review)
    for claim_id, *kept in db.execute("SELECT claim_id, state, reviewed_by FROM held ORDER BY n"):
        claim_id, state, reviewer = (None if value is None else text_of(value) for value in (claim_id, *kept))
        reviews = told.get(claim_id or "", [])
        if state not in _states(reviews) or reviewer != (reviews[-1].reviewer if reviews else None):
            return _words(claim_id, state, reviewer)
    shown = db.execute(_SHOWN).fetchone()
    return _words(*shown) if shown else None


def _words(claim_id: str | None, state: str | None, reviewer: str | None) -> str:
    return f"claim {claim_id} is shown as {state}{f' by {reviewer}' if reviewer else ''}, which the log of reviews does not say"


def _states(reviews: list[Review]) -> frozenset[str]:
    """What a claim can be after these reviews; one that was added is accepted, or corrected where a reader finds it by now."""
    state = frozenset({"machine"})
    for review in reviews:
        if review.verb == "reject":
            state = frozenset({"rejected"})
        elif review.verb == "add":
            state = frozenset({"accepted", "corrected"})
        elif review.verb != "accept":
            state = frozenset({"corrected"})
        elif state == {"machine"}:
            state = frozenset({"accepted"})
    return state
