"""The report that a stranger sees first holds the essentials of its gold, on the real reader."""

from pathlib import Path

import pytest

from app.evaluate.gold import GoldClaim, GoldReport, read_gold
from app.events.dispute import disputes_of
from app.events.parties import load_vocabulary
from app.features.acled import acled_types
from app.model.claim import Claim
from app.model.codes import MARK_ROLES
from app.model.reading import Reading
from app.service import Reader

EXAMPLE = Path(__file__).parent / "corpus" / "example.json"
BYSTANDERS = {"Damascus", "Ankara", "Moscow", "Washington", "Paris", "Sinai", "Iraq"}


@pytest.fixture(scope="module")
def gold() -> GoldReport:
    (report,) = read_gold(EXAMPLE)
    return report


@pytest.fixture(scope="module")
def reading(reader: Reader, gold: GoldReport) -> Reading:
    return reader.read(gold.report)


def shown(reading: Reading, role: str) -> set[tuple[str, str]]:
    """The places of one role that asserted claims draw: the name as printed and "point" or "area"."""
    found = set()
    for claim in reading.claims:
        for mention in claim.mentions:
            location = mention.toponym.location
            if claim.modality == "asserted" and mention.role == role and location is not None:
                found.add((mention.toponym.surface, "point" if location.geometry.type == "Point" else "area"))
    return found


def paired(reading: Reading, owed: GoldClaim) -> Claim:
    """The claim whose quote lies in a coded quote, or the other way round."""
    start, end = owed.spans[0]
    (claim,) = [c for c in reading.claims if c.quote_span[0] < end and start < c.quote_span[1]]
    return claim


def counts(claim: Claim) -> set[tuple[str, int | None, int | None, str | None]]:
    return {(q.unit, q.min, q.max, q.of) for q in claim.quantities}


def owed_by(gold: GoldReport, words: str) -> GoldClaim:
    """The coded claim whose quote holds ``words``."""
    (claim,) = [c for c in gold.claims if words in gold.report.text[c.spans[0][0] : c.spans[0][1]]]
    return claim


def test_every_coded_claim_is_found_with_its_claimant_or_that_ones_state(reading: Reading, gold: GoldReport) -> None:
    asserted = [owed for owed in gold.claims if owed.modality == "asserted"]
    assert [paired(reading, owed).claimant.name in owed.claimant for owed in asserted] == [True] * len(asserted)
    assert {"US Central Command", "Turkey", "Anadolu"} <= {claim.claimant.name for claim in reading.claims}


def test_origin_and_base_are_the_sea_as_an_area_and_the_airfield(reading: Reading) -> None:
    assert shown(reading, "launch_origin") == {("Caspian Sea", "area")}
    assert {surface for surface, _ in shown(reading, "base")} == {"Hmeimim"}


def test_targets_are_one_town_as_a_point_and_the_rest_as_areas(reading: Reading) -> None:
    targets = shown(reading, "reported_target")
    assert {surface for surface, shape in targets if shape == "point"} == {"Deir al-Zour"}
    assert {surface.removesuffix(" province") for surface, shape in targets if shape == "area"} == {
        "Raqqa",
        "Idlib",
        "Aleppo",
        "Deir al-Zour",
        "Bayir Bucak",
    }


def test_the_salvo_carries_its_numbers_day_and_three_provinces(reading: Reading, gold: GoldReport) -> None:
    owed = owed_by(gold, "18 cruise missiles")
    salvo = paired(reading, owed)
    assert counts(salvo) == set(owed.quantities)
    assert salvo.when is not None
    assert (str(salvo.when.start), str(salvo.when.end)) == owed.when
    assert {m.toponym.surface for m in salvo.mentions if m.role == "reported_target"} == {"Raqqa", "Idlib", "Aleppo"}
    assert [c for c in reading.claims if ("munitions", 18, 18, None) in counts(c)] == [salvo]


def test_the_raids_are_the_observatorys_over_the_province_without_a_day(reading: Reading, gold: GoldReport) -> None:
    owed = owed_by(gold, "50 raids")
    raids = paired(reading, owed)
    assert (raids.claimant.name, raids.when, counts(raids)) == ("Syrian Observatory for Human Rights", None, set(owed.quantities))
    assert {actor.name for actor in raids.actors if actor.role == "attacker"} == {"Syrian government", "Russia"}


def test_the_sum_of_four_days_holds_the_salvo(reading: Reading, gold: GoldReport) -> None:
    owed = owed_by(gold, "four days")
    whole = paired(reading, owed)
    assert whole.when is not None
    assert (str(whole.when.start), str(whole.when.end)) == owed.when
    assert counts(whole) == set(owed.quantities)
    assert whole.contains == (paired(reading, owed_by(gold, "18 cruise missiles")).id,)


def test_the_ground_attack_is_the_syrians_with_russian_support(reading: Reading, gold: GoldReport) -> None:
    claim = paired(reading, owed_by(gold, "Syrian troops"))
    assert [(actor.name, actor.role) for actor in claim.actors] == [("Syrian government", "attacker"), ("Russia", "supporting")]
    assert acled_types(claim) == ("Battles", "Armed clash")


def test_nothing_is_drawn_at_a_bystander(reading: Reading) -> None:
    drawn = {surface for role in MARK_ROLES for surface, _ in shown(reading, role)}
    assert drawn
    assert not drawn & BYSTANDERS


def test_the_dispute_about_who_was_hit_has_at_least_three_sides(reading: Reading) -> None:
    sides = max((len(dispute.sides) for dispute in disputes_of(reading.claims, load_vocabulary())), default=0)
    assert sides >= 3
