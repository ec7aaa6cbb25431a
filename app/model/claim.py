"""One strike claim: who says that whom was struck, by whom, with what, from where, when."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from app.model.codes import (
    ActorRole,
    AttributionForm,
    ClaimantKind,
    Link,
    Modality,
    Qualifier,
    QuantityOf,
    Role,
    TargetClass,
    Unit,
    WeaponCode,
)
from app.model.place import Toponym

Span = tuple[int, int]
_QUOTATION_MARKS = re.compile("[\"“”„«»]")


@dataclass(frozen=True, slots=True)
class Claimant:
    """The body that makes a claim ("US Central Command"; its spokesman stays in the quote). Law 1: never missing, may be ``unattributed``.

    ``name`` is the same in every report; ``printed`` is how this report names it ("CENTCOM"), "" where that is the name.
    """

    name: str
    kind: ClaimantKind
    printed: str = field(default="", compare=False)

    @property
    def as_printed(self) -> str:
        """The claimant in the report's own words."""
        return self.printed or self.name


@dataclass(frozen=True, slots=True)
class Attribution:
    """How the report hands the claim on: the verb as printed, the form, and the hedge words if any ("reportedly")."""

    verb: str | None
    form: AttributionForm
    hedge: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is said to have struck, or to have supported the striker.

    ``name`` is the same in every report; ``printed`` is how this report names it ("Britain"), "" where that is the name. A loaded word
    ("regime") stands there in quotation marks, as its speaker's (law 6).
    """

    name: str
    role: ActorRole = "attacker"
    printed: str = field(default="", compare=False)

    @property
    def as_printed(self) -> str:
        """The actor in the report's own words."""
        return self.printed or self.name


@dataclass(frozen=True, slots=True)
class Weapon:
    """The weapon's code and its label as said. ``code`` None: a weapon was named that no code fits."""

    code: WeaponCode | None
    label: str


@dataclass(frozen=True, slots=True)
class Target:
    """What is said to have been hit: the labels as said (loaded words stay the claimant's, law 6) and one class."""

    labels: tuple[str, ...]
    cls: TargetClass | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of one claim (law 2): "more than 100" is ``min=100, max=None, qualifier="more_than"``; ``text`` is the number as printed.

    ``noun`` is the word for the things counted as printed ("cruise missiles"), empty for people and where none is printed; two
    quantities that differ only in it are equal.
    """

    unit: Unit
    min: int | None
    max: int | None
    qualifier: Qualifier
    text: str
    of: QuantityOf | None = None
    noun: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class When:
    """The strike's days, both inclusive, or None where the text does not say (law 5).

    ``date_prec`` is UCDP GED's code: 1 exact day, 2 within 2-6 days, 3 a week, 4 a month, 5 longer; None when nothing could be
    resolved. ``text`` is the expression as printed ("on Friday").
    """

    start: date | None
    end: date | None
    date_prec: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name with its role in one claim."""

    toponym: Toponym
    role: Role
    link: Link = "stated"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which rule made a claim, of which extractor version, and how sure it is (0 to 1)."""

    rule: str
    version: str
    score: float


@dataclass(frozen=True, slots=True)
class Claim:
    """One strike claim of one report. ``spans[0]`` is the quote; the others repeat it (caption, recap, headline).

    ``via`` is another source that relays the claimant ("Turkey's Anadolu news agency" quoting an official). ``contains`` names the
    claims of the same report that this aggregate includes.
    """

    id: str
    report_id: str
    spans: tuple[Span, ...]
    claimant: Claimant
    attribution: Attribution
    modality: Modality
    evidence: Evidence
    via: str | None = None
    actors: tuple[Actor, ...] = ()
    action: str | None = None
    weapon: Weapon | None = None
    platform: str | None = None
    target: Target = Target((), None)
    quantities: tuple[Quantity, ...] = ()
    when: When | None = None
    mentions: tuple[Mention, ...] = ()
    contains: tuple[str, ...] = ()

    @property
    def quote_span(self) -> Span:
        """The span that is quoted."""
        return self.spans[0]


def unquoted(labels: Iterable[str]) -> list[str]:
    """A claimant's words without the quotation marks they bring along: who shows them puts them between some."""
    return [_QUOTATION_MARKS.sub("", label).strip() for label in labels]


def claim_id(report_id: str, quote: str, ordinal: int = 0) -> str:
    """Name a claim by its report and its quote, so that it keeps its id over rebuilds; ``ordinal`` tells apart claims of one quote."""
    key = f"{report_id}\x00{' '.join(quote.split())}\x00{ordinal}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:20]
