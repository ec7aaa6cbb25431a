"""An entry of a live blog or a list begins anew: day, toll, speaker, striker and place of one entry stay in it."""

from tests.extract.conftest import Read


def test_a_day_stays_in_its_bullet(read: Read) -> None:
    claims = read("BRIEFS\n\n- Marran was hit by drones on Sunday night, the army said.\n\n- Shells fell on Qasr, killing nine, activists said.")
    assert [claim.when.text if claim.when else None for claim in claims] == ["on Sunday night", None]


def test_a_toll_stays_in_its_hour(read: Read) -> None:
    text = (
        "12:30 - Rockets fired at Marran\nTwelve rockets were fired at Marran, the army said.\n13:10 - Toll in the north rises to 19\n"
        "The health ministry said 19 people were killed in air strikes on Qasr."
    )
    tolls = {claim.claimant.name: [q.min for q in claim.quantities if q.unit == "killed"] for claim in read(text)}
    assert tolls == {"army": [], "health ministry": [19]}


def test_a_speaker_stays_in_his_entry(read: Read) -> None:
    text = "• 08:30 GMT: Three missiles hit Marran on Friday, the governor said.\n• 09:00 GMT: Shelling killed two in Qasr."
    assert [claim.claimant.name for claim in read(text)] == ["governor", "unattributed"]


def test_a_striker_stays_under_his_heading(read: Read) -> None:
    text = (
        "RUSSIA HITS MARRAN\nRussian drones struck the port of Marran, the mayor said.\n\nTOLL RISES IN QASR\n"
        "An air strike killed six in Qasr, medics said."
    )
    assert [[a.name for a in claim.actors] for claim in read(text) if claim.claimant.name == "medics"] == [[]]


def test_a_dateline_with_its_day_is_no_part_of_the_quote(read: Read) -> None:
    text = "GENEVA (20 October 2018) - The Valley Observatory said that a drone hit a mosque in Marran on Friday."
    assert [text[slice(*claim.spans[0])][:10] for claim in read(text)] == ["The Valley"]
