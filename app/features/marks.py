"""Marks: one claim and one place it names as origin, base or reported target, at the precision that is known (laws 2 and 3)."""

from collections.abc import Mapping

from app.features.claims import mentions, source_columns, speaker_columns, standing_columns, strike_columns, when_columns
from app.features.outlines import served, thinned
from app.model.claim import Claim, Mention
from app.model.codes import AREA_KINDS, Role
from app.model.feature import CollectionId, Feature, Scalar
from app.model.geometry import Geometry
from app.model.place import Location, Place
from app.model.report import Report
from app.model.standing import Standing

_COLLECTIONS: Mapping[tuple[Role, bool], CollectionId] = {
    ("reported_target", False): "reported-targets",
    ("reported_target", True): "reported-target-areas",
    ("launch_origin", False): "launch-origins",
    ("launch_origin", True): "launch-origin-areas",
    ("base", False): "bases",
}
_SHORT: Mapping[Role, str] = {"reported_target": "target", "launch_origin": "origin", "base": "base"}


def mark_features(report: Report, claim: Claim, standing: Standing) -> list[Feature]:
    """The marks of an asserted claim, none for any other; a place named twice in one role is one mark, stated if it is stated once."""
    if claim.modality != "asserted":
        return []
    features: list[Feature] = []
    for role in _SHORT:
        role_mentions = _distinct(mentions(claim, role))
        for key, mention in role_mentions.items():
            feature = _mark(report, claim, standing, mention, key, len(role_mentions))
            if feature is not None:
                features.append(feature)
    return features


def mark_key(mention: Mention) -> str | None:
    """What tells the places of one claim and role apart: the gazetteer's id, with what shifts it; None where nothing can be drawn."""
    toponym = mention.toponym
    if toponym.place is None or toponym.location is None or toponym.place.kind in ("country", "continent"):
        return None
    if toponym.place.kind in AREA_KINDS and toponym.location.geometry.type == "Point":
        return None
    relation = "-".join(toponym.relation.casefold().split())
    return f"{toponym.place.id}~{relation}" if relation else toponym.place.id


def _distinct(found: list[Mention]) -> dict[str, Mention]:
    kept: dict[str, Mention] = {}
    for mention in found:
        key = mark_key(mention)
        if key is not None and (key not in kept or (mention.link == "stated" and kept[key].link == "inferred")):
            kept[key] = mention
    return kept


def _mark(report: Report, claim: Claim, standing: Standing, mention: Mention, key: str, places_n: int) -> Feature | None:
    place, location = mention.toponym.place, mention.toponym.location
    if place is None or location is None:
        return None
    is_area = location.geometry.type != "Point"
    collection = _COLLECTIONS.get((mention.role, is_area))
    if collection is None:
        return None
    properties: dict[str, Scalar] = {
        "id": f"{claim.id}-{_SHORT[mention.role]}-{key}",
        "claim_id": claim.id,
        "event_id": standing.event_id,
        "report_id": report.id,
        "role": mention.role,
        "link": mention.link,
        **_place_columns(place, location),
        **speaker_columns(report, claim),
        **strike_columns(claim),
        "claim_places_n": places_n,
        **when_columns(claim),
        **standing_columns(standing),
        **source_columns(report),
    }
    geometry: Geometry = thinned(location.geometry) if is_area else served(location.geometry)
    start, end = (claim.when.start, claim.when.end) if claim.when else (None, None)
    return Feature(str(properties["id"]), collection, report.id, geometry, properties, start, end)


def _place_columns(place: Place, location: Location) -> dict[str, Scalar]:
    return {
        "place_name": place.name,
        "place_id": place.id,
        "place_kind": place.kind,
        "country": place.country,
        "admin1": place.admin1,
        "where_prec": location.where_prec,
        "geo_precision": location.geo_precision,
        "uncertainty_m": round(location.uncertainty_m, 1),
    }
