"""How well it reads, as last measured."""

from starlette.requests import Request
from starlette.responses import Response

from app.evaluate.last_run import last_run
from app.web.answers import constant
from app.web.dump import dump
from app.web.links import HTML, JSON, base_url
from app.web.negotiation import wants_page
from app.web.pages import PAGE_HEADERS, render

WEAK_FROM = 0.75
"""Fields whose F1 lies below this are named as weak points."""


async def accuracy(request: Request) -> Response:
    """GET /accuracy."""
    run = last_run()
    if not wants_page(request):
        return constant(request, JSON, dump(run))
    fields = run["figures"]["fields"]
    weak = sorted((name for name, row in fields.items() if row["f1"] < WEAK_FROM), key=lambda name: fields[name]["f1"])
    page = render("accuracy.html", base=base_url(request), run=run, fields=fields, places=run["figures"]["places"], weak=weak)
    return constant(request, HTML, page, PAGE_HEADERS)
