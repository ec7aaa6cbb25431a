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
        "Rail strike hits Marran as drone show opens in Qasr; artillery museum marks 100 years",
        "The winger unleashed a rocket of a shot to sink the league leaders in Marran on Sunday.",
        "The film bombed at the box office in Marran and its star was pounded by critics.",
        "In the new video game, players call in air strikes on Marran and shell a village near Qasr.",
        "The documentary tells of the air raids on Marran in 1940, in which 900 people died.",
        "A police raid in Marran on Tuesday killed one man and wounded two officers.",
        "Parts of a SpaceX rocket fell on a farm in Marran on Wednesday.",
        "Protesters pelted police with bottles and rockets in Marran on Saturday; 12 officers were hurt.",
        "An animation showed missiles fired from ships, two of them exploding in flames over Marran and Qasr.",
        "Lawmakers approved the purchase of 18 launchers on Thursday. Each fires rockets in salvos of six. The maker will build them under licence "
        "in Marran; four were fired there for the press.",
        "Did jets bomb the school in Marran on Monday? Nobody can say.",
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
        "Rail workers ended their strike in Qasr. Overnight missiles hit a depot in Marran, killing two people, the mayor said.",
        "The match in Marran was broken off on Saturday when a missile struck the stadium, wounding six people, the governor said.",
        "The police museum of Marran was hit by a drone on Friday, the mayor said; its director was wounded.",
        "Drone footage shows a missile hitting the theatre of Marran on Thursday.",
    ],
)
def test_a_strike_stays_one_where_peaceful_words_stand_beside_it(read: Read, text: str) -> None:
    assert [c for c in read(text) if c.modality == "asserted"]


def test_strike_words_without_place_toll_or_teller_make_no_strike_report(read: Read) -> None:
    text = "A brochure shows a drone that hits every roof. Diggers struck ammunition again: nine mortar bombs and the nose of a rocket. "
    text += "The bridge was opened again. Buses run as before."
    assert not [c for c in read(text) if c.modality == "asserted"]
