"""The map of the page as one file, to embed or to mail."""

from starlette.requests import Request
from starlette.responses import Response

from app.errors import Unavailable
from app.map.standalone import COLLECTIONS, standalone
from app.web.answers import answer
from app.web.links import HTML
from app.web.params import Arguments
from app.web.site import Edition, site_of

ROUTE = "map.html"
"""Relative to the service's root; the page links to it."""

_HEADERS = {"content-disposition": 'attachment; filename="strikemap.html"'}


async def map_file(request: Request) -> Response:
    """GET /map.html?report_id=: a download, whose own policy lets it ask for nothing.

    Raises:
        NotFound: there is no such report.
        TooLarge: more is stored than one file should carry.
    """
    site = site_of(request)
    identifier = Arguments(request, {"report_id"}).get("report_id")
    basemap = site.config.basemap
    if basemap is None:
        raise Unavailable("This service was started without a base map.")

    def make(edition: Edition) -> bytes:
        report = site.service.report(identifier) if identifier is not None else None
        html = standalone(site.service.layers(COLLECTIONS, identifier), site.service.overview(identifier), report, basemap)
        return html.encode("utf-8", "replace")

    return await answer(request, HTML, make, _HEADERS)
