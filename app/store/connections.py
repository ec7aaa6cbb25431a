"""Connections to one file: a single writer, and readers that never wait for it."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from app.errors import BadInput, NotAtOnce, Unavailable
from app.store.functions import register

OLDEST = (3, 38, 0)
"""The first SQLite with all that the store uses."""

BUSY_MS = 30_000
"""How long to wait for another process that writes."""

IDLE_READERS = 16
"""How many unused readers are kept open."""

MAPPED = 2**31 - 65536
"""How many bytes of the file readers look at where the system has it already, instead of copying pages."""

_NOT_WRITTEN = frozenset(f"SQLITE_IOERR_{what}" for what in ("WRITE", "FSYNC", "TRUNCATE", "SHMSIZE", "SHMOPEN"))
"""What SQLite calls a write that the system refused."""

_TICK = 20_000
"""Virtual machine steps between two looks at the clock: a few milliseconds."""

AT_ONCE = 0.005
"""Seconds of work for somebody who cannot wait: who asks from an event loop holds up everybody."""

_SHORT_TICK = 1_000
"""The same for them."""


class Connections:
    """The connections of one process. Any thread may borrow; each is used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        """Open the file, made if there is none; raises Unavailable where it cannot be."""
        check_sqlite(sqlite3.sqlite_version_info)
        self.path = path
        self._lock = threading.RLock()
        self._idle: dict[bool, list[sqlite3.Connection]] = {False: [], True: []}
        self._pool = threading.Lock()
        self._closed = False
        self._writing: int | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._writer = _open(path, read_only=False)
        except (OSError, sqlite3.Error) as error:
            raise Unavailable(f"The store cannot be opened ({error}). Check that its directory exists, is writable and not full.") from error

    @contextmanager
    def writer(self) -> Iterator[sqlite3.Connection]:
        """The one writer in a transaction: all or nothing, on disk before it ends. Inside another of the same thread it is a part of that."""
        with self._lock:
            if self._closed:
                raise Unavailable("The store is closed.")
            db = self._writer
            if db.in_transaction:
                yield db
                return
            try:
                db.execute("BEGIN IMMEDIATE")
                self._writing = threading.get_ident()
                yield db
                db.execute("COMMIT")
            except sqlite3.Error as error:
                _roll_back(db)
                refuse(error)
            except BaseException:
                _roll_back(db)
                raise
            finally:
                self._writing = None

    @contextmanager
    def present(self, seconds: float | None = None) -> Iterator[sqlite3.Connection]:
        """What this thread may ask: inside its own transaction the writer, which sees what it has written; else a reader."""
        if self._writing == threading.get_ident():
            yield self._writer
            return
        with self.reader(seconds) as db:
            yield db

    @contextmanager
    def raw_writer(self) -> Iterator[sqlite3.Connection]:
        """The one writer outside a transaction."""
        with self._lock:
            try:
                yield self._writer
            except sqlite3.Error as error:
                refuse(error)

    @contextmanager
    def reader(self, seconds: float | None = None, *, at_once: bool = False) -> Iterator[sqlite3.Connection]:
        """A read-only connection that sees one state throughout; after ``seconds`` what it does is stopped with Unavailable.

        ``at_once``: it waits for nobody and is stopped after a moment (``AT_ONCE``); whatever goes wrong is NotAtOnce then, so that it is
        tried again by somebody who may wait.
        """
        db = self._borrow(at_once)
        try:
            if at_once:
                # a busy machine does not make an answer long work, which a thread would then have to begin anew
                limit(db, AT_ONCE, _SHORT_TICK, time.thread_time)
            else:
                limit(db, seconds)
            db.execute("BEGIN")
            yield db
        except sqlite3.Error as error:
            refuse(error, at_once=at_once)
        finally:
            self._give_back(db, at_once)

    @contextmanager
    def walker(self) -> Iterator[sqlite3.Connection]:
        """A reader without a limit, for all rows of a table: it looks at every page once, so none of them is to stay in memory."""
        with self.reader() as db:
            db.execute("PRAGMA mmap_size = 0")
            try:
                yield db
            finally:
                db.execute(f"PRAGMA mmap_size = {MAPPED}")

    def close(self) -> None:
        """Close all that is not lent out; what is lent is closed when it comes back."""
        with self._lock, self._pool:
            self._closed = True
            for db in [*self._idle[False], *self._idle[True], self._writer]:
                db.close()
            self._idle = {False: [], True: []}

    def _borrow(self, at_once: bool) -> sqlite3.Connection:
        with self._pool:
            if self._closed:
                raise Unavailable("The store is closed.")
            if self._idle[at_once]:
                return self._idle[at_once].pop()
        try:
            return _open(self.path, read_only=True, busy_ms=0 if at_once else BUSY_MS)
        except sqlite3.Error as error:
            refuse(error, at_once=at_once)

    def _give_back(self, db: sqlite3.Connection, at_once: bool) -> None:
        limit(db, None)
        _roll_back(db)
        with self._pool:
            if self._closed or len(self._idle[at_once]) >= IDLE_READERS:
                db.close()
            else:
                self._idle[at_once].append(db)


def check_sqlite(version: tuple[int, ...]) -> None:
    """Refuse an SQLite without strict tables and JSON (before 3.38), with what would help."""
    if version < OLDEST:
        found, needed = (".".join(map(str, one)) for one in (version, OLDEST))
        raise Unavailable(f"This Python was built with SQLite {found}; the store needs {needed} or newer. Use a newer Python.")


def limit(db: sqlite3.Connection, seconds: float | None, tick: int = _TICK, clock: Callable[[], float] = time.monotonic) -> None:
    """Stop what a connection does when the time is over, or never; the clock is looked at every ``tick`` steps, and runs from the first."""
    if seconds is None:
        db.set_progress_handler(None, 0)
        return
    end: float | None = None

    def over() -> int:
        nonlocal end
        if end is None:
            end = clock() + seconds
        return int(clock() > end)

    db.set_progress_handler(over, tick)


def refuse(error: sqlite3.Error, *, at_once: bool = False) -> NoReturn:
    """Turn what the database says into what a caller can act on; nothing of it names a path or a statement."""
    if at_once:
        raise NotAtOnce("This takes longer than a moment.") from error
    text = str(error).lower()
    if "interrupted" in text:
        raise Unavailable("The question took too long. Narrow it: a smaller bbox or interval, or fewer conditions.") from error
    if "stack overflow" in text or "maximum depth" in text:
        raise BadInput("The filter nests deeper than the store can follow. Write it with fewer brackets inside each other.") from error
    if "full" in text:
        raise Unavailable("The disk is full; nothing was stored. Free some space and send it again.") from error
    if getattr(error, "sqlite_errorname", None) in _NOT_WRITTEN:
        raise Unavailable(
            "The disk takes no more: it is full, or a quota or the largest size of a file is reached. Nothing was stored. "
            "Free some space and send it again."
        ) from error
    if "locked" in text or "busy" in text:
        raise Unavailable("Another program is writing to the store. Try again in a moment.") from error
    raise Unavailable("The store could not answer. Its log says more; 'strikemap check' tells whether the file is sound.") from error


def _roll_back(db: sqlite3.Connection) -> None:
    if db.in_transaction:
        db.execute("ROLLBACK")


def _open(path: Path, *, read_only: bool, busy_ms: int = BUSY_MS) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    db = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=busy_ms / 1000, cached_statements=256)
    db.execute("PRAGMA case_sensitive_like = ON")
    db.execute("PRAGMA temp_store = FILE")
    if read_only:
        db.execute("PRAGMA query_only = ON")
        db.execute("PRAGMA cache_size = -8000")
        db.execute(f"PRAGMA mmap_size = {MAPPED}")
        db.text_factory = bytes
    else:
        _set_wal(db)
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        # a reading that was replaced holds the report's words too: what a withdrawal erases must not have been left behind before it
        db.execute("PRAGMA secure_delete = ON")
        db.execute("PRAGMA journal_size_limit = 67108864")
        db.execute("PRAGMA cache_size = -32000")
    register(db)
    return db


def _set_wal(db: sqlite3.Connection) -> None:
    """Switch to write-ahead logging; several processes that open a new file at once are told "locked" at once, whatever the timeout."""
    end = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)
