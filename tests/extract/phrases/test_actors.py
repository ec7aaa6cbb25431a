"""Actors: who an adjective makes a striker, and who not."""

import pytest

from app.extract.phrases.actors import ActorFound
from app.extract.phrases.marks import mark
from app.extract.phrases.tokens import tokenise
from app.extract.phrases.vocabulary import Lexicon


def actors(lexicon: Lexicon, text: str) -> list[ActorFound]:
    return mark(tokenise(text), lexicon).actors


@pytest.mark.parametrize(
    ("text", "name", "form", "head_cls"),
    [
        ("Russian warplanes", "Russia", "force", "aircraft"),
        ("Russia's air force", "Russia", "force", "force"),
        ("Turkish F-16s", "Turkey", "force", "aircraft"),
        ("Azerbaijani TB2 drones", "Azerbaijan", "force", "aircraft"),
        ("a Russian Sukhoi Su-34 bomber", "Russia", "force", "aircraft"),
        ("the Israeli army", "Israel", "force", "force"),
        ("Ukrainian long-range missiles", "Ukraine", "adjective", "weapon"),
        ("Israeli air strikes", "Israel", "adjective", "strike"),
        ("US drone strikes", "United States", "adjective", "strike"),
        ("the Russian defence ministry", "Russia", "adjective", "office"),
        ("the Turkish border", "Turkey", "adjective", "people"),
        ("Russian forces launched two Iskander missiles", "Russia", "force", "force"),
        ("Lebanon's state-run agency", "Lebanon", "name", None),
        ("Syrias air force", "Syrian government", "force", "force"),
        ("NATO-led forces", "NATO", "force", "force"),
        ("Israel", "Israel", "name", None),
        ("Iran-backed fighters", "Iran", "descriptor", None),
        ("IS-held areas", "Islamic State", "descriptor", None),
        ("a pro-Ukrainian channel", "Ukraine", "descriptor", None),
    ],
)
def test_an_adjective_is_told_by_what_it_modifies(lexicon: Lexicon, text: str, name: str, form: str, head_cls: str | None) -> None:
    actor = actors(lexicon, text)[0]
    assert (actor.name, actor.form, actor.head_cls) == (name, form, head_cls)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The IDF", "Israel", "state"),
        ("Syrian government forces", "Syrian government", "state"),
        ("the Assad regime", "Syrian government", "state"),
        ("The US-led coalition", "US-led coalition", "coalition"),
        ("The U.S.-led international coalition", "US-led coalition", "coalition"),
        ("The Saudi-led coalition", "Saudi-led coalition", "coalition"),
        ("Houthi rebels", "Houthis", "armed_group"),
        ("Ansar Allah", "Houthis", "armed_group"),
        ("Hizbullah", "Hezbollah", "armed_group"),
        ("Daesh", "Islamic State", "armed_group"),
        ("Al-Shabaab", "al-Shabaab", "armed_group"),
        ("The RSF", "Rapid Support Forces", "armed_group"),
        ("Haftar's forces", "Libyan National Army", "armed_group"),
        ("The TPLF", "TPLF", "armed_group"),
        ("Myanmar's junta", "Myanmar", "state"),
        ("the IRGC", "Iran", "state"),
    ],
)
def test_aliases_lead_to_one_name(lexicon: Lexicon, text: str, name: str, kind: str) -> None:
    actor = actors(lexicon, text)[0]
    assert (actor.name, actor.kind, actor.generic) == (name, kind, False)


@pytest.mark.parametrize("text", ["the rebels", "government forces", "the coalition", "the army", "militants"])
def test_generic_actors_wait_for_their_name(lexicon: Lexicon, text: str) -> None:
    (actor,) = actors(lexicon, text)
    assert actor.generic
    assert actor.name == text.removeprefix("the ")


def test_two_adjectives_share_one_noun(lexicon: Lexicon) -> None:
    first, second = actors(lexicon, "Syrian and Russian warplanes")
    assert (first.name, first.form) == ("Syrian government", "force")
    assert (second.name, second.form) == ("Russia", "force")
    assert first.head == second.head


def test_a_force_needs_no_noun_of_another(lexicon: Lexicon) -> None:
    first, second = actors(lexicon, "Syrian government forces and Russian air strikes")
    assert (first.head, second.head_cls) == (None, "strike")


def test_a_monitor_named_after_a_country_is_no_actor(lexicon: Lexicon) -> None:
    assert actors(lexicon, "the Syrian Observatory for Human Rights") == []


def test_the_noun_of_another_line_is_not_modified(lexicon: Lexicon) -> None:
    (actor,) = actors(lexicon, "somewhere in Syria\nAir strikes")
    assert actor.head is None
