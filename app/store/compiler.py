"""A Query as SQL: which features, in which order, from where on; and how many there are."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.errors import BadInput
from app.model.coded import SUFFIXES
from app.model.feature import CollectionId, Column, Scalar
from app.model.query import Box, Query, SortKey
from app.store import cursor
from app.store.coded import CodedView
from app.store.columns import Columns, Conditions, checked
from app.store.conditions import boxes, check_size, where, with_words, within_box
from app.store.held import Held
from app.store.layers import EVER, PLACED, Layer
from app.store.proposals import MOST_FEATURES, Proposal, in_dataset

SORT_KEYS = 8

Values = list[Scalar | bytes]

Proposals = Mapping[int, Proposal]
"""What may match in each layer, by its number."""


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with its parameters."""

    sql: str
    values: Values


class Compiler:
    """Compiles queries on the columns of the collections, as news reports and as coded data sets fill them."""

    def __init__(self, columns: Mapping[CollectionId, Sequence[Column]]) -> None:
        """Take the columns of every collection."""
        self._columns = {collection: Columns(offered) for collection, offered in columns.items()}
        self._views = {collection: CodedView(collection, columns[collection]) for collection in SUFFIXES if collection in columns}
        self._held = Held()

    def view(self, collection: CollectionId) -> CodedView:
        """How rows of coded data sets are served in a collection."""
        return self._views[collection]

    def check(self, query: Query) -> None:
        """Raise BadInput for a query that cannot be asked, also where nothing is stored yet."""
        if query.filter is not None:
            check_size(query.filter)
        if query.bbox is not None:
            boxes(query.bbox)
        columns = self._columns[query.collection]
        unbounded = query if query.bbox is None else replace(query, bbox=None)
        self._conditions(unbounded, Layer(0, False, 0, 0, None, None), columns)
        keys = [columns[key.column] for key in _sort_keys(query)]
        for word in (query.after, query.before):
            if word is not None:
                _position(word, keys)

    def proposals(self, db: sqlite3.Connection, query: Query, layers: Sequence[Layer], *, at_once: bool = False) -> Proposals:
        """What may match in each layer, as far as it is known before the features are looked at.

        Of a page whose features are known one more is listed than it holds. ``at_once``: raise NotAtOnce where a great many rows are to be
        counted.
        """
        view = self._views.get(query.collection)
        return {
            layer.number: in_dataset(db, query, layer, view, self._held, at_once=at_once) if layer.posted and view else _in_box(db, query, layer)
            for layer in layers
        }

    def matches(self, query: Query, layers: Sequence[Layer], proposals: Proposals, *, counted: bool = False) -> Statement:
        """Layer, number, id and sort values of the matching features in order from the cursor on (backwards from ``before``), limited.

        ``proposals`` is what ``proposals`` gave; with ``counted`` every row also tells how many there are without the limit.
        """
        selects, values = [], Values()
        for layer in layers:
            columns = self._of(query.collection, layer)
            keys = [columns[key.column] for key in _sort_keys(query)]
            conditions = self._conditions(query, layer, columns)
            expressions = [columns.sql(key.name, conditions) for key in keys]
            _cut(query, expressions, keys, conditions)
            ranks = [f"{sql} AS k{i}" for i, sql in enumerate(expressions)]
            fields = ", ".join([f"{layer.number} AS layer", "f.n AS n", "f.fid AS fid", *ranks])
            source, source_values = _source(query, layer, conditions, proposals[layer.number])
            selects.append(f"SELECT {fields} FROM {source}")  # noqa: S608 - made of the columns of the collection
            values += [*source_values, *conditions.values]
        order = [_order(f"k{i}", key.descending, back=query.before is not None) for i, key in enumerate(_sort_keys(query))]
        by_id = "fid" if query.before is None else "fid DESC"
        united = " UNION ALL ".join(selects)
        if counted:
            united = f"SELECT *, count(*) OVER () AS total FROM ({united})"  # noqa: S608 - our own SELECTs
        sql = f"{united} ORDER BY {', '.join([*order, by_id])} LIMIT ?"
        return Statement(sql, [*values, -1 if query.limit is None else query.limit])

    def count(self, query: Query, layer: Layer, proposal: Proposal) -> Statement:
        """How many features of a layer match, whatever the cursor."""
        conditions = self._conditions(query, layer, self._of(query.collection, layer))
        source, source_values = _source(query, layer, conditions, proposal, tree=True)
        return Statement(f"SELECT count(*) FROM {source}", [*source_values, *conditions.values])  # noqa: S608

    def _of(self, collection: CollectionId, layer: Layer) -> Columns:
        return self._views[collection] if layer.coded else self._columns[collection]

    def _conditions(self, query: Query, layer: Layer, columns: Columns) -> Conditions:
        into = Conditions()
        if not layer.coded:
            into.add("f.layer = ?", layer.number)
        elif query.collection in PLACED:
            into.add("f.x IS NOT NULL")
        if query.bbox is not None:
            within_box(query.bbox, columns, into, undrawn=query.undrawn)
        if query.interval is not None:
            columns.within_days(query.interval, into)
        if query.text is not None:
            with_words(query.text, columns, layer.words_table, into)
        where(query.filter, columns, into)
        return into


def as_json(numbers: Iterable[int]) -> str:
    """Numbers as a JSON array."""
    return f"[{','.join(map(str, numbers))}]"


def is_everything(query: Query) -> bool:
    """Whether a query has no condition at all."""
    return query.bbox is None and query.interval is None and query.filter is None and query.text is None


def _source(query: Query, layer: Layer, conditions: Conditions, proposal: Proposal, *, tree: bool = False) -> tuple[str, Values]:
    """The tables to look into, with the conditions: what was proposed already, all that the R*Tree proposes, or the features in their order."""
    joins, values = f"{layer.features_table} AS f", Values()
    if proposal.listed is not None:
        values = [as_json(proposal.listed)]
        listed = f"json_each(?) AS p CROSS JOIN rank_{layer.number} AS r ON r.r = p.value" if proposal.ranked else "json_each(?) AS p"
        joins = f"{listed} CROSS JOIN {layer.features_table} AS f ON f.n = {'r.n' if proposal.ranked else 'p.value'}"
    elif tree and query.bbox is not None and not query.undrawn and not layer.posted:
        proposed, values = _proposed(query.bbox, query.interval, layer)
        joins = f"({proposed}) AS r CROSS JOIN {layer.features_table} AS f ON f.n = r.n"
    if conditions.needs_shape:
        joins += f" LEFT JOIN shape AS s ON s.n = {'NULL' if layer.coded else 'f.n'}"
    if conditions.needs_body:
        joins += f" JOIN {layer.bodies_table} AS b ON b.n = f.n"
    return f"{joins} WHERE {' AND '.join(conditions.sql) or '1'}", values


def _proposed(bounds: Box, interval: tuple[date | None, date | None] | None, layer: Layer) -> tuple[str, Values]:
    start, end = interval or (None, None)
    first = -EVER if start is None else start.toordinal()
    last = EVER if end is None else end.toordinal()
    parts, values = [], Values()
    for west, south, east, north in boxes(bounds):
        parts.append(
            f"SELECT n FROM box_{layer.number} "  # noqa: S608 - the layer's own number
            "WHERE max_x >= ? AND min_x <= ? AND max_y >= ? AND min_y <= ? AND max_day >= ? AND min_day <= ?"
        )
        values += [west, east, south, north, first, last]
    return " UNION ".join(parts), values


def _in_box(db: sqlite3.Connection, query: Query, layer: Layer) -> Proposal:
    """The features that the R*Tree proposes for a box, where they are few; it holds none without a geometry."""
    if query.bbox is None or query.undrawn:
        return Proposal()
    proposed, values = _proposed(query.bbox, query.interval, layer)
    numbers = [row[0] for row in db.execute(f"{proposed} LIMIT ?", [*values, MOST_FEATURES + 1])]
    return Proposal() if len(numbers) > MOST_FEATURES else Proposal(numbers)


def _sort_keys(query: Query) -> Sequence[SortKey]:
    if len(query.sort) > SORT_KEYS:
        raise BadInput(f"At most {SORT_KEYS} columns can be sorted by.")
    return query.sort


def _order(expression: str, descending: bool, *, back: bool) -> str:
    """The order of one sort key, nulls last; all of it the other way round where a page is read from its end."""
    return f"{expression} {'DESC' if descending is not back else 'ASC'} NULLS {'FIRST' if back else 'LAST'}"


def _cut(query: Query, expressions: Sequence[str], keys: Sequence[Column], into: Conditions) -> None:
    """Only what comes after the cursor, or up to the one before which the page lies."""
    for word, back in ((query.after, False), (query.before, True)):
        if word is not None:
            position = _position(word, keys)
            descending = [key.descending for key in _sort_keys(query)]
            sql, values = _beyond(position, expressions, descending, back=back)
            into.add(f"({sql})", *values)


def _position(word: str, keys: Sequence[Column]) -> cursor.Position:
    """The position that a cursor means; raises BadInput where its values are none of the sort keys'."""
    position = cursor.decode(word, len(keys) + 1)
    for column, value in zip(keys, position, strict=False):
        checked(column, bool(value) if column.type == "boolean" and value is not None else value)
    return position


def _beyond(position: cursor.Position, expressions: Sequence[str], descending: Sequence[bool], *, back: bool) -> tuple[str, Values]:
    """Equal in the first keys and beyond the position in the next, nulls last, the id at the end; ``back``: not beyond it."""
    alternatives, values = [], Values()
    for depth, (expression, down) in enumerate(zip(expressions, descending, strict=True)):
        value = position[depth]
        if value is None and not back:
            continue
        sign = "<" if down is not back else ">"
        past = f"{expression} IS NOT NULL" if value is None else f"{expression} {sign} ?"
        past = past if back else f"({past} OR {expression} IS NULL)"
        alternatives.append(" AND ".join([*(f"{sql} IS ?" for sql in expressions[:depth]), past]))
        values += [*position[:depth], *([] if value is None else [value])]
    alternatives.append(" AND ".join([*(f"{sql} IS ?" for sql in expressions), f"f.fid {'<=' if back else '>'} ?"]))
    return " OR ".join(f"({one})" for one in alternatives), [*values, *position]
