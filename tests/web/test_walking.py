"""Following ``next`` while reports come in: nothing twice, nothing of the original missed, over the real store."""

from pathlib import Path
from urllib.parse import urlsplit

from starlette.testclient import TestClient

from app.features.columns import COLUMNS
from app.model.feature import Feature
from app.model.geometry import Geometry
from app.model.report import Report
from app.store.sqlite import SqliteStore
from app.web.application import application
from app.web.catalogue import Catalogue
from app.web.config import Config
from tests.web.conftest import FakePage
from tests.web.fake_names import FakeNames
from tests.web.fake_service import FakeService, make_feature

RECORD = {"status": "ok", "is_strike_report": True, "toponyms": [], "claims": [], "disputes": [], "not_on_map": []}


def mark(name: str, number: int) -> Feature:
    return make_feature("reported-targets", name, Geometry.point(35 + number % 100 / 100, 35.0), claimant=f"Claimant {number % 7}")


def test_walking_ten_thousand_while_five_hundred_come_in(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "store.sqlite", COLUMNS)
    original = [mark(f"{number:05}", number) for number in range(10_000)]
    store.save(Report(id="first", text="First."), RECORD, original)
    service = FakeService()
    for name in ("page", "stream", "extent"):
        setattr(service, name, getattr(store, name))
    with TestClient(application(service, FakeNames(), Config(), Catalogue(COLUMNS), FakePage(), {})) as client:
        seen: list[str] = []
        address: str | None = "/collections/reported-targets/items?limit=1000&sortby=-claimant"
        pages = 0
        while address:
            document = client.get(address).json()
            seen += [feature["id"] for feature in document["features"]]
            following = [link["href"] for link in document["links"] if link["rel"] == "next"]
            address = f"{urlsplit(following[0]).path}?{urlsplit(following[0]).query}" if following else None
            pages += 1
            if pages <= 10:
                new = [mark(f"{pages:03}-{number:05}-new", number * 7 + pages) for number in range(50)]
                store.save(Report(id=f"later{pages}", text=f"Later {pages}."), RECORD, new)
    store.close()
    assert len(seen) == len(set(seen))
    assert {feature.id for feature in original} <= set(seen)
    assert pages >= 10


def test_going_back_over_a_hundred_pages_of_the_store_shows_the_same_pages(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "store.sqlite", COLUMNS)
    store.save(Report(id="first", text="First."), RECORD, [mark(f"{number:04}", number) for number in range(1_000)])
    service = FakeService()
    for name in ("page", "stream", "extent"):
        setattr(service, name, getattr(store, name))
    with TestClient(application(service, FakeNames(), Config(), Catalogue(COLUMNS), FakePage(), {})) as client:
        there = walked(client, "/collections/reported-targets/items?limit=10&sortby=-claimant&f=json", "next")
        back = walked(client, there[-1][0], "prev")
    store.close()
    assert len(there) == 100
    assert [ids for _, ids in back] == [ids for _, ids in reversed(there)]


def walked(client: TestClient, address: str | None, rel: str) -> list[tuple[str, list[str]]]:
    pages = []
    while address:
        document = client.get(address).json()
        pages.append((address, [feature["id"] for feature in document["features"]]))
        address = next((link["href"] for link in document["links"] if link["rel"] == rel), None)
    return pages
