"""The second line of a town's label is the town's name in its own country, or nothing."""

import csv

import pytest

from geodata.basemap import LOCAL
from geodata.inputs import ROOT
from geodata.localnames import local_name


@pytest.mark.parametrize(
    ("name", "country", "language", "candidates", "expected"),
    [
        ("Poltava", "UA", "uk", ["Полтав", "Полтава", "Пълтава"], "Полтава"),
        ("Novocherkassk", "RU", "ru", ["Новачаркаск", "Новочеркасск"], "Новочеркасск"),
        ("Ar Ramtha", "JO", "ar", ["رەمسا", "الرمثا"], "الرمثا"),
        ("Dezful", "IR", "fa", ["ديژپل", "دزفول"], "دزفول"),
        ("Ashdod", "IL", "he", ["אזוטוס", "אשדוד"], "אשדוד"),
        ("Kaspiysk", "RU", "ru", ["Двигательстрой"], ""),
        ("Hrazdan", "AM", "hy", ["Ախտա"], ""),
        ("Damascus", "SY", "ar", ["د مشق", "الشام"], "دمشق"),
        ("Jerusalem", "IL", "he", ["ירושלים"], ""),
    ],
)
def test_a_name_that_says_the_town_or_none(name: str, country: str, language: str, candidates: list[str], expected: str) -> None:
    assert local_name(name, country, language, [(candidate, language) for candidate in candidates]) == expected


def test_given_names_are_each_once_sorted_and_of_countries_with_a_second_line() -> None:
    with (ROOT / "basemap" / "local_names.csv").open(encoding="utf-8") as lines:
        rows = [(row["country"], row["name"]) for row in csv.DictReader(lines)]
    assert rows == sorted(set(rows))
    assert {country for country, _ in rows} <= set(LOCAL)
