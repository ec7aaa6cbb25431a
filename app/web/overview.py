"""What the page shows around the map."""

from starlette.requests import Request
from starlette.responses import Response

from app.model.query import Compare, Query
from app.web.answers import answer
from app.web.company import company
from app.web.dump import dump
from app.web.links import JSON
from app.web.params import Arguments
from app.web.site import Edition, site_of


async def overview(request: Request) -> Response:
    """GET /overview?report_id=. Of one report it has ``events`` too: how many claims tell of each of its strikes, those of other reports counted."""
    site = site_of(request)
    identifier = Arguments(request, {"report_id", "f"}).get("report_id")

    def make(edition: Edition) -> bytes:
        told = site.service.overview(identifier)
        if identifier is None:
            return dump(told)
        claims = site.service.page(Query("claims", filter=Compare("report_id", "=", identifier), limit=None)).features
        return dump({**told, "events": company(site.service, claims)})

    return await answer(request, JSON, make)
