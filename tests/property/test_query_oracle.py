"""The store's SQL against a plain reading of what a query means: the same ids in the same order from both."""

import json
import os
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args

import pytest
from shapely.geometry import Point, shape

from app.features.columns import COLUMNS
from app.features.reading import features_of
from app.model.claim import Actor, Claimant, Quantity, Target, Weapon, When
from app.model.coded import CodedRow, Dataset
from app.model.codes import ClaimantKind, TargetClass, WeaponCode
from app.model.expression import Arithmetic, ArithmeticOp, Expression, Folded, Property
from app.model.feature import CollectionId, Column
from app.model.geometry import Geometry
from app.model.query import (
    And,
    Compare,
    CompareOp,
    Compares,
    Drawn,
    Filter,
    Intersects,
    IsIn,
    IsNull,
    Labels,
    Like,
    Matches,
    Not,
    Or,
    Query,
    Relate,
    Set,
    SetRelation,
    SortKey,
    Spatial,
    SpatialRelation,
)
from app.store.sqlite import SqliteStore
from tests.features.made import claim, mention, place, reading, report
from tests.property.evaluator import evaluate, first_day, last_day, searched

Stored = dict[CollectionId, list[dict[str, Any]]]

QUERIES = 500
FILTERS = 2_000
SOAK = 20_000
DAY = date(2015, 11, 1)
WORDS = ("Jets", "raids", "État", "ÉLAN", "Straße", "50%", "a_b", "back\\slash", "Kharkiv", "Харків", "دير الزور", "hit", "said")


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SqliteStore, Stored]]:
    """A store of news reports and of a data set, with every feature in it as an object."""
    rnd = random.Random(7)
    store = SqliteStore(tmp_path_factory.mktemp("oracle") / "strikemap.sqlite", COLUMNS)
    for n in range(120):
        _keep(store, rnd, n)
    dataset = Dataset("rows", "Rows", "CC0", None, "public")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.store.blocks.ROWS", 8)
        store.begin_import(dataset, "made")
        store.add_rows("rows", store.prepare([_coded(rnd, n) for n in range(150)]), 1, 1, [])
        store.finish_import(dataset)
    everything = {one: [json.loads(feature) for feature in store.stream(Query(one))] for one in get_args(CollectionId)}
    _add_words(everything)
    yield store, everything
    store.close()


def _add_words(everything: Stored) -> None:
    """Claims, reports and places are found by their own words, marks and lines by those of their claim, a data set's report by its row's."""
    by_claim = {feature["id"]: searched(feature["properties"]) for feature in everything["claims"]}
    for collection, features in everything.items():
        for feature in features:
            properties = feature["properties"]
            own = properties.get("claim_id") if properties.get("source_kind") != "coded_row" else f"{feature['id'].removesuffix('-claim')}-claim"
            feature["words"] = by_claim[own] if own else searched(properties)
            assert feature["words"] or collection == "reports"


def _keep(store: SqliteStore, rnd: random.Random, n: int) -> None:
    start = DAY + timedelta(days=rnd.randrange(40)) if rnd.random() < 0.7 else None
    end = start + timedelta(days=rnd.randrange(5)) if start and rnd.random() < 0.9 else start
    text = f"{rnd.choice(WORDS)} {rnd.choice(WORDS)} number {n} {rnd.choice(WORDS)}."
    source = report(text, published_at=start, url=None, title=rnd.choice((None, "Ünïted")))
    lon, lat = rnd.choice(((179.9, 10.0), (-179.9, 10.0), (rnd.uniform(38, 42), rnd.uniform(33, 37))))
    mentions = [mention(place(f"Town {n % 40}", lon=lon, lat=lat, country=rnd.choice(("SY", "IQ", None))))]
    if rnd.random() < 0.4:
        mentions.append(mention(place(f"Area {n % 7}", "province", rnd.uniform(38, 42), rnd.uniform(33, 37))))
    if rnd.random() < 0.4:
        mentions.append(mention(place("Grey Sea", "sea", 45.0, 40.0, country=None), "launch_origin"))
    killed = (Quantity("killed", rnd.randrange(4), rnd.choice((None, 5)), "at_least", "some"),) if rnd.random() < 0.5 else ()
    made = claim(
        source,
        mentions=mentions,
        when=When(start, end, 1 if start else None, "then"),
        quantities=killed,
        claimant=Claimant(rnd.choice(("Russia", "Türkiye", "reports")), rnd.choice(get_args(ClaimantKind))),
        actors=(Actor("Russia"),) if rnd.random() < 0.7 else (),
        weapon=Weapon(rnd.choice((*get_args(WeaponCode), None)), "as said"),
        target=Target((rnd.choice(WORDS),), rnd.choice((*get_args(TargetClass), None))),
        modality=rnd.choice(("asserted", "asserted", "asserted", "denied")),
    )
    read = reading(source, [made])
    store.save(source, {"status": "ok", "claims": [], "disputes": [], "not_on_map": []}, features_of(read))


def _coded(rnd: random.Random, n: int) -> CodedRow:
    day = (DAY + timedelta(days=rnd.randrange(40))).isoformat() if rnd.random() < 0.8 else None
    placed = rnd.random() < 0.8
    return CodedRow(
        id=f"{rnd.getrandbits(80):020x}",
        quote=f"{rnd.choice(WORDS)} {rnd.choice(WORDS)}\n\"row\" {n}",
        claimant="Rows",
        claimant_kind="monitor",
        lon=round(rnd.uniform(38, 42), 5) if placed else None,
        lat=round(rnd.uniform(33, 37), 5) if placed else None,
        place_name=f"Town {n % 40}",
        country=rnd.choice(("SY", "IQ", None)),
        where_prec=1 if placed else 4,
        uncertainty_m=2000.0 if placed else None,
        attacker=rnd.choice(("Russia", None)),
        weapon=rnd.choice((*get_args(WeaponCode), None)),
        target_class=rnd.choice((*get_args(TargetClass), None)),
        killed_min=rnd.choice((None, 0, 1, 2)),
        date_start=day,
        date_end=day,
        date_prec=1 if day else None,
        published_at=day,
    )


class Asker:
    """Makes random queries whose values are mostly those that are there."""

    def __init__(self, rnd: random.Random, everything: Stored) -> None:
        self.rnd = rnd
        self.everything = everything

    def query(self) -> Query:
        collection = self.rnd.choice(get_args(CollectionId))
        chance = self.rnd.random
        columns = COLUMNS[collection]
        start = DAY + timedelta(days=self.rnd.randrange(-5, 45))
        interval = (start if chance() < 0.7 else None, start + timedelta(days=self.rnd.randrange(15)) if chance() < 0.7 else None)
        return Query(
            collection,
            bbox=self.box() if chance() < 0.3 else None,
            undrawn=chance() < 0.5,
            interval=interval if chance() < 0.3 else None,
            filter=self.filter(collection, columns, 3) if chance() < 0.7 else None,
            text=" ".join(self.rnd.choices(WORDS, k=self.rnd.choice((1, 1, 2)))) if chance() < 0.15 else None,
            sort=tuple(SortKey(self.rnd.choice(columns).name, chance() < 0.5) for _ in range(self.rnd.choice((0, 0, 1, 2)))),
            limit=self.rnd.choice((1, 3, 10, 1000)),
        )

    def box(self) -> tuple[float, float, float, float]:
        if self.rnd.random() < 0.15:
            return (179.0, 5.0, -179.0, 15.0)
        west, south = self.rnd.uniform(36, 42), self.rnd.uniform(31, 37)
        return (west, south, west + self.rnd.uniform(0, 4), south + self.rnd.uniform(0, 4))

    def filter(self, collection: CollectionId, columns: Sequence[Column], depth: int) -> Filter:
        make: Callable[[], Filter]
        if depth and self.rnd.random() < 0.5:
            parts = [self.filter(collection, columns, depth - 1) for _ in range(self.rnd.randrange(4))]
            make = self.rnd.choice((lambda: And(tuple(parts)), lambda: Or(tuple(parts)), lambda: Not(parts[0] if parts else Or(()))))
            return make()
        column = self.rnd.choice(columns)
        text = column.type in ("string", "date")
        kinds: list[Callable[[], Filter]] = [
            lambda: Compare(column.name, self.rnd.choice(get_args(CompareOp)), self.value(collection, column)),
            lambda: IsIn(column.name, tuple(self.value(collection, column) for _ in range(self.rnd.randrange(4)))),
            lambda: IsNull(column.name),
            lambda: Intersects(Geometry.from_geojson(Point(self.rnd.uniform(38, 42), self.rnd.uniform(33, 37)).buffer(1).__geo_interface__)),
            (lambda: Like(column.name, self.pattern(collection, column))) if text else (lambda: IsNull(column.name)),
            lambda: Relate(*self.sides(collection, columns)),
            (lambda: Matches(self.text(column), self.pattern(collection, column))) if text else Drawn,
            (lambda: self.labels(collection, columns)),
            lambda: Spatial(self.rnd.choice(get_args(SpatialRelation)), self.geometry(collection)),
        ]
        return self.rnd.choice(kinds)()

    def sides(self, collection: CollectionId, columns: Sequence[Column]) -> tuple[Expression, CompareOp, Expression]:
        """Two texts, folded or not, or two numbers, made of columns and values."""
        operator = self.rnd.choice(get_args(CompareOp))
        numbers = [column for column in columns if column.type in ("integer", "number")]
        if numbers and self.rnd.random() < 0.5:
            return self.number(numbers, 2), operator, self.number(numbers, 1)
        texts = [column for column in columns if column.type == "string"]
        one, other = self.rnd.choice(texts), self.rnd.choice(texts)
        value = self.value(collection, one)
        return self.text(one), operator, self.text(other) if self.rnd.random() < 0.5 else value if self.rnd.random() < 0.5 else value.casefold()

    def number(self, columns: Sequence[Column], depth: int) -> Expression:
        if depth and self.rnd.random() < 0.6:
            return Arithmetic(self.number(columns, depth - 1), self.rnd.choice(get_args(ArithmeticOp)), self.number(columns, depth - 1))
        return Property(self.rnd.choice(columns).name) if self.rnd.random() < 0.7 else self.rnd.choice((0, 1, 2, 3, -1, 2.5, 0.5))

    def text(self, column: Column) -> Expression:
        made: Expression = Property(column.name)
        for without in ("case", "accents"):
            made = Folded(made, without) if self.rnd.random() < 0.4 else made
        return made

    def labels(self, collection: CollectionId, columns: Sequence[Column]) -> Filter:
        listed = [column for column in columns if column.separator] or [column for column in columns if column.type == "string"]
        column, other = self.rnd.choice(listed), self.rnd.choice(listed)
        known = str(self.value(collection, column)).split(column.separator or "\x1f")
        given: Set = frozenset(self.rnd.sample(known, self.rnd.randrange(len(known) + 1))) | frozenset(self.rnd.choice(((), ("x",))))
        sides: tuple[Set, Set] = (Labels(column.name), Labels(other.name) if self.rnd.random() < 0.3 else given - {""})
        one, two = sides if self.rnd.random() < 0.7 else sides[::-1]
        return Compares(one, self.rnd.choice(get_args(SetRelation)), two)

    def geometry(self, collection: CollectionId) -> Geometry:
        """One of a feature that is there, or its box, or its middle: what touches, equals and crosses at times."""
        drawn = [shape(feature["geometry"]) for feature in self.everything[collection] if feature["geometry"]]
        one = self.rnd.choice(drawn) if drawn else Point(40, 35)
        made = self.rnd.choice((one, one.envelope.buffer(0.5, cap_style="square"), one.centroid, one.boundary if one.geom_type != "Point" else one))
        return Geometry.from_geojson((one if made.is_empty or made.geom_type == "GeometryCollection" else made).__geo_interface__)

    def value(self, collection: CollectionId, column: Column) -> Any:
        known = [feature["properties"][column.name] for feature in self.everything[collection]]
        value = self.rnd.choice(known) if known and self.rnd.random() < 0.9 else None
        if value is not None:
            return value
        return self.rnd.choice({"string": ("x", ""), "date": ("2015-11-10",), "boolean": (True, False)}.get(column.type, (0, 1, 2.5, -1)))

    def pattern(self, collection: CollectionId, column: Column) -> str:
        value = str(self.value(collection, column))
        start = self.rnd.randrange(len(value) + 1)
        part = value[start : start + self.rnd.randrange(6)]
        escaped = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") if self.rnd.random() < 0.5 else part
        return self.rnd.choice(("%", "", "_")) + escaped + self.rnd.choice(("%", "", "_%"))


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let few features be many, so that every way to an answer is gone."""
    monkeypatch.setattr("app.store.proposals.MOST_ROWS", 60)
    monkeypatch.setattr("app.store.proposals.MOST_FEATURES", 40)
    monkeypatch.setattr("app.store.compiler.MOST_FEATURES", 40)


def _check(stored: tuple[SqliteStore, Stored], seed: int) -> int:
    return _check_query(stored, Asker(random.Random(seed), stored[1]).query(), seed)


def _check_query(stored: tuple[SqliteStore, Stored], query: Query, seed: int = 0) -> int:
    store, everything = stored
    expected = evaluate(query, everything[query.collection])
    seen: list[str] = []
    after = None
    for _ in range(len(expected) + 1):
        page = store.page(replace(query, after=after))
        seen += [json.loads(feature)["id"] for feature in page.features]
        assert page.matched == len(expected), (seed, query)
        after = page.next
        if after is None or len(seen) > 30:
            break
    assert seen == expected[: len(seen)], (seed, query)
    assert after is not None or len(seen) == len(expected), (seed, query)
    _check_back(store, query, seen, page.previous, seed)
    assert [json.loads(feature)["id"] for feature in store.stream(query)] == expected, (seed, query)
    return len(expected)


def _check_back(store: SqliteStore, query: Query, seen: list[str], before: str | None, seed: int) -> None:
    """From the last page that was seen the pages before it lead back to the first, each as it was."""
    limit = query.limit or 1
    end = (len(seen) - 1) // limit * limit
    while before is not None:
        page = store.page(replace(query, before=before))
        assert [json.loads(feature)["id"] for feature in page.features] == seen[end - limit : end], (seed, query)
        assert page.next == before
        before, end = page.previous, end - limit
    assert end <= 0, (seed, query)


def test_random_queries_give_what_a_plain_reading_gives(stored: tuple[SqliteStore, Stored]) -> None:
    found = [_check(stored, seed) for seed in range(QUERIES)]
    assert sum(count > 0 for count in found) > QUERIES / 4


def test_two_thousand_filters_count_what_a_plain_reading_counts(stored: tuple[SqliteStore, Stored]) -> None:
    store, everything = stored
    some = 0
    for seed in range(10_000, 10_000 + FILTERS):
        asker = Asker(random.Random(seed), everything)
        collection = asker.rnd.choice(get_args(CollectionId))
        query = Query(collection, filter=asker.filter(collection, COLUMNS[collection], 2), limit=1)
        expected = evaluate(query, everything[collection])
        page = store.page(query)
        assert page.matched == len(expected), (seed, query)
        assert [json.loads(feature)["id"] for feature in page.features] == expected[:1], (seed, query)
        some += 0 < len(expected) < len(everything[collection])
    assert some > FILTERS / 8


@pytest.mark.soak
def test_many_random_queries_give_what_a_plain_reading_gives(stored: tuple[SqliteStore, Stored]) -> None:
    base = int(os.environ.get("STRIKEMAP_SEED", "1000000"))
    for seed in range(base, base + SOAK):
        _check(stored, seed)


def test_queries_that_once_went_wrong_stay_right(stored: tuple[SqliteStore, Stored]) -> None:
    for name in ("id", "report_id", "event_id"):
        assert _check_query(stored, Query("claims", filter=Or((Not(Compare(name, "=", "of another form")), IsNull(name)))))


def test_the_plain_reading_knows_undated_features(stored: tuple[SqliteStore, Stored]) -> None:
    _, everything = stored
    undated = [feature for feature in everything["claims"] if feature["properties"]["date_start"] is None]
    assert undated
    assert first_day(undated[0], "claims") is None
    assert last_day(undated[0], "claims") is None
    assert shape(everything["reported-targets"][0]["geometry"]).geom_type == "Point"
