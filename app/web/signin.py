"""Signing in with a key, for people: a session that a browser keeps in a cookie no script can read."""

from urllib.parse import parse_qs, urlsplit

import orjson
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.errors import BadInput
from app.web.auth import COOKIE, address_of, caller_of, signed_key
from app.web.dump import dump
from app.web.links import HTML, JSON, base_url
from app.web.origin import refuse_elsewhere
from app.web.pages import PAGE_HEADERS, render
from app.web.params import Arguments
from app.web.site import site_of

SESSION_SECONDS = 12 * 3600
LONGEST_FORM = 4_096
_UNKEPT = {"cache-control": "no-store"}


async def page(request: Request) -> Response:
    """GET /sign-in: the form, or who is signed in."""
    body = render("sign_in.html", base=base_url(request), caller=caller_of(request))
    return Response(body, 200, PAGE_HEADERS | _UNKEPT, HTML)


async def session(request: Request) -> Response:
    """GET /session: who is asking and what they may do; ``asks_name``: a review made here must bring the reviewer's name."""
    Arguments(request, ())
    caller = caller_of(request)
    document = {
        "name": caller.name or None,
        "scope": caller.scope,
        "known_by": caller.authority.partition(" ")[0] or None,
        "may_submit": caller.may("submit"),
        "may_review": caller.may("review"),
        "may_withdraw": caller.may("admin"),
        "asks_name": caller.may("review") and not caller.name,
    }
    return Response(dump(document), 200, _UNKEPT, JSON)


async def sign_in(request: Request) -> Response:
    """POST /sign-in with ``key``, as a form or as JSON; raises Unauthorized, TooOften."""
    refuse_elsewhere(request)
    site, secret = site_of(request), await _key_of(request)
    address = address_of(request)
    key = await site.run(lambda: signed_key(site, secret, address))
    office = site.office
    assert office is not None  # noqa: S101 (a key was found in it)
    token = await site.run(lambda: office.keys.open_session(key, SESSION_SECONDS))
    response = _answer(request)
    response.set_cookie(COOKIE, token, max_age=SESSION_SECONDS, path="/", secure=_is_https(request), httponly=True, samesite="strict")
    return response


async def sign_out(request: Request) -> Response:
    """POST /sign-out: the session ends here and in the store."""
    refuse_elsewhere(request)
    site, token = site_of(request), request.cookies.get(COOKIE)
    if token is not None and site.office is not None:
        keys = site.office.keys
        await site.run(lambda: keys.close_session(token))
    response = _answer(request)
    response.delete_cookie(COOKIE, path="/", secure=_is_https(request), httponly=True, samesite="strict")
    return response


def _answer(request: Request) -> Response:
    """Back to the page for a form, nothing more for a program."""
    if request.headers.get("content-type", "").startswith(JSON):
        return Response(status_code=204, headers=_UNKEPT)
    return RedirectResponse(f"{base_url(request)}/sign-in", 303, _UNKEPT)


async def _key_of(request: Request) -> str:
    body = await request.body()
    key = None
    if len(body) <= LONGEST_FORM:
        if request.headers.get("content-type", "").startswith(JSON):
            sent = _json(body)
            key = sent.get("key") if isinstance(sent, dict) else None
        else:
            key = parse_qs(body.decode("utf-8", "replace")).get("key", [None])[0]
    if not isinstance(key, str) or not key.strip():
        raise BadInput("Send the key as the member 'key' of a form or of a JSON object.")
    return key.strip()


def _json(body: bytes) -> object:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return None


def _is_https(request: Request) -> bool:
    return urlsplit(base_url(request)).scheme == "https"
