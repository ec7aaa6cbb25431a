"""Where a strike was that its own words leave open; place names are handed in."""

import pytest

from tests.extract.conftest import Read
from tests.extract.test_places_of_a_strike import named

PLACED = "Jets bombed Marran on Monday. "


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Marran said shells had hit a kindergarten in the city on Monday.",
        "Officials in Marran said a missile had hit a warehouse in the city's southern district.",
        "Two rockets landed near the bakery there overnight, residents of Marran said.",
        PLACED + "Hospital officials there said a second drone strike had killed 12 people on Tuesday.",
        PLACED + "The defence ministry in Ankara said its drones had hit a depot in the city on Tuesday.",
        "It was not the first time for Marran: last Sunday a missile killed ten people there, officials said.",
        PLACED + "Shells fell on Tell Sefi. In 2016 jets had hit the same town, killing five.",
    ],
)
def test_words_that_point_back_find_the_town(read_world: Read, text: str) -> None:
    found = [m for claim in read_world(text) for m in claim.mentions if m.role == "reported_target"]
    assert {m.toponym.surface for m in found} <= {"Marran", "Tell Sefi"}
    assert any(m.link == "inferred" for m in found)


@pytest.mark.parametrize(
    "text",
    [
        PLACED + "A rocket fell in Kafr Zub al-Gharbi. Another landed near the bakery there.",
        PLACED + "Families had fled to Kafr Zub al-Gharbi. A rocket landed near the bakery there on Tuesday, killing two.",
    ],
)
def test_an_unknown_name_between_is_meant_and_not_the_known_town_before_it(read_world: Read, text: str) -> None:
    last = read_world(text)[-1]
    assert [(m.toponym.surface, m.toponym.place) for m in last.mentions if m.role == "reported_target"] == [("Kafr Zub al-Gharbi", None)]


@pytest.mark.parametrize(
    "text",
    [
        PLACED + "Air strikes in other towns killed six people, the ministry said.",
        PLACED + "Elsewhere, air strikes killed six people, the ministry said.",
        PLACED + "Air strikes in the east killed six people, the ministry said.",
        PLACED + "The ministry said 33 of 48 drones launched overnight from Qasr had been shot down.",
    ],
)
def test_a_strike_that_was_elsewhere_is_not_put_where_the_last_one_was(read_world: Read, text: str) -> None:
    assert all(m.link == "stated" for claim in read_world(text) for m in claim.mentions if m.role == "reported_target")


def test_there_is_no_place_in_there_was(read_world: Read) -> None:
    claims = read_world("Shells hit Marran. On Tuesday the army said that there had been an air strike on a depot of the rebels in Dabra province.")
    assert named(claims[-1:], "reported_target") == {"Dabra"}


def test_a_denial_goes_back_to_the_place_of_what_is_denied(read_world: Read) -> None:
    claims = read_world("Syrian jets bombed Marran on Monday, killing six. Rescuers worked all night. Syria's army denied the attack.")
    assert [m.toponym.surface for m in claims[-1].mentions if m.role == "reported_target"] == ["Marran"]


def test_a_province_told_of_in_the_headline_is_no_second_target(read_world: Read) -> None:
    text = "Strikes on Marran\n\nJets bombed the Old Marran quarter of Marran on Monday, killing six, the rescuers of the town said.\n"
    assert named(read_world(text), "reported_target") == {"Old Marran"}


def test_a_threat_does_not_take_the_place_of_the_last_strike(read_world: Read) -> None:
    claims = read_world(PLACED + "The general said that drones would strike again if the rebels moved.")
    assert all(m.link == "stated" for claim in claims for m in claim.mentions if m.role == "reported_target")


def test_what_happened_near_a_town_is_the_strike_told_before(read_world: Read) -> None:
    claims = read_world("Jets killed six herders, the ministry said. It happened on Monday near Tell Sefi.")
    assert named(claims, "reported_target") == {"Tell Sefi"}


def test_the_city_is_no_village_named_between(read_world: Read) -> None:
    text = PLACED + "Families had fled to Sarta. A second missile hit a school in the city on Tuesday, killing two."
    assert named(read_world(text), "reported_target") == {"Marran"}


def test_an_entry_of_a_list_tells_of_its_own_place(read_world: Read) -> None:
    text = "Notes of the week\n\n• Marran: jets bombed a school, killing two.\n• A drone strike killed six people.\n• Sarta: two raids.\n"
    assert all(m.link == "stated" for claim in read_world(text) for m in claim.mentions)


def test_where_refugees_speak_is_not_the_town_they_tell_of(read_world: Read) -> None:
    assert named(read_world("Refugees said in Ankara that jets had bombed the town on Monday."), "reported_target") == set()


def test_where_one_place_only_was_hit_all_strikes_were_there(read_world: Read) -> None:
    filler = "The market had reopened in spring. Traders had come back. Schools were open too. Nobody had left.\n"
    text = "At dawn a drone bombed the market, killing two, a trader said.\n" + filler + "Drones hit Marran on Monday. " + filler
    text += "A second drone strike on Tuesday killed three people, the rescuers said.\n"
    assert all(any(m.role == "reported_target" for m in claim.mentions) for claim in read_world(text))
    assert named(read_world(text), "reported_target") == {"Marran"}


def test_where_two_places_were_hit_none_is_guessed(read_world: Read) -> None:
    filler = "The market had reopened in spring. Traders had come back. Schools were open too. Nobody had left.\n"
    text = PLACED + "Rockets hit Lod on Tuesday.\n" + filler + "A drone bombed a school at dawn, killing two, a teacher said.\n"
    last = read_world(text)[-1]
    assert not any(m.role == "reported_target" for m in last.mentions)


def test_where_the_bombs_fell_is_where_the_strike_told_before_was(read_world: Read) -> None:
    text = "Helicopters dropped barrel bombs on Marran on Friday, activists said. A monitor said the barrels fell in the villages of Sarta and Orm."
    claims = read_world(text)
    assert {m.toponym.surface for m in claims[0].mentions if m.role == "reported_target"} == {"Marran", "Sarta", "Orm"}
