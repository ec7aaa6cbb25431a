"""What a report is about: old strikes that are looked into, headlines over the strike, and when and where it happened."""

from datetime import date

from tests.extract.conftest import Read


def test_what_is_said_to_have_happened_then_and_there_is_the_strike_told_before(read: Read) -> None:
    (claim,) = read("Drones hit a lorry full of labourers, residents said. It happened last Monday near the town of Marran, they said.")
    assert [m.toponym.surface for m in claim.mentions] == ["Marran"]
    assert claim.when is not None and claim.when.start == date(2019, 3, 11)


def test_what_an_inquiry_looks_into_is_asserted_however_old(read: Read) -> None:
    claims = read("Amnesty International publishes an investigation. Its reconstruction shows that jets hit a school in Marran on 3 January 2018.")
    assert [c.modality for c in claims] == ["asserted"]


def test_headline_of_the_province_s_town_is_the_strike_in_the_province(read: Read) -> None:
    claims = read("Air strike kills ten in Dabra\nJets struck the village of Marran in Dabra province on Monday, killing ten people, residents said.")
    assert len(claims) == 1


def test_two_sides_that_fire_at_each_other_are_two_claims(read: Read) -> None:
    claims = read("Hezbollah fired rockets at Marran. The military said it struck the launchers.")
    assert [(c.claimant.name, [a.name for a in c.actors]) for c in claims] == [("unattributed", ["Hezbollah"]), ("military", ["military"])]


def test_a_post_on_a_channel_is_its_owner_s(read: Read) -> None:
    (claim,) = read('US Central Command on X: "CENTCOM forces conducted three strikes on a depot near Marran on Monday."')
    assert claim.claimant.name == "US Central Command"


def test_explosions_that_kill_in_a_war_of_rockets_are_a_strike(read: Read) -> None:
    text = "Explosions at two camps near Marran killed at least 12 people on Friday, police said. The army accused the Taliban of firing the rockets."
    assert [c.claimant.name for c in read(text)] == ["police", "army"]


def test_a_munition_s_type_is_no_habit(read: Read) -> None:
    (claim,) = read("Two guided bombs of the type UMPB struck a quarter of Marran on Friday, police said.")
    assert claim.modality == "asserted"


def test_what_is_not_confirmed_is_no_claim(read: Read) -> None:
    assert len(read("Jets bombed Marran. The army's spokesman did not confirm any strike when he was asked in Qasr.")) == 1
