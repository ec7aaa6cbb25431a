"""A single sentence that says enough to mean a strike from afar is one, though no report of strikes stands around it."""

import pytest

from tests.extract.conftest import Read


@pytest.mark.parametrize(
    "text",
    [
        "Twin strikes killed eight in Marran.",
        "A strike late Monday killed five in Marran.",
        "The strike wounded twelve, three critically, in Marran.",
        "At least 12 people were killed in a strike on Marran.",
        "Five members of a family died in a raid on Marran.",
        "Six dead and 22 wounded in strike on Marran.",
        "The death toll from the strike on the theatre in Marran rose to 300.",
        "A barrage struck the airport in Marran.",
        "Coalition aircraft destroyed three tanks near Marran.",
        "The planes hit positions near Marran.",
        "Aircraft struck an ISIL tactical unit near Marran.",
        "The Russian Aerospace Forces destroyed a convoy near Marran.",
        "The air force killed 20 fighters in Marran, a source said.",
        "Four fishermen were killed when a helicopter fired on a boat off Marran.",
        "Ukraine attacked Marran on Wednesday night.",
        "Intense drop of barrel bombs and shells over Marran.",
    ],
)
def test_a_sentence_that_says_enough_is_a_strike(read: Read, text: str) -> None:
    assert [claim.modality for claim in read(text)] == ["asserted"]


@pytest.mark.parametrize(
    "text",
    [
        "Police said two people died in a raid on a house in Marran.",
        "Two workers were killed in a strike in Marran.",
        "Three miners were hurt during a strike at Marran.",
        "The strike killed the economy of Marran; three were hurt in scuffles.",
        "Commandos killed five in a night raid on Marran.",
        "Gunmen fired on a bus in Marran, killing six.",
        "A barrage of complaints struck the airport in Marran.",
        "Germany attacked Greece over its budget on Tuesday.",
        "A plane of the air force made an emergency landing at Marran after a bird strike.",
        "Army units backed by the air force engaged in clashes with fighters near Marran.",
        "At least 70 fighters were killed in a government assault near Marran.",
    ],
)
def test_men_on_foot_workers_and_words_are_none(read: Read, text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text", ["US Central Command said it struck targets in Marran on Saturday.", "The Israeli Air Force said it had struck a tunnel in Marran."]
)
def test_what_a_command_says_it_struck_is_a_strike(read: Read, text: str) -> None:
    assert [claim.modality for claim in read(text)] == ["asserted"]


@pytest.mark.parametrize("text", ["The union said it struck a deal in Marran.", "The ministry said it hit its targets for growth in Marran."])
def test_what_others_say_they_struck_is_none(read: Read, text: str) -> None:
    assert read(text) == []
