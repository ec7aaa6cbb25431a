"""What leaves the store as coded events."""

from dataclasses import replace

from app.ingest.text import report_from_text
from app.model.query import Query
from tests.service.conftest import Bureau


def test_what_the_example_makes_up_is_no_coded_event(bureau: Bureau) -> None:
    bureau.service.submit(report_from_text("Gunboats hit the harbour wall of Aldan.", published_at="2020-05-02"))
    (own,) = bureau.service.told_events()
    example = report_from_text("Rockets hit a bridge in Aldan on Friday.", published_at="2021-05-02")
    bureau.service.submit(replace(example, source_kind="example"))
    assert bureau.service.page(Query("events")).matched == 2
    assert [told.event["id"] for told in bureau.service.told_events()] == [own.event["id"]]
