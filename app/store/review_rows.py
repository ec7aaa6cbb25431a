"""Reviews, and claims on the reviewers' desk, as rows of the tables, and back."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, get_args

from app.model.review import Anchor, Held, Review, ReviewVerb

OF_REPORT = "seq IN (SELECT seq FROM review WHERE report_id = ?1 UNION SELECT seq FROM review_anchor WHERE report_id = ?1)"
HOLD = """INSERT INTO held (claim_id, report_id, state, reviewed_by, score, version, json) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (claim_id) DO UPDATE SET state = excluded.state, reviewed_by = excluded.reviewed_by, score = excluded.score,
  version = excluded.version, json = excluded.json"""


def held_row(one: Held) -> tuple[Any, ...]:
    """The values of ``HOLD``."""
    document = json.dumps({"anchor": _anchor_row(one.anchor), "document": one.document}, ensure_ascii=False)
    return (one.anchor.claim_id, one.anchor.report_id, one.state, one.reviewed_by, one.score, one.version, document)


def held_of_row(row: Sequence[Any]) -> Held:
    """A claim on the desk from state, reviewed_by, score, version and json."""
    kept = json.loads(row[4])
    reviewer = None if row[1] is None else text_of(row[1])
    return Held(_anchor(kept["anchor"]), text_of(row[0]), reviewer, row[2], text_of(row[3]), kept["document"])  # type: ignore[arg-type]


def content_of(review: Review) -> str:
    """What a review says beside who, when and why, as JSON: it may repeat a report's words, and is erased with them."""
    content = {
        "anchors": [_anchor_row(anchor) for anchor in review.anchors],
        "others": [_anchor_row(anchor) for anchor in review.others],
        "before": review.before,
        "after": review.after,
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest_of(salt: str, content: str) -> str:
    """The SHA-256 of a content, salted so that short ones cannot be guessed when they are gone."""
    return hashlib.sha256(f"{salt}\n{content}".encode()).hexdigest()


def review_of(row: Sequence[Any]) -> Review:
    """A review from seq, at, reviewer, authority, verb, reason, report_id, undoes and content."""
    seq, at, reviewer, authority, verb, reason, report_id, undoes, content = (text_of(value) if isinstance(value, bytes) else value for value in row)
    known = json.loads(content) if content else {"anchors": [], "others": [], "before": None, "after": None}
    return Review(
        id=f"r{seq}",
        at=datetime.fromisoformat(at),
        reviewer=reviewer,
        verb=next(known for known in get_args(ReviewVerb) if known == verb),
        reason=reason,
        anchors=tuple(map(_anchor, known["anchors"])),
        others=tuple(map(_anchor, known["others"])),
        report_id=report_id,
        before=known["before"],
        after=known["after"],
        undoes=None if undoes is None else f"r{undoes}",
        authority=authority,
    )


def _anchor_row(anchor: Anchor) -> list[Any]:
    return [anchor.report_id, anchor.claim_id, *anchor.span, anchor.claimant, list(anchor.former)]


def _anchor(row: Sequence[Any]) -> Anchor:
    report_id, claim_id, start, end, claimant, former = row
    return Anchor(report_id, claim_id, (start, end), claimant, tuple(former))


def seq_of(review_id: str) -> int:
    """The number of a review; 0, which is none, for what names no review."""
    number = review_id.removeprefix("r")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 16 else 0


def text_of(value: str | bytes) -> str:
    """A text as a reader or as the writer gives it."""
    return value.decode() if isinstance(value, bytes) else value
