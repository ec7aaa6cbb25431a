"""Reviews over HTTP: what waits, and what a person decides of it."""

from typing import Any

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from app.errors import BadInput, Forbidden, TagNeeded, Unavailable
from app.model.review import Order, ReviewVerb
from app.web.auth import Caller, caller_of
from app.web.dump import dump
from app.web.links import JSON, base_url, link, with_query
from app.web.params import Arguments
from app.web.ports import Office
from app.web.site import site_of

_UNKEPT = {"cache-control": "no-store"}


class Ordered(BaseModel):
    """The body of a POST that reviews something."""

    model_config = ConfigDict(extra="forbid", strict=True)

    verb: ReviewVerb
    reason: str = ""
    reviewer: str | None = None
    after: dict[str, Any] | None = None
    claims: list[str] = Field(default=[], max_length=100)
    span: list[int] | None = Field(default=None, min_length=2, max_length=2)
    undoes: str | None = None
    claim_id: str | None = None
    report_id: str | None = None


async def queue(request: Request) -> Response:
    """GET /reviews: claims that wait (or of another state), reviews that could not be applied, or the log."""
    office, asked = _office(request), dict(request.query_params.multi_items())
    unknown = asked.keys() - {"state", "limit", "next", "f"}
    limit = asked.get("limit", "50")
    if unknown or len(asked) < len(request.query_params.multi_items()) or not (limit.isascii() and limit.isdigit() and len(limit) < 6):
        raise BadInput("The parameters are state, limit and next, each once.")
    state = asked.get("state", "new")
    document = await site_of(request).run(lambda: office.lives.queue(state, asked.get("next"), int(limit)))
    base, following = f"{base_url(request)}/reviews", document["next"]
    document = dict(document) | {"links": [link(with_query(base, [("state", state), ("limit", limit)]), "self", JSON, "This queue")]}
    if following:
        pairs = [("state", state), ("limit", limit), ("next", following)]
        document["links"].append(link(with_query(base, pairs), "next", JSON, "What follows"))
    return Response(dump(document), 200, _UNKEPT, JSON)


async def review(request: Request) -> Response:
    """POST /reviews: a review of the claim or the report that the body names."""
    ordered = await _ordered(request)
    if (ordered.claim_id is None) == (ordered.report_id is None):
        raise BadInput("Name what is reviewed: claim_id or report_id.")
    return await _do(request, ordered, ordered.claim_id, ordered.report_id)


async def review_claim(request: Request) -> Response:
    """POST /claims/{claim_id}/reviews."""
    return await _do(request, await _ordered(request), request.path_params["claim_id"], None)


async def review_report(request: Request) -> Response:
    """POST /reports/{report_id}/reviews."""
    return await _do(request, await _ordered(request), None, request.path_params["report_id"])


async def of_claim(request: Request) -> Response:
    """GET /claims/{claim_id}/reviews: what people decided of a claim, in order."""
    office, claim_id, reviewer = _office(request), request.path_params["claim_id"], caller_of(request).may("review")
    Arguments(request, ())
    document = await site_of(request).run(lambda: office.lives.reviews_of(claim_id, reviewer))
    return Response(dump(document), 200, _UNKEPT, JSON)


async def of_report(request: Request) -> Response:
    """GET /reports/{report_id}/reviews: the report as the reviewers' desk has it."""
    office, report_id = _office(request), request.path_params["report_id"]
    Arguments(request, ())
    document = await site_of(request).run(lambda: office.desk.of_report(report_id))
    return Response(dump(document), 200, _UNKEPT | {"etag": document["etag"]}, JSON)


async def _do(request: Request, ordered: Ordered, claim_id: str | None, report_id: str | None) -> Response:
    office, caller = _office(request), caller_of(request)
    if not caller.may(await site_of(request).run(lambda: office.desk.needs(ordered.verb, ordered.undoes))):
        raise Forbidden("Withdrawing a report erases its text; that, and taking it back, needs a key with the scope admin.")
    order = _order(caller, ordered, _tag(request))
    if claim_id is not None:
        document = await site_of(request).run(lambda: office.desk.on_claim(claim_id, order))
    else:
        document = await site_of(request).run(lambda: office.desk.on_report(report_id or "", order))
    present = document.get("claim") or document.get("report")
    headers = _UNKEPT | ({"etag": present["etag"]} if present else {})
    return Response(dump(document), 201, headers, JSON)


def _order(caller: Caller, ordered: Ordered, tag: str) -> Order:
    if caller.name and ordered.reviewer not in (None, caller.name):
        raise BadInput("The reviewer is the one whose key was sent; leave reviewer out.")
    return Order(
        verb=ordered.verb,
        reviewer=caller.name or ordered.reviewer or "",
        reason=ordered.reason.strip(),
        authority=caller.authority,
        tag=tag,
        after=ordered.after,
        claims=tuple(ordered.claims),
        span=(ordered.span[0], ordered.span[1]) if ordered.span else None,
        undoes=ordered.undoes,
    )


def _tag(request: Request) -> str:
    """The version in If-Match (RFC 9110 section 13.1.1); ``*``, which would fit whatever somebody else decided meanwhile, is not taken."""
    sent = request.headers.get("if-match", "").strip()
    if not sent or sent == "*":
        raise TagNeeded(
            "Send the header If-Match with the etag of what you saw, as /reviews and /reports/{id}/reviews give it; "
            "so two people at once do not overwrite each other. '*' is not taken."
        )
    if len(sent) > 200 or not (sent.startswith('"') and sent.endswith('"') and sent.count('"') == 2):
        raise BadInput("If-Match takes one strong entity tag in quotation marks.")
    return sent[1:-1]


async def _ordered(request: Request) -> Ordered:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
        raise BadInput("The body must be JSON, with the header 'Content-Type: application/json'.")
    try:
        return Ordered.model_validate(orjson.loads(await request.body()))
    except (orjson.JSONDecodeError, ValidationError):
        raise BadInput(
            "The body is a JSON object of verb, reason and, as the verb needs them, after, claims (ids), span ([start, end]), undoes, "
            "reviewer (only where no key is used), and for POST /reviews claim_id or report_id."
        ) from None


def _office(request: Request) -> Office:
    office = site_of(request).office
    if office is None:
        raise Unavailable("This service was started without a desk for reviews.")
    return office

