"""What is held in memory: the last that was asked for, within a bound, and always what was made for its key."""

from hypothesis import given
from hypothesis import strategies as st

from app.store.held import Held
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


def test_sets_know_their_bytes() -> None:
    assert Ranks.everything(80).nbytes == 10
    assert Ranks(80).nbytes == 0
