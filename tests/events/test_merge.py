import json
import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.events.merge import event_id, events_of, standings_of, with_events
from app.events.parties import load_vocabulary
from app.events.record import event_record
from app.events.traits import traits_of
from app.model.claim import Quantity
from app.model.codes import QuantityOf
from app.model.event import Event, Witness
from app.model.standing import Standing, Status
from tests.events.made_events import ALDAN, BARAN, CERIM, FRIDAY, ORLAN, Said, witness
from tests.events.test_match import SAID
from tests.features.made import mention

VOCABULARY = load_vocabulary()
MONITOR = Said("Northern Observatory", attackers=("Russia",), killed=5)
MINISTRY = Said("Health ministry", "state_belligerent", attackers=("Russia",), killed=7)
STRIKER = Said("Russian defence ministry", "state_belligerent", attackers=("Russia",))
PAPER = Said("residents", "unattributed", attackers=("Russia",))

CLINIC = replace(MONITOR, labels=("clinic",), cls="medical")


def events(*said: Said) -> list[Event]:
    return events_of([witness(one) for one in said], VOCABULARY)


@pytest.mark.parametrize(
    ("said", "status", "sources"),
    [
        ((STRIKER,), "declared", 0),
        ((STRIKER, replace(STRIKER, publisher="Another")), "declared", 0),
        ((MONITOR,), "single_source", 1),
        ((MONITOR, replace(MONITOR, publisher="Another", killed=6)), "single_source", 1),
        ((MONITOR, STRIKER), "single_source", 1),
        ((MONITOR, PAPER, replace(PAPER, publisher="Another")), "single_source", 1),
        ((MINISTRY, replace(MINISTRY, who="Police", killed=8)), "single_source", 1),
        ((MINISTRY, replace(MINISTRY, who="medics", kind="official_unnamed")), "single_source", 1),
        ((replace(MONITOR, who="White Helmets"), replace(MONITOR, who="the Civil Defence")), "single_source", 1),
        ((replace(MONITOR, who="Valley Red Crescent"), replace(MONITOR, who="Red Crescent")), "single_source", 1),
        ((replace(MONITOR, who="Valley Red Crescent"), replace(MONITOR, who="Valley Watch")), "corroborated", 2),
        ((MONITOR, replace(MONITOR, who="activists")), "single_source", 1),
        ((replace(MONITOR, who="activists"), replace(MONITOR, who="local media", kind="news_media")), "single_source", 1),
        ((MINISTRY, replace(MONITOR, who="SANA", kind="news_media")), "single_source", 1),
        ((replace(MONITOR, who="TASS", kind="news_media"),), "declared", 0),
        ((replace(STRIKER, who="the coalition", attackers=("US-led coalition",)),), "declared", 0),
        ((replace(STRIKER, who="Pentagon", attackers=("United States",)),), "declared", 0),
        ((replace(MINISTRY, who="health ministry"), replace(MONITOR, who="Houthis", kind="armed_group")), "single_source", 1),
        ((replace(MONITOR, who="UNICEF", kind="un_body"), replace(MONITOR, who="OHCHR", kind="un_body")), "single_source", 1),
        ((MINISTRY, replace(MONITOR, who="AFP", kind="news_media")), "corroborated", 2),
        ((MONITOR, MINISTRY), "corroborated", 2),
        ((MONITOR, replace(MONITOR, who="Red Crescent")), "corroborated", 2),
        ((MONITOR, MINISTRY, replace(STRIKER, modality="denied")), "contested", 2),
        ((CLINIC, replace(CLINIC, who="Russian army", kind="state_belligerent", attackers=("Turkey",))), "contested", 1),
    ],
)
def test_law_9_two_independent_sources_not_of_the_striking_side_make_corroborated(said: tuple[Said, ...], status: Status, sources: int) -> None:
    (event,) = events(*said)
    assert (event.status, event.independent_sources) == (status, sources)
    stands = standings_of([event])
    assert {stands[claim_id].status for claim_id in event.claim_ids} == {status}
    assert any(stand.disputed_by_n for stand in stands.values()) is (status == "contested")


def test_copies_of_one_text_are_one_source() -> None:
    text = "Jets bombed a mill in Aldan before noon and five men died under the roof, according to those who keep the count in the valley"
    first = replace(MONITOR, text=f"{text}, the Observatory said.")
    copy = replace(MONITOR, who="Valley Observatory", text=f"ALDAN (Agency) - {text}, the Valley Observatory said.", publisher="Another")
    (event,) = events(first, copy)
    assert len(event.copies) == 1
    assert event.independent_sources == 1


def test_quantities_are_a_range_and_never_a_sum() -> None:
    (event,) = events(MONITOR, MINISTRY, replace(MONITOR, who="Red Crescent", killed=6))
    (killed,) = event.quantities
    assert (killed.unit, killed.min, killed.max, killed.open) == ("killed", 5, 7, False)
    (differ,) = event.disagreements
    assert (differ.field, differ.unit) == ("how_many", "killed")
    assert {position.value for position in differ.positions} == {"5", "6", "7"}


def counted(said: Said, *numbers: tuple[int, int | None, QuantityOf | None]) -> Said:
    return replace(said, more={"quantities": tuple(Quantity("killed", low, high, "exactly", str(low), of) for low, high, of in numbers)})


def test_a_part_of_the_dead_is_never_the_least_toll_and_raises_the_greatest() -> None:
    office = counted(replace(MONITOR, who="OHCHR", kind="un_body"), (7, None, "civilian"), (2, 2, None))
    ministry = counted(MINISTRY, (5, 5, None))
    striker = counted(STRIKER, (60, 60, "combatant"))
    (event,) = events(office, ministry)
    ranges = {one.of: (one.min, one.max, one.open) for one in event.quantities}
    assert ranges == {None: (5, 7, True), "civilian": (7, 7, True)}
    (differ,) = event.disagreements
    assert (differ.field, {side.value for side in differ.positions}) == ("how_many", {"5", "7 (civilian)"})
    (event,) = events(office, ministry, striker)
    assert [(one.min, one.max, one.open) for one in event.quantities if one.of is None] == [(5, 60, True)]


def test_where_only_parts_are_counted_no_toll_in_all_is_given() -> None:
    (event,) = events(counted(MONITOR, (7, 7, "civilian")), counted(MINISTRY, (3, 3, "child")))
    assert {one.of for one in event.quantities} == {"civilian", "child"}


def test_of_two_numbers_of_one_voice_in_one_report_the_less_is_a_part() -> None:
    (event,) = events(counted(MONITOR, (12, 12, None), (3, 3, None)))
    assert [(one.min, one.max) for one in event.quantities] == [(12, 12)]


def test_a_toll_that_its_own_source_raised_is_no_disagreement() -> None:
    (event,) = events(MONITOR, replace(MONITOR, killed=11, published=FRIDAY + timedelta(days=1)))
    (killed,) = event.quantities
    assert (killed.min, killed.max) == (11, 11)
    assert [(one.value, len(one.claim_ids)) for one in killed.earlier] == [("5", 1)]
    assert event_record(event)["quantities"][0]["earlier"][0]["value"] == "5"
    assert event.disagreements == ()


def test_a_toll_that_its_own_source_repeats_is_not_said_earlier() -> None:
    (event,) = events(MONITOR, replace(MONITOR, published=FRIDAY + timedelta(days=1)))
    assert event.quantities[0].earlier == ()


def test_kinds_that_one_counts_apart_are_no_disagreement_with_a_number_of_all_and_none_vanishes() -> None:
    kinds = (Quantity("munitions", 2, 2, "exactly", "two", noun="missiles"), Quantity("munitions", 14, 14, "exactly", "14", noun="drones"))
    told = replace(MINISTRY, killed=None, more={"quantities": kinds})
    total = replace(MONITOR, killed=None, more={"quantities": (Quantity("munitions", 16, 16, "exactly", "16", noun="drones"),)})
    (event,) = events(told, total)
    assert [(one.noun, one.min, one.max) for one in event.quantities] == [("", 14, 16), ("drone", 14, 16), ("missile", 2, 2)]
    assert event.disagreements == ()


def test_of_the_dead_of_a_province_and_of_a_town_in_it_the_range_has_both() -> None:
    around = {"mentions": (mention(ALDAN), mention(ORLAN, "container"))}
    counts = (Quantity("killed", 30, 30, "exactly", "30"), Quantity("killed", 10, 10, "exactly", "ten"))
    (event,) = events(replace(MONITOR, killed=None, more={**around, "quantities": counts}), replace(MINISTRY, killed=10))
    assert [(one.min, one.max) for one in event.quantities] == [(10, 30)]
    assert event.disagreements == ()


def test_a_total_contains_its_parts_and_takes_none_in() -> None:
    total = replace(MONITOR, where=(ORLAN,), killed=30)
    found = events(total, MONITOR, replace(MONITOR, where=(BARAN,)), replace(MONITOR, where=(CERIM,)))
    assert len(found) == 4
    by_place = {event.place_ids: event for event in found}
    assert set(by_place[(ORLAN.id,)].contains) == {by_place[(ALDAN.id,)].id, by_place[(BARAN.id,)].id}
    assert by_place[(ALDAN.id,)].contains == ()


def test_sides_that_name_different_people_are_a_dispute_also_without_a_place() -> None:
    text = "Russia said terrorists were hit. Turkey said civilians were hit."
    spans = [{"spans": ((0, 31),), "id": "a"}, {"spans": ((33, 63),), "id": "b"}]
    one = Said("Russia", "state_belligerent", (), attackers=("Russia",), labels=("terrorists",), cls="armed_group", text=text, more=spans[0])
    other = Said("Turkey", "state_third_party", (), attackers=("Russia",), labels=("civilians",), cls="civilians", text=text, more=spans[1])
    (event,) = events(one, other)
    assert event.place_ids == ()
    assert event.status == "contested"
    (differ,) = [one for one in event.disagreements if one.field == "what"]
    assert [position.value for position in differ.positions] == ["“terrorists”", "“civilians”"]


def test_a_headline_over_two_wars_joins_no_two_events_and_brings_no_place_of_the_other() -> None:
    far = replace(CERIM, country="UA")
    headline = replace(MONITOR, who="Valley News", kind="news_media", where=(ALDAN, far), killed=None)
    found = {event.place_ids: event for event in events(headline, MONITOR, replace(MINISTRY, where=(far,)))}
    assert set(found) == {(ALDAN.id,), (CERIM.id,)}
    (alone,) = events(headline)
    assert set(alone.place_ids) == {ALDAN.id, CERIM.id}


def test_only_what_is_asserted_or_denied_makes_events() -> None:
    assert events(replace(MONITOR, modality="threatened"), replace(MONITOR, modality="historical")) == []


MANY = st.lists(SAID, min_size=1, max_size=8).map(lambda said: list({one.claim.id: one for one in map(witness, said)}.values()))


@given(MANY, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_arrival_changes_nothing(told: list[Witness], chance: random.Random) -> None:
    shuffled = list(told)
    chance.shuffle(shuffled)
    assert events_of(told, VOCABULARY) == events_of(shuffled, VOCABULARY)


@given(MANY)
@settings(deadline=None)
def test_every_claim_is_in_one_event_whose_id_is_that_of_its_first(told: list[Witness]) -> None:
    found = events_of(told, VOCABULARY)
    claims = [claim_id for event in found for claim_id in event.claim_ids]
    assert sorted(claims) == sorted(one.claim.id for one in told)
    by_id = {one.claim.id: one for one in told}
    assert all(event.id in {event_id(traits_of(by_id[claim_id], VOCABULARY)) for claim_id in event.claim_ids} for event in found)


@given(MANY)
@settings(deadline=None)
def test_an_unrelated_report_changes_no_event(told: list[Witness]) -> None:
    elsewhere = witness(Said("Someone else", where=(CERIM,), day=FRIDAY - timedelta(days=400), published=FRIDAY - timedelta(days=399)))
    before = events_of(told, VOCABULARY)
    after = events_of([*told, elsewhere], VOCABULARY)
    assert [event for event in after if elsewhere.claim.id not in event.claim_ids] == before


def test_the_document_of_an_event_has_every_claim_on_its_side() -> None:
    witnesses = [witness(one) for one in (MONITOR, replace(STRIKER, modality="denied"), replace(MINISTRY, day=None))]
    (event,) = events_of(witnesses, VOCABULARY)
    document = event_record(event)
    assert json.loads(json.dumps(document)) == document
    assert document["disputing"] == [one.claim.id for one in witnesses if one.claim.modality == "denied"]
    assert {*document["supporting"]} == {one.claim.id for one in witnesses if one.claim.modality == "asserted"}
    assert {differ["field"] for differ in document["disagreements"]} == {"whether", "how_many"}
    assert document["grading"] is None


def test_what_is_contested_in_a_report_stays_contested_whatever_its_event_knows() -> None:
    witnesses = [witness(MONITOR), witness(replace(MINISTRY, killed=5))]
    (event,) = events_of(witnesses, VOCABULARY)
    one, other = (each.claim.id for each in witnesses)
    own = {one: Standing("contested", 1, 2), other: Standing("single_source", 1, 0), "elsewhere": Standing("declared", 0, 0)}
    stands = with_events(own, [event])
    assert (stands[one].status, stands[one].disputed_by_n, stands[one].event_id) == ("contested", 2, event.id)
    assert (stands[other].status, stands[other].independent_sources) == ("corroborated", 2)
    assert stands["elsewhere"] == own["elsewhere"]
