from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.events.blocking import block_keys
from app.events.match import match
from app.events.matches import Matches
from app.events.parties import load_vocabulary
from app.model.claim import Quantity
from tests.events.made_events import ALDAN, BARAN, CERIM, FRIDAY, ORLAN, Said, traits
from tests.features.made import mention, place, toponym

VOCABULARY = load_vocabulary()
SUBURB = place("Aldan East", "neighbourhood", lon=40.05, lat=35.02, admin1_id="test:orlan")
BASE = Said(attackers=("Russia",), weapon="air_strike", killed=5)


def score(one: Said, other: Said) -> tuple[bool, bool, tuple[str, ...]]:
    found = match(traits(one, VOCABULARY), traits(other, VOCABULARY), VOCABULARY)
    return found.same, found.barred, found.reasons


@pytest.mark.parametrize(
    "other",
    [
        replace(BASE, who="Turkey", kind="state_third_party", killed=9),
        replace(BASE, where=(SUBURB,)),
        replace(BASE, who="Russian army", kind="state_belligerent", labels=("terrorists",), cls="armed_group", killed=None),
        replace(BASE, day=FRIDAY - timedelta(days=1), until=FRIDAY, weapon="missile", who="Somebody", kind="unattributed"),
        replace(BASE, where=(ORLAN,), who="Red Crescent"),
        replace(BASE, day=None, who="Red Crescent"),
        replace(BASE, attackers=("jets",), who="Red Crescent"),
    ],
    ids=["another toll", "a suburb", "the striker's word", "the night", "the province, same toll", "no day", "no side named"],
)
def test_one_strike_told_otherwise_is_one_strike(other: Said) -> None:
    same, barred, reasons = score(BASE, other)
    assert same, reasons
    assert not barred


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (replace(BASE, where=(BARAN,)), "different places"),
        (replace(BASE, where=(CERIM,)), "different places"),
        (replace(BASE, day=FRIDAY - timedelta(days=1)), "different days"),
        (replace(BASE, day=None, published=FRIDAY + timedelta(days=9)), "different days"),
        (replace(BASE, where=(ORLAN,), killed=30), "one adds up what the other may be part of"),
        (replace(BASE, where=(ALDAN, BARAN), killed=30), "one adds up what the other may be part of"),
        (replace(BASE, day=FRIDAY - timedelta(days=20), until=FRIDAY), "one adds up what the other may be part of"),
    ],
    ids=["next town", "far", "day before", "open date, told later", "toll of the province", "toll of two towns", "toll of weeks"],
)
def test_another_place_or_day_or_a_total_is_ruled_out(other: Said, reason: str) -> None:
    assert score(BASE, other) == (False, True, (reason,))


@pytest.mark.parametrize(
    "other",
    [
        replace(BASE, attackers=("Turkey",), labels=("bus station",), cls="transport"),
        replace(BASE, weapon="artillery", killed=None),
        replace(BASE, where=(ORLAN,), killed=None),
    ],
    ids=["another striker", "another kind of weapon", "only the province"],
)
def test_too_little_in_common_is_not_one_strike(other: Said) -> None:
    assert not score(BASE, other)[0]


def test_two_blamed_for_one_hospital_are_one_event() -> None:
    one = Said(attackers=("Russia",), labels=("hospital",), cls="medical", weapon="artillery", killed=2)
    assert score(one, replace(one, who="Russia", kind="state_belligerent", attackers=("Ukraine",)))[0]


def test_a_claim_without_a_place_says_nothing_of_strikes_in_other_reports() -> None:
    bare = match(traits(replace(BASE, where=(), killed=None), VOCABULARY), traits(replace(BASE, who="Red Crescent"), VOCABULARY), VOCABULARY)
    assert bare.silent
    assert not bare.same
    assert not bare.barred


def test_without_a_place_it_takes_the_target_and_the_toll() -> None:
    bare = replace(BASE, where=(), who="Red Crescent", labels=("bakery",), cls="market", killed=9)
    assert not score(bare, replace(BASE, labels=("bakery",)))[0]
    assert score(replace(bare, killed=5), replace(BASE, labels=("bakery",), cls="market"))[0]


def test_daily_bulletins_of_one_body_tell_other_strikes() -> None:
    bulletin = Said("Central Command", "state_third_party", day=None, labels=("fighting position",), cls="armed_group", weapon="air_strike")
    assert score(bulletin, replace(bulletin, published=FRIDAY - timedelta(days=1))) == (False, True, ("each bulletin of one body tells its own day",))
    today = replace(bulletin, day=FRIDAY, more={"quantities": (Quantity("strikes", 2, 2, "exactly", "two"),)})
    again = replace(today, publisher="Another", more={"quantities": (Quantity("strikes", 9, 9, "exactly", "nine"),)})
    assert not score(today, again)[0]
    assert score(today, replace(today, publisher="Another"))[0]


def test_a_day_of_many_strikes_is_not_the_one_that_hit_a_hospital() -> None:
    many = replace(BASE, killed=None, more={"quantities": (Quantity("strikes", 50, 50, "exactly", "50"),)})
    hospital = replace(BASE, who="Red Crescent", labels=("hospital",), cls="medical")
    assert score(many, hospital) == (False, True, ("one adds up what the other may be part of",))


def test_names_of_parties_and_fighters_positions_are_no_common_target() -> None:
    one = Said(where=(ORLAN,), weapon="air_strike", labels=("IS fighters",), cls="armed_group")
    assert "the same words for the target" not in score(one, replace(one, who="Turkey", labels=("IS positions",)))[2]


def test_one_body_that_tells_of_another_strike_tells_two() -> None:
    text = "Jets hit a mill in Aldan. Another raid hit Aldan at night."
    one = Said(text=text, weapon="air_strike", more={"spans": ((0, 24),)})
    other = Said(text=text, weapon="air_strike", more={"spans": ((26, 57),), "id": "other"})
    assert not score(one, other)[0]


def test_a_place_near_another_over_a_border_or_in_the_same_report_is_another() -> None:
    abroad = replace(SUBURB, country="TR")
    assert score(BASE, replace(BASE, where=(abroad,))) == (False, True, ("different places",))
    text = "Jets hit Aldan. Jets hit places near Baran, medics said."
    loose = replace(mention(BARAN), toponym=replace(toponym(BARAN), relation="near"))
    one = replace(BASE, text=text, killed=None, more={"spans": ((0, 14),)})
    other = replace(BASE, who="medics", text=text, killed=None, more={"spans": ((16, 55),), "id": "other", "mentions": (loose,)})
    assert not score(one, other)[0]
    assert score(replace(one, text=""), replace(other, text="", more={"mentions": (loose,)}))[0]


def test_every_reason_of_a_match_is_in_words() -> None:
    _, _, reasons = score(BASE, replace(BASE, who="Red Crescent"))
    assert reasons == ("both name Aldan", "the same day", "the same attacker", "both say air strike", "the same number of killed")


SAID = st.builds(
    Said,
    who=st.sampled_from(["Northern Observatory", "Russia", "Turkey"]),
    where=st.sampled_from([(), (ALDAN,), (BARAN,), (ORLAN,), (SUBURB,), (ALDAN, BARAN), (CERIM,)]),
    day=st.none() | st.dates(date(2015, 11, 18), date(2015, 11, 20)),
    attackers=st.sampled_from([(), ("Russia",), ("Turkey",)]),
    weapon=st.sampled_from([None, "air_strike", "rocket", "artillery"]),
    cls=st.sampled_from([None, "market", "medical", "civilians"]),
    killed=st.none() | st.integers(0, 9),
)


@given(SAID, SAID)
def test_a_match_reads_the_same_from_both_sides(one: Said, other: Said) -> None:
    a, b = traits(one, VOCABULARY), traits(other, VOCABULARY)
    there, back = match(a, b, VOCABULARY), match(b, a, VOCABULARY)
    assert (there.score, there.barred) == (back.score, back.barred)


@given(SAID, SAID)
def test_claims_that_match_share_a_block(one: Said, other: Said) -> None:
    a, b = traits(one, VOCABULARY), traits(other, VOCABULARY)
    if match(a, b, VOCABULARY).same:
        assert set(block_keys(a)) & set(block_keys(b))




def test_forgotten_matches_are_taken_again_and_say_the_same() -> None:
    told = [traits(Said(publisher=f"Paper {number}", killed=number), VOCABULARY) for number in range(12)]
    few, all_ = Matches(VOCABULARY, 20), Matches(VOCABULARY)
    for one in told:
        others = [other for other in told if other is not one]
        assert few.with_each(one, others) == all_.with_each(one, others) == [few.of(other, one) for other in others]
    assert all_.of(told[0], told[1]) is all_.of(told[1], told[0])
