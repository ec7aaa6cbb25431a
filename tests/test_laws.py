"""The laws of docs/architecture.md, one test each at least, over every report of the corpus."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.model.codes import AREA_KINDS, MARK_ROLES
from app.model.feature import Feature
from app.model.reading import Reading
from app.service import Reader, Service

AREAS = {"Polygon", "MultiPolygon"}
MARKS = {"reported-targets", "reported-target-areas", "launch-origins", "launch-origin-areas", "bases"}


@pytest.fixture(scope="module")
def read_and_shown(service: Service, readings: list[Reading]) -> list[tuple[Reading, list[Feature]]]:
    """Every corpus report with all its features."""
    return [(reading, list(service.derive(reading).features)) for reading in readings]


def marks(features: list[Feature]) -> list[Feature]:
    return [feature for feature in features if feature.collection in MARKS]


def test_law_1_every_mark_has_a_claim_and_every_claim_a_claimant_and_a_quote(read_and_shown: list[tuple[Reading, list[Feature]]]) -> None:
    assert any(reading.claims for reading, _ in read_and_shown)
    for reading, features in read_and_shown:
        claims = {claim.id: claim for claim in reading.claims}
        assert len(claims) == len(reading.claims)
        for claim in claims.values():
            assert claim.claimant.name
            start, end = claim.quote_span
            assert 0 <= start < end <= len(reading.report.text)
        for feature in features:
            if feature.collection in MARKS:
                assert feature.properties["quote"] == reading.report.text[slice(*claims[str(feature.properties["claim_id"])].quote_span)]


def test_law_2_marks_carry_no_number_that_could_be_added_up(read_and_shown: list[tuple[Reading, list[Feature]]]) -> None:
    may_be_numbers = {"where_prec", "geo_precision", "uncertainty_m", "claim_places_n", "date_prec", "independent_sources", "disputed_by_n"}
    for _, features in read_and_shown:
        for feature in marks(features):
            numbers = {name for name, value in feature.properties.items() if isinstance(value, int | float) and not isinstance(value, bool)}
            assert numbers <= may_be_numbers


def test_law_3_areas_are_drawn_as_areas_and_countries_not_at_all(read_and_shown: list[tuple[Reading, list[Feature]]]) -> None:
    seen = set()
    for reading, features in read_and_shown:
        for claim in reading.claims:
            for mention in claim.mentions:
                place, location = mention.toponym.place, mention.toponym.location
                if place and place.kind in AREA_KINDS and location:
                    assert location.geometry.type in AREAS
                    seen.add(place.kind)
                if place and place.kind in {"country", "continent"} and mention.role in MARK_ROLES:
                    assert location is None
        for feature in marks(features):
            assert feature.properties["place_kind"] not in {"country", "continent"}
            assert feature.geometry is not None
            assert (feature.geometry.type in AREAS) == feature.collection.endswith("-areas")
    assert {"province", "sea"} <= seen


def test_law_4_what_is_not_stated_is_null_not_zero(read_and_shown: list[tuple[Reading, list[Feature]]]) -> None:
    for reading, features in read_and_shown:
        stated = {claim.id: {quantity.unit for quantity in claim.quantities} for claim in reading.claims}
        for feature in features:
            if feature.collection == "claims":
                for unit in ("killed", "injured", "munitions"):
                    if unit not in stated[feature.id]:
                        assert feature.properties[f"{unit}_min"] is None
                        assert feature.properties[f"{unit}_max"] is None


def test_law_5_without_a_publication_date_only_a_printed_year_gives_a_date(reader: Reader, readings: list[Reading]) -> None:
    checked = 0
    for reading in readings:
        for claim in reader.read(replace(reading.report, published_at=None)).claims:
            if claim.when and claim.when.start:
                assert str(claim.when.start.year) in reading.report.text
            checked += claim.when is not None
    assert checked


def test_law_6_loaded_words_stand_only_in_what_is_quoted(read_and_shown: list[tuple[Reading, list[Feature]]]) -> None:
    """``quote``, ``target_label`` and other columns hold words as said; the columns in the project's own voice hold none of them."""
    loaded = re.compile(r"terroris|regime|militant|martyr|infidel|enemy|liberat|aggress", re.IGNORECASE)
    own_voice = ("role", "link", "place_kind", "claimant_kind", "action", "weapon", "target_class", "status", "review_state", "note")
    assert any(loaded.search(reading.report.text) for reading, _ in read_and_shown)
    for _, features in read_and_shown:
        for feature in features:
            assert not any(loaded.search(str(feature.properties.get(column) or "")) for column in own_voice)


def test_law_7_the_same_report_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    report = Path(__file__).parent / "corpus" / "example.txt"
    outputs = set()
    for seed in ("1", "2"):
        command = [Path(sys.executable).with_name("strikemap"), "extract", report, "--published", "2015-11-20"]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        outputs.add(subprocess.run(command, env=environment, capture_output=True, check=True, timeout=60).stdout)
    assert len(outputs) == 1


def test_law_8_an_unresolved_name_is_listed_with_its_claim(read_and_shown: list[tuple[Reading, list[Feature]]]) -> None:
    unresolved = 0
    for reading, features in read_and_shown:
        listed = {feature.id: str(feature.properties["places_text"] or "") for feature in features if feature.collection == "claims"}
        for claim in reading.claims:
            for mention in claim.mentions:
                if mention.role == "reported_target" and mention.toponym.place is None:
                    assert mention.toponym.surface in listed[claim.id]
                    unresolved += 1
    assert unresolved


def test_law_9_sides_stand_side_by_side_and_nobody_is_drawn_truer(service: Service, read_and_shown: list[tuple[Reading, list[Feature]]]) -> None:
    solid = {"corroborated"}
    example = next(reading for reading, _ in read_and_shown if reading.report.publisher == "Strikemap example")
    record = service.derive(example).record
    sides = {side["claimant"] for dispute in record["disputes"] for side in dispute["sides"]}
    assert len(sides) >= 3
    for reading, features in read_and_shown:
        claims = {claim.id: claim for claim in reading.claims}
        for feature in marks(features):
            striking = {actor.name for actor in claims[str(feature.properties["claim_id"])].actors}
            if feature.properties["claimant"] in striking:
                assert feature.properties["status"] not in solid or int(feature.properties["independent_sources"] or 0) >= 2


def test_law_10_a_line_says_whether_it_is_stated_and_which_claims_it_joins(read_and_shown: list[tuple[Reading, list[Feature]]]) -> None:
    lines = [feature for _, features in read_and_shown for feature in features if feature.collection == "strike-lines"]
    assert lines
    for line in lines:
        assert line.properties["link"] in {"stated", "inferred"}
        assert line.properties["claim_id"]
        assert line.properties["from_precision"]
        assert line.properties["to_precision"]
