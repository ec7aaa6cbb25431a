"""The batch form: one line out for each line in, whatever the line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Strikemap

TEXT = "Russian warplanes bombed the town of Harasta on Friday, the Syrian Observatory for Human Rights said."


Batch = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def batch(strikemap: Strikemap) -> Batch:
    """Read lines of the batch form."""

    def run(*lines: bytes) -> list[dict[str, Any]]:
        done = strikemap("extract", "--jsonl", "-", given=b"\n".join(lines) + b"\n")
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


def line(**fields: Any) -> bytes:
    return json.dumps(fields).encode()


def test_a_line_in_is_a_line_out_in_order_also_for_bad_ones(batch: Batch) -> None:
    good = {"text": TEXT, "published_at": "2016-02-05", "publisher": "Harbour Wire"}
    answers = batch(
        line(id="a", **good),
        b"this is no JSON",
        b"",
        b"[1, 2]",
        line(id="b"),
        line(id="c", text=7),
        line(id="d", text=TEXT, published_at="Friday"),
        line(id="e", text=TEXT, spans=[[0, 10_000]]),
        line(id="f", text="\ud800"),
        line(id="g", text=""),
        b'{"id": "h", "text": "\xff"}',
        line(id={"any": "id"}, **good),
    )
    assert [answer["id"] for answer in answers] == ["a", None, None, None, "b", "c", "d", "e", "f", "g", None, {"any": "id"}]
    assert [answer["status"] for answer in answers] == ["ok", *["failed"] * 10, "ok"]
    for answer in answers[1:-1]:
        assert answer["error"]
        assert answer["is_strike_report"] is None
        assert answer["claims"] == answer["toponyms"] == []


def test_a_claim_has_every_key_of_the_batch_form(batch: Batch) -> None:
    (answer,) = batch(line(id="a", text=TEXT, published_at="2016-02-05"))
    (claim,) = answer["claims"]
    assert set(claim) == {
        *("id", "quote", "spans", "claimant", "via", "attribution", "modality", "actors", "action", "weapon", "platform", "target"),
        *("quantities", "when", "contains", "mentions"),
    }
    assert TEXT[claim["quote"]["start"] : claim["quote"]["end"]] == claim["quote"]["exact"]
    observatory = "Syrian Observatory for Human Rights"
    assert claim["claimant"] == {"name": observatory, "kind": "monitor", "body": observatory}
    assert claim["when"]["start"] == claim["when"]["end"] == "2016-02-05"
    (target,) = [mention for mention in claim["mentions"] if mention["role"] == "reported_target"]
    assert target["surface"] == "Harasta"
    assert set(target["place"]) == {"id", "name", "kind", "country", "admin1"}
    assert set(target["location"]) == {"lat", "lon", "geometry_type", "where_prec", "geo_precision", "uncertainty_m"}


def test_given_spans_are_resolved_instead_of_spotted(batch: Batch) -> None:
    at = TEXT.index("Harasta")
    (answer,) = batch(line(id="a", text=TEXT, spans=[[at, at + 7]]))
    assert [(toponym["start"], toponym["end"]) for toponym in answer["toponyms"]] == [(at, at + 7)]


@pytest.mark.parametrize(
    ("text", "status", "verdict"),
    [
        ("Dockers in Marseille went on strike over pay on Monday, their union said.", "no_strike", False),
        ("Des avions russes ont bombardé la ville de Raqqa selon le ministère de la Défense, et des civils sont morts dans les raids.",
         "language_not_supported", None),
        (TEXT, "needs_date", True),
    ],
)  # fmt: skip
def test_a_report_without_claims_says_why(batch: Batch, text: str, status: str, verdict: bool | None) -> None:
    (answer,) = batch(line(id="a", text=text))
    assert (answer["status"], answer["is_strike_report"]) == (status, verdict)


def test_a_large_batch_uses_every_core_and_gives_the_same_bytes(batch: Batch) -> None:
    lines = [line(id=number, text=f"{TEXT} Nothing else was hit in the {number} hours after.", published_at="2016-02-05") for number in range(80)]
    many = batch(*lines)
    assert [answer["id"] for answer in many] == list(range(80))
    assert batch(*lines[:3]) == many[:3]


def test_one_file_gives_the_same_object_indented(batch: Batch, strikemap: Strikemap, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(TEXT, encoding="utf-8")
    done = strikemap("extract", str(file), "--published", "2016-02-05")
    (answer,) = batch(line(id="a", text=TEXT, published_at="2016-02-05"))
    assert json.loads(done.stdout) | {"id": "a"} == answer
    assert done.stdout.count("\n") > 20


@pytest.mark.parametrize(
    ("arguments", "given", "said"),
    [
        (("extract", "no-such-file.txt"), b"", "cannot be read"),
        (("extract", "-", "--published", "20 Nov"), TEXT.encode(), "YYYY-MM-DD"),
        (("extract", "-"), b"", "empty"),
        (("extract", "-"), b"\x00\x01\x02 binary", "NUL"),
    ],
)
def test_bad_input_is_one_sentence_on_standard_error(strikemap: Strikemap, arguments: tuple[str, ...], given: bytes, said: str) -> None:
    done = strikemap(*arguments, given=given)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("strikemap: ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
