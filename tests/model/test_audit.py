from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.audit import START, Sealed, first_broken, seal


def chained(rows: list[Mapping[str, Any]]) -> list[Sealed]:
    kept: list[Sealed] = []
    for row in rows:
        kept.append(Sealed(row, seal(kept[-1].seal if kept else START, row)))
    return kept


LOG = chained([{"at": f"2024-05-01T00:{at // 60:02}:{at % 60:02}Z", "reviewer": "Ada", "verb": "accept", "claim": at} for at in range(1000)])


def test_a_log_as_it_was_written_holds() -> None:
    assert first_broken(LOG) is None
    assert first_broken(LOG, last=LOG[-1].seal) is None
    assert first_broken([]) is None


def test_changing_any_of_a_thousand_rows_is_found_at_that_row() -> None:
    for at, kept in enumerate(LOG):
        changed = [*LOG[:at], replace(kept, row={**kept.row, "reviewer": "Eve"}), *LOG[at + 1 :][:1]]
        assert first_broken(changed) == at


def test_a_row_that_was_changed_and_sealed_anew_is_found_at_the_next() -> None:
    forged = {**LOG[5].row, "reviewer": "Eve"}
    rows = [*LOG[:5], Sealed(forged, seal(LOG[4].seal, forged)), *LOG[6:]]
    assert first_broken(rows) == 6


@pytest.mark.parametrize(("rows", "broken"), [([*LOG[:7], *LOG[8:]], 7), ([*LOG[:7], LOG[6], *LOG[7:]], 7), ([LOG[1], LOG[0], *LOG[2:]], 0)])
def test_rows_taken_out_doubled_or_swapped_are_found(rows: list[Sealed], broken: int) -> None:
    assert first_broken(rows) == broken


def test_rows_cut_off_at_the_end_are_found_by_a_seal_kept_elsewhere() -> None:
    assert first_broken(LOG[:-3]) is None
    assert first_broken(LOG[:-3], last=LOG[-1].seal) == 997


@given(st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.text(), max_size=5))
def test_the_order_of_a_rows_fields_does_not_matter(row: dict[str, Any]) -> None:
    assert seal(START, row) == seal(START, dict(reversed(row.items())))


def test_what_json_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        seal(START, {"x": float("nan")})
    with pytest.raises(TypeError):
        seal(START, {"x": object()})
