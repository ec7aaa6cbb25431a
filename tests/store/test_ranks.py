"""Sets of ranks do what sets do, in either form and through their bytes."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.store.ranks import Ranks

OF = 41
sets = st.frozensets(st.integers(0, OF - 1))
dense = st.booleans()


def made(numbers: frozenset[int], as_bits: bool) -> Ranks:
    few = Ranks(OF, np.array(sorted(numbers), np.uint32))
    return Ranks(OF, bits=few.bits()) if as_bits else few


def as_set(ranks: Ranks) -> frozenset[int]:
    return frozenset(ranks.numbers().tolist())


@given(sets, dense)
def test_a_set_comes_back_from_its_bytes_and_from_its_opposite(one: frozenset[int], bits: bool) -> None:
    ranks = made(one, bits)
    assert as_set(ranks) == one
    assert len(ranks) == len(one)
    assert as_set(Ranks.from_blob(OF, len(ranks), ranks.blob())) == one
    assert as_set(~ranks) == frozenset(range(OF)) - one
    assert len(~ranks) == OF - len(one)
    assert as_set(Ranks.everything(OF)) == frozenset(range(OF))


@given(sets, dense, sets, dense)
def test_two_sets_meet_and_unite(one: frozenset[int], one_bits: bool, other: frozenset[int], other_bits: bool) -> None:
    first, second = made(one, one_bits), made(other, other_bits)
    assert as_set(first & second) == one & other
    assert as_set(first | second) == one | other
    assert first.holds(np.arange(OF, dtype=np.uint32)).tolist() == [rank in one for rank in range(OF)]


@given(st.lists(st.integers(0, 3), min_size=OF, max_size=OF), dense)
def test_sets_with_nothing_in_common_unite(owner: list[int], bits: bool) -> None:
    parts = [frozenset(rank for rank in range(OF) if owner[rank] == one) for one in range(3)]
    blobs = [(len(part), made(part, bits and number > 0).blob()) for number, part in enumerate(parts)]
    assert as_set(Ranks.union(OF, blobs)) == frozenset().union(*parts)
    assert as_set(Ranks.union(OF, ())) == frozenset()


@given(sets, dense, st.integers(0, OF + 1), st.integers(-1, OF))
def test_the_first_after_a_rank_are_the_next_in_order(one: frozenset[int], bits: bool, limit: int, after: int) -> None:
    assert made(one, bits).first(limit, after).tolist() == sorted(rank for rank in one if rank > after)[:limit]


@given(sets, dense, st.integers(1, OF + 1), st.integers(-1, OF))
def test_the_last_up_to_a_rank_are_those_before_in_order(one: frozenset[int], bits: bool, limit: int, until: int) -> None:
    assert made(one, bits).last(limit, until).tolist() == sorted(rank for rank in one if rank <= until)[-limit:]


def test_a_large_set_is_looked_through_to_its_end() -> None:
    of = 2_000_001
    ranks = Ranks(of, bits=Ranks(of, np.array([7, 1_999_999, 2_000_000], np.uint32)).bits())
    assert ranks.first(2).tolist() == [7, 1_999_999]
    assert ranks.first(5, 7).tolist() == [1_999_999, 2_000_000]
    assert ranks.first(5, 2_000_000).tolist() == []
    assert ranks.last(2, 2_000_000).tolist() == [1_999_999, 2_000_000]
    assert ranks.last(2, 1_999_998).tolist() == [7]
    assert ranks.last(2, 6).tolist() == []
