"""Reports in, and what was read in them out."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.web.answers import answer
from app.web.dump import dump
from app.web.links import GEOJSON, HTML, JSON, Link, base_url, link
from app.web.negotiation import wants_page
from app.web.pages import PAGE_HEADERS
from app.web.report_page import report_page
from app.web.site import Edition, site_of
from app.web.submission import read_submission


async def submit(request: Request) -> Response:
    """POST /reports: 201 for a new report, 200 for one that is there already."""
    site = site_of(request)
    report = await read_submission(request)
    receipt = await site.run(lambda: site.service.submit(report))
    base = base_url(request)
    document = {"id": receipt.id, "status": receipt.status, "claims": receipt.claims, "links": _links(base, receipt.id)}
    headers = {"location": f"{base}/reports/{receipt.id}", "cache-control": "no-store"}
    return Response(dump(document), 201 if receipt.created else 200, headers, JSON)


async def report(request: Request) -> Response:
    """GET /reports/{report_id}: as a document, or as a page; its text only where the settings allow it."""
    site, base = site_of(request), base_url(request)
    identifier = request.path_params["report_id"]
    html = wants_page(request)

    def make(edition: Edition) -> bytes:
        document: dict[str, Any] = dict(site.service.report(identifier))
        if not site.config.show_text:
            del document["text"]
        if html:
            return report_page(document, base)
        document["links"] = _links(base, identifier)
        return dump(document)

    return await answer(request, HTML if html else JSON, make, PAGE_HEADERS if html else None)


def _links(base: str, identifier: str) -> list[Link]:
    return [
        link(f"{base}/reports/{identifier}", "self", JSON, "The report as it was read"),
        link(f"{base}/?report={identifier}", "alternate", HTML, "Its map"),
        link(f"{base}/collections/claims/items?report_id={identifier}", "related", GEOJSON, "Its claims"),
        link(f"{base}/collections/reported-targets/items?report_id={identifier}", "related", GEOJSON, "Its reported targets"),
    ]
