"""What strangers see: the one place that decides it, for reports, features, counts, extents and downloads alike.

A report is public or it is not: its features stand in public layers or in hidden ones, and every question is asked of public layers
only. Targets that must not be made easier to hit are blurred before they are stored, so that no answer has anything sharper.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from app.model.coded import CodedRow
from app.model.feature import Feature, Scalar
from app.model.geometry import Geometry
from app.model.place import ACLED_PRECISION
from app.model.report import Report

BLUR_M = 1_000.0
"""Protected targets are given no closer than this, in metres."""

_STEP = 0.01
"""Degrees of latitude that are a good kilometre."""

_PROTECTED_CLASSES = frozenset({"medical", "school"})
_PROTECTED_WORDS = re.compile(r"\b(?:shelters?|refugees?|displaced|orphanages?)\b", re.IGNORECASE)
SHARP_KINDS = frozenset({"installation", "airfield", "neighbourhood", None})
"""Kinds of places whose position is that of a thing, and not somewhere in a town."""


@dataclass(frozen=True, slots=True)
class PublicView:
    """The rules of one service: whether machine-read reports are published before a review, and how many seconds after they came."""

    publish: Literal["all", "reviewed"] = "all"
    delay: int = 0

    def due(self, report: Report, now: int, reviewed: bool = False) -> int | None:
        """When a report becomes public, in seconds since 1970, counted from when it came; None: not before any claim of it is ``reviewed``.

        EXAMPLE reports count as reviewed.
        """
        if report.source_kind != "text":
            return now
        return self.due_from(int(report.retrieved_at.timestamp()) if report.retrieved_at else now, now, reviewed)

    def due_from(self, came: int, now: int, reviewed: bool) -> int | None:
        """When a news report that ``came`` at a time (seconds since 1970) becomes public, as ``due`` tells it."""
        return None if self.publish == "reviewed" and not reviewed else min(came, now) + self.delay

    @property
    def policy(self) -> str:
        """The rules as words, to notice when they change."""
        return f"{self.publish} {self.delay}"

    @classmethod
    def of_policy(cls, policy: str) -> "PublicView | None":
        """The rules that ``policy`` made words of; None for a store that was never served under any."""
        publish, _, delay = policy.partition(" ")
        return cls("reviewed" if publish == "reviewed" else "all", int(delay)) if delay else None


def is_protected(target_class: Scalar, target_label: Scalar) -> bool:
    """Whether what is said to have been hit is medical, a shelter or a school."""
    return target_class in _PROTECTED_CLASSES or bool(target_label and _PROTECTED_WORDS.search(str(target_label)))


def blurred_features(features: list[Feature]) -> list[Feature]:
    """Features with protected targets no sharper than ``BLUR_M``; everything else as it is."""
    marks = [feature for feature in features if _must_blur(feature)]
    claims = {feature.properties.get("claim_id") for feature in marks}
    places = {feature.properties["place_id"] for feature in marks}
    return [_blurred(feature, claims, places) for feature in features]


def blurred_record(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """A reading whose protected targets, and the place names that stand for them, are no sharper than ``BLUR_M``."""
    found = [
        mention
        for claim in record.get("claims") or ()
        if is_protected(claim["target"]["class"], "; ".join(claim["target"]["labels"]))
        for mention in claim["mentions"]
        if mention["role"] == "reported_target" and _sharp(mention["location"], mention["place"])
    ]
    if not found:
        return record
    ids = {mention["place"]["id"] for mention in found}
    claims = [{**claim, "mentions": [_blurred_mention(mention, ids) for mention in claim["mentions"]]} for claim in record["claims"]]
    toponyms = [_blurred_toponym(toponym, ids) for toponym in record["toponyms"]]
    return {**record, "claims": claims, "toponyms": toponyms}


def blurred_row(row: CodedRow) -> CodedRow:
    """A coded row whose protected target is no sharper than ``BLUR_M``."""
    if row.lon is None or row.lat is None or not is_protected(row.target_class, row.target_label):
        return row
    row.lon, row.lat = blurred_position(row.lon, row.lat)
    row.uncertainty_m = max(row.uncertainty_m or 0.0, BLUR_M)
    row.where_prec = max(row.where_prec or 0, 2)
    row.geo_precision = ACLED_PRECISION[row.where_prec]
    return row


def blurred_position(lon: float, lat: float) -> tuple[float, float]:
    """The nearest corner of a grid of about a kilometre."""
    y = round(round(lat / _STEP) * _STEP, 5)
    step = _STEP / max(math.cos(math.radians(y)), 0.01)
    return round(min(max(round(lon / step) * step, -180.0), 180.0), 5), y


def blurred_geometry(geometry: Geometry) -> Geometry:
    """Points on the grid; areas as they are."""
    if geometry.type == "Point":
        return Geometry("Point", blurred_position(*geometry.coordinates))
    if geometry.type == "MultiPoint":
        return Geometry("MultiPoint", tuple(sorted({blurred_position(*point) for point in geometry.coordinates})))
    return geometry


def _must_blur(feature: Feature) -> bool:
    properties = feature.properties
    if feature.collection == "events":
        return _must_blur_event(feature)
    return (
        properties.get("role") == "reported_target"
        and feature.geometry is not None
        and feature.geometry.type == "Point"
        and is_protected(properties["target_class"], properties["target_label"])
        and (properties["place_kind"] in SHARP_KINDS or float(properties["uncertainty_m"] or 0.0) < BLUR_M)
    )


def _must_blur_event(feature: Feature) -> bool:
    """An event whose target is protected by the words of any claim, at any place that is not somewhere in a town."""
    properties = feature.properties
    classes, kinds = (str(properties[name] or "").split("; ") for name in ("target_classes", "place_kind"))
    protected = any(is_protected(one, properties["target_label"]) for one in classes)
    sharp = not SHARP_KINDS.isdisjoint(kinds) or float(properties["uncertainty_m"] or 0.0) < BLUR_M
    return feature.geometry is not None and protected and sharp


def _blurred(feature: Feature, claims: set[Scalar], places: set[Scalar]) -> Feature:
    geometry, properties = feature.geometry, feature.properties
    if geometry is None:
        return feature
    if _must_blur(feature):
        where_prec = max(int(properties["where_prec"] or 0), 2)
        precision = {"where_prec": where_prec, "geo_precision": ACLED_PRECISION[where_prec]}
        uncertainty = max(float(properties["uncertainty_m"] or 0.0), BLUR_M)
        return replace(feature, geometry=blurred_geometry(geometry), properties={**properties, **precision, "uncertainty_m": uncertainty})
    if feature.collection == "strike-lines" and properties["claim_id"] in claims:
        ends = (geometry.coordinates[0], *geometry.coordinates[1:-1], blurred_position(*geometry.coordinates[-1]))
        return replace(feature, geometry=Geometry("LineString", ends)) if geometry.type == "LineString" else feature
    if (feature.collection == "claims" and feature.id in claims) or (feature.collection == "places" and feature.id in places):
        return replace(feature, geometry=blurred_geometry(geometry))
    return feature


def _sharp(location: Mapping[str, Any] | None, place: Mapping[str, Any] | None) -> bool:
    if location is None or place is None or location["geometry_type"] != "Point":
        return False
    return place["kind"] in SHARP_KINDS or location["uncertainty_m"] < BLUR_M


def _blurred_mention(mention: Mapping[str, Any], ids: set[str]) -> Mapping[str, Any]:
    location, place = mention["location"], mention["place"]
    if place is None or place["id"] not in ids or location is None or location["geometry_type"] != "Point":
        return mention
    lon, lat = blurred_position(location["lon"], location["lat"])
    where_prec = max(location["where_prec"], 2)
    vague = {"where_prec": where_prec, "geo_precision": ACLED_PRECISION[where_prec], "uncertainty_m": max(location["uncertainty_m"], BLUR_M)}
    return {**mention, "location": {**location, "lat": lat, "lon": lon, **vague}}


def _blurred_toponym(toponym: Mapping[str, Any], ids: set[str]) -> Mapping[str, Any]:
    place = toponym["place"]
    if place is None or place["id"] not in ids or toponym["lon"] is None:
        return toponym
    lon, lat = blurred_position(toponym["lon"], toponym["lat"])
    return {**toponym, "lat": lat, "lon": lon}
