"""What holds between the claims of one report: shared origins and bases, sums and their parts, days, and statements that contrast."""

from datetime import date

import pytest

from app.model.claim import Claim
from tests.extract.conftest import FRIDAY, Read


def quoted(text: str, claims: list[Claim], words: str) -> Claim:
    """The claim whose quote holds ``words``."""
    found = [c for c in claims if words in text[c.spans[0][0] : c.spans[0][1]]]
    assert len(found) == 1, [text[c.spans[0][0] : c.spans[0][1]] for c in claims]
    return found[0]


def origins(claim: Claim) -> set[str]:
    return {m.toponym.surface for m in claim.mentions if m.role == "launch_origin"}


def attackers(claim: Claim) -> set[str]:
    return {a.name for a in claim.actors if a.role == "attacker"}


def test_a_launch_told_with_its_own_place_takes_no_origin_from_elsewhere(read: Read) -> None:
    text = (
        "Russia said its warships fired 12 cruise missiles from the Black Sea at Marran on Thursday.\n\n"
        "Residents saw three Russian cruise missiles being launched in Syria that hit Qasr, they said."
    )
    assert all(origins(c) in (set(), {"Black Sea"}) for c in read(text))
    assert origins(quoted(text, read(text), "launched in Syria")) == set()


def test_a_caption_that_shows_only_a_launch_is_no_claim(read: Read) -> None:
    text = "Media caption,\nFootage shows Russian missiles being launched in Syria\n\nRussian jets struck Marran on Thursday, residents said."
    assert "Footage" not in "".join(text[start:end] for c in read(text) for start, end in c.spans)


def test_footage_is_nobody(read: Read) -> None:
    claim = read("Footage shows Russian missiles hitting Marran on Thursday.", publisher="Wire")[0]
    assert (claim.claimant.name, claim.claimant.kind, claim.via) == ("unattributed", "unattributed", "Wire")


def test_what_one_source_sets_against_its_own_words_is_another_claim(read: Read) -> None:
    text = (
        "A spokesman for the US Central Command said Russian air strikes in recent weeks had hit Islamic State positions.\n\n"
        'But he added that "the majority of Russian air strikes still hit moderate opposition forces".'
    )
    claims = read(text)
    assert [c.claimant.name for c in claims] == ["US Central Command"] * 2
    assert "opposition" in claims[1].target.labels[0] and not any("opposition" in label for label in claims[0].target.labels)
    assert attackers(claims[1]) == {"Russia"}


def test_who_is_helped_by_a_strike_does_not_support_it(read: Read) -> None:
    claim = read("Russian jets bombed rebels near Marran in support of the Syrian government on Thursday, residents said.")[0]
    assert [(a.name, a.role) for a in claim.actors] == [("Russia", "attacker")]


def test_a_base_goes_to_the_claim_whose_striker_flies_from_it(read: Read) -> None:
    text = (
        "Syrian troops backed by Russian aircraft launched an offensive on rebel positions in Qasr on Thursday, the army said.\n\n"
        "Image caption,\nA Russian bomber at Hasna airbase\n\n"
        "Russian warplanes carried out 20 air raids on Marran, a monitoring group said."
    )
    bases = [attackers(c) for c in read(text) if any(m.role == "base" for m in c.mentions)]
    assert bases == [{"Russia"}]


def test_two_air_forces_joined_by_and_both_attack(read: Read) -> None:
    claim = read("Warplanes of the Syrian and the Russian air force flew 30 raids over Marran, a monitoring group said.")[0]
    assert attackers(claim) == {"Syrian government", "Russia"}


def test_a_sum_holds_only_what_its_own_side_counts(read: Read) -> None:
    text = (
        "The Russian military said its jets fired 18 missiles at Marran on Thursday.\n\n"
        "A news agency reported that Syrian troops shelled Qasr on Thursday.\n\n"
        "In four days, the Russian defence ministry said, Russia had fired more than 100 missiles."
    )
    claims = read(text)
    whole = quoted(text, claims, "In four days")
    assert whole.contains == (quoted(text, claims, "18 missiles").id,)


def test_a_number_keeps_the_noun_it_was_printed_with(read: Read) -> None:
    claim = read('Russia said it fired 12 long-range cruise missiles on Thursday and destroyed seven "bandit" targets near Marran.')[0]
    assert {(q.unit, q.text, q.noun) for q in claim.quantities} == {("munitions", "12", "cruise missiles"), ("targets", "seven", "targets")}


def test_the_day_of_what_was_answered_is_not_the_day_of_the_answer(read: Read) -> None:
    text = "Syria fired missiles at Marran in retaliation for an attack on its troops on 1 March, officials said. Drones hit Qasr, they said."
    assert [c.when for c in read(text)] == [None] * len(read(text))
    text = "Syrian jets bombed Marran, officials said. Damascus called it revenge for the killing of a general on 1 March. Missiles also hit Qasr."
    assert not any(c.when and c.when.start == date(2019, 3, 1) for c in read(text))


def test_a_reprisal_keeps_its_own_day(read: Read) -> None:
    claim = read("In response to an attack on its troops, Syria fired missiles at Marran on Wednesday, officials said.")[0]
    assert claim.when is not None and claim.when.start == date(2019, 3, 13)


def test_the_day_of_one_strikers_strike_is_not_spread_to_anothers(read: Read) -> None:
    text = "Russian jets bombed Marran, officials said.\n\nThe rebels said Syrian troops had shelled Qasr on Wednesday."
    assert quoted(text, read(text), "jets").when is None


@pytest.mark.parametrize("words", ["on Tuesday last week", "on Tuesday of last week"])
def test_a_weekday_last_week_is_of_the_week_before(read: Read, words: str) -> None:
    when = read(f"Russian jets bombed Marran {words}, officials said.")[0].when
    assert when is not None and (when.start, when.end) == (date(2019, 3, 5), date(2019, 3, 5))


def test_the_days_of_an_operation_end_with_the_day_of_the_report(read: Read) -> None:
    text = (
        "Russia said it had fired 18 cruise missiles at Marran on Thursday.\n\n"
        "Adding up the four days of the operation, the Russian defence ministry said Russia had fired over 100 cruise missiles."
    )
    claims = read(text)
    whole = quoted(text, claims, "over 100")
    assert whole.when is not None and (whole.when.start, whole.when.end) == (date(2019, 3, 12), FRIDAY)
    assert whole.contains == (quoted(text, claims, "18 cruise").id,)


def test_the_days_of_an_operation_of_a_named_month_are_not_those_before_the_report(read: Read) -> None:
    claims = read("Russian jets dropped 100 bombs on Marran in the four days of the operation in May, officials said.")
    assert all(c.when is None or c.when.start != date(2019, 3, 12) for c in claims)


@pytest.mark.parametrize(
    "attack", ["Syrian troops with Russian aircraft overhead attacked", "Syrian troops backed by Russian aircraft launched a ground offensive on"]
)
def test_aircraft_over_a_ground_attack_support_it(read: Read, attack: str) -> None:
    claim = read(f"{attack} villages in Dabra on Thursday, residents said.")[0]
    assert [(a.name, a.role) for a in claim.actors] == [("Syrian government", "attacker"), ("Russia", "supporting")]
    assert claim.action == "ground offensive"


def test_a_bombing_that_others_support_is_no_ground_attack(read: Read) -> None:
    claim = read("The Syrian air force, backed by Russian aircraft, bombed Marran on Thursday, residents said.")[0]
    assert claim.action != "ground offensive"


def test_a_spokesman_is_neither_a_number_nor_a_target(read: Read) -> None:
    claim = read("A Houthi spokesman said five fighters were killed when Saudi jets bombed Marran.")[0]
    assert [(q.unit, q.min) for q in claim.quantities] == [("killed", 5)]
    assert claim.target.labels == ("fighters",)


def test_targets_counted_as_destroyed_are_what_was_hit(read: Read) -> None:
    claim = read('Russia said it had fired 40 missiles in two days, with 80 "bandit" targets destroyed.')[0]
    assert any("targets" in label for label in claim.target.labels)


def test_a_threat_takes_no_place_and_no_day_from_the_strike_before_it(read: Read) -> None:
    claims = read("Rockets hit Marran on Wednesday, the ambulance service said. Israel's prime minister threatened to bomb camps in Syria.")
    threat = next(c for c in claims if c.modality == "threatened")
    assert (threat.when, [m for m in threat.mentions if m.toponym.surface == "Marran"]) == (None, [])


def days(claim: Claim) -> tuple[date | None, date | None] | None:
    return None if claim.when is None else (claim.when.start, claim.when.end)


def test_a_series_hands_on_its_last_day_only(read: Read) -> None:
    text = "Jets struck Marran for a third day, residents said. The depot was hit at noon, an army officer said."
    assert days(quoted(text, read(text), "third day")) == (date(2019, 3, 13), FRIDAY)
    assert days(quoted(text, read(text), "at noon")) == (FRIDAY, FRIDAY)


def test_the_day_in_the_heading_of_a_list_holds_for_its_entries(read: Read) -> None:
    text = "Results of 14 March\n\nMarran: rockets hit a market, two killed.\n\nQasr: a drone hit a car."
    assert {days(c) for c in read(text)} == {(date(2019, 3, 14), date(2019, 3, 14))}


def test_the_date_of_an_analysis_is_no_day_of_its_strikes(read: Read) -> None:
    text = "Conflict assessment, March 15, 2019\n\nRussian aircraft bombed depots in Marran, a blogger said."
    assert {days(c) for c in read(text)} == {None}


def test_a_scene_with_its_hour_dates_the_strike_that_follows(read: Read) -> None:
    text = "At 9.47 on the morning of 12 January the children of Marran sat at their desks.\n\nA jet dropped two bombs on the school."
    assert {days(c) for c in read(text)} == {(date(2019, 1, 12), date(2019, 1, 12))}


def test_hours_earlier_may_be_the_day_before(read: Read) -> None:
    text = "Jets bombed Marran on Friday, residents said.\n\nHours earlier three rockets came down near Qasr, police said."
    assert days(quoted(text, read(text), "Hours earlier")) is None


def test_the_one_day_of_a_striker_is_that_of_its_other_strikes(read: Read) -> None:
    text = (
        "Israeli jets bombed Marran early on Friday, residents said.\n\nIsraeli aircraft also hit a depot in Qasr.\n\n"
        "Rockets of Hezbollah fell on Tell Sefi on Wednesday, police said."
    )
    assert days(quoted(text, read(text), "depot in Qasr")) == (FRIDAY, FRIDAY)


def test_nobody_hurt_in_the_next_sentence_is_a_zero_of_the_strike(read: Read) -> None:
    claims = read("Shells fell on farmland near Marran on Friday. Nobody was hurt.")
    assert [(q.unit, q.min, q.max) for q in claims[0].quantities] == [("injured", 0, 0)]


def test_the_deeds_of_those_who_were_struck_are_no_toll_of_the_strike(read: Read) -> None:
    claims = read("Jets bombed a base of a group that killed 11 policemen near Marran on Friday, residents said.")
    assert all(not claim.quantities for claim in claims)


@pytest.mark.parametrize(
    ("text", "label", "cls"),
    [
        ("Jets hit a detention hangar for migrants in Marran.", "detention hangar for migrants", "civilians"),
        ("A missile hit a convoy of villagers leaving Marran.", "convoy of villagers", "civilians"),
        ("Jets bombed a hall in Marran where hundreds had come to mourn a sheikh.", "hall", "civilians"),
        ("Jets hit a workshop for car bombs at Marran.", "workshop", "other"),
        ("Jets struck the fuel port of Marran.", "fuel port", "oil"),
        ("Jets struck an ISIL headquarters building in Marran.", "ISIL headquarters building", "armed_group"),
        ("Jets bombed a building of the police in Marran.", "building", "government"),
        ("Missiles hit a depot of Hezbollah near Marran.", "depot", "armed_group"),
        ("Rockets hit a polling station in Marran.", "polling station", "government"),
        ("Two strikes destroyed six ISIL-held buildings near Marran with missiles.", "ISIL-held buildings", "armed_group"),
        ("Jets bombed rebel-held quarters of Marran.", "rebel-held quarters", "residential"),
        ("A drone struck a truck that was bringing villagers home to Marran.", "truck", "civilians"),
        ("A rocket fell among worshippers outside a mosque in Marran.", "worshippers", "civilians"),
        ("Missiles struck workshops for unmanned boats near Marran.", "workshops", "other"),
        ("A drone hit a dormitory in Marran.", "dormitory", "residential"),
        ("A bus stop in Marran came under artillery fire on Friday.", "bus stop", "transport"),
        ("A rocket landed in the yard of a clinic in Marran.", "yard of a clinic", "medical"),
        ("Air raids hit the Ministry of Defence in Marran.", "Ministry of Defence", "government"),
        ("A strike by drones hit a group of shoppers near Marran.", "shoppers", "civilians"),
        ("A car was hit by a drone near Marran.", "car", None),
        ("Jets bombed two villages near Marran, and residents buried their dead.", "villages", "civilians"),
    ],
)
def test_what_was_hit_is_told_by_its_noun_and_whom_it_holds(read: Read, text: str, label: str, cls: str | None) -> None:
    target = read(text)[0].target
    assert target.labels[0] == label
    assert target.cls == cls
    assert not any(part.startswith("and ") for part in target.labels)


def test_a_family_killed_is_of_civilians(read: Read) -> None:
    assert read("Eight people of one family died when a shell fell in Marran on Friday.")[0].target.cls == "civilians"


def test_the_strike_that_was_answered_is_a_claim_that_takes_nothing_from_the_answer(read: Read) -> None:
    answer, cause = read("Turkish jets struck Marran on Friday in answer to the drone attack that killed three soldiers in Qasr.")
    assert [[m.toponym.surface for m in c.mentions if m.role == "reported_target"] for c in (answer, cause)] == [["Marran"], ["Qasr"]]
    assert (not cause.actors, cause.when, [q.min for q in cause.quantities]) == (True, None, [3])


def test_an_answer_without_a_victim_tells_of_no_second_strike(read: Read) -> None:
    assert len(read("Turkish jets struck Marran on Friday in answer to the drone attack.")) == 1


def test_the_day_of_the_strike_s_own_clause_comes_first(read: Read) -> None:
    text = "Two are dead: that is the count this morning after bombs fell on a works in Marran on Wednesday afternoon, officials said."
    assert days(read(text)[0]) == (date(2019, 3, 13), date(2019, 3, 13))


def test_a_loose_toll_gives_way_to_the_count_and_an_earlier_figure_to_the_later(read: Read) -> None:
    text = "Dozens killed in raid on Marran\n\nAt least 82 people were killed when jets bombed Marran on Friday. He had spoken of ten killed at noon."
    assert [(q.unit, q.min) for claim in read(text) for q in claim.quantities] == [("killed", 82)]


WEEK = (
    "Weekly notes\n\nSaturday 9\n\n• Marran: Russian jets hit two houses, nine dead.\n\n• Qasr: shelling, 3 wounded.\n\n"
    "Monday 11\n\n• Marran: barrel bombs from helicopters, no casualties.\n\nFrom 1 January to today our teams answered 2,041 calls; 406 people died."
)


def test_day_headings_hold_for_the_entries_below_them(read: Read) -> None:
    saturday, monday = date(2019, 3, 9), date(2019, 3, 11)
    assert [days(c) for c in read(WEEK)[:3]] == [(saturday, saturday), (saturday, saturday), (monday, monday)]


def test_an_entry_takes_neither_striker_nor_numbers_of_another(read: Read) -> None:
    claims = read(WEEK)
    assert [attackers(c) for c in claims[:3]] == [{"Russia"}, set(), set()]
    assert [{(q.unit, q.min) for q in c.quantities} for c in claims[:3]] == [{("killed", 9)}, {("injured", 3)}, {("injured", 0), ("killed", 0)}]


def test_a_state_s_soldiers_are_not_made_an_armed_group_s_by_the_striker_s_other_targets(read: Read) -> None:
    text = "US-led coalition jets bombed IS fighters near Qasr.\n\nUS-led coalition jets bombed a Syrian army position near Marran on Friday."
    assert quoted(text, read(text), "army position").target.cls == "military"


@pytest.mark.parametrize(
    "aside",
    [
        "The government wants the road before the election on March 1.",
        "The fighters who began their advance on Qasr on March 1 have surrounded it.",
    ],
)
def test_the_day_of_another_event_is_no_day_of_the_next_strike(read: Read, aside: str) -> None:
    text = f"{aside} Helicopters dropped barrel bombs on Marran, rescue workers said."
    assert {days(c) for c in read(text)} == {None}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Jets bombed Marran on Sunday. The raid came a day after rockets hit Dabra.", "2024-06-08"),
        ("The council on Tuesday condemned the attack, a day after jets bombed a convoy in Marran.", "2024-06-10"),
        ("Jets bombed Marran on Sunday. It comes two days after drones struck a convoy in Dabra.", "2024-06-07"),
    ],
)
def test_what_something_is_said_to_come_after_is_so_many_days_earlier(read: Read, text: str, day: str) -> None:
    when = read(text, published=date(2024, 6, 13))[-1].when
    assert when is not None and when.start is not None
    assert when.start.isoformat() == day


def test_who_speaks_on_the_morrow_of_the_printed_date_speaks_of_that_day(read: Read) -> None:
    claims = read("A monitor on Tuesday raised the toll of air strikes on a market in Marran the previous day to 61.", published=date(2017, 11, 13))
    assert claims[0].when is not None
    assert str(claims[0].when.start) == "2017-11-13"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Schools in the town were closed on Wednesday after a missile hit Marran.", None),
        ("A dozen people were killed on Wednesday after jets bombed a market in Marran.", "2024-06-12"),
        ("Speaking on Wednesday, the minister said jets bombed Marran.", None),
        ("Three children died in raids on Marran, rescuers confirmed to reporters on Wednesday.", None),
        ("The ministry on Wednesday denied that its jets had bombed Marran.", None),
        ("Last updated at Oct 042023 Jets bombed Marran on Wednesday.", "2023-10-04"),
        ("05-06-2024 Jets bombed Marran on Tuesday.", "2024-06-04"),
        ("Jets bombed Marran on April 42017, rescuers said.", "2017-04-04"),
    ],
)
def test_the_day_of_what_came_after_or_of_saying_so_is_not_the_strike_s(read: Read, text: str, day: str | None) -> None:
    when = read(text, published=date(2024, 6, 13))[0].when
    assert (str(when.start) if when is not None else None) == day


def test_a_day_told_later_of_a_strike_elsewhere_dates_nothing_before(read: Read) -> None:
    text = (
        "At least 19 people were killed in Russian air strikes on Marran, activists said. "
        "Meanwhile over 10 people were killed in Russian air strikes on Qasr on Tuesday."
    )
    assert [claim.when is None for claim in read(text)] == [True, False]
