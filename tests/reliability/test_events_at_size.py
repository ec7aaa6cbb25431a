"""Grouping at full size, in seconds of the processor: a hundred thousand claims at once, and one new report among a million."""

import pytest

from tests.bench import bench_events

MINUTE = 60
AT_ONCE = 50
"""Milliseconds for a new report."""


@pytest.mark.soak
def test_a_hundred_thousand_claims_are_events_within_a_minute() -> None:
    assert bench_events.clustered(100_000) <= MINUTE


@pytest.mark.soak
def test_a_new_report_among_a_million_claims_finds_its_event_within_50_ms() -> None:
    with bench_events.filled(1_000_000) as (store, eventing):
        times = bench_events.new_reports(store, eventing)
    assert {name: busy[len(busy) // 2] for name, busy in times.items() if busy[len(busy) // 2] > AT_ONCE} == {}
