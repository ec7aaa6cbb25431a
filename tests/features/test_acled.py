import pytest

from app.features.acled import acled_types
from app.model.claim import Actor, Weapon
from app.model.codes import WeaponCode
from tests.features.made import claim, report

REMOTE = "Explosions/Remote violence"


@pytest.mark.parametrize(
    ("code", "platform", "expected"),
    [
        ("cruise_missile", "warships", (REMOTE, "Shelling/artillery/missile attack")),
        ("bomb", "Su-34", (REMOTE, "Air/drone strike")),
        ("drone_strike", None, (REMOTE, "Air/drone strike")),
        ("missile", "warplanes", (REMOTE, "Air/drone strike")),
        ("missile", None, (REMOTE, "Shelling/artillery/missile attack")),
        ("mortar", None, (REMOTE, "Shelling/artillery/missile attack")),
        (None, None, (None, None)),
    ],
)
def test_types_follow_weapon_and_platform(code: WeaponCode | None, platform: str | None, expected: tuple[str, str]) -> None:
    assert acled_types(claim(report(), weapon=Weapon(code, "as said"), platform=platform)) == expected


def test_aircraft_that_support_a_ground_attack_are_a_battle() -> None:
    actors = (Actor("Syrian government"), Actor("Russia", "supporting"))
    assert acled_types(claim(report(), actors=actors, action="ground offensive")) == ("Battles", "Armed clash")
