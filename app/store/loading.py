"""Coded data sets into the store: batch by batch into a layer nobody sees, which then takes the old one's place in one step."""

import sqlite3
from collections.abc import Sequence

import orjson

from app.model.coded import Dataset, ImportState, RowError
from app.store.coded import HOT_NAMES, Prepared, row_of, searched
from app.store.layers import CODED, EVER, layer_number, widen
from app.store.writing import take_numbers

ERRORS = 1_000
"""How many row errors an import remembers."""

PURGE = 5_000
"""How many rows of a replaced edition are deleted in one transaction, so that others can write in between."""

_INSERT = (
    f"INSERT INTO feature (n, layer, fid, x, y, first, last, {', '.join(HOT_NAMES)}) "  # noqa: S608 - names are the schema's own
    f"VALUES ({', '.join('?' * (7 + len(HOT_NAMES)))})"
)


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


def add(db: sqlite3.Connection, name: str, rows: Sequence[Prepared], at: int, lines: int, errors: Sequence[RowError]) -> list[str]:
    """Keep a batch and how far the file was read with it; ids that the data set has already are left out and told."""
    layer, known = db.execute("SELECT layer, errors FROM import WHERE name = ?", (name,)).fetchone()
    fresh, doubled = _fresh(db, layer, rows)
    numbers = take_numbers(db, len(fresh))
    db.executemany(_INSERT, [(n, layer, row[0], row[1], row[2], row[3], row[4], *row[5]) for n, row in zip(numbers, fresh, strict=True)])
    db.executemany("INSERT INTO body (n, json) VALUES (?, ?)", [(n, row[6]) for n, row in zip(numbers, fresh, strict=True)])
    db.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", [(n, row[7]) for n, row in zip(numbers, fresh, strict=True)])
    placed = [(n, row) for n, row in zip(numbers, fresh, strict=True) if row[1] is not None and row[2] is not None]
    db.executemany(
        f"INSERT INTO box_{layer} VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - the layer's own number
        [(n, r[1], r[1], r[2], r[2], -EVER if r[3] is None else r[3], EVER if r[4] is None else r[4]) for n, r in placed],
    )
    _measure(db, layer, fresh)
    kept = [*orjson.loads(known), *errors, *((lines, f"the id of row {one} was given before") for one in doubled)][:ERRORS]
    db.execute("UPDATE import SET at = ?, lines = ?, errors = ? WHERE name = ?", (at, lines, orjson.dumps(kept).decode(), name))
    return doubled


def finish(db: sqlite3.Connection, dataset: Dataset) -> int:
    """Let the new edition take the place of the old, seen by strangers or not as the data set says; tells its rows."""
    layer, source = db.execute("SELECT layer, source FROM import WHERE name = ?", (dataset.name,)).fetchone()
    db.execute("UPDATE layer SET public = 0 WHERE layer = (SELECT layer FROM dataset WHERE name = ?)", (dataset.name,))
    db.execute("UPDATE layer SET public = ? WHERE layer = ?", (int(dataset.visibility == "public"), layer))
    db.execute(
        """INSERT INTO dataset (name, title, licence, attribution, visibility, source, layer) VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (name) DO UPDATE SET title = excluded.title, licence = excluded.licence, attribution = excluded.attribution,
             visibility = excluded.visibility, source = excluded.source, layer = excluded.layer""",
        (dataset.name, dataset.title, dataset.licence, dataset.attribution, dataset.visibility, source, layer),
    )
    db.execute("DELETE FROM import WHERE name = ?", (dataset.name,))
    return _rows(db, layer)


def purge(db: sqlite3.Connection) -> bool:
    """Delete some rows of an edition that no data set has any more; True while there may be others."""
    sql = "SELECT layer FROM layer WHERE collection = ? AND layer NOT IN (SELECT layer FROM dataset UNION SELECT layer FROM import) LIMIT 1"
    row = db.execute(sql, (CODED,)).fetchone()
    if row is None:
        return False
    layer = int(row[0])
    gone = db.execute("SELECT n, json FROM feature JOIN body USING (n) WHERE layer = ? LIMIT ?", (layer, PURGE)).fetchall()
    db.executemany("INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)", [(n, searched(row_of(json))) for n, json in gone])
    for table in ("body", "feature"):
        db.executemany(f"DELETE FROM {table} WHERE n = ?", [(n,) for n, _ in gone])  # noqa: S608
    if len(gone) < PURGE:
        db.execute(f"DROP TABLE box_{layer}")
        db.execute("DELETE FROM layer WHERE layer = ?", (layer,))
    return True


def _rows(db: sqlite3.Connection, layer: int) -> int:
    return int(db.execute("SELECT features FROM layer WHERE layer = ?", (layer,)).fetchone()[0])


def _fresh(db: sqlite3.Connection, layer: int, rows: Sequence[Prepared]) -> tuple[list[Prepared], list[str]]:
    """Rows whose ids are new, and the ids that are not."""
    seen: set[str] = set()
    doubled: list[str] = []
    fresh = []
    for row in rows:
        if row[0] in seen or db.execute("SELECT 1 FROM feature WHERE layer = ? AND fid = ?", (layer, row[0])).fetchone():
            doubled.append(row[0])
        else:
            seen.add(row[0])
            fresh.append(row)
    return fresh, doubled


def _measure(db: sqlite3.Connection, layer: int, rows: Sequence[Prepared]) -> None:
    xs = [row[1] for row in rows if row[1] is not None]
    ys = [row[2] for row in rows if row[2] is not None]
    firsts = [row[3] for row in rows if row[3] is not None]
    lasts = [row[4] for row in rows if row[4] is not None]
    box = (min(xs, default=None), min(ys, default=None), max(xs, default=None), max(ys, default=None))
    widen(db, layer, (len(rows), len(xs)), box, (min(firsts, default=None), max(lasts, default=None)))
