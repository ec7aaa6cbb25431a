"""One place: what stored reports say of it."""

from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from app.map.vocabulary import vocabulary
from app.model.feature import CollectionId
from app.model.query import Compare, Query, SortKey
from app.web.answers import answer
from app.web.dump import dump
from app.web.links import GEOJSON, HTML, both_faces
from app.web.links import base_url as base_of
from app.web.negotiation import wants_page
from app.web.pages import PAGE_HEADERS, render
from app.web.ports import Service
from app.web.site import Edition, site_of

MARKS = 100
"""How many claims of one role a page lists."""

_ROLES: tuple[tuple[str, tuple[CollectionId, ...]], ...] = (
    ("Reported struck", ("reported-targets", "reported-target-areas")),
    ("Reported launched from here", ("launch-origins", "launch-origin-areas")),
    ("Named as a base of the striker", ("bases",)),
)


async def place(request: Request) -> Response:
    """GET /places/{place_id}: the place as GeoJSON, or a page of the claims about it."""
    site, base = site_of(request), base_of(request)
    identifier = request.path_params["place_id"]
    html = wants_page(request)

    def make(edition: Edition) -> bytes:
        feature = site.service.feature("places", identifier)
        if not html:
            links = both_faces(f"{base}/places/{identifier}", (), GEOJSON, "This place")
            return feature[:-1] + b"," + dump({"links": links})[1:]
        return render("place.html", base=base, place=orjson.loads(feature)["properties"], sections=_sections(site.service, identifier))

    return await answer(request, HTML if html else GEOJSON, make, PAGE_HEADERS if html else None)


def _sections(service: Service, place_id: str) -> list[tuple[str, str, int, list[dict[str, Any]]]]:
    """Title, role, number of claims and the newest of them, of each role that the place has."""
    sections = []
    for title, collections in _ROLES:
        filtered = Compare("place_id", "=", place_id)
        pages = [service.page(Query(name, filter=filtered, sort=(SortKey("date_start", descending=True),), limit=MARKS)) for name in collections]
        marks = [_mark(feature) for page in pages for feature in page.features]
        if marks:
            sections.append((title, str(marks[0]["role"]), sum(page.matched for page in pages), marks[:MARKS]))
    return sections


def _mark(feature: bytes) -> dict[str, Any]:
    properties: dict[str, Any] = orjson.loads(feature)["properties"]
    return properties | {"speaker": vocabulary()["speakers"].get(properties["claimant_kind"], {"short": "speaker not known"})["short"]}
