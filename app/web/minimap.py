"""A small map as a picture, for the pages of an event, a place and a report."""

import orjson
from starlette.requests import Request
from starlette.responses import Response

from app.errors import BadInput, Unavailable
from app.map.minimap import DARK, LIGHT, minimap
from app.model.census import MARKS
from app.model.query import Compare, Query
from app.web.answers import answer
from app.web.params import Arguments
from app.web.ports import Service
from app.web.site import Edition, site_of

SVG = "image/svg+xml"
MOST = 60
"""How many marks of a collection are looked at; a place is drawn once however many there are."""

_OF = {"event": "event_id", "place": "place_id", "report": "report_id"}


def _known(service: Service, of: str, identifier: str) -> str:
    """The id of what is there: an event goes by those of its claims too. Raises NotFound."""
    if of == "event":
        return str(service.event(identifier)["id"])
    service.feature("places" if of == "place" else "reports", identifier)
    return identifier


async def picture(request: Request) -> Response:
    """GET /minimap.svg?event=ID, or place=ID, or report=ID: the places that its marks name; ``theme=dark`` for a dark page."""
    site = site_of(request)
    arguments = Arguments(request, {*_OF, "theme"})
    given = list(arguments.among(_OF))
    palette = {None: LIGHT, "light": LIGHT, "dark": DARK}.get(arguments.get("theme"))
    if palette is None:
        raise BadInput("theme takes light or dark.")
    if len(given) != 1:
        raise BadInput("Say of what: event, place or report, one of them with its id.")
    if site.config.basemap is None:
        raise Unavailable("This service was started without a base map.")
    basemap, (of, identifier) = site.config.basemap, given[0]

    def make(edition: Edition) -> bytes:
        chosen = Compare(_OF[of], "=", _known(site.service, of, identifier))
        pages = [site.service.page(Query(name, filter=chosen, limit=MOST)) for name in MARKS]
        marks = [orjson.loads(feature) for page in pages for feature in page.features]
        return minimap(marks, basemap, palette).encode("utf-8", "replace")

    return await answer(request, SVG, make)
