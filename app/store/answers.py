"""Answers to queries, from one state of the store each."""

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from app.errors import NotAtOnce
from app.model.feature import CollectionId, Scalar
from app.model.query import Extent, Page, Query, of_shapes
from app.store import cursor
from app.store.compiler import Compiler, Proposals, is_everything
from app.store.connections import Connections
from app.store.layers import PLACED, Layer, public_layers, size, united
from app.store.proposals import Proposal, id_at
from app.store.rows import with_outline
from app.store.served import ServedRows

COUNTS = 4_096
"""How many counts are remembered while the data stay the same."""

BATCH = 200
"""How many features a stream reads at a time."""

MOST_AT_ONCE = 250
"""How many features are read for somebody who cannot wait."""

LARGEST_AT_ONCE = 2_000_000
"""How many features a collection may have for that: some steps go through a bit or a number of each of them."""


class Answers:
    """Pages, streams, single features and extents of what strangers may see."""

    def __init__(self, connections: Connections, compiler: Compiler, seconds: float) -> None:
        """Take what to read with, and how long a question may take."""
        self._connections = connections
        self._compiler = compiler
        self._seconds = seconds
        self._counts: OrderedDict[tuple[str, Query], int] = OrderedDict()
        self._counts_lock = threading.Lock()
        self._rows = ServedRows()
        self._layers: dict[CollectionId, tuple[str, list[Layer]]] = {}

    def page(self, query: Query, *, at_once: bool = False) -> Page:
        """The matching features in order, pre-rendered, one page of them, and how many match in all.

        ``at_once``: raise NotAtOnce for what may take longer than a moment, or does.
        """
        self._compiler.check(query)
        if at_once:
            _check_small(query)
        with self._connections.reader(self._seconds, at_once=at_once) as db:
            version = data_version(db)
            layers = self._public(db, query.collection, version)
            if at_once and sum(layer.features for layer in layers) > LARGEST_AT_ONCE:
                raise NotAtOnce("The collection is large.")
            proposals = self._compiler.proposals(db, query, layers, at_once=at_once)
            if len(layers) == 1 and proposals[layers[0].number].page:
                return self._ranked_page(db, query, layers[0], proposals[layers[0].number])
            matched = self._known_count(version, query, layers)
            listed = all(one.listed is not None and one.matched is None for one in proposals.values())
            together = matched is None and query.after is None and query.before is None and query.limit is not None and listed
            if matched is None and not together:
                matched = self._count(db, version, query, layers, proposals)
            more = replace(query, limit=None if query.limit is None else query.limit + 1)
            rows = self._fetch(db, more, layers, proposals, counted=together).fetchall()
            if matched is None:
                matched = self._remember(version, query, rows[0][-1] if rows else 0)
        return self._page(query, layers, [row[:-1] for row in rows], matched)

    def feature(self, collection: CollectionId, feature_id: str, *, at_once: bool = False) -> bytes | None:
        """One pre-rendered feature."""
        with self._connections.reader(self._seconds, at_once=at_once) as db:
            for layer in self._public(db, collection, data_version(db)):
                view = self._compiler.view(collection) if layer.coded else None
                fid = feature_id.removesuffix(view.suffix) if view else feature_id
                if view and fid + view.suffix != feature_id:
                    continue
                placed = "AND x IS NOT NULL" if view and collection in PLACED else ""
                body = _body(db, layer, fid, placed)
                if body:
                    return view.rendered(body) if view else body
        return None

    def stream(self, query: Query) -> Iterator[bytes]:
        """Every match in the order of the pages, in flat memory, all of one state; the query's limit and cursors are ignored."""
        query = replace(query, limit=None, after=None, before=None)
        self._compiler.check(query)
        with self._connections.walker() as db:
            layers = public_layers(db, query.collection)
            rows = self._fetch(db, query, layers, self._compiler.proposals(db, query, layers))
            while batch := rows.fetchmany(BATCH):
                yield from self._rendered(query, [row[:-1] for row in batch], layers)

    def extent(self, collection: CollectionId, *, at_once: bool = False) -> Extent:
        """What a collection covers."""
        with self._connections.reader(self._seconds, at_once=at_once) as db:
            return united(public_layers(db, collection), collection)

    def _page(self, query: Query, layers: Sequence[Layer], rows: Sequence[Sequence[Any]], matched: int) -> Page:
        """The page of rows that were fetched with one more, which tells whether there is a further page that way."""
        further = query.limit is not None and len(rows) > query.limit
        if query.before is not None:
            previous = cursor.encode(_position(rows[-1])) if further else None
            return Page(self._rendered(query, rows[: query.limit][::-1], layers), matched, query.before, previous)
        rows = rows[: query.limit]
        following = (cursor.encode(_position(rows[-1])) if rows else query.after) if further else None
        return Page(self._rendered(query, rows, layers), matched, following, query.after)

    def _ranked_page(self, db: sqlite3.Connection, query: Query, layer: Layer, proposal: Proposal) -> Page:
        """The page of a data set whose rows are known by their ranks, again with one more than it holds."""
        view = self._compiler.view(query.collection)
        ranks: list[int] = np.asarray(proposal.listed).tolist()
        matched = proposal.matched or 0
        further = query.limit is not None and len(ranks) > query.limit
        if query.before is not None:
            previous = cursor.encode((id_at(db, layer, ranks[0]).decode(),)) if further else None
            return Page(self._rows.of_ranks(db, layer, view, ranks[int(further) :]), matched, query.before, previous)
        ranks = ranks[: query.limit]
        following = cursor.encode((id_at(db, layer, ranks[-1]).decode(),)) if further else None
        return Page(self._rows.of_ranks(db, layer, view, ranks), matched, following, query.after)

    def _public(self, db: sqlite3.Connection, collection: CollectionId, version: str) -> list[Layer]:
        """The layers of a collection that strangers may see in this version of the data."""
        known = self._layers.get(collection)
        if known is None or known[0] != version:
            known = self._layers[collection] = (version, public_layers(db, collection))
        return known[1]

    def _known_count(self, version: str, query: Query, layers: Sequence[Layer]) -> int | None:
        """How many match, where that is known without counting."""
        if is_everything(query):
            return sum(size(layer, query.collection) for layer in layers)
        with self._counts_lock:
            return self._counts.get(_count_key(version, query))

    def _count(self, db: sqlite3.Connection, version: str, query: Query, layers: Sequence[Layer], proposals: Proposals) -> int:
        counted = 0
        for layer in layers:
            proposal = proposals[layer.number]
            if proposal.matched is None:
                statement = self._compiler.count(query, layer, proposal)
                counted += int(db.execute(statement.sql, statement.values).fetchone()[0])
            else:
                counted += proposal.matched
        return self._remember(version, query, counted)

    def _remember(self, version: str, query: Query, counted: int) -> int:
        """Keep a count for as long as the data stay the same."""
        with self._counts_lock:
            self._counts[_count_key(version, query)] = counted
            while len(self._counts) > COUNTS:
                self._counts.popitem(last=False)
        return counted

    def _fetch(self, db: sqlite3.Connection, query: Query, layers: Sequence[Layer], proposals: Proposals, *, counted: bool = False) -> sqlite3.Cursor:
        """Layer, bytes, outline, id, sort values and, with ``counted``, the number of what matches, in order."""
        if not layers:
            return db.execute("SELECT NULL WHERE 0")
        found = self._compiler.matches(query, layers, proposals, counted=counted)
        ranks = "".join(f", q.k{i}" for i in range(len(query.sort)))
        tables = {layer.bodies_table: layer.number for layer in layers}
        body = "(SELECT json FROM body WHERE n = q.n)"
        if len(tables) > 1 or "body" not in tables:
            cases = " ".join(f"WHEN {number} THEN (SELECT json FROM {table} WHERE n = q.n)" for table, number in tables.items() if table != "body")  # noqa: S608
            body = f"CASE q.layer {cases} ELSE {body} END"
        outline = "(SELECT json FROM outline WHERE n = q.n)" if query.collection == "places" else "NULL"
        sql = f"SELECT q.layer, {body}, {outline}, q.fid{ranks}, {'q.total' if counted else 'NULL'} FROM ({found.sql}) AS q"  # noqa: S608
        return db.execute(sql, found.values)

    def _rendered(self, query: Query, rows: Sequence[Sequence[Any]], layers: Sequence[Layer]) -> tuple[bytes, ...]:
        """Features as they are served: those of news reports as they were stored, rows of data sets through their view."""
        if query.collection == "places":
            return tuple(with_outline(row[1], row[2]) for row in rows)
        coded = {layer.number for layer in layers if layer.coded}
        if not coded:
            return tuple(row[1] for row in rows)
        view = self._compiler.view(query.collection)
        return tuple(view.rendered(row[1]) if row[0] in coded else row[1] for row in rows)


def data_version(db: sqlite3.Connection) -> str:
    """A word that changes with every stored change, as a reader sees it."""
    store, version = db.execute("SELECT store, version FROM state").fetchone()
    return f"{store.decode()}-{version}"


def note_change(db: sqlite3.Connection) -> None:
    """Give the data their next version: the last step of every stored change."""
    db.execute("UPDATE state SET version = version + 1")


def coded_body(db: sqlite3.Connection, fid: str) -> bytes | None:
    """What is stored of a row of any public data set."""
    bodies = (_body(db, layer, fid) for layer in public_layers(db, "reports") if layer.coded)
    return next((body for body in bodies if body), None)


def _check_small(query: Query) -> None:
    """Raise NotAtOnce for many features, and for what is asked of texts or of shapes, where a single step may be long."""
    if query.limit is None or query.limit > MOST_AT_ONCE or query.text is not None or (query.filter is not None and of_shapes(query.filter)):
        raise NotAtOnce("This asks for much.")


def _count_key(version: str, query: Query) -> tuple[str, Query]:
    return version, replace(query, sort=(), after=None, before=None, limit=None)


def _body(db: sqlite3.Connection, layer: Layer, fid: str, also: str = "") -> bytes | None:
    """What is stored of one feature of a layer."""
    own = "" if layer.coded else f"AND layer = {layer.number}"
    outline = "NULL" if layer.coded else "(SELECT json FROM outline AS o WHERE o.n = f.n)"
    sql = f"SELECT b.json, {outline} FROM {layer.features_table} AS f JOIN {layer.bodies_table} AS b USING (n) WHERE fid = ? {own} {also}"  # noqa: S608
    row = db.execute(sql, (fid,)).fetchone()
    return with_outline(*row) if row else None


def _position(row: Sequence[Any]) -> tuple[Scalar, ...]:
    """Sort values and id of a row of ``_fetch``."""
    fid, *keys = (value.decode() if isinstance(value, bytes) else value for value in row[3:])
    return (*keys, fid)
