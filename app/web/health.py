"""Whether the process lives, and whether it can answer."""

from starlette.requests import Request
from starlette.responses import Response

from app.version import __version__
from app.web.dump import dump
from app.web.links import JSON
from app.web.params import Arguments
from app.web.site import site_of

_NO_STORE = {"cache-control": "no-store"}


async def health(request: Request) -> Response:
    """GET /health: the process is alive."""
    Arguments(request, ())
    return Response(dump({"status": "ok", "version": __version__}), headers=_NO_STORE, media_type=JSON)


async def ready(request: Request) -> Response:
    """GET /ready: the store and the gazetteer answer, with their versions; 503 with the reason otherwise."""
    site = site_of(request)
    Arguments(request, ())
    await site.run(site.service.ready)
    return Response(dump({"status": "ready", **await site.run(site.service.about)}), headers=_NO_STORE, media_type=JSON)
