"""The store in one SQLite file."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from app.errors import NotAtOnce, Unavailable
from app.model.feature import Changes, CollectionId, Column, Feature
from app.model.grouping import ClaimEntry, Grouping
from app.model.query import Extent, Page, Query
from app.model.report import Report
from app.model.review import Decisions
from app.store import schema
from app.store.answers import Answers, coded_body, data_version, note_change
from app.store.auditing import erase
from app.store.coded import coded_report, row_of
from app.store.compiler import Compiler
from app.store.connections import Connections
from app.store.datasets import DatasetStore
from app.store.events import Events
from app.store.keys import KeyRing
from app.store.known import Known
from app.store.reviews import ReviewLog
from app.store.rows import REPORT_COLUMNS, record_of, report_of
from app.store.view import PublicView, blurred_features, blurred_record
from app.store.writing import changes_of, delete_features, forget_words, insert_features, insert_reading, insert_report, publish

SECONDS = 10.0
"""How long a question may take."""


class SqliteStore(DatasetStore):
    """Reports and what was derived from them, in one file that several processes may use at once."""

    def __init__(
        self,
        path: Path,
        columns: Mapping[CollectionId, Sequence[Column]],
        seconds: float = SECONDS,
        view: PublicView | None = None,
        clock: Callable[[], float] = time.time,
        grouping: Grouping | None = None,
    ) -> None:
        """Open the file, bring it to the present version and to what ``view`` lets strangers see; raises Unavailable where that cannot be.

        ``grouping`` makes events of claims, whenever those that strangers may see change.
        """
        self._grouping = grouping
        self._events = Events(grouping)
        self._view = view or PublicView()
        self._clock = clock
        compiler = Compiler(columns)
        super().__init__(Connections(path), seconds, compiler.view("reported-targets"))
        self._answers = Answers(self._connections, compiler, seconds)
        self.reviews = ReviewLog(self._connections, seconds, clock)
        self.keys = KeyRing(self._connections, clock)
        try:
            self._upgrade()
            self._apply_view()
        except BaseException:
            self._connections.close()
            raise

    def save(
        self,
        report: Report,
        record: Mapping[str, Any],
        features: Iterable[Feature],
        version: str = "",
        reviewed: bool = False,
        claims: Iterable[ClaimEntry] = (),
    ) -> bool:
        """Keep a report with its reading and its features, all or nothing, on disk before it returns; False for one already kept.

        ``reviewed``: a person looked at it.
        """
        with self._connections.writer() as db:
            if not insert_report(db, report):
                return False
            now = int(self._clock())
            due = self._view.due(report, now, reviewed)
            public = due is not None and due <= now
            insert_reading(db, report, blurred_record(record), public, due, version)
            insert_features(db, blurred_features(list(features)), public=public)
            self._events.keep(db, report.id, claims, public)
            note_change(db)
        return True

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Let everything that is stored inside be one step: all of it, or nothing."""
        with self._connections.writer():
            yield

    def outdated(self, version: str, after: str = "", limit: int = 100) -> list[Report]:
        """Reports read by another version, in the order of their ids from ``after`` on; hidden ones too."""
        sql = (
            f"SELECT {_REPORT} FROM report JOIN reading AS r ON r.report_id = id "  # noqa: S608
            "WHERE r.version <> ? AND id > ? ORDER BY id LIMIT ?"
        )
        with self._connections.reader(self._seconds) as db:
            return [report_of(row) for row in db.execute(sql, (version, after, limit)).fetchall()]

    def changes(self, report_id: str, features: Iterable[Feature]) -> Changes:
        """What would change if a report had these features instead of its own; places belong to all reports and are left out."""
        with self._connections.raw_writer() as db:
            return changes_of(db, report_id, blurred_features(list(features)))

    def replace(
        self,
        report: Report,
        record: Mapping[str, Any],
        features: Iterable[Feature],
        version: str,
        reviewed: bool = False,
        claims: Iterable[ClaimEntry] = (),
    ) -> None:
        """Put a new reading of a kept report in the place of the old one, all or nothing.

        Who may see it stays as it is, unless that depends on whether it is ``reviewed``.
        """
        with self._connections.writer() as db:
            row = db.execute("SELECT public, due FROM reading WHERE report_id = ?", (report.id,)).fetchone()
            if row is None:
                return
            public, due = bool(row[0]), row[1]
            if self._view.publish == "reviewed":
                now = int(self._clock())
                due = due if reviewed and due is not None else self._view.due(report, now, reviewed)
                public = due is not None and due <= now
            delete_features(db, report.id)
            db.execute("DELETE FROM reading WHERE report_id = ?", (report.id,))
            insert_reading(db, report, blurred_record(record), public, due, version)
            insert_features(db, blurred_features(list(features)), public=public)
            self._events.keep(db, report.id, claims, public)
            note_change(db)

    def decide(self, decisions: Decisions) -> None:
        """Put all that reviewers decided of events, over all reports, in the place of what they had decided before."""
        with self._connections.writer() as db:
            self._events.decide(db, decisions)
            note_change(db)

    def event(self, event_id: str) -> Mapping[str, Any] | None:
        """The document of an event that strangers may see, by its id or by that of any of its claims after ``e``."""
        with self._connections.present(self._seconds) as db:
            sql = "SELECT record FROM event WHERE id = ?1 OR id = (SELECT event_id FROM claim WHERE id = substr(?1, 2)) ORDER BY id <> ?1 LIMIT 1"
            row = db.execute(sql, (event_id,)).fetchone()
            if row is None:
                return None
            record = record_of(row[0])
            parts = self._grouping.parts(Known(db), record["id"]) if self._grouping else ()
        return {**record, "contains": list(parts)}

    def publish_due(self) -> int:
        """Let strangers see what may be seen by now; tells how many reports."""
        with self._connections.writer() as db:
            rows = db.execute("SELECT report_id FROM reading WHERE public = 0 AND due <= ?", (int(self._clock()),)).fetchall()
            for (report_id,) in rows:
                publish(db, report_id, True)
            self._events.show(db, [row[0] for row in rows])
            if rows:
                note_change(db)
        return len(rows)

    def remove(self, report_id: str) -> bool:
        """Forget a report and everything derived from it; False where there is none."""
        with self._connections.writer() as db:
            if db.execute("SELECT 1 FROM report WHERE id = ?", (report_id,)).fetchone() is None:
                return False
            self._events.forget(db, report_id)
            delete_features(db, report_id)
            db.execute("DELETE FROM reading WHERE report_id = ?", (report_id,))
            db.execute("DELETE FROM report WHERE id = ?", (report_id,))
            note_change(db)
        return True

    def withdraw(self, report_id: str, seq: int) -> None:
        """Forget what a report says, and what was derived from it: its text is overwritten on the disk, its hash and the reason stay."""
        with self._connections.writer() as db:
            self._events.forget(db, report_id)
            delete_features(db, report_id)
            db.execute("DELETE FROM reading WHERE report_id = ?", (report_id,))
            erase(db, report_id, seq)
            forget_words(db)
            note_change(db)

    def forget_traces(self) -> None:
        """Empty the write-ahead log, which still holds what was erased, as far as nobody reads from it now."""
        with self._connections.raw_writer() as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def restore_place(self, report_id: str) -> None:
        """Let a report that was withdrawn be sent again."""
        with self._connections.writer() as db:
            db.execute("DELETE FROM report WHERE id = ? AND withdrawn IS NOT NULL", (report_id,))

    def report(self, report_id: str) -> tuple[Report, Mapping[str, Any]] | None:
        """A public report with its reading as it was saved."""
        with self._connections.reader(self._seconds) as db:
            sql = f"SELECT {_REPORT}, r.record FROM report JOIN reading AS r ON r.report_id = id WHERE id = ? AND r.public = 1"  # noqa: S608
            row = db.execute(sql, (report_id,)).fetchone()
            body = None if row else coded_body(db, report_id)
        if row:
            return report_of(row[:-1]), record_of(row[-1])
        return coded_report(row_of(body)) if body else None

    def recent(self, limit: int, holding: str | None = None) -> list[tuple[Report, Mapping[str, Any]]]:
        """The newest public reports with their readings; ``holding`` keeps those with ``disputes`` or with entries ``not_on_map``."""
        extra = {None: "", "disputes": "AND r.disputes > 0", "not_on_map": "AND r.not_on_map > 0"}[holding]
        sql = (
            f"SELECT {_REPORT}, r.record FROM reading AS r JOIN report ON id = r.report_id "  # noqa: S608
            f"WHERE r.public = 1 {extra} ORDER BY r.published_at DESC, r.report_id DESC LIMIT ?"
        )
        with self._connections.reader(self._seconds) as db:
            rows = db.execute(sql, (limit,)).fetchall()
        return [(report_of(row[:-1]), record_of(row[-1])) for row in rows]

    def about(self) -> Mapping[str, str]:
        """SQLite's version and the file's, for those who run it."""
        with self._connections.reader(self._seconds) as db:
            return {"store": "sqlite", "sqlite_version": sqlite3.sqlite_version, "store_version": str(schema.file_version(db))}

    def page(self, query: Query, *, at_once: bool = False) -> Page:
        """The matching features in order, pre-rendered, one page of them, and how many match in all."""
        return self._answers.page(query, at_once=at_once)

    def feature(self, collection: CollectionId, feature_id: str, *, at_once: bool = False) -> bytes | None:
        """One pre-rendered feature."""
        return self._answers.feature(collection, feature_id, at_once=at_once)

    def stream(self, query: Query) -> Iterator[bytes]:
        """Every match in the order of the pages, in flat memory, all of one state; the query's limit and cursor are ignored."""
        return self._answers.stream(query)

    def extent(self, collection: CollectionId, *, at_once: bool = False) -> Extent:
        """What a collection covers."""
        return self._answers.extent(collection, at_once=at_once)

    def version(self, *, at_once: bool = False) -> str:
        """A word that changes with every stored change."""
        with self._connections.reader(self._seconds, at_once=at_once) as db:
            waiting = db.execute("SELECT 1 FROM reading WHERE public = 0 AND due <= ? LIMIT 1", (int(self._clock()),)).fetchone()
            version = data_version(db)
        if waiting and at_once:
            raise NotAtOnce("What may be seen by now is to be published first.")
        return self.version() if waiting and self.publish_due() else version

    def ready(self) -> None:
        """Raise Unavailable, with the reason, when the store cannot answer."""
        with self._connections.reader(self._seconds) as db:
            version = schema.file_version(db)
        if version != schema.VERSION:
            raise Unavailable(f"The store's file has version {version}; this program needs version {schema.VERSION}. Restart the service.")

    def close(self) -> None:
        """Let go of the file."""
        self._connections.close()

    def _upgrade(self) -> None:
        with self._connections.raw_writer() as db:
            had = schema.upgrade(db)
        if had > schema.VERSION:
            raise Unavailable(f"The store's file has version {had}, newer than this program's {schema.VERSION}. Use the newer program.")

    def _apply_view(self) -> None:
        """Publish or hide what other rules than the last ones ask for."""
        with self._connections.raw_writer() as db:
            if db.execute("SELECT policy FROM state").fetchone()[0] == self._view.policy:
                return
        with self._connections.writer() as db:
            last = PublicView.of_policy(db.execute("SELECT policy FROM state").fetchone()[0]) or PublicView()
            now = int(self._clock())
            for report_id, retrieved, public, due in db.execute(
                "SELECT report_id, retrieved_at, public, due FROM reading JOIN report ON report.id = report_id WHERE source_kind = 'text' ORDER BY 1"
            ).fetchall():
                # what nobody noted the coming of came now: it is rather hidden for too long
                came = int(datetime.fromisoformat(retrieved).timestamp()) if retrieved else now if due is None else due - last.delay
                new = self._view.due_from(came, now, reviewed=last.publish == "reviewed" and due is not None)
                db.execute("UPDATE reading SET due = ? WHERE report_id = ?", (new, report_id))
                if bool(public) != (new is not None and new <= now):
                    publish(db, report_id, not public)
                    (self._events.hide if public else self._events.show)(db, [report_id])
            db.execute("UPDATE state SET policy = ?", (self._view.policy,))
            note_change(db)


_REPORT = ", ".join(f"report.{name}" for name in REPORT_COLUMNS)
