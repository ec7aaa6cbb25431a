"""What a query means, in plain Python over GeoJSON objects: three-valued logic, exact geometry, nulls last."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import cmp_to_key
from typing import Any

from shapely.geometry import box, shape

from app.model.feature import CollectionId
from app.model.query import And, Compare, Filter, Intersects, IsIn, IsNull, Like, Not, Or, Query

Feature = dict[str, Any]
Truth = bool | None


def evaluate(query: Query, features: Sequence[Feature]) -> list[str]:
    """Ids of what matches, in order, whatever limit and cursor; each feature's member ``words`` are those it is found by."""
    found = [feature for feature in features if _matches(query, feature)]
    found.sort(key=cmp_to_key(lambda one, other: _compare(query, one, other)))
    return [feature["id"] for feature in found]


def first_day(feature: Feature, collection: CollectionId) -> date | None:
    """The first day a feature is about."""
    return _day(feature, "published_at" if collection == "reports" else "date_start")


def last_day(feature: Feature, collection: CollectionId) -> date | None:
    """The last day a feature is about."""
    return _day(feature, "published_at" if collection == "reports" else "date_end")


def _day(feature: Feature, column: str) -> date | None:
    value = feature["properties"].get(column)
    return date.fromisoformat(value) if value else None


def _matches(query: Query, feature: Feature) -> bool:
    return (
        (query.bbox is None or _in_box(query.bbox, feature))
        and (query.interval is None or _in_interval(query, feature))
        and (query.filter is None or _truth(query.filter, feature) is True)
        and (query.text is None or _words(query.text) <= feature["words"])
    )


def _in_box(bounds: tuple[float, float, float, float], feature: Feature) -> bool:
    if feature["geometry"] is None:
        return False
    west, south, east, north = bounds
    parts = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    return any(shape(feature["geometry"]).intersects(box(w, south, e, north)) for w, e in parts)


def _in_interval(query: Query, feature: Feature) -> bool:
    start, end = query.interval or (None, None)
    first, last = first_day(feature, query.collection), last_day(feature, query.collection)
    return not (end and first and first > end) and not (start and last and last < start)


def searched(properties: dict[str, Any]) -> set[str]:
    """The words of a claim, a report or a place that a text search looks for."""
    columns = ("quote", "claimant", "via", "attacker", "target_label", "places_text", "origins_text", "bases_text", "title")
    columns += ("publisher", "name", "names")
    return _words(" ".join(str(properties[column]) for column in columns if properties.get(column)))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", _fold(text)))


def _fold(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))


def _truth(part: Filter, feature: Feature) -> Truth:
    match part:
        case Not(inner):
            truth = _truth(inner, feature)
            return None if truth is None else not truth
        case And(parts):
            truths = [_truth(one, feature) for one in parts]
            return False if False in truths else None if None in truths else True
        case Or(parts):
            truths = [_truth(one, feature) for one in parts]
            return True if True in truths else None if None in truths else False
        case Intersects(geometry):
            return feature["geometry"] is not None and shape(feature["geometry"]).intersects(shape(geometry))
        case _:
            return _predicate(part, feature["properties"][part.column])


def _predicate(part: Compare | IsIn | IsNull | Like, value: Any) -> Truth:
    if isinstance(part, IsNull):
        return value is None
    if isinstance(part, IsIn) and not part.values:
        return False
    if value is None:
        return None
    match part:
        case Compare(_, operator, other):
            if other is None:
                return None
            less, same = value < other, value == other
            return {"=": same, "<>": not same, "<": less, "<=": less or same, ">": not (less or same), ">=": not less}[operator]
        case IsIn(_, values):
            return True if value in values else None if None in values else False
        case Like(_, pattern, folded):
            return _like(_fold(pattern), _fold(value)) if folded else _like(pattern, value)


def _like(pattern: str, value: str) -> bool:
    expression, at = "", 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            at += 1
            if at == len(pattern):
                return False
            expression += re.escape(pattern[at])
        else:
            expression += {"%": ".*", "_": "."}.get(sign) or re.escape(sign)
        at += 1
    return re.fullmatch(expression, value, re.DOTALL) is not None


def _compare(query: Query, one: Feature, other: Feature) -> int:
    for key in query.sort:
        a, b = one["properties"][key.column], other["properties"][key.column]
        if a == b:
            continue
        if a is None or b is None:
            return 1 if a is None else -1
        return (1 if a > b else -1) * (-1 if key.descending else 1)
    return (one["id"] > other["id"]) - (one["id"] < other["id"])
