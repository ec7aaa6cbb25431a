"""Sentences survive what newsrooms do to text, and their offsets are exact."""

import pytest

from app.extract.phrases.dates import find_dates
from app.extract.phrases.tokens import tokenise
from app.extract.sentences import Sentence, segment


def cut(text: str) -> list[tuple[str, str]]:
    tokens = tokenise(text)
    return [(text[s.start : s.end], s.kind) for s in segment(tokens, find_dates(tokens))]


def sentences(text: str) -> list[Sentence]:
    tokens = tokenise(text)
    return segment(tokens, find_dates(tokens))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jets came. Bombs fell.", ["Jets came.", "Bombs fell."]),
        ("Col. Ali spoke. He left.", ["Col. Ali spoke.", "He left."]),
        ("The U.S. jets came. They left.", ["The U.S. jets came.", "They left."]),
        ('"They came." He wept.', ['"They came."', "He wept."]),
        ("It was the city of Ras.The video shows it.", ["It was the city of Ras.", "The video shows it."]),
        ("more people were killed in the raid The monitor said so", ["more people were killed in the raid", "The monitor said so"]),
    ],
)
def test_a_text_is_cut_at_its_stops_and_where_it_starts_anew(text: str, expected: list[str]) -> None:
    assert [sentence for sentence, _ in cut(text)] == expected


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("BEIRUT (Reuters) - Jets bombed the town.", "Jets bombed the town."),
        ("(Harbour Wire) - Jets bombed the town.", "Jets bombed the town."),
        ("(Nairobi, June 12, 2015) - Jets bombed the town.", "Jets bombed the town."),
        ("KYIV, Ukraine — Jets bombed the town.", "Jets bombed the town."),
        ("GENEVA (20 October 2025) - Jets bombed the town.", "Jets bombed the town."),
        ("Kabul, Oct 15 (AFP) - Jets bombed the town.", "Jets bombed the town."),
        ("ISTANBUL, 12 May 2017 - Jets bombed the town.", "Jets bombed the town."),
        ("BEIRUT/AMMAN (Reuters) - Jets bombed the town.", "Jets bombed the town."),
        ("TEL AVIV | Jets bombed the town.", "Jets bombed the town."),
        ("[Nairobi] Jets bombed the town.", "Jets bombed the town."),
        ("(AP) Jets bombed the town.", "Jets bombed the town."),
        ("• 14:30 GMT Jets bombed the town.", "Jets bombed the town."),
        ("- Jets bombed the town.", "Jets bombed the town."),
    ],
)
def test_tags_bullets_and_times_belong_to_no_sentence(text: str, first: str) -> None:
    assert cut(text)[0][0] == first


def test_captions_headlines_and_chrome_are_told_apart() -> None:
    text = "Jets bomb town\n\nPublished\nImage source, AP\nImage caption,\nSmoke over the town\nJets bombed the town on Friday.\n"
    assert cut(text) == [
        ("Jets bomb town", "headline"),
        ("Published", "boilerplate"),
        ("Image source, AP", "boilerplate"),
        ("Smoke over the town", "caption"),
        ("Jets bombed the town on Friday.", "body"),
    ]


def test_a_text_without_a_stop_is_read_in_pieces() -> None:
    pieces = sentences("bombs fell " * 400)
    assert len(pieces) > 1
    assert all(piece.last - piece.first <= 160 for piece in pieces)


def test_what_is_cut_off_behind_the_end_of_a_story_takes_nothing_of_it() -> None:
    text = (
        "17.11.2016 Get short URL 3218 Six jets hit a depot the ministry said. Photo by A Fleet MOSCOW (Harbour) The jets took off from the coast. "
        "They came back. ... 61 Related Jets Start Sorties Tags Jets Depots Coast Community standards"
    )
    told = [words for words, kind in cut(text) if kind == "body"]
    assert told == ["Six jets hit a depot the ministry said.", "The jets took off from the coast.", "They came back."]


def test_a_headline_in_title_case_that_runs_into_the_text_is_cut_off() -> None:
    text = "Jets hit a depot on Monday. Air Strikes Against Rebels Help Government Former Ambassador According to the official the economy shrinks."
    assert cut(text)[1] == ("Air Strikes Against Rebels Help Government Former Ambassador", "headline")
    assert cut(text)[2][1] == "body"


def test_an_agency_before_the_date_of_a_header_belongs_to_the_header() -> None:
    text = "Regime helicopters dropped barrels on the northern city AFP Sunday 2 Feb 2014 Helicopters dropped barrels on the city, a monitor said."
    assert cut(text)[0] == ("Regime helicopters dropped barrels on the northern city", "headline")


@pytest.mark.parametrize("lead", ["Eight children were killed when helicopters dropped barrels.", "Nearly 40 people were killed in the town."])
def test_links_to_other_reports_above_the_lead_are_cut_off_and_not_the_story(lead: str) -> None:
    text = (
        f"AFP Saturday 12 Apr 2014 Related Rebels push towards barracks Air raid kills nine in Douma activists {lead} "
        + "The town had been quiet for months and its people had come back. " * 4
    )
    assert cut(text)[0] == (lead, "body")


@pytest.mark.parametrize("words", ["People inspect the damage at a market hit by air strikes.", "Residents walk past a house that jets hit."])
def test_people_who_are_shown_doing_something_are_a_picture(words: str) -> None:
    assert cut(f"Jets hit the town. {words} The army said nothing.")[1] == (words, "caption")
