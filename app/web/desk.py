"""The pages on which people review: the queue, and one report with its claims. Their data comes from ``reviews``, by the page's own script."""

from typing import get_args
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from app.errors import BadInput
from app.model.codes import ClaimantKind, Modality, Qualifier, QuantityOf, Role, TargetClass, Unit, WeaponCode
from app.web.dump import dump
from app.web.links import HTML, base_url
from app.web.pages import PAGE_HEADERS, render
from app.web.site import site_of

STATES = {
    "new": "Nobody looked at it",
    "low_score": "The program is not sure",
    "contested": "Contested",
    "duplicate": "Told elsewhere too",
    "orphaned": "Decisions without a claim",
    "accepted": "Accepted",
    "corrected": "Corrected",
    "rejected": "Rejected",
    "log": "All decisions",
}
"""State of a claim, or kind of review, and what its list is called."""

_CODES = {
    "claimant_kind": ClaimantKind,
    "modality": Modality,
    "weapon": WeaponCode,
    "target_class": TargetClass,
    "unit": Unit,
    "qualifier": Qualifier,
    "of": QuantityOf,
    "role": Role,
}
_HEADERS = PAGE_HEADERS | {"cache-control": "no-store"}


async def queue(request: Request) -> Response:
    """GET /review: what waits, of the state asked for."""
    state = request.query_params.get("state", "new")
    if state not in STATES:
        raise BadInput(f"The states are {', '.join(STATES)}.")
    base = base_url(request)
    return Response(render("review.html", base=base, path=urlsplit(base).path, state=state, states=STATES.items()), 200, _HEADERS, HTML)


async def desk(request: Request) -> Response:
    """GET /review/{report_id}: the report with its claims, to be worked on; none for a report that is not there, or was withdrawn."""
    base, report_id, office = base_url(request), request.path_params["report_id"], site_of(request).office
    if office is not None:
        await site_of(request).run(lambda: office.desk.of_report(report_id))
    codes = dump({name: get_args(values) for name, values in _CODES.items()}).decode()
    body = render("desk.html", base=base, path=urlsplit(base).path, codes=codes, report_id=report_id)
    return Response(body, 200, _HEADERS, HTML)
