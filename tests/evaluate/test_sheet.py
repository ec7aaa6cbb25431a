"""A coding sheet that a person can fill, and a count that says how sure it is."""

import csv
import io

import pytest

from app.errors import BadInput
from app.evaluate.last_run import last_run
from app.evaluate.score import FIELDS
from app.evaluate.sheet import JUDGED, draw, score_sheet, sheet

CLAIMS = [{"id": f"c{number:03}", "quote": f"Quote {number}", "claimant": "=HYPERLINK(1)", "title": None} for number in range(40)]


def filled(right: int, wrong: int) -> str:
    rows = list(csv.DictReader(io.StringIO(sheet(CLAIMS[: right + wrong]))))
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    for number, row in enumerate(rows):
        writer.writerow(row | {"claim_right": "y" if number < right else "n"})
    return out.getvalue()


def test_the_same_seed_draws_the_same_claims_whatever_their_order() -> None:
    assert draw(CLAIMS, 10, 1) == draw(CLAIMS[::-1], 10, 1) != draw(CLAIMS, 10, 2)
    assert len(draw(CLAIMS, 100, 1)) == 40


def test_a_cell_never_runs_as_a_formula() -> None:
    (row,) = csv.DictReader(io.StringIO(sheet(CLAIMS[:1])))
    assert row["claimant"] == "'=HYPERLINK(1)"
    assert [row[name] for name in JUDGED] == [""] * len(JUDGED)


def test_a_filled_sheet_gives_a_share_inside_its_interval_that_narrows_with_rows() -> None:
    few, many = score_sheet(filled(3, 1))["claim_right"], score_sheet(filled(30, 10))["claim_right"]
    assert (many.right, many.judged) == (30, 40)
    assert few.low < many.low < 0.75 < many.high < few.high
    assert list(score_sheet(filled(3, 1))) == ["claim_right"]


@pytest.mark.parametrize("text", ["", "id,quote\n1,2\n", sheet(CLAIMS[:2]), filled(1, 1).replace(",n,", ",perhaps,", 1)])
def test_a_sheet_that_cannot_be_counted_says_why(text: str) -> None:
    with pytest.raises(BadInput, match=r"columns|judgement|line \d"):
        score_sheet(text)


def test_the_committed_run_has_every_field() -> None:
    assert set(last_run()["figures"]["fields"]) == set(FIELDS)
