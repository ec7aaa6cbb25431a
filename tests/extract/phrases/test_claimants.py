"""Claimants: bodies, offices, states, capitals that speak, kinds of people."""

import pytest

from app.extract.phrases.claimants import ClaimantFound
from app.extract.phrases.marks import mark
from app.extract.phrases.tokens import tokenise
from app.extract.phrases.vocabulary import Lexicon


def claimants(lexicon: Lexicon, text: str) -> list[ClaimantFound]:
    return mark(tokenise(text), lexicon).claimants


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("the Syrian Observatory for Human Rights said", "Syrian Observatory for Human Rights", "monitor"),
        ("SOHR said", "Syrian Observatory for Human Rights", "monitor"),
        ("Airwars said", "Airwars", "monitor"),
        ("the White Helmets said", "White Helmets", "monitor"),
        ("Reuters reported", "Reuters", "news_media"),
        ("Turkey's Anadolu news agency reported", "Anadolu", "news_media"),
        ("state news agency SANA reported", "SANA", "news_media"),
        ("UNICEF said", "UNICEF", "un_body"),
        ("CENTCOM said", "US Central Command", "state_belligerent"),
        ("the Pentagon said", "Pentagon", "state_belligerent"),
        ("the Russian defence ministry said", "Russian defence ministry", "state_belligerent"),
        ("Russia's Ministry of Defense said", "Russian defence ministry", "state_belligerent"),
        ("the Ministry of Defence of the Russian Federation said", "Russian defence ministry", "state_belligerent"),
        ("the Turkish foreign minister said", "Turkish foreign ministry", "state_belligerent"),
        ("Ukraine's General Staff said", "Ukrainian General Staff", "state_belligerent"),
        ("Russia said", "Russia", "state_belligerent"),
        ("Hamas said", "Hamas", "armed_group"),
        ("Free Syrian Army fighters said", "Syrian opposition", "armed_group"),
        ("an Israeli military spokesman said", "Israeli military", "state_belligerent"),
        ("a Houthi spokesman said", "Houthis", "armed_group"),
        ("Ethiopian state television said", "Ethiopian state television", "news_media"),
    ],
)
def test_the_claimant_is_the_body(lexicon: Lexicon, text: str, name: str, kind: str) -> None:
    found = claimants(lexicon, text)[0]
    assert (found.name, found.kind, found.generic) == (name, kind, False)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("North Valley Observatory said", "monitor"),
        ("The Harbour Gazette reported", "news_media"),
        ("Derna Mujahideen Council said", "armed_group"),
        ("the Odesa Regional Prosecutor's Office said", "state_belligerent"),
        ("Doctors of the Jafra Hospital said", "official_unnamed"),
    ],
)
def test_a_body_that_no_list_knows_is_known_by_its_last_word(lexicon: Lexicon, text: str, kind: str) -> None:
    assert kind in [item.kind for item in claimants(lexicon, text) if item.text[0].isupper()]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("activists said", "activists", "monitor"),
        ("residents said", "residents", "unattributed"),
        ("the grid operator said", "grid operator", "official_unnamed"),
        ("medics said", "medics", "official_unnamed"),
        ("a security source said", "security source", "official_unnamed"),
        ("the ministry said", "ministry", "state_belligerent"),
        ("the governor said", "governor", "state_belligerent"),
        ("rebels said", "rebels", "armed_group"),
        ("reports said", "reports", "unattributed"),
    ],
)
def test_people_without_a_name_are_generic(lexicon: Lexicon, text: str, name: str, kind: str) -> None:
    (found,) = claimants(lexicon, text)
    assert (found.name, found.kind, found.generic) == (name, kind, True)


def test_a_capital_speaks_only_with_a_verb(lexicon: Lexicon) -> None:
    (found,) = claimants(lexicon, "Moscow said the depot was hit")
    assert (found.name, found.metonym) == ("Russia", True)
    assert claimants(lexicon, "The talks in Moscow went on") == []
    assert [item.name for item in claimants(lexicon, "according to Ankara")] == ["Turkey"]


def test_agencies_relay(lexicon: Lexicon) -> None:
    found = {item.name: item for item in claimants(lexicon, "a Turkish official told Reuters")}
    assert found["Reuters"].relay
    assert not found["Turkish official"].relay
    assert found["Turkish official"].actor == "Turkey"
