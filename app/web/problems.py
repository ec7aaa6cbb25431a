"""Errors as RFC 9457 problem documents. No problem repeats what was sent, nor SQL, a path or a traceback."""

import logging
from collections.abc import Mapping
from http import HTTPStatus

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import Changed, Gone, StrikemapError, Unauthorized

MEDIA_TYPE = "application/problem+json"

_log = logging.getLogger(__name__)


def problem(
    status: int, title: str, detail: str | None = None, headers: dict[str, str] | None = None, more: Mapping[str, object] | None = None
) -> Response:
    """Make a problem document; ``detail`` says what would help, ``more`` are further members."""
    document: dict[str, object] = {"type": "about:blank", "title": title, "status": status}
    if detail:
        document["detail"] = detail
    document |= more or {}
    return Response(orjson.dumps(document), status, {"cache-control": "no-store", **(headers or {})}, MEDIA_TYPE)


async def on_strikemap_error(request: Request, error: Exception) -> Response:
    """Answer an error that was raised on purpose: its message is written for the caller."""
    assert isinstance(error, StrikemapError)  # noqa: S101 (registered for this class only)
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.warning("%s: %s", type(error).__name__, error)
    headers = {"www-authenticate": 'Bearer realm="strikemap"'} if isinstance(error, Unauthorized) else {}
    if error.status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["retry-after"] = "5"
    if error.status == HTTPStatus.TOO_MANY_REQUESTS:
        headers["retry-after"] = "60"
    if isinstance(error, Gone) and error.tag is not None:
        headers["etag"] = f'"{error.tag}"'
    more = {"present": error.present} if isinstance(error, Changed) else None
    return problem(error.status, error.title, str(error) or None, headers, more)


async def on_http_exception(request: Request, error: Exception) -> Response:
    """Answer what the router itself refuses: unknown paths and methods."""
    assert isinstance(error, HTTPException)  # noqa: S101 (registered for this class only)
    slash = " No path ends with a slash." if request.url.path.endswith("/") else ""
    details = {
        HTTPStatus.NOT_FOUND: f"There is nothing at this address.{slash} The paths are listed at /api.",
        HTTPStatus.METHOD_NOT_ALLOWED: "This path does not take that method; the Allow header names those it takes.",
    }
    status = HTTPStatus(error.status_code)
    return problem(status, status.phrase, details.get(status), dict(error.headers or {}))


class FaultMiddleware:
    """Answers a fault of ours with 500: the log has it, the answer does not. A body that was begun is broken off instead."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        begun = False

        async def send_noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        except Exception:
            if begun or scope["type"] != "http":
                raise
            _log.exception("a request failed")
            await problem(500, "Internal error", "The service failed on this request; its log says why.")(scope, receive, send)
