"""The straight line: a report goes in at the left, features come out at the right.

    1. geocode   Report → toponyms
    2. extract   Report + toponyms → claims
    3. review    claims + reviews → claims as reviewers left them
    4. events    claims → disputes and standings within the report
    5. features  reading + standings → features
    6. store     report, record, features and claims, all or nothing; there the claims of all reports become events (``eventing``)
    7. query     features back as pages, streams and documents
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from app.errors import BadInput, Forbidden, NotFound, TooLarge
from app.evaluate.comparison import Line, compared
from app.events.dispute import disputes_of
from app.events.parties import Vocabulary
from app.events.standing import standings
from app.features.reading import features_of
from app.features.unplaced import unplaced
from app.formats.extraction import reading_record
from app.formats.shaped import Told
from app.ingest.mapping import ColumnMapping
from app.model.coded import CodedRow, Dataset, Visibility
from app.model.codes import ReadingStatus
from app.model.event import Witness
from app.model.feature import Changes, CollectionId
from app.model.logs import ONLY_REVIEWED
from app.model.protocols import Store
from app.model.query import Compare, Extent, Page, Query
from app.model.reading import Reading
from app.model.report import Report
from app.service.comparing import event_features, told_events, told_side
from app.service.desk import Desk
from app.service.documents import dispute_record, overview, report_head
from app.service.event_document import event_document
from app.service.eventing import Eventing
from app.service.importing import ImportReport, Progress, import_file
from app.service.lives import Lives
from app.service.reader import Reader
from app.service.rebuilding import Derived, RebuildReport, rebuild
from app.service.reviewing import ReviewedReading, Reviewing

OVERVIEW = 50
"""How many reports the overview lists, and from how many it gathers disputes and claims that are not on the map."""

LAYERS = 5_000
"""How many features are handed over whole, for a map in one file."""

OUTLINES = 256
"""How many outlines of places are kept at hand: reports name the same countries and provinces again and again."""

STRIKERS = 4_096
"""How many pairs of strikers' names are remembered while events and rows are compared: the same few states strike again and again."""

Credits = Callable[[str], tuple[str | None, str | None]]
"""Licence and attribution of a gazetteer source."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a submitted report; ``created`` is False for one that was there already."""

    id: str
    created: bool
    status: ReadingStatus
    claims: int


class Service:
    """The whole line with a store. Every method may be called from any thread and raises only a ``StrikemapError``."""

    def __init__(
        self,
        reader: Reader,
        store: Store,
        vocabulary: Vocabulary,
        credit_of: Credits,
        only_reviewed: bool = False,
        eventing: Eventing | None = None,
    ) -> None:
        """Take the floors that ``main`` chose; with ``only_reviewed`` claims that nobody looked at are not shown.

        ``eventing`` is what groups the claims of the store.
        """
        self._reader = reader
        self._store = store
        self._vocabulary = vocabulary
        self._credit_of = credit_of
        self._eventing = eventing or Eventing(vocabulary, reader.gazetteer.geometry)
        self._geometry_of = lru_cache(OUTLINES)(reader.gazetteer.geometry)
        self._version = f"{reader.version} {ONLY_REVIEWED}" if only_reviewed else reader.version
        self._reviewing = Reviewing(store.reviews, reader.gazetteer, only_reviewed, store.decide)
        self.keys = store.keys
        self.desk = Desk(store, self._reviewing, self.read, lambda reading: self._renew(reading)[0])
        self.lives = Lives(store, self._reviewing)
        self._overview: tuple[str, Mapping[str, Any]] | None = None
        self._overview_lock = threading.Lock()

    def read(self, report: Report, spans: Iterable[tuple[int, int]] | None = None) -> Reading:
        """Read one report; nothing is stored."""
        return self._reader.read(report, spans)

    def submit(self, report: Report) -> Receipt:
        """Read and keep a report; one that is kept already stays as it is."""
        _check_unicode(report)
        known = self._store.report(report.id)
        if known is not None:
            return Receipt(report.id, False, known[1]["status"], len(known[1]["claims"]))
        if self._store.reviews.withdrawn(report.id) is not None:
            raise Forbidden("A report with this text was withdrawn; it is not taken again.")
        reading = self.read(self._reviewing.amended(report))
        with self._store.transaction():
            held = self._reviewing.over(reading)
            made = self._derived(held)
            created = self._store.save(report, made.record, made.features, self._version, held.vouched, made.claims)
            if created:
                self._reviewing.keep(held)
        return Receipt(report.id, created, reading.status, len(reading.claims))

    def derive(self, reading: Reading) -> Derived:
        """Steps 3 to 5: what is stored of a reading, as a document, as features, and as claims to be grouped with those of other reports."""
        return self._derived(self._reviewing.over(reading))

    def _derived(self, held: ReviewedReading) -> Derived:
        reading = held.reading
        disputes = disputes_of([Witness(claim, reading.report).said for claim in reading.claims], self._vocabulary)
        own = standings(reading.claims, disputes, self._vocabulary)
        features = features_of(reading, held.with_review(own), self._geometry_of, self._credit_of)
        record = reading_record(reading)
        record["disputes"] = [dispute_record(dispute, reading.report.text) for dispute in disputes]
        record["not_on_map"] = list(unplaced(reading))
        record["report"] = report_head(reading.report)
        if reading.report.text != held.report.text:
            record["text"] = reading.report.text
        return Derived(record, features, self._eventing.entries(reading.report, reading.claims, own))

    def _renew(self, reading: Reading, dry_run: bool = False) -> tuple[ReviewedReading, Changes]:
        """Put what follows from a reading in the place of what is stored of its report."""
        with self._store.transaction():
            held = self._reviewing.over(reading)
            made = self._derived(held)
            changes = self._store.changes(reading.report.id, made.features)
            if not dry_run:
                self._store.replace(reading.report, made.record, made.features, self._version, held.vouched, made.claims)
                self._reviewing.keep(held)
        return held, changes

    def remove(self, report_id: str) -> bool:
        """Forget a report and everything derived from it; False where there is none. What people decided of it waits for its return."""
        with self._store.transaction():
            removed = self._store.remove(report_id)
            if removed:
                self._reviewing.leave(report_id)
        return removed

    def import_file(
        self,
        path: Path,
        mapping: ColumnMapping,
        *,
        name: str | None = None,
        visibility: Visibility = "private",
        licence: str | None = None,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Import a file of coded strike events as one data set (``importing.import_file``)."""
        return import_file(self._store, path, mapping, name=name, visibility=visibility, licence=licence, progress=progress)

    def rebuild(self, *, dry_run: bool = False, progress: Progress | None = None) -> RebuildReport:
        """Derive everything anew that another extractor or gazetteer made (``rebuilding.rebuild``)."""
        read = lambda report: self.read(self._reviewing.amended(report))  # noqa: E731
        return rebuild(self._store, self._version, read, self._renew, dry_run=dry_run, progress=progress)

    def renew_reviewed(self) -> None:
        """After a change of what strangers see: derive the reviewed reports anew, which a rebuild does for all others."""
        for report_id in self._store.reviews.turned(self._version):
            report = self._store.reviews.report(report_id)
            reading = self.read(self._reviewing.amended(report)) if report else None
            if reading is not None and reading.status != "failed":
                self._renew(reading)

    def report(self, report_id: str) -> dict[str, Any]:
        """The JSON document of one report; raises NotFound."""
        report, record = self._known(report_id)
        return {
            **record.get("report", report_head(report)),
            "language": report.language,
            "status": record["status"],
            **({"error": record["error"]} if "error" in record else {}),
            "is_strike_report": record["is_strike_report"],
            "text": record.get("text", report.text),
            "toponyms": record["toponyms"],
            "claims": record["claims"],
            "disputes": record["disputes"],
            "not_on_map": record["not_on_map"],
            "links": [],
        }

    def event(self, event_id: str) -> dict[str, Any]:
        """The JSON document of one event, by its id or that of any of its claims after ``e``; raises NotFound."""
        record = self._store.event(event_id)
        if record is None:
            raise NotFound("There is no such event.")
        return event_document(self._store, record)

    def compare(self, rows: Sequence[CodedRow], days: int, km: float) -> Iterator[Line]:
        """The store's events against the rows of a data set (``comparing``); nothing is kept."""
        one_side = lru_cache(STRIKERS)(lambda one, other: told_side(one, other, self._vocabulary))
        return compared(event_features(self._store), rows, days, km, one_side)

    def told_events(self) -> Iterator[Told]:
        """Every event with its claims, to be written in the shapes of coded data sets."""
        return told_events(self._store)

    def overview(self, report_id: str | None) -> Mapping[str, Any]:
        """What the page shows around the map, for one report or over everything stored; raises NotFound."""
        if report_id is not None:
            known = self._known(report_id)
            return overview([known], [known], [known], 1, len(known[1]["claims"]))
        version = self._store.version()
        with self._overview_lock:
            if self._overview is None or self._overview[0] != version:
                self._overview = (version, self._overview_of_all())
            return self._overview[1]

    def page(self, query: Query, *, at_once: bool = False) -> Page:
        """One page of pre-rendered features; ``at_once``, here and below: raise NotAtOnce rather than wait or work for long."""
        return self._store.page(query, at_once=at_once)

    def feature(self, collection: CollectionId, feature_id: str, *, at_once: bool = False) -> bytes:
        """One pre-rendered feature; raises NotFound."""
        found = self._store.feature(collection, feature_id, at_once=at_once)
        if found is None:
            raise NotFound("There is no such feature in this collection.")
        return found

    def stream(self, query: Query) -> Iterator[bytes]:
        """Every match, one pre-rendered feature at a time, in the order of the pages."""
        return self._store.stream(query)

    def layers(self, names: Iterable[CollectionId], report_id: str | None = None) -> dict[CollectionId, list[dict[str, Any]]]:
        """Whole collections as GeoJSON features, of one report or of all; raises TooLarge above ``LAYERS`` features in all."""
        only = Compare("report_id", "=", report_id) if report_id is not None else None
        found: dict[CollectionId, list[dict[str, Any]]] = {}
        left = LAYERS
        for name in names:
            page = self._store.page(Query(name, filter=only, limit=left + 1))
            left -= len(page.features)
            if left < 0:
                raise TooLarge(f"More than {LAYERS:,} features do not go into one file. Make it of a single report.")
            found[name] = [orjson.loads(feature) for feature in page.features]
        return found

    def extent(self, collection: CollectionId, *, at_once: bool = False) -> Extent:
        """What a collection covers."""
        return self._store.extent(collection, at_once=at_once)

    def data_version(self, *, at_once: bool = False) -> str:
        """A word that changes with every stored change."""
        return self._store.version(at_once=at_once)

    def datasets(self, public_only: bool = False) -> list[Dataset]:
        """Every coded data set with its licence, attribution and visibility, private ones too unless ``public_only``."""
        return self._store.datasets(public_only)

    def remove_dataset(self, name: str) -> bool:
        """Forget a coded data set with all its rows; False where there is none."""
        return self._store.remove_dataset(name)

    def imports_under_way(self) -> int:
        """How many imports have begun and are not finished."""
        return self._store.imports_under_way()

    def about(self) -> Mapping[str, str]:
        """By what this service works: store, gazetteer and reader with their versions."""
        return {**self._store.about(), "gazetteer_version": self._reader.gazetteer.version, "reader_version": self._reader.version}

    def ready(self) -> None:
        """Raise Unavailable, with the reason, when the service cannot answer."""
        self._store.ready()

    def close(self) -> None:
        """Let go of the files."""
        self._store.close()
        self._reader.close()

    def _known(self, report_id: str) -> tuple[Report, Mapping[str, Any]]:
        found = self._store.report(report_id)
        if found is None:
            raise NotFound("There is no such report.")
        return found

    def _overview_of_all(self) -> Mapping[str, Any]:
        recent = self._store.recent(OVERVIEW)
        disputed = self._store.recent(OVERVIEW, "disputes")
        unmapped = self._store.recent(OVERVIEW, "not_on_map")
        return overview(recent, disputed, unmapped, self._store.extent("reports").count, self._store.extent("claims").count)


def _check_unicode(report: Report) -> None:
    for value in (report.text, report.title, report.publisher, report.url):
        if value and any("\ud800" <= character <= "\udfff" for character in value):
            raise BadInput("The report holds broken Unicode (a lone surrogate). Send it as valid UTF-8.")
