"""A small map as a picture, for the pages of an event, a place and a report."""

import orjson
from starlette.requests import Request
from starlette.responses import Response

from app.errors import BadInput, Unavailable
from app.map.minimap import minimap
from app.model.census import MARKS
from app.model.query import Compare, Query
from app.web.answers import answer
from app.web.params import Arguments
from app.web.site import Edition, site_of

SVG = "image/svg+xml"
MOST = 60
"""How many marks of a collection are looked at; a place is drawn once however many there are."""

_OF = {"event": "event_id", "place": "place_id", "report": "report_id"}


async def picture(request: Request) -> Response:
    """GET /minimap.svg?event=ID, or place=ID, or report=ID: the places that its marks name."""
    site = site_of(request)
    given = list(Arguments(request, _OF).among(_OF))
    if len(given) != 1:
        raise BadInput("Say of what: event, place or report, one of them with its id.")
    if site.config.basemap is None:
        raise Unavailable("This service was started without a base map.")
    basemap, chosen = site.config.basemap, Compare(_OF[given[0][0]], "=", given[0][1])

    def make(edition: Edition) -> bytes:
        pages = [site.service.page(Query(name, filter=chosen, limit=MOST)) for name in MARKS]
        return minimap([orjson.loads(feature) for page in pages for feature in page.features], basemap).encode("utf-8", "replace")

    return await answer(request, SVG, make)
