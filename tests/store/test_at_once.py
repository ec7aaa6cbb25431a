"""Who asks from an event loop gets the same answer as anybody, waits for nobody, and is told when it would be long work."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from app.errors import NotAtOnce
from app.features.columns import COLUMNS
from app.model.geometry import Geometry
from app.model.query import And, Compare, Intersects, IsIn, Like, Not, Query
from app.store import answers, connections, proposals
from app.store.sqlite import SqliteStore
from app.store.view import PublicView
from tests.store.test_ready import load, rows
from tests.store.test_store import keep

AROUND = Intersects(Geometry("Polygon", (((0.0, 0.0), (80.0, 0.0), (80.0, 40.0), (0.0, 0.0)),)))

QUICK = [
    Query("reported-targets", limit=100),
    Query("claims", limit=7, bbox=(0.0, 0.0, 60.0, 40.0)),
    Query("reported-targets", bbox=(0.0, 0.0, 60.0, 40.0), interval=(date(2014, 1, 1), None)),
    Query("reported-targets", filter=And((Compare("weapon", "=", "artillery"), Not(IsIn("country", ("SY", "IQ")))))),
    Query("claims", filter=Compare("quote", "=", "no such words")),
    Query("places", limit=3),
]


@pytest.fixture
def filled(store: SqliteStore) -> SqliteStore:
    load(store, rows(120))
    for n in range(5):
        keep(store, n)
    return store


@pytest.mark.parametrize("query", QUICK)
def test_the_answer_is_anybodys(filled: SqliteStore, query: Query) -> None:
    page = filled.page(query)
    assert filled.page(query, at_once=True) == page
    if page.next:
        assert filled.page(replace(query, after=page.next), at_once=True) == filled.page(replace(query, after=page.next))
    for feature in page.features[:2]:
        fid = feature.split(b'"id":"')[1].split(b'"')[0].decode()
        assert filled.feature(query.collection, fid, at_once=True) == filled.feature(query.collection, fid)
    assert filled.feature(query.collection, "nobody", at_once=True) is None
    assert filled.extent(query.collection, at_once=True) == filled.extent(query.collection)
    assert filled.version(at_once=True) == filled.version()


def test_it_waits_for_no_writer_of_this_process(filled: SqliteStore) -> None:
    writing, done = threading.Event(), threading.Event()
    before = [filled.page(query) for query in QUICK]

    def write() -> None:
        with filled.transaction():
            keep(filled, 99)
            writing.set()
            done.wait(60)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert writing.wait(60)
        pages = [filled.page(query, at_once=True) for query in QUICK]
        version = filled.version(at_once=True)
    finally:
        done.set()
        writer.join()
    assert pages == before
    assert filled.page(QUICK[1], at_once=True).matched == before[1].matched + 1
    assert version != filled.version(at_once=True)


WRITER = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN IMMEDIATE")
db.execute("UPDATE state SET version = version + 1")
print("writing", flush=True)
sys.stdin.read()
"""


def test_it_waits_for_no_writer_of_another_process(filled: SqliteStore) -> None:
    before = filled.page(QUICK[0], at_once=True)
    run = [sys.executable, "-c", WRITER, str(filled._connections.path)]
    with subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout and writer.stdin
        assert writer.stdout.readline() == "writing\n"
        assert filled.page(QUICK[0], at_once=True) == before
        assert filled.version(at_once=True)
        writer.stdin.close()


def test_a_file_that_is_locked_whole_is_told_at_once_and_not_waited_for(filled: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """As while another process mends what a killed one left; nobody else of this process may hold it open then."""
    path = filled._connections.path
    filled.close()
    locked = sqlite3.connect(path, isolation_level=None)
    locked.execute("PRAGMA locking_mode = EXCLUSIVE")
    locked.execute("BEGIN EXCLUSIVE")
    held = object.__new__(connections.Connections)
    held.path, held._pool, held._closed, held._idle = path, threading.Lock(), False, {False: [], True: []}
    monkeypatch.setattr(connections, "BUSY_MS", 86_400_000)
    with pytest.raises(NotAtOnce), held.reader(at_once=True):
        pytest.fail("it could be opened")
    locked.close()


@pytest.mark.parametrize(
    "query",
    [
        Query("reported-targets", limit=None),
        Query("reported-targets", limit=answers.MOST_AT_ONCE + 1),
        Query("reported-targets", text="row"),
        Query("reported-targets", filter=AROUND),
        Query("reported-targets", filter=And((Compare("country", "=", "SY"), Not(AROUND)))),
    ],
)
def test_what_may_be_long_work_is_not_begun(filled: SqliteStore, query: Query) -> None:
    with pytest.raises(NotAtOnce):
        filled.page(query, at_once=True)
    assert filled.page(query).matched >= 0


def test_what_turns_out_to_be_long_work_is_stopped(filled: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "AT_ONCE", 0.0)
    monkeypatch.setattr(connections, "_SHORT_TICK", 10)
    walked = Query("reported-targets", filter=Like("quote", "%nowhere%"))
    with pytest.raises(NotAtOnce):
        filled.page(walked, at_once=True)
    assert filled.page(walked).matched == 0
    monkeypatch.undo()
    assert filled.page(QUICK[0], at_once=True).features


@pytest.mark.parametrize(("module", "bound"), [(answers, "LARGEST_AT_ONCE"), (proposals, "MOST_ROWS")])
def test_where_a_great_many_rows_are_to_be_gone_through_nothing_is_begun(
    filled: SqliteStore, monkeypatch: pytest.MonkeyPatch, module: object, bound: str
) -> None:
    monkeypatch.setattr(module, bound, 1)
    with pytest.raises(NotAtOnce):
        filled.page(QUICK[2], at_once=True)
    assert filled.page(QUICK[2]).matched


def test_what_may_be_seen_by_now_is_published_by_somebody_who_can_wait(open_store: Callable[[], SqliteStore], store: SqliteStore) -> None:
    path = store._connections.path
    store.close()
    now = [1_000.0]
    delayed = SqliteStore(path, COLUMNS, view=PublicView("all", 60), clock=lambda: now[0])
    keep(delayed, 1)
    version = delayed.version(at_once=True)
    now[0] += 3_600
    with pytest.raises(NotAtOnce):
        delayed.version(at_once=True)
    assert delayed.version() != version
    assert delayed.version(at_once=True) == delayed.version()
    assert delayed.page(Query("claims"), at_once=True).matched
    delayed.close()
