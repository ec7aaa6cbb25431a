"""Under which keys claims stand, and which of them are anchors: of one spot and day only the first few by id, whoever came first."""

import sqlite3
from array import array
from collections.abc import Iterable, Sequence

import orjson

from app.model.grouping import Grouping, KnownClaim, Seat
from app.model.review import Decisions
from app.store.known import CLAIM, Known, claim_of


class Seating:
    """Seats of claims inside one transaction; ``level`` comes after all others."""

    def __init__(self, db: sqlite3.Connection, grouping: Grouping) -> None:
        """Take the connection of the transaction, and what tells the keys of claims."""
        self._db = db
        self._grouping = grouping
        self._spots: set[int] = set()

    def put_in(self, which: str, values: Sequence[str]) -> list[str]:
        """Let claims be found that stand under no key, and tell their ids; ``which`` is a condition of our own on a JSON list."""
        rows = self._db.execute(f"SELECT n, id, body FROM claim WHERE {which} ORDER BY id", (_listed(values),)).fetchall()  # noqa: S608
        seats = self._grouping.seats([row[2] for row in rows], Known(self._db).decisions()) if rows else []
        for (n, claim_id, _), seat in zip(rows, seats, strict=True):
            self._seat(n, seat, self._first(claim_id, seat))
        return [row[1] for row in rows]

    def take_out(self, claims: Sequence[KnownClaim]) -> None:
        """Let claims be found no longer, nor be in an event."""
        for claim, seat in zip(claims, self._grouping.seats([claim.body for claim in claims], Decisions()), strict=True):
            n, keys = self._db.execute("SELECT n, keys FROM claim WHERE id = ?", (claim.id,)).fetchone()
            self._db.executemany("DELETE FROM claim_block WHERE key = ? AND n = ?", [(key, n) for key in array("q", keys)])
            self._db.execute("UPDATE claim SET anchor = NULL, keys = NULL, event_id = NULL, choice = NULL, free = 0 WHERE n = ?", (n,))
            self._spots |= {seat.spot} if seat.spot is not None else set()

    def level(self, entered: Sequence[str], left: Sequence[KnownClaim]) -> tuple[list[str], list[KnownClaim]]:
        """Make the first few of every spot that was touched its anchors, and no other; tells who entered and who left now, these among them."""
        turned = sorted(claim_id for spot in sorted(self._spots) for claim_id in self._turned(spot))
        known = Known(self._db).named(turned)
        self.take_out(known)
        self.put_in("id IN (SELECT value FROM json_each(?))", turned)
        new = {*entered}
        return sorted(new.union(turned)), [*left, *(claim for claim in known if claim.id not in new)]

    def _turned(self, spot: int) -> list[str]:
        """Those of a spot that are anchors and ought not to be, or the other way round."""
        sql = "SELECT id, anchor FROM claim_block CROSS JOIN claim USING (n) WHERE key = ? ORDER BY id"
        rows = self._db.execute(sql, (spot,)).fetchall()
        return [claim_id for at, (claim_id, anchor) in enumerate(rows) if bool(anchor) is not (at < self._grouping.most_anchors)]

    def _first(self, claim_id: str, seat: Seat) -> bool:
        """Whether a claim is an anchor beside those that stand on its spot already."""
        if seat.spot is None:
            return seat.anchor
        sql = "SELECT count(*) FROM claim_block CROSS JOIN claim USING (n) WHERE key = ? AND id < ?"
        return int(self._db.execute(sql, (seat.spot, claim_id)).fetchone()[0]) < self._grouping.most_anchors

    def _seat(self, n: int, seat: Seat, anchor: bool) -> None:
        keys = {*(seat.as_anchor if anchor else seat.as_loose)}
        if seat.spot is not None:
            keys.add(seat.spot)
            self._spots.add(seat.spot)
        self._db.execute("UPDATE claim SET anchor = ?, keys = ? WHERE n = ?", (int(anchor), array("q", sorted(keys)).tobytes(), n))
        self._db.executemany("INSERT INTO claim_block (key, n) VALUES (?, ?)", [(key, n) for key in sorted(keys)])


def known_of(db: sqlite3.Connection, report_ids: Sequence[str]) -> list[KnownClaim]:
    """The claims of reports that can be found, in order of id."""
    sql = f"SELECT {CLAIM} FROM claim WHERE report_id IN (SELECT value FROM json_each(?)) AND anchor IS NOT NULL ORDER BY id"  # noqa: S608
    return [claim_of(row) for row in db.execute(sql, (_listed(report_ids),))]


def _listed(values: Iterable[object]) -> str:
    return orjson.dumps([*values]).decode()
