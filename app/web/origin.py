"""Whether a write comes from a page of another site: through somebody's browser, by form, script or DNS rebinding."""

from urllib.parse import urlsplit

from starlette.requests import Request

from app.errors import Forbidden
from app.web.links import base_url

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def refuse_elsewhere(request: Request) -> None:
    """Raise Forbidden for a request that a page of another site sends through somebody's browser."""
    if from_elsewhere(request):
        raise Forbidden("A page of another site may not send this.")


def from_elsewhere(request: Request) -> bool:
    """Judge by what only a browser sets: Origin and Sec-Fetch-Site. A program sends neither and is let through."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return True
    origin = request.headers.get("origin")
    return origin is not None and origin not in _own_origins(request)


def _own_origins(request: Request) -> set[str]:
    parts = urlsplit(base_url(request))
    own = {f"{parts.scheme}://{parts.netloc}"}
    _, port = request.scope.get("server") or ("", None)
    suffix = "" if port in (None, 80) else f":{port}"
    own.update(f"http://{f'[{host}]' if ':' in host else host}{suffix}" for host in _LOOPBACK)
    return own
