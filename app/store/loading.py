"""Coded data sets into the store: batch by batch into a layer nobody sees, indexed when full, which takes the old one's place in one step."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

import numpy as np
import orjson

from app.errors import Unavailable
from app.model.coded import Dataset, ImportState, RowError
from app.store import blocks, ready
from app.store.coded import CodedView, row_of, searched
from app.store.layers import CODED, CODED_COLUMNS, layer_number, remeasure_coded
from app.store.postings import NO_RANK, Batch, post, stage

RANKS = 65_536
"""How many ranks are read at a time."""

SPARING_KB = 8_000
"""How much SQLite may take to sort, and as much again for pages, while rows are imported."""

ERRORS = 1_000
"""How many row errors an import remembers."""


def begin(db: sqlite3.Connection, dataset: Dataset, source: str) -> ImportState:
    """Start an import, go on with one that was cut off, or tell that this very source is what the data set holds already."""
    known = db.execute("SELECT layer, source, visibility, title, licence, attribution FROM dataset WHERE name = ?", (dataset.name,)).fetchone()
    if known and known[1] == source and known[2:] == (dataset.visibility, dataset.title, dataset.licence, dataset.attribution):
        return ImportState(0, 0, _rows(db, known[0]), (), True)
    row = db.execute("SELECT source, layer, at, lines, errors FROM import WHERE name = ?", (dataset.name,)).fetchone()
    if row and row[0] == source:
        errors = tuple((int(line), str(why)) for line, why in orjson.loads(row[4]))
        return ImportState(row[2], row[3], _rows(db, row[1]), errors, False)
    if row:
        db.execute("DELETE FROM import WHERE name = ?", (dataset.name,))
    edition = int(db.execute("UPDATE state SET next = next + 1 RETURNING next").fetchone()[0])
    layer = layer_number(db, CODED, f"{dataset.name}#{edition}", False)
    db.execute("INSERT INTO import (name, source, layer, at, lines, errors) VALUES (?, ?, ?, 0, 0, '[]')", (dataset.name, source, layer))
    return ImportState(0, 0, 0, (), False)


def add(db: sqlite3.Connection, name: str, batch: Batch, at: int, lines: int, errors: Sequence[RowError]) -> None:
    """Keep a batch and how far the file was read with it; one that another process has kept already is left out."""
    layer, done, known = _under_way(db, name, "layer, at, errors")
    if at <= done:
        return
    start = int(db.execute(f"SELECT ifnull(max(n), 0) + 1 FROM rows_{layer}").fetchone()[0])  # noqa: S608 - the layer's own number
    numbered = list(enumerate(batch.rows, start))
    marks = ", ".join("?" * (6 + len(CODED_COLUMNS)))
    db.executemany(f"INSERT INTO rows_{layer} VALUES ({marks})", [(n, *row[:5], *row[5]) for n, row in numbered])  # noqa: S608
    db.executemany(f"INSERT INTO values_{layer} VALUES (?, ?)", [(n, row[6]) for n, row in numbered])  # noqa: S608
    db.executemany(f"INSERT INTO words_{layer} (rowid, text) VALUES (?, ?)", [(n, row[7]) for n, row in numbered])  # noqa: S608
    if numbered:
        stage(db, layer, start, len(numbered), batch.columns)
    kept = [*orjson.loads(known), *errors][:ERRORS]
    db.execute("UPDATE import SET at = ?, lines = ?, errors = ? WHERE name = ?", (at, lines, orjson.dumps(kept).decode(), name))


@contextmanager
def sparing(db: sqlite3.Connection) -> Iterator[None]:
    """Let SQLite take little memory, so that a data set of any size is imported in the same: it sorts on disk, and reads little again."""
    usual = db.execute("PRAGMA cache_size").fetchone()[0]
    db.execute(f"PRAGMA cache_size = -{SPARING_KB}")
    try:
        yield
    finally:
        db.execute(f"PRAGMA cache_size = {usual}")


def index(db: sqlite3.Connection, name: str) -> None:
    """Make the indexes of what was imported."""
    (layer,) = _under_way(db, name, "layer")
    by_id = f"CREATE UNIQUE INDEX IF NOT EXISTS rows_{layer}_fid ON rows_{layer} (fid)"
    try:
        db.execute(by_id)
    except sqlite3.IntegrityError:
        _drop_doubles(db, layer)
        db.execute(by_id)
    db.execute(f"CREATE INDEX IF NOT EXISTS rows_{layer}_newest ON rows_{layer} (date_start DESC, fid)")


def arrange(db: sqlite3.Connection, name: str) -> None:
    """Rank what was imported by its ids, and make its blocks and postings."""
    (layer,) = _under_way(db, name, "layer")
    if db.execute("SELECT posted FROM layer WHERE layer = ?", (layer,)).fetchone()[0]:
        return
    db.execute(f"INSERT INTO rank_{layer} SELECT row_number() OVER (ORDER BY fid) - 1, n FROM rows_{layer}")  # noqa: S608 - the layer's own number
    ranks = np.full(db.execute(f"SELECT ifnull(max(start + rows), 0) FROM stage_{layer}").fetchone()[0], NO_RANK, np.uint32)  # noqa: S608
    rows = db.execute(f"SELECT n, r FROM rank_{layer} ORDER BY r")  # noqa: S608
    while len(some := np.fromiter(islice(rows, RANKS), np.dtype((np.int64, 2)))):
        ranks[some[:, 0]] = some[:, 1]
    blocks.build(db, layer, ranks)
    db.execute("UPDATE layer SET posted = ? WHERE layer = ?", (post(db, layer, ranks), layer))


def pack(db: sqlite3.Connection, name: str, view: CodedView) -> bool:
    """Make some of the marks of what was imported ready to be served; True while there are more."""
    (layer,) = _under_way(db, name, "layer")
    return ready.pack(db, layer, view)


def pack_older(db: sqlite3.Connection, view: CodedView) -> bool:
    """The same for data sets that a program imported which served marks in another form, or had none ready."""
    sql = "SELECT layer FROM layer JOIN dataset USING (layer) WHERE posted <> '' AND ready <> ? LIMIT 1"
    row = db.execute(sql, (view.form,)).fetchone()
    if row is not None:
        ready.pack(db, int(row[0]), view)
    return row is not None


def finish(db: sqlite3.Connection, dataset: Dataset) -> ImportState:
    """Let the new edition take the place of the old, seen by strangers or not as the data set says."""
    layer, source, at, lines, errors = _under_way(db, dataset.name, "layer, source, at, lines, errors")
    remeasure_coded(db, layer)
    db.execute("UPDATE layer SET public = 0 WHERE layer = (SELECT layer FROM dataset WHERE name = ?)", (dataset.name,))
    db.execute("UPDATE layer SET public = ? WHERE layer = ?", (int(dataset.visibility == "public"), layer))
    db.execute(
        """INSERT INTO dataset (name, title, licence, attribution, visibility, source, layer) VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (name) DO UPDATE SET title = excluded.title, licence = excluded.licence, attribution = excluded.attribution,
             visibility = excluded.visibility, source = excluded.source, layer = excluded.layer""",
        (dataset.name, dataset.title, dataset.licence, dataset.attribution, dataset.visibility, source, layer),
    )
    db.execute("DELETE FROM import WHERE name = ?", (dataset.name,))
    return ImportState(at, lines, _rows(db, layer), tuple((int(line), str(why)) for line, why in orjson.loads(errors)), True)


def datasets(db: sqlite3.Connection) -> list[Dataset]:
    """Every data set, by name."""
    rows = db.execute("SELECT name, title, licence, attribution, visibility FROM dataset ORDER BY name").fetchall()
    return [Dataset(*row) for row in rows]


def forget(db: sqlite3.Connection, name: str) -> bool:
    """Take a data set out of every answer, and its unfinished import too; ``purge`` drops its rows."""
    db.execute("DELETE FROM import WHERE name = ?", (name,))
    row = db.execute("DELETE FROM dataset WHERE name = ? RETURNING layer", (name,)).fetchone()
    if row is None:
        return False
    db.execute("UPDATE layer SET public = 0 WHERE layer = ?", row)
    return True


def purge(db: sqlite3.Connection) -> bool:
    """Drop an edition that no data set has any more; True while there may be others."""
    sql = "SELECT layer FROM layer WHERE collection = ? AND layer NOT IN (SELECT layer FROM dataset UNION SELECT layer FROM import) LIMIT 1"
    row = db.execute(sql, (CODED,)).fetchone()
    if row is None:
        return False
    for table in ("rows", "values", "words", "box", "rank", "post", "block", "stage", "ready"):
        db.execute(f"DROP TABLE IF EXISTS {table}_{int(row[0])}")
    db.execute("DELETE FROM layer WHERE layer = ?", row)
    return True


def _under_way(db: sqlite3.Connection, name: str, columns: str) -> Sequence[Any]:
    row: Sequence[Any] | None = db.execute(f"SELECT {columns} FROM import WHERE name = ?", (name,)).fetchone()  # noqa: S608 - our own columns
    if row is None:
        raise Unavailable(f"The import of {name} was finished or replaced by another program. Give the command again to see what is there.")
    return row


def _rows(db: sqlite3.Connection, layer: int) -> int:
    return int(db.execute(f"SELECT count(*) FROM rows_{layer}").fetchone()[0])  # noqa: S608 - the layer's own number


def _drop_doubles(db: sqlite3.Connection, layer: int) -> None:
    """Keep the first of several rows with one id."""
    sql = f"SELECT n, fid FROM rows_{layer} WHERE n NOT IN (SELECT min(n) FROM rows_{layer} GROUP BY fid)"  # noqa: S608
    doubles = db.execute(sql).fetchall()
    for n, _ in doubles:
        words = searched(row_of(db.execute(f"SELECT json FROM values_{layer} WHERE n = ?", (n,)).fetchone()[0]))  # noqa: S608
        db.execute(f"INSERT INTO words_{layer} (words_{layer}, rowid, text) VALUES ('delete', ?, ?)", (n, words))  # noqa: S608
        for table in ("values", "rows"):
            db.execute(f"DELETE FROM {table}_{layer} WHERE n = ?", (n,))  # noqa: S608
    if doubles:
        errors = orjson.loads(db.execute("SELECT errors FROM import WHERE layer = ?", (layer,)).fetchone()[0])
        count = "1 row has" if len(doubles) == 1 else f"{len(doubles)} rows have"
        errors += [(0, f"{count} an id that an earlier row has; the earlier one was kept")]
        db.execute("UPDATE import SET errors = ? WHERE layer = ?", (orjson.dumps(errors).decode(), layer))
