import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.errors import BadInput, Unavailable
from app.features.columns import COLUMNS
from app.ingest.mapping import preset
from app.model.coded import Dataset, RowError
from app.model.query import Compare, Query
from app.service.importing import ImportReport, import_file
from app.store.care import check
from app.store.postings import Batch
from app.store.sqlite import SqliteStore

ROWS = 300


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.ingest.chunks.CHUNK_LINES", 100)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(tmp_path / "strikemap.sqlite", COLUMNS)
    yield made
    made.close()


def write(path: Path, start: int = 0, stop: int = ROWS, note: str = "first") -> Path:
    lines = ["id,date,lon,lat,country,weapon,killed_min,notes"]
    lines += [f"{n},2015-11-{1 + n % 28:02d},{40 + n % 100 / 100},{35 + n % 70 / 100},SY,rocket,{n % 5},Row {n} {note}" for n in range(start, stop)]
    path.write_text("\n".join(lines) + "\n")
    return path


def load(store: SqliteStore, path: Path, **more: Any) -> ImportReport:
    return import_file(store, path, preset("points"), processes=0, **{"visibility": "public", **more})


def everything(store: SqliteStore) -> dict[str, list[dict[str, Any]]]:
    return {collection: [json.loads(feature) for feature in store.stream(Query(collection))] for collection in COLUMNS}


def test_every_row_is_a_report_a_claim_and_a_mark_of_the_data_set(store: SqliteStore, tmp_path: Path) -> None:
    report = load(store, write(tmp_path / "a.csv", stop=3))
    assert (report.rows, report.skipped, report.errors, report.unchanged) == (3, 0, (), False)
    found = everything(store)
    assert {collection: len(features) for collection, features in found.items() if features} == {"reported-targets": 3, "claims": 3, "reports": 3}
    mark = found["reported-targets"][0]
    assert (mark["properties"]["claimant"], mark["properties"]["status"], mark["properties"]["quantity_text"]) != (None, None, None)
    assert mark["properties"]["claim_id"] in {claim["id"] for claim in found["claims"]}
    for collection, features in found.items():
        for feature in features:
            assert list(feature["properties"]) == [column.name for column in COLUMNS[collection]]
            assert json.loads(store.feature(collection, feature["id"]) or b"") == feature
    kept = store.report(mark["properties"]["report_id"])
    assert kept is not None
    assert kept[0].source_kind == "coded_row"
    assert kept[1]["claims"][0]["quote"]["exact"] == kept[0].text == mark["properties"]["quote"]


def test_a_private_data_set_is_in_no_public_answer(store: SqliteStore, tmp_path: Path) -> None:
    report = load(store, write(tmp_path / "a.csv", stop=50), visibility="private")
    assert report.rows == 50
    assert not any(everything(store).values())
    assert store.extent("claims").count == 0
    assert store.extent("reported-targets").bbox is None
    assert store.page(Query("claims", text="row")).matched == 0
    load(store, write(tmp_path / "a.csv", stop=50), visibility="public")
    assert store.extent("claims").count == 50
    load(store, write(tmp_path / "a.csv", stop=50), visibility="private")
    assert not any(everything(store).values())


def test_importing_again_changes_nothing(store: SqliteStore, tmp_path: Path) -> None:
    load(store, write(tmp_path / "a.csv", stop=20))
    before, version = everything(store), store.version()
    again = load(store, write(tmp_path / "b.csv", stop=20))
    assert (again.rows, again.unchanged) == (20, True)
    assert store.version() == version
    assert everything(store) == before


def test_a_new_edition_takes_the_place_of_the_old(store: SqliteStore, tmp_path: Path) -> None:
    load(store, write(tmp_path / "a.csv", stop=20))
    old = {feature["id"] for feature in everything(store)["claims"]}
    load(store, write(tmp_path / "a.csv", start=10, stop=30, note="second"))
    new = everything(store)["claims"]
    assert len(new) == 20
    assert len(old & {feature["id"] for feature in new}) == 10
    assert all("second" in feature["properties"]["quote"] for feature in new)
    assert store.page(Query("claims", text="first")).matched == 0


def test_nothing_is_seen_before_all_is_there_and_a_cut_import_goes_on_where_it_was(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "a.csv")
    written: list[int] = []
    keep = SqliteStore.add_rows

    def add(self: SqliteStore, name: str, batch: Batch, at: int, lines: int, errors: list[RowError]) -> None:
        if len(written) == 1:
            raise KeyboardInterrupt
        keep(self, name, batch, at, lines, errors)
        written.append(len(batch.rows))

    monkeypatch.setattr(SqliteStore, "add_rows", add)
    with pytest.raises(KeyboardInterrupt):
        load(store, file)
    assert not any(everything(store).values())
    monkeypatch.setattr(SqliteStore, "add_rows", keep)
    read: list[int] = []
    report = load(store, file, progress=lambda done, _: read.append(done))
    assert report.rows == ROWS
    assert len(read) == 2
    other = SqliteStore(tmp_path / "other.sqlite", COLUMNS)
    load(other, file)
    assert everything(other) == everything(store)
    other.close()


def test_another_file_does_not_go_on_with_what_was_cut_off(store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SqliteStore, "finish_import", lambda self, dataset: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        load(store, write(tmp_path / "a.csv", stop=20))
    monkeypatch.undo()
    assert load(store, write(tmp_path / "b.csv", start=100, stop=105)).rows == 5
    assert store.extent("claims").count == 5


def test_rows_that_cannot_be_used_are_told_by_line(store: SqliteStore, tmp_path: Path) -> None:
    file = write(tmp_path / "a.csv", stop=3)
    file.write_text(file.read_text() + "9,2015-11-01,400,35,SY,rocket,1,x\n9,2015-11-01,40\n2,2015-11-09,40,35,SY,rocket,1,again\n")
    report = load(store, file)
    assert report.rows == 3
    assert [line for line, _ in report.errors] == [5, 6, 0]
    assert "1 row has an id that an earlier row has" in report.errors[2][1]
    assert store.page(Query("claims", text="again")).matched == 0


def test_a_file_without_any_use_is_refused_and_leaves_the_data_set_alone(store: SqliteStore, tmp_path: Path) -> None:
    load(store, write(tmp_path / "a.csv", stop=3))
    bad = tmp_path / "bad.csv"
    bad.write_text("id,lon,lat\n1,400,2\n")
    with pytest.raises(BadInput, match="line 2: its position lies outside"):
        load(store, bad)
    with pytest.raises(BadInput, match="no file"):
        load(store, tmp_path / "none.csv")
    assert store.extent("claims").count == 3


def test_two_data_sets_and_news_stand_in_one_order(store: SqliteStore, tmp_path: Path) -> None:
    load(store, write(tmp_path / "a.csv", stop=40), name="one")
    load(store, write(tmp_path / "b.csv", start=20, stop=60), name="two")
    seen, after = [], None
    while True:
        page = store.page(Query("reported-targets", filter=Compare("weapon", "=", "rocket"), limit=7, after=after))
        assert page.matched == 80
        seen += [json.loads(feature)["id"] for feature in page.features]
        after = page.next
        if after is None:
            break
    assert len(seen) == 80
    assert seen == sorted(seen)


def test_further_processes_read_the_same(store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.service.importing.PARALLEL_FROM", 0)
    report = import_file(store, write(tmp_path / "a.csv"), preset("points"), visibility="public", processes=1)
    assert report.rows == ROWS
    other = SqliteStore(tmp_path / "other.sqlite", COLUMNS)
    load(other, tmp_path / "a.csv")
    assert list(other.stream(Query("claims"))) == list(store.stream(Query("claims")))
    other.close()


def test_a_data_set_can_be_told_and_removed(store: SqliteStore, tmp_path: Path) -> None:
    load(store, write(tmp_path / "a.csv", stop=5), name="one", licence="CC BY 4.0")
    load(store, write(tmp_path / "b.csv", stop=5), name="two", visibility="private")
    assert [(one.name, one.licence, one.visibility) for one in store.datasets()] == [("one", "CC BY 4.0", "public"), ("two", "not stated", "private")]
    assert store.remove_dataset("one")
    assert not store.remove_dataset("one")
    assert not any(everything(store).values())
    assert [one.name for one in store.datasets()] == ["two"]
    assert check(tmp_path / "strikemap.sqlite").problems == ()


def test_plain_points_are_claimed_by_the_name_their_owner_gives(store: SqliteStore, tmp_path: Path) -> None:
    load(store, write(tmp_path / "a.csv", stop=2), name="Harbour log")
    assert {feature["properties"]["claimant"] for feature in everything(store)["claims"]} == {"Harbour log"}


def test_two_programs_that_import_one_file_at_once_keep_each_row_once(store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path / "a.csv")
    keep = SqliteStore.add_rows

    def add_twice(self: SqliteStore, *batch: Any) -> None:
        keep(self, *batch)
        keep(self, *batch)

    monkeypatch.setattr(SqliteStore, "add_rows", add_twice)
    report = load(store, file)
    assert (report.rows, report.errors) == (ROWS, ())
    with pytest.raises(Unavailable, match="another program"):
        store.finish_import(Dataset("points", "Points", "not stated"))
