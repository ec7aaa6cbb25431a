"""What counts as a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata import names


@pytest.mark.parametrize("text", ["https://example.org/x", "DAM", "SYALP", "Q3766", "12345", "da ma shi ge", "a_b", "Ã©x", "?", "", "trtws"])
def test_codes_links_and_transcriptions_are_no_names(text: str) -> None:
    assert not names.is_name(text)


@pytest.mark.parametrize("text", ["Raqqa", "al-Raqqah", "‘Ayn al ‘Arab", "الرقة", "Київ", "תל אביב", "大", "Ō", "T'bilisi", "Saint-Denis 2e"])
def test_names_of_any_script_are_names(text: str) -> None:
    assert names.is_name(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [("حلب", "ar"), ("چابهار", "fa"), ("חיפה", "he"), ("Москва", "ru"), ("Київ", "uk"), ("Aleppo", ""), ("Αθήνα", "el"), ("ۆرمێ", "ckb")],
)
def test_the_script_tells_the_language_where_it_can(text: str, language: str) -> None:
    assert names.language(text) == language


def test_a_spelling_that_differs_in_accents_only_is_kept_once() -> None:
    kept = names.others("Ḩamāh", [("Hamah", ""), ("Ḥama", ""), ("Hama", ""), ("حماة", "ar")])
    assert [name for name, _ in kept] == ["Hama", "حماة"]


def test_a_curated_short_form_is_a_name() -> None:
    assert names.others("T4 air base", [("T4", "")], codes=True) == [["T4", ""]]


@given(st.text(max_size=40))
def test_cleaning_is_idempotent_and_leaves_nothing_invisible(text: str) -> None:
    once = names.clean(text)
    assert names.clean(once) == once
    assert not set(once) & set("\u200b\u200e\u202b\ufeff")
