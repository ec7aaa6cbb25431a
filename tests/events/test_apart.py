"""A town, a day and an attacker in common make no two strikes one: false corroboration is worse than two events."""

import itertools
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from app.events.match import match
from app.events.merge import events_of
from app.events.parties import load_vocabulary
from app.events.things import hours_of, things_of
from app.model.claim import Quantity
from tests.events.made_events import ALDAN, FRIDAY, Said, ids, traits, witness
from tests.features.made import place

VOCABULARY = load_vocabulary()
CITY = replace(ALDAN, population=400_000)
SCHOOL = Said(where=(CITY,), attackers=("Russia",), weapon="air_strike", labels=("school",), cls="school", killed=20)
HOSPITAL = replace(SCHOOL, who="Red Crescent", labels=("hospital",), cls="medical", killed=3)
EAST, WEST = (place(f"Aldan {side}", "neighbourhood", lon=lon, lat=35.0, population=0) for side, lon in (("East", 40.03), ("West", 39.98)))
DRONE = Said(where=(CITY,), attackers=("Russia",), weapon="drone_strike", text="A drone hit Aldan.")


def same(one: Said, other: Said) -> bool:
    return match(traits(one, VOCABULARY), traits(other, VOCABULARY), VOCABULARY).same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SCHOOL, HOSPITAL),
        (replace(SCHOOL, killed=None), replace(HOSPITAL, killed=None)),
        (replace(SCHOOL, killed=4), replace(HOSPITAL, killed=4)),
        (replace(SCHOOL, labels=("mosque",), cls="other"), replace(HOSPITAL, labels=("bakery",), cls="other")),
        (replace(SCHOOL, labels=("al-Salam hospital",), cls="medical"), replace(HOSPITAL, labels=("Karama hospital",))),
        (replace(SCHOOL, labels=(), cls=None), replace(HOSPITAL, labels=(), cls=None)),
        (DRONE, replace(DRONE, who="Red Crescent", weapon="glide_bomb", text="Bombs fell on Aldan.")),
        (replace(SCHOOL, where=(EAST,), labels=(), cls=None), replace(HOSPITAL, where=(WEST,), labels=(), cls=None, killed=None)),
        (replace(SCHOOL, labels=("car",), cls=None, killed=None), replace(HOSPITAL, labels=("house",), cls="residential", killed=None)),
    ],
    ids=[
        *("a school, a hospital", "without tolls", "one small toll", "a mosque, a bakery", "two hospitals", "tolls alone", "a drone, bombs"),
        *("two quarters", "a car, a house"),
    ],
)
def test_what_differs_between_two_strikes_of_a_day_keeps_them_apart(one: Said, other: Said) -> None:
    assert not same(one, other)
    assert same(one, replace(one, who="Red Crescent"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SCHOOL, replace(SCHOOL, who="Red Crescent", killed=3)),
        (SCHOOL, replace(HOSPITAL, killed=20)),
        (replace(SCHOOL, where=(place("Hamlet", population=900),), killed=4), replace(HOSPITAL, where=(place("Hamlet", population=900),), killed=4)),
        (SCHOOL, replace(HOSPITAL, labels=("civilians",), cls="civilians", killed=None)),
        (SCHOOL, replace(HOSPITAL, labels=("fighters",), cls="armed_group", killed=None)),
        (SCHOOL, replace(HOSPITAL, labels=("residential area",), cls="residential", killed=None)),
        (replace(SCHOOL, labels=("Shifa hospital",), cls="medical"), replace(HOSPITAL, labels=("al-Shefaa clinic",))),
        (replace(SCHOOL, labels=(), cls=None, killed=3), replace(HOSPITAL, labels=(), cls=None, killed=20, published=FRIDAY + timedelta(days=1))),
        (SCHOOL, replace(HOSPITAL, labels=(), cls=None, killed=None, more={"quantities": (Quantity("killed", 3, None, "at_least", "at least 3"),)})),
        (DRONE, replace(DRONE, who="Red Crescent", weapon="glide_bomb", text="Bombs and a drone fell on Aldan.")),
    ],
    ids=[
        *("tolls of one school", "one large toll", "one toll of a hamlet", "civilians", "fighters", "a quarter", "a name written twice"),
        *("a toll that grew", "an open toll", "a mixed attack"),
    ],
)
def test_what_two_strikes_hardly_have_in_common_and_what_is_vague_brings_claims_together(one: Said, other: Said) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("Jets hit Aldan at 9 a.m. on Friday.", "Aldan was bombed at 21:15 on Friday.", False),
        ("Jets hit Aldan at 9 a.m. on Friday.", "Aldan was bombed at about 9:30 on Friday.", True),
        ("Jets hit Aldan at dawn.", "Aldan was bombed at midnight, it said.", False),
    ],
)
def test_hours_by_the_clock_and_by_their_names_tell_strikes_apart(one: str, other: str, together: bool) -> None:
    base = Said(where=(CITY,), attackers=("Russia",), weapon="air_strike")
    assert same(replace(base, text=one), replace(base, who="Red Crescent", text=other)) is together


def test_parts_of_the_day_are_read_from_the_words_for_the_day() -> None:
    hours = VOCABULARY.hours
    assert hours_of("said in the evening", "on Friday", hours).open == frozenset()
    assert not hours_of("", "on Friday morning", hours).open & hours_of("", "on the evening of Friday", hours).open
    assert hours_of("", "early on Friday morning", hours).open < hours_of("", "on Friday morning", hours).open
    assert hours_of("", "overnight", hours).open & hours_of("", "early on Friday", hours).open
    assert hours_of("Jets came at 12.05 am", "", hours).clock == 0
    assert hours_of("Jets came at 9 am and 9 pm", "", hours).clock is None


def test_a_place_in_the_name_of_a_thing_is_no_name_of_its_own() -> None:
    one = things_of(("Aldan hospital",), "medical", ("aldan",), (), VOCABULARY.things)
    assert (one.kinds, one.named) == ({"medical"}, frozenset())
    assert things_of(("Karama School",), "school", ("aldan",), (), VOCABULARY.things).named == {"krm"}
    assert things_of(("printing house",), "other", (), (), VOCABULARY.things).kinds == {"industry"}
    assert things_of(("drone factory",), "military", (), (), VOCABULARY.things).kinds == frozenset()


def test_a_vague_claim_is_no_bridge_between_two_things() -> None:
    vague = replace(SCHOOL, who="UN", labels=(), cls=None, killed=None)
    undated = [replace(one, day=None, killed=None, published=FRIDAY) for one in (SCHOOL, HOSPITAL)]
    for others in ((SCHOOL, HOSPITAL), undated, (SCHOOL, undated[1])):
        told = [witness(one) for one in (vague, *others)]
        school, hospital = told[1].claim.id, told[2].claim.id
        made = [events_of(order, VOCABULARY) for order in itertools.permutations(told)]
        assert all(one == made[0] for one in made)
        assert not any({school, hospital} <= group for group in ids(made[0]))


def test_a_vague_claim_that_fits_two_strikes_alike_backs_neither_and_one_with_the_toll_of_one_backs_that() -> None:
    vague = [replace(SCHOOL, who=who, labels=(), cls=None, killed=None) for who in ("UN", "Army Watch")]
    told = [witness(one) for one in (*vague, SCHOOL, HOSPITAL)]
    both, school, hospital = {one.claim.id for one in told[:2]}, told[2].claim.id, told[3].claim.id
    assert sorted(map(sorted, ids(events_of(told, VOCABULARY)))) == sorted(map(sorted, (both, {school}, {hospital})))
    of_the_school = witness(replace(vague[0], killed=20))
    assert {of_the_school.claim.id, school} in ids(events_of([of_the_school, *told[2:]], VOCABULARY))


def test_a_crowd_that_tells_of_two_things_makes_two_events_and_no_voice_of_one_counts_for_the_other() -> None:
    crowd = [replace(one, who=f"Body {at}", killed=None, day=FRIDAY if at % 3 else None) for at in range(60) for one in (SCHOOL, HOSPITAL)]
    told = [witness(replace(one, publisher=f"Paper {at}")) for at, one in enumerate(crowd)]
    events = events_of(random.Random(3).sample(told, len(told)), VOCABULARY)
    labels = {one.claim.id: one.claim.target.labels for one in told}
    assert [len(event.claim_ids) for event in events] == [60, 60]
    assert all(len({labels[claim_id] for claim_id in event.claim_ids}) == 1 for event in events)
