"""The reports written for this project are read at least as well as they have been: a floor for each field, under the figures of the day."""

import pytest

from app.evaluate.gold import GoldReport
from app.evaluate.score import ReportScore, score_report
from app.evaluate.tally import total
from app.model.claim import Claim
from app.model.reading import Reading

FLOORS = {
    "report": 0.94,
    "claim": 0.76,
    "claimant": 0.65,
    "actor": 0.52,
    "weapon": 0.67,
    "place and role": 0.55,
    "target class": 0.52,
    "quantity": 0.69,
    "date": 0.57,
    "modality": 0.72,
}


@pytest.fixture(scope="module")
def scores(corpus: list[GoldReport], readings: list[Reading]) -> list[ReportScore]:
    return [score_report(gold, reading) for gold, reading in zip(corpus, readings, strict=True)]


@pytest.mark.parametrize("field", list(FLOORS))
def test_no_field_falls_below_its_floor(scores: list[ReportScore], field: str) -> None:
    assert total([score.tallies[field] for score in scores]).f1 >= FLOORS[field]


def test_every_quote_is_its_span_and_every_claim_has_a_claimant(readings: list[Reading]) -> None:
    for reading in readings:
        for claim in reading.claims:
            check(claim, reading.report.text)


def check(claim: Claim, text: str) -> None:
    assert claim.claimant.name
    assert all(text[start:end].strip() for start, end in claim.spans)
    assert all(text[m.toponym.start : m.toponym.end] == m.toponym.surface for m in claim.mentions)


def test_no_number_is_told_twice_over_the_places_of_a_claim(readings: list[Reading]) -> None:
    for reading in readings:
        for claim in reading.claims:
            assert len(set(claim.quantities)) == len(claim.quantities)
