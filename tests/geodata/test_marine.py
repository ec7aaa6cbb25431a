"""A pickle from a stranger is read as plain data or not at all."""

import os
import pickle
from pathlib import Path

import pytest

from geodata import marine
from geodata.canonical import Place


class Hostile:
    """Runs a command when it is unpickled."""

    def __init__(self, witness: Path) -> None:
        self.witness = witness

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.witness),)


def test_a_hostile_pickle_is_refused_before_it_runs(tmp_path: Path) -> None:
    witness = tmp_path / "ran"
    with pytest.raises(pickle.UnpicklingError, match="refused"):
        marine.read_plain(pickle.dumps({"marine": [Hostile(witness)]}))
    assert not witness.exists()


def test_a_pickle_of_a_class_is_refused() -> None:
    with pytest.raises(pickle.UnpicklingError, match="refused"):
        marine.read_plain(pickle.dumps(Path("x")))


def test_plain_data_are_read() -> None:
    plain = {"marine": [("Sea", (0.0, 0.0, 1.0, 1.0), [])], "version": 3}
    assert marine.read_plain(pickle.dumps(plain)) == plain


def test_a_ring_within_a_ring_is_an_island() -> None:
    outer = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]
    inner = [(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0), (1.0, 1.0)]
    assert marine.even_odd([(None, inner), (None, outer)]).area == 15.0


def test_slivers_along_a_shore_are_no_sea() -> None:
    sliver = [(0.0, 0.0), (4.0, 4.0), (4.0, 4.1), (0.0, 0.0)]
    assert marine.is_crumb(marine.even_odd([(None, sliver)]))
    assert not marine.is_crumb(marine.even_odd([(None, [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 0.0)])]))


@pytest.mark.parametrize(
    ("identity", "name"),
    [("marine:caspian-sea", "دریای خزر"), ("marine:red-sea", "Красное море"), ("curated:xx-bab-al-mandab", "Bab el-Mandeb Strait")],
)
def test_seas_carry_the_names_that_news_use(places: dict[str, Place], identity: str, name: str) -> None:
    assert places[identity]["kind"] == "sea"
    assert name in {alias for alias, _ in places[identity]["names"]}
