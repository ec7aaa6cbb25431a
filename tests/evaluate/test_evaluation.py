"""A score must reward what is right, charge what is wrong, and miss nothing."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.errors import BadInput
from app.evaluate.evaluation import evaluate
from app.evaluate.gold import GoldReport, read_gold
from app.evaluate.score import same_name
from app.evaluate.tally import Tally, f1_interval, total
from app.model.claim import Actor, Attribution, Claim, Claimant, Evidence, Mention, Quantity, Target, Weapon, When
from app.model.geometry import Geometry
from app.model.place import Location, Place, Toponym
from app.model.reading import Reading
from app.model.report import Report

TEXT = "Two missiles fell on Harasta on Monday, the monitor said. Nobody else spoke."


@pytest.fixture
def gold(tmp_path: Path) -> list[GoldReport]:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    place = {"name": "Harasta", "kind": "settlement", "country": "SY", "lat": 33.56, "lon": 36.37}
    claim = {
        "quote": "Two missiles fell on Harasta on Monday",
        "also": [],
        "claimant": {"name": "the monitor", "kind": "monitor", "also_accepted": ["Monitor"]},
        "via": None,
        "modality": "asserted",
        "actors": [{"name": "Russia", "role": "attacker", "also_accepted": ["Russian army"]}],
        "weapon": "missile",
        "platform": None,
        "target": {"labels": [], "class": "residential"},
        "mentions": [{"surface": "Harasta", "role": "reported_target", "link": "stated", "place": place}],
        "quantities": [{"unit": "munitions", "min": 2, "max": 2, "qualifier": "exactly", "of": None}],
        "when": {"start": "2016-02-01", "end": "2016-02-01", "date_prec": 1},
        "contains": [],
    }
    document = {"published_at": "2016-02-02", "publisher": "Harbour Wire", "is_strike_report": True, "claims": [claim]}
    (tmp_path / "one.json").write_text(json.dumps(document), encoding="utf-8")
    return list(read_gold(tmp_path))


def perfect(report: Report) -> Reading:
    place = Place("test:1", "Harasta", "settlement", "SY", None, 33.5601, 36.3702)
    location = Location(Geometry.point(36.3702, 33.5601), 33.5601, 36.3702, 1, 1000)
    toponym = Toponym(21, 28, "Harasta", None, place, location, 1.0, "the only one")
    claim = Claim(
        id="c",
        report_id=report.id,
        spans=((0, 38),),
        claimant=Claimant("Monitor", "monitor"),
        attribution=Attribution("said", "indirect"),
        modality="asserted",
        evidence=Evidence("test", "1", 1.0),
        actors=(Actor("Russian army"),),
        weapon=Weapon("missile", "missiles"),
        target=Target((), "residential"),
        quantities=(Quantity("munitions", 2, 2, "exactly", "Two"),),
        when=When(date(2016, 2, 1), date(2016, 2, 1), 1, "on Monday"),
        mentions=(Mention(toponym, "reported_target"),),
    )
    return Reading(report, "ok", True, (toponym,), (claim,))


def test_a_perfect_reading_scores_one_in_every_field(gold: list[GoldReport]) -> None:
    figures = evaluate(gold, perfect)
    assert {row["f1"] for row in figures["fields"].values()} == {1.0}
    assert figures["confusions"] == []
    assert figures["places"]["within_25_km"] == 1.0


def test_silence_misses_everything_and_is_wrong_about_nothing(gold: list[GoldReport]) -> None:
    figures = evaluate(gold, lambda report: Reading(report, "no_strike", False))
    assert all(row["tp"] == row["fp"] == 0 and row["fn"] >= 1 for row in figures["fields"].values())


def test_a_claim_where_there_is_none_is_charged(gold: list[GoldReport]) -> None:
    def twice(report: Report) -> Reading:
        reading = perfect(report)
        extra = replace(reading.claims[0], id="d", spans=((58, len(TEXT)),))
        return replace(reading, claims=(*reading.claims, extra))

    fields = evaluate(gold, twice)["fields"]
    assert (fields["claim"]["tp"], fields["claim"]["fp"]) == (1, 1)
    assert fields["quantity"]["fp"] == 1


def test_a_wrong_field_is_named_among_the_confusions(gold: list[GoldReport]) -> None:
    def wrong(report: Report) -> Reading:
        reading = perfect(report)
        return replace(reading, claims=(replace(reading.claims[0], weapon=Weapon("artillery", "shells")),))

    figures = evaluate(gold, wrong)
    assert figures["fields"]["weapon"]["f1"] == 0
    assert {"field": "weapon", "gold": "missile", "given": "artillery", "times": 1} in figures["confusions"]


def test_an_area_drawn_as_a_point_is_not_right(gold: list[GoldReport]) -> None:
    (item,) = gold
    mention = replace(item.claims[0].mentions[0], kind="province")
    as_province = replace(item, claims=(replace(item.claims[0], mentions=(mention,)),))
    assert evaluate([as_province], perfect)["places"]["areas_right"] == 0


def test_an_interval_holds_its_score_and_narrows_with_documents() -> None:
    few = [Tally(1, 0, 0), Tally(0, 1, 1)]
    many = few * 50
    low, high = f1_interval(many)
    assert low <= total(many).f1 <= high
    assert high - low < f1_interval(few)[1] - f1_interval(few)[0]


def test_a_gold_file_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BadInput, match=r"broken\.json"):
        list(read_gold(tmp_path))
    with pytest.raises(BadInput, match="holds no gold"):
        list(read_gold(tmp_path / "nothing-here"))


@pytest.mark.parametrize(("given", "gold"), [("U.S. Central Command", "US Central Command"), ("the U.N.", "UN"), ("St. Petersburg", "St Petersburg")])
def test_dots_of_initials_do_not_tell_names_apart(given: str, gold: str) -> None:
    assert same_name(given, [gold])


def test_other_names_stay_other_names() -> None:
    assert not same_name("Ministry of Defence", ["Ministry of Health"])
