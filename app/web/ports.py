"""What HTTP asks of the floors below: the shape of the service, of a column and of the map page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from app.model.access import Scope
from app.model.coded import Dataset
from app.model.codes import ReadingStatus
from app.model.feature import CollectionId
from app.model.logs import KeyRing
from app.model.place import Candidate, Location, Place
from app.model.query import Box, Extent, Page, Query
from app.model.reading import Reading
from app.model.report import Report
from app.model.review import Order, ReviewVerb


class Receipt(Protocol):
    """What became of a submitted report; ``created`` is False for one that was already there."""

    @property
    def id(self) -> str:
        """The report's id."""

    @property
    def created(self) -> bool:
        """Whether it is new."""

    @property
    def status(self) -> ReadingStatus:
        """How reading it ended."""

    @property
    def claims(self) -> int:
        """How many strike claims were read in it."""


class Service(Protocol):
    """The straight line behind the routes. Every method may raise a ``StrikemapError`` and may be called from any thread."""

    def read(self, report: Report) -> Reading:
        """Read a report and keep nothing."""

    def submit(self, report: Report) -> Receipt:
        """Read and keep a report."""

    def report(self, report_id: str) -> Mapping[str, Any]:
        """The JSON document of one report."""

    def event(self, event_id: str) -> Mapping[str, Any]:
        """The JSON document of one event; NotFound where there is none."""

    def overview(self, report_id: str | None) -> Mapping[str, Any]:
        """What the page shows around the map, over everything stored or for one report."""

    def page(self, query: Query, *, at_once: bool = False) -> Page:
        """One page of pre-rendered features.

        ``at_once``, here and below: raise NotAtOnce instead of waiting for others or working for longer than a few milliseconds.
        """

    def feature(self, collection: CollectionId, feature_id: str, *, at_once: bool = False) -> bytes:
        """One pre-rendered feature; NotFound where there is none."""

    def stream(self, query: Query) -> Iterator[bytes]:
        """Every match, one pre-rendered feature at a time."""

    def layers(self, names: Iterable[CollectionId], report_id: str | None = None) -> dict[CollectionId, list[dict[str, Any]]]:
        """Whole collections as GeoJSON features; TooLarge above what one file should carry."""

    def extent(self, collection: CollectionId, *, at_once: bool = False) -> Extent:
        """What a collection covers."""

    def data_version(self, *, at_once: bool = False) -> str:
        """A word that changes with every stored change."""

    def datasets(self, public_only: bool = False) -> Sequence[Dataset]:
        """Coded data sets with licence and attribution."""

    def imports_under_way(self) -> int:
        """How many imports have begun and are not finished."""

    def about(self) -> Mapping[str, str]:
        """By what the service works: its parts with their versions; ``store_version`` is a whole number."""

    def ready(self) -> None:
        """Raise Unavailable, with the reason, when the service cannot answer."""

    def close(self) -> None:
        """Let go of the files."""


class Desk(Protocol):
    """Where people decide. Every method may raise a ``StrikemapError`` and may be called from any thread."""

    def needs(self, verb: ReviewVerb, undoes: str | None) -> Scope:
        """The scope that an order takes."""

    def on_claim(self, claim_id: str, order: Order) -> Mapping[str, Any]:
        """Decide something of a claim: ``review`` and the ``claim`` as it is then."""

    def on_report(self, report_id: str, order: Order) -> Mapping[str, Any]:
        """Decide something of a report: ``reviews`` and the ``report`` as the desk has it then."""

    def of_report(self, report_id: str) -> Mapping[str, Any]:
        """A report as the desk has it."""


class Lives(Protocol):
    """What waits, and what became of claims; ``reviewer`` sees more than strangers do."""

    def queue(self, which: str = "new", after: str | None = None, limit: int = 50) -> Mapping[str, Any]:
        """One page of what waits."""

    def reviews_of(self, claim_id: str, reviewer: bool = False) -> Mapping[str, Any]:
        """Every review of a claim."""

    def history(self, claim_id: str, reviewer: bool = False) -> Mapping[str, Any]:
        """A claim's life."""


@dataclass(frozen=True, slots=True)
class Office:
    """What stands behind reviews and keys."""

    desk: Desk
    lives: Lives
    keys: KeyRing


class Answer(Protocol):
    """What a name means: a place with its location, or None for both, with a score (0 to 1), a reason, and what else it might have meant."""

    @property
    def place(self) -> Place | None:
        """The place."""

    @property
    def location(self) -> Location | None:
        """Where it lies, with its precision."""

    @property
    def score(self) -> float:
        """How sure the answer is."""

    @property
    def reason(self) -> str:
        """Why, in a sentence."""

    @property
    def alternatives(self) -> Sequence[Candidate]:
        """Other places of that name."""


class Names(Protocol):
    """Single names to places, offline; any thread may ask."""

    def geocode(self, name: str, country: str | None = None, admin1: str | None = None, bbox: Box | None = None, limit: int = 5) -> Answer:
        """The place that a name means."""

    def suggest(self, prefix: str, country: str | None = None, bbox: Box | None = None, limit: int = 10) -> Sequence[Candidate]:
        """Prominent places whose name begins so."""

    def country_code(self, country: str) -> str | None:
        """ISO 3166-1 alpha-2 of a country's name or code."""

    def country_name(self, code: str | None) -> str | None:
        """The name of the country with an ISO 3166-1 alpha-2 code."""


class MapPage(Protocol):
    """The page for a browser: constant bytes, and the CSP hashes of what stands inline in it."""

    @property
    def html(self) -> bytes:
        """The whole page, UTF-8."""

    @property
    def script_hashes(self) -> Iterable[str]:
        """``sha256-…`` of each inline script."""

    @property
    def style_hashes(self) -> Iterable[str]:
        """``sha256-…`` of each inline style sheet."""
