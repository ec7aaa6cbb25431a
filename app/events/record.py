"""An event as a plain document, as JSON holds it; its claims by id."""

from typing import Any

from app.model.event import Disagreement, Event, Position, QuantityRange


def event_record(event: Event) -> dict[str, Any]:
    """The document of one event. Unknown is null, never zero (law 4)."""
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
        "supporting": list(event.supporting),
        "disputing": list(event.disputing),
        "copies": [list(group) for group in event.copies],
        "joins": [{"claims": [join.one, join.other], "score": join.score, "reasons": list(join.reasons)} for join in event.joins],
    }


def _range(item: QuantityRange) -> dict[str, Any]:
    """A range; ``noun`` is null for the unit in all, ``earlier`` numbers were corrected later by who stated them."""
    return {
        "unit": item.unit,
        "of": item.of,
        "noun": item.noun or None,
        "min": item.min,
        "max": item.max,
        "open": item.open,
        "claims": list(item.claim_ids),
        "earlier": [_position(one) for one in item.earlier],
    }


def _disagreement(item: Disagreement) -> dict[str, Any]:
    return {"field": item.field, "unit": item.unit, "of": item.of, "positions": [_position(one) for one in item.positions]}


def _position(position: Position) -> dict[str, Any]:
    return {"value": position.value, "claims": list(position.claim_ids)}
