"""Reports with strike words and no strike: work that stops, space flight, arms that are tried out, figures of speech."""

import pytest

from tests.extract.conftest import Read


@pytest.mark.parametrize(
    "text",
    [
        "Air strikes by baggage handlers hit Marran and Qasr on Monday. The unions want higher wages; 300 departures were cancelled.",
        "A walkout grounded flights on Friday. The strike hit Marran hardest. Unions have threatened more air strikes over pay in June.",
        "Pieces of a rocket came down near Marran on Tuesday. The second stage had put two satellites into orbit.",
        "A rocket exploded on its stand in Marran on Friday. The booster was to carry a satellite into orbit in May.",
        "The navy test-fired two cruise missiles off Marran on Thursday. The missiles hit their targets 300 km away, the ministry said.",
        "Cabin crew plan air strikes. Crew voted to walk out over pay in May; the union wants higher wages. Hotels in Marran were struck by it.",
        "The union fired warning shots and said the airline launched a missile by sacking crew. Pilots want pay and rosters in Marran.",
        "The play bombed in Marran in 2017. Critics in Qasr pounded it.",
        "Heavy artillery of criticism was aimed at the minister in Marran on Monday.",
        "The council of Marran, which was hit by a fine last year, fired off a letter. Its inboxes were carpet-bombed with complaints.",
        "An old shell from the Second World War exploded in a field near Marran on Monday, killing a farmer, police said.",
    ],
)
def test_no_strike_is_read_into_a_peaceful_report(read: Read, text: str) -> None:
    assert not [c for c in read(text) if c.modality == "asserted"]


@pytest.mark.parametrize(
    "text",
    [
        "Air strikes hit the airport of Marran on Monday, residents said. Workers, passengers and staff fled.",
        "Satellite images show where a rocket hit the hospital of Marran on Monday, killing two people.",
        "The army held an exercise last week. On Monday its jets bombed Marran, killing six rebels.",
    ],
)
def test_a_strike_stays_one_where_peaceful_words_stand_beside_it(read: Read, text: str) -> None:
    assert [c for c in read(text) if c.modality == "asserted"]


def test_strike_words_without_place_toll_or_teller_make_no_strike_report(read: Read) -> None:
    text = "A brochure shows a drone that hits every roof. Diggers struck ammunition again: nine mortar bombs and the nose of a rocket. "
    text += "The bridge was opened again. Buses run as before."
    assert not [c for c in read(text) if c.modality == "asserted"]
