"""Claims as features: everything a card or a table needs, on the points or areas of the reported targets."""

from collections.abc import Iterable

from app.features.acled import acled_types
from app.features.outlines import rounded_point, thinned
from app.model.claim import Claim, Mention, Quantity
from app.model.codes import Role
from app.model.counting import whole
from app.model.feature import Feature, Scalar
from app.model.geometry import Geometry
from app.model.report import Report
from app.model.standing import Standing


def claim_feature(report: Report, claim: Claim, standing: Standing) -> Feature:
    """One claim with all its numbers; geometry null where no target can be drawn or the claim is not asserted."""
    when = claim.when
    properties: dict[str, Scalar] = {
        "id": claim.id,
        "event_id": standing.event_id,
        "report_id": report.id,
        "modality": claim.modality,
        **speaker_columns(report, claim),
        "form": claim.attribution.form,
        "hedge": claim.attribution.hedge,
        "supporting": joined(actor.name for actor in claim.actors if actor.role == "supporting"),
        "weapon_label": claim.weapon.label if claim.weapon else None,
        **strike_columns(claim),
        **_quantity_columns(claim.quantities),
        **when_columns(claim),
        "places_text": joined(place_as_said(mention) for mention in mentions(claim, "reported_target")),
        "origins_text": joined(place_as_said(mention) for mention in mentions(claim, "launch_origin")),
        "bases_text": joined(place_as_said(mention) for mention in mentions(claim, "base")),
        "not_on_map": joined(place_as_said(mention) for mention in mentions(claim, "reported_target") if mention.toponym.location is None),
        "contains": joined(claim.contains),
        "also_n": len(claim.spans) - 1,
        **standing_columns(standing),
        **source_columns(report),
        "source_kind": report.source_kind,
    }
    start, end = (when.start, when.end) if when else (None, None)
    return Feature(claim.id, "claims", report.id, _targets(claim), properties, start, end)


def mentions(claim: Claim, role: Role) -> list[Mention]:
    """The claim's mentions with this role."""
    return [mention for mention in claim.mentions if mention.role == role]


def joined(parts: Iterable[str]) -> str | None:
    """Several values in one column: each once, in order, '; ' between; none is null."""
    return "; ".join(dict.fromkeys(parts)) or None


def place_as_said(mention: Mention) -> str:
    """A place name in the report's words, with what shifts it and the kind that the words or the gazetteer give it."""
    toponym = mention.toponym
    kind = toponym.kind or (toponym.place.kind if toponym.place else None)
    name = " ".join(toponym.surface.split())
    if kind == "province" and "province" not in name.casefold() and "governorate" not in name.casefold():
        name = f"{name} province"
    return f"{toponym.relation} {name}" if toponym.relation else name


def speaker_columns(report: Report, claim: Claim) -> dict[str, Scalar]:
    """Who says so, in which words."""
    start, end = claim.quote_span
    return {
        "claimant": claim.claimant.name,
        "claimant_kind": claim.claimant.kind,
        "verb": claim.attribution.verb,
        "quote": report.text[start:end],
        "via": claim.via,
    }


def strike_columns(claim: Claim) -> dict[str, Scalar]:
    """What is said to have been done, with what, to whom; quantities only as text (law 2)."""
    event_type, sub_event_type = acled_types(claim)
    return {
        "attacker": joined(actor.name for actor in claim.actors if actor.role == "attacker"),
        "action": claim.action,
        "weapon": claim.weapon.code if claim.weapon else None,
        "platform": claim.platform,
        "acled_event_type": event_type,
        "acled_sub_event_type": sub_event_type,
        "target_label": joined(claim.target.labels),
        "target_class": claim.target.cls,
        "quantity_text": joined(_quantity_text(quantity) for quantity in claim.quantities),
    }


def when_columns(claim: Claim) -> dict[str, Scalar]:
    """When, as far as the report lets one know (law 5)."""
    when = claim.when
    return {
        "date_start": when.start.isoformat() if when and when.start else None,
        "date_end": when.end.isoformat() if when and when.end else None,
        "date_prec": when.date_prec if when else None,
        "date_text": when.text if when else None,
    }


def standing_columns(standing: Standing) -> dict[str, Scalar]:
    """How well it stands, and who looked at it."""
    return {
        "status": standing.status,
        "independent_sources": standing.independent_sources,
        "disputed_by_n": standing.disputed_by_n,
        "review_state": standing.review_state,
        "reviewed_by": standing.reviewed_by,
    }


def source_columns(report: Report) -> dict[str, Scalar]:
    """Where it was reported."""
    return {
        "publisher": report.publisher,
        "title": report.title,
        "url": report.url,
        "published_at": report.published_at.isoformat() if report.published_at else None,
    }


def _quantity_text(quantity: Quantity) -> str:
    if quantity.min == 0 and quantity.max == 0:
        return f"none {quantity.unit} (stated)"
    return f"{quantity.text} {quantity.noun or quantity.unit}" + (f" ({quantity.of})" if quantity.of else "")


def _quantity_columns(quantities: tuple[Quantity, ...]) -> dict[str, Scalar]:
    columns: dict[str, Scalar] = {}
    for unit in ("munitions", "sorties", "raids", "strikes", "explosions", "targets", "sites", "aircraft", "killed", "injured"):
        low, high = _range([quantity for quantity in quantities if quantity.unit == unit])
        columns[f"{unit}_min"], columns[f"{unit}_max"] = low, high
    return columns


def _range(same: list[Quantity]) -> tuple[int | None, int | None]:
    """The total where the claim gives one; else its only part; several parts ("of" civilians, children) only bound it from below."""
    told = same[0] if len(same) == 1 else whole(same)
    return (told.min, told.max) if told else (None, None)


def _targets(claim: Claim) -> Geometry | None:
    if claim.modality != "asserted":
        return None
    places = [mention.toponym.location for mention in mentions(claim, "reported_target") if mention.toponym.location]
    points = sorted({rounded_point(*place.geometry.coordinates) for place in places if place.geometry.type == "Point"})
    if points:
        return Geometry("MultiPoint", tuple(points))
    areas = dict.fromkeys(thinned(place.geometry, 200 // len(places)) for place in places)
    parts = tuple(sorted(part for area in areas for part in area.coordinates))
    return Geometry("MultiPolygon", parts) if parts else None
