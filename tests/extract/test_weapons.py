"""With what it was struck: the weapon of the clause, told apart from weapons that were kept there, fired elsewhere or told of another event."""

import pytest

from app.extract.weapons import refines
from tests.extract.conftest import Read


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Nigerian air force struck a camp near Marran on Friday.", "air_strike"),
        ("At least four houses full of people were hit from the air in Marran.", "air_strike"),
        ("Planes struck a camp in Marran and its own shells fell on a barn.", "air_strike"),
        ("The order was to bomb two fuel trucks near Marran, a colonel said.", "air_strike"),
        ("Five guided bombs fell on Marran on Friday.", "glide_bomb"),
        ("Two laser-guided bombs fell on Marran on Friday.", "bomb"),
        ("The strikes on Marran were carried out with killer drones, rockets and bombs.", "drone_strike"),
        ("Missiles, among them two ballistic missiles, hit Marran on Friday.", "ballistic_missile"),
        ("Positions around Marran came under mortar fire on Friday.", "mortar"),
        ("Jets struck depots and stores of rockets, missiles and drones near Marran.", "air_strike"),
        ("Warplanes struck sites near Marran from which rockets are fired at the coast.", "air_strike"),
    ],
)
def test_the_weapon_is_what_it_was_struck_with(read: Read, text: str, code: str) -> None:
    weapon = read(text)[0].weapon
    assert weapon is not None
    assert weapon.code == code


def test_the_bomb_of_the_next_sentence_is_the_glide_bomb_of_this_one(read: Read) -> None:
    claims = read("Russian jets dropped a glide bomb on a block of flats in Marran on Friday. The bomb tore off a corner, police said.")
    assert {claim.weapon.code for claim in claims if claim.weapon} == {"glide_bomb"}


def test_a_munition_is_more_exact_than_an_air_strike_and_never_the_other_way() -> None:
    assert refines("glide_bomb", "bomb") and refines("cruise_missile", "missile") and refines("bomb", "air_strike")
    assert not (refines("bomb", "glide_bomb") or refines("artillery", "air_strike") or refines(None, "bomb"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The US-led coalition carried out 14 strikes on a bridge in Marran on Monday, killing six people.", "air_strike"),
        ("Russia carried out 14 strikes on a bridge in Marran on Monday, killing six people.", None),
    ],
)
def test_the_strikes_of_a_coalition_come_from_the_air(read: Read, text: str, code: str | None) -> None:
    (claim,) = read(text)
    assert (claim.weapon.code if claim.weapon else None) == code
