"""A coding sheet of claims for a person to judge, and what the filled sheet comes to."""

import csv
import io
import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.errors import BadInput

SHOWN = ("id", "quote", "claimant", "modality", "attacker", "weapon", "target_label", "places_text", "quantity_text", "date_start", "date_end")
"""What the coder sees: columns of the claims collection, the report's URL and title behind them."""

JUDGED = ("claim_right", "claimant_right", "actor_right", "weapon_right", "place_right", "quantity_right", "date_right", "modality_right")
"""What the coder fills: y, n, or nothing where the question does not apply."""

_YES = frozenset({"y", "yes", "1"})
_NO = frozenset({"n", "no", "0"})
_Z = 1.96


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those judged are right, with the 95 % interval of the share (Wilson score)."""

    right: int
    judged: int
    low: float
    high: float


def draw(claims: Sequence[Mapping[str, Any]], size: int, seed: int) -> list[Mapping[str, Any]]:
    """Draw claims (properties of the claims collection) by chance, the same for the same seed, in the order of their ids."""
    ordered = sorted(claims, key=lambda claim: str(claim["id"]))
    chosen = random.Random(seed).sample(ordered, min(size, len(ordered)))  # noqa: S311 (a sample, no secret)
    return sorted(chosen, key=lambda claim: str(claim["id"]))


def sheet(claims: Sequence[Mapping[str, Any]]) -> str:
    """Write the sheet as CSV: a row a claim, the judged columns empty. Cells that a spreadsheet would run as formulas are disarmed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*SHOWN, "url", "title", *JUDGED))
    for claim in claims:
        writer.writerow((*(_cell(claim.get(name)) for name in (*SHOWN, "url", "title")), *("" for _ in JUDGED)))
    return out.getvalue()


def score_sheet(text: str) -> dict[str, Share]:
    """Count a filled sheet. Raises BadInput naming the line whose judgement is neither y, n nor empty, or where nothing is filled."""
    rows = list(csv.DictReader(io.StringIO(text)))
    if not rows or not set(JUDGED) <= set(rows[0]):
        raise BadInput(f"the sheet needs the columns {', '.join(JUDGED)}, as `strikemap sample` writes them")
    counts = {name: [0, 0] for name in JUDGED}
    for line, row in enumerate(rows, start=2):
        for name in JUDGED:
            word = (row[name] or "").strip().casefold()
            if word and word not in _YES | _NO:
                raise BadInput(f"line {line}, {name}: y, n or nothing is needed")
            counts[name][0] += word in _YES
            counts[name][1] += bool(word)
    if not any(judged for _, judged in counts.values()):
        raise BadInput("no judgement is filled in: put y or n into the last columns")
    return {name: Share(right, judged, *_wilson(right, judged)) for name, (right, judged) in counts.items() if judged}


def _wilson(right: int, judged: int) -> tuple[float, float]:
    share = right / judged
    centre = share + _Z**2 / (2 * judged)
    spread = _Z * math.sqrt(share * (1 - share) / judged + _Z**2 / (4 * judged**2))
    scale = 1 + _Z**2 / judged
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
