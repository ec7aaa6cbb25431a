"""A query's conditions as SQL with bound parameters: no value of a query ever becomes part of a statement."""

import math
from collections.abc import Sequence

import shapely
from shapely.geometry import box, shape

from app.errors import BadInput
from app.model.expression import Arithmetic, Expression, Folded, Property
from app.model.feature import Scalar
from app.model.geometry import Geometry
from app.model.query import (
    And,
    Box,
    Compare,
    Compares,
    Drawn,
    Filter,
    Intersects,
    IsIn,
    IsNull,
    Labels,
    Leaf,
    Like,
    Matches,
    Not,
    Or,
    Relate,
    Set,
    Spatial,
)
from app.store.columns import Columns, Conditions, check_unicode, checked
from app.store.functions import words

DEPTH = 64
"""How deep a filter may nest."""

TERMS = 2_000
"""How many conditions and listed values a filter may hold."""

WORDS = 16
"""How many words a text search takes."""

PATTERN = 1_000
"""The longest pattern of a Like."""

_UNIT = "\x1f"
"""The separator between labels that come from a query: no label holds it."""

_OPERATORS = {"=": "=", "<>": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def where(parts: Filter | None, columns: Columns, into: Conditions) -> None:
    """Add a filter tree that ``check_size`` has seen."""
    if parts is not None:
        into.sql.append(_condition(parts, columns, into))


def within_box(bounds: Box, columns: Columns, into: Conditions, *, undrawn: bool) -> None:
    """Add that the exact geometry meets a box, which may cross the antimeridian; with ``undrawn`` a feature without one passes too."""
    if not columns.drawn:
        into.add("1" if undrawn else "0")
        return
    into.needs_shape = True
    points, shapes = [], []
    values: list[Scalar | bytes] = []
    wkbs: list[Scalar | bytes] = []
    for west, south, east, north in boxes(bounds):
        points.append("(f.x BETWEEN ? AND ? AND f.y BETWEEN ? AND ?)")
        values += [west, east, south, north]
        shapes.append("(s.west <= ? AND s.east >= ? AND s.south <= ? AND s.north >= ? AND meets(s.wkb, ?))")
        wkbs += [east, west, north, south, shapely.to_wkb(box(west, south, east, north))]
    nowhere = " OR (f.x IS NULL AND s.wkb IS NULL)" if undrawn else ""
    into.add(f"({' OR '.join(points)} OR {' OR '.join(shapes)}{nowhere})", *values, *wkbs)


def with_words(text: str, columns: Columns, table: str, into: Conditions) -> None:
    """Add that every word of a text is among the feature's own; raises BadInput where it holds no word or too many."""
    check_unicode(text)
    asked = words(text).split()
    if not 0 < len(asked) <= WORDS:
        raise BadInput(f"A text search takes 1 to {WORDS} words.")
    match = " AND ".join(f'"{word}"' for word in asked)
    into.add(f"{columns.doc()} IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)", match)  # noqa: S608 - names of ours


def boxes(bounds: Box) -> list[Box]:
    """One box, or the two of one that crosses the antimeridian.

    Raises:
        BadInput: a bound is no finite number, or south is above north.
    """
    west, south, east, north = bounds
    if not all(math.isfinite(bound) for bound in bounds):
        raise BadInput("The bbox must hold finite numbers.")
    if south > north:
        raise BadInput("The bbox's south must not be above its north: west,south,east,north.")
    if west <= east:
        return [bounds]
    return [(west, south, 180.0, north), (-180.0, south, east, north)]


def check_size(parts: Filter) -> None:
    """Refuse a filter that is too deep or too wide, without recursion; raises BadInput."""
    level: list[Filter | Expression] = [parts]
    depth, terms = 0, 0
    while level:
        depth += 1
        terms += sum(len(part.values) if isinstance(part, IsIn) else 1 for part in level)
        if depth > DEPTH or terms > TERMS:
            raise BadInput(f"The filter is too large: at most {DEPTH} levels and {TERMS} terms.")
        below: list[Filter | Expression] = []
        for part in level:
            if isinstance(part, Not | Folded):
                below.append(part.part)
            elif isinstance(part, And | Or):
                below.extend(part.parts)
            elif isinstance(part, Relate | Arithmetic):
                below += [part.left, part.right]
            elif isinstance(part, Matches):
                below.append(part.left)
        level = below


def _condition(part: Filter, columns: Columns, into: Conditions) -> str:
    match part:
        case Not(inner):
            return f"(NOT {_condition(inner, columns, into)})"
        case And(parts):
            return _balanced([_condition(one, columns, into) for one in parts], "AND", "1")
        case Or(parts):
            return _balanced([_condition(one, columns, into) for one in parts], "OR", "0")
        case Compare() | IsIn() | IsNull() | Like():
            return _predicate(part, columns, into)
        case _:
            return _general(part, columns, into)


def _general(part: Leaf, columns: Columns, into: Conditions) -> str:
    match part:
        case Relate(left, operator, right):
            return f"({_expression(left, columns, into)} {_OPERATORS[operator]} {_expression(right, columns, into)})"
        case Matches(left, pattern):
            text = _expression(left, columns, into)
            into.values.append(_pattern(pattern))
            return f"({text} LIKE ? ESCAPE '\\')"
        case Compares(one, relation, other):
            into.values.append(relation)
            return f"compares(?, {_set(one, columns, into)}, {_set(other, columns, into)})"
        case Drawn():
            into.needs_shape = True
            return "(f.x IS NOT NULL OR s.wkb IS NOT NULL)" if columns.drawn else "0"
        case Intersects(geometry):
            wkb = _wkb(geometry, into)
            return _on_geometry("meets_point(f.x, f.y, ?)", "meets(s.wkb, ?)", [wkb], columns, into)
        case Spatial(relation, geometry):
            wkb = _wkb(geometry, into)
            return _on_geometry("relates_point(?, f.x, f.y, ?)", "relates(?, s.wkb, ?)", [relation, wkb], columns, into)
    raise AssertionError(part)


def _expression(part: Expression, columns: Columns, into: Conditions) -> str:
    match part:
        case Property(name):
            return columns.sql(name, into)
        case Folded(inner, without):
            return f"without_{without}({_expression(inner, columns, into)})"
        case Arithmetic(left, "/", right):
            return f"(1.0 * {_expression(left, columns, into)} / {_expression(right, columns, into)})"
        case Arithmetic(left, "+" | "-" | "*" as operator, right):
            return f"({_expression(left, columns, into)} {operator} {_expression(right, columns, into)})"
        case Arithmetic(left, operator, right):
            return f"calculate('{operator}', {_expression(left, columns, into)}, {_expression(right, columns, into)})"
        case _:
            if isinstance(part, str):
                check_unicode(part)
            into.values.append(part)
            return "?"


def _set(part: Set, columns: Columns, into: Conditions) -> str:
    """A text of labels, and what stands between them."""
    if isinstance(part, Labels):
        text = columns.sql(part.column, into)
        into.values.append(columns[part.column].separator or _UNIT)
        return f"{text}, ?"
    for label in part:
        check_unicode(label)
    into.values += [_UNIT.join(sorted(part)), _UNIT]
    return "?, ?"


def _predicate(part: Compare | IsIn | IsNull | Like, columns: Columns, into: Conditions) -> str:
    column = columns[part.column]
    if isinstance(part, Compare) and part.op == "=":
        return columns.equal(part.column, checked(column, part.value), into)
    name = columns.sql(part.column, into)
    match part:
        case Compare(_, operator, value):
            into.values.append(checked(column, value))
            return f"({name} {_OPERATORS[operator]} ?)"
        case IsIn(_, values):
            into.values.extend(checked(column, value) for value in values)
            return f"({name} IN ({', '.join('?' * len(values))}))"
        case IsNull():
            return f"({name} IS NULL)"
        case Like(_, pattern):
            if column.type not in ("string", "date"):
                raise BadInput("LIKE takes a text column.")
            into.values.append(_pattern(pattern))
            return f"({name} LIKE ? ESCAPE '\\')"


def _pattern(pattern: str) -> str:
    if len(pattern) > PATTERN:
        raise BadInput(f"LIKE takes a pattern of at most {PATTERN} characters.")
    check_unicode(pattern)
    return pattern


def _on_geometry(point: str, other: str, values: list[Scalar | bytes], columns: Columns, into: Conditions) -> str:
    if not columns.drawn:
        return "NULL"
    into.values += [*values, *values]
    return f"coalesce({point}, {other})"


def _wkb(geometry: Geometry, into: Conditions) -> bytes:
    into.needs_shape = True
    try:
        return bytes(shapely.to_wkb(shape(geometry)))
    except (ValueError, TypeError, shapely.errors.ShapelyError):
        raise BadInput("The geometry of the filter is not a valid one.") from None


def _balanced(parts: Sequence[str], word: str, empty: str) -> str:
    """Join conditions so that the expression's depth grows with the logarithm of their number."""
    if len(parts) <= 1:
        return parts[0] if parts else empty
    middle = len(parts) // 2
    return f"({_balanced(parts[:middle], word, empty)} {word} {_balanced(parts[middle:], word, empty)})"
