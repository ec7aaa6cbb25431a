"""What the map page asks for where there are too many marks to send: counts, tiles of cells, and the features of a cell."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Protocol

import orjson
from starlette.requests import Request
from starlette.responses import Response

from app.errors import BadInput, NotFound, Unavailable
from app.model.choice import UNSTATED, Choice
from app.model.feature import CollectionId
from app.model.query import IsIn, Query
from app.web.answers import answer
from app.web.choosing import CODES, Chosen
from app.web.company import company
from app.web.dump import dump, with_features
from app.web.links import GEOJSON, JSON
from app.web.site import Edition, site_of

DEEPEST = 20
CELLS = 256
CELL_MARKS = 60
"""How many marks of one cell are told."""

AREAS = 300
"""How many areas are drawn."""

LINES = 300
"""How many strike lines are drawn."""

PAGE = 60
"""How many claims a page of the list holds."""

FARTHEST = 100_000_000


class Counting(Protocol):
    """What counts and gathers the public claims (``app.service.counting``)."""

    def prepare(self) -> None:
        """Count now what would else be counted when first asked for."""

    def summary(self, choice: Choice) -> Mapping[str, Any]:
        """Counts by everything that claims can be filtered by."""

    def tile(self, choice: Choice, z: int, x: int, y: int) -> Mapping[str, Any]:
        """One tile of marks."""

    def cell(self, choice: Choice, z: int, x: int, y: int, cell: int, limit: int) -> tuple[int, list[bytes]]:
        """The marks of one cell: how many, and the newest as features."""

    def areas(self, choice: Choice, limit: int) -> tuple[int, list[tuple[int, tuple[str, ...], bytes]]]:
        """How many areas there are, and those with most claims: the number of these, the kinds of their speakers, and one of the marks."""

    def lines(self, choice: Choice, limit: int) -> tuple[int, list[bytes]]:
        """How many strike lines there are, and the newest as features."""

    def claims(self, choice: Choice, offset: int, limit: int) -> tuple[int, list[bytes], list[bytes]]:
        """How many claims pass, a page of them, newest first, and the marks of that page."""

    def stream(self, choice: Choice, collection: CollectionId) -> Iterator[bytes]:
        """Every feature of a collection whose claim passes."""


def counting_of(request: Request) -> Counting:
    """What counts for the application that a request came to."""
    counting: Counting | None = request.app.state.counting
    if counting is None:
        raise Unavailable("This service was started without a census of its claims.")
    return counting


def choice_of(request: Request, chosen: Chosen) -> Choice:
    """What is chosen, for a question to what counts.

    Raises:
        BadInput: a code that there is not, and that no data set has of its own either.
        NotFound: a report that is not there.
    """
    counting = counting_of(request)
    if chosen.choice.report is not None:
        site_of(request).service.feature("reports", chosen.choice.report)
    for name, values in chosen.choice.values:
        strange = values - CODES.get(name, values) - {UNSTATED}
        if strange and strange - {value for value, _ in counting.summary(Choice())["facets"][name]}:
            raise BadInput(f"{name} takes one of {', '.join(sorted(CODES[name]))}; or nothing, for what is not stated.")
    return chosen.choice


async def summary(request: Request) -> Response:
    """GET /census."""
    counting, chosen = counting_of(request), Chosen(request)

    def make(edition: Edition) -> bytes:
        return dump(counting.summary(choice_of(request, chosen)))

    return await answer(request, JSON, make)


async def tile(request: Request) -> Response:
    """GET /census/tiles/{z}/{x}/{y}."""
    counting, chosen, at = counting_of(request), Chosen(request), _tile_of(request)

    def make(edition: Edition) -> bytes:
        return dump(counting.tile(choice_of(request, chosen), *at))

    return await answer(request, JSON, make)


async def cell(request: Request) -> Response:
    """GET /census/tiles/{z}/{x}/{y}/{cell}: the marks of one cell, newest first."""
    counting, chosen, at = counting_of(request), Chosen(request), _tile_of(request)
    number = _whole(request.path_params["cell"])
    if number >= CELLS:
        raise NotFound(f"Cells are numbered from 0 to {CELLS - 1}.")

    def make(edition: Edition) -> bytes:
        matched, features = counting.cell(choice_of(request, chosen), *at, number, CELL_MARKS)
        return collection(matched, features, {"events": company(site_of(request).service, features)})

    return await answer(request, GEOJSON, make)


async def areas(request: Request) -> Response:
    """GET /census/areas: places known only as areas, those with most claims first; ``counts`` and ``kinds``: how many claims each has, and
    who makes them."""
    counting, chosen = counting_of(request), Chosen(request)

    def make(edition: Edition) -> bytes:
        matched, found = counting.areas(choice_of(request, chosen), AREAS)
        told = {"counts": [count for count, _, _ in found], "kinds": [kinds for _, kinds, _ in found]}
        return collection(matched, [feature for _, _, feature in found], told)

    return await answer(request, GEOJSON, make)


async def lines(request: Request) -> Response:
    """GET /census/lines: strike lines, newest first."""
    counting, chosen = counting_of(request), Chosen(request)

    def make(edition: Edition) -> bytes:
        return collection(*counting.lines(choice_of(request, chosen), LINES))

    return await answer(request, GEOJSON, make)


async def claims(request: Request) -> Response:
    """GET /census/claims?offset=: the claims that pass, newest first, a page of them; ``marks`` are theirs, ``events`` says how many claims
    tell of each of their strikes."""
    counting, chosen = counting_of(request), Chosen(request, {"offset"})
    offset = chosen.whole("offset", FARTHEST, 0)

    def make(edition: Edition) -> bytes:
        matched, features, marks = counting.claims(choice_of(request, chosen), offset, PAGE)
        head = {"events": company(site_of(request).service, features)}
        return b"".join((collection(matched, features, head)[:-1], b',"marks":[', b",".join(marks), b"]}"))

    return await answer(request, GEOJSON, make)


async def beside(request: Request) -> Response:
    """GET /census/beside: the disputes and the claims without a place that ``/overview`` tells of, those of them whose claims pass."""
    counting, chosen, service = counting_of(request), Chosen(request), site_of(request).service

    def make(edition: Edition) -> bytes:
        choice = choice_of(request, chosen)
        told = service.overview(None)
        disputes, unmapped = told["disputes"], told["not_on_map"]
        ids = {side["claim_id"] for dispute in disputes for side in dispute["sides"]} | {one["claim_id"] for one in unmapped}
        reports = {_told(claim)["report_id"] for claim in service.page(Query("claims", filter=IsIn("id", tuple(sorted(ids))), limit=None)).features}
        passing: dict[str, dict[str, Any]] = {}
        for report in reports:
            _, claims, _ = counting.claims(replace(choice, report=report), 0, FARTHEST)
            passing |= {claim["id"]: {name: claim[name] for name in ("claimant_kind", "report_id", "source_kind")} for claim in map(_told, claims)}
        kept = [dispute for dispute in disputes if any(side["claim_id"] in passing for side in dispute["sides"])]
        listed = [{**one, **passing[one["claim_id"]]} for one in unmapped if one["claim_id"] in passing]
        return dump({"disputes": kept, "not_on_map": listed})

    return await answer(request, JSON, make)


def collection(matched: int, features: Iterable[bytes], further: Mapping[str, Any] | None = None) -> bytes:
    """Features as a FeatureCollection, with how many there are in all."""
    head = {"type": "FeatureCollection", "numberMatched": matched, **(further or {})}
    return with_features(head, features)


def _told(feature: bytes) -> dict[str, Any]:
    properties: dict[str, Any] = orjson.loads(feature)["properties"]
    return properties


def _tile_of(request: Request) -> tuple[int, int, int]:
    z, x, y = (_whole(request.path_params[name]) for name in ("z", "x", "y"))
    if z > DEEPEST or x >> z or y >> z:
        raise NotFound(f"There is no such tile: levels go from 0 to {DEEPEST}, columns and rows from 0 to 2^level - 1.")
    return z, x, y


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise NotFound("A tile is named by three whole numbers: level, column, row.")
    return int(text)
