"""Dates: what each expression means on a Friday, and what stays open."""

from datetime import date

import pytest

from app.extract.phrases.dates import DateFound, find_dates, shifted
from app.extract.phrases.tokens import tokenise
from app.model.claim import When

FRIDAY = date(2015, 11, 20)


def found(text: str, published: date | None = FRIDAY) -> list[DateFound]:
    return find_dates(tokenise(text), published)


def only(text: str, published: date | None = FRIDAY) -> DateFound:
    dates = found(text, published)
    assert len(dates) == 1, [item.when.text for item in dates]
    return dates[0]


@pytest.mark.parametrize(
    ("text", "start", "end", "prec"),
    [
        ("Jets hit the depot on Friday.", "2015-11-20", "2015-11-20", 1),
        ("Jets hit the depot on Thursday.", "2015-11-19", "2015-11-19", 1),
        ("Jets hit the depot on Saturday.", "2015-11-14", "2015-11-14", 1),
        ("Jets hit the depot last Friday.", "2015-11-13", "2015-11-13", 1),
        ("Jets hit the depot on Thursday night.", "2015-11-19", "2015-11-19", 1),
        ("Jets hit the depot early on Friday.", "2015-11-20", "2015-11-20", 1),
        ("Jets hit the depot at dawn on Wednesday.", "2015-11-18", "2015-11-18", 1),
        ("Jets hit the depot in the early hours of Friday.", "2015-11-20", "2015-11-20", 1),
        ("Jets hit the depot overnight.", "2015-11-19", "2015-11-20", 2),
        ("Jets hit the depot overnight into Thursday.", "2015-11-18", "2015-11-19", 2),
        ("Jets hit the depot on the night to Friday.", "2015-11-19", "2015-11-20", 2),
        ("Jets hit the depot yesterday.", "2015-11-19", "2015-11-19", 1),
        ("Jets hit the depot today.", "2015-11-20", "2015-11-20", 1),
        ("Jets hit the depot this morning.", "2015-11-20", "2015-11-20", 1),
        ("Jets hit the depot last night.", "2015-11-19", "2015-11-19", 1),
        ("Jets hit the depot two days ago.", "2015-11-18", "2015-11-18", 1),
        ("Jets hit the depot three months ago.", "2015-08-01", "2015-08-31", 4),
        ("Jets hit the depot on Thursday and Friday.", "2015-11-19", "2015-11-20", 2),
        ("Jets hit the depot from Monday to Wednesday.", "2015-11-16", "2015-11-18", 2),
        ("Jets hit the depot between 3 and 5 March.", "2015-03-03", "2015-03-05", 2),
        ("Jets hit the depot on 3-5 March.", "2015-03-03", "2015-03-05", 2),
        ("Jets hit the depot on March 3-5, 2014.", "2014-03-03", "2014-03-05", 2),
        ("Jets hit the depot from March 30 to April 2.", "2015-03-30", "2015-04-02", 2),
        ("Jets hit the depot in four days.", "2015-11-17", "2015-11-20", 2),
        ("Jets hit the depot over the past four days.", "2015-11-17", "2015-11-20", 2),
        ("Jets hit the depot in the past 24 hours.", "2015-11-19", "2015-11-20", 2),
        ("Jets hit the depot over the last 48 hours.", "2015-11-18", "2015-11-20", 2),
        ("Jets hit the depot in the past week.", "2015-11-14", "2015-11-20", 3),
        ("Jets hit the depot for a fourth day.", "2015-11-17", "2015-11-20", 2),
        ("Jets hit the depot for the third day in a row.", "2015-11-18", "2015-11-20", 2),
        ("Jets hit the depot for a second consecutive night.", "2015-11-19", "2015-11-20", 2),
        ("Jets hit the depot last week.", "2015-11-09", "2015-11-15", 3),
        ("Jets hit the depot this week.", "2015-11-16", "2015-11-20", 3),
        ("Jets hit the depot at the weekend.", "2015-11-14", "2015-11-15", 2),
        ("Jets hit the depot in January last year.", "2014-01-01", "2014-01-31", 4),
        ("Jets hit the depot on 3 March this year.", "2015-03-03", "2015-03-03", 1),
        ("Jets hit the depot between 18 July and the end of September.", "2015-07-18", "2015-09-30", 5),
        ("Jets have hit the depot since the 16th of November.", "2015-11-16", "2015-11-20", 2),
        ("Jets have hit the depot since the beginning of the week.", "2015-11-16", "2015-11-20", 2),
        ("Jets have hit the depot since the army opened a second front in October.", "2015-10-01", "2015-11-20", 5),
        ("Four were killed by Tuesday's raids.", "2015-11-17", "2015-11-17", 1),
        ("Tuesdays raids killed four.", "2015-11-17", "2015-11-17", 1),
        ("Shells fell through the night of 7 November.", "2015-11-07", "2015-11-07", 1),
        ("Jets hit the depot last month.", "2015-10-01", "2015-10-31", 4),
        ("Jets hit the depot earlier this month.", "2015-11-01", "2015-11-20", 4),
        ("Jets hit the depot in May.", "2015-05-01", "2015-05-31", 4),
        ("Jets hit the depot in December.", "2014-12-01", "2014-12-31", 4),
        ("Jets hit the depot in early March.", "2015-03-01", "2015-03-10", 4),
        ("Jets hit the depot in mid-March.", "2015-03-11", "2015-03-20", 4),
        ("Jets hit the depot in late March.", "2015-03-21", "2015-03-31", 4),
        ("Jets hit the depot earlier this year.", "2015-01-01", "2015-11-20", 5),
        ("Jets hit the depot in 2013.", "2013-01-01", "2013-12-31", 5),
        ("Jets hit the depot in the past decade.", "2005-11-20", "2015-11-20", 5),
        ("Jets have hit the depot since 30 September.", "2015-09-30", "2015-11-20", 5),
        ("Jets have hit the depot since Wednesday.", "2015-11-18", "2015-11-20", 2),
        ("Jets hit the depot on 12 March.", "2015-03-12", "2015-03-12", 1),
        ("Jets hit the depot on the 20th of November.", "2015-11-20", "2015-11-20", 1),
        ("Jets hit the depot on Nov. 20.", "2015-11-20", "2015-11-20", 1),
        ("Jets hit the depot on December 31.", "2014-12-31", "2014-12-31", 1),
        ("Jets hit the depot on Friday, 20 November.", "2015-11-20", "2015-11-20", 1),
        ("Jets hit the depot on Tue, Nov 17.", "2015-11-17", "2015-11-17", 1),
        ("Jets hit the depot at 10:30 a.m. local time on Tuesday.", "2015-11-17", "2015-11-17", 1),
    ],
)
def test_an_expression_means_these_days(text: str, start: str, end: str, prec: int) -> None:
    when = only(text).when
    assert (str(when.start), str(when.end), when.date_prec) == (start, end, prec)
    assert when.text in text


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Jets hit the depot on March 12, 2017.", "2017-03-12", "2017-03-12"),
        ("Jets hit the depot on 12 March 2017.", "2017-03-12", "2017-03-12"),
        ("Jets hit the depot on 2017-03-12.", "2017-03-12", "2017-03-12"),
        ("Jets hit the depot on 25/03/2017.", "2017-03-25", "2017-03-25"),
        ("Jets hit the depot on 03/25/2017.", "2017-03-25", "2017-03-25"),
        ("Jets hit the depot on 25.03.2017.", "2017-03-25", "2017-03-25"),
        ("Jets hit the depot on 14 XI 1994.", "1994-11-14", "1994-11-14"),
        ("Jets hit the depot in May 2016.", "2016-05-01", "2016-05-31"),
        ("Jets hit the depot from October 2015 to March 2016.", "2015-10-01", "2016-03-31"),
    ],
)
def test_a_date_printed_with_its_year_needs_no_publication_date(text: str, start: str, end: str) -> None:
    when = only(text, None).when
    assert (str(when.start), str(when.end)) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "Jets hit the depot on Friday.",
        "Jets hit the depot overnight.",
        "Jets hit the depot on 12 March.",
        "Jets hit the depot in May.",
        "Jets hit the depot in the past 24 hours.",
        "Jets hit the depot for a fourth day.",
        "Jets hit the depot last month.",
        "Jets hit the depot yesterday.",
        "Jets hit the depot since 30 September.",
    ],
)
def test_without_a_publication_date_the_relative_stays_open(text: str) -> None:
    when = only(text, None).when
    assert (when.start, when.end, when.date_prec) == (None, None, None)


@pytest.mark.parametrize("text", ["Jets hit the depot on 05/03/2017.", "Jets hit the depot in recent days.", "Jets hit it on February 30, 2016."])
def test_what_could_mean_two_days_stays_open(text: str) -> None:
    assert only(text).when.start is None


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May said that the army may march on.",
        "A Su-34, a MiG-29 and an S-300 stood at the base near Route 60.",
        "UN resolution 2254 asks for a truce.",
        "They will march on the capital.",
        "A 12-year-old boy lived 20 km away.",
        "She wrote for the Sunday Times about Bloody Sunday.",
        "The offensive lasted more than a month-long siege.",
        "It was the fourth raid on the city this week.",
        "They have lived there for five years.",
        "The port was hit for the second time in a month.",
    ],
)
def test_what_is_no_date_is_not_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "BEIRUT, Nov 20 (Reuters) - Jets hit the depot.",
        "BEIRUT (Reuters) - Nov 20, 2015. Jets hit the depot.",
        "KYIV, Nov 20 - Jets hit the depot.",
        "(Nairobi, November 20, 2015) - Jets hit the depot.",
        "20 November 2015\nJets hit the depot.",
        "Published 20 November 2015. Jets hit the depot.",
        "15-07-2016 Jets hit the depot.",
        "Jets hit depot, three hurt 21 November 2015 SANA Jets hit the depot.",
    ],
)
def test_a_dateline_is_known_as_one(text: str) -> None:
    assert only(text).is_dateline


def test_a_date_in_the_sentence_is_no_dateline() -> None:
    assert not only("On 20 November 2015, jets hit the depot.").is_dateline


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("The ministry said on Friday that jets had hit the depot.", True),
        ("A spokesman told AFP on Friday that jets had hit it.", True),
        ("It said in a statement on its website on Friday that jets had hit it.", True),
        ("On Friday, the ministry said jets had hit it.", True),
        ("In Friday's statement it named the depot.", True),
        ("Jets hit the depot on Friday, the ministry said.", False),
        ("Strikes were reported on Friday near the port.", False),
        ("Friday's attack left a crater.", False),
    ],
)
def test_a_date_beside_a_reporting_verb_is_flagged(text: str, beside: bool) -> None:
    assert only(text).beside_reporting is beside


def test_the_date_of_the_strike_and_that_of_the_statement_are_told_apart() -> None:
    said, struck = found("The ministry said on Friday that jets hit the depot on Wednesday.")
    assert said.beside_reporting
    assert not struck.beside_reporting
    assert struck.when.start == date(2015, 11, 18)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("on Friday", "on"), ("since Friday", "since"), ("until Friday", "until"), ("two days ago", "ago"),
        ("before Friday", "before"), ("after Friday", "after"), ("in May", "during"), ("for a third day", "during"),
    ],
)  # fmt: skip
def test_the_preposition_gives_the_relation(text: str, relation: str) -> None:
    assert only(f"Jets hit the depot {text}.").relation == relation


def test_a_span_of_days_ends_on_the_day_that_its_sentence_names() -> None:
    _, span = found("On Thursday it said it had flown 50 raids over two days.")
    assert (span.when.start, span.when.end) == (date(2015, 11, 18), date(2015, 11, 19))


def test_a_series_is_marked_so_that_its_days_are_not_taken_for_the_strike() -> None:
    assert only("It fired missiles for a fourth day.").series
    assert not only("In four days of bombing it fired missiles.").series


@pytest.mark.parametrize(("text", "days"), [("the same day", 0), ("the previous day", -1), ("a day earlier", -1), ("three days later", 3)])
def test_an_anaphoric_day_waits_for_its_anchor(text: str, days: int) -> None:
    item = only(f"Jets hit the depot {text}.")
    assert item.shift == days
    assert item.when.start is None
    anchor = When(date(2015, 11, 10), date(2015, 11, 10), 1, "on 10 November")
    expected = date(2015, 11, 10 + days)
    assert shifted(item, anchor) == When(expected, expected, 1, item.when.text)
    assert shifted(item, None) == item.when


def test_what_is_to_come_and_what_recurs_are_flagged() -> None:
    assert only("Jets will return next Monday.").future
    assert only("Jets will return tomorrow.").future
    assert only("Jets come every night.").recurring
    assert not only("Jets came on Monday.").future


def test_a_year_less_date_of_tomorrow_is_another_time_zone_and_later_ones_last_year() -> None:
    assert only("Jets hit it on 21 November.").when.start == date(2015, 11, 21)
    assert only("Jets hit it on 25 November.").when.start == date(2014, 11, 25)


def test_offsets_are_code_points_of_the_whole_text() -> None:
    text = "𝕳 – “Jets” hit it on Thursday night, he said."
    item = only(text)
    assert text[item.start : item.end] == item.when.text == "on Thursday night"
    assert find_dates(tokenise(text), FRIDAY, start=30) == []


@pytest.mark.parametrize(
    ("text", "start", "end", "future"),
    [
        ("the cabinet ordered raids from Monday", date(2020, 11, 23), date(2020, 11, 23), True),
        ("raids that will go on starting on Monday", date(2020, 11, 23), date(2020, 11, 23), True),
        ("they shelled the town from Monday", date(2020, 11, 16), date(2020, 11, 20), False),
        ("on the night of 20 November (from 20:00 on 19 November) they struck", date(2020, 11, 19), date(2020, 11, 20), False),
    ],
)
def test_a_plan_begins_to_come_and_a_night_on_its_evening(text: str, start: date, end: date, future: bool) -> None:
    found = find_dates(tokenise(text), date(2020, 11, 20))
    assert [(d.when.start, d.when.end, d.future) for d in found] == [(start, end, future)]


def test_a_day_behind_whom_somebody_told_is_that_of_the_telling() -> None:
    found = find_dates(tokenise("killed 16, residents told the Savanna Sentinel on Sunday"), date(2020, 11, 20))
    assert [d.beside_reporting for d in found] == [True]
