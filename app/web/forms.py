"""The parameter ``f``, wherever it is sent: a form that nothing is served in, or two at once, is refused before any route is asked."""

from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Receive, Scope, Send

from app.web.problems import problem

FORMS = frozenset({"json", "html", "jsonfg"})
"""What any route may take; each says itself which of them it has."""


class FormMiddleware:
    """Answers 400 to ``f=xml`` on every path."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        query = scope.get("query_string", b"")
        # most requests have no such parameter, and need not be parsed twice
        if scope["type"] == "http" and b"f=" in query:
            values = [value for name, value in parse_qsl(query.decode("latin-1"), keep_blank_values=True, max_num_fields=None) if name == "f"]
            if len(values) > 1 or not FORMS.issuperset(values):
                await problem(400, "Bad request", "f takes one of json, html and, for features, jsonfg.")(scope, receive, send)
                return
        await self.app(scope, receive, send)
