"""Syndication by content: reports that are one text, and claims that tell the same words twice, are one source."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations

from app.events.traits import Traits, shingles
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


def copies_of(told: Sequence[Traits], runs: Runs = runs_of) -> tuple[tuple[str, ...], ...]:
    """Groups of claims that are the same words in copies of one text; ids in the order in which they are given, single ones left out."""
    reports = {traits.claim.report_id: traits.witness.report for traits in told}
    if len(reports) < 2:
        return ()
    leader = {traits.claim.id: traits.claim.id for traits in told}
    texts = cache(lambda report_id: runs(reports[report_id]))
    for first_at, second_at in _with_words_in_common([traits.shingles for traits in told]):
        one, other = told[first_at], told[second_at]
        if one.claim.report_id == other.claim.report_id or _shared(one.shingles, other.shingles, 1) < _ONE_QUOTE:
            continue
        if _shared(texts(one.claim.report_id), texts(other.claim.report_id), _FEW) >= _ONE_TEXT:
            first, second = leader[one.claim.id], leader[other.claim.id]
            leader = {claim_id: first if led == second else led for claim_id, led in leader.items()}
    groups: dict[str, list[str]] = {}
    for claim_id, led in leader.items():
        groups.setdefault(led, []).append(claim_id)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _with_words_in_common(quotes: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
    """Every two quotes that share a run of words, in order."""
    first: dict[str, int] = {}
    shared: dict[str, list[int]] = {}
    for at, words in enumerate(quotes):
        for run in words:
            before = first.setdefault(run, at)
            if before != at:
                shared.setdefault(run, [before]).append(at)
    return sorted({pair for places in shared.values() for pair in combinations(places, 2)})


def _shared(one: frozenset[str], other: frozenset[str], few: int) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller >= few else 0.0
