"""Everything derived anew from the reports, under the present extractor and gazetteer; a report at a time, so that it can be cut off."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.model.feature import Changes, Feature
from app.model.grouping import ClaimEntry
from app.model.protocols import Store
from app.model.reading import Reading
from app.model.report import Report

BATCH = 100
"""How many reports are fetched at a time."""

Read = Callable[[Report], Reading]
"""From a report to its reading, as reviewers amended it."""

Renew = Callable[[Reading, bool], tuple[Any, Changes]]
"""Puts what follows from a reading in the place of what is stored, unless it is a dry run, and tells what changes."""

Progress = Callable[[int, int], None]
"""Told how many reports are done, and how many there are at most."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What is stored of a reading: its record, its features, and its claims as they are grouped with those of other reports."""

    record: Mapping[str, Any]
    features: Sequence[Feature]
    claims: Sequence[ClaimEntry]


@dataclass(slots=True)
class RebuildReport:
    """What a rebuild changed or, as a dry run, would change: changes by report id; failed readings keep the report's old features."""

    reports: int = 0
    changes: dict[str, Changes] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    def totals(self) -> dict[str, int]:
        """How many features are added, removed, moved and altered in all."""
        return {name: sum(len(getattr(one, name)) for one in self.changes.values()) for name in ("added", "removed", "moved", "altered")}


def rebuild(store: Store, version: str, read: Read, renew: Renew, *, dry_run: bool = False, progress: Progress | None = None) -> RebuildReport:
    """Read every report again that another version read, and put what follows in the place of the old.

    Each report is replaced in one step and then bears the present version: a rebuild that is cut off goes on where it was, and one
    that is through finds nothing to do. Claims whose quote stays keep their ids. Rows of data sets are made ready as an import makes them.
    """
    made = RebuildReport()
    total = store.extent("reports").count
    after = ""
    while batch := store.outdated(version, after, BATCH):
        for report in batch:
            after = report.id
            made.reports += 1
            reading = read(report)
            if reading.status == "failed":
                made.failed.append(report.id)
                continue
            _, changes = renew(reading, dry_run)
            if changes:
                made.changes[report.id] = changes
            if progress:
                progress(made.reports, max(total, made.reports))
    if not dry_run:
        store.make_ready()
    return made
