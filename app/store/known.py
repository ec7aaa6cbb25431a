"""What the tables say of claims and events, read through any connection."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import orjson

from app.model.grouping import KnownClaim
from app.model.report import Report
from app.model.review import Decisions
from app.store.rows import REPORT_COLUMNS, report_of

CLAIM = "claim.id, claim.body, claim.anchor, claim.event_id, claim.choice, claim.free"
"""The columns of ``claim_of``."""


def claim_of(row: Sequence[Any]) -> KnownClaim:
    """A claim from the columns of ``CLAIM``."""
    claim_id, body, anchor, event_id, choice, free = row
    return KnownClaim(_text(claim_id) or "", body, None if anchor is None else bool(anchor), _text(event_id), _text(choice), bool(free))


class Known:
    """The claims that strangers may see, with their events."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """Take the connection of a transaction."""
        self._db = db

    def at(self, keys: Iterable[int], limit: int | None = None) -> list[KnownClaim]:
        """Those that stand under any of these keys, each once, in order of id."""
        blocks = "SELECT n FROM claim_block WHERE key IN (SELECT value FROM json_each(?))"
        return self._claims(f"n IN ({blocks}) ORDER BY id LIMIT ?", _listed(keys), -1 if limit is None else limit)

    def under(self, keys: Iterable[int]) -> list[tuple[int, str]]:
        """Which stand under which of these keys: key and claim id."""
        sql = "SELECT key, id FROM claim_block CROSS JOIN claim USING (n) WHERE key IN (SELECT value FROM json_each(?))"
        return [(key, _text(claim_id) or "") for key, claim_id in self._db.execute(sql, (_listed(keys),))]

    def named(self, claim_ids: Iterable[str]) -> list[KnownClaim]:
        """Those among these ids."""
        return self._claims("id IN (SELECT value FROM json_each(?)) AND anchor IS NOT NULL", _listed(claim_ids))

    def of_event(self, event_id: str) -> list[KnownClaim]:
        """Those of an event."""
        return self._claims("event_id = ?", event_id)

    def choosing(self, anchor_ids: Iterable[str]) -> list[KnownClaim]:
        """Those that went to one of these anchors."""
        return self._claims("choice IN (SELECT value FROM json_each(?))", _listed(anchor_ids))

    def report(self, report_id: str) -> Report:
        """The document of a claim."""
        return report_of([_bytes(value) for value in self._db.execute(_REPORT, (report_id,)).fetchone()])

    def decisions(self) -> Decisions:
        """What reviewers decided of events."""
        pairs = [(frozenset((_text(one) or "", _text(other) or "")), together) for one, other, together in self._db.execute(_PAIRS)]
        gradings = {_text(claim_id) or "": (_text(grading), _text(reviewer) or "") for claim_id, grading, reviewer in self._db.execute(_GRADINGS)}
        return Decisions(
            tuple(pair for pair, together in pairs if together),
            frozenset(pair for pair, together in pairs if not together),
            gradings,  # type: ignore[arg-type] # what was written there is a grading
        )

    def _claims(self, which: str, *values: object) -> list[KnownClaim]:
        sql = f"SELECT {CLAIM} FROM claim WHERE {which}"  # noqa: S608 - conditions of our own
        return [claim_of(row) for row in self._db.execute(sql, values)]


_REPORT = f"SELECT {', '.join(REPORT_COLUMNS)} FROM report WHERE id = ?"  # noqa: S608 - names of our own
_PAIRS = "SELECT one, other, together FROM decided_pair ORDER BY one, other"
_GRADINGS = "SELECT claim_id, grading, reviewer FROM decided_grading ORDER BY rank"


def _listed(values: Iterable[object]) -> str:
    return orjson.dumps([*values]).decode()


def _text(value: str | bytes | None) -> str | None:
    """A reader gives text as bytes, the writer as text."""
    return value.decode() if isinstance(value, bytes) else value


def _bytes(value: str | bytes | None) -> bytes | None:
    return value.encode() if isinstance(value, str) else value
