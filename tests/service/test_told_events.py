"""What leaves the store as coded events."""

from dataclasses import replace

import pytest

from app.events.parties import load_vocabulary
from app.ingest.text import report_from_text
from app.model.query import Query
from app.service.comparing import told_side
from tests.service.conftest import Bureau


def test_what_the_example_makes_up_is_no_coded_event(bureau: Bureau) -> None:
    bureau.service.submit(report_from_text("Gunboats hit the harbour wall of Aldan.", published_at="2020-05-02"))
    (own,) = bureau.service.told_events()
    example = report_from_text("Rockets hit a bridge in Aldan on Friday.", published_at="2021-05-02")
    bureau.service.submit(replace(example, source_kind="example"))
    assert bureau.service.page(Query("events")).matched == 2
    assert [told.event["id"] for told in bureau.service.told_events()] == [own.event["id"]]


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        ("Israel", "Military Forces of Israel (2022-)", True),
        ("Russian warplanes", "Military Forces of Russia (2000-)", True),
        ("Israel", "Military Forces of Russia (2000-)", False),
        ("warplanes", "Military Forces of Russia (2000-)", None),
        ("Israel", "Unidentified Military Forces", None),
    ],
)
def test_strikers_are_compared_by_the_side_that_their_names_tell(ours: str, theirs: str, told: bool | None) -> None:
    assert told_side(ours, theirs, load_vocabulary()) is told
