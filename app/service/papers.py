"""Claims and reviews as the reviewers' desk shows them, as JSON documents."""

from typing import Any

import orjson

from app.events.reviews import ReviewedClaim
from app.formats.extraction import claim_record, place_record
from app.model.claim import Claim, Mention, Quantity
from app.model.review import Anchor, Held, Json, Review

CONTEXT = 240
"""Characters of the report shown before and after a quote."""


def claim_paper(one: ReviewedClaim, text: str) -> dict[str, Any]:
    """A claim with the words around its quote, its fields as ``correct`` takes them, and how it was read."""
    claim = one.claim
    start, end = claim.quote_span
    return {
        "claim": claim_record(claim, text),
        "context": {"before": text[max(0, start - CONTEXT) : start], "after": text[end : end + CONTEXT]},
        "fields": fields_of(claim),
        "read": {"rule": claim.evidence.rule, "version": claim.evidence.version, "score": round(claim.evidence.score, 3)},
        "reviews": list(one.reviews),
    }


def fields_of(claim: Claim) -> dict[str, Json]:
    """The fields of a claim, each in the form in which a reviewer's correction gives it (``app.events.corrections``)."""
    when = claim.when
    return {
        "claimant": {"name": claim.claimant.name, "kind": claim.claimant.kind},
        "via": claim.via,
        "action": claim.action,
        "platform": claim.platform,
        "modality": claim.modality,
        "attackers": [actor.name for actor in claim.actors if actor.role == "attacker"],
        "supporting": [actor.name for actor in claim.actors if actor.role == "supporting"],
        "weapon": {"code": claim.weapon.code, "label": claim.weapon.label} if claim.weapon else None,
        "target": {"labels": list(claim.target.labels), "class": claim.target.cls},
        "quantities": [_quantity(item) for item in claim.quantities],
        "when": {"start": str(when.start), "end": str(when.end or when.start), "text": when.text} if when and when.start else None,
        "places": [_place(mention) for mention in claim.mentions],
    }


def held_paper(one: Held) -> dict[str, Any]:
    """A claim on the desk, with its state and the tag that a review of it must name."""
    return {
        "claim_id": one.anchor.claim_id,
        "report_id": one.anchor.report_id,
        "state": one.state,
        "reviewed_by": one.reviewed_by,
        "score": round(one.score, 3),
        "etag": f'"{one.version}"',
        **one.document,
    }


def review_paper(review: Review, values: bool = True) -> dict[str, Any]:
    """One row of the log; without ``values`` only who decided what and when: a reason often repeats what is not to be shown."""
    paper: dict[str, Any] = {
        "id": review.id,
        "at": review.at.isoformat().replace("+00:00", "Z"),
        "reviewer": review.reviewer,
        "authority": review.authority.partition(" ")[0],
        "verb": review.verb,
        "reason": review.reason if values else None,
        "report_id": review.report_id,
        "undoes": review.undoes,
    }
    if values:
        paper |= {"before": review.before, "after": review.after}
        paper |= {"claims": [_anchor(anchor) for anchor in review.anchors], "others": [_anchor(anchor) for anchor in review.others]}
    return paper


def standing_paper(feature: bytes | None) -> dict[str, Any] | None:
    """How well a claim stands, from its feature; None for one that strangers do not see."""
    if feature is None:
        return None
    properties = orjson.loads(feature)["properties"]
    return {name: properties[name] for name in ("status", "independent_sources", "disputed_by_n", "event_id")}


def _anchor(anchor: Anchor) -> dict[str, Any]:
    return {"report_id": anchor.report_id, "claim_id": anchor.claim_id, "span": list(anchor.span), "claimant": anchor.claimant}


def _quantity(item: Quantity) -> dict[str, Json]:
    return {"unit": item.unit, "min": item.min, "max": item.max, "qualifier": item.qualifier, "text": item.text, "of": item.of}


def _place(mention: Mention) -> dict[str, Json]:
    toponym = mention.toponym
    return {
        "start": toponym.start,
        "end": toponym.end,
        "role": mention.role,
        "place_id": toponym.place.id if toponym.place else None,
        "surface": toponym.surface,
        "place": place_record(toponym.place),
        "score": round(toponym.score, 3),
        "reason": toponym.reason,
        "candidates": [{**(place_record(other.place) or {}), "score": round(other.score, 3)} for other in toponym.alternatives],
    }
