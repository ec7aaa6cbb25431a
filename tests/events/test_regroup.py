"""Whatever comes, goes and is decided in whatever order: the groups are those that grouping everything anew would make."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.events.cluster import grouped
from app.events.match import Match, match
from app.events.parties import Vocabulary
from app.events.traits import Traits, traits_of
from app.model.event import Witness
from app.model.place import Place
from app.model.report import Report
from app.model.review import Decisions
from tests.events.made_events import ALDAN, BARAN, ORLAN, Said, witness
from tests.events.memory import Memory
from tests.features.made import place

SUBURB = place("Aldan Mills", "neighbourhood", lon=40.05, lat=35.03, admin1_id="test:orlan")
WHERE: tuple[tuple[Place, ...], ...] = ((), (ALDAN,), (ALDAN,), (ALDAN,), (SUBURB,), (BARAN,), (ORLAN,), (ALDAN, BARAN))
NOVEMBER = date(2015, 11, 10)


def a_claim(chance: random.Random, number: int) -> Said:
    """A claim of a crowded week: half of them of no exact day, a few of no day of publication either."""
    day = NOVEMBER + timedelta(days=chance.randrange(6))
    told = chance.choice((day, day, None, None))
    return Said(
        who=chance.choice(("Northern Observatory", "Southern Observatory", "Russia", "Turkey")),
        kind=chance.choice(("monitor", "state_belligerent")),
        where=chance.choice(WHERE),
        day=told,
        until=day + timedelta(days=chance.choice((0, 0, 1, 3))) if told else None,
        attackers=chance.choice(((), ("Russia",), ("Russia",), ("Turkey",))),
        weapon=chance.choice((None, "air_strike", "rocket")),
        labels=chance.choice(((), ("bakery",), ("clinic",))),
        cls=chance.choice((None, "market", "medical", "civilians")),
        killed=chance.choice((None, 4, 9, 30)),
        modality=chance.choice(("asserted", "asserted", "asserted", "denied")),
        published=chance.choice((day, day + timedelta(days=1), day + timedelta(days=2), None)),
        publisher=f"Paper {number}",
    )


def reports(chance: random.Random, count: int, vocabulary: Vocabulary) -> list[list[Traits]]:
    """Reports of one to three claims."""
    made = []
    for number in range(count):
        told = [witness(a_claim(chance, 10 * number + at)) for at in range(chance.choice((1, 1, 2, 3)))]
        source = told[0].report
        made.append([traits_of(_in(one, source), vocabulary) for one in told])
    return made


def _in(one: Witness, source: Report) -> Witness:
    report = replace(source, text=one.report.text)
    return Witness(replace(one.claim, report_id=report.id), report)


def crowded(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every other time three claims of one spot and day are a crowd already."""
    monkeypatch.setattr("app.events.cluster.MOST_ANCHORS", 3 if seed % 2 else 24)


@pytest.mark.parametrize("seed", range(25))
def test_what_a_change_regroups_ends_as_if_everything_had_been_grouped_anew(
    seed: int, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowded(seed, monkeypatch)
    chance = random.Random(seed)
    memory = Memory(vocabulary)
    told = reports(chance, chance.choice((15, 25, 40)), vocabulary)
    for claims in told:
        memory.change(entered=claims)
        if chance.random() < 0.3:
            gone = chance.choice(told)
            here = [one for one in gone if one.claim.id in memory.claims]
            memory.change(left=[one.claim.id for one in here])
            if chance.random() < 0.5:
                memory.change(entered=here)
    assert sorted(memory.groups) == sorted({group.id for group in memory.groups.values()})
    whole = grouped(memory.claims.values(), vocabulary)
    assert [memory.groups[key] for key in sorted(memory.groups)] == whole
    assert len(whole) < len(memory.claims)


@pytest.mark.parametrize("seed", range(25))
def test_decisions_end_as_if_they_had_been_there_from_the_start(
    seed: int, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowded(seed, monkeypatch)
    chance = random.Random(1000 + seed)
    memory = Memory(vocabulary)
    for claims in reports(chance, 12, vocabulary):
        memory.change(entered=claims)
        ids = sorted(memory.claims)
        if chance.random() < 0.4 and len(ids) > 2:
            one, other, third = (memory.claims[key] for key in chance.sample(ids, 3))
            decisions = Decisions(
                (*memory.decisions.together, frozenset((one.claim.id, other.claim.id))),
                memory.decisions.apart | {frozenset((other.claim.id, third.claim.id))} - set(memory.decisions.together),
            )
            named = {one.claim.id: one, other.claim.id: other, third.claim.id: third}
            memory.change(entered=list(named.values()), left=named, decisions=decisions)
    whole = grouped(memory.claims.values(), vocabulary, memory.decisions)
    assert [memory.groups[key] for key in sorted(memory.groups)] == whole


@pytest.mark.parametrize("seed", range(12))
def test_claims_that_say_otherwise_now_are_grouped_by_what_they_say_now(
    seed: int, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowded(seed, monkeypatch)
    chance = random.Random(2000 + seed)
    memory = Memory(vocabulary)
    for claims in reports(chance, 25, vocabulary):
        memory.change(entered=claims)
        if chance.random() < 0.5:
            old = chance.choice([*memory.claims.values()])
            said = witness(a_claim(chance, 0)).claim
            claim = replace(old.claim, when=said.when, mentions=said.mentions, weapon=said.weapon, target=said.target, quantities=said.quantities)
            memory.change(entered=[traits_of(replace(old.witness, claim=claim), vocabulary)], left=[claim.id])
    whole = grouped(memory.claims.values(), vocabulary)
    assert [memory.groups[key] for key in sorted(memory.groups)] == whole


def test_a_claim_that_enters_a_crowd_is_matched_once_with_each_and_no_two_of_the_crowd_again(
    vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[tuple[Traits, Traits]] = []

    def counted(one: Traits, other: Traits, words: Vocabulary) -> Match:
        taken.append((one, other))
        return match(one, other, words)

    monkeypatch.setattr("app.events.matches.match", counted)
    monkeypatch.setattr("app.events.cluster.MOST_ANCHORS", 60)
    chance = random.Random(7)
    memory = Memory(vocabulary)
    crowd = [witness(replace(a_claim(chance, number), where=(ALDAN,), day=NOVEMBER, until=None, published=NOVEMBER)) for number in range(60)]
    for at, one in enumerate(crowd):
        before = len(taken)
        memory.change(entered=[traits_of(one, vocabulary)])
        assert len(taken) - before <= at
    assert len(set(memory.event_of.values())) < len(crowd)


def test_a_claim_that_enters_a_great_crowd_is_matched_with_no_more_than_its_anchors(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.events.cluster.MOST_ANCHORS", 8)
    chance = random.Random(11)
    one_strike = Said("Northern Observatory", where=(ALDAN,), attackers=("Russia",), weapon="air_strike", day=NOVEMBER, published=NOVEMBER)
    told = [witness(replace(one_strike, publisher=f"Paper {number}", killed=chance.choice((4, 5)))) for number in range(60)]
    memory = Memory(vocabulary)
    memory.change(entered=[traits_of(one, vocabulary) for one in told])
    late = max((witness(replace(one_strike, publisher=f"Late {number}")) for number in range(20)), key=lambda one: one.claim.id)
    taken: list[Traits] = []
    monkeypatch.setattr("app.events.matches.match", lambda one, other, words: (taken.append(other), match(one, other, words))[1])
    memory.change(entered=[traits_of(late, vocabulary)])
    assert 0 < len(taken) <= 8
    assert len(set(memory.event_of.values())) == 1
