"""The derived data of ``geodata/`` → one SQLite gazetteer file.

Deterministic for the same data. Written beside its target under another name and moved there when whole, so that a killed build, or two
builds at once, never leave half a file.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import orjson

from app.geocode.rows import FoldRow, NameRow, PlaceRow, Record, name_rows, place_row, rank_of
from app.geocode.sources import Source, read_sources

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""

SCHEMA_VERSION = 4

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (name TEXT PRIMARY KEY, version TEXT, licence TEXT, attribution TEXT, places INTEGER) WITHOUT ROWID;
CREATE TABLE place (number INTEGER PRIMARY KEY, id TEXT, name TEXT, kind TEXT, country TEXT, admin1 TEXT, population INTEGER,
                    lat REAL, lon REAL, uncertainty_m REAL, source TEXT, rank INTEGER);
CREATE TABLE labels (number INTEGER PRIMARY KEY, names BLOB);
CREATE TABLE shape (number INTEGER PRIMARY KEY, geometry BLOB);
CREATE TABLE code (code TEXT, number INTEGER, PRIMARY KEY (code, number)) WITHOUT ROWID;
CREATE TABLE name (key TEXT, rank INTEGER, place INTEGER, alternate INTEGER, PRIMARY KEY (key, rank, place)) WITHOUT ROWID;
CREATE TABLE family (fold TEXT, rank INTEGER, place INTEGER, skeleton TEXT, country TEXT, PRIMARY KEY (fold, rank, place)) WITHOUT ROWID;
CREATE TEMP TABLE name_in (key TEXT, place INTEGER, alternate INTEGER);
CREATE TEMP TABLE family_in (fold TEXT, place INTEGER, skeleton TEXT, country TEXT);
"""
_INDEXES = """
INSERT OR IGNORE INTO name
    SELECT n.key, p.rank, n.place, n.alternate FROM name_in n JOIN place p ON p.number = n.place ORDER BY n.key, p.rank, n.place;
DROP TABLE name_in;
INSERT OR IGNORE INTO family
    SELECT f.fold, p.rank, f.place, f.skeleton, f.country FROM family_in f JOIN place p ON p.number = f.place ORDER BY f.fold, p.rank, f.place;
DROP TABLE family_in;
CREATE INDEX family_country ON family (country, skeleton, fold, rank, place);
CREATE INDEX place_admin1 ON place (admin1, rank);
"""
_BATCH = 5_000


def build_gazetteer(geodata: Path, target: Path, progress: Progress | None = None) -> None:
    """Build the gazetteer of the data in ``geodata`` at ``target``, replacing what stands there.

    Raises ``OSError`` when the data cannot be read or the target not be written, ``ValueError`` when a record is not one.
    """
    build_from(read_sources(geodata), target, progress)


def build_from(sources: list[Source], target: Path, progress: Progress | None = None) -> None:
    """Build a gazetteer file of these sources at ``target``; as ``build_gazetteer``, and whatever reading a source raises."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(prefix=target.stem + "-", suffix=".part", dir=target.parent)
    os.close(handle)
    try:
        _write(Path(part), sources, progress or _silent)
        os.replace(part, target)
    finally:
        Path(part).unlink(missing_ok=True)


def _silent(_what: str, _done: int, _of: int) -> None:
    """Report nothing."""


def _write(path: Path, sources: list[Source], progress: Progress) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=FILE; PRAGMA cache_size=-40000; PRAGMA page_size=8192;" + _TABLES
        )
        db.execute("BEGIN")
        total, done = sum(source.size for source in sources), 0
        for source in sources:
            count = 0
            for batch in _batches(source.records()):
                _insert(db, batch, done, source.name)
                done, count = done + len(batch), count + len(batch)
                progress("Reading places", done, max(total, done))
            db.execute("INSERT INTO source VALUES (?,?,?,?,?)", (source.name, source.version, source.licence, source.attribution, count))
        progress("Indexing names", 0, 1)
        db.execute("CREATE UNIQUE INDEX place_id ON place (id)")
        _rank_provinces(db)
        db.execute("INSERT INTO meta VALUES ('schema', ?)", (str(SCHEMA_VERSION),))
        for statement in _INDEXES.split(";\n"):
            db.execute(statement)
        db.execute("COMMIT")
        progress("Indexing names", 1, 1)
    finally:
        db.close()


def _rank_provinces(db: sqlite3.Connection) -> None:
    """Give each first-level division the prominence of the people who live in its settlements."""
    people = db.execute("SELECT admin1, SUM(population) FROM place WHERE admin1 IS NOT NULL AND kind = 'settlement' GROUP BY admin1").fetchall()
    db.executemany(
        "UPDATE place SET rank = ? WHERE id = ? AND kind = 'province'", ((rank_of("province", total, 0), admin1) for admin1, total in people)
    )


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    batch: list[Record] = []
    for record in records:
        batch.append(record)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _insert(db: sqlite3.Connection, batch: list[Record], before: int, source: str) -> None:
    places: list[PlaceRow] = []
    names: list[NameRow] = []
    families: list[FoldRow] = []
    labels: list[tuple[int, bytes]] = []
    shapes: list[tuple[int, bytes]] = []
    codes: list[tuple[str, int]] = []
    for number, record in enumerate(batch, before + 1):
        row = place_row(number, record, source)
        others = [name for name, _lang in record.get("names") or ()]
        places.append(row)
        found, folded = name_rows(row, others)
        names.extend(found)
        families.extend(folded)
        if others:
            labels.append((number, orjson.dumps(record["names"])))
        if geometry := record.get("geometry"):
            shapes.append((number, orjson.dumps(geometry)))
        codes.extend((f"{scheme}:{code}", number) for scheme, code in (record.get("codes") or {}).items() if code)
    db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", places)
    db.executemany("INSERT INTO name_in VALUES (?,?,?)", names)
    db.executemany("INSERT INTO family_in VALUES (?,?,?,?)", families)
    db.executemany("INSERT INTO labels VALUES (?,?)", labels)
    db.executemany("INSERT INTO shape VALUES (?,?)", shapes)
    db.executemany("INSERT OR IGNORE INTO code VALUES (?,?)", codes)
