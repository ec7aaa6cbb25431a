from dataclasses import replace

import pytest

from app.events.merge import events_of, standings_of
from app.events.parties import load_vocabulary
from app.model.event import Event, Witness
from app.model.report import report_id
from tests.events.made_events import ALDAN, CERIM, FRIDAY, Said, witness

VOCABULARY = load_vocabulary()
TEXT = "The Observatory said jets hit a clinic in Aldan. The army said it had hit fighters in Aldan. It denied that a clinic had been hit."
MONITOR = Said("Northern Observatory", attackers=("Russia",), labels=("clinic",), cls="medical")
STRIKER = Said("Russian army", "state_belligerent", attackers=("Russia",), labels=("fighters",), cls="armed_group")


def told(said: Said, start: int, end: int, text: str = TEXT) -> Witness:
    """A claim of one stretch of a report."""
    made = witness(said)
    report = replace(made.report, id=report_id(text), text=text)
    return Witness(replace(made.claim, id=f"{start:04}", report_id=report.id, spans=((start, end),)), report)


def events(*witnesses: Witness) -> list[Event]:
    return events_of(witnesses, VOCABULARY)


def fields(event: Event) -> dict[str, list[str]]:
    return {differ.field: [side.value for side in differ.positions] for differ in event.disagreements}


def test_who_says_that_it_happened_and_denies_a_detail_denies_no_strike() -> None:
    denial = told(replace(STRIKER, labels=("clinic",), cls="medical", modality="denied"), 93, 131)
    (event,) = events(told(STRIKER, 49, 91), denial)
    assert (event.status, event.disputed_by_n, event.disputing) == ("declared", 0, ())
    assert {stand.disputed_by_n for stand in standings_of([event]).values()} == {0}


def test_a_detail_that_others_tell_is_disputed_as_what_was_hit() -> None:
    striker = replace(STRIKER, labels=(), cls=None)
    denial = told(replace(STRIKER, labels=("clinic",), cls="medical", modality="denied"), 93, 131)
    (event,) = events(told(MONITOR, 0, 47), told(striker, 49, 91), denial)
    assert fields(event) == {"what": ["“clinic”", "not “clinic”"]}
    assert (event.status, event.disputed_by_n, event.disputing) == ("contested", 1, ())


def test_numbers_and_targets_of_what_is_denied_are_not_those_of_the_event() -> None:
    denial = told(replace(STRIKER, labels=("clinic",), killed=9, modality="denied"), 93, 131)
    (event,) = events(told(MONITOR, 0, 47), told(STRIKER, 49, 91), denial)
    assert event.quantities == ()


def test_who_denies_the_strike_itself_is_not_also_counted_among_those_who_tell_it() -> None:
    text = "The Observatory said jets hit a clinic in Aldan. It was the work of others, the army said. It denied having carried out the attack."
    denial = told(replace(STRIKER, labels=("clinic",), modality="denied"), 91, 131, text)
    (event,) = events(told(MONITOR, 0, 47, text), told(replace(STRIKER, labels=(), cls=None), 49, 89, text), denial)
    (whether,) = [differ for differ in event.disagreements if differ.field == "whether"]
    assert [side.claim_ids for side in whether.positions] == [("0000",), ("0091",)]
    assert event.disputing == ("0091",)


@pytest.mark.parametrize("attackers", [("Russia",), ()])
def test_a_denial_without_a_place_denies_the_strike_that_its_report_tells(attackers: tuple[str, ...]) -> None:
    denial = told(Said("Russian army", "state_belligerent", (), None, None, attackers, modality="denied"), 93, 131)
    (event,) = events(told(MONITOR, 0, 47), denial)
    assert (event.supporting, event.disputing, event.disputed_by_n) == (("0000",), ("0093",), 1)


def test_of_two_strikes_a_bare_denial_denies_the_one_told_last_before_it() -> None:
    denial = told(Said("Russian army", "state_belligerent", (), None, None, ("Russia",), modality="denied"), 93, 131)
    found = events(told(replace(MONITOR, where=(CERIM,)), 0, 47), told(replace(MONITOR, where=(ALDAN,)), 49, 91), denial)
    assert {event.place_ids: event.disputing for event in found} == {(CERIM.id,): (), (ALDAN.id,): ("0093",)}


def test_a_denial_of_another_striker_or_day_is_no_denial_of_it() -> None:
    bare = Said("Turkish army", "state_belligerent", (), None, None, ("Turkey",), modality="denied")
    assert len(events(told(MONITOR, 0, 47), told(bare, 93, 131))) == 2
    dated = replace(bare, who="Russian army", attackers=("Russia",), day=FRIDAY.replace(day=2))
    assert len(events(told(MONITOR, 0, 47), told(dated, 93, 131))) == 2


def test_a_denial_that_stands_alone_is_disputed_by_what_it_denies() -> None:
    (event,) = events(witness(replace(STRIKER, modality="denied")))
    assert (event.status, event.disputed_by_n) == ("contested", 1)
    assert [stand.disputed_by_n for stand in standings_of([event]).values()] == [1]


def test_a_denial_of_another_report_needs_a_place_of_its_own() -> None:
    found = events(witness(MONITOR), witness(Said("Russian army", "state_belligerent", (), None, None, ("Russia",), modality="denied")))
    assert len(found) == 2
