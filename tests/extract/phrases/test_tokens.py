"""Tokens."""

from hypothesis import given
from hypothesis import strategies as st

from app.extract.phrases.tokens import tokenise, within


def test_hyphens_join_and_are_no_tokens() -> None:
    tokens = tokenise("US-led U.S.-led Su-34 F16 10–15 well - known")
    assert tokens.words == ["us", "led", "u.s.", "led", "su", "34", "f", "16", "10", "15", "well", "-", "known"]
    assert [word for word, joined in zip(tokens.words, tokens.hyphened, strict=True) if joined] == ["led", "led", "34", "16", "15"]


def test_dates_times_and_grouped_numbers_are_one_token() -> None:
    assert tokenise("2017-03-12 12/03/2017 23.04.2017 10:30 1,200 3.5 4th U.S.").words == [
        "2017-03-12", "12/03/2017", "23.04.2017", "10:30", "1,200", "3.5", "4th", "u.s.",
    ]  # fmt: skip


def test_the_possessive_is_its_own_token_and_names_with_apostrophes_are_whole() -> None:
    assert tokenise("Russia’s Sana'a Mar’a").words == ["russia", "'s", "sana'a", "mar'a"]


def test_span_and_at_find_tokens_by_offset() -> None:
    tokens = tokenise("one two three")
    assert list(tokens.span(4, 13)) == [1, 2]
    assert [tokens.at(0), tokens.at(3), tokens.at(12), tokens.at(13)] == [0, 1, 2, 3]
    assert tokens.raw(1) == "two"


@given(st.text(max_size=200))
def test_tokens_lie_in_order_and_cover_everything_but_blanks_and_hyphens(text: str) -> None:
    tokens = tokenise(text)
    ends = [0, *tokens.ends]
    assert all(before <= start < end for before, start, end in zip(ends, tokens.starts, tokens.ends, strict=False))
    gaps = "".join(text[a:b] for a, b in zip(ends, [*tokens.starts, len(text)], strict=True))
    assert all(character.isspace() or character in "-‐‑–−" for character in gaps)


@given(st.text(alphabet="ab 1.-", max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_within_is_a_filter(text: str, start: int, end: int) -> None:
    from app.extract.phrases.numbers import NumberFound, read_number

    tokens = tokenise(text)
    items: list[NumberFound] = [number for i in range(len(tokens)) if (number := read_number(tokens, i)) is not None]
    assert within(items, start, end) == [item for item in items if start <= item.start < end and item.end <= end]
