"""Which states fight where: a speaker is of one kind in every report of a war."""

import csv
from importlib.resources import files

import pytest

from app.extract.belligerents import fighting, load_theatres
from tests.extract.conftest import Read


def test_every_state_of_the_table_is_one_that_the_extractor_knows() -> None:
    with files("app.extract").joinpath("lexicon/actors.csv").open(encoding="utf-8") as rows:
        known = {row["name"] for row in csv.DictReader(rows)}
    assert {state for theatre in load_theatres() for state in theatre.states} <= known


@pytest.mark.parametrize(
    ("countries", "year", "state", "fights"),
    [
        ({"SY"}, 2016, "Russia", True),
        ({"SY"}, 2016, "Jordan", False),
        ({"SY"}, 1999, "Russia", False),
        ({"SY"}, None, "Russia", True),
        (set(), 2016, "Russia", False),
        ({"LK"}, 2015, "Sri Lanka", False),
    ],
)
def test_who_fights_in_a_country_hangs_on_the_year(countries: set[str], year: int | None, state: str, fights: bool) -> None:
    assert (state in fighting(load_theatres(), countries, year)) is fights


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Jets bombed Marran on Friday, the Russian defence ministry said.", "state_belligerent"),
        ("A coalition jet bombed Marran on Friday, Moscow said.", "state_belligerent"),
        ("Russian jets bombed Marran on Friday, Japan's foreign ministry said.", "state_third_party"),
        ("Jets bombed a village on Friday, Japan's foreign ministry said.", "state_belligerent"),
    ],
)
def test_a_state_is_a_third_one_only_where_it_is_known_that_it_does_not_fight(read: Read, text: str, kind: str) -> None:
    assert {claim.claimant.kind for claim in read(text)} == {kind}
