"""Every request has an id, a line in the log and a place in the metrics.

What is told of a request is its method, its route, the names of its parameters, its status, time and size: never a value that somebody
sent, nor who sent it.
"""

import logging
import re
import secrets
import time
from collections.abc import Callable
from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.logs import REQUEST_ID, REQUESTS
from app.web.metrics import Metrics

NO_ROUTE = "none"
"""The route of an address where there is nothing."""

BROKEN_OFF = 499
"""What stands for the status where a client went away before there was one."""

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_SANE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,40}")

_log = logging.getLogger(REQUESTS)

RouteOf = Callable[[Scope], str | None]
"""The template of the route that a request was answered by."""


class AccessMiddleware:
    """Names, times, counts and logs requests; outermost, so that it sees what the client sees."""

    def __init__(self, app: ASGIApp, metrics: Metrics, route_of: RouteOf) -> None:
        """Wrap an application."""
        self.app = app
        self._metrics = metrics
        self._route_of = route_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _id_of(scope)
        token = REQUEST_ID.set(request_id)
        status, size, whole = BROKEN_OFF, 0, False
        begun = time.perf_counter()

        async def send_noting(message: Message) -> None:
            nonlocal status, size, whole
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (b"x-request-id", request_id.encode())]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
                whole = not message.get("more_body", False)
            await send(message)

        try:
            await self.app(scope, receive, send_noting)
        finally:
            self._tell(scope, status, size, time.perf_counter() - begun, whole)
            REQUEST_ID.reset(token)

    def _tell(self, scope: Scope, status: int, size: int, seconds: float, whole: bool) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "other"
        route = self._route_of(scope) or NO_ROUTE
        self._metrics.observe(method, route, status, seconds)
        if _log.isEnabledFor(logging.INFO):
            fields = {"method": method, "route": route, "status": status, "ms": round(seconds * 1_000, 1), "bytes": size}
            fields |= {"parameters": ",".join(_names(scope))} | ({} if whole else {"broken_off": True})
            _log.info("request", extra={"fields": fields})


def _id_of(scope: Scope) -> str:
    """The id that a request came with, else a new one."""
    given = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"x-request-id"), "")
    return given if _SANE_ID.fullmatch(given) else secrets.token_hex(16)


def _names(scope: Scope) -> list[str]:
    """The names of the parameters of an address, in order; one that is no name is told as ``?``."""
    pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)[:40]
    return [name if _NAME.fullmatch(name) else "?" for name, _ in pairs]
