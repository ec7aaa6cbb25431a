"""What the page shows beside the features: reports, disputes and what is not on the map, as JSON documents."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.features.claims import joined, mentions, place_as_said
from app.model.claim import Claim
from app.model.report import Report
from app.model.standing import Dispute, Side

Kept = Sequence[tuple[Report, Mapping[str, Any]]]
"""Reports with their readings as they were saved."""


def overview(recent: Kept, disputed: Kept, unmapped: Kept, reports: int, claims: int) -> Mapping[str, Any]:
    """What stands around the map: reports, newest first, totals, disputes, and what cannot be drawn."""
    return {
        "reports": [record.get("report", report_head(report)) | {"claims": len(record["claims"])} for report, record in recent],
        "reports_total": reports,
        "claims_total": claims,
        "disputes": [dispute for _, record in disputed for dispute in record["disputes"]],
        "not_on_map": [entry for _, record in unmapped for entry in record["not_on_map"]],
    }


def report_head(report: Report) -> dict[str, Any]:
    """What is known of a report beside its text."""
    return {
        "id": report.id,
        "title": report.title,
        "publisher": report.publisher,
        "url": report.url,
        "published_at": report.published_at.isoformat() if report.published_at else None,
        "source_kind": report.source_kind,
    }


def dispute_record(dispute: Dispute, text: str) -> dict[str, Any]:
    """A dispute with one line a claimant, those of one side together: their words for who was hit, and the quote they stand in."""
    lines = [_line(claims, text) for side in dispute.sides for claims in _by_claimant(side.claims)]
    return {"question": dispute.question, "report_id": dispute.report_id, "sides": lines}


def _by_claimant(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Nobody's words are put into the mouth of another who speaks for the same side."""
    told: dict[str, list[Claim]] = {}
    for claim in claims:
        told.setdefault(claim.claimant.name, []).append(claim)
    return list(told.values())


def _line(claims: Sequence[Claim], text: str) -> dict[str, Any]:
    first = claims[0]
    return {
        "claim_id": first.id,
        "claimant": first.claimant.name,
        "claimant_kind": first.claimant.kind,
        "verb": first.attribution.verb,
        "labels": list(Side(tuple(claims)).labels),
        "class": first.target.cls,
        "quote": text[slice(*first.quote_span)],
        "places_text": joined(place_as_said(mention) for claim in claims for mention in mentions(claim, "reported_target")),
        "date_text": joined(claim.when.text for claim in claims if claim.when),
    }
