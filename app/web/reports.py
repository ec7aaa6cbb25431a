"""Reports in, and what was read in them out."""

import hmac
from datetime import UTC, datetime
from typing import Any

import orjson
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from app.errors import BadInput, Forbidden, Unauthorized
from app.ingest.text import report_from_text
from app.model.report import Report
from app.web.answers import answer
from app.web.dump import dump
from app.web.links import GEOJSON, HTML, JSON, Link, base_url, link
from app.web.origin import from_elsewhere
from app.web.site import Edition, site_of


class Submission(BaseModel):
    """The body of POST /reports; what the values may be is the ingest floor's to say."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: str
    title: str | None = None
    publisher: str | None = None
    published_at: str | None = None
    url: str | None = None
    language: str | None = None


async def submit(request: Request) -> Response:
    """POST /reports: 201 for a new report, 200 for one that is there already."""
    site = site_of(request)
    _allow(request)
    report = _report(await request.body())
    receipt = await site.run(lambda: site.service.submit(report))
    base = base_url(request)
    document = {"id": receipt.id, "status": receipt.status, "claims": receipt.claims, "links": _links(base, receipt.id)}
    headers = {"location": f"{base}/reports/{receipt.id}", "cache-control": "no-store"}
    return Response(dump(document), 201 if receipt.created else 200, headers, JSON)


async def report(request: Request) -> Response:
    """GET /reports/{report_id}."""
    site, base = site_of(request), base_url(request)
    identifier = request.path_params["report_id"]

    def make(edition: Edition) -> bytes:
        document: dict[str, Any] = dict(site.service.report(identifier))
        document["links"] = _links(base, identifier)
        return dump(document)

    return await answer(request, JSON, make)


def _allow(request: Request) -> None:
    """Refuse who may not write.

    Raises:
        Forbidden: the service is read-only, or a page of another site is asking through somebody's browser.
        Unauthorized: the token is missing or wrong.
    """
    config = site_of(request).config
    if not config.takes_reports:
        raise Forbidden("This service is read-only: it was started for others to reach and without STRIKEMAP_SUBMIT_TOKEN.")
    if config.submit_token is not None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        good = hmac.compare_digest(token.strip().encode("utf-8", "surrogateescape"), config.submit_token.encode())
        if not good or scheme.lower() != "bearer":
            raise Unauthorized("POST /reports takes the header 'Authorization: Bearer TOKEN' with the token the service was started with.")
    elif from_elsewhere(request):
        raise Forbidden("A page of another site may not submit reports.")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
        raise BadInput("The body must be JSON, with the header 'Content-Type: application/json'.")


def _report(body: bytes) -> Report:
    sent = _submission(body)
    return report_from_text(
        sent.text,
        title=sent.title,
        publisher=sent.publisher,
        published_at=sent.published_at,
        url=sent.url,
        language=sent.language,
        retrieved_at=datetime.now(UTC).replace(microsecond=0),
    )


def _submission(body: bytes) -> Submission:
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise BadInput("The body is not JSON in UTF-8.") from None
    if not isinstance(content, dict) or not isinstance(content.get("text"), str):
        raise BadInput("The body must be a JSON object with the member text.")
    try:
        return Submission.model_validate(content)
    except ValidationError as error:
        known = [name for name in Submission.model_fields if any(name == issue["loc"][0] for issue in error.errors(include_input=False))]
        wrong = f"These members do not fit: {', '.join(known)}. " if known else ""
        raise BadInput(
            f"{wrong}The members are: text, and if known title, publisher, published_at (YYYY-MM-DD), url (http or https), "
            "language (like en)."
        ) from None


def _links(base: str, identifier: str) -> list[Link]:
    return [
        link(f"{base}/reports/{identifier}", "self", JSON, "The report as it was read"),
        link(f"{base}/?report={identifier}", "alternate", HTML, "Its map"),
        link(f"{base}/collections/claims/items?report_id={identifier}", "related", GEOJSON, "Its claims"),
        link(f"{base}/collections/reported-targets/items?report_id={identifier}", "related", GEOJSON, "Its reported targets"),
    ]
