"""What reading one report gave."""

from dataclasses import dataclass

from app.model.claim import Claim
from app.model.codes import ReadingStatus
from app.model.place import Toponym
from app.model.report import Report


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with its toponyms (in order of appearance) and its claims (of every modality, in order of their quotes).

    ``is_strike_report`` is None where the question could not be asked (unsupported language, failure). ``error`` is for ``failed``.
    """

    report: Report
    status: ReadingStatus
    is_strike_report: bool | None
    toponyms: tuple[Toponym, ...] = ()
    claims: tuple[Claim, ...] = ()
    error: str | None = None
