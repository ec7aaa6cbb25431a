"""Events over reports in a store: whatever comes in whatever order, what strangers see is the same to the byte (law 7)."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import get_args

import orjson
import pytest

from app.events.merge import events_of
from app.events.parties import Vocabulary
from app.events.standing import standings
from app.features.columns import COLUMNS
from app.features.reading import features_of
from app.model.event import Witness
from app.model.feature import CollectionId
from app.model.query import Query
from app.model.review import Decisions
from app.service.eventing import Eventing
from app.store.care import check
from app.store.sqlite import SqliteStore
from app.store.view import PublicView
from tests.events.made_events import ALDAN, BARAN, FRIDAY, ORLAN, Said, witness
from tests.events.test_regroup import a_claim, crowded
from tests.features.made import place, reading, square

MONITOR = Said("Northern Observatory", attackers=("Russia",), killed=5)
MINISTRY = Said("Health ministry", "state_belligerent", attackers=("Russia",), killed=7)
PAPER = Said("AFP", "news_media", day=None, attackers=("Russia",), killed=7)


class Desk:
    """A store with what groups its claims, and the reports it was given."""

    def __init__(self, path: Path, vocabulary: Vocabulary, view: PublicView | None = None) -> None:
        self.vocabulary = vocabulary
        self.now = 0.0
        self.eventing = Eventing(vocabulary, lambda place_id: square(40.1, 35.0) if place_id == ORLAN.id else None)
        self.path = path
        self.store = SqliteStore(path, COLUMNS, view=view, clock=lambda: self.now, grouping=self.eventing)

    def keep(self, *told: Witness) -> None:
        for one in told:
            self.store.save(one.report, *self._derived(one))

    def again(self, *told: Witness) -> None:
        for one in told:
            self.store.replace(one.report, *self._derived(one))

    def _derived(self, one: Witness) -> tuple[object, ...]:
        own = standings([one.claim], [], self.vocabulary)
        entries = self.eventing.entries(one.report, [one.claim], own)
        record = {"status": "ok", "claims": [], "disputes": [], "not_on_map": []}
        return record, features_of(reading(one.report, [one.claim]), own), "1", False, entries

    def dump(self) -> dict[str, list[bytes]]:
        return {name: sorted(self.store.stream(Query(name))) for name in get_args(CollectionId)}

    def events(self) -> list[dict[str, object]]:
        found = [*self.store.stream(Query("events")), *self.store.stream(Query("event-areas"))]
        return [orjson.loads(one)["properties"] for one in found]

    def marks(self) -> list[dict[str, object]]:
        return [orjson.loads(one)["properties"] for one in self.store.stream(Query("reported-targets"))]


@pytest.fixture
def desk(tmp_path: Path, vocabulary: Vocabulary) -> Iterator[Desk]:
    made = Desk(tmp_path / "one.sqlite", vocabulary)
    yield made
    made.store.close()
    assert check(made.path).problems == ()


def crowd(seed: int, count: int) -> list[Witness]:
    chance = random.Random(seed)
    return [witness(a_claim(chance, number)) for number in range(count)]


def shuffled(told: Sequence[Witness], seed: int) -> list[Witness]:
    return random.Random(seed).sample(list(told), len(told))


@pytest.mark.parametrize("seed", range(4))
def test_law_7_the_order_of_arrival_a_rebuild_and_a_removal_leave_no_trace(
    seed: int, desk: Desk, tmp_path: Path, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowded(seed, monkeypatch)
    told, extra = crowd(seed, 24), crowd(seed + 100, 4)
    desk.keep(*told)
    other = Desk(tmp_path / "other.sqlite", vocabulary)
    for one in shuffled([*told, *extra], seed):
        other.keep(one)
    for one in extra:
        other.store.remove(one.report.id)
    assert other.dump() == desk.dump()
    other.again(*shuffled(told, seed + 1))
    assert other.dump() == desk.dump()
    assert {one.id for one in events_of(told, vocabulary)} == {str(one["id"]) for one in desk.events()}
    other.store.close()


def test_a_later_report_changes_what_earlier_marks_say(desk: Desk) -> None:
    first, second = witness(MONITOR), witness(MINISTRY)
    desk.keep(first)
    (mark,) = desk.marks()
    assert (mark["status"], mark["independent_sources"], mark["event_id"]) == ("single_source", 1, f"e{first.claim.id}")
    before = desk.store.version()
    desk.keep(second)
    assert desk.store.version() != before
    assert {(mark["status"], mark["independent_sources"]) for mark in desk.marks()} == {("corroborated", 2)}
    assert len({mark["event_id"] for mark in desk.marks()}) == 1
    assert desk.store.page(Query("reported-targets")).matched == 2
    desk.store.remove(second.report.id)
    (mark,) = desk.marks()
    assert (mark["status"], mark["independent_sources"]) == ("single_source", 1)


def test_numbers_of_an_event_are_a_range_and_its_document_says_who_gives_which(desk: Desk) -> None:
    desk.keep(*map(witness, (MONITOR, MINISTRY, PAPER)))
    (event,) = desk.events()
    assert (event["killed_min"], event["killed_max"], event["injured_min"]) == (5, 7, None)
    document = desk.store.event(str(event["id"]))
    assert document is not None
    (differ,) = document["disagreements"]
    assert {side["value"]: len(side["claims"]) for side in differ["positions"]} == {"5": 1, "7": 2}
    assert all(desk.store.event(f"e{claim_id}") == document for claim_id in document["supporting"])
    assert desk.store.event("enothing") is None


def test_what_strangers_may_not_see_counts_in_no_event(tmp_path: Path, vocabulary: Vocabulary) -> None:
    desk = Desk(tmp_path / "delayed.sqlite", vocabulary, PublicView(delay=3600))
    first, second = witness(MONITOR), witness(MINISTRY)
    desk.keep(first)
    assert desk.dump() == {name: [] for name in get_args(CollectionId)}
    assert desk.store.event(f"e{first.claim.id}") is None
    desk.now = 3601.0
    desk.keep(second)
    desk.store.version()
    (event,) = desk.events()
    assert (event["claims_n"], event["independent_sources"], event["killed_max"]) == (1, 1, 5)
    desk.now = 7300.0
    desk.store.version()
    (event,) = desk.events()
    assert (event["claims_n"], event["independent_sources"], event["killed_max"]) == (2, 2, 7)
    desk.store.close()
    hidden = Desk(desk.path, vocabulary, PublicView("reviewed"))
    assert hidden.events() == []
    assert hidden.store.event(str(event["id"])) is None
    hidden.store.close()
    shown = Desk(desk.path, vocabulary)
    assert shown.events() == [event]
    shown.store.close()


def test_a_reviewers_word_on_events_holds_over_every_rebuild(desk: Desk) -> None:
    one, other = witness(MONITOR), witness(replace(MINISTRY, day=FRIDAY - timedelta(days=4)))
    desk.keep(one, other)
    assert len(desk.events()) == 2
    pair = frozenset((one.claim.id, other.claim.id))
    desk.store.decide(Decisions((pair,), gradings={one.claim.id: ("fair", "Ann")}))
    (event,) = desk.events()
    assert (event["claims_n"], event["grading"], event["graded_by"]) == (2, "fair", "Ann")
    whole = desk.dump()
    desk.again(one, other)
    assert desk.dump() == whole
    desk.store.decide(Decisions(apart=frozenset({pair})))
    assert len(desk.events()) == 2


def test_an_event_is_drawn_at_its_points_else_at_its_areas_else_nowhere(desk: Desk) -> None:
    far = place("Cerim", lon=45.0, lat=38.0, admin1_id="test:far")
    for said in (replace(MONITOR, where=(ALDAN, BARAN)), replace(MONITOR, where=(ORLAN,), killed=None), replace(MONITOR, where=(), day=None)):
        desk.keep(witness(said))
    desk.keep(witness(replace(MONITOR, where=(far,), labels=("clinic",), cls="medical")))
    drawn = {orjson.loads(one)["properties"]["place_name"]: orjson.loads(one)["geometry"] for one in desk.store.stream(Query("events"))}
    assert drawn["Aldan; Baran"]["type"] == "MultiPoint"
    assert drawn[None] is None
    (area,) = desk.store.stream(Query("event-areas"))
    assert orjson.loads(area)["geometry"]["type"] == "MultiPolygon"


def test_a_protected_target_is_no_sharper_in_its_event(desk: Desk) -> None:
    clinic = place("Mercy clinic", "installation", lon=40.00037, lat=35.00041)
    desk.keep(witness(replace(MONITOR, where=(clinic,), labels=("clinic",), cls="medical")))
    desk.keep(witness(replace(MINISTRY, where=(clinic,), labels=("building",), cls=None)))
    for collection in ("reported-targets", "events"):
        for feature in map(orjson.loads, desk.store.stream(Query(collection, limit=None))):  # type: ignore[arg-type]
            if feature["properties"]["target_label"] != "building":
                assert feature["geometry"]["coordinates"] != [40.00037, 35.00041]
                assert feature["properties"]["where_prec"] >= 2


def test_example_reports_corroborate_nothing(desk: Desk) -> None:
    example = witness(MINISTRY)
    desk.keep(witness(MONITOR), replace(example, report=replace(example.report, source_kind="example")))
    assert sorted(str(one["source_kind"]) for one in desk.events()) == ["example", "text"]


def test_a_total_names_the_events_it_includes(desk: Desk) -> None:
    total = witness(replace(MONITOR, where=(ORLAN,), killed=30))
    parts = [witness(MONITOR), witness(replace(MONITOR, where=(BARAN,)))]
    desk.keep(total, *parts)
    document = desk.store.event(f"e{total.claim.id}")
    assert document is not None
    assert document["contains"] == sorted(f"e{part.claim.id}" for part in parts)


