"""The first address: the map page for a browser, the OGC landing document for everybody else."""

from starlette.requests import Request
from starlette.responses import Response

from app.version import __version__
from app.web.answers import constant
from app.web.dump import dump
from app.web.headers import content_security_policy
from app.web.links import HTML, JSON, OGC_REL, OPENAPI, Link, base_url, link
from app.web.negotiation import wants_html
from app.web.params import Arguments
from app.web.site import site_of

STREET_MAP = "https://tile.openstreetmap.org"
"""Where the street map's pictures come from, where the settings allow it."""

TITLE = "Strikemap"
DESCRIPTION = (
    "Places that news reports say air and missile strikes were launched from and hit, each with who says so and the quote. "
    "Machine-read, reported, not verified."
)
ATTRIBUTION = "Places: GeoNames (CC BY 4.0), Natural Earth and OurAirports (public domain). Claims: the reports quoted."


async def landing(request: Request) -> Response:
    """GET /: the page takes whatever its address holds, the document nothing but ``f``."""
    if wants_html(request, request.query_params.get("f")):
        return page_of(request)
    Arguments(request, {"f"})
    base = base_url(request)
    document = {"title": TITLE, "description": DESCRIPTION, "attribution": ATTRIBUTION, "version": __version__, "links": _links(base)}
    return constant(request, JSON, dump(document))


async def map_page(request: Request) -> Response:
    """GET /map: the page, whatever is accepted, unless f=json asks for the landing document."""
    return await landing(request) if request.query_params.get("f") == "json" else page_of(request)


def page_of(request: Request) -> Response:
    """The map page with the policy that lets just its own inline parts run."""
    page = site_of(request).page
    # one report's map, and the map without the page around it, are made to be embedded; the page with everything is not
    framed_by = "*" if request.query_params.keys() & {"report", "embed"} else "'self'"
    pictures = (STREET_MAP,) if site_of(request).config.street_map else ()
    policy = content_security_policy(page.script_hashes, page.style_hashes, framed_by, pictures)
    return constant(request, HTML, page.html, {"content-security-policy": policy})


def _links(base: str) -> list[Link]:
    return [
        link(f"{base}/", "self", JSON, "This document"),
        link(f"{base}/?f=html", "alternate", HTML, "The map"),
        link(f"{base}/api", "service-desc", OPENAPI, "The API, OpenAPI 3.0"),
        link(f"{base}/api?f=html", "service-doc", HTML, "The API, for people"),
        link(f"{base}/conformance", "conformance", JSON, "OGC API conformance classes"),
        link(f"{base}/conformance", f"{OGC_REL}conformance", JSON, "OGC API conformance classes"),
        link(f"{base}/collections", "data", JSON, "The collections"),
        link(f"{base}/collections", f"{OGC_REL}data", JSON, "The collections"),
    ]
