"""The accuracy page says what was measured, how, and where it is weak."""

from starlette.testclient import TestClient

from app.evaluate.last_run import last_run


def test_the_page_gives_every_figure_of_the_last_run_and_its_limits(client: TestClient) -> None:
    run = last_run()
    page = client.get("/accuracy", headers={"accept": "text/html"}).text
    assert "Written by us, therefore optimistic" in page
    assert run["date"] in page
    for name, row in run["figures"]["fields"].items():
        assert name in page
        assert f"{row['f1']:.2f}" in page
    assert client.get("/accuracy").json() == run
