"""A claim's life, from the words it was read in to what it is now."""

from starlette.requests import Request
from starlette.responses import Response

from app.errors import Unavailable
from app.web.auth import caller_of
from app.web.dump import dump
from app.web.life_story import life_story
from app.web.links import HTML, JSON, base_url, both_faces
from app.web.negotiation import wants_page
from app.web.pages import PAGE_HEADERS, render
from app.web.site import site_of


async def history(request: Request) -> Response:
    """GET /history/{claim_id}, as a document or a page."""
    site, base = site_of(request), base_url(request)
    claim_id, reviewer, office = request.path_params["claim_id"], caller_of(request).may("review"), site.office
    if office is None:
        raise Unavailable("This service was started without a log of reviews.")
    document = dict(await site.run(lambda: office.lives.history(claim_id, reviewer)))
    headers = {"cache-control": "no-store"}
    if wants_page(request):
        return Response(render("history.html", base=base, life=document, story=life_story(document)), 200, PAGE_HEADERS | headers, HTML)
    document["links"] = both_faces(f"{base}/history/{claim_id}", [], JSON, "The claim's history")
    return Response(dump(document), 200, headers, JSON)
