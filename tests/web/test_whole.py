"""The whole application as ``strikemap serve`` starts it: the example report in, every collection out."""

import re
from collections.abc import Iterator
from pathlib import Path

import geojson
import pytest
from starlette.testclient import TestClient

from app import main
from app.errors import GeodataError
from app.features.columns import COLUMNS
from app.ingest.example import example_report
from app.settings import Settings


@pytest.fixture(scope="module")
def whole(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    own = Settings(data_dir=tmp_path_factory.mktemp("whole"), cache_dir=settings.cache_dir)
    service = main.build_service(own)
    service.submit(example_report())
    with TestClient(main.create_app(own, service)) as client:
        yield client


@pytest.mark.parametrize("collection", COLUMNS)
def test_every_collection_is_valid_geojson_with_the_columns_its_schema_names(whole: TestClient, collection: str) -> None:
    columns = list(whole.get(f"/collections/{collection}/schema").json()["properties"])[:-1]
    for path in (f"/collections/{collection}/items?limit=1000", f"/collections/{collection}/download.geojson"):
        parsed = geojson.loads(whole.get(path).text)
        assert parsed.is_valid, parsed.errors()
        for feature in parsed["features"]:
            assert list(feature["properties"]) == columns


def test_what_is_listed_can_be_asked_for_by_each_of_its_values(whole: TestClient) -> None:
    feature = whole.get("/collections/claims/items").json()["features"][0]
    for name, value in feature["properties"].items():
        if value is not None:
            found = whole.get("/collections/claims/items", params={name: str(value).lower() if isinstance(value, bool) else str(value)}).json()
            assert feature["id"] in {one["id"] for one in found["features"]}, name


def test_places_have_roles_and_full_geometry(whole: TestClient) -> None:
    places = whole.get("/collections/places/items?limit=1000").json()["features"]
    assert places
    assert all(place["geometry"] for place in places)
    assert any(place["properties"]["roles"] for place in places)


def test_a_pasted_report_has_a_document_and_an_overview_of_its_own(whole: TestClient) -> None:
    text = "Two drones struck a fuel depot near Kherson on Tuesday, the regional governor said."
    answer = whole.post("/reports", json={"text": text, "published_at": "2023-05-03", "publisher": "Harbour Post"})
    assert answer.status_code == 201
    identifier = answer.json()["id"]
    document = whole.get(f"/reports/{identifier}").json()
    assert document["text"] == text
    assert all(text[claim["quote"]["start"] : claim["quote"]["end"]] == claim["quote"]["exact"] for claim in document["claims"])
    assert [one["id"] for one in whole.get(f"/overview?report_id={identifier}").json()["reports"]] == [identifier]
    assert whole.get(f"/collections/claims/items?report_id={identifier}").json()["numberMatched"] == len(document["claims"])


def test_the_page_and_all_it_names_are_there(whole: TestClient) -> None:
    page = whole.get("/map")
    assert page.headers["content-type"].startswith("text/html")
    for path in ("/static/main.js", "/static/leaflet/leaflet.js", "/static/leaflet/leaflet.css", "/basemap/basemap.json"):
        assert whole.get(path).status_code == 200, path


def test_names_are_found(whole: TestClient) -> None:
    found = whole.get("/geocode?q=Deir ez-Zor&country=Syria").json()["features"][0]
    assert found["geometry"]["coordinates"] == pytest.approx([40.14, 35.34], abs=0.1)
    assert whole.get("/search?q=Homs, Syria&format=json").json()[0]["display_name"].startswith("Homs")


def test_a_service_for_strangers_without_a_token_is_read_only(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    public = Settings(data_dir=tmp_path_factory.mktemp("public"), cache_dir=settings.cache_dir, host="0.0.0.0")
    with TestClient(main.create_app(public, main.build_service(public))) as client:
        assert client.post("/reports", json={"text": "Text."}).status_code == 403
        assert "<textarea" not in client.get("/map").text


def test_a_cache_that_cannot_be_written_is_said_in_words(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("cache") / "file"
    file.write_text("")
    with pytest.raises(GeodataError, match="STRIKEMAP_CACHE_DIR"):
        main.open_gazetteer(Settings(data_dir=file.parent, cache_dir=file / "below"))


def test_what_is_invented_is_said_of_every_layer_and_told_as_news_only_where_there_is_no_other(settings: Settings, tmp_path: Path) -> None:
    own = Settings(data_dir=tmp_path, cache_dir=settings.cache_dir)
    service = main.build_service(own)
    example = example_report()
    service.submit(example)
    with TestClient(main.create_app(own, service)) as client:
        assert example.id in client.get("/feed.atom").text
        text = "Two drones struck a depot near Kherson on Tuesday, the governor said."
        answer = client.post("/reports", json={"text": text, "published_at": "2023-05-03"})
        assert answer.json()["id"] in client.get("/feed.atom").text and example.id not in client.get("/feed.atom").text
        for one in client.get("/collections").json()["collections"]:
            assert "EXAMPLE" in one["description"] and one["description"] == client.get(f"/collections/{one['id']}").json()["description"]
            assert one["description"] == client.get(f"/collections/{one['id']}/download.geojson").json()["description"]
            without = re.search(r"filter=(\S+?),", one["description"])
            if without:
                every = client.get(f"/collections/{one['id']}/items?limit=1000").json()["features"]
                kept = client.get(f"/collections/{one['id']}/items?limit=1000", params={"filter": without[1]}).json()["features"]
                assert {one["id"] for one in kept} == {feature["id"] for feature in every if not _invented(feature["properties"], example.id)}
        service.remove(example.id)
        assert not any("EXAMPLE" in one["description"] for one in client.get("/collections").json()["collections"])


def _invented(columns: dict[str, str], example: str) -> bool:
    return columns.get("source_kind") == "example" or columns.get("report_id") == example
