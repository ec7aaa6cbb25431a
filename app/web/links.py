"""Links (RFC 8288, OGC API - Common): made from the configured address, never from what a request says of itself."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from starlette.requests import Request

from app.web.negotiation import JSON_FG, PROFILE_URI, PROFILES, Form, Profile

GEOJSON = "application/geo+json"
JSON = "application/json"
HTML = "text/html"
SCHEMA = "application/schema+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
PROBLEM = "application/problem+json"

OGC_REL = "http://www.opengis.net/def/rel/ogc/1.0/"

Link = dict[str, Any]
Pairs = Sequence[tuple[str, str]]

_FACES: Mapping[Form, tuple[str, str]] = {"json": (GEOJSON, ""), "html": (HTML, " (page)"), "jsonfg": (JSON_FG, " (JSON-FG)")}
_PROFILES = {name: {"href": PROFILE_URI + name, "rel": "profile", "type": HTML, "title": "The profile of GeoJSON"} for name in PROFILES}


def base_url(request: Request) -> str:
    """The address links start with: the configured one, else that of the socket the request came in by (not its Host header)."""
    configured = request.app.state.site.config.base_url
    if configured is not None:
        return str(configured)
    host, port = request.scope.get("server") or ("localhost", None)
    host = f"[{host}]" if ":" in host else host
    return f"http://{host}" if port in (None, 80) else f"http://{host}:{port}"


def link(href: str, rel: str, media_type: str, title: str) -> Link:
    """One link object."""
    return {"href": href, "rel": rel, "type": media_type, "title": title}


def with_query(href: str, pairs: Pairs) -> str:
    """Put a query string behind an address."""
    return f"{href}?{'&'.join(_encoded(name, value) for name, value in pairs)}" if pairs else href


def both_faces(href: str, pairs: Pairs, media_type: str, title: str) -> list[Link]:
    """Link a resource to itself as a document and, alternately, as a page."""
    rest = [pair for pair in pairs if pair[0] != "f"]
    return [
        link(with_query(href, rest), "self", media_type, title),
        link(with_query(href, [*rest, ("f", "html")]), "alternate", HTML, f"{title} (page)"),
    ]


def feature_faces(href: str, pairs: Pairs, form: Form, profile: Profile, title: str) -> list[Link]:
    """Link features to themselves and to their other forms, GeoJSON first, and to the profile of GeoJSON that they come in."""
    rest = [pair for pair in pairs if pair[0] != "f"]
    faces = [
        link(with_query(href, [*rest, ("f", name)] if name != "json" else rest), "self" if name == form else "alternate", media_type, title + face)
        for name, (media_type, face) in _FACES.items()
    ]
    return faces if form == "html" else [*faces, _PROFILES[profile]]


@lru_cache(maxsize=256)
def _encoded(name: str, value: str) -> str:
    """One parameter for an address; each of a page stands in several links."""
    return f"{quote_plus(name)}={quote_plus(value)}"
