"""What a person adds stands beside what was read, also where the reader took the same words for a recap."""

from dataclasses import replace
from pathlib import Path

from app import main
from app.ingest.text import report_from_text
from app.model.review import Order
from app.settings import Settings

TEXT = (
    "MARIB, Feb 17 - At least nine people were killed on Monday when missiles hit a hospital in Marib, a monitoring group said.\n\n"
    "The Yemen Data Project said Saudi warplanes fired four missiles at the hospital in Marib on Monday."
)
WORDS = "missiles hit a hospital in Marib"


def test_a_claim_added_in_the_words_of_a_recap_changes_no_other_claim(settings: Settings, tmp_path: Path) -> None:
    service = main.build_service(replace(settings, data_dir=tmp_path))
    report = report_from_text(TEXT, published_at="2016-02-17")
    service.submit(report)
    before = {one["claim_id"]: one["fields"] for one in service.desk.of_report(report.id)["claims"]}
    start = TEXT.index(WORDS)
    after = {"claimant": {"name": "a monitoring group", "kind": "monitor"}}
    added = Order("add", reviewer="Ada", reason="its own account", authority="local", span=(start, start + len(WORDS)), after=after)
    service.desk.on_report(report.id, added)
    claims = {one["claim_id"]: one for one in service.desk.of_report(report.id)["claims"]}
    service.close()
    assert {claim_id: claims[claim_id]["fields"] for claim_id in before} == before
    (new,) = claims.keys() - before.keys()
    assert claims[new]["claim"]["quote"]["exact"] == WORDS
