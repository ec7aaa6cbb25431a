"""The list, the census and the pages around the map, as the whole application serves them."""

import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from app import main
from app.ingest.example import example_report
from app.model.report import Report
from app.settings import Settings
from app.web.choosing import CODES

HTML = {"accept": "text/html"}
TWO_SIDES = (
    "Northern forces said on Monday that their rockets had struck a depot in Kharkiv.\n\n"
    "The mayor said the rockets hit a hospital in Kharkiv and a school in Poltava on Monday."
)


@pytest.fixture(scope="module")
def whole(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    own = Settings(data_dir=tmp_path_factory.mktemp("list"), cache_dir=settings.cache_dir, contact="mailto:desk@example.org")
    service = main.build_service(own)
    service.submit(Report(id="first", text=example_report().text, publisher="Strait Times", published_at=example_report().published_at))
    service.submit(Report(id="two-sides", text=TWO_SIDES, publisher="Coast Gazette"))
    service.submit(example_report())
    with TestClient(main.create_app(own, service)) as client:
        yield client


def _claims(whole: TestClient, **choice: str | list[str]) -> set[str]:
    return {feature["id"] for feature in whole.get(f"/census/claims?{urlencode(choice, doseq=True)}").json()["features"]}


def test_the_list_stands_without_a_script_and_names_every_claim(whole: TestClient) -> None:
    page = whole.get("/list").text
    assert "<script" not in page
    assert all(f'id="claim-{claim}"' in page for claim in _claims(whole))
    assert "Show on the map" in page and "not on the map" in page


@pytest.mark.parametrize("facet", ["claimant", "kind", "attacker", "weapon", "target", "precision", "standing", "meant", "review", "publisher"])
def test_each_value_of_a_facet_leaves_as_many_claims_as_it_says(whole: TestClient, facet: str) -> None:
    counts = whole.get("/census").json()["facets"][facet]
    assert counts
    for value, count in counts:
        assert len(_claims(whole, **{facet: value})) == count
        assert whole.get(f"/census?{urlencode({facet: value})}").json()["matched"] == count


def test_a_file_holds_just_what_the_list_shows(whole: TestClient) -> None:
    chosen = urlencode({"kind": "monitor"})
    claims = _claims(whole, kind="monitor")
    assert claims
    saved = whole.get(f"/list/claims.geojson?{chosen}").json()["features"]
    assert {feature["id"] for feature in saved} == claims
    for collection in ("reported-targets", "reported-target-areas", "launch-origins", "strike-lines"):
        marks = whole.get(f"/list/{collection}.geojson?{chosen}").json()["features"]
        every = whole.get(f"/collections/{collection}/items?limit=1000").json()["features"]
        assert sorted(mark["id"] for mark in marks) == sorted(mark["id"] for mark in every if mark["properties"]["claim_id"] in claims)
    assert f"/list/claims.csv?{chosen}" in unescape(whole.get(f"/list?{chosen}").text)


def test_words_and_days_choose_and_claims_without_a_day_stay(whole: TestClient) -> None:
    assert _claims(whole, q="kharkiv") == _claims(whole, q="KHARK") != _claims(whole)
    assert not _claims(whole, q="nothing says this")
    kept = whole.get("/census/claims?from=2015-11-20&to=2015-11-20").json()["features"]
    days = [(one["properties"]["date_start"] or "", one["properties"]["date_end"] or "9") for one in kept]
    assert days and all(start <= "2015-11-20" <= end for start, end in days)
    undated = whole.get("/census").json()["undated"]
    assert whole.get("/census?from=1990-01-01&to=1990-01-02").json()["matched"] == undated


def test_the_tile_of_the_world_holds_every_point_and_its_cells_tell_which(whole: TestClient) -> None:
    every = [whole.get(f"/collections/{name}/items?limit=1000").json()["features"] for name in ("reported-targets", "launch-origins", "bases")]
    points = sum(mark["properties"]["report_id"] != example_report().id for marks in every for mark in marks)
    tile = whole.get("/census/tiles/0/0/0").json()
    assert sum(sum(counts) for _, *counts in tile["cells"]) + sum(spot[3] for spot in tile["spots"]) == points > 0
    cells = [whole.get(f"/census/tiles/0/0/0/{cell}").json()["numberMatched"] for cell in range(256)]
    assert sum(cells) == points
    areas = whole.get("/census/areas").json()
    assert len(areas["counts"]) == len(areas["features"]) >= 4
    assert all(area["geometry"]["type"].endswith("Polygon") for area in areas["features"])
    for kinds, area in zip(areas["kinds"], areas["features"], strict=True):
        mark = area["properties"]
        name = {"reported_target": "reported-target-areas", "launch_origin": "launch-origin-areas"}[mark["role"]]
        said = whole.get(f"/collections/{name}/items?limit=1000&place_id={mark['place_id']}").json()["features"]
        assert set(kinds) == {one["properties"]["claimant_kind"] for one in said if one["properties"]["report_id"] != example_report().id}


@pytest.mark.parametrize(
    "address",
    [
        "/census?claimants=a",
        "/census?from=tomorrow",
        "/census?q=a&q=b",
        "/list?offset=-1",
        "/census?q=" + "+".join(f"word{n}" for n in range(40)),
        "/census?kind=%00",
        "/list?" + "&".join(f"kind={n}" for n in range(200)),
        "/list?claimant=" + "a" * 400,
        *(f"{path}?from=2025-05-01&to=2024-01-01" for path in ("/list", "/census", "/list/claims.csv")),
        *(f"{path}?{facet}=bogus" for path in ("/list", "/census", "/census/claims", "/list/claims.csv") for facet in CODES),
        "/census/tiles/0/0/0?weapon=bogus",
        "/census/areas?weapon=missile&weapon=bogus",
        "/census/beside?kind=bogus",
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(whole: TestClient, address: str) -> None:
    answer = whole.get(address)
    assert answer.status_code == 400
    assert answer.json()["detail"].endswith(".")


def test_a_code_that_there_is_not_is_told_the_codes_that_there_are(whole: TestClient) -> None:
    detail = whole.get("/list?weapon=bogus").json()["detail"]
    assert "cruise_missile" in detail and "bogus" not in detail
    for facet, codes in CODES.items():
        assert all(whole.get(f"/census?{urlencode({facet: code})}").status_code == 200 for code in ("", *codes)), facet


@pytest.mark.parametrize(
    "address", ["/census/tiles/2/9/1", "/census/tiles/a/0/0", "/census/tiles/0/0/0/256", "/list/reports.csv", "/list/claims.exe", "/places/x:1"]
    + [f"{path}?report=bogus" for path in ("/list", "/list/claims.csv", "/census", "/census/claims", "/census/tiles/0/0/0")],
)
def test_what_is_not_there_is_not_found(whole: TestClient, address: str) -> None:
    assert whole.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/list", "/about", "/methodology", "/data", "/accuracy?f=html", f"/reports/{example_report().id}?f=html"])
def test_every_page_has_a_title_a_description_and_a_card_and_leads_to_the_others(whole: TestClient, address: str) -> None:
    answer = whole.get(address, headers=HTML)
    assert answer.headers["content-type"].startswith("text/html")
    for part in ('<meta name="description" content="', '<meta property="og:title" content="', '<meta property="og:image" content="', "<h1"):
        assert part in answer.text
    for way in ("/map", "/list", "/data", "/accuracy", "/methodology", "/about"):
        assert f'{way}"' in answer.text or f"{way}?" in answer.text
    assert "unsafe-inline" not in answer.headers["content-security-policy"]


def test_the_share_picture_is_there(whole: TestClient) -> None:
    picture = whole.get("/share.png")
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG") and len(picture.content) < 200_000


def test_a_report_is_a_page_with_its_claims_marked_in_its_text(whole: TestClient) -> None:
    report = example_report()
    page = unescape(whole.get(f"/reports/{report.id}", headers=HTML).text)
    document = whole.get(f"/reports/{report.id}").json()
    assert "EXAMPLE" in page
    for claim in document["claims"]:
        assert f'<a href="#claim-{claim["id"]}"><mark>' in page or any(claim["spans"][0][1] <= other["spans"][0][1] for other in document["claims"])
        assert f'id="claim-{claim["id"]}"' in page


def test_a_report_keeps_its_text_to_itself_where_the_settings_say_so(settings: Settings, tmp_path: Path) -> None:
    own = Settings(data_dir=tmp_path, cache_dir=settings.cache_dir, report_text="quotes")
    service = main.build_service(own)
    service.submit(example_report())
    with TestClient(main.create_app(own, service)) as client:
        document = client.get(f"/reports/{example_report().id}").json()
        page = client.get(f"/reports/{example_report().id}", headers=HTML).text
    assert "text" not in document
    assert "belongs to its publisher" in page and example_report().text not in json.dumps(document)


def test_a_place_is_a_page_of_the_claims_about_it(whole: TestClient) -> None:
    mark = whole.get("/collections/reported-targets/items?limit=1").json()["features"][0]["properties"]
    page = unescape(whole.get(f"/places/{mark['place_id']}", headers=HTML).text)
    assert f">{mark['place_name']}</h1>" in page and "Reported struck" in page and mark["quote"] in page
    assert whole.get(f"/places/{mark['place_id']}").json()["id"] == mark["place_id"]


def test_the_contact_is_offered_where_one_is_set(whole: TestClient) -> None:
    assert 'href="mailto:desk@example.org"' in whole.get("/about").text
    assert 'data-contact="mailto:desk@example.org"' in whole.get("/map").text


def test_the_street_map_widens_the_policy_only_where_it_is_allowed(settings: Settings, whole: TestClient, tmp_path: Path) -> None:
    assert "openstreetmap" not in whole.get("/map").headers["content-security-policy"]
    own = Settings(data_dir=tmp_path, cache_dir=settings.cache_dir, street_map=True)
    with TestClient(main.create_app(own, main.build_service(own))) as client:
        policy = client.get("/map").headers["content-security-policy"]
        assert "img-src 'self' data: https://tile.openstreetmap.org;" in policy
        assert policy.count("openstreetmap") == 1
        assert "OpenStreetMap contributors" in client.get("/about").text


@pytest.mark.parametrize("page", ["event", "place", "report"])
def test_an_event_a_place_and_a_report_have_a_small_map_of_their_own(whole: TestClient, page: str) -> None:
    mark = whole.get("/collections/reported-targets/items?limit=1").json()["features"][0]["properties"]
    identifier = mark[f"{page}_id"]
    html = unescape(whole.get(f"/{page}s/{identifier}", headers=HTML).text)
    address = next(part.partition('"')[0] for part in html.split('src="http://testserver')[1:] if part.startswith("/minimap.svg"))
    picture = whole.get(address)
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert mark["place_name"] in picture.text
    assert whole.get(f"{address}&theme=dark").content != whole.get(address).content
    assert whole.get("/minimap.svg").status_code == whole.get(f"{address}&theme=blue").status_code == 400
    assert whole.get(f"/minimap.svg?{page}=none").status_code == 404


def test_lines_disputes_and_what_has_no_place_stand_under_the_same_filters_as_the_counts(whole: TestClient) -> None:
    lines = whole.get("/census/lines").json()
    assert lines["numberMatched"] == len(lines["features"]) >= 1
    assert lines["features"][0]["geometry"]["type"] == "LineString"
    told = whole.get("/census/beside").json()
    assert told["disputes"]
    assert all(entry["claimant_kind"] and entry["report_id"] for entry in told["not_on_map"])
    assert whole.get("/census/beside?kind=un_body").json() == {"disputes": [], "not_on_map": []}
    assert whole.get("/census/lines?kind=un_body").json()["numberMatched"] == 0


def test_beside_a_claim_it_is_known_how_many_tell_of_its_strike(whole: TestClient) -> None:
    page = whole.get("/census/claims").json()
    events = [claim["properties"]["event_id"] for claim in page["features"] if claim["properties"]["event_id"]]
    assert len(set(events)) < len(events)
    assert page["events"] == {event: events.count(event) for event in events}
    of_one = whole.get("/overview?report_id=two-sides").json()["events"]
    assert of_one
    assert of_one.items() <= page["events"].items()
    assert "events" not in whole.get("/overview").json()
