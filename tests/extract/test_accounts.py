"""What is said of a strike without a strike word: tolls, denials, responsibility, blame; and sentences in which two speak."""

import pytest

from app.model.claim import Claim
from tests.extract.conftest import Read

RAID = "Turkish warplanes bombed a school in Marran on Tuesday, residents said. "


def by(claims: list[Claim], name: str) -> Claim:
    return next(c for c in claims if name.lower() in c.claimant.name.lower())


def struck(claim: Claim) -> set[str]:
    return {m.toponym.surface for m in claim.mentions if m.role == "reported_target"}


@pytest.mark.parametrize(
    "toll",
    [
        "Amnesty International put the dead at 20.",
        "Amnesty International put the toll of the raid at 20.",
        "Amnesty International counted 20 dead.",
        "Amnesty International said 20 people were killed.",
    ],
)
def test_another_s_toll_is_a_claim_of_its_own_about_the_same_strike(read: Read, toll: str) -> None:
    claim = by(read(RAID + toll), "Amnesty")
    assert [(q.unit, q.min) for q in claim.quantities] == [("killed", 20)]
    assert struck(claim) == {"Marran"}
    assert [a.name for a in claim.actors] == ["Turkey"]


@pytest.mark.parametrize("words", ["denied it", "denied any part in the attack", "denied responsibility"])
def test_a_bare_denial_by_the_accused_goes_back_to_what_is_denied(read: Read, words: str) -> None:
    claim = by(read(RAID + f"Turkey {words}."), "Turkey")
    assert claim.modality == "denied"
    assert struck(claim) == {"Marran"}
    assert not claim.quantities


def test_who_is_not_accused_denies_no_strike(read: Read) -> None:
    assert all(c.modality == "asserted" for c in read(RAID + "Iran denied claims that it arms the rebels."))


def test_who_claims_responsibility_is_the_striker(read: Read) -> None:
    claims = read("Rockets hit Marran on Tuesday, police said. The Taliban claimed responsibility in a statement.")
    assert [a.name for a in by(claims, "Taliban").actors] == ["Taliban"]


def test_two_speakers_of_one_sentence_make_two_claims(read: Read) -> None:
    claims = read("Amnesty International said Turkish jets killed 21 civilians in Marran; the Turkish army said it had hit fighters there.")
    assert [c.claimant.name for c in claims] == ["Amnesty International", "Turkish army"]
    assert not claims[1].quantities
