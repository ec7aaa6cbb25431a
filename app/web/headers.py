"""Headers of every answer: CORS for reading, and what keeps a browser from doing more than it should."""

from collections.abc import Iterable

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ALWAYS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"geolocation=(), camera=(), microphone=(), payment=(), usb=()"),
]
_READING = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Last-Modified, Link, Location, Content-Crs, Retry-After"),
    (b"cross-origin-resource-policy", b"cross-origin"),
]
_DOCUMENT_POLICY = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
_PREFLIGHT = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET, HEAD",
    "access-control-allow-headers": "Accept, Accept-Language, Content-Language, If-None-Match, If-Modified-Since, Range",
    "access-control-max-age": "86400",
}


def content_security_policy(
    script_hashes: Iterable[str] = (), style_hashes: Iterable[str] = (), framed_by: str = "'self'", pictures: Iterable[str] = ()
) -> str:
    """The policy of a page: its own files, the inline parts with these hashes, and nothing from elsewhere.

    ``framed_by`` may embed it; ``pictures`` are further hosts that images may come from.
    """
    scripts = " ".join(["'self'", *_quoted(script_hashes)])
    styles = " ".join(["'self'", *_quoted(style_hashes)])
    images = " ".join(["'self'", "data:", *pictures])
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src {images}; font-src 'self'; connect-src 'self'; "
        f"form-action 'self'; base-uri 'none'; frame-ancestors {framed_by}; manifest-src 'self'"
    )


class HeadersMiddleware:
    """Adds the headers, and answers preflight requests: other sites may GET and HEAD, and nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        added = [*_ALWAYS, *_READING] if scope["method"] in ("GET", "HEAD") else _ALWAYS

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message["headers"], *added]
                if all(name != _DOCUMENT_POLICY[0] for name, _ in headers):
                    headers.append(_DOCUMENT_POLICY)
                message["headers"] = headers
            await send(message)

        if scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=_PREFLIGHT)(scope, receive, send_with_headers)
            return
        await self.app(scope, receive, send_with_headers)


def _quoted(hashes: Iterable[str]) -> list[str]:
    return [f"'{value.strip(chr(39))}'" for value in hashes]
