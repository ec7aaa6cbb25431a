"""Gold reports: ``NAME.txt`` beside ``NAME.json`` as ``tests/corpus/README.md`` describes them, and ``docs/methodology.md`` codes them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.errors import BadInput
from app.model.claim import Span
from app.model.report import Report, report_id


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A place that a coder gave a role. ``lat``/``lon`` None: no gazetteer is expected to know the name."""

    surface: str
    role: str
    kind: str | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One claim as a coder coded it; names are tuples of all that are accepted, ``spans[0]`` is the quote."""

    spans: tuple[Span, ...]
    claimant: tuple[str, ...]
    claimant_kind: str
    modality: str
    actors: tuple[tuple[str, ...], ...]
    weapons: tuple[str, ...]
    target_class: str | None
    mentions: tuple[GoldMention, ...]
    quantities: tuple[tuple[str, int | None, int | None, str | None], ...]
    when: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class GoldReport:
    """A report with its coded claims."""

    report: Report
    is_strike_report: bool
    claims: tuple[GoldClaim, ...]


def read_gold(path: Path) -> Iterator[GoldReport]:
    """Read every gold report below a directory (or the one named by a ``.json`` file), in order of name.

    Raises BadInput where there is none, or where a file is not what it should be; the message names the file.
    """
    files = [path] if path.is_file() else sorted(path.rglob("*.json"))
    if not files:
        raise BadInput(f"{path} holds no gold: NAME.json beside NAME.txt is needed")
    for file in files:
        try:
            yield _gold_report(file)
        except (KeyError, TypeError, ValueError, OSError) as error:
            raise BadInput(f"{file} is not a gold report: {error}") from error


def _gold_report(file: Path) -> GoldReport:
    gold = json.loads(file.read_text(encoding="utf-8"))
    text = file.with_suffix(".txt").read_bytes().decode("utf-8")
    published = gold.get("published_at")
    report = Report(
        id=report_id(text),
        text=text,
        title=gold.get("title"),
        publisher=gold.get("publisher"),
        url=gold.get("url"),
        published_at=date.fromisoformat(published) if published else None,
        language=gold.get("language"),
    )
    return GoldReport(report, bool(gold["is_strike_report"]), tuple(_gold_claim(claim, text) for claim in gold["claims"]))


def _gold_claim(claim: Mapping[str, Any], text: str) -> GoldClaim:
    when = claim.get("when")
    return GoldClaim(
        spans=(_span(text, claim["quote"], claim.get("start")), *(_span(text, also) for also in claim.get("also", []))),
        claimant=_names(claim["claimant"]),
        claimant_kind=claim["claimant"]["kind"],
        modality=claim["modality"],
        actors=tuple(_names(actor) for actor in claim["actors"] if actor["role"] == "attacker"),
        weapons=tuple(code for code in (claim.get("weapon"), *claim.get("weapon_also", [])) if code),
        target_class=claim["target"]["class"],
        mentions=tuple(_gold_mention(mention) for mention in claim["mentions"]),
        quantities=tuple((item["unit"], item["min"], item["max"], item.get("of")) for item in claim["quantities"]),
        when=(when["start"], when["end"]) if when and when["start"] else None,
    )


def _names(named: Mapping[str, Any]) -> tuple[str, ...]:
    return (named["name"], *named.get("also_accepted", []))


def _gold_mention(mention: Mapping[str, Any]) -> GoldMention:
    place = mention.get("place") or {}
    return GoldMention(mention["surface"], mention["role"], place.get("kind"), place.get("lat"), place.get("lon"))


def _span(text: str, quote: str, start: int | None = None) -> Span:
    at = text.find(quote) if start is None else start
    if at < 0 or text[at : at + len(quote)] != quote:
        raise ValueError(f"the quote is not in the text: {quote[:60]!r}")
    return at, at + len(quote)
