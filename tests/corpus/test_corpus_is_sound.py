"""Every corpus report keeps the promises of tests/corpus/README.md, so that a wrong score is never the gold's fault."""

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from app.model import codes

CORPUS = Path(__file__).parent
FORMS = {"wire", "communique", "bulletin", "live_blog", "local_paper", "investigation", "fact_check", "press_release", "newspaper", "blog"}
REPORT_KEYS = {"id", "title", "publisher", "published_at", "url", "language", "form", "conflict", "traps", "is_strike_report", "claims"}
CLAIM_KEYS = {
    "quote",
    "also",
    "claimant",
    "via",
    "modality",
    "actors",
    "weapon",
    "platform",
    "target",
    "mentions",
    "quantities",
    "when",
    "contains",
}
NEAR = 1500
"""Characters from the quote within which an inherited place has to be named."""

GOLD = sorted(CORPUS.rglob("*.json"))
HALVES = ("dev", "eval")


def read(path: Path) -> tuple[str, dict[str, Any]]:
    return path.with_suffix(".txt").read_bytes().decode("utf-8"), json.loads(path.read_text(encoding="utf-8"))


def split(name: str) -> list[Path]:
    return [path for path in GOLD if path.parent.name == name]


def quote_start(text: str, claim: dict[str, Any]) -> int:
    return claim["start"] if "start" in claim else text.index(claim["quote"])


@pytest.fixture(params=GOLD, ids=lambda path: path.stem)
def report(request: pytest.FixtureRequest) -> tuple[Path, str, dict[str, Any]]:
    return request.param, *read(request.param)


def test_every_text_has_its_gold_and_every_id_is_its_own() -> None:
    assert GOLD
    assert {path.with_suffix("") for path in CORPUS.rglob("*.txt")} == {path.with_suffix("") for path in GOLD}
    assert len({path.stem for path in GOLD}) == len(GOLD)


def test_a_gold_file_has_the_keys_and_codes_of_the_format(report: tuple[Path, str, dict[str, Any]]) -> None:
    path, text, gold = report
    assert set(gold) == REPORT_KEYS
    assert gold["id"] == path.stem
    assert gold["language"] == "en"
    assert gold["form"] in FORMS
    assert gold["conflict"]
    assert gold["traps"]
    assert text.strip()
    if gold["published_at"] is not None:
        date.fromisoformat(gold["published_at"])
    assert gold["is_strike_report"] is any(claim["modality"] == "asserted" for claim in gold["claims"])


def test_every_quote_is_its_text(report: tuple[Path, str, dict[str, Any]]) -> None:
    _, text, gold = report
    for claim in gold["claims"]:
        assert set(claim) - {"start", "weapon_also"} == CLAIM_KEYS
        quote = claim["quote"]
        assert quote
        assert quote == quote.strip()
        if "start" in claim:
            assert text[claim["start"] : claim["start"] + len(quote)] == quote
        else:
            assert text.count(quote) == 1, quote
        assert all(span in text and span != quote for span in claim["also"])
    starts = [quote_start(text, claim) for claim in gold["claims"]]
    assert starts == sorted(starts)


def test_every_code_is_in_the_vocabulary(report: tuple[Path, str, dict[str, Any]]) -> None:
    _, _, gold = report
    for claim in gold["claims"]:
        claimant = claim["claimant"]
        assert set(claimant) == {"name", "kind", "also_accepted"}
        assert claimant["name"]
        assert claimant["kind"] in get_args(codes.ClaimantKind)
        assert claim["modality"] in get_args(codes.Modality)
        assert {claim["weapon"], *claim.get("weapon_also", [])} - {None} <= set(get_args(codes.WeaponCode))
        assert claim["weapon"] is not None or "weapon_also" not in claim
        assert set(claim["target"]) == {"labels", "class"}
        assert claim["target"]["class"] in {None, *get_args(codes.TargetClass)}
        for actor in claim["actors"]:
            assert set(actor) == {"name", "role", "also_accepted"}
            assert actor["role"] in get_args(codes.ActorRole)


def test_every_quantity_says_what_its_qualifier_means(report: tuple[Path, str, dict[str, Any]]) -> None:
    _, _, gold = report
    for quantity in [quantity for claim in gold["claims"] for quantity in claim["quantities"]]:
        low, high = quantity["min"], quantity["max"]
        assert set(quantity) == {"unit", "min", "max", "qualifier", "of"}
        assert quantity["unit"] in get_args(codes.Unit)
        assert quantity["of"] in {None, *get_args(codes.QuantityOf)}
        match quantity["qualifier"]:
            case "exactly" | "about":
                assert low == high is not None
            case "more_than" | "at_least":
                assert low is not None and high is None
            case "up_to":
                assert low is None and high is not None
            case "range":
                assert low < high
            case other:
                pytest.fail(f"no such qualifier: {other}")


def test_dates_parse_and_their_precision_is_the_length_of_the_interval(report: tuple[Path, str, dict[str, Any]]) -> None:
    _, _, gold = report
    for when in [claim["when"] for claim in gold["claims"] if claim["when"] is not None]:
        start, end = date.fromisoformat(when["start"]), date.fromisoformat(when["end"])
        days = (end - start).days + 1
        assert days >= 1
        assert when["date_prec"] == next(code for code, limit in ((1, 1), (2, 6), (3, 7), (4, 31), (5, 10**6)) if days <= limit)
        if gold["published_at"] is not None and claim_is_past(gold, when):
            assert end <= date.fromisoformat(gold["published_at"])


def claim_is_past(gold: dict[str, Any], when: dict[str, Any]) -> bool:
    return any(claim["when"] is when and claim["modality"] in {"asserted", "historical", "denied"} for claim in gold["claims"])


def test_without_a_publication_date_only_a_printed_year_gives_a_date(report: tuple[Path, str, dict[str, Any]]) -> None:
    _, text, gold = report
    if gold["published_at"] is None:
        assert all(when is None or when["start"][:4] in text for when in (claim["when"] for claim in gold["claims"]))


def test_every_place_and_target_is_named_in_or_near_its_quote(report: tuple[Path, str, dict[str, Any]]) -> None:
    _, text, gold = report
    for claim in gold["claims"]:
        quote_at = quote_start(text, claim)
        near = text[max(0, quote_at - NEAR) : quote_at + len(claim["quote"]) + NEAR] + " ".join(claim["also"])
        for mention in claim["mentions"]:
            assert set(mention) - {"start"} == {"surface", "role", "link", "place"}
            assert mention["role"] in get_args(codes.Role)
            assert mention["link"] in get_args(codes.Link)
            assert mention["surface"] in near
            if "start" in mention:
                assert text.startswith(mention["surface"], mention["start"])
        for label in claim["target"]["labels"]:
            assert label in near, label


def test_every_place_is_on_the_globe(report: tuple[Path, str, dict[str, Any]]) -> None:
    _, _, gold = report
    for place in [m["place"] for claim in gold["claims"] for m in claim["mentions"] if m["place"] is not None]:
        assert set(place) == {"name", "kind", "country", "lat", "lon"}
        assert place["kind"] in get_args(codes.PlaceKind)
        assert (place["country"] is None) == (place["kind"] in {"sea", "continent"}) or place["kind"] == "region"
        assert place["country"] is None or (len(place["country"]) == 2 and place["country"].isupper())
        assert -90 <= place["lat"] <= 90
        assert -180 <= place["lon"] <= 180


def test_an_aggregate_contains_other_claims_of_its_report(report: tuple[Path, str, dict[str, Any]]) -> None:
    _, _, gold = report
    for position, claim in enumerate(gold["claims"]):
        assert position not in claim["contains"]
        assert len(set(claim["contains"])) == len(claim["contains"])
        assert all(0 <= part < len(gold["claims"]) for part in claim["contains"])


@pytest.mark.parametrize("half", HALVES)
def test_each_half_is_large_mixed_and_a_third_of_it_holds_no_strike(half: str) -> None:
    reports = [read(path)[1] for path in split(half)]
    assert len(reports) >= 50
    assert sum(not gold["is_strike_report"] for gold in reports) * 3 >= len(reports)
    assert len({gold["conflict"] for gold in reports} - {"none"}) >= 8
    assert len({gold["form"] for gold in reports}) >= 8
    assert len({claim["modality"] for gold in reports for claim in gold["claims"]}) == len(get_args(codes.Modality))
    assert any(gold["published_at"] is None for gold in reports)


def test_no_sentence_of_one_half_stands_in_the_other() -> None:
    dev, held_out = ({words for path in split(half) for words in sentences(read(path)[0])} for half in HALVES)
    assert not dev & held_out


def sentences(text: str) -> set[str]:
    parts = (" ".join(re.findall(r"\w+", part.lower())) for part in re.split(r"[.!?\n]", text))
    return {part for part in parts if part.count(" ") >= 5}


def test_the_eval_half_is_the_frozen_one() -> None:
    folder = CORPUS / "eval"
    frozen = dict(reversed(line.split("  ", 1)) for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.suffix in {".txt", ".json"}}
    assert found == frozen
