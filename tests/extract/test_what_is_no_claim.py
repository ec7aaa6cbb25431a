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


def test_what_a_resident_saw_of_the_strike_is_a_detail_of_it(read: Read) -> None:
    claims = read(RAID + "Resident Omar Saleh said two bombs hit the school in Marran.")
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
