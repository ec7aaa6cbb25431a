"""Bodies that are too large: refused from their announced length, else while they come in, never held whole."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import TooLarge
from app.web.problems import problem


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
                    raise TooLarge(self._detail())
            return message

        await self.app(scope, receive_counted, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        # the rest of the body is not read: the connection cannot be used again
        await problem(TooLarge.status, TooLarge.title, self._detail(), {"connection": "close"})(scope, receive, send)

    def _detail(self) -> str:
        return f"A request body may hold at most {self.max_bytes} bytes."
