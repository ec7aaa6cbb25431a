"""Bodies with their validators: strong ETags by data version and coding, Last-Modified, 304."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from app.errors import NotAtOnce
from app.web.codings import Coding, coding_of, packed
from app.web.links import base_url
from app.web.site import Edition, site_of

Make = Callable[[Edition], bytes]
"""What makes a body of one state of the data."""


async def answer(
    request: Request, media_type: str, make: Make, headers: Mapping[str, str] | None = None, make_at_once: Make | None = None
) -> Response:
    """Answer with what ``make`` builds from the present data, or 304 where the client has just that already.

    The tag is known before the body: it names the data's edition, the address asked for and the form of the answer, and nothing else may
    go into the body. So a body that was made for the tag is given out again.

    What is there in a moment is answered on the event loop, where a thread would cost more than the answer. ``make_at_once`` builds the
    same body, or raises NotAtOnce where that means waiting or long work; then, and without it, the body is made in a thread.
    """
    site = site_of(request)
    coding = coding_of(request)

    def work(at_once: bool) -> Response:
        edition = site.edition(at_once=at_once)
        common = validators_of(request, edition, media_type, coding) | dict(headers or {})
        if unchanged(request, common):
            return Response(status_code=304, headers=common)
        body = site.kept.get(common["etag"])
        if body is None:
            body = _packed_at_once(make_at_once, edition, coding) if at_once else packed(make(edition), coding)
            site.kept.put(common["etag"], body)
        return Response(body, headers={**common, **coded_as(coding)}, media_type=media_type)

    try:
        return work(at_once=True)
    except NotAtOnce:
        return await site.run(lambda: work(at_once=False))


def _packed_at_once(make: Make | None, edition: Edition, coding: Coding) -> bytes:
    if make is None or coding != "identity":
        raise NotAtOnce("The body takes work.")
    return make(edition)


def constant(request: Request, media_type: str, body: bytes, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with bytes that do not depend on the data; the tag is their hash."""
    coding = coding_of(request)
    common = validators(tag_of(hashlib.sha256(body).hexdigest(), media_type, coding)) | dict(headers or {})
    if unchanged(request, common):
        return Response(status_code=304, headers=common)
    return Response(packed(body, coding), headers={**common, **coded_as(coding)}, media_type=media_type)


def validators_of(request: Request, edition: Edition, media_type: str, coding: Coding) -> dict[str, str]:
    """The validators of an answer that depends on the data, known before its body."""
    query = request.scope["query_string"].decode("latin-1")
    tag = tag_of(edition.version, edition.time_stamp, base_url(request), request.scope["path"], query, media_type, coding)
    modified = edition.modified
    # a date that has not come yet would be one that other editions may still get
    dated = {"last-modified": _dated(modified)} if modified <= datetime.now(UTC) else {}
    return validators(tag) | dated


def validators(tag: str) -> dict[str, str]:
    """The headers by which a client may keep an answer and ask whether it still holds."""
    return {"etag": tag, "cache-control": "no-cache", "vary": "Accept, Accept-Encoding"}


def coded_as(coding: Coding) -> dict[str, str]:
    """The header that says how a body is packed."""
    return {} if coding == "identity" else {"content-encoding": coding}


def unchanged(request: Request, held: Mapping[str, str]) -> bool:
    """Whether the client has what bears these validators already (RFC 9110 section 13.2.2: the tag decides, else the date)."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or held["etag"] in [part.strip().removeprefix("W/") for part in tags.split(",")]
    since = _moment(request.headers.get("if-modified-since"))
    modified = _moment(held.get("last-modified")) if since else None
    return since is not None and modified is not None and since >= modified


def tag_of(*parts: str) -> str:
    """A strong entity tag of everything that an answer depends on."""
    return f'"{hashlib.blake2b(chr(0).join(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()}"'


@lru_cache(maxsize=8)
def _dated(moment: datetime) -> str:
    """A moment as HTTP writes dates."""
    return format_datetime(moment, usegmt=True)


def _moment(text: str | None) -> datetime | None:
    """Read a date of HTTP; what is none is left aside (RFC 9110 section 13.1.3)."""
    if not text:
        return None
    try:
        moment = parsedate_to_datetime(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError):
        return None
