"""A rebuild must notice other rules."""

import re

from app.extract.edition import edition


def test_an_edition_is_a_short_word_that_stays_the_same() -> None:
    assert re.fullmatch("[0-9a-f]{12}", edition())
    assert edition() == edition() != edition("app.events")
