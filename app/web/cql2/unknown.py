"""When a condition is neither true nor false: CQL2's third truth value, as a condition of its own."""

from collections.abc import Iterator

from app.model.query import And, Drawn, Filter, Intersects, IsNull, Not, Or, Spatial, columns_of
from app.web.cql2.values import bad

MOST = 1_000
"""How large that condition may become: each level of AND and OR doubles it."""


def unknown(part: Filter) -> Filter:
    """The condition that holds just where ``part`` is unknown.

    Raises:
        BadInput: it would be too large.
    """
    match part:
        case Not(inner):
            return unknown(inner)
        case And(parts):
            return _undecided(parts, parts)
        case Or(parts):
            return _undecided(parts, tuple(Not(one) for one in parts))
        case IsNull() | Drawn():
            return Or(())
        case Intersects() | Spatial():
            return Not(Drawn())
        case _:
            return Or(tuple(IsNull(name) for name in dict.fromkeys(columns_of(part))))


def _undecided(parts: tuple[Filter, ...], idle: tuple[Filter, ...]) -> Filter:
    """That no part decides the whole, for each is unknown or ``idle``, and that one at least is unknown."""
    none = tuple(unknown(one) for one in parts)
    made = And((Or(none), *(Or(pair) for pair in zip(none, idle, strict=True))))
    if sum(1 for _, _ in zip(_walk(made), range(MOST + 1), strict=False)) > MOST:
        raise bad("IS NULL of a condition with so many parts")
    return made


def _walk(part: Filter) -> Iterator[Filter]:
    yield part
    match part:
        case Not(inner):
            yield from _walk(inner)
        case And(parts) | Or(parts):
            for one in parts:
                yield from _walk(one)
        case _:
            pass
