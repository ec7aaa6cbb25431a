"""Which features of a layer a query can mean, found before SQL looks at any of them; and how many match, where that is certain by then."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

import numpy as np

from app.errors import NotAtOnce
from app.model.query import And, Compare, CompareOp, Filter, IsNull, Or, Query
from app.store import blocks, cursor
from app.store.coded import CodedView
from app.store.held import Held
from app.store.layers import PLACED, Layer
from app.store.postings import NotPosted, Postings
from app.store.ranks import Numbers, Ranks

MOST_FEATURES = 5_000
"""Up to so many candidates of an R*Tree are fetched and sorted; beyond, features are walked in order until a page is full."""

MOST_ROWS = 65_536
"""Up to so many rows in the blocks of a box are listed; of more, only the number is found, and they are walked in order."""

USUAL_STEPS = 6
"""In so many steps an id among a million is found, if ids are hashes."""

_DIGITS = 12
_ALL: int = 16**_DIGITS

SHARE = 8
"""Candidates that are more than one row in so many are no help."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The candidates, feature numbers or ranks, None where they are too many to list; how many match, None if unsure.

    ``page``: the features are asked for in the order of their ids and nothing is unsure, so just the page's own are listed, ascending, and
    one more that tells whether there is a further page.
    """

    listed: Sequence[int] | Numbers | None = None
    ranked: bool = False
    matched: int | None = None
    page: bool = False


def in_dataset(db: sqlite3.Connection, query: Query, layer: Layer, view: CodedView, held: Held, *, at_once: bool = False) -> Proposal:
    """The candidates among the rows of a data set, from its postings and its blocks; ``at_once``: NotAtOnce where that takes more than a moment."""
    if query.bbox is not None and not view.drawn:
        if not query.undrawn:
            return Proposal([], True, 0)
        query = replace(query, bbox=None)
    postings = Postings(db, layer, view, held)
    found, sure = _by_values(query, postings)
    sure = sure and query.text is None
    asked = blocks.asked(query.bbox, query.interval if view.drawn else None, query.collection in PLACED, query.undrawn)
    if query.bbox is not None or (query.interval is not None and view.drawn):
        if (at_once or (found is None and sure)) and sum(blocks.proposed(db, layer, one) for one in asked) > MOST_ROWS:
            if at_once:
                raise NotAtOnce("Many rows may lie there.")
            return Proposal(matched=sum(blocks.count(db, layer, one) for one in asked))
        there = Ranks(layer.features, np.sort(np.concatenate([blocks.numbers(db, layer, one) for one in asked])))
        found = there if found is None else found & there
    elif query.collection in PLACED and layer.placed < layer.features:
        found = postings.placed() if found is None else found & postings.placed()
    elif found is None and sure:
        found = postings.everything()
    return Proposal() if found is None else _listed(db, query, layer, found, sure)


def _by_values(query: Query, postings: Postings) -> tuple[Ranks | None, bool]:
    """What meets all conditions on values that are posted, and whether these are all there are."""
    found: Ranks | None = None
    sure = True
    for part in _conjuncts(query):
        try:
            meeting = postings.meeting(part)
        except NotPosted:
            sure = False
        else:
            found = meeting if found is None else found & meeting
    return found, sure


def _conjuncts(query: Query) -> Iterator[Filter]:
    """The parts of a filter that must all hold; the days of a report are those of its publication."""
    waiting = [query.filter] if query.filter is not None else []
    while waiting:
        part = waiting.pop()
        if isinstance(part, And):
            waiting.extend(part.parts)
        else:
            yield part
    if query.collection == "reports" and query.interval is not None:
        operators: tuple[CompareOp, CompareOp] = (">=", "<=")
        for day, operator in zip(query.interval, operators, strict=True):
            if day is not None:
                yield Or((IsNull("published_at"), Compare("published_at", operator, day.isoformat())))


def _listed(db: sqlite3.Connection, query: Query, layer: Layer, found: Ranks, sure: bool) -> Proposal:
    matched = len(found) if sure else None
    if sure and query.limit is not None and not query.sort:
        with_one_more = query.limit + 1
        if query.before is not None:
            page = found.last(with_one_more, _rank_at(db, query.before, layer))
        else:
            page = found.first(with_one_more, -1 if query.after is None else _rank_at(db, query.after, layer))
        return Proposal(page, True, matched, True)
    if len(found) <= max(MOST_FEATURES, layer.features // SHARE):
        return Proposal(found.numbers(), True, matched)
    return Proposal(matched=matched)


def _rank_at(db: sqlite3.Connection, word: str, layer: Layer) -> int:
    """The rank of the last row that is not beyond a cursor; -1 where all are.

    Ids are hashes, so that where one stands can nearly be told from its first digits (interpolation search); after some steps every other
    one halves, for ids that are none.
    """
    (fid,) = cursor.decode(word, 1)
    wanted = str(fid).encode()
    low, high, least, most = 0, layer.features, 0, _ALL
    for step in count(1):
        if low >= high:
            break
        share = 0.5 if (step > USUAL_STEPS and step % 2) or most <= least else (_leading(wanted) - least) / (most - least)
        middle = min(max(low + int(share * (high - low)), low), high - 1)
        found = id_at(db, layer, middle)
        if found <= wanted:
            low, least = middle + 1, _leading(found)
        else:
            high, most = middle, _leading(found)
    return low - 1


def _leading(fid: bytes) -> int:
    """The first hexadecimal digits of an id as a number; of any other text something in the same order of size."""
    try:
        return int(fid[:_DIGITS].ljust(_DIGITS, b"0"), 16)
    except ValueError:
        return _ALL // 2


def id_at(db: sqlite3.Connection, layer: Layer, rank: int) -> bytes:
    """The id of the row of a rank."""
    sql = f"SELECT fid FROM rank_{layer.number} JOIN rows_{layer.number} USING (n) WHERE r = ?"  # noqa: S608 - the layer's own number
    fid: bytes = db.execute(sql, (rank,)).fetchone()[0]
    return fid
