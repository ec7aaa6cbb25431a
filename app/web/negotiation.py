"""Page or document: JSON unless ``Accept`` names text/html, or ``f`` says so."""

from typing import Literal, get_args

from starlette.requests import Request

from app.errors import BadInput
from app.web.params import Arguments

JSON_FG = "application/vnd.ogc.fg+json"
Form = Literal["json", "html", "jsonfg"]
Profile = Literal["rfc7946", "jsonfg", "jsonfg-plus"]

PROFILES: tuple[Profile, ...] = get_args(Profile)
PROFILE_URI = "http://www.opengis.net/def/profile/OGC/0/"

_JSON = frozenset({"application/json", "application/geo+json", "application/*"})


def wants_html(request: Request, f: str | None, forms: str = "json or html") -> bool:
    """Decide between a page and a document.

    ``f`` (``json`` or ``html``) beats ``Accept``. HTML needs to be named there, not less wanted than a JSON type that is named too;
    no header, ``*/*`` and types that are not served mean JSON.

    Raises:
        BadInput: ``f`` is neither.
    """
    if f is not None:
        if f not in ("json", "html"):
            raise BadInput(f"f takes {forms}.")
        return f == "html"
    accept = request.headers.get("accept", "")
    if "text/html" not in accept:
        return False
    html = json = -1.0
    for media_type, quality in weights(accept):
        if media_type == "text/html":
            html = max(html, quality)
        elif media_type in _JSON:
            json = max(json, quality)
    return html > 0 and html >= json


def form_of(request: Request, f: str | None) -> Form:
    """Decide between the forms of features; JSON-FG needs to be wanted more than GeoJSON.

    Raises:
        BadInput: ``f`` is none of the forms.
    """
    if f == "jsonfg":
        return "jsonfg"
    if wants_html(request, f, "json, html or jsonfg"):
        return "html"
    accept = request.headers.get("accept", "")
    if f is not None or JSON_FG not in accept:
        return "json"
    held = dict(weights(accept))
    return "jsonfg" if held.get(JSON_FG, 0) > max(held.get(name, 0) for name in _JSON) else "json"


def profile_of(form: Form, text: str | None) -> Profile:
    """The profile of GeoJSON in which features come: the first of those asked for that there is, as far as the form allows one.

    Raises:
        BadInput: one of them is neither a profile that there is nor the address of another (OGC 23-058, /req/profile-parameter).
    """
    asked = [name.strip().removeprefix(PROFILE_URI) for name in text.split(",")] if text is not None else []
    if not all(name in PROFILES or name.startswith(("http://", "https://")) for name in asked):
        raise BadInput(f"profile takes {', '.join(PROFILES)}, or addresses of profiles, separated by commas.")
    found: Profile = next((profile for name in asked for profile in PROFILES if profile == name), "rfc7946")
    return "jsonfg" if form == "jsonfg" and found == "rfc7946" else found


def wants_page(request: Request) -> bool:
    """Decide between a page for people and its document, where ``f`` is all that either takes.

    Places where links are shared add parameters of their own to them, which a page leaves aside; a document refuses them.

    Raises:
        BadInput: ``f`` is neither, or a document is asked for with another parameter.
    """
    html = wants_html(request, request.query_params.get("f"))
    if not html:
        Arguments(request, {"f"})
    return html


def check_page(request: Request) -> None:
    """Refuse another form than the page where there is no document; raises BadInput."""
    if request.query_params.get("f") not in (None, "html"):
        raise BadInput("f takes html here.")


def check_document(request: Request) -> None:
    """Refuse every parameter but ``f``, and another form than the document where there is no page; raises BadInput."""
    if Arguments(request, {"f"}).get("f") not in (None, "json"):
        raise BadInput("f takes json here.")


def weights(header: str) -> list[tuple[str, float]]:
    """The members of a list with their weights (RFC 9110 section 12.4.2), names in lower case; at most fifty are read."""
    found = []
    for part in header.split(",")[:50]:
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                quality = _quality(value.strip())
        found.append((name.lower(), quality))
    return found


def _quality(text: str) -> float:
    """Read a weight of RFC 9110 section 12.4.2; what is none counts as not wanted."""
    return float(text) if len(text) <= 5 and text.replace(".", "", 1).isdigit() and text.isascii() else 0.0
