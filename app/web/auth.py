"""Who is asking, and whether they may: one rule for each route, and no route without one."""

import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from hmac import compare_digest
from typing import Literal

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from app.errors import Forbidden, Unauthorized
from app.model.access import Key, Scope, allows
from app.web.links import base_url
from app.web.negotiation import wants_html
from app.web.origin import refuse_elsewhere
from app.web.site import Site, site_of

Need = Scope | Literal["open"]
"""The least scope that a route takes; ``open`` ones never ask."""

COOKIE = "strikemap_session"

WRITING: Mapping[str, Need] = {
    "POST /collections/{collection_id}/items": "read",
    "POST /geoparse": "read",
    "POST /reports": "submit",
    "POST /reviews": "review",
    "POST /claims/{claim_id}/reviews": "review",
    "POST /reports/{report_id}/reviews": "review",
    "POST /sign-in": "open",
    "POST /sign-out": "open",
}
"""What each route needs that is not a plain GET; a new one must be named here."""

READING: Mapping[str, Need] = {
    "GET /health": "open",
    "GET /ready": "open",
    "GET /document.css": "open",
    "GET /session": "open",
    "GET /sign-in": "open",
    "GET /review": "review",
    "GET /review/{report_id}": "review",
    "GET /reviews": "review",
    "GET /reports/{report_id}/reviews": "review",
}
"""Where a GET needs more, or less, than the right to read."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sent a request: the name that reviews bear ("" where nobody is known), the scope, and how they are known."""

    name: str
    scope: Scope | None
    authority: str
    key_id: str | None = None

    def may(self, needed: Scope) -> bool:
        """Whether this caller may do what needs a scope."""
        return self.scope is not None and allows(self.scope, needed)


def guarded(routes: Iterable[BaseRoute]) -> list[BaseRoute]:
    """The routes, each behind its rule; raises LookupError for one that writes and has none."""
    return [_guarded(route) if isinstance(route, Route) else route for route in routes]


def need_of(method: str, path: str) -> Need:
    """What a route asks for; raises LookupError for one that writes and is not named."""
    if method in ("GET", "HEAD"):
        return "open" if path.startswith("/static/") else READING.get(f"GET {path}", "read")
    return WRITING[f"{method} {path}"]


def caller_of(request: Request) -> Caller:
    """Who a guarded route was called by."""
    caller = request.state.caller
    assert isinstance(caller, Caller)  # noqa: S101 (set by the guard)
    return caller


def signed_key(site: Site, secret: str, address: str) -> Key:
    """The usable key of a secret; raises Unauthorized, TooOften."""
    keys = site.office.keys if site.office else None
    key = _usable(site.doorkeeper.admit(address, secret, lambda sent: keys.find(sent) if keys else None))
    if key is None:
        raise Unauthorized("This key is not known, has expired or was revoked.")
    return key


def address_of(request: Request) -> str:
    """Where a request came from, as far as the connection tells."""
    return request.client.host if request.client else ""


def _guarded(route: Route) -> Route:
    needs = {method: need_of(method, route.path) for method in route.methods or {"GET"}}
    endpoint: Callable[[Request], Awaitable[Response]] = route.endpoint

    async def guard(request: Request) -> Response:
        site, need = site_of(request), needs[request.method]
        request.state.caller = caller = await _who(request, site, need)
        if need != "open":
            refused = await _refused(request, site, caller, need)
            if refused:
                return refused
        response = await endpoint(request)
        if need != "open" and not site.config.read_open and "no-store" not in response.headers.get("cache-control", ""):
            response.headers["cache-control"] = "private, no-cache"
        return response

    return Route(route.path, guard, methods=sorted(route.methods or {"GET"}))


async def _who(request: Request, site: Site, need: Need) -> Caller:
    header, cookie = request.headers.get("authorization"), request.cookies.get(COOKIE)
    nobody = Caller("", None, "")
    if header is not None and need != "open":
        return await site.run(lambda: _bearer(request, site, header, need))
    if cookie is not None and site.office is not None:
        keys = site.office.keys
        key = _usable(await site.run(lambda: keys.session(cookie)))
        if key is not None:
            return Caller(key.name, key.scope, f"key {key.id}", key.id)
    if not site.config.local or not site.config.read_open:
        return nobody
    if need in ("open", "review", "admin") and not await site.run(lambda: _issued(site)):
        return Caller("", "admin", "local")
    takes = site.config.takes_reports and site.config.submit_token is None
    return Caller("", "submit" if takes else "read", "local")


def _bearer(request: Request, site: Site, header: str, need: Need) -> Caller:
    scheme, _, secret = header.partition(" ")
    secret, token = secret.strip(), site.config.submit_token
    if scheme.lower() != "bearer" or not secret:
        raise Unauthorized("The header is 'Authorization: Bearer' and a key.")
    if token is not None and compare_digest(secret.encode("utf-8", "surrogateescape"), token.encode()):
        return Caller("", "submit", "token")
    key = signed_key(site, secret, address_of(request))
    return Caller(key.name, key.scope, f"key {key.id}", key.id)


async def _refused(request: Request, site: Site, caller: Caller, need: Scope) -> Response | None:
    """Raise, or answer with the way to the sign-in page, where a caller may not do this; else note the use of the key."""
    if need == "read" and site.config.read_open:
        return None
    if not caller.may(need):
        if caller.scope is not None and caller.authority != "local":
            raise Forbidden(f"This needs a key with the scope {need}; yours has {caller.scope}.")
        if request.method == "GET" and wants_html(request, None):
            return RedirectResponse(f"{base_url(request)}/sign-in", 303, {"cache-control": "no-store"})
        if need == "submit" and not site.config.takes_reports and not await site.run(lambda: _issued(site)):
            raise Forbidden("This service is read-only: it was started for others to reach, and no key was made ('strikemap key create').")
        raise Unauthorized(f"This needs the header 'Authorization: Bearer' with a key of the scope {need}, or signing in at /sign-in.")
    if need != "read":
        _refuse_foreign_page(request, caller)
    if caller.key_id is not None and site.office is not None and site.doorkeeper.worth_a_note(caller.key_id, need == "read"):
        keys, key_id, action = site.office.keys, caller.key_id, f"{request.method} {request.scope['path']}"
        await site.run(lambda: keys.note(key_id, action[:200]))
    return None


def _refuse_foreign_page(request: Request, caller: Caller) -> None:
    """A browser says where a request comes from; what acts by a cookie must say it, what brings its key need not."""
    if request.headers.get("authorization") is not None:
        return
    refuse_elsewhere(request)
    if caller.key_id is not None and request.method != "GET" and not {"origin", "sec-fetch-site"} & set(request.headers.keys()):
        raise Forbidden("A session is for browsers, which say where a request comes from. Programs send the key itself.")


def _issued(site: Site) -> bool:
    """Whether any key opens anything: then a name must come with one."""
    return site.office is not None and any(_usable(key) for key in site.office.keys.all())


def _usable(key: Key | None) -> Key | None:
    return key if key is not None and key.usable(time.time()) else None
