"""What this is, and how every field is coded: the pages that explain the others."""

from functools import lru_cache
from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from app.web.answers import answer, constant
from app.web.landing import ATTRIBUTION
from app.web.links import HTML, base_url
from app.web.negotiation import check_page
from app.web.pages import PAGE_HEADERS, render
from app.web.site import Edition, site_of


async def about(request: Request) -> Response:
    """GET /about."""
    site, base = site_of(request), base_url(request)
    check_page(request)

    def make(edition: Edition) -> bytes:
        reports, claims = (site.service.extent(name).count for name in ("reports", "claims"))
        facts = {"contact": site.config.contact, "street_map": site.config.street_map}
        return render("about.html", base=base, attribution=ATTRIBUTION, reports=reports, claims=claims, **facts)

    return await answer(request, HTML, make, PAGE_HEADERS)


async def methodology(request: Request) -> Response:
    """GET /methodology: the codebook, ``docs/methodology.md``."""
    check_page(request)
    page = render("methodology.html", base=base_url(request), text=Markup(_methodology()))  # noqa: S704 - our own document, rendered without raw HTML
    return constant(request, HTML, page, PAGE_HEADERS)


@lru_cache(maxsize=1)
def _methodology() -> str:
    packaged = Path(__file__).parent / "methodology.md"
    path = packaged if packaged.is_file() else packaged.parents[2] / "docs" / "methodology.md"
    rendered: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(path.read_text(encoding="utf-8"))
    return rendered
