"""Spatial predicates: the feature's geometry and a literal either way round, or two literals."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from shapely.geometry import shape

from app.model.geometry import Geometry
from app.model.query import And, Filter, Intersects, Not, Or, Spatial, SpatialRelation
from app.web.cql2.operands import GEOMETRY
from app.web.cql2.values import bad, geometries

_RELATIONS: Mapping[str, SpatialRelation] = {
    f"s_{name}": name for name in get_args(SpatialRelation)
}
_FLIPPED = {"s_within": "s_contains", "s_contains": "s_within"}
_OF_ITSELF = frozenset({"s_equals", "s_within", "s_contains", "s_intersects"})

OPERATORS = frozenset({*_RELATIONS, "s_intersects", "s_disjoint"})
"""The functions."""


def predicate(operator: str, arguments: Sequence[Any]) -> Filter:
    """Compile one spatial predicate."""
    if len(arguments) != 2:
        raise bad("a spatial function takes two operands")
    left, right = arguments
    if is_geometry(left) and is_geometry(right):
        # what has no geometry is unknown; what has one lies to itself as everything does
        return _known(operator in _OF_ITSELF)
    if is_geometry(left):
        return _against(operator, geometries(right))
    if is_geometry(right):
        return _against(_FLIPPED.get(operator, operator), geometries(left))
    one, other = _one(left), _one(right)
    return And(()) if getattr(shape(one), operator[2:])(shape(other)) else Or(())


def is_geometry(node: Any) -> bool:
    """Whether a node names the column of geometries."""
    return isinstance(node, dict) and node.get("property") == GEOMETRY


def _against(operator: str, parts: Sequence[Geometry]) -> Filter:
    """The feature's geometry against a literal; a collection is met by meeting a part, and held by holding all of them."""
    if operator in ("s_intersects", "s_disjoint"):
        met = _joined(Or, [Intersects(part) for part in parts])
        return met if operator == "s_intersects" else Not(met)
    relation = _RELATIONS[operator]
    if len(parts) > 1 and relation != "contains":
        raise bad("a GEOMETRYCOLLECTION is for S_INTERSECTS, S_DISJOINT and S_CONTAINS; write its parts as a multi-geometry")
    return _joined(And, [Spatial(relation, part) for part in parts])


def _joined(kind: type[And] | type[Or], parts: Sequence[Filter]) -> Filter:
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


def _known(answer: bool) -> Filter:
    """An answer for all features that have a geometry, unknown for the others."""
    everywhere = Intersects(Geometry("Polygon", (((-180.0, -90.0), (180.0, -90.0), (180.0, 90.0), (-180.0, 90.0), (-180.0, -90.0)),)))
    return everywhere if answer else And((everywhere, Not(everywhere)))


def _one(node: Any) -> Geometry:
    parts = geometries(node)
    if len(parts) > 1:
        raise bad("a GEOMETRYCOLLECTION is compared with the column geometry only")
    return parts[0]
