"""Single names: the place, or an honest null with a reason."""

import pytest

from app.geocode.answer import NameGeocoder
from app.geocode.gazetteer import SqliteGazetteer


@pytest.fixture(scope="module")
def names(gazetteer: SqliteGazetteer) -> NameGeocoder:
    return NameGeocoder(gazetteer)


@pytest.mark.parametrize("country", ["Syria", "SY", "sy", "Syrian Arab Republic"])
def test_a_country_is_taken_by_name_or_code(names: NameGeocoder, country: str) -> None:
    answer = names.geocode("Homs", country)
    assert answer.place is not None
    assert (answer.place.country, answer.place.kind) == ("SY", "settlement")
    assert answer.location is not None
    assert answer.location.where_prec == 1


def test_an_unknown_country_answers_null_and_says_so(names: NameGeocoder) -> None:
    answer = names.geocode("Homs", "Ruritania")
    assert (answer.place, answer.location, answer.score) == (None, None, 0.0)
    assert "Ruritania" in answer.reason


@pytest.mark.parametrize("name", ["Deir Ezzor", "Dayr az-Zawr", "DEIR AL-ZOUR", "Deir el Zor", "دير الزور", "Дейр-эз-Зор"])
def test_spellings_and_scripts_lead_to_one_place(names: NameGeocoder, name: str) -> None:
    answer = names.geocode(name, "Syria")
    assert answer.place is not None
    assert answer.place.kind == "settlement"
    assert abs(answer.place.lat - 35.34) < 0.1


def test_a_namesake_capital_comes_before_its_province(names: NameGeocoder) -> None:
    answer = names.geocode("Aleppo", "Syria")
    assert answer.place is not None
    assert answer.place.kind == "settlement"


def test_a_looser_match_is_less_sure(names: NameGeocoder) -> None:
    exact, family = names.geocode("Kafr Zita", "Syria"), names.geocode("Kefr Zeyta", "Syria")
    assert exact.place is not None
    assert exact.score > family.score > 0


def test_what_is_not_known_is_null_with_a_reason(names: NameGeocoder) -> None:
    answer = names.geocode("Xyzzyville", "Syria")
    assert answer.place is None
    assert answer.location is None
    assert answer.reason.endswith(".")


def test_a_doubtful_answer_is_null_and_offered_as_an_alternative(names: NameGeocoder) -> None:
    answer = names.geocode("Springfield", "United States")
    assert answer.place is None
    assert len(answer.alternatives) > 1
    assert "not sure enough" in answer.reason


@pytest.mark.parametrize(("name", "country"), [("Springfield", "US"), ("Paris", "US"), ("Suwaydan", "SY")])
def test_a_name_that_several_towns_bear_is_not_given_to_the_largest(names: NameGeocoder, name: str, country: str) -> None:
    assert names.geocode(name, country).place is None


@pytest.mark.parametrize(
    ("name", "country", "place"),
    [("Stepanakert", "AZ", "Khankendi"), ("Artemivsk", "UA", "Bakhmut"), ("Turkuman Barih", "SY", "Turkman Barih"), ("London", "CA", "London")],
)
def test_former_names_and_long_loose_matches_are_answered(names: NameGeocoder, name: str, country: str, place: str) -> None:
    found = names.geocode(name, country).place
    assert found is not None and found.name == place


def test_the_province_decides(names: NameGeocoder) -> None:
    answer = names.geocode("Springfield", "US", admin1="Illinois")
    assert answer.place is not None
    assert answer.place.admin1 == "Illinois"


def test_the_box_decides(names: NameGeocoder) -> None:
    answer = names.geocode("Tripoli", bbox=(35.0, 33.0, 37.0, 35.0))
    assert answer.place is not None
    assert answer.place.country == "LB"
    assert names.geocode("Tripoli", bbox=(-60.0, -60.0, -50.0, -50.0)).place is None


@pytest.mark.parametrize(("name", "place"), [("city of Homs", "Homs"), ("Homs (Hims)", "Homs"), ("Homs/Hims", "Homs"), ("Homs city", "Homs")])
def test_what_coders_write_around_a_name_is_seen_through(names: NameGeocoder, name: str, place: str) -> None:
    answer = names.geocode(name, "Syria")
    assert answer.place is not None
    assert answer.place.name == place


def test_alternatives_are_limited(names: NameGeocoder) -> None:
    assert len(names.geocode("San Antonio", limit=2).alternatives) <= 2


def test_suggestions_begin_as_typed_most_prominent_first(names: NameGeocoder) -> None:
    found = names.suggest("dam", limit=5)
    assert found
    assert any(candidate.place.name == "Damascus" for candidate in found)
    assert [candidate.score for candidate in found] == sorted((candidate.score for candidate in found), reverse=True)
    assert {candidate.place.country for candidate in names.suggest("ho", country="Syria")} == {"SY"}
    assert names.suggest("") == []


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "\x00",
        "\ud800",
        "'; DROP TABLE place; --",
        "%_%",
        "a" * 10_000,
        "e" + "\u0301" * 2_000,
        "\u202eFEDCBA",
        "(" * 500,
        "/" * 500,
        "🙂" * 100,
        "NULL",
        "1e999",
    ],
)
def test_hostile_names_are_answered_with_null(names: NameGeocoder, name: str) -> None:
    for country in (None, "Syria"):
        assert names.geocode(name, country).place is None
    assert names.geocode("Homs", name or None, admin1=name).location is None or not name
    names.suggest(name)
