"""Every story group keeps the promises of README.md beside it, so that a wrong score is never the gold's fault."""

import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from app.model.standing import Status

FILES = sorted(Path(__file__).parent.glob("*.toml"))


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def story(request: pytest.FixtureRequest) -> dict[str, Any]:
    story = tomllib.loads(request.param.read_text(encoding="utf-8"))
    assert story["id"] == request.param.stem
    return story


def test_there_are_forty_groups_of_which_twenty_are_for_measuring_only() -> None:
    held_out = [path for path in FILES if path.stem.startswith("eval-")]
    assert len(FILES) >= 40
    assert len(held_out) >= 20


def test_a_group_has_the_keys_of_the_format(story: dict[str, Any]) -> None:
    assert set(story) == {"id", "traps", "reports", "clusters"}
    assert story["traps"]
    assert 2 <= len(story["reports"]) <= 6
    for report in story["reports"]:
        assert set(report) - {"title"} == {"publisher", "published_at", "text"}
        assert isinstance(report["published_at"], date)


def test_every_quote_is_its_text_and_anchors_one_claim(story: dict[str, Any]) -> None:
    anchors = []
    for cluster in story["clusters"]:
        for claim in cluster["claims"]:
            text = story["reports"][claim["report"]]["text"]
            assert text.count(claim["quote"]) == 1, claim["quote"]
            start = text.index(claim["quote"])
            anchors.append((claim["report"], start, start + len(claim["quote"])))
    anchors.sort()
    assert all(one[0] != other[0] or one[2] <= other[1] for one, other in pairwise(anchors))


def test_a_cluster_says_when_by_whom_and_how_well_it_stands(story: dict[str, Any]) -> None:
    for at, cluster in enumerate(story["clusters"]):
        assert set(cluster) - {"days", "contains"} == {"claims", "attackers", "status"}
        assert cluster["claims"]
        assert cluster["status"] in get_args(Status)
        days = cluster.get("days", [])
        assert len(days) <= 2
        assert days == sorted(days)
        published = [story["reports"][claim["report"]]["published_at"] for claim in cluster["claims"]]
        assert all(day <= min(published) for day in days[:1])
        assert at not in cluster.get("contains", [])
        assert all(0 <= part < len(story["clusters"]) for part in cluster.get("contains", []))
