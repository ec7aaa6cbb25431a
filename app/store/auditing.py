"""Whether the log of reviews is as it was written; and what is erased of it with a withdrawn report."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from app.model.audit import START, Sealed, first_broken
from app.store.review_rows import OF_REPORT, digest_of, text_of

SEALED = ("seq", "at", "reviewer", "authority", "verb", "reason", "report_id", "undoes", "digest")
"""What the seal of a row is over: the content by its digest, so that it can be erased without breaking the chain."""


def verify(db: sqlite3.Connection, last: str | None = None) -> tuple[int | None, int, str]:
    """The number of the first row that is not as it was written (None: all are), how many there are, and the last seal.

    With ``last``, a seal noted down before, rows cut off since then are found too, and those of a log written anew as a whole; the count and
    the last seal that stand beside the log find only what was cut off without them. A row is its claims too: ``review_anchor``.
    """
    names = ", ".join(f"review.{name}" for name in SEALED)
    rows = db.execute(f"SELECT {names}, seal, salt, json FROM review LEFT JOIN review_content USING (seq) ORDER BY seq").fetchall()  # noqa: S608
    rows = [tuple(text_of(value) if isinstance(value, bytes) else value for value in row) for row in rows]
    erased = {row[6] for row in rows if row[4] == "withdraw"}
    kept = [Sealed(dict(zip(SEALED, row, strict=False)), row[9]) for row in rows]
    broken = [_first_bad_content(rows, erased), _first_bad_anchor(db, rows), first_broken(kept)]
    broken.append(next((at for at, row in enumerate(rows) if row[0] != at + 1), None))
    issued = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'review'").fetchone()
    if issued and issued[0] > len(rows):
        broken.append(len(rows))
    head = db.execute("SELECT reviews, seal FROM review_head").fetchone() or (0, START)
    if (head[0], text_of(head[1])) != (len(rows), rows[-1][9] if rows else START):
        broken.append(min(head[0], len(rows)))
    if last is not None and last not in {START, *(row[9] for row in rows)}:
        broken.append(len(rows))
    known = [at for at in broken if at is not None]
    return min(known) + 1 if known else None, len(rows), rows[-1][9] if rows else START


def _first_bad_content(rows: Sequence[tuple[Any, ...]], erased: set[str]) -> int | None:
    for at, row in enumerate(rows):
        gone = row[11] is None
        if (gone and row[6] not in erased) or (not gone and digest_of(row[10], row[11]) != row[8]):
            return at
    return None


def _first_bad_anchor(db: sqlite3.Connection, rows: Sequence[tuple[Any, ...]]) -> int | None:
    """The first row that is tied to other claims than it names; one whose content was erased names none any more."""
    tied: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for seq, report_id, given in db.execute("SELECT seq, report_id, given FROM review_anchor ORDER BY seq, n"):
        tied[seq].append((text_of(report_id), text_of(given)))
    named = ((at, row[0], json.loads(row[11])) for at, row in enumerate(rows) if row[11] is not None)
    return next((at for at, seq, said in named if tied[seq] != [(one[0], one[1]) for one in said["anchors"] + said["others"]]), None)


def erase(db: sqlite3.Connection, report_id: str, seq: int) -> None:
    """Erase the text of a withdrawn report and what reviews say of its claims; the hashes of both, and the reasons, stay."""
    db.execute("DELETE FROM review_content WHERE seq IN (SELECT seq FROM review WHERE report_id = ?)", (report_id,))
    db.execute("DELETE FROM held WHERE report_id = ?", (report_id,))
    db.execute("DELETE FROM read_by WHERE report_id = ?", (report_id,))
    db.execute("UPDATE review_anchor SET present = NULL WHERE report_id = ?", (report_id,))
    db.execute(f"DELETE FROM orphan WHERE {OF_REPORT}", (report_id,))  # noqa: S608
    db.execute(
        "UPDATE report SET text = '', title = NULL, publisher = NULL, url = NULL, published_at = NULL, withdrawn = ? WHERE id = ?", (seq, report_id)
    )
