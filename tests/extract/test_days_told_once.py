"""Which strikes share the day that a report tells once, and which stay without one; published on Friday 15 March 2019."""

from datetime import date

import pytest

from tests.extract.conftest import Read

MONDAY, TUESDAY = date(2019, 3, 11), date(2019, 3, 12)
JETS = "Government jets bombed Marran on Monday, killing nine people, a monitor said. "
TALK = "Hospitals appealed for blood. The council met in the evening. Aid workers said that they had no more beds. "


def days(read: Read, text: str) -> list[date | None]:
    """The first day of each asserted claim, in order."""
    return [None if c.when is None else c.when.start for c in read(text) if c.modality == "asserted"]


@pytest.mark.parametrize(
    "text",
    [
        JETS + "In Qasr eleven people died when jets hit a bakery, it said.",
        JETS + "State television said that a missile had hit an arms store in Marran.",
        JETS + "The same jets later bombed Qasr, residents said.",
        JETS + "Minutes later shells fell on Qasr, residents said.",
        JETS + "Meanwhile rebel rockets killed two people in Qasr, state television said.",
        "Jets have hit a depot in Marran, residents say. Two missiles struck the depot in Marran on Monday, a witness said.",
        "The Air Force struck positions in the province of Dabra on Monday. In Qasr the air force destroyed a depot, an officer said.",
    ],
)
def test_strikes_of_one_story_share_the_day(read: Read, text: str) -> None:
    assert set(days(read, text)) == {MONDAY}


@pytest.mark.parametrize(
    "text",
    [
        JETS + TALK + "Turkish artillery shelled Qasr, killing three fighters, Ankara said.",
        JETS + TALK + "Meanwhile Russian aircraft bombed Qasr, killing five people.",
        JETS + TALK + "Shells fell on Qasr, killing two, a doctor said.",
        JETS + "The coalition reported on Thursday that it had carried out ten air strikes near Qasr.",
        JETS + "Turkey said last week that its jets had bombed Qasr.",
    ],
)
def test_a_strike_of_another_story_stays_without_a_day(read: Read, text: str) -> None:
    assert days(read, text) == [MONDAY, None]


@pytest.mark.parametrize(
    "text",
    [
        "Jets have destroyed a hospital in Marran, the charity that runs it said on Tuesday.",
        "Jets bombed a clinic in Marran, a newspaper reported on Tuesday, citing a doctor.",
        "Earlier on Tuesday, the Saba news agency said fighters had launched a Scud missile at Marran.",
        "A car bomb went off in Qasr on Tuesday. Jets hit a depot in Marran, residents said.",
        "Jets bombed Marran, a town seized by rebels earlier this month, residents said.",
    ],
)
def test_the_day_of_a_statement_is_no_day_of_the_strike(read: Read, text: str) -> None:
    assert set(days(read, text)) == {None}


def test_a_day_that_is_held_goes_no_further_than_the_same_place(read: Read) -> None:
    text = JETS + "The raids were the heaviest yet, the monitor said. A doctor said that shells had hit a school in Qasr."
    assert days(read, text)[-1] is None


def test_an_hour_belongs_to_the_day_told_last(read: Read) -> None:
    text = JETS + "Rebels seized a base in the south on Tuesday. In reprisal helicopters dropped barrel bombs on Qasr in the afternoon."
    assert days(read, text) == [MONDAY, TUESDAY]


def test_the_past_few_days_are_up_to_five(read: Read) -> None:
    [when] = [c.when for c in read("Jets bombed Marran over the past few days, killing nine people.")]
    assert when is not None and (when.start, when.end, when.date_prec) == (MONDAY, date(2019, 3, 15), 2)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The ministry said on Tuesday that jets had bombed Marran at dawn.", TUESDAY, TUESDAY),
        ("The ministry said on Tuesday that jets had bombed Marran overnight.", MONDAY, TUESDAY),
        ("Jets bombed Marran for a third day on Tuesday.", TUESDAY, TUESDAY),
        ("Three days ago, on 11 March, jets bombed Marran.", MONDAY, MONDAY),
        ("The toll from Monday's raid on Marran rose to nine on Tuesday.", MONDAY, MONDAY),
        ("Air strikes since dawn have killed nine people in Marran.", date(2019, 3, 15), date(2019, 3, 15)),
        ("Jets bombed a market in Marran on Monday evening said Hasan Qaddour a rescuer.", MONDAY, MONDAY),
        ("Jets bombed Marran on Christmas Day.", date(2018, 12, 25), date(2018, 12, 25)),
        ("Jets bombed Marran on Tuesday, the deadliest raid since the truce broke down a month ago.", TUESDAY, TUESDAY),
    ],
)
def test_the_plainest_words_give_the_day(read: Read, text: str, first: date, last: date) -> None:
    [when] = {c.when for c in read(text)}
    assert when is not None and (when.start, when.end) == (first, last)


def test_a_measure_of_time_is_no_day(read: Read) -> None:
    assert days(read, "Jets killed nine people in Marran, the second such raid in a week, doctors said.") == [None]
