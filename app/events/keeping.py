"""Claims as a store keeps them for grouping: everything matching and merging look at, as JSON, and back.

The outline of an area is left to the gazetteer; one that the words of a report shift ("the north of X") is kept with its claim. Offsets of
place names and the text of the report are not kept: the quote is.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import orjson

from app.model.claim import Actor, Attribution, Claim, Claimant, Evidence, Mention, Quantity, Target, Weapon, When
from app.model.event import Witness
from app.model.geometry import Geometry
from app.model.place import Location, Place, Toponym
from app.model.report import Report
from app.model.standing import Standing

AreaOf = Callable[[str], Geometry | None]
"""The outline of an area by place id."""

_KEPT = Evidence("kept", "", 0.0)


def kept(witness: Witness, own: Standing) -> bytes:
    """A claim with its report's metadata, its quote, and how it stands by what its own report says."""
    claim, report, when = witness.claim, witness.report, witness.claim.when
    return orjson.dumps(
        [
            [claim.id, report.id, claim.spans, claim.claimant.name, claim.claimant.kind, claim.via, claim.modality, claim.action, claim.platform],
            [claim.attribution.verb, claim.attribution.form, claim.attribution.hedge],
            [[actor.name, actor.role] for actor in claim.actors],
            [claim.weapon.code, claim.weapon.label] if claim.weapon else None,
            [claim.target.labels, claim.target.cls],
            [[item.unit, item.min, item.max, item.qualifier, item.text, item.of, item.noun] for item in claim.quantities],
            [when.start, when.end, when.date_prec, when.text] if when else None,
            [_mention(mention) for mention in claim.mentions],
            claim.contains,
            witness.quote,
            [report.publisher, report.published_at, report.source_kind],
            [own.status, own.independent_sources, own.disputed_by_n],
            witness.own_labels,
        ]
    )


def witness_of(body: bytes, area_of: AreaOf) -> tuple[Witness, Standing]:
    """The claim and its own standing, from what ``kept`` made."""
    about, attribution, actors, weapon, target, quantities, when, mentions, contains, quote, source, own, *labels = orjson.loads(body)
    claim_id, report_id, spans, claimant, kind, via, modality, action, platform = about
    claim = Claim(
        id=claim_id,
        report_id=report_id,
        spans=tuple((start, end) for start, end in spans),
        claimant=Claimant(claimant, kind),
        attribution=Attribution(*attribution),
        modality=modality,
        evidence=_KEPT,
        via=via,
        actors=tuple(Actor(*actor) for actor in actors),
        action=action,
        weapon=Weapon(*weapon) if weapon else None,
        platform=platform,
        target=Target(tuple(target[0]), target[1]),
        quantities=tuple(Quantity(*item) for item in quantities),
        when=When(_day(when[0]), _day(when[1]), when[2], when[3]) if when else None,
        mentions=tuple(_mention_of(mention, area_of) for mention in mentions),
        contains=tuple(contains),
    )
    report = Report(report_id, "", publisher=source[0], published_at=_day(source[1]), source_kind=source[2])
    return Witness(claim, report, quote, tuple(labels[0]) if labels else claim.target.labels), Standing(*own)


def _mention(mention: Mention) -> list[Any]:
    toponym, place, location = mention.toponym, mention.toponym.place, mention.toponym.location
    return [
        mention.role,
        mention.link,
        toponym.surface,
        toponym.kind,
        toponym.relation,
        [place.id, place.name, place.kind, place.country, place.admin1, place.lat, place.lon, place.admin1_id, place.population] if place else None,
        [_outline(toponym, location), location.lat, location.lon, location.where_prec, location.uncertainty_m] if location else None,
    ]


def _outline(toponym: Toponym, location: Location) -> Any:
    """Null for a point, True for the area of the place itself, else the outline."""
    if location.geometry.type == "Point":
        return None
    return location.geometry.__geo_interface__ if toponym.relation else True


def _mention_of(mention: list[Any], area_of: AreaOf) -> Mention:
    role, link, surface, kind, relation, about, where = mention
    place = Place(*about) if about else None
    location = None
    if where and place:
        outline, lat, lon, where_prec, uncertainty_m = where
        own = Geometry.point(lon, lat) if outline is None else area_of(place.id) if outline is True else Geometry.from_geojson(outline)
        location = Location(own or Geometry.point(lon, lat), lat, lon, where_prec, uncertainty_m)
    return Mention(Toponym(0, len(surface), surface, kind, place, location, 1.0, "", relation=relation), role, link)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
