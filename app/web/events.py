"""One event: who says so and who says otherwise, side by side."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.map.days import span_in_words
from app.web.answers import answer
from app.web.dump import dump
from app.web.links import GEOJSON, HTML, JSON, Link, base_url, link
from app.web.negotiation import wants_page
from app.web.pages import PAGE_HEADERS, render
from app.web.site import Edition, site_of


async def event(request: Request) -> Response:
    """GET /events/{event_id}."""
    site, base = site_of(request), base_url(request)
    identifier = request.path_params["event_id"]
    html = wants_page(request)

    def make(edition: Edition) -> bytes:
        document: dict[str, Any] = dict(site.service.event(identifier))
        document["links"] = _links(base, document["id"])
        return render("event.html", base=base, event=document, days=span_in_words) if html else dump(document)

    return await answer(request, HTML, make, PAGE_HEADERS) if html else await answer(request, JSON, make)


def _links(base: str, identifier: str) -> list[Link]:
    address = f"{base}/events/{identifier}"
    return [
        link(address, "self", JSON, "The event"),
        link(f"{address}?f=html", "alternate", HTML, "The event (page)"),
        link(f"{base}/collections/claims/items?event_id={identifier}", "related", GEOJSON, "Its claims"),
        link(f"{base}/collections/reported-targets/items?event_id={identifier}", "related", GEOJSON, "Its reported targets"),
    ]
