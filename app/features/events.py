"""Events as features: one strike on all the places that its claims name, or on none; ranges of numbers, never sums (law 2)."""

from collections.abc import Iterable, Sequence
from typing import get_args

from shapely import union_all
from shapely.geometry import mapping, shape

from app.features.claims import joined, mentions, place_as_said
from app.features.outlines import rounded_point, thinned
from app.model.claim import Claim, Mention
from app.model.codes import Unit
from app.model.event import Event, Witness
from app.model.feature import CollectionId, Feature, Scalar
from app.model.geometry import Geometry
from app.model.place import Location, Place

Spot = tuple[Place, Location]
"""A place of the event, and where the claim that knows it best puts it."""


def event_feature(event: Event, witnesses: Sequence[Witness]) -> Feature:
    """One event: points where any claim knows one, else the areas, else no geometry; ``witnesses`` are its claims in the order they were told."""
    told = {witness.claim.id: witness for witness in witnesses}
    supporting = [told[claim_id] for claim_id in event.supporting]
    first = (supporting or [*witnesses])[0]
    claims = [witness.claim for witness in supporting or witnesses if not supporting or witness.claim.modality == "asserted"]
    spots = _spots(event, [witness.claim for witness in witnesses])
    points = [spot for spot in spots if spot[1].geometry.type == "Point"]
    drawn = points or spots
    properties: dict[str, Scalar] = {
        "id": event.id,
        "source_kind": first.report.source_kind,
        "modality": "asserted" if supporting else "denied",
        "status": event.status,
        "independent_sources": event.independent_sources,
        "sources": joined(event.sources),
        "disputed_by_n": event.disputed_by_n,
        "disagreements": joined(one.field for one in event.disagreements),
        "grading": event.grading,
        "graded_by": event.graded_by,
        "claims_n": len(event.supporting),
        "disputing_n": len(event.disputing),
        "reports_n": len({witness.report.id for witness in witnesses}),
        "claim_ids": joined(event.claim_ids),
        "claimant": first.claim.claimant.name,
        "claimant_kind": first.claim.claimant.kind,
        "verb": first.claim.attribution.verb,
        "quote": first.quote,
        "attacker": joined(actor.name for claim in claims for actor in claim.actors if actor.role == "attacker"),
        "weapon": event.weapons[0] if len(event.weapons) == 1 else None,
        "weapons": joined(event.weapons),
        "target_label": joined(label for claim in claims for label in claim.target.labels),
        **_target_classes(claims),
        **_quantities(event),
        **_when(event, witnesses),
        **_places(drawn),
        "places_text": joined(place_as_said(mention) for claim in claims for mention in mentions(claim, "reported_target")),
        "not_on_map": joined(place_as_said(one) for claim in claims for one in mentions(claim, "reported_target") if one.toponym.location is None),
    }
    geometry = _points(points) if points else _areas(spots) if spots else None
    collection: CollectionId = "event-areas" if spots and not points else "events"
    return Feature(event.id, collection, None, geometry, properties, event.start, event.end)


def _target_classes(claims: Iterable[Claim]) -> dict[str, Scalar]:
    """The class where the claims that state one agree; all of them beside it."""
    classes = [*dict.fromkeys(claim.target.cls for claim in claims if claim.target.cls)]
    return {"target_class": classes[0] if len(classes) == 1 else None, "target_classes": joined(classes)}


def _quantities(event: Event) -> dict[str, Scalar]:
    """The range of each unit; where claims count only parts (civilians, children) these bound it from below."""
    columns: dict[str, Scalar] = {}
    for unit in get_args(Unit):
        found = [one for one in event.quantities if one.unit == unit]
        whole = [one for one in found if one.of is None]
        columns[f"{unit}_min"] = whole[0].min if whole else max((one.min for one in found), default=None)
        columns[f"{unit}_max"] = whole[0].max if whole else None
    return columns


def _when(event: Event, witnesses: Iterable[Witness]) -> dict[str, Scalar]:
    exact = [one.claim.when for one in witnesses if one.claim.when and (one.claim.when.start, one.claim.when.end) == (event.start, event.end)]
    return {
        "date_start": event.start.isoformat() if event.start else None,
        "date_end": event.end.isoformat() if event.end else None,
        "date_prec": next((when.date_prec for when in exact if when.start), None),
    }


def _spots(event: Event, claims: Sequence[Claim]) -> list[Spot]:
    """Every place of the event that can be drawn, each as the claim knows it that knows it best."""
    best: dict[str, Mention] = {}
    for claim in claims:
        for mention in (*mentions(claim, "reported_target"), *mentions(claim, "container")):
            place, location = mention.toponym.place, mention.toponym.location
            if place is None or location is None or place.id not in event.place_ids:
                continue
            if place.id not in best or _rank(mention) < _rank(best[place.id]):
                best[place.id] = mention
    found = (best[place_id].toponym for place_id in event.place_ids if place_id in best)
    return [(toponym.place, toponym.location) for toponym in found if toponym.place and toponym.location]


def _rank(mention: Mention) -> tuple[bool, int]:
    return mention.role == "container", mention.toponym.location.where_prec if mention.toponym.location else 9


def _places(spots: Sequence[Spot]) -> dict[str, Scalar]:
    """Names of what is drawn, and the coarsest precision of it."""
    return {
        "place_name": joined(place.name for place, _ in spots),
        "place_id": joined(place.id for place, _ in spots),
        "place_kind": joined(place.kind for place, _ in spots),
        "country": joined(place.country for place, _ in spots if place.country),
        "admin1": joined(place.admin1 for place, _ in spots if place.admin1),
        "where_prec": max((location.where_prec for _, location in spots), default=None),
        "geo_precision": max((location.geo_precision for _, location in spots), default=None),
        "uncertainty_m": max((round(location.uncertainty_m, 1) for _, location in spots), default=None),
    }


def _points(spots: Sequence[Spot]) -> Geometry:
    positions = tuple(dict.fromkeys(rounded_point(*location.geometry.coordinates) for _, location in spots))
    return Geometry("Point", positions[0]) if len(positions) == 1 else Geometry("MultiPoint", positions)


def _areas(spots: Sequence[Spot]) -> Geometry:
    """The areas together."""
    if len(spots) == 1:
        return thinned(spots[0][1].geometry)
    return thinned(Geometry.from_geojson(mapping(union_all([shape(thinned(location.geometry)) for _, location in spots]))))
