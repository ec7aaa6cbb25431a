from collections.abc import Sequence
from datetime import date

import pytest

from app.events.disagreement import disagreements
from app.events.dispute import disputes_of
from app.events.keeping import kept, witness_of
from app.events.parties import Vocabulary, load_vocabulary
from app.events.standing import standings
from app.events.traits import traits_of
from app.model.claim import Actor, Claim, Claimant, Target, When
from app.model.codes import ClaimantKind, TargetClass
from app.model.event import Witness
from app.model.place import Place
from app.model.report import Report
from app.model.standing import Standing
from tests.features.made import claim, mention, place, report

SOURCE = report("One said this. Two said that. Three said another. Four said more.")
QUOTES = ("One said this.", "Two said that.", "Three said another.", "Four said more.")


ALDAN = place("Aldan", admin1_id="test:orlan")
NEXT_TOWN = place("Baran", lon=37.2, admin1_id="test:orlan")


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def said(
    n: int, who: str, labels: Sequence[str], cls: TargetClass, kind: ClaimantKind = "state_belligerent", where: Place | None = None, **more: object
) -> Claim:
    mentions = [mention(where)] if where else []
    return claim(SOURCE, QUOTES[n], mentions, claimant=Claimant(who, kind), target=Target(tuple(labels), cls), when=None, **more)


def test_three_sides_that_name_three_kinds_of_people_are_one_dispute(vocabulary: Vocabulary) -> None:
    claims = [
        said(0, "Russia", ['"terrorist" targets'], "armed_group"),
        said(1, "US Central Command", ["moderate opposition forces"], "armed_group", "state_third_party"),
        said(2, "Turkey", ["civilian villages"], "civilians", "state_third_party"),
        said(3, "Russian defence ministry", ["IS targets"], "armed_group"),
    ]
    (dispute,) = disputes_of(claims, vocabulary)
    assert dispute.question == "who was hit"
    assert [side.claims[0].claimant.name for side in dispute.sides] == ["Russia", "US Central Command", "Turkey"]
    assert dispute.sides[0].labels == ('"terrorist" targets', "IS targets")
    stands = standings(claims, [dispute], vocabulary)
    assert {stand.disputed_by_n for stand in stands.values()} == {2}
    assert {stand.status for stand in stands.values()} == {"contested"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said(0, "Russia", ["IS positions"], "armed_group"), said(1, "US Central Command", ["IS fighters"], "armed_group")),
        (said(0, "Russia", ["terrorists"], "armed_group"), said(1, "US Central Command", ["IS fighters"], "armed_group")),
        (said(0, "Russia", ["rebels"], "armed_group"), said(1, "Russian army", ["civilians"], "civilians")),
        (said(0, "Russia", ["oil tankers"], "oil"), said(1, "Turkey", ["rebels"], "armed_group")),
        (said(0, "Israel", ["militants"], "armed_group", actors=(Actor("Israel"),)), said(1, "Turkey", ["homes"], "residential")),
        (said(0, "Russia", ["rebels"], "armed_group", where=place("Aldan")), said(1, "Turkey", ["homes"], "residential", where=place("Baran"))),
        (said(0, "Russia", ["rebels"], "armed_group", where=ALDAN), said(1, "Turkey", ["homes"], "residential", where=NEXT_TOWN)),
        (said(0, "Russia", ["rebels"], "armed_group"), said(1, "Turkey", ["school"], "school", where=ALDAN)),
        (said(0, "Russia", ["rebels"], "armed_group"), said(1, "Turkey", ["homes"], "residential", modality="threatened")),
        (said(0, "Russia", ["rebels"], "armed_group"), said(1, "reports", ["homes"], "residential", kind="unattributed")),
    ],
    ids=[
        *("same party", "loaded word fits a condemned party", "one side", "things", "other striker", "other place"),
        *("other town of the province", "at large and a town", "not asserted", "nobody"),
    ],
)
def test_what_can_both_be_true_is_no_dispute(one: Claim, other: Claim, vocabulary: Vocabulary) -> None:
    assert disputes_of([one, other], vocabulary) == []


def test_other_days_are_other_strikes(vocabulary: Vocabulary) -> None:
    day = When(date(2015, 11, 19), date(2015, 11, 19), 1, "on Thursday")
    one = said(0, "Russia", ["rebels"], "armed_group")
    other = said(1, "Turkey", ["homes"], "residential")
    assert len(disputes_of([one, other], vocabulary)) == 1
    dated = [
        claim(SOURCE, QUOTES[0], claimant=one.claimant, target=one.target),
        claim(SOURCE, QUOTES[1], claimant=other.claimant, target=other.target, when=day),
    ]
    assert disputes_of(dated, vocabulary) == []


def test_a_town_and_its_province_may_be_the_same_strikes(vocabulary: Vocabulary) -> None:
    province = place("Orlan", "province")
    town = place("Aldan", admin1_id=province.id)
    claims = [said(0, "Russia", ["rebels"], "armed_group", where=town), said(1, "Turkey", ["homes"], "residential", where=province)]
    assert len(disputes_of(claims, vocabulary)) == 1


def test_who_agrees_with_another_is_not_against_him(vocabulary: Vocabulary) -> None:
    claims = [
        said(0, "Russia", ['"rebels"'], "armed_group", where=ALDAN),
        said(1, "Observatory", ["homes"], "residential", "monitor", where=ALDAN),
        said(2, "Red Crescent", ["a clinic"], "medical", "monitor", where=ALDAN),
    ]
    (dispute,) = disputes_of(claims, vocabulary)
    assert len(dispute.sides) == 3
    stands = standings(claims, [dispute], vocabulary)
    assert [stands[claim.id].disputed_by_n for claim in claims] == [2, 1, 1]
    (what,) = disagreements([traits_of(Witness(claim, SOURCE), vocabulary) for claim in claims], vocabulary)
    assert [(one.value, one.claim_ids) for one in what.positions] == [
        ("“rebels”", (claims[0].id,)),
        ("“homes; a clinic”", (claims[1].id, claims[2].id)),
    ]


def test_in_one_event_a_dispute_needs_no_common_place(vocabulary: Vocabulary) -> None:
    claims = [said(0, "Russia", ["rebels"], "armed_group"), said(1, "Turkey", ["school"], "school", where=ALDAN)]
    assert disputes_of(claims, vocabulary) == []
    assert len(disputes_of(claims, vocabulary, one_event=True)) == 1


def test_nobody_is_quoted_with_what_another_said(vocabulary: Vocabulary) -> None:
    text = "Russia said it hit a rebel depot. Turkey put the dead at five. Residents said homes burned."
    source = report(text)
    russia, turkey = Claimant("Russia", "state_belligerent"), Claimant("Turkey", "state_third_party")
    first = claim(source, "Russia said it hit a rebel depot.", claimant=russia, target=Target(("rebel depot",), "armed_group"), when=None)
    toll = claim(source, "Turkey put the dead at five.", claimant=turkey, target=Target(("homes",), "residential"), when=None)
    own = claim(source, "Turkey put the dead at five.", claimant=turkey, target=Target(("villagers",), "civilians"), when=None)
    assert len(disputes_of([first, toll], vocabulary, one_event=True)) == 1
    assert disputes_of([Witness(one, source).said for one in (first, toll)], vocabulary, one_event=True) == []
    assert disagreements([traits_of(Witness(one, source), vocabulary) for one in (first, toll)], vocabulary) == ()
    assert Witness(own, source).said == own
    kept_witness, _ = witness_of(kept(Witness(toll, source), Standing("single_source", 1, 0)), lambda place_id: None)
    assert kept_witness.claim.target.labels == ("homes",) and kept_witness.said.target.labels == ()


def test_media_of_a_state_are_on_its_side(vocabulary: Vocabulary) -> None:
    claims = [
        said(0, "Russia", ["rebels"], "armed_group"),
        said(1, "Turkey", ["homes"], "residential", "state_third_party"),
        said(2, "Anadolu", ["villages"], "civilians", "news_media"),
    ]
    (dispute,) = disputes_of(claims, vocabulary)
    assert [len(side.claims) for side in dispute.sides] == [1, 2]


def test_the_strikers_own_word_is_declared_and_counts_no_source(vocabulary: Vocabulary) -> None:
    source: Report = SOURCE
    own = claim(source, QUOTES[0], claimant=Claimant("Russian defence ministry", "state_belligerent"))
    monitor = claim(source, QUOTES[1], claimant=Claimant("Northern Observatory", "monitor"))
    nobody = claim(source, QUOTES[2])
    stands = standings([own, monitor, nobody], [], vocabulary)
    assert [(stands[one.id].status, stands[one.id].independent_sources) for one in (own, monitor, nobody)] == [
        ("declared", 0),
        ("single_source", 1),
        ("single_source", 0),
    ]


def test_a_monitor_named_after_a_country_is_not_its_government(vocabulary: Vocabulary) -> None:
    government = said(0, "Syrian government", ["rebels"], "armed_group", actors=(Actor("Syrian government"),))
    monitor = said(1, "Syrian Observatory for Human Rights", ["homes"], "residential", "monitor", actors=(Actor("Syria"),))
    (dispute,) = disputes_of([government, monitor], vocabulary)
    assert len(dispute.sides) == 2
    assert standings([monitor], [], vocabulary)[monitor.id].status == "single_source"
