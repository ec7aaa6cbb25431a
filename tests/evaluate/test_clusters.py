import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.evaluate.clusters import Clustering, b_cubed, false_merges

GOLD = {"a": 1, "b": 1, "c": 2, "d": 2}


def test_the_gold_itself_scores_one() -> None:
    assert b_cubed(GOLD, {"a": "x", "b": "x", "c": "y", "d": "y"}).f1 == 1.0


def test_one_big_cluster_has_all_recall_and_half_precision() -> None:
    scored = b_cubed(GOLD, dict.fromkeys(GOLD, "x"))
    assert (scored.precision, scored.recall) == (0.5, 1.0)


def test_an_item_that_was_not_found_costs_recall_only() -> None:
    scored = b_cubed(GOLD, {"a": "x", "c": "y", "d": "y"})
    assert scored.precision == 1.0
    assert scored.recall == pytest.approx((0.5 + 0 + 1 + 1) / 4)


def test_no_items_score_nothing_and_sums_add_up() -> None:
    assert b_cubed({}, {}).f1 == 0.0
    whole = b_cubed(GOLD, dict.fromkeys(GOLD, "x")) + b_cubed({"e": 3}, {"e": "z"})
    assert (whole.found, whole.owed) == (5, 5)
    assert whole.precision == pytest.approx(3 / 5)
    assert isinstance(whole, Clustering)


def test_false_merges_name_the_gold_clusters_brought_together() -> None:
    assert false_merges(GOLD, {"a": "x", "b": "y", "c": "x", "d": "z"}) == {frozenset({1, 2})}
    assert false_merges(GOLD, {"a": "x", "b": "y", "c": "z", "stranger": "x"}) == set()


@given(st.dictionaries(st.integers(0, 20), st.integers(0, 5), min_size=1), st.integers(0, 3))
def test_scores_lie_between_zero_and_one(gold: dict[int, int], modulus: int) -> None:
    scored = b_cubed(gold, {item: item % (modulus + 1) for item in gold})
    assert 0 < scored.f1 <= 1
