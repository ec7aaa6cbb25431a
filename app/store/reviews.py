"""The log of reviews, which is only added to, and what follows from it for the claims as they are now."""

import secrets
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from app.errors import NotFound
from app.model.audit import START, seal
from app.model.logs import ONLY_REVIEWED
from app.model.report import Report
from app.model.review import Anchor, Held, Orphan, Review
from app.store.auditing import SEALED, verify
from app.store.connections import Connections
from app.store.review_rows import HOLD, OF_REPORT, content_of, digest_of, held_of_row, held_row, review_of, seq_of, text_of
from app.store.rows import REPORT_COLUMNS, report_of

_REVIEW = "review.seq, at, reviewer, authority, verb, reason, report_id, undoes, review_content.json FROM review LEFT JOIN review_content USING (seq)"
_OF_CLAIM = "seq IN (SELECT seq FROM review_anchor WHERE given = ?1 UNION SELECT seq FROM review_anchor WHERE present = ?1)"
_CONTESTED = (
    "state <> 'rejected' AND EXISTS (SELECT 1 FROM feature JOIN layer USING (layer) "
    "WHERE layer.collection = 'claims' AND feature.fid = held.claim_id AND feature.status = 'contested')"
)

_SAME_EVENT = (
    "EXISTS (SELECT 1 FROM claim JOIN claim AS other ON other.event_id = claim.event_id AND other.report_id <> claim.report_id "
    "WHERE claim.id = held.claim_id)"
)
_SAME_SPOT = (
    "NOT EXISTS (SELECT 1 FROM claim WHERE id = held.claim_id AND event_id IS NOT NULL) AND EXISTS ("
    "SELECT 1 FROM held_spot AS own JOIN held_spot AS spot USING (place_id, day) JOIN held AS other ON other.n = spot.n "
    "WHERE own.n = held.n AND other.report_id <> held.report_id AND other.state <> 'rejected')"
)
_DUPLICATE = f"state = 'machine' AND ({_SAME_EVENT} OR {_SAME_SPOT})"
"""In an event with another report's claim; where strangers do not see it, and it is in no event so: on the place and day of one."""


class ReviewLog:
    """The reviews of one store. Inside a transaction of the store each method sees, and is a part of, what that does."""

    def __init__(self, connections: Connections, seconds: float, clock: Callable[[], float]) -> None:
        """Share the store's connections."""
        self._connections = connections
        self._seconds = seconds
        self._clock = clock

    def append(self, review: Review) -> Review:
        """Add a review, which gets its id and its time here; ``report_id`` is None where it speaks of claims of several reports."""
        with self._connections.writer() as db:
            seq = (db.execute("SELECT max(seq) FROM review").fetchone()[0] or 0) + 1
            at = datetime.fromtimestamp(int(self._clock()), UTC).isoformat()
            content, salt = content_of(review), secrets.token_hex(16)
            undoes = None if review.undoes is None else seq_of(review.undoes)
            row = (seq, at, review.reviewer, review.authority, review.verb, review.reason, review.report_id, undoes, digest_of(salt, content))
            last = db.execute("SELECT seal FROM review ORDER BY seq DESC LIMIT 1").fetchone()
            sealed = seal(last[0] if last else START, dict(zip(SEALED, row, strict=True)))
            db.execute(f"INSERT INTO review ({', '.join(SEALED)}, seal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, sealed))  # noqa: S608
            db.execute("INSERT INTO review_content (seq, salt, json) VALUES (?, ?, ?)", (seq, salt, content))
            for n, anchor in enumerate(review.anchors + review.others):
                db.execute(
                    "INSERT INTO review_anchor (seq, n, report_id, given) VALUES (?, ?, ?, ?)", (seq, n, anchor.report_id, anchor.claim_id)
                )
        return review_of((*row[:8], content))

    def of_report(self, report_id: str) -> list[Review]:
        """Every review that speaks of a report or its claims, in the order of the log."""
        return self._reviews(f"WHERE {OF_REPORT} ORDER BY seq", (report_id,))

    def of_claim(self, claim_id: str) -> list[Review]:
        """Every review that speaks, or spoke under this id, of a claim, in the order of the log."""
        return self._reviews(f"WHERE {_OF_CLAIM} ORDER BY seq", (claim_id,))

    def get(self, review_id: str) -> Review:
        """One review; raises NotFound."""
        found = self._reviews("WHERE seq = ?", (seq_of(review_id),))
        if not found:
            raise NotFound("There is no such review.")
        return found[0]

    def page(self, after: int | None, limit: int) -> list[Review]:
        """Reviews, the newest first, from below ``after`` on."""
        return self._reviews("WHERE seq < ? ORDER BY seq DESC LIMIT ?", (2**62 if after is None else after, limit))

    def decisive(self) -> tuple[list[Review], dict[Anchor, str]]:
        """What was decided of events, with what takes it back, in the order of the log; and the present claims of their anchors."""
        where = "verb IN ('merge', 'split', 'grade') OR undoes IN (SELECT seq FROM review WHERE verb IN ('merge', 'split', 'grade', 'undo'))"
        found = self._reviews(f"WHERE {where} ORDER BY seq")
        with self._connections.present(self._seconds) as db:
            rows = db.execute(f"SELECT seq, n, present FROM review_anchor JOIN review USING (seq) WHERE {where}").fetchall()  # noqa: S608
        claims = {(seq, n): text_of(present) for seq, n, present in rows if present is not None}
        present = {}
        for review in found:
            for n, anchor in enumerate(review.anchors + review.others):
                if claim_id := claims.get((seq_of(review.id), n)):
                    present[anchor] = claim_id
        return found, present

    def settle(self, report_id: str, held: Sequence[Held], present: Mapping[Anchor, str], orphans: Iterable[Orphan]) -> None:
        """Keep what follows from the reviews of a report: its claims as they are now, which each anchor speaks of, and what was not applied."""
        with self._connections.writer() as db:
            mark = ", ".join("?" * len(held))
            ids = [one.anchor.claim_id for one in held]
            db.execute(f"DELETE FROM held WHERE report_id = ? AND claim_id NOT IN ({mark})", (report_id, *ids))  # noqa: S608
            for one in held:
                db.execute(HOLD, held_row(one))
            for review in self.of_report(report_id):
                for n, anchor in enumerate(review.anchors + review.others):
                    if anchor.report_id == report_id:
                        db.execute("UPDATE review_anchor SET present = ? WHERE seq = ? AND n = ?", (present.get(anchor), seq_of(review.id), n))
            db.execute(f"DELETE FROM orphan WHERE {OF_REPORT}", (report_id,))  # noqa: S608
            for orphan in orphans:
                db.execute("INSERT INTO orphan (seq, why) VALUES (?, ?) ON CONFLICT DO NOTHING", (seq_of(orphan.review.id), orphan.why))
            self._note_reading(db, report_id)

    def readings(self, report_id: str) -> list[tuple[datetime, str]]:
        """When a report was read, and by which version, each time that another one read it; what was read before this was noted is left out."""
        with self._connections.present(self._seconds) as db:
            rows = db.execute("SELECT at, version FROM read_by WHERE report_id = ? ORDER BY n", (report_id,)).fetchall()
        return [(datetime.fromisoformat(text_of(at)), text_of(version)) for at, version in rows]

    def _note_reading(self, db: sqlite3.Connection, report_id: str) -> None:
        """Note the version that read a report, where another one did before; forget a report that is not there any more."""
        read = db.execute("SELECT version FROM reading WHERE report_id = ?", (report_id,)).fetchone()
        if read is None:
            db.execute("DELETE FROM read_by WHERE report_id = ?", (report_id,))
            return
        last = db.execute("SELECT n, version FROM read_by WHERE report_id = ? ORDER BY n DESC LIMIT 1", (report_id,)).fetchone()
        if last is None or last[1] != read[0]:
            at = datetime.fromtimestamp(int(self._clock()), UTC).isoformat()
            db.execute("INSERT INTO read_by (report_id, n, at, version) VALUES (?, ?, ?, ?)", (report_id, last[0] + 1 if last else 1, at, read[0]))

    def settle_decisive(self, orphans: Iterable[Orphan]) -> None:
        """Keep which decisions on events could not be taken."""
        with self._connections.writer() as db:
            db.execute("DELETE FROM orphan WHERE seq IN (SELECT seq FROM review WHERE verb IN ('merge', 'split', 'grade'))")
            for orphan in orphans:
                db.execute("INSERT INTO orphan (seq, why) VALUES (?, ?)", (seq_of(orphan.review.id), orphan.why))

    def orphans(self, after: int | None = None, limit: int = 100) -> list[Orphan]:
        """Reviews that wait for a person because they could not be applied, the newest first."""
        sql = f"SELECT why, {_REVIEW} JOIN orphan USING (seq) WHERE seq < ? ORDER BY seq DESC LIMIT ?"
        with self._connections.present(self._seconds) as db:
            rows = db.execute(sql, (2**62 if after is None else after, limit)).fetchall()
        return [Orphan(review_of(row[1:]), text_of(row[0])) for row in rows]

    def held(self, claim_id: str) -> Held | None:
        """One claim as it is now, the rejected ones too."""
        with self._connections.present(self._seconds) as db:
            row = db.execute("SELECT state, reviewed_by, score, version, json FROM held WHERE claim_id = ?", (claim_id,)).fetchone()
        return held_of_row(row) if row else None

    def held_of(self, report_id: str) -> list[Held]:
        """The claims of a report as they are now, in the order of their quotes."""
        sql = "SELECT state, reviewed_by, score, version, json FROM held WHERE report_id = ?"
        with self._connections.present(self._seconds) as db:
            rows = db.execute(sql, (report_id,)).fetchall()
        return sorted(map(held_of_row, rows), key=lambda one: (one.anchor.span, one.anchor.claim_id))

    def queue(self, which: str, below: float, after: int | None, limit: int) -> tuple[list[tuple[int, Held]], int]:
        """Claims of one kind, the latest first, each with its place in the queue, from below ``after`` on; and how many there are.

        ``which`` is ``new`` (read by a machine only), ``low_score`` (of these, those scored ``below`` so much), ``contested`` (of those that
        are not rejected), ``duplicate`` (of the new ones, those whose event is told in another report too), ``accepted``, ``corrected``,
        ``rejected`` or ``all``.
        """
        where = {
            "new": "state = 'machine'",
            "low_score": "state = 'machine' AND score < :below",
            "contested": _CONTESTED,
            "duplicate": _DUPLICATE,
            "all": "TRUE",
        }.get(which, "state = :which")
        asked = {"after": 2**62 if after is None else after, "limit": limit, "below": below, "which": which}
        with self._connections.present(self._seconds) as db:
            rows = db.execute(
                f"SELECT n, state, reviewed_by, score, version, json FROM held WHERE n < :after AND {where} ORDER BY n DESC LIMIT :limit", asked  # noqa: S608
            ).fetchall()
            (count,) = db.execute(f"SELECT count(*) FROM held WHERE {where}", asked).fetchone()  # noqa: S608
        return [(row[0], held_of_row(row[1:])) for row in rows], count

    def report(self, report_id: str) -> Report | None:
        """A report as it was given, whether strangers see it or not; None for one that was withdrawn."""
        columns = ", ".join(REPORT_COLUMNS)
        with self._connections.present(self._seconds) as db:
            row = db.execute(f"SELECT {columns} FROM report WHERE id = ? AND withdrawn IS NULL", (report_id,)).fetchone()  # noqa: S608
        return report_of([value.encode() if isinstance(value, str) else value for value in row]) if row else None

    def withdrawn(self, report_id: str) -> str | None:
        """Why a report was withdrawn; None for one that was not."""
        with self._connections.present(self._seconds) as db:
            row = db.execute("SELECT reason FROM report JOIN review ON seq = withdrawn WHERE id = ?", (report_id,)).fetchone()
        return text_of(row[0]) if row else None

    def turned(self, version: str) -> list[str]:
        """The reports with reviews whose reading left out what nobody looked at, where ``version`` does not, or the other way round."""
        sql = """SELECT report_id FROM reading WHERE (version LIKE ?) <> ? AND report_id IN
          (SELECT report_id FROM review WHERE report_id IS NOT NULL UNION SELECT report_id FROM review_anchor) ORDER BY report_id"""
        with self._connections.present(self._seconds) as db:
            rows = db.execute(sql, (f"% {ONLY_REVIEWED}", int(version.endswith(ONLY_REVIEWED)))).fetchall()
        return [text_of(row[0]) for row in rows]

    def _reviews(self, rest: str, asked: tuple[Any, ...] = ()) -> list[Review]:
        with self._connections.present(self._seconds) as db:
            return [review_of(row) for row in db.execute(f"SELECT {_REVIEW} {rest}", asked).fetchall()]

    def verify(self, last: str | None = None) -> tuple[int | None, int, str]:
        """Whether the log is as it was written (``auditing.verify``)."""
        with self._connections.present() as db:
            return verify(db, last)
