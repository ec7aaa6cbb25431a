"""A reading's features, all of them, in a fixed order."""

from collections.abc import Mapping

from app.features.claims import claim_feature
from app.features.lines import line_features
from app.features.marks import mark_features
from app.features.places import CreditOf, GeometryOf, place_features
from app.features.reports import report_feature
from app.model.feature import Feature
from app.model.reading import Reading
from app.model.standing import Standing

_ALONE = Standing("single_source", 0, 0)


def features_of(
    reading: Reading,
    standings: Mapping[str, Standing] | None = None,
    geometry_of: GeometryOf | None = None,
    credit_of: CreditOf | None = None,
) -> list[Feature]:
    """Everything a reading shows: report, claims, marks, lines, places.

    ``standings`` are by claim id (one without counts as a single source's, undisputed); ``geometry_of`` gives the gazetteer's full
    geometry by place id (without it the reading's own is served), ``credit_of`` licence and attribution by gazetteer source.
    """
    standings = standings or {}
    features = [report_feature(reading)]
    for claim in reading.claims:
        stands = standings.get(claim.id, _ALONE)
        features.append(claim_feature(reading.report, claim, stands))
        features.extend(mark_features(reading.report, claim, stands))
        features.extend(line_features(reading.report, claim, stands))
    return features + place_features(reading, geometry_of, credit_of)
