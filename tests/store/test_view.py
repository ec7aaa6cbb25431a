"""What strangers see, walked through every way in."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.features.columns import COLUMNS
from app.features.reading import features_of
from app.formats.extraction import reading_record
from app.model.claim import Target
from app.model.coded import CodedRow
from app.model.codes import PlaceKind, TargetClass
from app.model.query import And, Intersects, Query
from app.model.report import Report, SourceKind
from app.store.care import check
from app.store.sqlite import SqliteStore
from app.store.view import PublicView, blurred_position, blurred_row
from tests.features.made import claim, mention, place, reading, report, square

Open = Callable[..., SqliteStore]
SECRET = "Quellbrunn"


@pytest.fixture
def open_view(tmp_path: Path) -> Iterator[Open]:
    opened: list[SqliteStore] = []

    def open_it(view: PublicView | None = None, now: list[float] | None = None) -> SqliteStore:
        clock = now or [1_000_000.0]
        opened.append(SqliteStore(tmp_path / "strikemap.sqlite", COLUMNS, view=view, clock=lambda: clock[0]))
        return opened[-1]

    yield open_it
    for store in opened:
        store.close()


def submit(store: SqliteStore, name: str = SECRET, kind: SourceKind = "text", retrieved_at: datetime | None = None, **more: Any) -> Report:
    """A report on a struck place, a sea and a base, with a dispute and something not on the map."""
    source = report(f"Jets hit {name}, said {name}.", source_kind=kind, title=f"Raid on {name}", retrieved_at=retrieved_at)
    mentions = [
        mention(place(name, **more)),
        mention(place(f"{name} province", "province", 44.0, 33.0)),
        mention(place(f"{name} Sea", "sea", 50.0, 42.0), "launch_origin"),
        mention(place(f"{name} Field", "airfield", 36.0, 35.4), "base"),
    ]
    read = reading(source, [claim(source, mentions=mentions, target=Target((f"{name} people",), "civilians"))])
    record = {**reading_record(read), "disputes": [{"question": name}], "not_on_map": [{"places_text": name}]}
    assert store.save(source, record, features_of(read))
    return source


def everything_public(store: SqliteStore, source: Report) -> str:
    """All that any way in gives of what is stored, as one text."""
    found: list[Any] = [store.report(source.id)]
    for collection in COLUMNS:
        found += [store.page(Query(collection, limit=None)), *store.stream(Query(collection))]
        found += [store.page(Query(collection, bbox=(-180.0, -90.0, 180.0, 90.0))), store.page(Query(collection, text=SECRET))]
        found += [store.page(Query(collection, filter=Intersects(square(40.0, 35.0, 20.0)))), store.page(Query(collection, filter=And(())))]
        found += [store.extent(collection)]
    ids = [f"{source.id}", *(feature.id for feature in features_of(reading(source, [claim(source)])))]
    found += [store.feature(collection, one) for collection in COLUMNS for one in ids]
    found += [store.feature("places", f"test:{SECRET.lower()}"), store.feature("places", f"test:{SECRET.lower()}@{source.id}")]
    found += [store.recent(100), store.recent(100, "disputes"), store.recent(100, "not_on_map")]
    return repr(found)


def is_empty(store: SqliteStore) -> bool:
    counts = [store.extent(collection).count for collection in COLUMNS]
    pages = [store.page(replace(Query(collection), bbox=(-180.0, -90.0, 180.0, 90.0))).matched for collection in COLUMNS]
    return sum(counts) == 0 and sum(pages) == 0 and all(store.extent(collection).bbox is None for collection in COLUMNS)


def test_before_a_review_nothing_of_a_report_is_seen_by_any_way_in(open_view: Open) -> None:
    store = open_view(PublicView(publish="reviewed"))
    source = submit(store)
    assert SECRET not in everything_public(store, source)
    assert is_empty(store)


def test_an_example_counts_as_reviewed(open_view: Open) -> None:
    store = open_view(PublicView(publish="reviewed"))
    source = submit(store, kind="example")
    assert store.report(source.id) is not None
    assert store.extent("claims").count == 1


def test_a_delayed_report_is_seen_when_its_time_has_come_and_not_a_second_before(open_view: Open) -> None:
    now = [1_000_000.0]
    store = open_view(PublicView(delay=3600), now)
    source = submit(store)
    first = store.version()
    now[0] += 3599
    assert SECRET not in everything_public(store, source)
    assert store.version() == first
    now[0] += 1
    assert store.version() != first
    other = open_view(PublicView(delay=0))
    for collection in COLUMNS:
        assert store.extent(collection).count == len(list(store.stream(Query(collection))))
    assert store.extent("places").count == 4
    assert store.page(Query("claims", text=SECRET)).matched == 1
    assert other.extent("bases").count == 1


def test_other_rules_hide_and_show_what_is_there_and_change_no_byte(open_view: Open) -> None:
    store = open_view(PublicView())
    source = submit(store)
    submit(store, "Elsewhere")
    before = {collection: list(store.stream(Query(collection))) for collection in COLUMNS}
    store.close()
    hidden = open_view(PublicView(publish="reviewed"))
    assert SECRET not in everything_public(hidden, source)
    assert is_empty(hidden)
    hidden.close()
    shown = open_view(PublicView())
    assert {collection: list(shown.stream(Query(collection))) for collection in COLUMNS} == before
    path = shown._connections.path
    shown.close()
    assert check(path).problems == ()


@pytest.mark.parametrize("noted", [True, False], ids=["time of coming noted", "not noted"])
def test_a_delay_set_later_hides_what_is_younger_and_shows_it_in_its_time(open_view: Open, noted: bool) -> None:
    now = [1_000_000.0]
    store = open_view(PublicView(), now)
    when = {"retrieved_at": datetime.fromtimestamp(now[0], UTC)} if noted else {}
    old = submit(store, "Oldtown", **when)
    now[0] += 3000
    young = submit(store, **({"retrieved_at": datetime.fromtimestamp(now[0], UTC)} if noted else {}))
    store.close()
    now[0] += 1000
    delayed = open_view(PublicView(delay=3600), now)
    assert SECRET not in everything_public(delayed, young)
    assert delayed.report(old.id) is not None
    delayed.close()
    shorter = open_view(PublicView(delay=1800), now)
    assert shorter.report(young.id) is None
    now[0] += 799
    shorter.version()
    assert shorter.report(young.id) is None
    now[0] += 1
    shorter.version()
    assert shorter.report(young.id) is not None
    shorter.close()
    longer = open_view(PublicView(delay=7200), now)
    assert longer.report(old.id) is None
    assert is_empty(longer)


def test_another_delay_keeps_what_was_reviewed_reviewed(open_view: Open) -> None:
    now = [1_000_000.0]
    store = open_view(PublicView(publish="reviewed"), now)
    source = submit(store)
    other = submit(store, "Elsewhere")
    read = reading(source, [claim(source)])
    store.replace(source, {**reading_record(read), "disputes": [], "not_on_map": []}, features_of(read), "2", reviewed=True)
    assert store.report(source.id) is not None
    store.close()
    delayed = open_view(PublicView(publish="reviewed", delay=60), now)
    assert delayed.report(source.id) is None
    now[0] += 60
    delayed.version()
    assert delayed.report(source.id) is not None
    assert delayed.report(other.id) is None


def test_the_rules_of_a_store_are_read_back_as_they_were_written() -> None:
    for view in (PublicView(), PublicView("reviewed", 7200)):
        assert PublicView.of_policy(view.policy) == view
    assert PublicView.of_policy("") is None


def test_a_place_tells_only_what_public_reports_say_of_it(open_view: Open) -> None:
    now = [1_000_000.0]
    store = open_view(PublicView(delay=60), now)
    for words in ("Jets hit Quellbrunn", "Rockets hit Quellbrunn"):
        source = report(words)
        read = reading(source, [claim(source, mentions=[mention(place(SECRET))])])
        store.save(source, reading_record(read), features_of(read))
        now[0] += 50
    store.version()
    assert json.loads(store.feature("places", "test:quellbrunn") or b"")["properties"]["reports_n"] == 1
    now[0] += 50
    store.version()
    assert json.loads(store.feature("places", "test:quellbrunn") or b"")["properties"]["reports_n"] == 2


def coordinates(value: Any) -> Iterator[tuple[float, float]]:
    """Every position anywhere in a document."""
    if isinstance(value, dict):
        if isinstance(value.get("lon"), float):
            yield value["lon"], value["lat"]
        for part in value.values():
            yield from coordinates(part)
    elif isinstance(value, list | tuple):
        if len(value) == 2 and all(isinstance(number, float) for number in value):
            yield value[0], value[1]
        else:
            for part in value:
                yield from coordinates(part)


@pytest.mark.parametrize(
    ("cls", "label", "kind", "blurred"),
    [
        ("medical", "hospital", "installation", True),
        ("school", "school", "neighbourhood", True),
        ("civilians", "a shelter for displaced people", "installation", True),
        ("military", "depot", "installation", False),
        ("medical", "clinic", "settlement", False),
    ],
)
def test_protected_targets_are_nowhere_sharper_than_a_kilometre(
    open_view: Open, cls: TargetClass, label: str, kind: PlaceKind, blurred: bool
) -> None:
    store = open_view()
    lon, lat = 40.12345, 35.67891
    spot = place("Spot", kind, lon, lat)
    source = report("From the Grey Sea missiles hit Spot.")
    mentions = [mention(spot), mention(place("Grey Sea", "sea", 50.0, 42.0), "launch_origin")]
    read = reading(source, [claim(source, mentions=mentions, target=Target((label,), cls))])
    store.save(source, {**reading_record(read), "disputes": [], "not_on_map": []}, features_of(read))
    again = report("Nothing new at Spot.")
    read_again = reading(again, [claim(again, mentions=[mention(spot, "context")])])
    store.save(again, {**reading_record(read_again), "disputes": [], "not_on_map": []}, features_of(read_again))
    documents = [json.loads(feature) for collection in COLUMNS if collection != "places" for feature in store.stream(Query(collection))]
    documents += [json.loads(store.feature("places", spot.id) or b""), store.report(source.id)[1]]  # type: ignore[index]
    sharp = [at for document in documents for at in coordinates(document) if abs(at[0] - lon) < 0.001 and abs(at[1] - lat) < 0.001]
    assert bool(sharp) is not blurred
    (mark,) = [json.loads(feature)["properties"] for feature in store.stream(Query("reported-targets"))]
    assert mark["uncertainty_m"] >= (1000 if blurred else 0)
    assert mark["where_prec"] == (2 if blurred else 1)


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_a_blurred_position_is_near_and_tells_no_more_than_its_grid(lon: float, lat: float) -> None:
    x, y = blurred_position(lon, lat)
    assert -180 <= x <= 180
    assert abs(y - lat) <= 0.0051
    assert blurred_position(x, y) == (x, y)


def test_rows_of_data_sets_are_blurred_alike() -> None:
    row = blurred_row(CodedRow("a", "q", "c", "monitor", lon=40.12345, lat=35.67891, where_prec=1, uncertainty_m=10.0, target_class="medical"))
    assert (row.lat, row.where_prec, row.geo_precision, row.uncertainty_m) == (35.68, 2, 2, 1000.0)
    assert row.lon != 40.12345
    plain = CodedRow("a", "q", "c", "monitor", lon=40.12345, lat=35.67891, where_prec=1, target_class="military")
    assert blurred_row(plain).lon == 40.12345
