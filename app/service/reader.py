"""Steps 1 and 2 of the straight line: what a report says, without a store."""

import logging
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from app.model.claim import Claim
from app.model.codes import ReadingStatus
from app.model.protocols import Extractor, Gazetteer, Geocoder
from app.model.reading import Reading
from app.model.report import Report
from app.version import __version__

log = logging.getLogger(__name__)

Supported = Callable[[Report], bool]
"""Whether a report is in a language that can be read."""


class Reader:
    """Steps 1 and 2, without a store: what a report says."""

    def __init__(self, gazetteer: Gazetteer, geocoder: Geocoder, extractor: Extractor, supported: Supported, edition: str = "") -> None:
        """Take the floors that ``main`` chose; ``edition`` names the rules and vocabulary of the extractor."""
        self.gazetteer = gazetteer
        self._geocoder = geocoder
        self._extractor = extractor
        self._supported = supported
        self.version = f"{__version__} {edition} {gazetteer.version}"
        """By what a report is read: readings of other versions are made anew by a rebuild."""

    def read(self, report: Report, spans: Iterable[tuple[int, int]] | None = None) -> Reading:
        """Read one report; nothing is stored. A step that fails makes the reading ``failed``, never an exception.

        ``spans`` resolve exactly these names instead of spotting.
        """
        try:
            toponyms = tuple(self._geocoder.toponyms(report, spans))
            if not self._supported(report):
                return Reading(report, "language_not_supported", None, toponyms)
            claims = tuple(self._extractor(report, toponyms))
        except Exception as error:
            log.error("reading report %s failed: %s", report.id, _told(error))
            log.debug("what led to it", exc_info=error)
            return Reading(report, "failed", None, error=f"The report could not be read ({type(error).__name__}); it is kept for a later version.")
        asserted = [claim for claim in claims if claim.modality == "asserted"]
        return Reading(report, _status(report, asserted), bool(asserted), toponyms, claims)

    def close(self) -> None:
        """Let go of the gazetteer."""
        self.gazetteer.close()

    def __enter__(self) -> Self:
        """Use it in a ``with`` statement."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close it."""
        self.close()


def _told(error: Exception) -> str:
    """What went wrong and where, in one line."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" in {frames[-1].name} ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    return " ".join(f"{type(error).__name__}{where}: {error}".split())


def _status(report: Report, asserted: Sequence[Claim]) -> ReadingStatus:
    """``needs_date``: strikes are told, every day of theirs is relative, and there is no day of publication to count from (law 5)."""
    if not asserted:
        return "no_strike"
    dated = [claim.when for claim in asserted if claim.when]
    if report.published_at is None and dated and not any(when.start or when.end for when in dated):
        return "needs_date"
    return "ok"
