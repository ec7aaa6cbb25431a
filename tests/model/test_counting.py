from hypothesis import given
from hypothesis import strategies as st

from app.model.claim import Quantity
from app.model.counting import whole

NUMBERS = st.integers(0, 200)
QUANTITY = st.builds(
    lambda low, high, of: Quantity("killed", low, high if high is None else max(low, high), "exactly", str(low), of),
    NUMBERS,
    st.none() | NUMBERS,
    st.sampled_from((None, "civilian", "combatant", "child")),
)


def toll(low: int, high: int | None = None, of: str | None = None) -> Quantity:
    return Quantity("killed", low, high, "exactly", str(low), of)  # type: ignore[arg-type]


def test_two_of_the_dead_are_not_the_dead() -> None:
    assert whole([toll(2, 2), toll(5, 5)]) == toll(5, 5)
    bound = whole([toll(2, 2), toll(7, None, "civilian")])
    assert bound is not None and (bound.min, bound.max, bound.of) == (7, None, "civilian")
    assert whole([toll(12, 12), toll(3, 3, "child")]) == toll(12, 12)
    assert whole([]) is None


@given(st.lists(QUANTITY, min_size=1, max_size=6))
def test_the_whole_is_less_than_none_of_its_parts(counted: list[Quantity]) -> None:
    found = whole(counted)
    assert found is not None
    assert all(found.max is None or (item.min or 0) <= found.max for item in counted if item.of is not None)
    assert found.of is not None or found in counted
