"""Places: what one report says of every gazetteer place it names; the store adds the reports up."""

from collections.abc import Callable, Mapping

from app.features.claims import joined
from app.features.outlines import served
from app.model.codes import AREA_KINDS
from app.model.feature import Feature, Scalar
from app.model.geometry import Geometry
from app.model.place import Place
from app.model.reading import Reading

ROLES = ("launch_origin", "base", "reported_target", "container", "context", "claimant_seat")
"""Order of the roles column."""

NAMES = 40
"""How many further names a place feature carries."""

GeometryOf = Callable[[str], Geometry | None]
"""The gazetteer's full geometry by place id."""

CreditOf = Callable[[str], tuple[str | None, str | None]]
"""Licence and attribution of a gazetteer source."""


def place_features(reading: Reading, geometry_of: GeometryOf | None = None, credit_of: CreditOf | None = None) -> list[Feature]:
    """One feature per place of one report: its roles in asserted claims, and in how many of them; ``reports_n`` is 1."""
    places = {toponym.place.id: toponym.place for toponym in reading.toponyms if toponym.place}
    roles: dict[str, set[str]] = {place_id: set() for place_id in places}
    claims: dict[str, set[str]] = {place_id: set() for place_id in places}
    for claim in reading.claims:
        for mention in claim.mentions:
            place = mention.toponym.place
            if place is None:
                continue
            places.setdefault(place.id, place)
            claims.setdefault(place.id, set()).add(claim.id)
            if claim.modality == "asserted":
                roles.setdefault(place.id, set()).add(mention.role)
    return [
        _feature(
            reading.report.id,
            place,
            roles.get(place_id, set()),
            len(claims.get(place_id, ())),
            (geometry_of(place_id) if geometry_of else None) or _own_geometry(reading, place),
            credit_of(place.source) if credit_of else (None, None),
        )
        for place_id, place in sorted(places.items())
    ]


def _own_geometry(reading: Reading, place: Place) -> Geometry | None:
    """What the reading itself knows of a place; an area of which it holds no outline is listed without one (law 3)."""
    for toponym in reading.toponyms:
        if toponym.place and toponym.place.id == place.id and toponym.location and not toponym.relation:
            return toponym.location.geometry
    return None if place.kind in AREA_KINDS else Geometry.point(place.lon, place.lat)


def _feature(
    report_id: str, place: Place, roles: set[str], claims_n: int, geometry: Geometry | None, credit: tuple[str | None, str | None]
) -> Feature:
    licence, attribution = credit
    properties: Mapping[str, Scalar] = {
        "id": place.id,
        "name": place.name,
        "names": joined(name for name, _ in place.names[:NAMES]),
        "kind": place.kind,
        "country": place.country,
        "admin1": place.admin1,
        "roles": ",".join(role for role in ROLES if role in roles) or None,
        "claims_n": claims_n,
        "reports_n": 1,
        "uncertainty_m": place.uncertainty_m,
        "source": place.source or None,
        "licence": licence,
        "attribution": attribution,
    }
    return Feature(place.id, "places", report_id, served(geometry) if geometry else None, properties)
