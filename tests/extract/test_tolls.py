"""Tolls told place by place, sums with their parts, tolls that are raised; bullets that stay apart."""

import pytest

from app.model.claim import Claim
from tests.extract.conftest import Read


def killed(claims: list[Claim]) -> dict[str, list[int | None]]:
    """The dead by the places that a claim names as struck."""
    return {
        "+".join(sorted(m.toponym.surface for m in c.mentions if m.role == "reported_target")): [q.min for q in c.quantities if q.unit == "killed"]
        for c in claims
    }


def test_each_place_with_its_own_toll_is_a_claim(read: Read) -> None:
    claims = read("Four people died in Marran and two in Qasr when Turkish shells hit houses on Tuesday, officials said.")
    assert killed(claims) == {"Marran": [4], "Qasr": [2]}
    assert {c.claimant.name for c in claims} == {"officials"}


def test_a_sum_contains_its_parts_and_keeps_its_own_number(read: Read) -> None:
    whole, *parts = read("Eleven people were killed in missile attacks on Tuesday, seven of them in Marran and four in Qasr, the ministry said.")
    assert [q.min for q in whole.quantities] == [11]
    assert killed(parts) == {"Marran": [7], "Qasr": [4]}
    assert set(whole.contains) == {part.id for part in parts}


def test_children_among_the_dead_are_no_other_place_s(read: Read) -> None:
    (claim,) = read("Air strikes killed 20 people in Marran on Friday, among them six children, officials said.")
    assert [(q.min, q.of) for q in claim.quantities] == [(20, None), (6, "child")]


def test_a_toll_told_on_elsewhere_is_a_claim_of_its_own(read: Read) -> None:
    claims = read("A drone killed a woman in Marran on Monday. Two people were wounded in Qasr, the governor said.")
    assert [{m.toponym.surface for m in c.mentions if m.role == "reported_target"} for c in claims] == [{"Marran"}, {"Qasr"}]


def test_a_raised_toll_takes_the_place_of_the_one_before(read: Read) -> None:
    (claim,) = read("The governor said a missile killed five people in Marran. The toll of the strike has risen to nine, the governor said.")
    assert [q.min for q in claim.quantities if q.unit == "killed"] == [9]


def test_bullets_are_never_one_claim(read: Read) -> None:
    claims = read("Amnesty International reports:\n- Marran: shelling, 2 killed\n- Qasr: shelling, 2 killed\n- shelling of the hills, 2 killed")
    assert len(claims) == 3
    assert not [m for m in claims[2].mentions if m.role == "reported_target"]


@pytest.mark.parametrize("heading", ["CLAIM: ", "THE CLAIM\n"])
def test_what_a_fact_check_finds_false_is_denied_by_it(read: Read, heading: str) -> None:
    claims = read(f"{heading}A clip shows a bridge in Marran after a missile hit it.\nRATING: False.", publisher="Plain Facts")
    assert [(c.modality, c.claimant.name) for c in claims] == [("denied", "Plain Facts")]


def test_a_claim_that_nobody_found_false_stays_asserted(read: Read) -> None:
    claims = read("CLAIM: A clip shows a bridge in Marran after a missile hit it.\nRATING: True.")
    assert [c.modality for c in claims] == ["asserted"]


@pytest.mark.parametrize(
    "other",
    [
        "Two more people died of malnutrition, the health ministry said.",
        "At least 89 reporters have been killed in the conflict, the press club said.",
        "The clinic took in 32 people with gunshot wounds, the Red Cross said.",
    ],
)
def test_other_deaths_are_no_toll_of_the_strike(read: Read, other: str) -> None:
    assert len(read("Jets bombed Marran on Monday. " + other)) == 1


def test_others_killed_elsewhere_in_the_same_breath_are_a_claim_of_their_own(read: Read) -> None:
    claims = read("Jets killed 20 people when they struck the village of Marran and another 15 died near the town of Qasr, police said.")
    assert killed(claims) == {"Marran": [20], "Qasr": [15]}


def test_a_number_that_is_the_sum_of_others_contains_them(read: Read) -> None:
    claims = read("Amnesty International counted 17 air strikes on Monday. It said eight strikes hit Marran. It said nine strikes hit Qasr.")
    assert set(claims[0].contains) == {claims[1].id, claims[2].id}


def test_what_is_told_after_a_list_or_in_another_entry_is_not_of_the_entry_before(read: Read) -> None:
    (claim,) = read("Notes\n- Marran: two warplanes hit two houses\n- A baby died in Qasr\nFrom May to today 406 people were killed.")
    assert not [q for q in claim.quantities if q.unit == "killed"]


def test_governors_of_two_regions_answer_each_for_his_own(read: Read) -> None:
    claims = read(
        "Drones hit Marran on Monday. Three people were injured by debris in Qasr, said the governor of Dabra. "
        "Two people were killed in Zeitun, said the governor of Tell Sefi."
    )
    told = {c.claimant.name: [q.min for q in c.quantities] for c in claims}
    assert told == {"unattributed": [], "governor of Dabra": [3], "governor of Tell Sefi": [2]}


def test_officials_who_add_the_toll_to_the_lead_tell_it_all(read: Read) -> None:
    (claim,) = read("Rockets crashed into the market of Marran on Monday, and officials said that at least 18 people were dead.")
    assert (claim.claimant.name, [q.min for q in claim.quantities]) == ("officials", [18])


@pytest.mark.parametrize(
    "told",
    [
        "Air raids killed 30 people across Dabra province, ten in Marran and six in Qasr, the Observatory said.",
        "At least 30 people died in air raids across Syria on Friday: ten in Marran and six in Qasr, the Observatory said.",
    ],
)
def test_a_toll_all_over_a_province_contains_those_of_its_towns(read: Read, told: str) -> None:
    whole, *parts = read(told)
    assert [q.min for q in whole.quantities] == [30]
    assert killed(parts) == {"Marran": [10], "Qasr": [6]}
    assert set(whole.contains) == {part.id for part in parts}


def test_tolls_told_on_of_several_places_are_a_claim_each(read: Read) -> None:
    lead = "Air raids killed 23 people near Zeitun on Monday, the Observatory said. "
    whole, *parts = read(lead + "The toll included ten people killed in Marran and eight in Qasr, it said.")
    assert killed(parts) == {"Marran": [10], "Qasr": [8]}
    assert set(whole.contains) == {part.id for part in parts}
    parts = read("Jets bombed Zeitun on Monday. Three people were killed in Marran and two in Qasr, the health ministry said.")
    assert killed(parts[1:]) == {"Marran": [3], "Qasr": [2]}


def test_the_dead_and_the_wounded_of_one_place_stay_together(read: Read) -> None:
    claims = read("At least 65 people were killed and 130 injured in air raids on a market in Marran, medics said, while 11 were killed in Qasr.")
    assert [[(q.unit, q.min) for q in c.quantities] for c in claims] == [[("killed", 65), ("injured", 130)], [("killed", 11)]]


def test_a_toll_told_before_the_strike_is_its_own(read: Read) -> None:
    (claim,) = read("Six people were killed on Monday. Two others were wounded. A missile hit a petrol station in Marran, the governor said.")
    assert [(q.unit, q.min) for q in claim.quantities] == [("killed", 6), ("injured", 2)]
    (claim,) = read("Rebels said four men had been killed by gunfire. A missile hit a petrol station in Marran, the governor said.")
    assert not claim.quantities


def test_more_bodies_raise_the_toll(read: Read) -> None:
    (claim,) = read("A missile killed four people in Marran, police said. Two more bodies were found later, raising the toll to six, police said.")
    assert [q.min for q in claim.quantities] == [6]


def test_children_among_the_dead_told_later_are_of_the_same_toll(read: Read) -> None:
    lead = "Jets bombed Marran on Monday, killing 56 people, police said. "
    (claim,) = read(lead + "Eleven children were among the dead in the village of Qasr, it said.")
    assert [(q.min, q.of) for q in claim.quantities] == [(56, None), (11, "child")]


def test_with_how_much_it_was_done_is_told_on(read: Read) -> None:
    (claim,) = read("Turkish jets destroyed 18 targets in Marran on Monday, the army said. Twelve aircraft took part in the operation.")
    assert [(q.unit, q.min) for q in claim.quantities] == [("targets", 18), ("aircraft", 12)]


def test_in_a_tally_by_places_an_air_strike_is_one(read: Read) -> None:
    (claim,) = read("Near Marran, an air strike destroyed an ISIL excavator.")
    assert [(q.unit, q.min) for q in claim.quantities] == [("strikes", 1)]
    (claim,) = read("An air strike near Marran destroyed an ISIL excavator on Monday.")
    assert not claim.quantities


def test_a_sum_of_no_place_hands_striker_and_day_on_to_the_tolls_of_places(read: Read) -> None:
    whole, *parts = read(
        "Syrian government air strikes across the country killed 44 people on Monday, the Observatory said. In Marran 16 civilians were killed "
        "in four air strikes, the Observatory said. Elsewhere air strikes on Qasr killed ten, the Observatory said."
    )
    assert ([q.min for q in whole.quantities], set(whole.contains)) == ([44], {part.id for part in parts})
    assert killed(parts) == {"Marran": [16], "Qasr": [10]}
    assert {(tuple(a.name for a in c.actors), c.when) for c in parts} == {(tuple(a.name for a in whole.actors), whole.when)}


def test_a_missile_that_is_fired_is_one(read: Read) -> None:
    (claim,) = read("The group said it had fired a ballistic missile at a base in Marran on Monday.")
    assert [(q.unit, q.min) for q in claim.quantities] == [("munitions", 1)]
    (claim,) = read("A ballistic missile hit a base in Marran on Monday.")
    assert not claim.quantities


def test_a_greater_toll_in_nobody_s_mouth_is_not_added(read: Read) -> None:
    (claim,) = read("Jets killed 27 people in Marran, the Observatory said. An activist put it far higher. At least 44 people died there.")
    assert [q.min for q in claim.quantities] == [27]


def test_the_tolls_of_towns_that_were_named_together_stay_with_them(read: Read) -> None:
    told = read("Activists said jets bombed the towns of Marran and Qasr. Eleven people were killed in Marran and three more died in Qasr.")
    assert [q.min for c in told for q in c.quantities] == [11, 3]


def test_the_day_up_to_which_the_dead_were_counted_is_no_other_strike_s(read: Read) -> None:
    (claim,) = read("A rocket hit a shop in Marran on Monday. Eighteen bodies had been found by Tuesday.")
    assert [(q.unit, q.min) for q in claim.quantities] == [("killed", 18)]
    (claim,) = read("A rocket hit a shop in Marran on Monday. Eighteen people were killed there on Tuesday.")
    assert not claim.quantities
