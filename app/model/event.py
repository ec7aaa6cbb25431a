"""One strike as several reports tell it: the claims that support it side by side with those that dispute it (law 9)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from app.model.claim import Claim
from app.model.codes import QuantityOf, Unit, WeaponCode
from app.model.report import Report
from app.model.standing import Status

DisputedField = Literal["who", "what", "how_many", "where", "when", "whether"]
"""What claims of one event can say differently: who struck, what or whom they hit, how many, where, when, and whether at all."""

OPEN_QUESTIONS: frozenset[DisputedField] = frozenset({"who", "what", "whether"})
"""Fields whose dispute makes an event contested; tolls, places and days differ in almost every event."""

Grading = Literal["confirmed", "fair", "weak", "contested", "discounted"]
"""A reviewer's grading after Airwars; the system itself never gives one."""


@dataclass(frozen=True, slots=True)
class Witness:
    """One claim with the report it stands in.

    ``cited`` is its quote and ``labels`` are the words for the target that are its own, where the report is at hand without its text.
    """

    claim: Claim
    report: Report
    cited: str | None = None
    labels: tuple[str, ...] | None = None

    @property
    def quote(self) -> str:
        """The words that make the claim."""
        return self.report.text[slice(*self.claim.quote_span)] if self.cited is None else self.cited

    @property
    def own_labels(self) -> tuple[str, ...]:
        """The words for the target that stand in the claim's own words, or nowhere in the report; others it takes from what is told around it."""
        if self.labels is not None:
            return self.labels
        text = self.report.text.casefold()
        own = " ".join(text[slice(*span)] for span in self.claim.spans)
        return tuple(label for label in self.claim.target.labels if (folded := label.casefold()) in own or folded not in text)

    @property
    def said(self) -> Claim:
        """The claim without words for the target that are not its own: nobody is quoted with what another said."""
        own = self.own_labels
        return self.claim if own == self.claim.target.labels else replace(self.claim, target=replace(self.claim.target, labels=own))


@dataclass(frozen=True, slots=True)
class Position:
    """One value of a disputed field, in words, and the claims that give it."""

    value: str
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What claims of one event say differently; at least two positions, in the order in which they were first told."""

    field: DisputedField
    positions: tuple[Position, ...]
    unit: Unit | None = None
    of: QuantityOf | None = None


@dataclass(frozen=True, slots=True)
class QuantityRange:
    """The least and the greatest number that any claim states for one unit; never added (law 2).

    ``open``: the claim with the greatest number says that there may be more ("at least 19"). ``noun``: what is counted, where one claim
    counts several kinds of one unit ("drone", "missile"); empty for the unit in all. ``earlier`` are numbers that their own claimant
    stated before and corrected in a later report: they are no bounds of the range.
    """

    unit: Unit
    of: QuantityOf | None
    min: int
    max: int
    open: bool
    claim_ids: tuple[str, ...]
    noun: str = ""
    earlier: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True)
class Join:
    """Why two claims were taken to speak of one strike."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One strike, or one aggregate of strikes, as its claims tell it.

    ``id`` is ``e`` and the id of the claim that was told first, so that it stays when later ones join. ``start``/``end`` are the narrowest
    days that a supporting claim gives. ``place_ids`` are the most precise places said. ``copies`` are claims that are one text in several
    reports. ``sources`` are the independent sources that are not of the striking side. ``contains`` are events that this aggregate includes.
    ``disputing`` deny that it happened; who says that it happened and denies a detail of it is among the ``supporting``.
    """

    id: str
    supporting: tuple[str, ...]
    disputing: tuple[str, ...]
    start: date | None
    end: date | None
    place_ids: tuple[str, ...]
    attackers: tuple[str, ...]
    weapons: tuple[WeaponCode, ...]
    quantities: tuple[QuantityRange, ...]
    copies: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]
    status: Status
    disagreements: tuple[Disagreement, ...]
    joins: tuple[Join, ...] = ()
    contains: tuple[str, ...] = ()
    grading: Grading | None = None
    graded_by: str | None = None

    @property
    def independent_sources(self) -> int:
        """How many independent sources support it that are not of the striking side."""
        return len(self.sources)

    @property
    def open_questions(self) -> tuple[Disagreement, ...]:
        """What its claims say differently of who struck, who was hit, or whether it happened: that makes it contested."""
        return tuple(one for one in self.disagreements if one.field in OPEN_QUESTIONS)

    @property
    def disputed_by_n(self) -> int:
        """How many positions stand against another, in the open question that has most; a bare denial is one against what it denies."""
        return max((len(one.positions) - 1 for one in self.open_questions), default=0 if self.supporting else 1)

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """Every claim of it."""
        return self.supporting + self.disputing
