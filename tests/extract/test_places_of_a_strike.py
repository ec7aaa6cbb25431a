"""What a place name does in a sentence that tells of a strike: hit, left, held another, or only named; place names are handed in."""

import pytest

from app.model.claim import Claim
from app.model.codes import Role
from tests.extract.conftest import Read


def named(claims: list[Claim], role: Role) -> set[str]:
    return {m.toponym.surface for claim in claims for m in claim.mentions if m.role == role}


@pytest.mark.parametrize(
    "text",
    [
        "A drone launched from Yemen towards Lod was shot down over the Green Sea, the army said.",
        "A missile aimed at Lod was intercepted over Qasr, the coalition said.",
        "Rockets hit Lod on Monday. Air defences destroyed two drones over Qasr, the army said.",
        "Falling wreckage damaged a house in Lod after drones were shot down over Qasr, the governor said.",
    ],
)
def test_where_a_munition_was_stopped_is_no_target(read_world: Read, text: str) -> None:
    assert named(read_world(text), "reported_target") == {"Lod"}


@pytest.mark.parametrize(
    "text",
    [
        "In support of the Government of Iraq, aircraft struck a bunker near Marran on Monday.",
        "Aircraft bombed a bunker near Marran on Monday in support of the Government of Iraq.",
        "The group fired rockets at Marran in solidarity with people in Qasr.",
    ],
)
def test_whom_a_strike_was_to_help_is_not_whom_it_hit(read_world: Read, text: str) -> None:
    assert named(read_world(text), "reported_target") == {"Marran"}


def test_officials_in_two_capitals_speak_in_both(read_world: Read) -> None:
    claims = read_world("Rockets hit Marran on Monday, officials in Baku and Ankara said.")
    assert named(claims, "reported_target") == {"Marran"}
    assert named(claims, "claimant_seat") == {"Baku", "Ankara"}


@pytest.mark.parametrize(
    ("text", "target", "container"),
    [
        ("Jets bombed the village of Sarta in Marran on Monday.", "Sarta", "Marran"),
        ("Jets bombed the village of Sarta in Marran township, Dabra, on Monday.", "Sarta", "Marran"),
        ("Jets bombed the Old Marran quarter of Marran on Monday.", "Old Marran", "Marran"),
        ("Jets bombed the Marran suburb of Sarta on Monday.", "Sarta", "Marran"),
        ("In Dabra, jets struck four villages of Orm district on Monday.", "Orm", "Dabra"),
    ],
)
def test_the_smaller_of_two_names_was_struck_in_the_larger(read_world: Read, text: str, target: str, container: str) -> None:
    claims = read_world(text)
    assert named(claims, "reported_target") == {target}
    assert container in named(claims, "container")


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Warplanes flying over Qasr fired missiles at Marran on Monday.", "Qasr"),
        ("The coalition bombed Marran on Monday from bases in Qasr.", "Qasr"),
        ("Drones crossed from Qasr and hit Marran on Monday.", "Qasr"),
    ],
)
def test_where_aircraft_fired_or_came_from_is_an_origin(read_world: Read, text: str, origin: str) -> None:
    claims = read_world(text)
    assert named(claims, "launch_origin") == {origin}
    assert named(claims, "reported_target") == {"Marran"}


def test_where_men_crossed_from_is_no_origin(read_world: Read) -> None:
    claims = read_world("A drone strike in Marran killed two militants who had crossed from Qasr, officials said.")
    assert named(claims, "launch_origin") == set()


def test_ships_that_are_fired_at_launch_nothing(read_world: Read) -> None:
    claims = read_world("Missiles were launched at ships in the Green Sea on Monday, the navy said.")
    assert named(claims, "launch_origin") == set()


def test_a_stretch_of_front_is_not_the_town_it_is_called_after(read_world: Read) -> None:
    assert named(read_world("In the Marran direction the enemy carried out 11 air strikes on Monday."), "reported_target") == set()


def test_a_coast_only_helps_to_find_the_towns_on_it(read_world: Read) -> None:
    claims = read_world("A destroyer fired cruise missiles at radar sites on the Green Sea coast near Marran and Qasr on Monday.")
    assert named(claims, "reported_target") == {"Marran", "Qasr"}


def test_both_towns_that_came_under_fire_were_struck(read_world: Read) -> None:
    assert named(read_world("Marran and Qasr came under artillery fire on Monday."), "reported_target") == {"Marran", "Qasr"}


def test_a_road_near_a_town_was_cut_there(read_world: Read) -> None:
    assert named(read_world("An air strike cut the main road near Marran on Monday."), "reported_target") == {"Marran"}


@pytest.mark.parametrize(
    "text",
    [
        "Six killed as aerial bombardment targets Marran",
        "Aerial bombardment hit rebel controlled areas of Marran on Monday.",
        "Warplanes bombed two displaced camps near Marran on Monday.",
    ],
)
def test_the_words_of_headlines_and_who_holds_a_place_hide_no_target(read_world: Read, text: str) -> None:
    assert named(read_world(text), "reported_target") == {"Marran"}


@pytest.mark.parametrize("name", ["Dayr as Samn", "Tell al Hawa", "Kafr Zub al-Gharbi"])
def test_a_name_that_nobody_knows_is_listed_whole(read_world: Read, name: str) -> None:
    mentions = [m for claim in read_world(f"Near {name}, an air strike hit a checkpoint.") for m in claim.mentions]
    assert [(m.toponym.surface, m.role, m.toponym.place) for m in mentions] == [(name, "reported_target", None)]


def test_a_river_between_two_banks_is_no_target(read_world: Read) -> None:
    assert named(read_world("Jets bombed a bridge over the Zubara near Marran on Monday."), "reported_target") == {"Marran"}


@pytest.mark.parametrize(
    "text",
    [
        "The report quoted the director of health in Qasr as saying that jets had bombed Marran on Monday.",
        "A medic at the Qasr hospital told reporters that shells had hit Marran.",
        "Free Radio, monitored in Qasr, said jets had bombed Marran on Monday.",
        "In Qasr the commander of the air force said jets had bombed Marran on Monday.",
    ],
)
def test_where_a_speaker_works_or_is_heard_is_no_target(read_world: Read, text: str) -> None:
    assert named(read_world(text), "reported_target") == {"Marran"}


def test_those_who_survived_a_strike_tell_where_it_was(read_world: Read) -> None:
    assert named(read_world("Survivors of an air strike on a market in Marran told doctors that ten had died."), "reported_target") == {"Marran"}


@pytest.mark.parametrize(
    "text",
    [
        "Guns that stand around the plant in Qasr shelled Marran on Monday.",
        "Two cruise missiles (launch area: Qasr) hit Marran on Monday.",
    ],
)
def test_where_guns_stand_is_an_origin(read_world: Read, text: str) -> None:
    claims = read_world(text)
    assert named(claims, "launch_origin") == {"Qasr"}
    assert named(claims, "reported_target") == {"Marran"}


def test_an_air_raid_that_brought_down_a_house_hit_it(read_world: Read) -> None:
    assert named(read_world("An air raid brought down the prison of Marran city on Monday, aid workers say."), "reported_target") == {"Marran"}


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("The market of Marran and the gate of the school in Qasr were hit by shells on Monday.", {"Marran", "Qasr"}),
        ("Marran was shelled on Monday, as was Qasr.", {"Marran", "Qasr"}),
        ("A missile hit the minister's hometown, Marran, on Monday.", {"Marran"}),
        ("Elsewhere in Dabra, a drone fired on a tent in Marran on Monday.", {"Marran"}),
        ("A fragment of a bomb made at a factory in Qasr was found where the jets had bombed Marran on Monday.", {"Marran"}),
    ],
)
def test_all_that_was_hit_and_nothing_else(read_world: Read, text: str, targets: set[str]) -> None:
    assert named(read_world(text), "reported_target") == targets


def test_a_dateline_holds_no_target_abroad(read_world: Read) -> None:
    claims = read_world("Ankara: Jets bombed Marran on Monday, killing ten people.")
    assert named(claims, "container") == set()


def test_who_is_warned_speaks_not(read_world: Read) -> None:
    claims = read_world("Iraq has warned Syria that it must stop bombing villages near Marran at once.")
    assert named(claims, "claimant_seat") == {"Iraq"}


@pytest.mark.parametrize(
    "text",
    [
        "Three air strikes: Marran, Qasr, Tell Sefi.",
        "Three air strikes: Marran, Kafr Zub and Tell al-Samn.",
        "Marran and Qasr: artillery fire, no casualties recorded.\nSarta: two raids.",
        "Close to Marran, a single air strike suppressed a mortar team.",
    ],
)
def test_rows_of_a_bulletin_name_all_that_was_hit(read_world: Read, text: str) -> None:
    mentions = [m for claim in read_world(text) for m in claim.mentions]
    assert len(mentions) >= text.count(",") and {m.role for m in mentions} == {"reported_target"}


def test_quarters_that_nobody_knows_are_listed_both(read_world: Read) -> None:
    assert named(read_world("Warplanes bombed the Al-Sakha and Al-Badr quarters on Monday."), "reported_target") == {"Al-Sakha", "Al-Badr"}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Jets bombed caves in the Snow Mountains south of Marran on Monday.", "Snow Mountains"),
        ("Missiles hit another of the hospitals in the east of Marran on Monday.", "Marran"),
        ("The defence chief of the province of Dabra said jets had bombed Marran on Monday.", "Marran"),
        ("Bombs dropped by jets struck Marran Karim Fayek an activist said by telephone.", "Marran"),
        ("Qasr At least 42 people died when jets bombed Marran on Monday, rescuers said.", "Marran"),
        ("Jets bombed Marran over Christmas.", "Marran"),
        ("Jets bombed Turkmen villages near Marran on Monday.", "Marran"),
    ],
)
def test_who_speaks_and_what_only_helps_to_find_is_no_target(read_world: Read, text: str, target: str) -> None:
    assert named(read_world(text), "reported_target") == {target}


def test_where_he_governs_who_speaks_last_is_no_target(read_world: Read) -> None:
    claims = read_world("Two people were killed by a drone in the village of Sarta on Monday, said Karim Fayek, governor of Dabra.")
    assert named(claims, "reported_target") == {"Sarta"}


@pytest.mark.parametrize(
    ("text", "target", "origin"),
    [
        ("The army shelled Tell Sefi from Qasr on Monday.", "Tell Sefi", "Qasr"),
        ("Bombers launched missiles over the Green Sea at Marran on Monday.", "Marran", "Green Sea"),
        ("Four missiles fired from Qasr slammed into central Marran on Monday.", "Marran", "Qasr"),
    ],
)
def test_what_is_shelled_from_a_place_is_shelled_from_there(read_world: Read, text: str, target: str, origin: str) -> None:
    claims = read_world(text)
    assert named(claims, "launch_origin") == {origin}
    assert named(claims, "reported_target") == {target}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Warplanes carried out 15 raids on Marran's Orm district on Monday.", "Orm"),
        ("The minister said rockets had hit the consulate in Marran on Monday.", "Marran"),
        ("Drones headed for Marran, where an oil depot was hit on Monday.", "Marran"),
        ("Residents saw jets bombing Marran on Monday.", "Marran"),
        ("A car bomb in Qasr killed four; in Marran an air strike killed nine on Monday.", "Marran"),
        ("Sarta (western Dabra countryside): warplanes hit two houses with four missiles.", "Sarta"),
    ],
)
def test_the_place_that_was_hit_by_the_grammar(read_world: Read, text: str, target: str) -> None:
    assert named(read_world(text), "reported_target") == {target}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("The largest hospital in the east of Syria's Marran was hit by barrel bombs on Monday.", "Marran"),
        ("Marran city: a missile with cluster munitions fell on a workshop and killed a mechanic.", "Marran"),
        ("Sarta village (Orm district), 5 March: a missile hit a shop. Two killed.", "Sarta"),
        ("Drones attacked the refinery and the Marran airfield on Monday.", "Marran"),
        ("Missiles hit the power plants of Syria on Monday.", "Syria"),
        ("Five people died in Wegel Tena when an ambulance was hit by a drone on Monday.", "Wegel Tena"),
    ],
)
def test_headings_sites_and_owners_tell_what_was_hit(read_world: Read, text: str, target: str) -> None:
    assert named(read_world(text), "reported_target") == {target}


def test_a_site_of_a_speaker_behind_the_strike_is_where_he_works(read: Read) -> None:
    (claim,) = read("Air strikes hit a market in Marran on Tuesday, killing seven, a doctor at Dalun hospital said.")
    assert [mention.toponym.surface for mention in claim.mentions if mention.role == "reported_target"] == ["Marran"]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Four air raids hit the area between Sarta and Marran on Monday.", {"Sarta", "Marran"}),
        ("A drone hit a bus on the road from Sarta to Marran on Monday.", {"Sarta", "Marran"}),
        ("A drone hit a power line near Marran on Monday.", {"Marran"}),
        ("Jets bombed Islamic State held oil wells near Marran on Monday.", {"Marran"}),
        ("Jets that took off from the Qasr air base near Sarta bombed Marran on Monday.", {"Marran"}),
        ("In the Qasr region town of Marran rockets hit a police post on Monday.", {"Marran"}),
        ("A missile hit a market in Marran on Monday, Qasr mayor Karim Fayek said.", {"Marran"}),
        ("Jets bombed Marran on Monday, an envoy told reporters in Qasr 15 people had died.", {"Marran"}),
    ],
)
def test_names_that_only_lead_to_the_target_are_none(read_world: Read, text: str, targets: set[str]) -> None:
    assert named(read_world(text), "reported_target") == targets


def test_an_unknown_name_that_jets_flew_from_is_an_origin(read_world: Read) -> None:
    claims = read_world("Jets from Tabarlik bombed Marran on Monday.")
    assert named(claims, "launch_origin") == {"Tabarlik"}
    assert named(claims, "reported_target") == {"Marran"}


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Jets bombed a clinic in the town of Sarta in southern rural Marran on Monday.", {"Sarta"}),
        ("A camp east of Marrans Sarta district was hit by warplanes on Monday.", {"Sarta"}),
        ("Jets hit a convoy near the town of Kafr Lusin near Marran on Monday.", {"Kafr Lusin"}),
        ("An air strike killed six people as they fled clashes near Marran on Monday.", {"Marran"}),
    ],
)
def test_the_town_said_to_be_hit_and_no_larger_one_beside_it(read_world: Read, text: str, targets: set[str]) -> None:
    assert named(read_world(text), "reported_target") == targets


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Jets struck hideouts in Kafr Zuma al-Latana Tal Hawla and Atsha on Monday.", {"Kafr Zuma", "al-Latana", "Tal Hawla", "Atsha"}),
        ("Four jets fired missiles at the armys Tal Allush position on Monday.", {"Tal Allush"}),
        ("A raid on Monday hit a makeshift refinery close to the Tanuk field.", {"Tanuk"}),
        ("Jets bombed a storage site of the army in the hills above Al Dumas on Monday.", {"Al Dumas"}),
        ("Missiles slammed into the Preventive Security headquarters in Marran on Monday.", {"Marran"}),
        ("Jets destroyed a convoy of 13 vehicles on the road of Marran on Monday.", {"Marran"}),
        ("Warplanes took off from Qasr, flew over the Green Sea and struck Marran on Monday.", {"Marran"}),
    ],
)
def test_names_without_commas_and_posts_without_towns_are_listed(read_world: Read, text: str, targets: set[str]) -> None:
    assert named(read_world(text), "reported_target") == targets


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("The frigate Admiral Orlan launched cruise missiles at Marran on Monday.", {"frigate Admiral Orlan"}),
        ("Jets from the aircraft carrier Admiral Orlan bombed Marran on Monday.", {"aircraft carrier Admiral Orlan"}),
        ("Missiles hit the destroyer USS Orlan near Marran on Monday.", set()),
        ("Jets bombed Marran on Monday. The bombers are flying from Qasr, a spokesman said.", {"Qasr"}),
        ("Jets bombed Marran on Monday. The jets later landed on their return from Qasr.", set()),
    ],
)
def test_ships_and_the_places_that_aircraft_are_said_to_fly_from_are_origins(read_world: Read, text: str, origins: set[str]) -> None:
    assert named(read_world(text), "launch_origin") == origins
