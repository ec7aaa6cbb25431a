"""What the page shows beside the features: reports, disputes and what is not on the map, as JSON documents."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.features.claims import joined, mentions, place_as_said
from app.model.report import Report
from app.model.standing import Dispute

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
    """A dispute with one line a side: its words for who was hit, and the quote they stand in."""
    sides = [
        {
            "claim_id": side.claims[0].id,
            "claimant": side.claims[0].claimant.name,
            "claimant_kind": side.claims[0].claimant.kind,
            "verb": side.claims[0].attribution.verb,
            "labels": list(side.labels),
            "class": side.claims[0].target.cls,
            "quote": text[slice(*side.claims[0].quote_span)],
            "places_text": joined(place_as_said(mention) for claim in side.claims for mention in mentions(claim, "reported_target")),
            "date_text": joined(claim.when.text for claim in side.claims if claim.when),
        }
        for side in dispute.sides
    ]
    return {"question": dispute.question, "report_id": dispute.report_id, "sides": sides}
