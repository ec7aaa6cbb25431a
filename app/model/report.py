"""A source document, written once and never changed."""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

SourceKind = Literal["text", "coded_row", "example"]


@dataclass(frozen=True, slots=True)
class Report:
    """One news report (or one coded row) as it was given.

    ``text`` is kept as given: every offset of the project counts its code points. ``title`` is context only. ``published_at`` is the
    day of publication, without which relative dates stay open (law 5).
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published_at: date | None = None
    language: str | None = None
    source_kind: SourceKind = "text"
    retrieved_at: datetime | None = None


def report_id(text: str) -> str:
    """Name a text by the hash of its normalised form: NFC, white space folded, so that a copy pasted twice is one report."""
    normal = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(normal.encode("utf-8", "surrogatepass")).hexdigest()[:20]
