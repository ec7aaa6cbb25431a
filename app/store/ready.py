"""The marks of a data set as they are served, packed one by one and kept in the order of their ids.

To put a row's values into their places takes longer than all else that an answer does, so it is done once, when the rows are in. Marks of
one data set are much alike: a few of them are the dictionary by which every one is packed (zstd), to a tenth of its length, and any is
read again in a microsecond or two. They are of no use to a program that gives the collection other columns; it makes them of the values.
"""

import sqlite3
from collections.abc import Callable
from functools import lru_cache

import zstandard

from app.store.coded import CodedView

SAMPLES = 16
"""How many marks, from all over the data set, are the dictionary."""

BATCH = 20_000
"""How many are packed in one step, so that nobody else who writes waits for long."""

_LEVEL = 1

_BEGUN = "begun "
"""What stands before the form while not all are packed."""


def pack(db: sqlite3.Connection, layer: int, view: CodedView) -> bool:
    """Pack the next marks of a data set whose rows have their ranks; True while there are more."""
    form, sample = db.execute("SELECT ready, sample FROM layer WHERE layer = ?", (layer,)).fetchone()
    if form == view.form:
        return False
    if form != _BEGUN + view.form:
        sample = _begin(db, layer, view)
    packed = packing(sample)
    after = db.execute(f"SELECT ifnull(max(r), -1) FROM ready_{layer}").fetchone()[0]  # noqa: S608 - the layer's own number
    rows = db.execute(f"{_placed(layer)} AND k.r > ? ORDER BY k.r LIMIT ?", (after, BATCH)).fetchall()
    insert = f"INSERT INTO ready_{layer} (r, json) VALUES (?, ?)"  # noqa: S608
    db.executemany(insert, ((rank, packed(view.rendered(values.encode()))) for rank, values in rows))
    if len(rows) == BATCH:
        return True
    db.execute("UPDATE layer SET ready = ? WHERE layer = ?", (view.form, layer))
    return False


def packing(sample: bytes) -> Callable[[bytes], bytes]:
    """What packs the marks of a data set by ``sample``, some of them as they are served one after the other; for one thread at a time."""
    return zstandard.ZstdCompressor(level=_LEVEL, dict_data=_dictionary(sample), write_checksum=False, write_dict_id=False).compress


def unpacking(sample: bytes) -> Callable[[bytes], bytes]:
    """What unpacks the marks of a data set that were packed by ``sample``; for one thread at a time."""
    return zstandard.ZstdDecompressor(dict_data=_dictionary(sample)).decompress


def _begin(db: sqlite3.Connection, layer: int, view: CodedView) -> bytes:
    """Choose what a data set's marks are packed by, with none packed yet: what another program may have packed is of another form."""
    db.execute(f"DROP TABLE IF EXISTS ready_{layer}")
    db.execute(f"CREATE TABLE ready_{layer} (r INTEGER PRIMARY KEY, json BLOB NOT NULL) STRICT")
    ranks = db.execute(f"SELECT count(*) FROM rank_{layer}").fetchone()[0]  # noqa: S608 - the layer's own number
    chosen = {ranks * number // SAMPLES for number in range(SAMPLES)}
    rows = [row for rank in sorted(chosen) for row in db.execute(f"{_placed(layer)} AND k.r = ?", (rank,))]
    sample = b"".join(view.rendered(values.encode()) for _, values in rows)
    db.execute("UPDATE layer SET ready = ?, sample = ? WHERE layer = ?", (_BEGUN + view.form, sample, layer))
    return sample


def _placed(layer: int) -> str:
    """Rank and values of the rows that have a position."""
    tables = f"rank_{layer} AS k CROSS JOIN rows_{layer} AS f ON f.n = k.n CROSS JOIN values_{layer} AS v ON v.n = k.n"
    return f"SELECT k.r, v.json FROM {tables} WHERE f.x IS NOT NULL"  # noqa: S608 - the layer's own number


@lru_cache(maxsize=16)
def _dictionary(sample: bytes) -> zstandard.ZstdCompressionDict:
    made = zstandard.ZstdCompressionDict(sample, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    made.precompute_compress(level=_LEVEL)
    return made
