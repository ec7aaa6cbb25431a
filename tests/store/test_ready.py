"""Marks that are ready to be served are the ones that their values give, whatever became of the import or of the program meanwhile."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.features.columns import COLUMNS
from app.model.coded import CodedRow, Dataset
from app.model.query import Compare, Page, Query
from app.store import ready
from app.store.care import check
from app.store.coded import CodedView, prepared
from app.store.ready import packing, unpacking
from app.store.sqlite import SqliteStore

SET = Dataset("rows", "Rows", "CC0", None, "public")
EVERYTHING = Query("reported-targets", limit=1_000)


def rows(count: int, placed: Callable[[int], bool] = lambda n: n % 7 != 3) -> list[CodedRow]:
    """Rows of which some are known only as a country."""
    made = [
        CodedRow(f"{n * 2_654_435_761 % 2**32:08x}{n:012x}", f'Row {n} says "so", 100 % sure: \\ é.', "rows", "unattributed") for n in range(count)
    ]
    return [
        replace(row, lon=n % 90 + 0.5, lat=n % 45 + 0.25, place_name=f"Town {n}", weapon="artillery") if placed(n) else row
        for n, row in enumerate(made)
    ]


def load(store: SqliteStore, given: Sequence[CodedRow], source: str = "a source") -> None:
    store.begin_import(SET, source)
    store.add_rows(SET.name, store.prepare(given), 1, len(given), [])
    store.finish_import(SET)


def made_of_values(store: SqliteStore, query: Query) -> Page:
    """The page of a program that has nothing ready."""
    with store._connections.writer() as db:
        before = db.execute("SELECT layer, ready FROM layer").fetchall()
        db.execute("UPDATE layer SET ready = ''")
    with closing(SqliteStore(store._connections.path, COLUMNS)) as other:
        page = other.page(query)
    with store._connections.writer() as db:
        db.executemany("UPDATE layer SET ready = ?2 WHERE layer = ?1", before)
    return page


def test_any_page_is_the_same_when_it_is_asked_for_again(store: SqliteStore) -> None:
    """Pages of every size, forth and back, held and anew."""
    load(store, rows(200))
    for collection in ("reported-targets", "claims", "reports"):
        whole = store.page(Query(collection, limit=1_000)).features
        for limit in (1, 24, 25, 26, 70):
            for _ in range(2):
                walked, page = list[bytes](), store.page(Query(collection, limit=limit))
                while True:
                    walked += page.features
                    if page.next is None:
                        break
                    page = store.page(Query(collection, limit=limit, after=page.next))
                assert tuple(walked) == whole
                back = store.page(Query(collection, limit=limit, before=page.previous)).features if page.previous else ()
                assert tuple(walked[-len(page.features) - len(back) : -len(page.features)]) == back


def test_a_page_longer_than_what_is_held_is_whole(store: SqliteStore) -> None:
    load(store, rows(1_300, lambda n: True))
    pages = [store.page(Query("reported-targets", limit=limit)).features for limit in (1_000, 1_001, 10_000)]
    assert list(map(len, pages)) == [1_000, 1_001, 1_300]
    assert pages[2][:1_001] == pages[1]
    assert pages[1][:1_000] == pages[0]


@pytest.mark.parametrize("count", [0, 1, 2, 15, 16, 17, 300])
def test_ready_marks_are_those_that_the_values_give(store: SqliteStore, count: int) -> None:
    load(store, rows(count))
    asked = [EVERYTHING, Query("reported-targets", limit=7), Query("reported-targets", bbox=(3.0, 3.0, 40.0, 30.0), limit=9)]
    asked.append(Query("reported-targets", filter=Compare("weapon", "=", "artillery"), limit=20))
    served = [store.page(query) for query in asked]
    assert check(store._connections.path).problems == ()
    assert served == [made_of_values(store, query) for query in asked]
    assert len(served[0].features) == sum(row.lon is not None for row in rows(count))


def test_rows_of_no_place_have_no_mark_that_is_ready(store: SqliteStore) -> None:
    load(store, rows(40, lambda n: False))
    assert store.page(EVERYTHING) == Page((), 0, None, None)
    assert store.page(Query("claims")).matched == 40


def test_what_was_packed_for_other_columns_is_made_of_the_values(store: SqliteStore, open_store: Callable[[], SqliteStore]) -> None:
    load(store, rows(30))
    marks = store.page(EVERYTHING).features
    with store._connections.writer() as db:
        db.execute("UPDATE layer SET ready = 'another form'")
        db.execute(f"UPDATE ready_{db.execute('SELECT layer FROM dataset').fetchone()[0]} SET json = x'00'")
    assert open_store().page(EVERYTHING).features == marks


def test_what_an_older_program_imported_is_made_ready(open_store: Callable[[], SqliteStore], store: SqliteStore) -> None:
    load(store, rows(50))
    marks = store.page(EVERYTHING).features
    with store._connections.writer() as db:
        layer = db.execute("SELECT layer FROM dataset").fetchone()[0]
        db.execute("UPDATE layer SET ready = '', sample = NULL")
        db.execute(f"DROP TABLE ready_{layer}")
    assert open_store().page(EVERYTHING).features == marks
    store.make_ready()
    with store._connections.writer() as db:
        assert db.execute("SELECT ready FROM layer WHERE layer = ?", (layer,)).fetchone()[0] == store._marks.form
    assert check(store._connections.path).problems == ()
    assert open_store().page(EVERYTHING).features == marks


@pytest.mark.parametrize("form", ["begun ", "begun by another program"])
def test_a_cut_off_packing_goes_on_and_another_programs_begins_anew(store: SqliteStore, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    load(store, rows(1))
    view = store._marks
    monkeypatch.setattr(ready, "BATCH", 10)
    store.begin_import(SET, "another source")
    store.add_rows(SET.name, store.prepare(rows(100)), 1, 100, [])

    class Killed(Exception):
        pass

    steps = iter([ready.pack, ready.pack])

    def cut_off(*given: object) -> bool:
        step = next(steps, None)
        if step is None:
            raise Killed
        return step(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr("app.store.loading.ready.pack", cut_off)
        store.finish_import(SET)
    with store._connections.writer() as db:
        own = form + view.form if form == "begun " else form
        db.execute("UPDATE layer SET ready = ? WHERE ready LIKE 'begun%'", (own,))
    store.finish_import(SET)
    marks = store.page(EVERYTHING).features
    assert len(marks) == sum(row.lon is not None for row in rows(100))
    assert check(store._connections.path).problems == ()
    assert marks == made_of_values(store, EVERYTHING).features


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200).filter(str.isprintable), st.text(max_size=20).filter(str.isprintable), st.integers(0, 5))
def test_any_text_is_unpacked_as_it_was(quote: str, place: str, samples: int) -> None:
    view = CodedView("reported-targets", COLUMNS["reported-targets"])
    sample = b"".join(view.rendered(prepared(row)[6].encode()) for row in rows(samples))
    mark = view.rendered(prepared(replace(rows(1)[0], quote=quote, place_name=place))[6].encode())
    assert unpacking(sample)(packing(sample)(mark)) == mark
