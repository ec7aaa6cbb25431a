"""How well the real reader and the matcher bring together what the story groups tell; both halves, beside a naive rule."""

import functools
from collections.abc import Callable

import pytest

from app.evaluate.clusters import Clustering
from app.events.merge import events_of
from app.events.parties import Vocabulary
from app.model.reading import Reading
from app.model.report import Report
from app.service import Reader
from tests.events.stories import Outcome, outcome, stories, witnesses

FLOOR = 0.90
OF_FOUND = 0.92
"""Once the claims are found; the rest is what the reader missed."""

AS_CODED = 0.7
"""Of the events found whole; what differs is mostly a speaker whom the reader did not recognise."""

Read = Callable[[Report], Reading]


@pytest.fixture(scope="module")
def read(reader: Reader) -> Read:
    known: dict[str, Reading] = {}

    def once(report: Report) -> Reading:
        if report.id not in known:
            known[report.id] = reader.read(report)
        return known[report.id]

    return once


@pytest.fixture(scope="module", params=[False, True], ids=["tuned", "held out"])
def outcomes(request: pytest.FixtureRequest, read: Read, vocabulary: Vocabulary) -> list[Outcome]:
    return [outcome(story, read, vocabulary) for story in stories(request.param)]


def test_claims_of_one_strike_come_together_and_no_others(outcomes: list[Outcome]) -> None:
    whole = functools.reduce(Clustering.__add__, (one.clustering for one in outcomes))
    found = functools.reduce(Clustering.__add__, (one.of_found for one in outcomes))
    naive = functools.reduce(Clustering.__add__, (one.naively for one in outcomes))
    print(f"\nB-cubed {_line(whole)}; of the claims found {_line(found)}; naive day + place {_line(naive)}; {found.owed} of {whole.owed} found")
    assert whole.f1 >= FLOOR
    assert found.f1 >= OF_FOUND
    assert whole.f1 > naive.f1


def _line(clustering: Clustering) -> str:
    return f"P {clustering.precision:.3f} R {clustering.recall:.3f} F1 {clustering.f1:.3f}"


def test_nothing_is_merged_across_days_or_attackers(outcomes: list[Outcome]) -> None:
    assert [wrong for one in outcomes for wrong in one.wrong] == []


def test_events_stand_as_they_are_coded_and_the_strikers_word_is_never_solid(outcomes: list[Outcome]) -> None:
    pairs = [pair for one in outcomes for pair in one.statuses]
    agreed = sum(coded == made for coded, made in pairs) / len(pairs)
    print(f"\nStatus as coded for {agreed:.2f} of {len(pairs)} events found whole")
    assert agreed >= AS_CODED
    assert ("declared", "corroborated") not in pairs


def test_law_9_holds_over_every_story(outcomes: list[Outcome], vocabulary: Vocabulary) -> None:
    for one in outcomes:
        for event in one.events:
            assert event.status != "corroborated" or event.independent_sources >= 2
            assert event.status != "declared" or event.independent_sources == 0
            assert not event.disputing or event.status == "contested"
            assert all(len(differ.positions) >= 2 for differ in event.disagreements)


def test_all_stories_told_together_make_the_events_that_each_makes_alone(read: Read, vocabulary: Vocabulary) -> None:
    groups = stories(False)
    alone = [event for story in groups for event in events_of(witnesses(story.reports, read), vocabulary)]
    together = events_of([one for story in reversed(groups) for one in witnesses(story.reports, read)], vocabulary)
    assert sorted(alone, key=lambda event: event.id) == together
