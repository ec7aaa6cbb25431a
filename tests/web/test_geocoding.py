"""Names to places over HTTP: the GeocodeJSON form, Nominatim's form, and place names of a text."""

from typing import Any

import geojson
import pytest
from starlette.testclient import TestClient

from app.errors import BadInput
from app.web.found import check_name


def names(document: dict[str, Any]) -> list[str]:
    return [feature["properties"]["geocoding"]["place_id"] for feature in document["features"]]


def test_the_answer_comes_first_and_what_else_it_might_be_behind_it(client: TestClient) -> None:
    answer = client.get("/geocode?q=tal rifaat")
    assert geojson.loads(answer.text).is_valid
    assert names(answer.json()) == ["geonames:1", "geonames:2"]
    first = answer.json()["features"][0]["properties"]["geocoding"]
    assert (first["label"], first["where_prec"], first["country_code"], first["score"]) == ("Tal Rifaat, Aleppo, Syria", 1, "SY", 0.9)
    assert answer.json()["geocoding"]["reason"]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("q=Tal Rifaat&country=Iraq", ["geonames:2"]),
        ("q=Tal Rifaat&country=iq", ["geonames:2"]),
        ("q=Tal Rifaat&admin1=Nineveh", ["geonames:2"]),
        ("q=Tal Rifaat&bbox=42,36,43,37", ["geonames:2"]),
        ("q=Tal Rifaat&limit=1", ["geonames:1"]),
        ("q=Nowhere", []),
        ("q=Tal&autocomplete=true", ["geonames:1", "geonames:2"]),
        ("q=Tal&autocomplete=false", []),
        ("q=Aleppo", ["naturalearth:SY-HL"]),
    ],
)
def test_what_is_known_narrows_the_answer(client: TestClient, query: str, wanted: list[str]) -> None:
    assert names(client.get(f"/geocode?{query}").json()) == wanted


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=",
        "q=%20",
        f"q={'a' * 201}",
        "q=a%00",
        "q=a%0ab",
        "q=a&country=Narnia",
        "q=a&limit=0",
        "q=a&bbox=1,2",
        "q=a&autocomplete=yes",
        "q=a&q=b",
        "q=a&colour=red",
    ],
)
def test_a_question_that_is_none_is_refused(client: TestClient, query: str) -> None:
    answer = client.get(f"/geocode?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert "Narnia" not in answer.text and "colour" not in answer.text


def test_an_area_has_its_own_bounds(client: TestClient) -> None:
    feature = client.get("/geocode?q=Aleppo").json()["features"][0]
    assert feature["bbox"] == [36.0, 34.0, 38.0, 36.0]
    assert feature["properties"]["geocoding"]["where_prec"] == 4


def test_nominatim_records_have_what_its_clients_read(client: TestClient) -> None:
    records = client.get("/search?q=Tal Rifaat, Syria&format=json&addressdetails=1&accept-language=en").json()
    assert len(records) == 1
    record = records[0]
    assert (record["lat"], record["lon"], record["display_name"]) == ("36.47", "37.1", "Tal Rifaat, Aleppo, Syria")
    assert (record["class"], record["type"]) == ("place", "town")
    south, north, west, east = map(float, record["boundingbox"])
    assert south < 36.47 < north and west < 37.1 < east
    assert isinstance(record["place_id"], int)
    assert client.get("/search?q=Tal Rifaat, Syria").json()[0]["category"] == "place"


def test_nominatim_gives_the_parts_of_an_address_when_asked(client: TestClient) -> None:
    def address(query: str) -> dict[str, str]:
        record: dict[str, Any] = client.get(f"/search?{query}&format=json").json()[0]
        return record.get("address", {})

    assert address("q=Tal Rifaat") == {}
    assert address("q=Tal Rifaat&addressdetails=1") == {"town": "Tal Rifaat", "state": "Aleppo", "country": "Syria", "country_code": "sy"}
    assert address("q=Aleppo&addressdetails=1") == {"state": "Aleppo", "country": "Syria", "country_code": "sy"}
    assert address("q=Syria&addressdetails=1") == {"country": "Syria", "country_code": "sy"}


def test_nominatim_puts_what_lies_in_the_view_box_first(client: TestClient) -> None:
    def first(query: str) -> float:
        return float(client.get(f"/search?q=Tal Rifaat&format=json{query}").json()[0]["lon"])

    assert first("") == first("&viewbox=36,35,38,38") == 37.1
    assert first("&viewbox=41,36,43,37") == 37.1, "a view over another place does not hide the far better known one"
    assert first("&viewbox=41,36,43,37&bounded=1") == 42.1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=Tal Rifaat", 2),
        ("q=Tal Rifaat, Nineveh, Iraq", 1),
        ("q=Tal Rifaat, Nineveh", 1),
        ("q=Tal Rifaat&countrycodes=iq", 1),
        ("q=Tal Rifaat&countrycodes=iq,sy", 2),
        ("q=Tal Rifaat&limit=1", 1),
        ("q=Tal Rifaat&viewbox=43,37,42,36&bounded=1", 1),
        ("q=Tal Rifaat&viewbox=43,37,42,36", 2),
        ("city=Tal Rifaat&country=Syria", 1),
        ("city=Tal Rifaat&state=Nineveh", 1),
        ("state=Aleppo", 1),
        ("country=Syria", 1),
        ("q=Nowhere", 0),
        ("q=,", 0),
    ],
)
def test_nominatim_questions_are_understood(client: TestClient, query: str, found: int) -> None:
    assert len(client.get(f"/search?{query}&format=json").json()) == found


def test_nominatim_geojson_is_valid(client: TestClient) -> None:
    answer = client.get("/search?q=Aleppo&format=geojson")
    assert answer.headers["content-type"] == "application/geo+json"
    assert geojson.loads(answer.text).is_valid
    assert answer.json()["features"][0]["properties"]["display_name"] == "Aleppo, Syria"


@pytest.mark.parametrize(
    "query", ["", "q=", "q=a&format=xml", "q=a&limit=x", "q=a&viewbox=1,2,3&bounded=1", "country=Narnia", "q=a&countrycodes=xx", "city=%01"]
)
def test_a_nominatim_question_that_is_none_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/search?{query}").status_code == 400


def test_place_names_of_a_text_are_found_and_nothing_is_kept(client: TestClient) -> None:
    document = client.post("/geoparse", json={"text": "Shells fell on Tal Rifaat."}).json()
    assert document["status"] == "no_strike"
    assert [(one["start"], one["end"], one["surface"], one["place"]["id"]) for one in document["toponyms"]] == [(15, 25, "Tal Rifaat", "geonames:1")]
    assert client.get("/overview").json()["reports_total"] == 0
    assert client.post("/geoparse", json={"text": ""}).status_code == 400
    assert client.post("/geoparse", json={"text": "a"}, headers={"origin": "https://evil.example"}).status_code == 403


def test_a_name_is_printable_and_short() -> None:
    assert check_name(" تل رفعت ", "q") == "تل رفعت"
    with pytest.raises(BadInput):
        check_name("a\u2028b", "q")
