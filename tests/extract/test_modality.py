"""Strikes that are supposed, threatened, planned or asked about are not asserted; a word of doubt elsewhere leaves a strike what it is."""

import pytest

from tests.extract.conftest import Read


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("If Iranian missiles hit Marran, Israel would answer, an analyst said.", "hypothetical"),
        ("Had the missile hit the dam at Marran, 80 villages would have been flooded, the governor said.", "hypothetical"),
        ("An animation showed missiles hitting Marran, state television said.", "hypothetical"),
        ("Two Houthi drones were ready to be launched at Marran, the group said.", "planned"),
        ("The group threatened to bombard Marran with artillery on Monday.", "threatened"),
    ],
)
def test_what_may_come_or_might_have_been_is_not_asserted(read: Read, text: str, modality: str) -> None:
    assert [claim.modality for claim in read(text)] == [modality]


@pytest.mark.parametrize(
    "text",
    [
        "If there was hope for a truce, it ended when jets bombed Marran on Sunday, killing 22, medics said.",
        "Russia may have lost the town but its artillery shelled Marran on Thursday, killing three, the mayor said.",
    ],
)
def test_doubt_about_something_else_leaves_a_strike_asserted(read: Read, text: str) -> None:
    assert "asserted" in {claim.modality for claim in read(text)}
