"""Syndication by content: reports that are one text, and claims that tell the same words twice, are one source."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations

from app.events.traits import shingles
from app.model.event import Witness
from app.model.report import Report

_RUN = 5
_ONE_TEXT = 0.7
"""Share of the shorter text's runs of words that the longer must hold."""

_ONE_QUOTE = 0.6
_FEW = 8
"""Texts shorter than this many runs say too little to be told apart as copies."""


Runs = Callable[[Report], frozenset[str]]
"""The runs of words of a report's text."""


def runs_of(report: Report) -> frozenset[str]:
    """The runs of words of a report whose text is at hand."""
    return shingles(report.text, _RUN)


def copies_of(witnesses: Sequence[Witness], runs: Runs = runs_of) -> tuple[tuple[str, ...], ...]:
    """Groups of claims that are the same words in copies of one text; ids in the order of the witnesses, single ones left out."""
    reports = {witness.report.id: witness.report for witness in witnesses}
    if len(reports) < 2:
        return ()
    leader = {witness.claim.id: witness.claim.id for witness in witnesses}
    texts = cache(lambda report_id: runs(reports[report_id]))
    words = [shingles(witness.quote, 3) for witness in witnesses]
    for first_at, second_at in _with_words_in_common(words):
        one, other = witnesses[first_at], witnesses[second_at]
        if one.report.id == other.report.id or _shared(words[first_at], words[second_at], 1) < _ONE_QUOTE:
            continue
        if _shared(texts(one.report.id), texts(other.report.id), _FEW) >= _ONE_TEXT:
            first, second = leader[one.claim.id], leader[other.claim.id]
            leader = {claim_id: first if led == second else led for claim_id, led in leader.items()}
    groups: dict[str, list[str]] = {}
    for claim_id, led in leader.items():
        groups.setdefault(led, []).append(claim_id)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _with_words_in_common(quotes: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
    """Every two quotes that share a run of words, in order."""
    told: dict[str, list[int]] = {}
    for at, words in enumerate(quotes):
        for run in words:
            told.setdefault(run, []).append(at)
    return sorted({pair for places in told.values() for pair in combinations(places, 2)})


def _shared(one: frozenset[str], other: frozenset[str], few: int) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller >= few else 0.0
