"""What the page shows around the map."""

from starlette.requests import Request
from starlette.responses import Response

from app.web.answers import answer
from app.web.dump import dump
from app.web.links import JSON
from app.web.params import Arguments
from app.web.site import Edition, site_of


async def overview(request: Request) -> Response:
    """GET /overview?report_id=."""
    site = site_of(request)
    identifier = Arguments(request, {"report_id", "f"}).get("report_id")

    def make(edition: Edition) -> bytes:
        return dump(site.service.overview(identifier))

    return await answer(request, JSON, make)
