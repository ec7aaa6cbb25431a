"""A cursor stands between two features, wherever it comes from."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.columns import COLUMNS
from app.ingest.mapping import preset
from app.model.query import Query
from app.service.importing import import_file
from app.store import cursor
from app.store.sqlite import SqliteStore

ROWS = 300


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    directory = tmp_path_factory.mktemp("cursors")
    file = directory / "points.csv"
    file.write_text("id,date,lon,lat\n" + "".join(f"{n},2015-11-20,{n % 180},{n % 90}\n" for n in range(ROWS)))
    made = SqliteStore(directory / "strikemap.sqlite", COLUMNS)
    import_file(made, file, preset("points"), name="points", visibility="public")
    yield made
    made.close()


@pytest.fixture(scope="module")
def ids(store: SqliteStore) -> list[str]:
    return [json.loads(feature)["id"] for feature in store.stream(Query("reports"))]


words = st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=24), st.text("0123456789abcdef", max_size=24))


@given(words)
def test_a_page_begins_after_any_text_that_a_cursor_can_hold(store: SqliteStore, ids: list[str], word: str) -> None:
    page = store.page(Query("reports", after=cursor.encode((word,)), limit=5))
    assert [json.loads(feature)["id"] for feature in page.features] == [one for one in ids if one > word][:5]
    assert page.matched == ROWS


@given(st.integers(0, ROWS - 1))
def test_a_page_begins_right_behind_the_feature_that_a_cursor_names(store: SqliteStore, ids: list[str], at: int) -> None:
    page = store.page(Query("reports", after=cursor.encode((ids[at],)), limit=5))
    assert [json.loads(feature)["id"] for feature in page.features] == ids[at + 1 : at + 6]
