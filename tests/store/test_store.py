import json
import random
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest

from app.errors import BadInput, StrikemapError, Unavailable
from app.features.columns import COLUMNS
from app.features.reading import features_of
from app.model.claim import When
from app.model.expression import Arithmetic, Folded, Property
from app.model.feature import CollectionId
from app.model.geometry import Geometry
from app.model.protocols import Store
from app.model.query import And, Compare, Filter, Intersects, IsIn, IsNull, Like, Matches, Not, Or, Query, Relate, SortKey
from app.model.report import Report
from app.store.care import check
from app.store.schema import VERSION
from app.store.sqlite import SqliteStore
from tests.features.made import claim, mention, place, reading, report, square

SEA = place("Grey Sea", "sea", 50.0, 42.0, country=None)
ORLAN = place("Orlan", "province", 39.0, 36.0)


def keep(store: Store, n: int, lon: float = 40.0, lat: float = 35.0, days: int = 0, **more: object) -> bool:
    """One report with one claim: missiles from a sea on a town and a province."""
    day = date(2015, 11, 1) + timedelta(days=days)
    source = report(f"Missile number {n} hit Town {n}, residents said.", published_at=day)
    mentions = [mention(place(f"Town {n}", lon=lon, lat=lat)), mention(ORLAN), mention(SEA, "launch_origin")]
    made = replace(claim(source, mentions=mentions, when=When(day, day, 1, "that day")), **more)  # type: ignore[arg-type]
    return keep_reading(store, source, [made])


def keep_reading(store: Store, source: Report, claims: Iterable[object] = ()) -> bool:
    read = reading(source, list(claims))  # type: ignore[arg-type]
    return store.save(source, {"status": read.status, "claims": [], "disputes": [], "not_on_map": []}, features_of(read))


def ids(store: Store, collection: CollectionId = "reported-targets", **query: object) -> list[str]:
    page = store.page(replace(Query(collection, limit=None), **query))  # type: ignore[arg-type]
    found = [json.loads(feature)["properties"]["place_name"] for feature in page.features]
    assert page.matched == len(found)
    assert [json.loads(feature)["properties"]["place_name"] for feature in store.stream(replace(Query(collection), **query))] == found  # type: ignore[arg-type]
    return sorted(found)


def test_what_is_saved_comes_back_as_it_was(store: Store) -> None:
    source = report("Jets hit Aldan.", url="https://example.org/1", title="Titre — été", language="en")
    record = {"status": "no_strike", "claims": [], "disputes": [], "not_on_map": [], "text": "ünï"}
    assert store.save(source, record, [])
    assert store.report(source.id) == (source, record)
    assert store.report("nothing") is None


def test_a_report_saved_twice_is_one_report_and_changes_nothing(store: Store) -> None:
    assert keep(store, 1)
    version = store.version()
    assert not keep(store, 1)
    assert store.version() == version
    assert store.extent("reports").count == 1


def test_a_save_that_fails_leaves_nothing_behind(store: Store) -> None:
    source = report()
    doubled = features_of(reading(source, [claim(source)])) * 2
    with pytest.raises(StrikemapError):
        store.save(source, {"status": "ok"}, doubled)
    assert store.report(source.id) is None
    assert store.extent("claims").count == 0
    assert keep_reading(store, source, [claim(source)])


def test_pages_walk_through_everything_once_in_the_order_of_ids(store: Store) -> None:
    for n in range(23):
        keep(store, n)
    whole = [json.loads(feature)["id"] for feature in store.stream(Query("reported-targets"))]
    seen, after = [], None
    while True:
        page = store.page(Query("reported-targets", limit=5, after=after))
        assert page.matched == 23
        seen += [json.loads(feature)["id"] for feature in page.features]
        after = page.next
        if after is None:
            break
    assert seen == whole == sorted(whole)


def test_features_that_come_while_one_pages_are_neither_doubled_nor_in_the_way(store: Store) -> None:
    for n in range(20):
        keep(store, n)
    before = {json.loads(feature)["id"] for feature in store.stream(Query("reported-targets"))}
    seen, after, n = [], None, 100
    while True:
        page = store.page(Query("reported-targets", limit=3, after=after))
        seen += [json.loads(feature)["id"] for feature in page.features]
        keep(store, n)
        after, n = page.next, n + 1
        if after is None:
            break
    assert len(seen) == len(set(seen))
    assert before <= set(seen)


@pytest.mark.parametrize("descending", [False, True])
def test_sorted_pages_put_what_is_not_stated_last(store: Store, descending: bool) -> None:
    for n in range(9):
        keep(store, n, days=n % 3, **({"when": None} if n % 4 == 0 else {}))
    sort = (SortKey("date_start", descending), SortKey("quote", True))
    whole = [json.loads(feature)["properties"] for feature in store.stream(Query("reported-targets", sort=sort))]
    dated = [row["date_start"] for row in whole if row["date_start"]]
    assert dated == sorted(dated, reverse=descending)
    assert [row["date_start"] for row in whole[len(dated) :]] == [None] * 3
    seen, after = [], None
    while True:
        page = store.page(Query("reported-targets", sort=sort, limit=2, after=after))
        seen += [json.loads(feature)["properties"] for feature in page.features]
        after = page.next
        if after is None:
            break
    assert seen == whole


@pytest.mark.parametrize("word", ["", "x", "bm9uc2Vuc2U", "WzFd", "W10", "!!!", "WyJhIiwiYiJd", "W3t9XQ"])
def test_a_forged_cursor_is_refused(store: Store, word: str) -> None:
    keep(store, 1)
    with pytest.raises(BadInput, match="cursor"):
        store.page(Query("reported-targets", after=word))


def test_a_box_finds_exactly_what_meets_it(store: Store) -> None:
    keep(store, 1, 40.0, 35.0)
    keep(store, 2, 40.00001, 35.0)
    keep(store, 3, -179.5, 10.0)
    keep(store, 4, 179.5, 10.0)
    assert ids(store, bbox=(39.9, 34.9, 40.0, 35.1)) == ["Town 1"]
    assert ids(store, bbox=(40.00001, 34.9, 41.0, 35.1)) == ["Town 2"]
    assert ids(store, bbox=(179.0, 9.0, -179.0, 11.0)) == ["Town 3", "Town 4"]
    assert ids(store, bbox=(-180.0, -90.0, 180.0, 90.0)) == ["Town 1", "Town 2", "Town 3", "Town 4"]


def test_a_box_meets_the_shape_of_an_area_and_not_its_frame(store: Store) -> None:
    triangle = Geometry("Polygon", (((0.0, 0.0), (10.0, 0.0), (0.0, 10.0), (0.0, 0.0)),))
    source = report()
    corner = mention(place("Wedge", "province"))
    wedge = replace(corner, toponym=replace(corner.toponym, location=replace(corner.toponym.location, geometry=triangle)))  # type: ignore[type-var]
    keep_reading(store, source, [claim(source, mentions=[wedge])])
    assert ids(store, "reported-target-areas", bbox=(8.0, 8.0, 9.0, 9.0)) == []
    assert ids(store, "reported-target-areas", bbox=(4.0, 4.0, 9.0, 9.0)) == ["Wedge"]


NO_BOXES = {"nan": (float("nan"), 0.0, 1.0, 1.0), "upside down": (0.0, 5.0, 1.0, 1.0), "inf": (0.0, 0.0, float("inf"), 1.0)}


@pytest.mark.parametrize("bbox", NO_BOXES.values(), ids=NO_BOXES)
def test_a_box_that_is_none_is_refused(store: Store, bbox: tuple[float, float, float, float]) -> None:
    keep(store, 1)
    with pytest.raises(BadInput, match="bbox"):
        store.page(Query("reported-targets", bbox=bbox))


def test_undated_features_span_all_time(store: Store) -> None:
    keep(store, 1, days=0)
    keep(store, 2, days=10)
    keep(store, 3, when=None)
    day = date(2015, 11, 1)
    assert ids(store, interval=(day, day)) == ["Town 1", "Town 3"]
    assert ids(store, interval=(None, day)) == ["Town 1", "Town 3"]
    assert ids(store, interval=(day + timedelta(days=1), None)) == ["Town 2", "Town 3"]
    assert ids(store, interval=(day, day), bbox=(-180.0, -90.0, 180.0, 90.0)) == ["Town 1", "Town 3"]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (Compare("place_name", "=", "Town 1"), ["Town 1"]),
        (Compare("uncertainty_m", ">", 1), ["Town 1", "Town 2", "Town 3"]),
        (Compare("platform", "=", "jets"), ["Town 2"]),
        (Not(Compare("platform", "=", "jets")), []),
        (IsNull("platform"), ["Town 1", "Town 3"]),
        (IsIn("place_name", ("Town 1", "Town 3", "x")), ["Town 1", "Town 3"]),
        (IsIn("place_name", ()), []),
        (Like("quote", "%number _ hit Town 3%"), ["Town 3"]),
        (Like("quote", "%NUMBER%"), []),
        (Matches(Folded(Folded(Property("quote"), "case"), "accents"), "%number 1%"), ["Town 1"]),
        (Like("quote", "%\\%%"), []),
        (Intersects(square(40.0, 35.0, 0.1)), ["Town 1"]),
        (And((Compare("date_prec", "=", 1), Or((Compare("place_name", "=", "Town 1"), Compare("id", "=", "x"))))), ["Town 1"]),
        (And(()), ["Town 1", "Town 2", "Town 3"]),
        (Or(()), []),
        (Compare("place_name", "=", None), []),
    ],
    ids=lambda value: str(value)[:60] if not isinstance(value, list) else "",
)
def test_filters_find_what_they_say(store: Store, parts: Filter, expected: list[str]) -> None:
    keep(store, 1)
    keep(store, 2, 41.0, platform="jets")
    keep(store, 3, 42.0)
    assert ids(store, filter=parts) == expected


@pytest.mark.parametrize(
    "parts",
    [
        Compare("nothing", "=", "x"),
        Compare("x' OR 1=1 --", "=", "x"),
        Compare("date_prec", "=", "one"),
        Compare("place_name", "=", 1),
        Compare("date_prec", ">", float("nan")),
        Compare("date_prec", ">", 2**70),
        Compare("place_name", "=", "\ud800"),
        Like("date_prec", "%"),
        Like("quote", "%" * 2000),
        Or(tuple(Compare("place_name", "=", str(n)) for n in range(20_000))),
        IsIn("place_name", tuple(map(str, range(20_000)))),
        Intersects(Geometry("Polygon", (((0.0, 0.0), (1.0, 1.0)),))),
    ],
    ids=range(12),
)
def test_a_filter_that_cannot_be_asked_is_refused_whether_or_not_anything_is_stored(store: Store, parts: Filter) -> None:
    with pytest.raises(BadInput):
        store.page(Query("reported-targets", filter=parts))
    keep(store, 1)
    with pytest.raises(BadInput):
        store.page(Query("reported-targets", filter=parts))


@pytest.mark.parametrize(
    "deeper",
    [
        lambda part: Not(part),
        lambda part: And((Compare("where_prec", "=", 1), Or((Compare("where_prec", "=", 2), part)))),
        lambda part: Relate(Arithmetic(part.left, "div", 2), ">", 0) if isinstance(part, Relate) else Relate(Property("where_prec"), ">", 0),
        lambda part: Relate(Folded(part.left, "case"), ">", "") if isinstance(part, Relate) else Relate(Property("place_name"), ">", ""),
    ],
    ids=["not", "and-or", "arithmetic", "folded"],
)
def test_a_filter_of_any_depth_is_answered_or_refused_as_too_deep(store: Store, deeper: Callable[[Filter], Filter]) -> None:
    keep(store, 1)
    part: Filter = Compare("where_prec", "=", 1)
    answered = 0
    for _ in range(70):
        part = deeper(part)
        try:
            store.page(Query("reported-targets", filter=part))
            answered += 1
        except BadInput:
            pass
    assert 10 < answered < 70


def test_a_deep_filter_is_refused_and_a_wide_one_answered(store: Store) -> None:
    keep(store, 1)
    deep: Filter = Compare("place_name", "=", "Town 1")
    for _ in range(5_000):
        deep = Not(deep)
    with pytest.raises(BadInput):
        store.page(Query("reported-targets", filter=deep))
    wide = Or(tuple(Compare("place_name", "=", f"Town {n}") for n in range(1_900)))
    assert store.page(Query("reported-targets", filter=wide)).matched == 1


def test_the_extent_follows_what_comes_and_goes(store: Store) -> None:
    assert store.extent("reported-targets").bbox is None
    keep(store, 1, 40.0, 35.0, 0)
    keep(store, 2, 45.5, 33.25, 5)
    extent = store.extent("reported-targets")
    assert extent.bbox == (40.0, 33.25, 45.5, 35.0)
    assert extent.interval == (date(2015, 11, 1), date(2015, 11, 6))
    assert store.remove(report("Missile number 2 hit Town 2, residents said.").id)
    assert store.extent("reported-targets").bbox == (40.0, 35.0, 40.0, 35.0)
    assert store.extent("reported-targets").count == 1


def test_places_add_up_over_reports_and_go_with_the_last(store: Store) -> None:
    keep(store, 1)
    keep(store, 2)
    orlan = json.loads(store.feature("places", ORLAN.id) or b"")
    assert (orlan["properties"]["reports_n"], orlan["properties"]["claims_n"]) == (2, 2)
    assert orlan["properties"]["roles"] == "reported_target"
    store.remove(report("Missile number 1 hit Town 1, residents said.").id)
    assert json.loads(store.feature("places", ORLAN.id) or b"")["properties"]["reports_n"] == 1
    assert store.feature("places", "test:town-1") is None
    store.remove(report("Missile number 2 hit Town 2, residents said.").id)
    assert store.feature("places", ORLAN.id) is None
    assert not store.remove("nothing")


def test_law_7_the_order_of_arrival_leaves_no_trace(tmp_path_factory: pytest.TempPathFactory, open_other: Callable[[str], Store]) -> None:
    outputs = []
    for name, order in (("a", range(8)), ("b", reversed(range(8)))):
        store = open_other(name)
        for n in order:
            keep(store, n, lon=40.0 + n)
        filled: list[CollectionId] = [one for one in get_args(CollectionId) if one not in ("launch-origins", "bases", "events", "event-areas")]
        outputs.append([list(store.stream(Query(collection))) for collection in filled])
        outputs[-1].append([store.extent(collection) for collection in filled])  # type: ignore[arg-type]
        outputs[-1].append([one.id for one, _ in store.recent(50)])  # type: ignore[arg-type]
    assert outputs[0] == outputs[1]
    assert all(outputs[0])


def test_the_version_changes_with_every_change_and_only_then(store: Store) -> None:
    versions = [store.version()]
    keep(store, 1)
    versions.append(store.version())
    store.page(Query("claims"))
    assert store.version() == versions[-1]
    store.remove(report("Missile number 1 hit Town 1, residents said.").id)
    versions.append(store.version())
    assert len(set(versions)) == 3


def test_a_store_opened_again_holds_what_was_saved(open_store: Callable[[], Store]) -> None:
    first = open_store()
    keep(first, 1)
    version = first.version()
    first.close()
    again = open_store()
    assert again.version() == version
    assert ids(again) == ["Town 1"]


def test_one_report_from_many_threads_is_one_report(store: Store) -> None:
    created: list[bool] = []
    threads = [threading.Thread(target=lambda: created.extend(keep(store, 1) for _ in range(10))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(created) == [False] * 79 + [True]


def test_a_stream_left_early_gives_its_connection_back(store: Store) -> None:
    for n in range(3):
        keep(store, n)
    for _ in range(50):
        stream = store.stream(Query("claims"))
        next(stream)
        stream.close()  # type: ignore[attr-defined]
    assert store.extent("claims").count == 3


def test_a_closed_store_says_so(store: Store) -> None:
    store.ready()
    store.close()
    with pytest.raises(Unavailable):
        store.ready()
    with pytest.raises(Unavailable):
        store.page(Query("claims"))


def test_a_question_that_takes_too_long_is_stopped_and_the_next_one_answered(store: SqliteStore, tmp_path: Path) -> None:
    for n in range(60):
        keep(store, n)
    hurried = SqliteStore(tmp_path / "data" / "strikemap.sqlite", COLUMNS, seconds=0.0)
    heavy = Or(tuple(Like("quote", f"%{n}%x%y%z") for n in range(1_500)))
    with pytest.raises(Unavailable, match="Narrow it"):
        hurried.page(Query("claims", filter=heavy))
    assert len(hurried.page(Query("claims", limit=3)).features) == 3
    hurried.close()
    assert store.about()["store_version"] == str(VERSION)


def test_the_extent_is_that_of_what_is_left_whatever_leaves(store: SqliteStore, tmp_path: Path) -> None:
    rnd = random.Random(3)
    for n in range(40):
        keep(store, n, lon=rnd.uniform(30, 50), lat=rnd.uniform(20, 40), days=rnd.randrange(30))
    left = list(range(40))
    rnd.shuffle(left)
    while left:
        store.remove(report(f"Missile number {(n := left.pop())} hit Town {n}, residents said.").id)
        positions = [json.loads(feature)["geometry"]["coordinates"] for feature in store.stream(Query("reported-targets"))]
        days = sorted(json.loads(feature)["properties"]["date_start"] for feature in store.stream(Query("reported-targets")))
        xs, ys = [x for x, _ in positions], [y for _, y in positions]
        extent = store.extent("reported-targets")
        assert extent.count == len(positions)
        assert extent.bbox == ((min(xs), min(ys), max(xs), max(ys)) if positions else None)
        assert [str(day) for day in extent.interval or ()] == ([days[0], days[-1]] if days else [])
    assert check(tmp_path / "data" / "strikemap.sqlite").problems == ()
