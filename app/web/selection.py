"""Which features are asked for, in which order and in which shape: the parameters that items and downloads share."""

from collections.abc import Callable

from shapely.geometry import shape

from app.errors import BadInput
from app.formats.crs import CRS84, Crs, find_crs, offered, to_crs84
from app.formats.reshape import Shape
from app.model.query import And, Box, Compare, Extent, Filter, Intersects, Query, SortKey, Spatial
from app.web.catalogue import Collection
from app.web.cql2 import compile_filter, located, parse_json, parse_text
from app.web.links import Pairs
from app.web.params import Arguments, check_bbox, parse_bbox, parse_column, parse_datetime, parse_numbers

SELECTING = frozenset({"bbox", "bbox-crs", "datetime", "filter", "filter-lang", "filter-crs", "sortby"})
SHAPING = frozenset({"crs", "properties"})
FILTER_LANGUAGES = ("cql2-text", "cql2-json", "cql-text")

MAX_SORT_KEYS = 8

_SYSTEMS = frozenset({"crs", "bbox-crs", "filter-crs"})


def selection(collection: Collection, arguments: Arguments) -> Query:
    """Make the query of the selecting parameters, for every match; all that are given must hold.

    Raises:
        BadInput: one of them is malformed.
    """
    parts = [Compare(name, "=", parse_column(collection.by_name[name], value)) for name, value in arguments.among(collection.by_name)]
    wanted, box = _all([*parts, *_filters(collection, arguments)]), _bbox(arguments)
    return Query(
        collection=collection.id,
        bbox=box or around(wanted),
        undrawn=box is not None and not collection.drawn,
        interval=parse_datetime(arguments.get("datetime")),
        filter=wanted,
        sort=_sort(collection, arguments.get("sortby")),
        limit=None,
    )


def shape_of(collection: Collection, arguments: Arguments) -> Shape:
    """Read in which shape features are wished for: ``crs`` and ``properties``."""
    crs, wished = _system(arguments, "crs"), arguments.get("properties")
    if wished is None:
        return Shape(crs)
    names = [name.strip() for name in wished.split(",")]
    if not all(name in collection.by_name for name in names):
        raise BadInput("properties takes columns of this collection separated by commas; its /schema lists them.")
    return Shape(crs, frozenset(names))


def check_crs(pairs: Pairs, extent: Callable[[], Extent]) -> None:
    """Refuse a system that the collection does not list; ``extent`` is asked only where that depends on the data."""
    for name, uri in pairs:
        if name in _SYSTEMS and uri not in offered(None) and uri not in offered(extent().bbox):
            raise _unlisted(name)


def _bbox(arguments: Arguments) -> Box | None:
    text, crs = arguments.get("bbox"), _system(arguments, "bbox-crs")
    if text is None or crs.uri == CRS84:
        return parse_bbox(text)
    numbers = parse_numbers(text, (4, 6), "bbox")
    corners = numbers if len(numbers) == 4 else (*numbers[:2], *numbers[3:5])
    try:
        # the edge of the world in metres, brought back, lies a hair beyond it
        west, south, east, north = (round(edge, 9) for edge in to_crs84((corners[0], corners[1], corners[2], corners[3]), crs))
    except ValueError:
        raise BadInput("bbox lies outside the area of bbox-crs.") from None
    check_bbox((west, south, east, north))
    return west, south, east, north


def _system(arguments: Arguments, name: str) -> Crs:
    """The system that a parameter names by its URI, CRS84 where it is not given."""
    uri = arguments.get(name)
    crs = find_crs(CRS84 if uri is None else uri)
    if crs is None:
        raise _unlisted(name)
    return crs


def _unlisted(name: str) -> BadInput:
    return BadInput(f"{name} takes the URI of a system that the collection lists under crs.")


def _filters(collection: Collection, arguments: Arguments) -> list[Filter]:
    text, language, system = arguments.get("filter"), arguments.get("filter-lang"), _system(arguments, "filter-crs")
    if language is not None and language not in FILTER_LANGUAGES:
        raise BadInput(f"filter-lang takes one of {', '.join(FILTER_LANGUAGES)}.")
    if text is None:
        return []
    if not text.strip():
        raise BadInput("filter is empty.")
    tree = parse_json(text) if language == "cql2-json" else parse_text(text)
    return [compile_filter(tree if system.uri == CRS84 else located(tree, system), collection.by_name)]


def _sort(collection: Collection, text: str | None) -> tuple[SortKey, ...]:
    if text is None:
        return ()
    keys = []
    for part in text.split(","):
        # a plus sign arrives as a space where it was not percent-encoded
        name = part.strip()
        keys.append(SortKey(name.removeprefix("-") if name.startswith("-") else name.removeprefix("+"), descending=name.startswith("-")))
    names = [key.column for key in keys]
    if len(keys) > MAX_SORT_KEYS or len(set(names)) < len(names) or not all(name in collection.by_name for name in names):
        raise BadInput(f"sortby takes at most {MAX_SORT_KEYS} different columns of this collection, each with + or - before it.")
    return tuple(keys)


def around(wanted: Filter | None) -> Box | None:
    """A box that everything a filter can find must meet, so that stores look there only; None where the filter sets no such bound."""
    waiting = [wanted] if wanted is not None else []
    while waiting:
        part = waiting.pop()
        if isinstance(part, And):
            waiting.extend(part.parts)
        elif isinstance(part, Intersects | Spatial):
            west, south, east, north = shape(part.geometry).bounds
            return west, south, east, north
    return None


def _all(parts: list[Filter]) -> Filter | None:
    if len(parts) > 1:
        return And(tuple(parts))
    return parts[0] if parts else None
