"""Readings as plain JSON objects: the batch form of ``strikemap extract`` and of ``GET /reports/{id}``."""

from datetime import date
from typing import Any

from app.model.claim import Claim, Mention, Quantity, When
from app.model.place import Location, Place, Toponym
from app.model.reading import Reading


def reading_record(reading: Reading, record_id: str | None = None) -> dict[str, Any]:
    """One reading as one line of the batch form; ``record_id`` is the caller's own id, else the report's."""
    record: dict[str, Any] = {"id": reading.report.id if record_id is None else record_id, "status": reading.status}
    if reading.error is not None:
        record["error"] = reading.error
    record["is_strike_report"] = reading.is_strike_report
    record["toponyms"] = [toponym_record(toponym) for toponym in reading.toponyms]
    record["claims"] = [claim_record(claim, reading.report.text) for claim in reading.claims]
    return record


def place_record(place: Place | None) -> dict[str, Any] | None:
    """A place in the one shape it has everywhere."""
    if place is None:
        return None
    return {"id": place.id, "name": place.name, "kind": place.kind, "country": place.country, "admin1": place.admin1}


def toponym_record(toponym: Toponym) -> dict[str, Any]:
    """A toponym; a country keeps its point here, for it makes no mark."""
    at: Location | Place | None = toponym.location or toponym.place
    return {
        "start": toponym.start,
        "end": toponym.end,
        "surface": toponym.surface,
        "kind": toponym.kind or (toponym.place.kind if toponym.place else None),
        "lat": at.lat if at else None,
        "lon": at.lon if at else None,
        "place": place_record(toponym.place),
        "where_prec": toponym.location.where_prec if toponym.location else None,
        "score": round(toponym.score, 3),
    }


def location_record(location: Location | None) -> dict[str, Any] | None:
    """A location; lat/lon of an area is its representative point, for text output only."""
    if location is None:
        return None
    return {
        "lat": location.lat,
        "lon": location.lon,
        "geometry_type": location.geometry.type,
        "where_prec": location.where_prec,
        "geo_precision": location.geo_precision,
        "uncertainty_m": location.uncertainty_m,
    }


def claim_record(claim: Claim, text: str) -> dict[str, Any]:
    """A claim with its quote cut from the text it was read in."""
    start, end = claim.quote_span
    return {
        "id": claim.id,
        "quote": {"start": start, "end": end, "exact": text[start:end]},
        "spans": [list(span) for span in claim.spans],
        "claimant": {"name": claim.claimant.as_printed, "kind": claim.claimant.kind, "body": claim.claimant.name},
        "via": claim.via,
        "attribution": {"verb": claim.attribution.verb, "form": claim.attribution.form, "hedge": claim.attribution.hedge},
        "modality": claim.modality,
        "actors": [{"name": actor.as_printed, "role": actor.role, "body": actor.name} for actor in claim.actors],
        "action": claim.action,
        "weapon": {"code": claim.weapon.code, "label": claim.weapon.label} if claim.weapon else None,
        "platform": claim.platform,
        "target": {"labels": list(claim.target.labels), "class": claim.target.cls},
        "quantities": [_quantity(quantity) for quantity in claim.quantities],
        "when": _when(claim.when),
        "contains": list(claim.contains),
        "mentions": [_mention(mention) for mention in claim.mentions],
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {"unit": quantity.unit, "min": quantity.min, "max": quantity.max, "qualifier": quantity.qualifier, "of": quantity.of}


def _when(when: When | None) -> dict[str, Any] | None:
    if when is None:
        return None
    return {"start": _day(when.start), "end": _day(when.end), "date_prec": when.date_prec, "text": when.text}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _mention(mention: Mention) -> dict[str, Any]:
    toponym = mention.toponym
    return {
        "start": toponym.start,
        "end": toponym.end,
        "surface": toponym.surface,
        "role": mention.role,
        "link": mention.link,
        "place": place_record(toponym.place),
        "location": location_record(toponym.location),
    }
