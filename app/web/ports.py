"""What HTTP asks of the floors below: the shape of the service, of a column and of the map page."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from app.model.codes import ReadingStatus
from app.model.feature import CollectionId
from app.model.query import Extent, Page, Query
from app.model.report import Report


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

    def submit(self, report: Report) -> Receipt:
        """Read and keep a report."""

    def report(self, report_id: str) -> Mapping[str, Any]:
        """The JSON document of one report."""

    def overview(self, report_id: str | None) -> Mapping[str, Any]:
        """What the page shows around the map, over everything stored or for one report."""

    def page(self, query: Query) -> Page:
        """One page of pre-rendered features."""

    def feature(self, collection: CollectionId, feature_id: str) -> bytes:
        """One pre-rendered feature; NotFound where there is none."""

    def stream(self, query: Query) -> Iterator[bytes]:
        """Every match, one pre-rendered feature at a time."""

    def extent(self, collection: CollectionId) -> Extent:
        """What a collection covers."""

    def data_version(self) -> str:
        """A word that changes with every stored change."""

    def ready(self) -> None:
        """Raise Unavailable, with the reason, when the service cannot answer."""

    def close(self) -> None:
        """Let go of the files."""


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
