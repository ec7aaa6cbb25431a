"""A chain of hashes over the rows of a log, so that no row can be changed, taken out or put in without being found."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

START = "0" * 64
"""What the first row is chained to."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """One row of the log as it is kept: its content and the seal over it and everything before it."""

    row: Mapping[str, Any]
    seal: str


def seal(previous: str, row: Mapping[str, Any]) -> str:
    """The SHA-256 of the seal before and the row as canonical JSON (sorted keys, no spaces); 64 hexadecimal digits.

    Raises TypeError or ValueError where the row holds what JSON cannot (dates must be text; no NaN).
    """
    content = json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return hashlib.sha256(f"{previous}\n{content}".encode()).hexdigest()


def first_broken(rows: Iterable[Sealed], last: str | None = None) -> int | None:
    """The position of the first row whose seal is not that of its content and of all before it; None where the chain holds.

    With ``last``, a seal kept elsewhere, rows cut off at the end are found too: the answer is then the number of rows.
    """
    previous, count = START, 0
    for count, kept in enumerate(rows, start=1):
        if seal(previous, kept.row) != kept.seal:
            return count - 1
        previous = kept.seal
    return count if last is not None and previous != last else None
