"""A small service in memory with the answers of the real one, for tests of HTTP alone."""

import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import orjson
from shapely.geometry import box, shape

from app.errors import BadInput, NotAtOnce, NotFound, Unavailable
from app.features.columns import COLUMNS
from app.model.coded import Dataset
from app.model.codes import ReadingStatus
from app.model.feature import CollectionId, Feature
from app.model.geometry import Geometry
from app.model.place import Location, Toponym
from app.model.query import Extent, Page, Query
from app.model.reading import Reading
from app.model.report import Report
from tests.web.evaluator import holds
from tests.web.fake_names import TOWN


@dataclass(frozen=True)
class FakeReceipt:
    id: str
    created: bool
    status: ReadingStatus
    claims: int


@dataclass
class FakeService:
    features: list[Feature] = field(default_factory=list)
    reports: dict[str, Report] = field(default_factory=dict)
    down: str | None = None
    changes: int = 0
    closed: bool = False
    asked: list[Query] = field(default_factory=list)
    fails: Callable[[], None] | None = None

    def read(self, report: Report) -> Reading:
        start = report.text.find(TOWN.name)
        location = Location(Geometry.point(TOWN.lon, TOWN.lat), TOWN.lat, TOWN.lon, 1, 1_000.0)
        toponym = Toponym(start, start + len(TOWN.name), TOWN.name, "settlement", TOWN, location, 0.9, "Only one.")
        return Reading(report, "no_strike", False, (toponym,) if start >= 0 else ())

    def submit(self, report: Report) -> FakeReceipt:
        created = report.id not in self.reports
        self.reports.setdefault(report.id, report)
        self.changes += created
        return FakeReceipt(report.id, created, "no_strike", 0)

    def report(self, report_id: str) -> Mapping[str, Any]:
        if report_id not in self.reports:
            raise NotFound("There is no such report.")
        stored = self.reports[report_id]
        return {"id": report_id, "text": stored.text, "status": "no_strike", "toponyms": [], "claims": [], "links": []}

    def event(self, event_id: str) -> Mapping[str, Any]:
        if event_id != EVENT["id"]:
            raise NotFound("There is no such event.")
        return EVENT

    def overview(self, report_id: str | None) -> Mapping[str, Any]:
        if report_id is not None and report_id not in self.reports:
            raise NotFound("There is no such report.")
        return {"reports": [], "reports_total": len(self.reports), "claims_total": 0, "disputes": [], "not_on_map": []}

    def page(self, query: Query, *, at_once: bool = False) -> Page:
        if at_once and self.fails:
            raise NotAtOnce("This takes a while.")
        if self.fails:
            self.fails()
        self.asked.append(query)
        found = self._matches(query)
        limit = len(found) if query.limit is None else query.limit
        if query.before is not None:
            stop = _at(query.before)
            start = max(0, stop - limit)
            return Page(tuple(map(rendered, found[start:stop])), len(found), query.before, _cursor(start) if start else None)
        start = _at(query.after) if query.after is not None else 0
        stop = start + limit
        return Page(tuple(map(rendered, found[start:stop])), len(found), _cursor(stop) if stop < len(found) else None, query.after)

    def feature(self, collection: CollectionId, feature_id: str, *, at_once: bool = False) -> bytes:
        for feature in self.features:
            if feature.collection == collection and feature.id == feature_id:
                return rendered(feature)
        raise NotFound("There is no such feature in this collection.")

    def stream(self, query: Query) -> Iterator[bytes]:
        return map(rendered, self._matches(query))

    def extent(self, collection: CollectionId, *, at_once: bool = False) -> Extent:
        own = [feature for feature in self.features if feature.collection == collection]
        bounds = [shape(feature.geometry).bounds for feature in own if feature.geometry]
        days = [(feature.start, feature.end) for feature in own if feature.start and feature.end]
        area = (min(b[0] for b in bounds), min(b[1] for b in bounds), max(b[2] for b in bounds), max(b[3] for b in bounds)) if bounds else None
        interval = (min(start for start, _ in days), max(end for _, end in days)) if days else None
        return Extent(area, interval, len(own))

    def data_version(self, *, at_once: bool = False) -> str:
        return f"v{self.changes}"

    def datasets(self, public_only: bool = False) -> list[Dataset]:
        return [Dataset("harbour-log", "Harbour log", "CC BY 4.0", "The harbour office", "public")]

    def imports_under_way(self) -> int:
        self.ready()
        return 0

    def about(self) -> Mapping[str, str]:
        return {"store": "fake", "store_version": "1"}

    def ready(self) -> None:
        if self.down:
            raise Unavailable(self.down)

    def close(self) -> None:
        self.closed = True

    def _matches(self, query: Query) -> list[Feature]:
        found = [feature for feature in self.features if feature.collection == query.collection and _fits(feature, query)]
        for key in reversed(query.sort):
            known = [feature for feature in found if feature.properties[key.column] is not None]
            unknown = [feature for feature in found if feature.properties[key.column] is None]
            found = sorted(known, key=lambda one: one.properties[key.column], reverse=key.descending) + unknown  # type: ignore[arg-type,return-value]
        return found


def _said(claim_id: str, **more: object) -> dict[str, Any]:
    made: dict[str, Any] = {
        "claim_id": claim_id, "claimant": "The <Ministry>", "claimant_kind": "state_belligerent", "via": None, "verb": "boasted",
        "modality": "asserted", "quote": 'Jets <b>hit</b> "terrorists"', "quantity_text": "5 killed", "date_text": "on Friday",
        "date_start": "2021-03-05", "date_end": "2021-03-05", "date_prec": 1, "places_text": "Aldan", "not_on_map": None, "review_state": "machine",
        "reviewed_by": None, "report_id": "r1", "publisher": "Paper", "title": "A title", "url": "https://example.org/1",
        "published_at": "2021-03-06",
        "places": [{"name": "Aldan", "admin1": "North", "where_prec": 2, "precision": "near the place"}], "copy_of": None,
    }  # fmt: skip
    return made | more


EVENT: dict[str, Any] = {
    "id": "ec1", "title": "Aldan, 2021-03-05", "status": "contested", "status_rule": "Its claims say different things.", "independent_sources": 1,
    "sources": ["The Observatory"], "grading": "fair", "graded_by": "Ann", "date_start": "2021-03-05", "date_end": "2021-03-05", "place_ids": ["p"],
    "attackers": [], "weapons": [], "copies": [["c1", "c2"]], "contains": [{"id": "ec9", "title": "A part"}], "contains_n": 1, "links": [],
    "quantities": [{"unit": "killed", "of": None, "min": 5, "max": 19, "open": True, "claims": ["c1", "c2"]}],
    "disagreements": [
        {"field": "what", "unit": None, "of": None, "positions": [
            {"value": "“terrorists”", "claims": ["c1"], "claimants": ["The <Ministry>"]},
            {"value": "“civilians”", "claims": ["c2"], "claimants": ["The Observatory"]}]},
    ],
    "supporting": [_said("c1"), _said("c2", claimant="The Observatory", url="javascript:alert(1)", copy_of="c1")],
    "disputing": [_said("c3", modality="denied", claimant="The Army", date_text=None, date_start=None, date_end=None, quantity_text=None, places=[])],
    "joins": [{"claims": ["c1", "c2"], "score": 6.2, "reasons": ["both name Aldan", "the same day"]}],
}  # fmt: skip


def _cursor(at: int) -> str:
    return base64.urlsafe_b64encode(str(at).encode()).decode()


def _at(cursor: str) -> int:
    try:
        return int(base64.urlsafe_b64decode(cursor.encode("ascii")))
    except ValueError:
        raise BadInput("next takes what a next link gave.") from None


def rendered(feature: Feature) -> bytes:
    geometry = feature.geometry.__geo_interface__ if feature.geometry else None
    return orjson.dumps({"type": "Feature", "id": feature.id, "geometry": geometry, "properties": dict(feature.properties)})


def make_feature(
    collection: CollectionId,
    feature_id: str,
    geometry: Geometry | None,
    days: tuple[date, date] | None = None,
    report_id: str = "r1",
    **values: Any,
) -> Feature:
    """A feature with every column of its collection, null where no value is given."""
    start, end = days or (None, None)
    given = {"id": feature_id, "report_id": report_id, "date_start": start and start.isoformat(), "date_end": end and end.isoformat(), **values}
    properties = {column.name: given.get(column.name) for column in COLUMNS[collection]}
    return Feature(feature_id, collection, report_id, geometry, properties, start, end)


def sample(points: int = 25) -> FakeService:
    """Points in a row along 35 N from 35 E, one a day; one undated; one of each other kind of geometry; one with none."""
    day = date(2021, 3, 1)
    rows: list[Feature] = [
        make_feature(
            "reported-targets",
            f"c{number}:reported_target:place:{number}",
            Geometry.point(35 + number / 10, 35.0),
            (day.replace(day=1 + number % 28),) * 2 if number else None,
            report_id=f"r{number % 3}",
            claim_id=f"c{number}",
            place_name=f"Town {number}",
            claimant="The Ministry",
            where_prec=1 + number % 2,
            uncertainty_m=500.0,
            quote='said "it" was <hit> & gone',
        )
        for number in range(points)
    ]
    square = Geometry("MultiPolygon", ((((36.0, 34.0), (37.0, 34.0), (37.0, 35.0), (36.0, 35.0), (36.0, 34.0)),),))
    line = Geometry("LineString", ((50.0, 42.0), (36.5, 34.5)))
    rows += [
        make_feature("reported-target-areas", "c1:reported_target:area:1", square, (day, day), place_name="Province"),
        make_feature("launch-origins", "c1:launch_origin:place:9", Geometry.point(50, 42), (day, day)),
        make_feature("launch-origin-areas", "c1:launch_origin:sea:1", square, (day, day)),
        make_feature("bases", "c1:base:1", Geometry.point(179.5, -17.0)),
        make_feature("strike-lines", "c1:line:1", line, (day, day), from_precision=7),
        make_feature("claims", "c1", Geometry("MultiPoint", ((36.0, 35.0), (36.5, 35.5))), (day, day), munitions_min=18, munitions_max=18),
        make_feature("claims", "c2", None, (day, day), killed_min=0),
        make_feature("events", "ec1", Geometry("MultiPoint", ((36.0, 35.0), (36.5, 35.5))), (day, day), munitions_min=18, munitions_max=20),
        make_feature("events", "ec2", None, status="contested"),
        make_feature("event-areas", "ec3", square, (day, day), place_name="Province"),
        make_feature("places", "geonames:1", Geometry.point(36, 35), name="Town 1", roles="reported_target", claims_n=1),
        make_feature("places", "area/with slash", square, name="Province", roles="container", claims_n=1),
        make_feature("reports", "r1", None, title="A report", published_at="2021-03-02", is_strike_report=True, claims_n=2),
    ]
    return FakeService(features=rows)


def _fits(feature: Feature, query: Query) -> bool:
    return _in_box(feature, query) and _in_time(feature, query) and holds(feature, query.filter) is True


def _in_box(feature: Feature, query: Query) -> bool:
    if query.bbox is None:
        return True
    west, south, east, north = query.bbox
    boxes: Sequence[tuple[float, float]] = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    if feature.geometry is None:
        return query.undrawn
    return any(shape(feature.geometry).intersects(box(a, south, b, north)) for a, b in boxes)


def _in_time(feature: Feature, query: Query) -> bool:
    if query.interval is None or feature.start is None or feature.end is None:
        return True
    start, end = query.interval
    return (start is None or feature.end >= start) and (end is None or feature.start <= end)
