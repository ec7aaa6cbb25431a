"""An event as a plain document, as JSON holds it: who says so and who says otherwise, side by side, each with its own words and source."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.model.event import Disagreement, Event, QuantityRange, Witness


def event_record(event: Event, witnesses: Mapping[str, Witness]) -> dict[str, Any]:
    """The document of one event; ``witnesses`` by claim id, those that are not there are left out. Unknown is null, never zero (law 4)."""
    return {
        "id": event.id,
        "status": event.status,
        "independent_sources": event.independent_sources,
        "sources": list(event.sources),
        "grading": event.grading,
        "graded_by": event.graded_by,
        "date_start": event.start.isoformat() if event.start else None,
        "date_end": event.end.isoformat() if event.end else None,
        "place_ids": list(event.place_ids),
        "attackers": list(event.attackers),
        "weapons": list(event.weapons),
        "quantities": [_range(item) for item in event.quantities],
        "disagreements": [_disagreement(item) for item in event.disagreements],
        "supporting": _claims(event.supporting, witnesses),
        "disputing": _claims(event.disputing, witnesses),
        "copies": [list(group) for group in event.copies],
        "contains": list(event.contains),
        "joins": [{"claims": [join.one, join.other], "score": join.score, "reasons": list(join.reasons)} for join in event.joins],
    }


def _range(item: QuantityRange) -> dict[str, Any]:
    return {"unit": item.unit, "of": item.of, "min": item.min, "max": item.max, "open": item.open, "claims": list(item.claim_ids)}


def _disagreement(item: Disagreement) -> dict[str, Any]:
    positions = [{"value": position.value, "claims": list(position.claim_ids)} for position in item.positions]
    return {"field": item.field, "unit": item.unit, "of": item.of, "positions": positions}


def _claims(claim_ids: Iterable[str], witnesses: Mapping[str, Witness]) -> list[dict[str, Any]]:
    return [_claim(witnesses[claim_id]) for claim_id in claim_ids if claim_id in witnesses]


def _claim(witness: Witness) -> dict[str, Any]:
    claim, report = witness.claim, witness.report
    return {
        "claim_id": claim.id,
        "report_id": report.id,
        "claimant": claim.claimant.name,
        "claimant_kind": claim.claimant.kind,
        "verb": claim.attribution.verb,
        "quote": witness.quote,
        "date_text": claim.when.text if claim.when else None,
        "quantities": [item.text for item in claim.quantities],
        "publisher": report.publisher,
        "title": report.title,
        "url": report.url,
        "published_at": report.published_at.isoformat() if report.published_at else None,
    }
