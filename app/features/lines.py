"""Strike lines: from a claim's origin to each of its reported targets, as claimed, not a track (law 10)."""

from app.features.claims import mentions, source_columns, speaker_columns, standing_columns, strike_columns, when_columns
from app.features.columns import NOT_A_TRACK
from app.features.marks import mark_key
from app.features.outlines import line
from app.model.claim import Claim, Mention
from app.model.feature import Feature, Scalar
from app.model.report import Report
from app.model.standing import Standing


def line_features(report: Report, claim: Claim, standing: Standing) -> list[Feature]:
    """Every origin of an asserted claim to every target of the same claim; the link is stated only where both ends are.

    Origins reach a claim from other sentences only through the claim's own mentions, whose link then says ``inferred``; so a line
    never joins two strikers, weapons or claims.
    """
    if claim.modality != "asserted":
        return []
    made: dict[str, Feature] = {}
    for origin in mentions(claim, "launch_origin"):
        for target in mentions(claim, "reported_target"):
            feature = _line(report, claim, standing, origin, target)
            if feature is not None and (feature.id not in made or feature.properties["link"] == "stated"):
                made[feature.id] = feature
    return list(made.values())


def _line(report: Report, claim: Claim, standing: Standing, origin: Mention, target: Mention) -> Feature | None:
    from_key, to_key = mark_key(origin), mark_key(target)
    start, end = origin.toponym.location, target.toponym.location
    if from_key is None or to_key is None or start is None or end is None or from_key == to_key:
        return None
    from_place, to_place = origin.toponym.place, target.toponym.place
    properties: dict[str, Scalar] = {
        "id": f"{claim.id}-line-{from_key}-{to_key}",
        "claim_id": claim.id,
        "event_id": standing.event_id,
        "report_id": report.id,
        "claim_ids": claim.id,
        "link": "stated" if origin.link == target.link == "stated" else "inferred",
        "note": NOT_A_TRACK,
        "origin_name": from_place.name if from_place else None,
        "origin_id": from_place.id if from_place else None,
        "from_precision": start.where_prec,
        "target_name": to_place.name if to_place else None,
        "target_id": to_place.id if to_place else None,
        "to_precision": end.where_prec,
        **speaker_columns(report, claim),
        **strike_columns(claim),
        **when_columns(claim),
        **standing_columns(standing),
        **source_columns(report),
    }
    geometry = line((start.lon, start.lat), (end.lon, end.lat))
    first, last = (claim.when.start, claim.when.end) if claim.when else (None, None)
    return Feature(str(properties["id"]), "strike-lines", report.id, geometry, properties, first, last)
