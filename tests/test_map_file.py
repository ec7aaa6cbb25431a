"""The map as one file, over the real service: what the page offers for an article or a mail."""

from starlette.testclient import TestClient

from app import main
from app.service import Service
from app.settings import Settings

STRIKE = "Russian warplanes bombed the town of Harasta on 5 February 2016, the Syrian Observatory for Human Rights said."


def test_a_report_is_handed_out_as_one_file_and_an_unknown_one_is_not(settings: Settings, service: Service) -> None:
    client = TestClient(main.create_app(settings, service))
    identifier = client.post("/reports", json={"text": STRIKE, "publisher": "Harbour Wire"}).json()["id"]
    assert 'data-file="map.html"' in client.get("/", headers={"accept": "text/html"}).text
    answer = client.get(f"/map.html?report_id={identifier}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="strikemap.html"'
    assert "Harasta" in answer.text
    assert "Harbour Wire" in answer.text
    assert client.get("/map.html?report_id=nothing").status_code == 404
    assert service.remove(identifier)
