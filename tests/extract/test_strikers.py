"""Who struck: what the clause says by its grammar, whose strike a speaker's own words tell of, and when nobody may be named."""

from collections.abc import Callable

import pytest

from app.extract.extractor import RuleExtractor
from app.extract.phrases.vocabulary import Lexicon
from app.model.claim import Claim
from app.model.report import Report
from tests.extract.conftest import FRIDAY, Read, toponyms


def attackers(claim: Claim) -> set[str]:
    return {a.name for a in claim.actors if a.role == "attacker"}


def of(text: str, claims: list[Claim], words: str) -> set[str]:
    """Who struck in the claim whose quote holds ``words``."""
    found = [c for c in claims if words in text[c.spans[0][0] : c.spans[0][1]]]
    assert found, [text[c.spans[0][0] : c.spans[0][1]] for c in claims]
    return attackers(found[0])


@pytest.mark.parametrize(
    ("text", "striker"),
    [
        ("Lebanon's army: two soldiers were killed and three wounded when Israel hit a post at Marran with a missile.", "Israel"),
        ("The governor said a school in Marran was shelled by Turkish artillery on Friday.", "Turkey"),
        ("Hezbollah said it had fired rockets at Marran on Friday in answer to an Israeli air strike that killed a fighter.", "Hezbollah"),
        ("In support of the Government of Iraq, coalition military forces conducted three air strikes near Marran.", "coalition"),
        ("Rebels answered with rocket fire on Marran on Friday, residents said.", "rebels"),
        ("Fighter jets also believed to be Russian struck Marran on Friday, residents said.", "Russia"),
        ("A drone, probably Turkish, hit a car in Marran on Friday, police said.", "Turkey"),
        ("Positions around Marran came under mortar fire from Hezbollah on Friday.", "Hezbollah"),
        ("Hezbollah began firing rockets at Marran on Friday, the day after Hamas's attack.", "Hezbollah"),
        ("Rebel rockets hit Marran on Friday.", "rebels"),
        ("Syrian activists said government planes bombed Marran on Friday.", "Syrian government"),
        ("In support of the oppressed people of Palestine, Yemeni forces fired two missiles at Marran on Friday.", "Yemen"),
        ("Houthi spokesman Amin Saleh said the group's naval force had attacked two ships with missiles.", "Houthis"),
    ],
)
def test_the_striker_is_told_by_the_grammar_of_the_clause(read: Read, text: str, striker: str) -> None:
    assert attackers(read(text)[0]) == {striker}


@pytest.mark.parametrize(
    "text",
    [
        "The mission said an aircraft called in by Turkish officers had struck a barn in Marran on Friday.",
        "Two rockets fired from Qasr on Friday were shot down, the Israeli military said.",
        "The Israeli military said a missile had been fired at a post near Marran.",
        "An air strike meant for the Ansar, a new jihadist group, killed ten villagers in Marran on Friday, the governor said.",
        "Hezbollah said the homes of two of its fighters were hit by missiles in Marran on Friday.",
        "Aircraft that nobody has identified struck a column of trucks near Marran on Friday.",
    ],
)
def test_who_calls_for_or_shoots_down_is_no_striker(read: Read, text: str) -> None:
    assert all(not attackers(claim) for claim in read(text))


def test_bombers_that_a_ministry_of_defence_tells_of_abroad_are_its_own(read: Read) -> None:
    claims = read("Two long-range bombers struck oil depots near Marran on Friday.", publisher="Russian Defence Ministry")
    assert attackers(claims[0]) == {"Russia"}


def test_a_pronoun_goes_back_to_the_jets_rather_than_to_the_speaker(read: Read) -> None:
    text = "The Syrian Democratic Forces said four people died in Marran when jets returned to a plant that they had bombed on Friday."
    assert all("Syrian Democratic Forces" not in attackers(claim) for claim in read(text))


def test_the_coalition_of_a_release_struck_in_all_its_entries(read: Read) -> None:
    text = (
        "On March 14, coalition forces conducted four air strikes in Syria.\n\nCoalition jets flew from several bases.\n\n"
        "* Near Marran, one strike destroyed an ISIL vehicle.\n* Near Qasr, two strikes hit ISIL squads."
    )
    claims = read(text, publisher="U.S. Central Command")
    assert of(text, claims, "Near Qasr") == of(text, claims, "Near Marran") == {"coalition forces"}


def test_nobody_is_filled_in_as_having_struck_its_own_country(read: Read) -> None:
    text = "Syrian government planes bombed Qasr on Friday.\n\nA drone hit a house in Marran on Friday."
    claims = read(text)
    assert of(text, claims, "planes bombed") == {"Syrian government"}


def test_the_enemy_is_the_state_that_the_report_calls_so_and_no_other(read: Read) -> None:
    text = "Day 900 of the Russian invasion.\n\nThe enemy shelled Marran with artillery on Friday.\n\nPlanes from France came a month ago."
    assert of(text, read(text), "The enemy shelled") == {"Russia"}
    text = "The enemy shelled Marran with artillery on Friday.\n\nPlanes from France came a month ago."
    assert of(text, read(text), "The enemy shelled") == {"enemy"}


def test_a_strike_of_unknown_aircraft_stays_without_a_striker(read: Read) -> None:
    text = "Israeli jets bombed Qasr on Friday.\n\nUnidentified aircraft struck a depot near Marran on Friday."
    assert of(text, read(text), "Unidentified") == set()


def test_two_that_join_in_a_strike_struck_both(read: Read) -> None:
    claims = read("British aircraft joined United States forces in a strike with missiles against a depot near Marran on Friday.")
    assert attackers(claims[0]) == {"United Kingdom", "United States"}


def test_a_boast_or_blame_is_not_what_the_report_says_itself(read: Read) -> None:
    text = "Over 80 rockets fell on Marran airport on Friday. The interior ministry blamed Hezbollah."
    assert of(text, read(text), "rockets fell") == set()


def test_who_confirms_that_a_civil_site_of_his_was_hit_is_not_its_striker(read: Read) -> None:
    text = "Iran fired missiles at Qasr on Friday, residents said.\n\nIran's oil ministry confirmed that a fuel depot in Marran had been hit."
    assert "Iran" not in of(text, read(text), "fuel depot")


def test_who_denies_that_something_was_hit_is_not_its_striker(read: Read) -> None:
    claims = read("Two missiles hit Marran on Monday. The Ukrainian Air Force denied that any military depot had been hit.")
    assert [(claim.modality, claim.actors) for claim in claims] == [("asserted", ()), ("denied", ())]


@pytest.mark.parametrize(
    ("text", "strikers"),
    [
        ("The bombers flew over the Green Sea Iran and Iraq and struck depots in Marran on Monday.", []),
        ("An air strike in eastern Syria killed six people in Marran on Monday, the Pentagon said.", []),
        ("The Iraqi air force said its F-16 jets flying from the air base at Hasna had destroyed a depot in Marran.", ["Iraq"]),
        ("Warplanes belonging to the Saudi-led coalition bombed Marran on Monday.", ["Saudi-led coalition"]),
        ("Syria air strikes kill ten people in Marran on Monday, activists said.", []),
        ("Syria's air strikes kill ten people in Marran on Monday, activists said.", ["Syrian government"]),
        ("Planes bombed Marran on Monday and were driven off by Iraqi missile batteries, a resident said.", []),
        ("A website said on Monday only civilians had been hit, accusing the Russians of using long-range artillery against Marran.", ["Russia"]),
        ("The Assad regimes helicopters dropped barrel bombs on Marran on Monday activists said.", ["Syrian government"]),
    ],
)
def test_a_place_is_no_striker_and_an_owner_is_one(read: Read, text: str, strikers: list[str]) -> None:
    (claim,) = read(text)
    assert [actor.name for actor in claim.actors] == strikers


@pytest.mark.parametrize(
    "doubt",
    [
        "It was unclear whether the strikes were carried out by Syrian or Russian warplanes.",
        "The monitor said it could not determine whether the Syrian government or Russia was behind the attack.",
    ],
)
def test_a_strike_of_one_of_two_is_of_neither_alone(read: Read, doubt: str) -> None:
    claims = read(f"Air strikes killed 12 people in Marran on Monday, the Syrian Observatory for Human Rights said. {doubt}")
    assert [actor.name for actor in claims[0].actors] == ["Syrian government or Russia"]


@pytest.mark.parametrize(
    "text",
    [
        "Russia stepped up its bombardment of Marran on Monday.",
        "Russian jets hit Zeitun on Monday, activists said. The Valley Observatory says the same planes later bombed Marran.",
    ],
)
def test_the_striker_is_who_steps_up_its_raids_and_whose_planes_come_back(read: Read, text: str) -> None:
    assert {actor.name for claim in read(text) for actor in claim.actors} == {"Russia"}
    assert all(claim.actors for claim in read(text))


def test_a_headline_that_ran_into_the_next_lends_neither_speaker_nor_striker(read: Read) -> None:
    text = "Turkey PM says aims to develop relations with Syria Iraq Air strikes killed 12 people in Marran on Monday the Valley Observatory said."
    (claim,) = read(text)
    assert (claim.claimant.name, claim.actors) == ("Valley Observatory", ())


@pytest.mark.parametrize(
    ("title", "strikers"),
    [
        ("Russian jets hit Marran", ["Russia"]),
        ("Monitor says Russian jets hit Marran", []),
        ("No Russian strike on Marran, video shows", []),
        ("Regime airstrikes kill six in Marran", ["Syrian government"]),
    ],
)
def test_the_title_names_the_striker_that_the_text_leaves_out(lexicon: Lexicon, title: str, strikers: list[str]) -> None:
    text = "Six people were killed when warplanes bombed a market in Marran on Monday, the Valley Observatory said. Syria has been at war since 2011."
    (claim,) = RuleExtractor(lexicon)(Report("r", text, title=title, published_at=FRIDAY), toponyms(text))
    assert [actor.name for actor in claim.actors] == strikers


def test_of_two_strikers_the_one_that_the_same_source_names_struck_the_next_town_too(read: Read) -> None:
    text = (
        "Syrian jets bombed Marran on Monday killing ten, the Syrian Observatory for Human Rights said. US-led coalition jets hit Zeitun, the "
        "Pentagon said.\n\nAir strikes on Qasr killed six people, the Observatory said. The Pentagon gave no toll."
    )
    assert [[actor.name for actor in claim.actors] for claim in read(text)] == [["Syrian government"], ["US-led coalition"], ["Syrian government"]]


def test_the_regime_of_a_place_that_is_not_told_is_the_one_that_strikes_at_home(read: Read) -> None:
    text = (
        "Syrian government air strikes on Marran killed ten people on Monday, the Syrian Observatory for Human Rights said. "
        '"As usual the regime is bombing markets," an activist, Omar Hadi, said.'
    )
    assert {(actor.name, actor.as_printed) for claim in read(text) for actor in claim.actors} <= {
        ("Syrian government", "Syrian government"),
        ("Syrian government", "“regime”"),
    }


@pytest.mark.parametrize("owner", ["Assad's", "President Bashar al-Assad's", "Assads"])
def test_the_planes_of_a_ruler_are_his_state_s(read: Read, owner: str) -> None:
    (claim,) = read(f"{owner} warplanes bombed Marran on Monday, activists said.")
    assert [actor.name for actor in claim.actors] == ["Syrian government"]


@pytest.mark.parametrize(
    ("text", "striker"),
    [
        # its arms, before or after
        ("Bombs fell on a market in Marran on Monday, a doctor said. Russian jets have been pounding the hills for a week.", "Russia"),
        # its campaign
        ("Bombs fell on a market in Marran on Monday, a doctor said. Israel began its air campaign in the country a year ago.", "Israel"),
        # a coalition that the report names as fighting there
        ("Bombs fell on a market in Marran on Monday, a doctor said. The US-led coalition has been reached for comment.", "US-led coalition"),
        # the state that rules there, where its own people fight it and no foreign force is told of
        ("Barrel bombs fell on Marran on Monday, a doctor said. The regime's use of such bombs was condemned. Rebels hold the town.", "regime"),
        # a foreign force that answers for strikes
        ("Bombs fell on a market in Marran on Monday, a doctor said. The Pentagon said it would look into the raid.", "United States"),
        # the lead, whoever says so
        ("Russian jets bombed Qasr on Monday, activists said.\n\nBombs fell on a market in Marran on Monday too, a doctor said.", "Russia"),
        # what is said of the carriers afterwards
        ("Jets bombed a market in Marran on Monday, a doctor said. Activists said the planes were probably Russian.", "Russia"),
        # the speaker that confirms a raid abroad
        ("Bombs fell on a market in Marran on Monday, a doctor said. The Israeli military confirmed the raid on Marran.", "Israel"),
    ],
)
def test_the_one_side_that_the_report_has_fighting_there_struck(read: Read, text: str, striker: str) -> None:
    assert of(text, read(text), "Marran on Monday") == {striker}


@pytest.mark.parametrize(
    "text",
    [
        # two that fight there
        "Bombs fell on a market in Marran on Monday, a doctor said. Russian and American jets fly over the region.",
        # one that does not fight there
        "Bombs fell on a market in Marran on Monday, a doctor said. Brazilian planes brought food.",
        # a place
        "Bombs fell on a market in Marran on Monday, a doctor said. People fled to the Turkish border by bus.",
        # who is hit, or mourns
        "A missile killed three US soldiers in Marran on Monday, a doctor said.\n\nUS planes have flown over Qasr for a year.",
        # armed groups have no aircraft, foreign states no barrel bombs
        "Jets bombed a market in Marran on Monday, a doctor said. Rebels have fired rockets at the city for a week.",
        "Barrel bombs fell on a market in Marran on Monday, a doctor said. American jets bombed the region last year.",
        # nobody says, and the report says so
        "Jets bombed Marran on Monday, a doctor said. He did not say whose planes they were. Russian jets have pounded the hills for a week.",
        "Bombs fell on Marran on Monday, a doctor said. Whose they were is a matter of dispute. Russian jets have pounded the hills for a week.",
        # who denies it
        "Bombs fell on a market in Marran on Monday, a doctor said. The Israeli military denied that it had struck Marran.",
    ],
)
def test_what_the_report_leaves_open_stays_open(read: Read, text: str) -> None:
    assert of(text, read(text), "Marran on Monday") == set()


def test_a_state_is_no_striker_at_home_between_states_nor_a_group_that_strikes_abroad(read_world: Callable[[str], list[Claim]]) -> None:
    text = "Ten people died when missiles hit Lod on Monday, police said. Israeli jets bombed Marran on Monday. Iran fired missiles at Lod on Sunday."
    assert "Israel" not in of(text, read_world(text), "missiles hit Lod")
    text = "Israeli jets bombed Marran on Monday, police said. A day later a shell hit a house in Lod, medics said."
    assert of(text, read_world(text), "house in Lod") == set()


def test_the_coalition_is_no_state_told_of_before(read: Read) -> None:
    text = "Russian jets bombed Marran on Monday.\n\nThe coalition carried out six air strikes near Qasr on Tuesday."
    assert of(text, read(text), "near Qasr") == {"coalition"}


def test_a_paramilitary_drone_is_the_paramilitaries(read: Read) -> None:
    assert attackers(read("A paramilitary drone struck the prison of Marran on Monday, a medic said.")[0]) == {"paramilitaries"}


@pytest.mark.parametrize(
    ("text", "words", "striker"),
    [
        # who fired before is not who answers
        (
            "British planes bombed Qasr. The aircraft hit a radar near Marran on Monday, after Iraqi gunners had fired on them.",
            "near Marran",
            "United Kingdom",
        ),
        # the dead strike nobody
        (
            "American bombers pounded Qasr. A commander said 60 Taliban fighters had been killed in the raids on Marran and two tanks destroyed.",
            "60 Taliban",
            "United States",
        ),
        # guns are their owner's
        ("Pakistani shells hit Qasr on Monday. An official said Indian guns shelled villages near Marran.", "Indian guns", "India"),
        ("Air strikes killed ten in Marran, residents said, in an attack they blamed on the Saudi-led coalition.", "Marran", "Saudi-led coalition"),
        # the group is the one that the report names
        (
            "Saudi jets bombed Qasr on Monday. The Houthis run the agency. It said the group's fighters had launched a missile at Marran.",
            "at Marran",
            "Houthis",
        ),
    ],
)
def test_whose_deed_a_clause_tells_wins_over_what_is_near(read: Read, text: str, words: str, striker: str) -> None:
    assert of(text, read(text), words) == {striker}


def test_armed_groups_fly_no_planes(read: Read) -> None:
    text = "Fighters of Islamic State shelled Qasr on Monday. Two air strikes hit Marran an hour later, residents said."
    assert of(text, read(text), "hit Marran") == set()
    assert attackers(read("Planes of the Libyan National Army bombed Marran on Monday.")[0]) == {"Libyan National Army"}


def test_a_doubt_undoes_what_was_only_carried_on(read: Read) -> None:
    text = "US jets bombed Qasr. A house in Marran was bombed too, residents said. They could not say whether the jets were Turkish or Russian."
    assert of(text, read(text), "house in Marran") == {"Turkey or Russia"}


@pytest.mark.parametrize(
    ("text", "words", "strikers"),
    [
        # the army of the country that is struck, told of beside a foreign air force
        (
            "Russian and Syrian warplanes bombed Qasr on Monday. The army air force hit gatherings in Marran too, a source said.",
            "Marran",
            {"Syrian government"},
        ),
        ("Syria has been at war since 2011. Army helicopters dropped barrel bombs on Marran on Monday.", "Army helicopters", {"Syrian government"}),
        # its sorties
        ("Two raids hit trucks in Marran, a monitor said. The US-led alliance has flown 600 sorties.", "trucks", {"US-led coalition"}),
        # who counts what it hit
        (
            "Turkish jets bombed Qasr on Monday, the Turkish army said. Coalition planes hit Zeitun. 59 targets near Marran were shelled, "
            "the Turkish army said.",
            "59 targets",
            {"Turkey"},
        ),
        # what is called a strike is not the shelling of others
        (
            "Regime jets bombed Qasr, the Valley Observatory said. Rebels shelled Zeitun, it said.\n\n"
            "Three people died in a strike on Marran, the Valley Observatory said.",
            "strike on Marran",
            {"regime jets"},
        ),
    ],
)
def test_whose_force_an_army_or_a_strike_is(read: Read, text: str, words: str, strikers: set[str]) -> None:
    assert of(text, read(text), words) == strikers


def test_a_striker_goes_by_the_initials_that_the_report_uses(read: Read) -> None:
    text = "US planes bombed Qasr on Monday. The planes hit Marran too, a doctor said."
    assert {actor.as_printed for claim in read(text) for actor in claim.actors} == {"US"}


@pytest.mark.parametrize(
    ("text", "words", "striker"),
    [
        ("Twelve people died when missiles launched from Russian aircraft fell on Marran on Monday, a medic said.", "missiles launched", {"Russia"}),
        ("The Israeli army said its planes had struck launchers of Islamic Jihad in Marran on Monday.", "launchers", {"Israel"}),
        ("US planes bombed Qasr. Shells fired by the Taliban hit Zeitun. A man said the strikes killed 30.", "killed 30", {"United States"}),
        ("A drone struck a post near Marran, police said. The governor blamed militias backed by Iran.", "The governor", {"militias"}),
        # shells are not told to be those of who flies
        ("Egyptian helicopters hit Qasr, the military said.\n\nA shell fell on a house in Marran, residents said.", "house in Marran", set()),
    ],
)
def test_carriers_and_guns_are_those_of_who_used_them(read: Read, text: str, words: str, striker: set[str]) -> None:
    assert of(text, read(text), words) == striker


def test_a_regime_without_a_place_is_the_one_of_the_land_that_is_struck(read: Read) -> None:
    text = (
        "An air strike killed 21 people in Marran on Monday, a doctor said. \"The regime is bombing us,\" an activist, Omar Hadi, said. "
        "Syria's regime has bombed the region for years."
    )
    assert of(text, read(text), "killed 21") == {"Syrian government"}
