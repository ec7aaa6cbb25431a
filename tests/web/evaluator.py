"""What a filter means for one feature: the plain reading that the store is compared with as well."""

from app.model.feature import Feature
from app.model.query import Filter
from tests.property.evaluator import truth


def holds(feature: Feature, part: Filter | None) -> bool | None:
    """Whether a filter holds; None is unknown."""
    if part is None:
        return True
    geometry = feature.geometry.__geo_interface__ if feature.geometry else None
    return truth(part, {"geometry": geometry, "properties": feature.properties})
