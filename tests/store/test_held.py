"""What is held in memory: the last that was asked for, within a bound, and always what was made for its key."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from app.store.held import Held, HotRows
from app.store.ranks import Ranks


@given(st.lists(st.integers(1, 9), max_size=60))
def test_what_is_held_is_what_was_made_for_its_key(asked: list[int]) -> None:
    held = Held(most_bytes=20)
    for size in asked:
        assert len(held.get(size, lambda size=size: memoryview(bytes(size)))) == size


def test_what_is_asked_for_again_is_not_made_again_and_what_nobody_asked_for_goes_first() -> None:
    held, made = Held(most_bytes=12), []

    def ask(key: str) -> None:
        def make() -> memoryview:
            made.append(key)
            return memoryview(bytes(4))

        held.get(key, make)

    for key in ("a", "b", "c", "a", "d", "a", "b"):
        ask(key)
    assert made == ["a", "b", "c", "d", "b"]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.lists(st.integers(0, 40), max_size=12, unique=True)), max_size=60))
def test_rows_come_in_the_order_asked_for_whichever_are_held(asked: list[tuple[str, list[int]]]) -> None:
    hot = HotRows(most_bytes=100)
    for kind, numbers in asked:
        rows = hot.get(kind, numbers, lambda missing, kind=kind: {number: b"%s%9d" % (kind.encode(), number) for number in reversed(missing)})
        assert rows == [b"%s%9d" % (kind.encode(), number) for number in numbers]


def test_a_row_that_is_not_there_is_left_out() -> None:
    assert HotRows().get("a", [3, 1, 2], lambda missing: {2: b"two", 3: b"three"}) == [b"three", b"two"]


def test_rows_asked_for_all_the_time_stay_hot_and_others_go() -> None:
    hot, made = HotRows(most_bytes=100), []

    def make(missing: Sequence[int]) -> dict[int, bytes]:
        made.extend(missing)
        return {number: bytes(10) for number in missing}

    for number in range(1, 1_000):
        hot.get("a", [0, number], make)
    hot.get("a", [1], make)
    assert made.count(0) == 1
    assert made.count(1) == 2


def test_sets_know_their_bytes() -> None:
    assert Ranks.everything(80).nbytes == 10
    assert Ranks(80).nbytes == 0
