"""Whose side a name is on, also over every name that the reader knows."""

import csv
from importlib import resources
from itertools import combinations

import pytest

from app.events.parties import Vocabulary, named_parties, same_side

TOGETHER = {
    frozenset(pair)
    for pair in (
        ("Iraqi militias", "Popular Mobilization Forces"),
        ("Kurdish forces", "PKK"),
        ("Kurdish forces", "Syrian Democratic Forces"),
        ("Kurdish forces", "YPG"),
        ("PKK", "Syrian Democratic Forces"),
        ("PKK", "YPG"),
        ("Syrian Democratic Forces", "YPG"),
        ("Saudi Arabia", "Saudi-led coalition"),
        ("US-led coalition", "United States"),
        ("Sudan", "Sudanese Armed Forces"),
        ("al-Nusra Front", "al-Qaeda"),
        ("Chechen rebels", "Syrian opposition"),
    )
}
"""Parties of the reader's vocabulary that count as one side; the last two are never in one war."""


def rows(name: str) -> list[dict[str, str]]:
    with resources.files("app.extract").joinpath("lexicon", name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Russia", "Russian defence ministry", True),
        ("Turkey", "Turkish government", True),
        ("Israel", "Israeli army", True),
        ("US-led coalition", "US Central Command", True),
        ("United States", "Pentagon", True),
        ("United Kingdom", "British defence ministry", True),
        ("France", "French air force", True),
        ("IS", "Islamic State", True),
        ("Houthis", "Ansar Allah", True),
        ("Russia", "Turkey", False),
        ("defence ministry", "health ministry", False),
        ("Saudi-led coalition", "Houthi movement", False),
        ("Syrian government", "Syrian rebels", False),
        ("Syrian army", "Syrian Democratic Forces", False),
        ("Russia", "Russian-backed separatists", False),
        ("Iran", "pro-Iranian militia", False),
        ("Sudan", "South Sudanese army", False),
        ("Niger", "Nigerian Air Force", False),
        ("Taliban", "Pakistani Taliban", False),
    ],
)
def test_names_of_one_side_share_the_word_that_tells_it(one: str, other: str, expected: bool, vocabulary: Vocabulary) -> None:
    assert same_side(one, other, vocabulary) is same_side(other, one, vocabulary) is expected


def test_every_body_that_the_reader_knows_is_on_the_side_of_its_party(vocabulary: Vocabulary) -> None:
    bodies = [row for row in rows("claimants.csv") if row["actor"] and row["kind"] != "news_media" and row["name"] != "*"]
    assert len(bodies) > 20
    assert [row["name"] for row in bodies if not same_side(row["name"], row["actor"], vocabulary)] == []


def test_parties_that_the_reader_tells_apart_are_on_different_sides(vocabulary: Vocabulary) -> None:
    parties = sorted({row["name"] for row in rows("actors.csv")} - {"*"})
    assert len(parties) > 100
    assert {frozenset(pair) for pair in combinations(parties, 2) if same_side(*pair, vocabulary)} <= TOGETHER


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Islamic State positions", {"islamic state"}),
        ("IS fighters", {"islamic state"}),
        ("what is a depot", set()),
        ('"terrorist" targets of the Free Syrian Army', {"*", "opposition"}),
        ("oil infrastructure", set()),
    ],
)
def test_the_words_for_a_target_name_its_party(label: str, expected: set[str], vocabulary: Vocabulary) -> None:
    assert named_parties((label,), vocabulary) == expected
