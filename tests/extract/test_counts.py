"""Numbers of one claim, put in order."""

from app.extract.counts import settled
from app.model.claim import Quantity

KILLED = Quantity("killed", 12, 12, "exactly", "12")


def test_the_hedged_number_stands_for_the_same_bare_one() -> None:
    hedged = Quantity("killed", 12, None, "at_least", "at least 12")
    assert settled([KILLED, hedged, KILLED]) == [hedged]


def test_dozens_give_way_to_a_count_that_they_may_mean() -> None:
    dozens, count = Quantity("killed", 24, 99, "range", "dozens"), Quantity("killed", 82, None, "at_least", "at least 82")
    assert settled([dozens, count]) == [count]
    assert settled([dozens, KILLED]) == [dozens, KILLED]


def test_parts_and_other_units_stay() -> None:
    others = [KILLED, Quantity("killed", 12, 12, "exactly", "12", "child"), Quantity("injured", 12, 12, "exactly", "12")]
    assert settled(others) == others


def test_who_they_were_stands_for_the_same_number_without() -> None:
    civilians = Quantity("killed", 12, 12, "exactly", "12", "civilian")
    assert settled([KILLED, civilians]) == [civilians]
