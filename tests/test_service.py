import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.errors import BadInput, NotFound
from app.events.parties import load_vocabulary
from app.features.columns import COLUMNS
from app.model.claim import Claim, Claimant, Target, When
from app.model.geometry import Geometry
from app.model.place import Place, Toponym
from app.model.query import Query
from app.model.report import Report
from app.service import Reader, Service
from app.store.sqlite import SqliteStore
from tests.features.made import claim, mention, place, report, toponym

ALDAN = place("Aldan")
SYRIA = place("Syria", "country", country="SY")


class Places:
    """A gazetteer of one place."""

    version = "test"

    def lookup(self, name: str) -> Sequence[Place]:
        return [ALDAN] if name == "Aldan" else []

    def place(self, place_id: str) -> Place | None:
        return ALDAN if place_id == ALDAN.id else None

    def geometry(self, place_id: str) -> Geometry | None:
        return Geometry.point(ALDAN.lon, ALDAN.lat) if place_id == ALDAN.id else None

    def close(self) -> None:
        pass


class Names:
    """A geocoder that finds the one place."""

    def toponyms(self, report: Report, spans: Iterable[tuple[int, int]] | None = None) -> list[Toponym]:
        if "explode" in report.text:
            raise ZeroDivisionError
        start = report.text.find("Aldan")
        return [toponym(ALDAN, start=start, end=start + 5)] if start >= 0 else []


def extract(report: Report, toponyms: Sequence[Toponym]) -> list[Claim]:
    """A claim for each sentence with a strike in it."""
    claims = []
    for sentence in report.text.split(". "):
        if "hit" in sentence:
            day = report.published_at
            when = When(day, day, 1 if day else None, "on Friday") if "Friday" in sentence else None
            side = Claimant("Turkey", "state_third_party") if "homes" in sentence else Claimant("Russia", "state_belligerent")
            target = Target(("homes",), "residential") if "homes" in sentence else Target(("rebels",), "armed_group")
            modality = "denied" if "denied" in sentence else "asserted"
            places = [mention(ALDAN)] if "Aldan" in sentence else []
            claims.append(claim(report, sentence, places, claimant=side, target=target, when=when, modality=modality))
    return claims


@pytest.fixture
def reader() -> Reader:
    return Reader(Places(), Names(), extract, lambda report: "ß" not in report.text)


@pytest.fixture
def service(reader: Reader, tmp_path: Path) -> Iterator[Service]:
    store = SqliteStore(tmp_path / "strikemap.sqlite", COLUMNS)
    made = Service(reader, store, load_vocabulary(), lambda source: ("CC0", f"The {source} gazetteer"))
    yield made
    made.close()


@pytest.mark.parametrize(
    ("text", "published", "status", "is_strike"),
    [
        ("Jets hit Aldan on Friday", date(2015, 11, 20), "ok", True),
        ("Jets hit Aldan on Friday", None, "needs_date", True),
        ("Jets hit Aldan", None, "ok", True),
        ("Jets hit Aldan on Friday. Jets hit Baran", None, "needs_date", True),
        ("Nothing happened in Aldan", date(2015, 11, 20), "no_strike", False),
        ("Moscow denied that jets hit Aldan on Friday", None, "no_strike", False),
        ("Große Jets hit Aldan", None, "language_not_supported", None),
        ("Jets hit Aldan and explode", None, "failed", None),
    ],
)
def test_every_report_ends_in_its_status(reader: Reader, text: str, published: date | None, status: str, is_strike: bool | None) -> None:
    reading = reader.read(report(text, published_at=published))
    assert (reading.status, reading.is_strike_report) == (status, is_strike)
    assert bool(reading.toponyms) == (status != "failed")
    assert (reading.error is not None) == (status == "failed")


def test_a_failing_step_is_one_line_in_the_log(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    failed = service.submit(report("explode"))
    (line,) = [one.getMessage() for one in caplog.records if one.levelname != "DEBUG"]
    assert "\n" not in line
    assert failed.id in line
    assert "ZeroDivisionError in " in line
    assert caplog.records[0].exc_info is None


def test_a_failing_step_is_told_and_the_service_goes_on(service: Service) -> None:
    failed = service.submit(report("explode"))
    assert (failed.created, failed.status, failed.claims) == (True, "failed", 0)
    assert "ZeroDivisionError" in service.report(failed.id)["error"]
    assert service.submit(report("Jets hit Aldan")).status == "ok"


def test_a_report_becomes_a_document_and_features(service: Service) -> None:
    receipt = service.submit(report("Jets hit Aldan"))
    assert (receipt.created, receipt.claims) == (True, 1)
    document = service.report(receipt.id)
    assert document["text"] == "Jets hit Aldan"
    assert document["publisher"] == "The Daily Test"
    assert document["claims"][0]["quote"]["exact"] == "Jets hit Aldan"
    page = service.page(Query("reported-targets"))
    (mark,) = [json.loads(feature) for feature in page.features]
    assert mark["properties"]["status"] == "declared"
    assert service.feature("reported-targets", mark["id"]) == page.features[0]
    assert json.loads(service.feature("places", ALDAN.id))["properties"]["attribution"] == "The test gazetteer"
    assert service.extent("reports").count == 1


def test_the_same_text_again_is_a_duplicate(service: Service) -> None:
    first = service.submit(report("Jets hit Aldan"))
    version = service.data_version()
    again = service.submit(report("Jets  hit\nAldan"))
    assert (again.id, again.created, again.status, again.claims) == (first.id, False, "ok", 1)
    assert service.data_version() == version


def test_a_dispute_is_shown_with_both_sides_and_counts_on_the_marks(service: Service) -> None:
    receipt = service.submit(report("Jets hit rebels in Aldan. Turkey said they hit homes in Aldan"))
    (dispute,) = service.overview(receipt.id)["disputes"]
    assert [side["claimant"] for side in dispute["sides"]] == ["Russia", "Turkey"]
    assert dispute["sides"][1]["labels"] == ["homes"]
    assert dispute["sides"][1]["quote"] == "Turkey said they hit homes in Aldan"
    marks = [json.loads(feature)["properties"] for feature in service.page(Query("reported-targets")).features]
    assert [(mark["status"], mark["disputed_by_n"]) for mark in marks] == [("contested", 1)] * 2


def test_the_overview_lists_the_newest_first_and_one_report_alone(service: Service) -> None:
    old = service.submit(report("Jets hit Aldan", published_at=date(2015, 1, 1)))
    new = service.submit(report("Jets hit Baran", published_at=date(2015, 2, 1)))
    undated = service.submit(report("Nothing", published_at=None))
    overview = service.overview(None)
    assert [one["id"] for one in overview["reports"]] == [new.id, old.id, undated.id]
    assert (overview["reports_total"], overview["claims_total"]) == (3, 2)
    assert [entry["reason"] for entry in overview["not_on_map"]] == ["no_place"]
    alone = service.overview(old.id)
    assert ([one["claims"] for one in alone["reports"]], alone["claims_total"], alone["not_on_map"]) == ([1], 1, [])


def test_the_overview_follows_every_change(service: Service) -> None:
    assert service.overview(None)["reports_total"] == 0
    receipt = service.submit(report("Jets hit Aldan"))
    assert service.overview(None)["reports_total"] == 1
    assert service.remove(receipt.id)
    assert service.overview(None)["reports_total"] == 0
    assert not service.remove(receipt.id)


def test_what_is_not_there_is_not_found(service: Service) -> None:
    calls: list[Callable[[], object]] = [
        lambda: service.report("x"),
        lambda: service.overview("x"),
        lambda: service.feature("claims", "x"),
    ]
    for call in calls:
        with pytest.raises(NotFound):
            call()


def test_broken_unicode_is_refused_before_anything_is_stored(service: Service) -> None:
    with pytest.raises(BadInput):
        service.submit(report("Jets hit \ud800"))
    assert service.extent("reports").count == 0


def rebuilt(service: Service, extractor: Callable[[Report, Sequence[Toponym]], list[Claim]], version: str) -> Service:
    """The same store under another extractor."""
    reader = Reader(Places(), Names(), extractor, lambda report: True)
    reader.version = version
    return Service(reader, service._store, load_vocabulary(), lambda source: (None, None))


def fewer(report: Report, toponyms: Sequence[Toponym]) -> list[Claim]:
    """An extractor that overlooks the second sentence, and sees more in the first."""
    return [replace(made, action="bombing") for made in extract(report, toponyms)[:1]]


def test_a_rebuild_tells_what_changes_before_it_does_and_keeps_ids(service: Service) -> None:
    for n in range(3):
        service.submit(report(f"Jets hit Aldan {n}. Jets hit Baran {n}"))
    before = {collection: list(service.stream(Query(collection))) for collection in COLUMNS}
    new = rebuilt(service, fewer, "2")
    told = new.rebuild(dry_run=True)
    assert told.totals() == {"added": 0, "removed": 3, "moved": 0, "altered": 9}
    assert {collection: list(service.stream(Query(collection))) for collection in COLUMNS} == before
    done = new.rebuild()
    assert (done.reports, done.totals(), done.failed) == (3, told.totals(), [])
    after = [json.loads(feature) for feature in new.stream(Query("claims"))]
    assert {feature["id"] for feature in after} < {json.loads(feature)["id"] for feature in before["claims"]}
    assert {feature["properties"]["action"] for feature in after} == {"bombing"}
    assert new.rebuild().reports == 0


def test_a_rebuild_that_is_cut_off_goes_on_where_it_was(service: Service) -> None:
    for n in range(5):
        service.submit(report(f"Jets hit Aldan {n}"))
    read = []

    def dying(report: Report, toponyms: Sequence[Toponym]) -> list[Claim]:
        if len(read) == 2:
            raise KeyboardInterrupt
        read.append(report.id)
        return fewer(report, toponyms)

    with pytest.raises(KeyboardInterrupt):
        rebuilt(service, dying, "2").rebuild()
    rest = rebuilt(service, fewer, "2").rebuild()
    assert rest.reports == 3
    assert not {*rest.changes} & {*read}


def test_a_reading_that_fails_in_a_rebuild_keeps_what_was_there(service: Service) -> None:
    service.submit(report("Jets hit Aldan"))

    def failing(report: Report, toponyms: Sequence[Toponym]) -> list[Claim]:
        raise ValueError

    before = list(service.stream(Query("claims")))
    assert len(rebuilt(service, failing, "2").rebuild().failed) == 1
    assert list(service.stream(Query("claims"))) == before


def test_a_rebuild_under_the_same_version_gives_the_same_bytes(service: Service, reader: Reader) -> None:
    service.submit(report("Jets hit rebels in Aldan. Turkey said they hit homes in Aldan"))
    before = {collection: list(service.stream(Query(collection))) for collection in COLUMNS}
    again = Service(reader, service._store, load_vocabulary(), lambda source: ("CC0", f"The {source} gazetteer"))
    reader.version = "2"
    assert again.rebuild().totals() == {"added": 0, "removed": 0, "moved": 0, "altered": 0}
    assert {collection: list(service.stream(Query(collection))) for collection in COLUMNS} == before
