"""What the lexicons hold, and how their phrases are matched."""

import csv
from importlib.resources import files
from typing import get_args

import pytest

from app.extract.phrases.marks import Marks, mark
from app.extract.phrases.morphology import plurals, spellings, verb_forms
from app.extract.phrases.table import expand
from app.extract.phrases.tokens import tokenise
from app.extract.phrases.vocabulary import Lexicon
from app.model import codes


def marks(lexicon: Lexicon, text: str) -> Marks:
    return mark(tokenise(text), lexicon)


def column(name: str, field: str) -> set[str]:
    text = files("app.extract").joinpath("lexicon", f"{name}.csv").read_text(encoding="utf-8")
    return {row[field] for row in csv.DictReader(text.splitlines())}


@pytest.mark.parametrize(
    ("name", "field", "allowed"),
    [
        ("weapons", "code", {*get_args(codes.WeaponCode), ""}),
        ("platforms", "implies", {*get_args(codes.WeaponCode), ""}),
        ("strikes", "code", {*get_args(codes.WeaponCode), ""}),
        ("strikes", "sure", {"alone", "weak", "context"}),
        ("targets", "cls", {*get_args(codes.TargetClass), ""}),
        ("units", "unit", set(get_args(codes.Unit))),
        ("people", "of", {*get_args(codes.QuantityOf), ""}),
        ("claimants", "kind", set(get_args(codes.ClaimantKind))),
        ("sources", "kind", set(get_args(codes.ClaimantKind))),
        ("bodies", "kind", set(get_args(codes.ClaimantKind))),
        ("reporting", "modality", set(get_args(codes.Modality))),
        ("hedges", "modality", set(get_args(codes.Modality))),
        ("actors", "kind", {"state", "coalition", "armed_group"}),
    ],
)
def test_every_code_of_a_lexicon_is_one_of_the_model(name: str, field: str, allowed: set[str]) -> None:
    assert column(name, field) <= allowed


def test_every_weapon_code_has_words_for_it() -> None:
    assert set(get_args(codes.WeaponCode)) <= column("weapons", "code") | column("strikes", "code")


@pytest.mark.parametrize("name", ["weapons", "platforms", "strikes", "negatives", "targets", "sources", "reporting", "hedges", "units", "people"])
def test_every_row_has_all_its_columns(name: str) -> None:
    text = files("app.extract").joinpath("lexicon", f"{name}.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines()))
    assert all(len(row) == len(rows[0]) for row in rows)
    assert all(row[0] and row[1] in ("n", "v", "w", "x") for row in rows[1:])


@pytest.mark.parametrize("name", ["weapons", "platforms", "negatives", "targets", "sources", "reporting", "hedges", "units", "people", "forces"])
def test_no_phrase_stands_in_two_rows(name: str) -> None:
    text = files("app.extract").joinpath("lexicon", f"{name}.csv").read_text(encoding="utf-8")
    phrases = [phrase for row in csv.DictReader(text.splitlines()) for phrase in row["pattern"].split("|")]
    assert sorted(phrases) == sorted(set(phrases))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kalibr cruise missiles hit it", "cruise_missile"),
        ("Kh-101s hit it", "cruise_missile"),
        ("an Iskander-M hit it", "ballistic_missile"),
        ("guided missiles hit it", "missile"),
        ("S-300 missiles hit it", "missile"),
        ("barrel bombs fell", "barrel_bomb"),
        ("KAB-500s fell", "glide_bomb"),
        ("glide bombs fell", "glide_bomb"),
        ("cluster munitions fell", "cluster_munition"),
        ("500-pound bombs fell", "bomb"),
        ("FAB-500s fell", "bomb"),
        ("Shahed-136 drones fell", "drone_strike"),
        ("FPV drones fell", "drone_strike"),
        ("155mm shells fell", "artillery"),
        ("howitzers fired", "artillery"),
        ("Grad rockets fell", "rocket"),
        ("HIMARS fired", "rocket"),
        ("mortar rounds fell", "mortar"),
    ],
)
def test_a_weapon_has_its_code_and_its_label_as_said(lexicon: Lexicon, text: str, code: str) -> None:
    found = marks(lexicon, text).weapons
    assert found[0].entry.code == code
    assert text.startswith(found[0].text) or found[0].text in text


@pytest.mark.parametrize("text", ["a car bomb", "two suicide bombings", "an IED", "a grenade", "Iron Dome", "air defences"])
def test_what_no_remote_strike_uses_is_excluded(lexicon: Lexicon, text: str) -> None:
    found = marks(lexicon, text)
    assert all(item.entry.excluded for item in found.weapons)
    assert found.triggers == []


@pytest.mark.parametrize(
    ("text", "code", "sure"),
    [
        ("an air strike", "air_strike", "alone"),
        ("airstrikes", "air_strike", "alone"),
        ("air-raids", "air_strike", "alone"),
        ("The town was shelled", "artillery", "alone"),
        ("jets bombed the town", "air_strike", "alone"),
        ("artillery pounded the town", None, "alone"),
        ("drone attacks", "drone_strike", "alone"),
        ("a missile strike", "missile", "alone"),
        ("rocket fire", "rocket", "alone"),
        ("they struck the town", None, "weak"),
        ("The depot was hit", None, "weak"),
        ("missiles were fired", None, "context"),
    ],
)
def test_a_strike_word_says_how_sure_it_is(lexicon: Lexicon, text: str, code: str | None, sure: str) -> None:
    (found,) = marks(lexicon, text).triggers
    assert (found.entry.code, found.entry.sure) == (code, sure)


@pytest.mark.parametrize(
    "text",
    [
        "Nurses went on strike.", "a hunger strike", "the general strike", "a lightning strike", "They struck a deal.",
        "It struck a defiant tone.", "The ministers hit back.", "a heart attack", "cyber attacks", "air raid sirens",
        "The missile was test-fired.", "a missile test", "the strike partner of the captain", "He blew himself up.", "the book launch",
        "a no-fly zone", "He was fired as coach.", "firefighters",
    ],
)  # fmt: skip
def test_words_that_only_look_like_strikes_are_silent(lexicon: Lexicon, text: str) -> None:
    assert [item.text for item in marks(lexicon, text).triggers if item.entry.sure != "context"] == []


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Jets target oil wells.", ["target"]),
        ("The IS targets were far away.", []),
        ("Two bombs fell near it.", ["fell"]),
        ("They will shell the town.", ["shell"]),
        ("Israel targets a commander.", ["targets"]),
        ("Near Hit, jets hit a depot.", ["hit"]),
    ],
)
def test_verbs_are_told_from_nouns_of_the_same_letters(lexicon: Lexicon, text: str, verbs: list[str]) -> None:
    assert [item.text for item in marks(lexicon, text).triggers if item.entry.pos == "verb"] == verbs


@pytest.mark.parametrize(
    ("text", "cls"),
    [
        ("two hospitals", "medical"), ("a primary school", "school"), ("the vegetable market", "market"), ("an oil refinery", "oil"),
        ("the power plant", "power"), ("a grain terminal", "port"), ("the railway bridge", "transport"), ("apartment blocks", "residential"),
        ("Turkmen villages", "civilians"), ("an army checkpoint", "military"), ("rebel positions", "armed_group"),
        ("the presidential palace", "government"), ("a mosque", "other"),
    ],
)  # fmt: skip
def test_a_target_has_its_class(lexicon: Lexicon, text: str, cls: str) -> None:
    assert [item.entry.cls for item in marks(lexicon, text).targets] == [cls]


@pytest.mark.parametrize(
    ("text", "modality"),
    [("The army said so.", "asserted"), ("It denied it.", "denied"), ("It threatened it.", "threatened"), ("It plans a raid.", "planned")],
)
def test_a_reporting_verb_has_its_modality(lexicon: Lexicon, text: str, modality: str) -> None:
    assert [item.entry.modality for item in marks(lexicon, text).reporting] == [modality]


@pytest.mark.parametrize("text", ["The strike denied the group access to it.", "It claimed the lives of four people.", "The state reports on oil."])
def test_what_only_looks_like_speech_is_none(lexicon: Lexicon, text: str) -> None:
    assert [item.text for item in marks(lexicon, text).reporting if item.entry.lemma in ("deny", "claim", "state")] == []


@pytest.mark.parametrize(("noun", "many"), [("raid", "raids"), ("battery", "batteries"), ("person", "people"), ("gunman", "gunmen")])
def test_plurals_are_made_by_rule(noun: str, many: str) -> None:
    assert many in plurals(noun)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("strike", {"strike", "strikes", "struck", "striking"}),
        ("drop", {"drop", "drops", "dropped", "dropping"}),
        ("fire", {"fire", "fires", "fired", "firing"}),
        ("bomb", {"bomb", "bombs", "bombed", "bombing"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("hit", {"hit", "hits", "hitting"}),
    ],
)
def test_verb_forms_are_made_by_rule(verb: str, forms: set[str]) -> None:
    assert {form for form, _ in verb_forms(verb)} == forms


def test_both_spellings_are_made() -> None:
    assert spellings("defence") == ("defence", "defense")
    assert spellings("Defence") == ("Defence", "Defense")


def test_a_cell_stands_for_all_its_phrases() -> None:
    phrases = {" ".join(words) for words, _ in expand("big? air strike|raid", "n")}
    assert phrases == {
        "air strike", "air strikes", "big air strike", "big air strikes", "airstrike", "airstrikes", "big airstrike", "big airstrikes",
        "raid", "raids",
    }  # fmt: skip


def test_capitals_decide_where_the_lexicon_writes_them(lexicon: Lexicon) -> None:
    assert [item.name for item in marks(lexicon, "IS and the US").actors] == ["Islamic State", "United States"]
    assert marks(lexicon, "it is us").actors == []
    assert marks(lexicon, "WHAT IS HIT").actors == []


def test_a_number_after_a_letter_must_touch_it(lexicon: Lexicon) -> None:
    assert [item.text for item in marks(lexicon, "F-16s and an F16").platforms] == ["F-16s", "F16"]
    assert marks(lexicon, "a 10 and A 10-year-old").platforms == []
