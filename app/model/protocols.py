"""The seams: what a floor asks of the one that ``main`` hands it. No plug-in registry; ``main`` chooses."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from app.model.claim import Claim
from app.model.coded import CodedRow, Dataset, ImportState, RowError
from app.model.feature import Changes, CollectionId, Feature
from app.model.geometry import Geometry
from app.model.grouping import ClaimEntry
from app.model.logs import KeyRing, ReviewLog
from app.model.place import Place, Toponym
from app.model.query import Extent, Page, Query
from app.model.report import Report
from app.model.review import Decisions


class Gazetteer(Protocol):
    """Names to places, offline."""

    @property
    def version(self) -> str:
        """Hash of the sources it was built from."""

    def lookup(self, name: str) -> Sequence[Place]:
        """Every place that bears the name in any of its forms, most prominent first; empty for an unknown name."""

    def place(self, place_id: str) -> Place | None:
        """The place with this id."""

    def geometry(self, place_id: str) -> Geometry | None:
        """The full geometry of a place: its area where the source has one, else its point."""

    def close(self) -> None:
        """Let go of what it holds open."""


class Geocoder(Protocol):
    """Report to toponyms."""

    def toponyms(self, report: Report, spans: Iterable[tuple[int, int]] | None = None) -> list[Toponym]:
        """Find and resolve the place names of a report, in order; with ``spans`` resolve exactly those instead of spotting."""


class Extractor(Protocol):
    """Report and toponyms to claims. Pure."""

    def __call__(self, report: Report, toponyms: Sequence[Toponym]) -> list[Claim]:
        """Every strike claim of every modality, in order of their quotes."""


class Store(Protocol):
    """Where reports and what was derived from them rest. One writer; readers never wait for it."""

    def save(
        self,
        report: Report,
        record: Mapping[str, Any],
        features: Iterable[Feature],
        version: str = "",
        reviewed: bool = False,
        claims: Iterable[ClaimEntry] = (),
    ) -> bool:
        """Keep a report with its reading and its features, all or nothing, on disk before it returns; False for one already kept.

        ``version`` says by which extractor and gazetteer it was read, ``reviewed`` that a person looked at it.
        ``claims`` are grouped with all others that strangers may see; what that changes in other reports' features is a part of the step.
        """

    def transaction(self) -> AbstractContextManager[None]:
        """Let everything that is stored inside be one step: all of it, or nothing."""

    def outdated(self, version: str, after: str = "", limit: int = 100) -> list[Report]:
        """Reports read by another version, in the order of their ids from ``after`` on; hidden ones too."""

    def changes(self, report_id: str, features: Iterable[Feature]) -> Changes:
        """What would change if a report had these features instead of its own."""

    @property
    def reviews(self) -> ReviewLog:
        """What people decided."""

    @property
    def keys(self) -> KeyRing:
        """Who may do what."""

    def withdraw(self, report_id: str, seq: int) -> None:
        """Erase what a report says, and what was derived from it; its hash stays."""

    def forget_traces(self) -> None:
        """Leave nothing on the disk of what was erased."""

    def restore_place(self, report_id: str) -> None:
        """Let a report that was withdrawn be sent again."""

    def replace(
        self,
        report: Report,
        record: Mapping[str, Any],
        features: Iterable[Feature],
        version: str,
        reviewed: bool = False,
        claims: Iterable[ClaimEntry] = (),
    ) -> None:
        """Put a new reading of a kept report in the place of the old one, all or nothing."""

    def decide(self, decisions: Decisions) -> None:
        """Put all that reviewers decided of events, over all reports, in the place of what they had decided before."""

    def event(self, event_id: str) -> Mapping[str, Any] | None:
        """The document of an event that strangers may see, by its id or by that of any of its claims after ``e``."""

    def report(self, report_id: str) -> tuple[Report, Mapping[str, Any]] | None:
        """A report with its reading as it was saved."""

    def remove(self, report_id: str) -> bool:
        """Forget a report and everything derived from it; False where there is none."""

    def recent(self, limit: int, holding: str | None = None) -> list[tuple[Report, Mapping[str, Any]]]:
        """The newest public reports with their readings; ``holding`` keeps those whose reading has entries under that key."""

    def page(self, query: Query, *, at_once: bool = False) -> Page:
        """The matching features in order, pre-rendered, one page of them.

        ``at_once``, here and below: raise NotAtOnce instead of waiting for others or working for longer than a few milliseconds.
        """

    def feature(self, collection: CollectionId, feature_id: str, *, at_once: bool = False) -> bytes | None:
        """One pre-rendered feature."""

    def stream(self, query: Query) -> Iterator[bytes]:
        """Every match in the order of the pages, in flat memory; the query's limit and cursor are ignored."""

    def extent(self, collection: CollectionId, *, at_once: bool = False) -> Extent:
        """What a collection covers."""

    def version(self, *, at_once: bool = False) -> str:
        """A word that changes with every stored change."""

    @property
    def prepare(self) -> Callable[[Sequence[CodedRow]], Any]:
        """What makes coded rows into a batch for ``add_rows``; a plain function, so that any process may do it."""

    def begin_import(self, dataset: Dataset, source: str) -> ImportState:
        """Start the import of a data set from a source (a word for the file's content and how it is read), or go on with it."""

    def add_rows(self, name: str, batch: Any, at: int, lines: int, errors: Sequence[RowError]) -> None:
        """Keep a batch of an import and how far the file was read with it."""

    def finish_import(self, dataset: Dataset) -> ImportState:
        """Let the imported rows take the place of the data set's old ones, in one step."""

    def make_ready(self) -> None:
        """Make ready to be served what another program imported."""

    def imports_under_way(self) -> int:
        """How many imports have begun and are not finished."""

    def datasets(self, public_only: bool = False) -> list[Dataset]:
        """Every coded data set, private ones too unless ``public_only``, by name."""

    def remove_dataset(self, name: str) -> bool:
        """Forget a coded data set with all its rows; False where there is none."""

    def about(self) -> Mapping[str, str]:
        """What it is made of, for those who run it: its kind, its version, the version of its file."""

    def ready(self) -> None:
        """Raise Unavailable, with the reason, when it cannot answer."""

    def close(self) -> None:
        """Let go of the files."""
