"""What a careful reader codes as no claim of its own: other violence and who answers for it, foreign headlines, what a bystander adds."""

import pytest

from app.model.claim import Claim
from tests.extract.conftest import Read

RAID = "Turkish warplanes bombed a school in Marran on Tuesday, killing six people, medics said. "


def asserted(claims: list[Claim]) -> list[str]:
    """Who asserts something, in order of the text."""
    return [c.claimant.name for c in claims if c.modality == "asserted"]


@pytest.mark.parametrize(
    "other",
    [
        "Gunmen on a motorcycle shot dead a judge in the capital. No group claimed responsibility.",
        "Gunmen on a motorcycle shot dead a judge in the capital. The Taliban claimed responsibility.",
        "A suicide bomber wounded nine people on a bus. Hamas said it was behind the attack on them.",
        "A soldier was killed by a mine, police said.",
        "In the capital a bomb went off in a mosque. The Taliban said it was their work.",
        "Clashes went on in the hills. The army said 14 had died.",
    ],
)
def test_who_answers_for_other_violence_claims_no_strike(read: Read, other: str) -> None:
    assert asserted(read(RAID + other)) == asserted(read(RAID))


def test_responsibility_for_the_strike_is_claimed_as_long_as_no_other_deed_is_told(read: Read) -> None:
    assert len(asserted(read("Rockets hit Marran on Tuesday, police said. A fire broke out. The Taliban claimed responsibility."))) == 2


@pytest.mark.parametrize("words", ["blamed Iran for rejecting the truce", "accused Iran of trying to wreck the talks"])
def test_blame_for_another_matter_is_no_strike(read: Read, words: str) -> None:
    assert asserted(read(f"{RAID}Egypt {words}.")) == asserted(read(RAID))


def test_a_headline_that_the_report_does_not_spell_out_is_another_s(read: Read) -> None:
    text = "Russian Jets Wipe Out Rebel Convoy In Harbin\n\n" + RAID + "Rescuers dug for survivors until the morning."
    assert asserted(read(text)) == ["medics"]


def test_a_headline_alone_is_told(read: Read) -> None:
    assert len(asserted(read("Russian jets bomb school in Harbin\n\nThe United Nations is to meet on the matter today in New York."))) == 1


def test_what_residents_saw_of_the_strike_is_a_detail_of_it(read: Read) -> None:
    claims = read(RAID + "Residents said two bombs hit the school in Marran.")
    assert len(asserted(claims)) == 1
    assert len(claims[0].spans) == 2


def test_a_resident_s_own_toll_stays_his(read: Read) -> None:
    assert len(asserted(read(RAID + "Residents said the bombs had killed nine people in Marran."))) == 2


def test_the_bombing_after_a_suicide_bomber_is_his(read: Read) -> None:
    bus = "A suicide bomber wounded nine people on a bus in Qasr. The militant group Islamic Jihad says it carried out the bombing."
    assert asserted(read(RAID + bus)) == asserted(read(RAID))


@pytest.mark.parametrize(
    "said",
    [
        "As usual the regime is striking populated areas, the doctor Omar Saleh said.",
        "Russian troops have shelled the region for weeks.",
        "They are the latest in an intensifying air campaign carried out by the two governments.",
    ],
)
def test_what_goes_on_all_the_time_is_no_strike(read: Read, said: str) -> None:
    assert asserted(read(RAID + said)) == asserted(read(RAID))


def test_a_group_without_aircraft_plants_its_bombs(read: Read) -> None:
    assert not asserted(read("Maoist rebels attacked a police post in Marran. The rebels bombed the building and fired on survivors, police said."))


def test_a_month_that_ended_is_no_day_of_news(read: Read) -> None:
    assert asserted(read(RAID + "The site was bombed several times in January.")) == asserted(read(RAID))


def test_condemnation_of_a_strike_that_was_told_adds_no_claim(read: Read) -> None:
    assert asserted(read(RAID + "The opposition strongly condemned the attack on Marran and called on the world to act.")) == asserted(read(RAID))


def test_condemnation_is_told_where_nobody_else_tells_of_the_strike(read: Read) -> None:
    assert len(asserted(read("The opposition strongly condemned the air strike on a school in Marran on Tuesday."))) == 1


def test_a_headline_in_the_middle_of_a_report_is_another_s(read: Read) -> None:
    text = RAID + "Omar Saleh has more. Russian Jets Wipe Out Rebel Convoy In Harbin According to the council there is no water."
    assert asserted(read(text)) == asserted(read(RAID))


def test_the_caption_before_a_photo_credit_is_no_part_of_the_sentence_behind_it(read: Read) -> None:
    text = "Men pass a burnt car after shelling of Qasr on March 2 2019 (Photo AFP) State media says 30 people were killed in rocket fire on Marran."
    assert [text[slice(*c.quote_span)][:11] for c in read(text)] == ["State media"]


def test_of_two_strikes_told_a_detail_joins_the_one_with_its_toll(read: Read) -> None:
    text = (
        "An air strike killed 21 people in a village of Dabra on Thursday, the Observatory said. The Observatory said air strikes had hit homes. "
        "It said the number killed in the air strike on Thursday was 21."
    )
    assert len(asserted(read(text))) <= 2


def test_what_one_outlet_hears_from_two_unnamed_sources_is_one_claim(read: Read) -> None:
    text = (
        "Air strikes by the United States have killed 11 civilians in Marran, Al Jazeera reported, citing an opposition source. "
        "Al Jazeera quoted activists as saying that US aircraft hit a house in Marran."
    )
    assert len(asserted(read(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Air strikes killed 24 people in Syria, medics said. The hall in Marran was bombed at 9 p.m., said Yahya Ghazali, a doctor there.",
        "Missiles struck a compound in Dabra, killing seven, officials said. The first missiles destroyed a house in Old Sarta, they said.",
        "Israeli planes have bombed offices in Marran. Security sources say three missiles hit the police station in Marran.",
        "Russian jets flew 44 sorties in a day, the Russian ministry said. General Arkady Lomtev said the jets hit 41 posts in Marran.",
    ],
)
def test_the_lead_and_who_spells_it_out_are_one_claim(read: Read, text: str) -> None:
    assert len(asserted(read(text))) == 1


@pytest.mark.parametrize(
    "more",
    [
        "An army officer said the depot in Marran was hit at noon.",
        "Doctor Yahya Ghazali said 30 people had died in the strikes on Marran.",
    ],
)
def test_a_side_and_another_toll_stay_claims_beside_the_lead(read: Read, more: str) -> None:
    assert len(asserted(read("Air strikes killed 24 people in Marran, medics said. " + more))) == 2


@pytest.mark.parametrize(
    "said",
    [
        "Russia said it was suspending its air raids on Qasr.",
        "The Arab League said bombing civilians was not what it had wanted.",
        "The army backed by Russian air power is making gains in Qasr.",
        "The ministry said its forces had destroyed three Ukrainian drones over Qasr.",
        "Since the beginning of the crisis Turkish jets have attacked several sites in Syria.",
        "American planes have bombed Qasr since 2 March.",
        "The Observatory said the bombing campaign has killed hundreds and forced families to flee their homes.",
    ],
)
def test_what_is_spoken_of_brought_down_or_goes_on_is_no_strike(read: Read, said: str) -> None:
    assert asserted(read(RAID + said)) == asserted(read(RAID))


def test_forces_of_a_state_attack_targets(read: Read) -> None:
    assert len(asserted(read("British forces attacked targets near Marran for a second night."))) == 1


def test_an_answer_to_mortar_fire_is_told_and_not_supposed(read: Read) -> None:
    assert asserted(read("The Turkish General Staff said its forces had responded to mortar fire and hit five positions near Marran."))


def test_what_follows_is_said_of_the_strike_told_and_not_of_the_one_it_came_after(read: Read) -> None:
    claims = read("Rockets were fired at Marran on Tuesday after Turkish jets bombed Qasr. A woman was killed, medics said.")
    toll = next(c for c in claims if any(q.unit == "killed" for q in c.quantities))
    assert {m.toponym.surface for m in toll.mentions if m.role == "reported_target"} == {"Marran"}


def test_munitions_that_were_brought_down_are_no_damage_of_the_strike_told(read: Read) -> None:
    more = "The ministry said its forces had destroyed three Ukrainian drones and that no one was hurt."
    assert asserted(read(RAID + more)) == asserted(read(RAID))


def test_an_accusation_of_strikes_in_general_adds_no_claim(read: Read) -> None:
    more = 'Human Rights Watch has accused the regime of "wreaking disaster" with its air strikes on the area.'
    assert asserted(read(RAID + more)) == asserted(read(RAID))
