"""Bodies with their validators: strong ETags, 304, Last-Modified, gzip."""

import hashlib
import zlib
from collections.abc import Callable, Mapping
from email.utils import format_datetime

from starlette.requests import Request
from starlette.responses import Response

from app.web.links import base_url
from app.web.negotiation import accepts_gzip
from app.web.site import Edition, site_of

_WORTH_COMPRESSING = 1_000


async def answer(
    request: Request, media_type: str, make: Callable[[Edition], bytes], headers: Mapping[str, str] | None = None
) -> Response:
    """Answer with what ``make`` builds from the present data, or 304 where the client has just that already.

    The tag is known before the body: it names the data's edition, the address asked for and the form of the answer.
    """
    site = site_of(request)
    packed = accepts_gzip(request)

    def work() -> Response:
        edition = site.edition()
        common = validators_of(request, edition, media_type, packed) | dict(headers or {})
        if matches(request, common["etag"]):
            return Response(status_code=304, headers=common)
        return _body(make(edition), packed, common, media_type)

    return await site.run(work)


def constant(request: Request, media_type: str, body: bytes, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with bytes that do not depend on the data; the tag is their hash."""
    packed = accepts_gzip(request)
    tag = tag_of(hashlib.sha256(body).hexdigest(), media_type, "gzip" if packed else "")
    common = validators(tag) | dict(headers or {})
    if matches(request, tag):
        return Response(status_code=304, headers=common)
    return _body(body, packed, common, media_type)


def validators_of(request: Request, edition: Edition, media_type: str, packed: bool) -> dict[str, str]:
    """The validators of an answer that depends on the data, known before its body."""
    query = request.scope["query_string"].decode("latin-1")
    coding = "gzip" if packed else ""
    tag = tag_of(edition.version, edition.time_stamp, base_url(request), request.scope["path"], query, media_type, coding)
    return validators(tag) | {"last-modified": format_datetime(edition.since, usegmt=True)}


def validators(tag: str) -> dict[str, str]:
    """The headers by which a client may keep an answer and ask whether it still holds."""
    return {"etag": tag, "cache-control": "no-cache", "vary": "Accept, Accept-Encoding"}


def _body(body: bytes, packed: bool, headers: dict[str, str], media_type: str) -> Response:
    if packed and len(body) > _WORTH_COMPRESSING:
        return Response(gzip(body), headers=headers | {"content-encoding": "gzip"}, media_type=media_type)
    return Response(body, headers=headers, media_type=media_type)


def gzip(body: bytes, level: int = 5) -> bytes:
    """Pack a body; the same bytes for the same body, so that its tag stays strong."""
    squeeze = zlib.compressobj(level, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return squeeze.compress(body) + squeeze.flush()


def tag_of(*parts: str) -> str:
    """A strong entity tag of everything that an answer depends on."""
    return f'"{hashlib.blake2b(chr(0).join(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()}"'


def matches(request: Request, tag: str) -> bool:
    """Whether If-None-Match holds the tag (RFC 9110 section 13.1.2, weak comparison)."""
    held = request.headers.get("if-none-match")
    return held is not None and (held.strip() == "*" or tag in [part.strip().removeprefix("W/") for part in held.split(",")])
