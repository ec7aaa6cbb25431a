"""``strikemap ingest``: many reports into the store, one line of outcome each."""

import csv
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from app import main
from app.cli import lines
from app.cli.environment import settings_from_environment
from app.cli.terminal import BuildProgress, progress
from app.errors import BadInput, StrikemapError
from app.ingest.text import report_from_text
from app.service import Service

_OUTCOMES = {
    "ok": "new",
    "no_strike": "no strike",
    "needs_date": "needs a date",
    "language_not_supported": "language not supported",
    "failed": "failed",
}
_COLUMNS = {"file", "text", "publisher", "published_at", "url", "title", "language"}


@dataclass(frozen=True, slots=True)
class _Item:
    """One report to come: its name for the outcome line, its text or the file that holds it, and what is known of it."""

    name: str
    file: Path | None
    text: str | None
    known: dict[str, str]


def ingest(
    files: Annotated[list[Path] | None, typer.Argument(help="Text files, one report each; - for standard input.")] = None,
    manifest: Annotated[
        Path | None, typer.Option(help="CSV with a header: file or text, and any of publisher, published_at, url, title, language.")
    ] = None,
    published: Annotated[str | None, typer.Option(help="Day of publication of the files given, YYYY-MM-DD.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Publisher of the files given.")] = None,
) -> None:
    """Keep reports with what they claim. Exit code 1 if any failed; the others are kept."""
    known = {name: value for name, value in (("published_at", published), ("publisher", publisher)) if value is not None}
    items = [_Item(str(file), file, None, known) for file in files or []]
    items += _manifest_items(manifest) if manifest else []
    if not items:
        raise BadInput("nothing to ingest: give files, or --manifest reports.csv")
    failed = 0
    with closing(BuildProgress()) as building:
        opened = main.build_service(settings_from_environment(), building)
    with closing(opened) as service:
        for outcome, line in progress(len(items), "Ingesting", (_ingest(service, item) for item in items)):
            failed += outcome == "failed"
            print(line)
    if failed:
        sys.exit(1)


def _ingest(service: Service, item: _Item) -> tuple[str, str]:
    """Keep one report; an error is its outcome, never the end of the run."""
    try:
        text = item.text if item.file is None else lines.read_bytes(item.file)
        known = item.known
        report = report_from_text(
            text or "",
            title=known.get("title"),
            publisher=known.get("publisher"),
            url=known.get("url"),
            published_at=known.get("published_at"),
            language=known.get("language"),
        )
        receipt = service.submit(report)
    except StrikemapError as error:
        return "failed", f"failed\t{item.name}\t{error}"
    outcome = _OUTCOMES[receipt.status] if receipt.created else "duplicate"
    return outcome, f"{outcome}\t{item.name}\t{receipt.id}\t{receipt.claims} claims"


def _manifest_items(manifest: Path) -> Iterator[_Item]:
    """Read the manifest; files stand relative to it. Raises BadInput naming the column or line that does not fit."""
    try:
        rows = list(csv.DictReader(lines.read_bytes(manifest).decode("utf-8-sig").splitlines(keepends=True), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"{manifest} is not a UTF-8 CSV file: {error}") from error
    columns = set(rows[0]) if rows else set()
    if not columns & {"file", "text"} or columns - _COLUMNS:
        raise BadInput(f"{manifest} needs a header with file or text, and may have {', '.join(sorted(_COLUMNS - {'file', 'text'}))}; nothing else")
    for number, row in enumerate(rows, start=2):
        known = {name: value for name, value in row.items() if name not in {"file", "text"} and value}
        file = manifest.parent / row["file"] if row.get("file") else None
        yield _Item(row.get("file") or f"{manifest} line {number}", file, row.get("text"), known)
