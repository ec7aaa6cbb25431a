"""The page of ways in, and the feed."""

import re
from html import unescape
from xml.etree import ElementTree as ET

from starlette.testclient import TestClient

from app.model.geometry import Geometry
from tests.web.fake_service import FakeService, make_feature

ATOM = "{http://www.w3.org/2005/Atom}"


def test_every_address_on_the_data_page_answers(client: TestClient) -> None:
    page = client.get("/data")
    assert page.headers["content-type"].startswith("text/html")
    addresses = {address.rstrip("/.,") or "/" for address in re.findall(r"http://testserver(/[^\s\"'<)]*)", unescape(page.text))}
    assert len(addresses) > 30
    for address in addresses:
        assert client.get(address).status_code == 200, address


def test_the_data_page_warns_of_sums_and_says_what_was_tried(client: TestClient) -> None:
    text = client.get("/data").text
    assert "Do not add numbers up" in text and "not verified" in text
    assert all(name in text for name in ("QGIS", "GDAL", "geopandas", "R (sf)", "Leaflet", "MapLibre", "Excel", "ArcGIS"))
    arcgis = text.partition("ArcGIS Pro</th>")[2].partition("</tr>")[0]
    assert "at most 200 points" in text
    assert "not in ArcGIS" in arcgis and "tested" in arcgis


def test_the_feed_tells_asserted_claims_newest_first_and_gives_no_point_for_an_area(client: TestClient, service: FakeService) -> None:
    area = Geometry("MultiPolygon", ((((36.0, 34.0), (37.0, 34.0), (37.0, 35.0), (36.0, 34.0)),),))
    rows = [
        (
            "a",
            Geometry("MultiPoint", ((36.0, 35.0),)),
            {"modality": "asserted", "published_at": "2021-03-01", "claimant": "<b>Body</b>", "quote": "said \x07 it & left"},
        ),
        ("b", area, {"modality": "asserted", "published_at": "2021-03-05", "claimant": "Other", "places_text": "Province"}),
        ("c", None, {"modality": "denied", "claimant": "Third"}),
        ("d", None, {"modality": "asserted", "claimant": "Undated"}),
    ]
    service.features = [make_feature("claims", name, geometry, **values, source_kind="text") for name, geometry, values in rows]
    service.features.append(make_feature("claims", "coded", None, modality="asserted", source_kind="coded_row", published_at="2022-01-01"))
    answer = client.get("/feed.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    entries = ET.fromstring(answer.content).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Other: Province", "<b>Body</b>: no place given", "Undated: no place given"]
    assert [entry.findtext("{http://www.georss.org/georss}point") for entry in entries] == [None, "35.0 36.0", None]
    assert entries[1].findtext(f"{ATOM}summary") == "“said  it & left”"
    assert entries[0].findtext(f"{ATOM}updated") == "2021-03-05T00:00:00Z"


def test_the_data_page_names_each_public_data_set_with_its_licence(client: TestClient) -> None:
    text = client.get("/data").text
    assert all(one in text for one in ("Harbour log", "CC BY 4.0", "The harbour office"))
