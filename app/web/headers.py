"""Headers of every answer: CORS for reading, and what keeps a browser from doing more than it should."""

from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "geolocation=(), camera=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
}
_DOCUMENT_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
_EXPOSED = "ETag, Last-Modified, Link, Location, Content-Crs, Retry-After"
_PREFLIGHT = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET, HEAD",
    "access-control-allow-headers": "Accept, Accept-Language, Content-Language, If-None-Match, If-Modified-Since, Range",
    "access-control-max-age": "86400",
}


def content_security_policy(script_hashes: Iterable[str] = (), style_hashes: Iterable[str] = (), framed_by: str = "'self'") -> str:
    """The policy of a page: its own files, the inline parts with these hashes, and nothing from elsewhere; ``framed_by`` may embed it."""
    scripts = " ".join(["'self'", *_quoted(script_hashes)])
    styles = " ".join(["'self'", *_quoted(style_hashes)])
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
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
        reading = scope["method"] in ("GET", "HEAD")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers[name] = value
                headers.setdefault("content-security-policy", _DOCUMENT_POLICY)
                if reading:
                    headers["access-control-allow-origin"] = "*"
                    headers["access-control-expose-headers"] = _EXPOSED
                    headers["cross-origin-resource-policy"] = "cross-origin"
            await send(message)

        if scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=_PREFLIGHT)(scope, receive, send_with_headers)
            return
        await self.app(scope, receive, send_with_headers)


def _quoted(hashes: Iterable[str]) -> list[str]:
    return [f"'{value.strip(chr(39))}'" for value in hashes]
