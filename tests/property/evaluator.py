"""What a query means, in plain Python over GeoJSON objects: three-valued logic, exact geometry, nulls last."""

import math
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import cmp_to_key
from typing import Any

from shapely.geometry import box, shape

from app.model.expression import Arithmetic, Expression, Folded, Property
from app.model.feature import CollectionId
from app.model.query import (
    And,
    Compare,
    Compares,
    Drawn,
    Filter,
    Intersects,
    IsIn,
    IsNull,
    Labels,
    Like,
    Matches,
    Not,
    Or,
    Query,
    Relate,
    Set,
    Spatial,
)

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
        (query.bbox is None or _in_box(query.bbox, feature) or (query.undrawn and feature["geometry"] is None))
        and (query.interval is None or _in_interval(query, feature))
        and (query.filter is None or truth(query.filter, feature) is True)
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
    return _unmarked(text.casefold())


def _unmarked(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def truth(part: Filter, feature: Feature) -> Truth:
    """Whether a filter holds for a feature; None is unknown."""
    match part:
        case Not(inner):
            found = truth(inner, feature)
            return None if found is None else not found
        case And(parts):
            truths = [truth(one, feature) for one in parts]
            return False if False in truths else None if None in truths else True
        case Or(parts):
            truths = [truth(one, feature) for one in parts]
            return True if True in truths else None if None in truths else False
        case Intersects(geometry):
            return None if feature["geometry"] is None else shape(feature["geometry"]).intersects(shape(geometry))
        case Spatial(relation, geometry):
            return None if feature["geometry"] is None else bool(getattr(shape(feature["geometry"]), relation)(shape(geometry)))
        case Drawn():
            return feature["geometry"] is not None
        case Relate(left, operator, right):
            return _compared(_value(left, feature), operator, _value(right, feature))
        case Matches(left, pattern):
            text = _value(left, feature)
            return None if text is None else _like(pattern, text)
        case Compares(one, relation, other):
            return _sets(_labels(one, feature), relation, _labels(other, feature))
        case _:
            return _predicate(part, feature["properties"][part.column])


def _value(part: Expression, feature: Feature) -> Any:
    match part:
        case Property(name):
            return feature["properties"][name]
        case Folded(inner, without):
            text = _value(inner, feature)
            return None if text is None else text.casefold() if without == "case" else _unmarked(text)
        case Arithmetic(one, operator, other):
            left, right = _value(one, feature), _value(other, feature)
            if left is None or right is None or (operator in ("/", "%", "div") and right == 0):
                return None
            return _finite(_calculated(left, operator, right)) if operator in ("%", "div", "^") else _calculated(left, operator, right)
        case _:
            return part


def _finite(value: Any) -> Any:
    return None if value is None or abs(value) >= 2**63 else value


def _calculated(left: Any, operator: str, right: Any) -> Any:
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right
        case "div":
            return math.trunc(left / right)
        case "%":
            return left - right * math.trunc(left / right)
    if (left == 0 and right < 0) or (left < 0 and right != int(right)):
        return None
    try:
        return left**right
    except OverflowError:
        return None


def _compared(left: Any, operator: str, right: Any) -> Truth:
    if left is None or right is None:
        return None
    less, same = left < right, left == right
    return {"=": same, "<>": not same, "<": less, "<=": less or same, ">": not (less or same), ">=": not less}[operator]


def _labels(part: Set, feature: Feature) -> frozenset[str] | None:
    if not isinstance(part, Labels):
        return part
    text = feature["properties"][part.column]
    return None if text is None else frozenset(text.split("," if part.column == "roles" else "; ")) - {""}


def _sets(one: frozenset[str] | None, relation: str, other: frozenset[str] | None) -> Truth:
    if one is None or other is None:
        return None
    return {"equals": one == other, "contains": other <= one, "contained by": one <= other, "overlaps": not one.isdisjoint(other)}[relation]


def _predicate(part: Compare | IsIn | IsNull | Like, value: Any) -> Truth:
    if isinstance(part, IsNull):
        return value is None
    if isinstance(part, IsIn) and not part.values:
        return False
    if value is None:
        return None
    match part:
        case Compare(_, operator, other):
            return _compared(value, operator, other)
        case IsIn(_, values):
            return True if value in values else None if None in values else False
        case Like(_, pattern):
            return _like(pattern, value)


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
