"""The tables, and how a file of an older version becomes one of the present version.

A *layer* is the features of one collection, of one data set, that strangers may see or may not; it has its own R*Tree, its count and
its extent. A query looks only into layers, so that nothing outside the public ones can be counted, drawn or downloaded.

    state      one row: the store's own id, the number of changes, the next feature number
    layer      collection, data set ('' for news reports), public or not, count and exact extent
    dataset    coded data sets with licence and visibility; import: one that is under way
    report     facts: the documents as they were given
    reading    derived: what was read in a report, as JSON; whether strangers may see it
    feature    derived: one narrow row a feature: layer, id, position, days (proleptic ordinals), columns that queries use most
    body       the feature as GeoJSON bytes, as it is served
    outline    the geometry of a place as GeoJSON, whose body has null in its place
    words      full-text index over claims, places, reports and events
    shape      exact geometry and box of what is no single point (WKB)
    place_use  which report names which place, in which roles and how many claims
    claim      derived: what grouping needs of every claim, its event, and how it came there; claim_block: the blocks it is found in
    event      derived: one event as JSON; decided_pair, decided_grading: what reviewers decided of events
    box_<n>    R*Tree of layer n over longitude, latitude and day; float32, so it only proposes
    review     facts: what people decided, only ever added to, chained by hashes; review_content: its words, apart so that they can be erased;
               review_head: how many there are and the last seal, written down beside them
    review_anchor  which claims a review speaks of: as given (fact) and now (derived); orphan: derived, reviews that could not be applied
    held       derived: the claims of news reports as the reviewers' desk has them, those that wait and those that were rejected too;
               held_spot: their places and days; read_by: by which versions each report was read, one after the other
    access_key, key_use, session   who may do what, as hashes; the log of it; browsers that are signed in
    rows_<n>, values_<n>, words_<n>   the tables feature, body and words for the rows of one edition of a coded data set, so that it
               can be loaded without indexes, indexed at once and dropped at once; values are a JSON array a row
    rank_<n>   its rows in the order of their ids; post_<n>: for each value of a field, the ranks of its rows;
               block_<n>: rows by neighbourhood in space and time, under an R*Tree of blocks; stage_<n>: its columns while they come;
               ready_<n>: its marks as they are served, packed
"""

import sqlite3
from collections.abc import Iterator
from importlib import resources

APPLICATION_ID = 0x5354524B
"""``STRK`` in the file header, so that ``file`` and others can tell."""

COLUMNS = (
    "claim_id",
    "event_id",
    "modality",
    "place_id",
    "place_kind",
    "country",
    "admin1",
    "claimant",
    "claimant_kind",
    "attacker",
    "weapon",
    "platform",
    "target_class",
    "status",
    "review_state",
    "publisher",
    "date_start",
    "date_end",
)
"""Text columns of features that stand in the narrow row; every other column is read from the body."""


NUMBERS = ("where_prec", "geo_precision", "date_prec", "independent_sources", "disputed_by_n", "killed_min", "killed_max")
"""Whole-number columns that stand in the narrow row of features of news reports."""

CODED_TABLES = """
CREATE TABLE rows_{layer} (
  n INTEGER PRIMARY KEY,
  fid TEXT NOT NULL,
  x REAL, y REAL,
  first INTEGER, last INTEGER,
  {columns}
) STRICT;
CREATE TABLE values_{layer} (n INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;
CREATE TABLE rank_{layer} (r INTEGER PRIMARY KEY, n INTEGER NOT NULL) STRICT;
CREATE TABLE post_{layer} (field TEXT NOT NULL, value ANY, rows INTEGER NOT NULL, ranks BLOB NOT NULL) STRICT;
CREATE TABLE block_{layer} (
  b INTEGER PRIMARY KEY,
  placed INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  west REAL NOT NULL, east REAL NOT NULL, south REAL NOT NULL, north REAL NOT NULL,
  latest_first INTEGER NOT NULL, earliest_last INTEGER NOT NULL,
  marks BLOB NOT NULL
) STRICT;
CREATE TABLE stage_{layer} (field TEXT NOT NULL, start INTEGER NOT NULL, rows INTEGER NOT NULL, vals TEXT NOT NULL, codes BLOB NOT NULL) STRICT;
CREATE VIRTUAL TABLE words_{layer} USING fts5 (text, content = '', detail = none, columnsize = 0, tokenize = 'ascii');
"""
"""What a layer of coded rows has of its own."""

VERSION = 13
"""The version this program reads and writes: the number of the last script in ``migrations``."""


def statements(version: int) -> Iterator[str]:
    """The SQL statements that make a file of the version before into one of ``version``."""
    folder = resources.files("app.store").joinpath("migrations")
    script = next(file for file in folder.iterdir() if file.name.startswith(f"{version:04d}_")).read_text(encoding="utf-8")
    return split(script)


def split(script: str) -> Iterator[str]:
    """The statements of a script."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def file_version(db: sqlite3.Connection) -> int:
    """Which version a file has; 0 for an empty one."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def upgrade(db: sqlite3.Connection) -> int:
    """Bring a file to the present version, all steps in one transaction, and tell the version it had: old or new, never between."""
    if file_version(db) == VERSION:
        return VERSION
    db.execute("BEGIN IMMEDIATE")
    try:
        had = file_version(db)
        for version in range(had + 1, VERSION + 1):
            for statement in statements(version):
                db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {max(had, VERSION)}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    return had
