"""Bodies that are too large: refused from their announced length, else while they come in, never held whole.

What a client still sends is read and thrown away for a while: closing on it at once would reset the connection, and most libraries
would then show a broken pipe instead of the answer.
"""

import anyio
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import TooLarge
from app.web.problems import problem

LONGEST_DRAIN = 15.0
"""Seconds for which a refused body is read on."""

LARGEST_DRAIN = 1 << 30
"""Bytes of a refused body that are read on."""


class BodyLimitMiddleware:
    """Answers 413 as soon as a body is known to be larger than ``max_bytes``, and lets the connection go."""

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        """Wrap an application."""
        self.app = app
        self.max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        if len(announced.strip()) > 15 or (announced.isdigit() and int(announced) > self.max_bytes):
            await self._refuse(scope, receive, send)
            return
        counted = 0

        async def receive_counted() -> Message:
            nonlocal counted
            message = await receive()
            if message["type"] == "http.request":
                counted += len(message.get("body", b""))
                if counted > self.max_bytes:
                    await _drain(receive, message)
                    raise TooLarge(self._detail())
            return message

        await self.app(scope, receive_counted, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_around_drain(message: Message) -> None:
            # the head goes first, so that a client that listens while it sends can stop
            if message["type"] == "http.response.body":
                await _drain(receive)
            await send(message)

        refusal = problem(TooLarge.status, TooLarge.title, self._detail(), {"connection": "close"})
        await refusal(scope, receive, send_around_drain)

    def _detail(self) -> str:
        return f"A request body may hold at most {self.max_bytes} bytes."


async def _drain(receive: Receive, message: Message | None = None) -> None:
    """Read on and keep nothing, up to the end of the body or the bounds."""
    dropped = 0
    with anyio.move_on_after(LONGEST_DRAIN):
        while dropped < LARGEST_DRAIN and (message is None or (message["type"] == "http.request" and message.get("more_body", False))):
            message = await receive()
            dropped += len(message.get("body", b""))
