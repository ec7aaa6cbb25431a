"""Law 9 within one report: a paper that repeats in its own words what it lets somebody say is no second source."""

import random
from dataclasses import replace

import pytest

from app.events.merge import events_of
from app.events.parties import Vocabulary, load_vocabulary
from app.model.claim import Attribution, Claimant
from app.model.event import Event, Witness
from app.model.report import Report, report_id
from app.service import Reader
from tests.events.made_events import FRIDAY, Said, witness

OUTLETS = ("Levant Agency", "Reuters", "Northern Monitor", "The Harbour Times", "Army Times", "Airwars", "State News Agency", "Ministry Watch", None)
HEADLINES = (
    "Air strikes hit {town} and Kharkiv front, agencies report",
    "Air strikes kill nine in {town}",
    "Nine killed in air strikes on {town}: monitor",
    "Russian jets bomb {town} market, killing nine",
    "{town} market hit in deadly air raid, say activists",
    "",
)
LEADS = (
    "",
    "At least nine people were killed when warplanes bombed a market in {town} on Tuesday.",
    "Warplanes bombed a market in {town} on Tuesday, killing nine people, agencies reported.",
    "An air strike hit a market in {town} on Tuesday, local media reported.",
    "Russian jets bombed the market of {town} on Tuesday.",
    "Jets hit {town} on Tuesday, it has been reported.",
)
SPEAKERS = (
    *("the Syrian Observatory for Human Rights", "the health ministry", "the White Helmets", "the governor", "Amnesty International", "residents"),
)
BODIES = (
    "“Nine people died when the jets bombed the market in {town},” {speaker} said.",
    "According to {speaker}, the air strike on {town} killed nine people and wounded 20.",
    "On Tuesday {speaker} said jets had hit {town} and that nine were dead. It said the raids had hit a market. Ten stalls in {town} burned down.",
)


def test_one_report_that_quotes_one_body_is_never_solid(reader: Reader, vocabulary: Vocabulary) -> None:
    chance, found = random.Random(9), 0
    for _ in range(200):
        words = {"town": chance.choice(("Ariha", "Maarat al-Numan", "Izium")), "speaker": chance.choice(SPEAKERS)}
        headline, lead, body = (chance.choice(some).format(**words) for some in (HEADLINES, LEADS, BODIES))
        text = f"{headline}\n\n{lead} {body}".strip()
        report = Report(report_id(text), text, headline or None, chance.choice(OUTLETS), published_at=FRIDAY)
        for event in events_of([Witness(claim, report) for claim in reader.read(report).claims], vocabulary):
            found += 1
            assert event.independent_sources <= 1 and event.status != "corroborated", text
    assert found >= 200


PAPER = Said("Harbour Times", "news_media", publisher="The Harbour Times", text="Jets hit Aldan. Nine died in Aldan, the Observatory said.")
QUOTED = Said("Northern Observatory", publisher="The Harbour Times", text=PAPER.text)
THERE = "Jets hit Aldan, a Harbour Times correspondent at the scene said."


def told(said: Said, start: int, end: int, verb: str | None = "said", **more: object) -> Witness:
    made = witness(said)
    return Witness(replace(made.claim, id=f"{start:04}", spans=((start, end),), attribution=Attribution(verb, "indirect"), **more), made.report)  # type: ignore[arg-type]


def of_one(*witnesses: Witness) -> Event:
    (event,) = events_of(witnesses, load_vocabulary())
    return event


@pytest.mark.parametrize(
    ("own", "sources"),
    [
        (told(PAPER, 0, 15), ("Northern Observatory",)),
        (told(PAPER, 0, 15, None), ("Northern Observatory",)),
        (told(PAPER, 0, 15, None, claimant=Claimant("Harbour Monitor", "monitor")), ("Northern Observatory",)),
        (told(replace(PAPER, who="Red Crescent", kind="monitor"), 0, 15), ("Red Crescent", "Northern Observatory")),
    ],
    ids=["the publisher", "the publisher, nobody said to say it", "nobody said to say it", "another body"],
)
def test_a_publishers_own_words_count_nothing_beside_whom_it_quotes(own: Witness, sources: tuple[str, ...]) -> None:
    assert of_one(own, told(QUOTED, 16, 57)).sources == sources


def test_a_reporter_of_its_own_who_was_there_is_a_source() -> None:
    there, quoted = replace(PAPER, text=f"{THERE} {PAPER.text}"), replace(QUOTED, text=f"{THERE} {PAPER.text}")
    assert of_one(told(there, 0, len(THERE)), told(quoted, len(THERE) + 17, len(quoted.text))).sources == ("Harbour Times", "Northern Observatory")


def test_a_publisher_alone_is_one_source_and_another_report_is_another() -> None:
    assert of_one(told(PAPER, 0, 15, None)).sources == ("Harbour Times",)
    assert of_one(told(PAPER, 0, 15, None), witness(replace(QUOTED, text="", publisher="Another"))).independent_sources == 2
