"""Every story group keeps the promises of tests/corpus/stories/README.md, so that a wrong score is never the gold's fault."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from app.model.standing import Status

STORIES = sorted((Path(__file__).parent / "stories").glob("*.toml"))
GROUP_KEYS = {"id", "traps", "reports", "clusters"}
REPORT_KEYS = {"publisher", "published_at", "title", "text"}
CLUSTER_KEYS = {"claims", "days", "attackers", "contains", "status"}


@pytest.fixture(scope="module")
def groups() -> dict[str, dict[str, Any]]:
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in STORIES}


def test_there_are_forty_groups_of_two_to_six_reports_in_two_halves(groups: dict[str, dict[str, Any]]) -> None:
    assert len(groups) >= 40
    assert min(sum(name.startswith("eval-") is half for name in groups) for half in (True, False)) >= 20
    assert all(2 <= len(group["reports"]) <= 6 for group in groups.values())


def test_every_group_says_what_it_is_and_nothing_else(groups: dict[str, dict[str, Any]]) -> None:
    for name, group in groups.items():
        assert group["id"] == name and group["traps"] and set(group) <= GROUP_KEYS
        for report in group["reports"]:
            assert set(report) - {"title"} == REPORT_KEYS - {"title"} and type(report["published_at"]) is date
        for at, cluster in enumerate(group["clusters"]):
            assert set(cluster) <= CLUSTER_KEYS and cluster["status"] in get_args(Status), name
            days = cluster.get("days", [])
            assert len(days) <= 2 and days == sorted(days)
            assert all(0 <= part < len(group["clusters"]) and part != at for part in cluster.get("contains", ()))


def test_every_quote_stands_once_in_its_report_and_in_one_cluster(groups: dict[str, dict[str, Any]]) -> None:
    for name, group in groups.items():
        spans: dict[int, list[tuple[int, int]]] = {}
        for claim in (claim for cluster in group["clusters"] for claim in cluster["claims"]):
            text = group["reports"][claim["report"]]["text"]
            assert text.count(claim["quote"]) == 1, (name, claim["quote"])
            start = text.index(claim["quote"])
            assert all(end <= start or start + len(claim["quote"]) <= first for first, end in spans.get(claim["report"], ())), (name, claim["quote"])
            spans.setdefault(claim["report"], []).append((start, start + len(claim["quote"])))
