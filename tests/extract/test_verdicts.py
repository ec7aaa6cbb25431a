"""Fact-checks: what a clip or post is said to show is asserted by nobody; what others tell of a real strike beside it stays theirs."""

import pytest

from tests.extract.conftest import Read


@pytest.mark.parametrize(
    "text",
    [
        "FACT CHECK: Old video falsely shared as Indian missile strike on Marran",
        "Fact check: Video does not show US air strike on Marran\n\nA video shared thousands of times claims to show US warplanes bombing Marran on "
        "Monday. The footage was in fact filmed in Qasr in 2017. An official said that no US aircraft had struck Marran.",
        "No, this clip does not show Iranian missiles hitting Marran\n\nThe clip is captioned: \"Iranian missiles strike Marran tonight.\" It shows "
        "fireworks in Qasr.",
        "MISLEADING: Photo shared as drone attack on Marran was taken in 2016\n\nPosts on Facebook say Ukrainian drones hit Marran on Friday.",
        "Game footage misrepresented as Israeli air strike on Marran. The clip was recorded in a video game.",
        "Fact-check: Did Pakistan bomb Marran?\n\nThe claim: Pakistani jets bombed the airport of Marran on Monday.\nThe verdict: False.",
        "The image purporting to show a crater left by a Saudi air strike in Marran was doctored, our check found.",
        "A doctored screenshot of a report says Israel bombed Marran on Friday.",
    ],
)
def test_what_is_checked_and_found_false_is_asserted_by_nobody(read: Read, text: str) -> None:
    assert not [claim for claim in read(text) if claim.modality == "asserted"]


def test_the_checker_denies_what_the_post_says(read: Read) -> None:
    text = "Old video shared as air strike on Marran\n\nA clip viewed a million times claims to show jets bombing Marran on Monday."
    claims = read(text, publisher="Verify Desk")
    assert {(claim.modality, claim.claimant.name) for claim in claims} == {("denied", "Verify Desk")}


def test_a_real_strike_beside_a_false_clip_is_still_told(read: Read) -> None:
    text = (
        "FALSE: This video is not of the attack on Marran\n\nRussian glide bombs hit a hardware store in Marran on Thursday, killing 19 people, "
        "the governor said. A clip said to show the attack has been viewed a million times. It was filmed in Qasr."
    )
    assert [(claim.modality, claim.claimant.name) for claim in read(text)] == [("asserted", "governor")]


@pytest.mark.parametrize(
    "text",
    [
        "Drone footage shows the moment a missile hit the theatre in Marran on Thursday. Seven people were killed, the mayor said.",
        "Video of air strike on market of Marran verified\n\nOur reporters verified footage showing an air strike on the market of Marran.",
        "The army said false claims by the rebels would not stop it. Its jets bombed Marran on Thursday, killing nine fighters, the army said.",
    ],
)
def test_footage_that_nobody_doubts_makes_no_fact_check(read: Read, text: str) -> None:
    assert [claim for claim in read(text) if claim.modality == "asserted"]
