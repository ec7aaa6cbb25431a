"""A strike that is denied is nobody's assertion, in whatever words; a side matter that is denied leaves the strike asserted."""

import pytest

from tests.extract.conftest import Read


@pytest.mark.parametrize(
    "text",
    [
        "Israel's army said it did not carry out the air strike on Marran.",
        "A Lebanese army source said no Israeli aircraft had struck Marran.",
        "The coalition said none of its aircraft had bombed the school in Marran.",
        "The ministry said neither missiles nor drones had hit the port of Marran.",
        "Russia's Defence Ministry said Russian troops had carried out no strikes on Marran on Friday.",
        "The Taliban said they had not fired rockets at Marran.",
        "Armenia says its troops never fired missiles at Marran.",
        "Damascus says it has never used barrel bombs on Marran.",
        '"There was no air raid on Marran last night," the foreign minister said.',
        "Myanmar's junta said no air strike had taken place in Marran on Tuesday.",
        '"We did not bomb the market in Marran," a spokesman for the Ethiopian army said.',
    ],
)
def test_what_was_not_done_is_denied(read: Read, text: str) -> None:
    assert [claim.modality for claim in read(text)] == ["denied"]


@pytest.mark.parametrize(
    "text",
    [
        "The RSF said it had nothing to do with the drone attack on Marran.",
        "The Saudi-led coalition said it was not behind the air strike on Marran on Monday.",
        "A US official said American forces were not involved in the strike on Marran.",
        "Ukraine's army said Ukraine had no part in the drone strike on Marran.",
        "Ankara said Turkish artillery was not to blame for the shelling of Marran.",
        "The Kremlin said it was not Russian aircraft that bombed Marran.",
        "Hamas said the rocket that hit the hospital in Marran was not fired by its fighters.",
        "The Bosnian Serb army said the shell that hit the clinic in Marran was not theirs.",
        "Officials said the blast in Marran had not been caused by an air strike.",
    ],
)
def test_a_strike_of_others_is_denied_by_who_disowns_it(read: Read, text: str) -> None:
    assert [claim.modality for claim in read(text)] == ["denied"]


@pytest.mark.parametrize(
    "text",
    [
        "Claims that Iranian missiles hit Marran on Sunday are false, the Israeli military said.",
        "Reports of an air strike on Marran are untrue, the army said.",
        "It is not true that our aircraft bombed Marran, the Egyptian army said.",
        "The Kremlin called reports that Russian jets bombed a theatre in Marran a lie.",
        "Iran's foreign ministry described as baseless the accusation that Iran had struck oil plants in Marran.",
        'Riyadh said the reports of an air raid on the port of Marran were "totally false".',
        "Allegations that government forces shelled Marran are unfounded, a military source said.",
        "The ministry said the information about missile strikes on Marran did not correspond to reality.",
        "Eritrea has dismissed claims its artillery shelled Marran.",
    ],
)
def test_what_is_called_untrue_is_denied(read: Read, text: str) -> None:
    assert [claim.modality for claim in read(text)] == ["denied"]


@pytest.mark.parametrize(
    "text",
    [
        "The army said it had shelled a depot in Marran and that no civilian was hit.",
        "Israel denied hitting civilians and said it had bombed a Hamas command post in Marran.",
        "The mayor said missiles had not only hit the station in Marran but also a school.",
        "Nobody had expected the missile strike on Marran, which killed 40, the mayor said.",
        "No fewer than 40 drones struck Marran overnight, the mayor said.",
        "With no warning jets bombed the market in Marran on Tuesday, survivors said.",
        "Ukraine rejected talks hours after Russian missiles hit Marran on Monday, killing six.",
        "The official dismissed concerns over the air strike that killed 20 in Marran on Friday.",
        "The army did not stop shelling Marran on Saturday, residents said.",
        "There was no reason for the air strike on the kindergarten of Marran, a doctor said.",
        "The minister, who denied any wrongdoing, said the air force had bombed Marran on Friday.",
        "Russia does not deny that its missiles struck Marran on Monday.",
    ],
)
def test_denying_a_side_matter_leaves_the_strike_asserted(read: Read, text: str) -> None:
    assert [claim.modality for claim in read(text)] == ["asserted"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Residents said a helicopter dropped barrel bombs on Marran, which the government denies.", "residents"),
        ("The army said the rebels had fired rockets at Marran, something the M23 denied.", "army"),
        ("Israeli jets struck Marran, a charge the Israeli army denied.", "unattributed"),
    ],
)
def test_who_denies_what_went_before_asserts_nothing(read: Read, text: str, speaker: str) -> None:
    assert {claim.claimant.name for claim in read(text) if claim.modality == "asserted"} == {speaker}
