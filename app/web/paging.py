"""Links between the pages of one selection.

A cursor only leads on. To lead back as well, a ``next`` link carries the cursors of the pages before it in ``prev``, the last few of them.
"""

import re

from app.errors import BadInput
from app.web.catalogue import Collection
from app.web.links import GEOJSON, JSON, Link, Pairs, both_faces, link, with_query
from app.web.params import Arguments

Trail = tuple[str, ...]
"""Cursors of the pages before and of this one, oldest first; the first page of all has none and is written FIRST."""

FIRST = "-"
LONGEST_TRAIL = 1_500
MOST_PAGES = 20

_TRAIL = re.compile(r"[A-Za-z0-9_=-]{1,1500}(?:\.[A-Za-z0-9_=-]{1,1500})*", re.ASCII)


def read_trail(arguments: Arguments) -> Trail:
    """The pages that led here, and the one asked for at the end."""
    earlier = arguments.get("prev")
    if earlier is not None and (len(earlier) > LONGEST_TRAIL or not _TRAIL.fullmatch(earlier)):
        raise BadInput("prev takes what a link of a page gave.")
    return (*(earlier.split(".") if earlier else ()), arguments.get("next") or FIRST)


def page_links(collection: Collection, trail: Trail, pairs: Pairs, following: str | None, base: str, media_type: str) -> list[Link]:
    """Links of one page: itself, its other face, the pages after, before and first, and its collection."""
    address = f"{base}/collections/{collection.id}"
    rest = [pair for pair in pairs if pair[0] not in ("next", "prev")]
    links = both_faces(f"{address}/items", pairs, GEOJSON, collection.title)
    if following is not None:
        links.append(link(_page(address, rest, following, trail), "next", media_type, "Next page"))
    if len(trail) > 1:
        links.append(link(_page(address, rest, trail[-2], trail[:-2]), "prev", media_type, "Previous page"))
    if trail[-1] != FIRST:
        links.append(link(with_query(f"{address}/items", rest), "first", media_type, "First page"))
    links.append(link(address, "collection", JSON, collection.title))
    return links


def _page(address: str, rest: Pairs, cursor: str, earlier: Trail) -> str:
    kept = earlier[-MOST_PAGES:]
    while sum(map(len, kept)) + len(kept) > LONGEST_TRAIL:
        kept = kept[1:]
    pairs = [*rest, *([] if cursor == FIRST else [("next", cursor)]), *([("prev", ".".join(kept))] if kept else [])]
    return with_query(f"{address}/items", pairs)
