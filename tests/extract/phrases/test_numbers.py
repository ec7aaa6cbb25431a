"""Number phrases."""

import pytest

from app.extract.phrases.numbers import read_number
from app.extract.phrases.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier", "printed"),
    [
        ("18 missiles", 18, 18, "exactly", "18"),
        ("1,200 people", 1200, 1200, "exactly", "1,200"),
        ("eighteen missiles", 18, 18, "exactly", "eighteen"),
        ("twenty-three missiles", 23, 23, "exactly", "twenty-three"),
        ("one hundred and five people", 105, 105, "exactly", "one hundred and five"),
        ("two thousand three hundred shells", 2300, 2300, "exactly", "two thousand three hundred"),
        ("1.5 million people", 1_500_000, 1_500_000, "exactly", "1.5 million"),
        ("a dozen rockets", 12, 12, "exactly", "a dozen"),
        ("two dozen rockets", 24, 24, "exactly", "two dozen"),
        ("more than 100 missiles", 100, None, "more_than", "more than 100"),
        ("over 100 missiles", 100, None, "more_than", "over 100"),
        ("at least a dozen people", 12, None, "at_least", "at least a dozen"),
        ("12 or more people", 12, None, "at_least", "12 or more"),
        ("no fewer than 12 people", 12, None, "at_least", "no fewer than 12"),
        ("up to 30 people", None, 30, "up_to", "up to 30"),
        ("as many as 30 people", None, 30, "up_to", "as many as 30"),
        ("fewer than 10 people", None, 9, "up_to", "fewer than 10"),
        ("about 20 people", 20, 20, "about", "about 20"),
        ("some 20 people", 20, 20, "about", "some 20"),
        ("nearly 50 people", 50, 50, "about", "nearly 50"),
        ("between 10 and 15 shells", 10, 15, "range", "between 10 and 15"),
        ("10-15 shells", 10, 15, "range", "10-15"),
        ("10 to 15 shells", 10, 15, "range", "10 to 15"),
        ("five or six shells", 5, 6, "range", "five or six"),
        ("dozens of people", 24, 99, "range", "dozens"),
        ("scores of people", 40, 99, "range", "scores"),
        ("hundreds of people", 200, 999, "range", "hundreds"),
        ("several hundred people", 300, 999, "range", "several hundred"),
        ("tens of thousands of people", 20_000, 99_999, "range", "tens of thousands"),
        ("another 12 people", 12, 12, "exactly", "another 12"),
        ("a single bomb", 1, 1, "exactly", "a single"),
        ("both bombs", 2, 2, "exactly", "both"),
    ],
)
def test_a_number_phrase_is_read_whole(text: str, low: int | None, high: int | None, qualifier: str, printed: str) -> None:
    number = read_number(tokenise(text), 0)
    assert number is not None
    assert (number.min, number.max, number.qualifier, number.text) == (low, high, qualifier, printed)
    assert text[number.start : number.end] == printed


@pytest.mark.parametrize("text", ["many people", "bombs", "4th day", "2017-03-12", "10:30", "up the hill", "between them", "a man", ""])
def test_what_is_no_cardinal_gives_nothing(text: str) -> None:
    tokens = tokenise(text)
    assert len(tokens) == 0 or read_number(tokens, 0) is None


def test_the_number_of_a_designation_is_none() -> None:
    tokens = tokenise("a Su-34 and an F16")
    assert all(read_number(tokens, i) is None for i in range(len(tokens)))
