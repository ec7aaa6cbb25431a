"""The commonest sentences of the trade: who is struck, who only speaks, and what is another event; place names are handed in."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from app.extract.extractor import RuleExtractor
from app.extract.phrases.vocabulary import Lexicon
from app.model.claim import Claim
from app.model.place import Place, Toponym
from app.model.report import Report

FRIDAY = date(2019, 3, 15)
PLACES = {
    "Marran": ("settlement", "SY"),
    "Tell Sefi": ("settlement", "SY"),
    "Qasr": ("settlement", "SY"),
    "Ankara": ("settlement", "TR"),
    "Rostov": ("settlement", "RU"),
    "Dabra": ("province", "SY"),
    "Orm": ("province", "SY"),
    "Russia": ("country", "RU"),
    "Syria": ("country", "SY"),
    "Caspian Sea": ("sea", None),
    "Anadolu": ("region", "TR"),
}
Read = Callable[[str], list[Claim]]


def toponyms(text: str) -> list[Toponym]:
    """Every name of ``PLACES`` in the text, as a geocoder would hand it in."""
    found = []
    for name, (kind, country) in PLACES.items():
        for match in re.finditer(re.escape(name), text):
            place = Place(f"test:{name}", name, kind, country, None, 35.0, 38.0)  # type: ignore[arg-type]
            found.append(Toponym(match.start(), match.end(), name, kind, place, None, 0.9, "test"))  # type: ignore[arg-type]
    return sorted(found, key=lambda item: item.start)


@pytest.fixture(scope="module")
def read(lexicon: Lexicon) -> Read:
    extractor = RuleExtractor(lexicon)
    return lambda text: extractor(Report("r", text, published_at=FRIDAY), toponyms(text))


def struck(claims: list[Claim]) -> set[str]:
    """Every place that any of the claims says was hit."""
    return {m.toponym.surface for claim in claims for m in claim.mentions if m.role == "reported_target"}


def seats(claims: list[Claim]) -> set[str]:
    return {m.toponym.surface for claim in claims for m in claim.mentions if m.role == "claimant_seat"}


@pytest.mark.parametrize("munition", ["A missile", "The missile", "A drone", "One rocket", "A Russian missile"])
def test_one_munition_that_hit_a_town_struck_it(read: Read, munition: str) -> None:
    claims = read(f"{munition} hit Marran on Friday, police said.")
    assert len(claims) == 1
    assert struck(claims) == {"Marran"}


@pytest.mark.parametrize(
    "text",
    [
        "Rockets hit Marran on Friday, the army spokesman Karim Daoud said in Ankara.",
        "Rockets hit Marran on Friday, the minister told reporters in Ankara on Friday.",
        "The minister told journalists at a news conference in Ankara that rockets had hit Marran.",
        "In Ankara, Turkey's defence ministry said rockets had hit Marran.",
        "Rockets hit Marran on Friday. The foreign secretary, Anna Holm, in Ankara, condemned the attack.",
        "Rockets hit Marran on Friday. The minister, speaking in Ankara, said the attack had killed two people.",
    ],
)
def test_the_town_in_which_somebody_speaks_is_no_target(read: Read, text: str) -> None:
    assert struck(read(text)) == {"Marran"}


def test_what_a_town_s_own_people_say_in_it_happened_there(read: Read) -> None:
    assert struck(read("In Marran, residents said a rocket had hit a bakery.")) == {"Marran"}
    assert struck(read("Residents said in Marran rockets hit a bakery.")) == {"Marran"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Russian missiles struck Marran on Tuesday. Russia said the strikes were revenge for the killing of ten people in Qasr on Sunday.", 12),
        ("Russia fired 20 missiles at Marran on Tuesday in retaliation for an attack on its consulate in Qasr on 1 March.", 12),
        ("In response to the bombing of Qasr on Sunday, Russia fired 20 missiles at Marran on Tuesday.", 12),
    ],
)
def test_what_a_strike_answers_is_another_event(read: Read, text: str, day: int) -> None:
    claims = [c for c in read(text) if c.modality == "asserted"]
    assert struck(claims) == {"Marran"}
    assert {c.when.start for c in claims if c.when is not None} == {date(2019, 3, day)}
    assert not any(label for c in claims for label in c.target.labels if "consulate" in label)
    assert not any(q.unit == "killed" for c in claims for q in c.quantities)


@pytest.mark.parametrize("verb", ["sent", "dispatched", "launched", "were sending"])
def test_missiles_sent_at_targets_are_a_strike_with_both_numbers(read: Read, verb: str) -> None:
    claims = read(f"Russia's navy said two frigates in the Caspian Sea {verb} 14 cruise missiles at five targets in the provinces of Dabra and Orm.")
    assert len(claims) == 1
    assert struck(claims) == {"Dabra", "Orm"}
    assert {m.toponym.surface for m in claims[0].mentions if m.role == "launch_origin"} == {"Caspian Sea"}
    assert {(q.unit, q.min) for q in claims[0].quantities} >= {("munitions", 14), ("targets", 5)}


def test_missiles_sent_to_an_ally_are_no_strike(read: Read) -> None:
    assert read("Russia sent 14 cruise missiles to Syria on Monday, the ministry said.") == []


@pytest.mark.parametrize(
    ("said", "verb"),
    [
        ("Karim Daoud, who speaks for US Central Command, granted that Russian jets had hit wells in Qasr.", "granted"),
        ("Karim Daoud, a spokesman for US Central Command, conceded that Russian jets had hit wells in Qasr.", "conceded"),
        ("US Central Command acknowledged that Russian jets had hit wells in Qasr.", "acknowledged"),
        ("US Central Command spoke of 40 Russian air strikes on wells in Qasr.", "spoke of"),
        ("Most of the Russian strikes, US Central Command went on, hit wells in Qasr.", "went on"),
    ],
)
def test_a_sentence_with_a_speaker_of_its_own_is_a_claim_of_its_own(read: Read, said: str, verb: str) -> None:
    claims = read(f"Turkey said Russian jets had bombed villages in Marran. {said}")
    assert [c.claimant.name for c in claims] == ["Turkey", "US Central Command"]
    assert claims[1].attribution.verb == verb
    assert "villages" not in claims[1].target.labels
    assert struck(claims[1:]) == {"Qasr"}


def test_the_ministry_is_the_one_named_before_and_counts_its_own_strikes(read: Read) -> None:
    claims = read(
        "The Russian defence ministry said its warships had fired 12 cruise missiles at Marran. Syrian jets flew 30 raids over Qasr, "
        "according to the Syrian Observatory for Human Rights.\n\n"
        'The ministry spoke of over 90 cruise missiles and over 300 "terrorist" targets destroyed in four days.'
    )
    total = next(c for c in claims if ("munitions", 90) in {(q.unit, q.min) for q in c.quantities})
    assert total.claimant.name == "Russian defence ministry"
    assert [a.name for a in total.actors] == ["Russia"]


def test_a_weapon_is_not_put_into_the_mouth_of_another_speaker(read: Read) -> None:
    claims = read(
        "Jets flew 20 raids over Dabra. Russia said its ships had fired 12 cruise missiles at Marran on Friday. "
        "Turkey said Russian strikes had hit villages in Qasr."
    )
    assert [c.weapon.code if c.weapon else None for c in claims] == ["air_strike", "cruise_missile", None]


@pytest.mark.parametrize("text", ["The army went on to shell Marran.", "The shelling of Marran continued, a doctor said."])
def test_deeds_are_no_speech(read: Read, text: str) -> None:
    assert all(c.claimant.kind != "state_belligerent" for c in read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Two drones hit Rostov on Friday, Russia's defence ministry said. Russia fired missiles at Marran on Thursday.",
        "Russia fired missiles at Marran on Thursday. Two drones hit Rostov on Friday, Russia's defence ministry said.",
    ],
)
def test_a_side_that_was_hit_at_home_is_not_made_the_striker(read: Read, text: str) -> None:
    claims = read(text)
    assert [[a.name for a in c.actors] for c in claims if struck([c]) == {"Rostov"}] == [[]]
    assert [[a.name for a in c.actors] for c in claims if struck([c]) == {"Marran"}] == [["Russia"]]


def test_a_side_that_strikes_at_home_may_have_done_so_again(read: Read) -> None:
    claims = read("Air strikes hit Marran on Friday, residents said. Syrian jets bombed Qasr on Thursday.")
    assert [[a.name for a in c.actors] for c in claims] == [["Syrian government"]] * 2


def test_where_a_new_speaker_sits_behind_a_semicolon_is_no_target_nor_is_the_striker(read: Read) -> None:
    claims = read("Russia has been carrying out air strikes on Marran since 1 March; in Ankara the government says it was never asked.")
    assert struck(claims) == {"Marran"}
    assert "Ankara" not in {m.toponym.surface for c in claims for m in c.mentions if m.role != "claimant_seat"}
    assert [a.name for a in claims[0].actors] == ["Russia"]


def test_a_word_of_a_body_s_name_is_no_place(read: Read) -> None:
    claims = read("Rockets hit Marran on Friday, Turkey's state news agency Anadolu said.")
    assert {m.toponym.surface for c in claims for m in c.mentions} == {"Marran"}


def test_a_province_that_opens_a_sentence_holds_the_town_that_is_struck_there(read: Read) -> None:
    claims = read("In Dabra province, a missile hit the market of Marran, police said.")
    assert struck(claims) == {"Marran"}


def test_what_is_fired_from_a_place_towards_another_is_aimed_at_the_other(read: Read) -> None:
    claims = read("Two rockets fired from Qasr towards Marran were shot down, police said.")
    assert {(m.toponym.surface, m.role) for m in claims[0].mentions} == {("Qasr", "launch_origin"), ("Marran", "reported_target")}


def test_an_hour_of_the_day_keeps_the_day_told_before(read: Read) -> None:
    claims = read("Jets bombed Marran on Tuesday.\nIn the afternoon a helicopter dropped bombs on Qasr.")
    assert {str(c.when.start) for c in claims if c.when} == {"2019-03-12"}
    assert all(c.when for c in claims)


def test_a_headline_s_country_before_a_colon_is_no_striker(read: Read) -> None:
    claims = read("Syria: strikes on Marran\n\nAn air strike hit Marran on Tuesday, medics said.")
    assert not [a.name for c in claims for a in c.actors]


def test_a_strike_that_one_side_will_not_hesitate_to_make_is_a_threat(read: Read) -> None:
    claims = read('Jets bombed Marran. "We will not hesitate to strike Qasr", the general said.')
    assert [c.modality for c in claims] == ["asserted", "threatened"]


@pytest.mark.parametrize(
    "silent",
    [
        "The army did not comment on the bombing of Qasr.",
        "The military said it was not aware of a strike on Qasr.",
        "Parliament cleared the purchase of 821 air-launched cruise missiles.",
        "On Monday the Red Cross landed a plane with vaccines in Qasr.",
    ],
)
def test_what_tells_of_no_strike_makes_no_claim(read: Read, silent: str) -> None:
    assert len(read("Jets bombed Marran on Tuesday, residents said.\n" + silent)) == 1


def test_people_killed_by_a_state_s_attacks_are_struck_also_beside_gunfire(read: Read) -> None:
    claims = read("At least 39 people were killed by Israeli strikes and gunfire in Marran, medics said.")
    assert [(q.unit, q.min) for q in claims[0].quantities] == [("killed", 39)]


def test_what_one_missile_went_through_was_struck(read: Read) -> None:
    assert struck(read("Four women died in Marran when a missile went through the roof of their house, the mayor said.")) == {"Marran"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A missile destined for a base in Qasr went astray and destroyed homes in Marran.", {"Marran"}),
        ("Jets struck nine sites in Syria, including Marran and Qasr.", {"Marran", "Qasr"}),
        ("Residents of Marran said Grad rockets hit their street.", {"Marran"}),
        ("Russia shelled with mortars the town of Marran.", {"Marran"}),
    ],
)
def test_where_it_came_down_is_struck(read: Read, text: str, places: set[str]) -> None:
    assert struck(read(text)) == places


def test_a_threat_s_own_place_is_its_target(read: Read) -> None:
    claims = read("Rockets hit Marran. Israel threatened to strike Qasr.")
    assert [(c.modality, struck([c])) for c in claims] == [("asserted", {"Marran"}), ("threatened", {"Qasr"})]


def test_a_command_that_conducts_a_strike_makes_a_claim(read: Read) -> None:
    assert read("US Africa Command conducted a strike near Marran on Friday.")


@pytest.mark.parametrize("text", ["They carpet-bombed us with sea water near Marran.", "Washington targeted officials in Marran with sanctions."])
def test_water_and_sanctions_strike_nobody(read: Read, text: str) -> None:
    assert not read(text)


def test_a_speaker_s_own_aircraft_strike(read: Read) -> None:
    claims = read("US Central Command said its aircraft destroyed fuel tanks in Marran on Thursday.")
    assert [a.name for a in claims[0].actors] == ["United States"]


def test_rebels_that_a_state_s_agency_tells_of_are_not_the_state(read: Read) -> None:
    claims = read("Rebels shelled Marran, killing seven people, Syria's state news agency SANA said.")
    assert [a.name for a in claims[0].actors] == ["rebels"]


def test_who_denies_a_strike_is_its_striker(read: Read) -> None:
    claims = read("A missile hit a tanker off Marran on Tuesday, police said. The Houthis denied firing any missile at a tanker.")
    assert [(c.modality, [a.name for a in c.actors]) for c in claims][-1] == ("denied", ["Houthis"])


def test_what_one_source_blames_on_somebody_is_not_put_into_another_s_mouth(read: Read) -> None:
    text = (
        "Missiles hit a school in Tell Sefi on Friday, activists in Qasr said.\n\n"
        "Russian warplanes struck a hospital in Marran on Friday, the Syrian Observatory for Human Rights said."
    )
    unblamed, blamed = read(text)
    assert [actor.name for actor in blamed.actors] == ["Russia"]
    assert unblamed.actors == ()


def test_what_an_entry_of_a_list_is_filed_under_is_not_struck_itself(read: Read) -> None:
    (claim,) = read("Dabra: Rockets hit a school in Marran on Friday.")
    assert {m.toponym.surface: m.role for m in claim.mentions} == {"Dabra": "container", "Marran": "reported_target"}
    (claim,) = read("Qasr: Rockets hit a school in Marran on Friday.")
    assert {m.toponym.surface: m.role for m in claim.mentions} == {"Qasr": "container", "Marran": "reported_target"}


def test_the_base_that_aircraft_took_off_from_is_not_what_they_hit(read: Read) -> None:
    (claim,) = read("The army said the strike on Marran had been carried out by jets which took off from Qasr air base.")
    assert all("Qasr" not in label for label in claim.target.labels)
