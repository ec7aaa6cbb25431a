"""Law 9 over the whole development corpus and every tuned story, told together: each status by the stated rules, read anew from the claims.

Who belongs to whom is taken from the reader's own vocabulary here, and not from the words that the events look at.
"""

import csv
import random
from collections import Counter
from collections.abc import Iterable
from importlib import resources

import pytest

from app.events.merge import event_id, events_of
from app.events.parties import Vocabulary
from app.events.traits import traits_of
from app.model.claim import Claim
from app.model.event import Event, Witness
from app.model.reading import Reading
from app.service import Reader
from tests.events.stories import stories, witnesses

STRUCK = {"state_belligerent", "official_unnamed"}
PARTISANS = {*STRUCK, "state_third_party", "armed_group"}


@pytest.fixture(scope="module")
def told(reader: Reader, readings: list[Reading]) -> dict[str, Witness]:
    """Every claim that can be of an event, by its id."""
    of_stories = witnesses(tuple(report for story in stories(False) for report in story.reports), reader.read)
    of_corpus = [Witness(claim, reading.report) for reading in readings for claim in reading.claims]
    return {one.claim.id: one for one in (*of_corpus, *of_stories) if one.claim.modality in ("asserted", "denied")}


@pytest.fixture(scope="module")
def events(told: dict[str, Witness], vocabulary: Vocabulary) -> list[Event]:
    return events_of(told.values(), vocabulary)


@pytest.fixture(scope="module")
def parties() -> dict[str, str]:
    """Whom a body that the reader knows by name belongs to."""
    with resources.files("app.extract").joinpath("lexicon", "claimants.csv").open(encoding="utf-8") as lines:
        return {row["name"]: row["actor"] for row in csv.DictReader(lines) if row["actor"] and row["kind"] in PARTISANS and row["name"] != "*"}


def claims(told: dict[str, Witness], ids: Iterable[str]) -> list[Claim]:
    return [told[claim_id].claim for claim_id in ids]


def test_every_claim_is_in_one_event_and_every_status_occurs(told: dict[str, Witness], events: list[Event]) -> None:
    assert Counter(claim_id for event in events for claim_id in event.claim_ids) == Counter([*told])
    assert {event.status for event in events} == {"declared", "single_source", "corroborated", "contested"}


def test_corroborated_takes_two_independent_sources_not_of_the_striking_side(
    told: dict[str, Witness], events: list[Event], parties: dict[str, str]
) -> None:
    for event in events:
        supporting = [claim for claim in claims(told, event.supporting) if claim.modality == "asserted"]
        strikers = {actor.name for claim in supporting for actor in claim.actors}
        repeated = {claim_id for group in event.copies for claim_id in group[1:]}
        others = [claim for claim in supporting if parties.get(claim.claimant.name, claim.claimant.name) not in strikers and claim.id not in repeated]
        sources = {claim.claimant.name: claim.claimant.kind for claim in others if claim.claimant.kind != "unattributed"}
        assert set(event.sources) <= set(sources), event.id
        of_the_struck = [name for name in event.sources if sources[name] in STRUCK]
        assert len(of_the_struck) <= 1 and len(event.sources) == len(set(event.sources)) == event.independent_sources
        if event.status == "corroborated":
            assert event.independent_sources >= 2
        elif event.status != "contested":
            assert event.independent_sources < 2


def test_no_report_counts_twice_by_what_it_says_in_its_own_words(told: dict[str, Witness], events: list[Event]) -> None:
    for event in events:
        asserted = [told[claim_id] for claim_id in event.supporting if told[claim_id].claim.modality == "asserted"]
        for name in event.sources:
            own = [one for one in asserted if one.claim.claimant.name == name and one.report.publisher == name]
            if own and not any(word in one.quote for one in own for word in ("correspondent", "reporter", "journalist")):
                reports = {one.report.id for one in own}
                named = {one.claim.claimant.name for one in asserted if one.report.id in reports and one.claim.claimant.kind != "unattributed"}
                assert named == {name}, event.id


def test_declared_is_what_only_the_striking_side_says(told: dict[str, Witness], events: list[Event]) -> None:
    for event in events:
        if event.status == "declared":
            assert event.sources == () and event.attackers
            assert {claim.claimant.kind for claim in claims(told, event.supporting)} <= {*PARTISANS, "news_media"}, event.id


def test_contested_is_what_somebody_denies_or_says_otherwise_of(told: dict[str, Witness], events: list[Event]) -> None:
    for event in events:
        open_questions = {one.field for one in event.disagreements} & {"who", "what", "whether"}
        assert (event.status == "contested") is bool(open_questions or not event.supporting), event.id
        assert not event.disputing or event.status == "contested"
        for one in event.disagreements:
            positions = [claims(told, side.claim_ids) for side in one.positions]
            assert len(positions) >= 2 and all(positions)
            if one.field == "what":
                assert len({claim.claimant.name for side in positions for claim in side}) >= 2


def test_no_event_spans_days_that_exclude_each_other(told: dict[str, Witness], events: list[Event], vocabulary: Vocabulary) -> None:
    for event in events:
        exact = {days[0] for claim_id in event.claim_ids if (days := traits_of(told[claim_id], vocabulary).days) and days[0] == days[1]}
        assert len(exact) <= 1, event.id


def test_told_in_any_order_they_are_the_same_events(told: dict[str, Witness], events: list[Event], vocabulary: Vocabulary) -> None:
    shuffled = random.Random(9).sample(sorted(told), len(told))
    assert events_of([told[claim_id] for claim_id in shuffled], vocabulary) == events
    assert all(event.id in {event_id(traits_of(told[claim_id], vocabulary)) for claim_id in event.claim_ids} for event in events)
