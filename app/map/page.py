"""The map page: a constant shell that Folium renders once. What was reported is fetched by the page's own program, never written into it."""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache

from app.map.figure import Shell

_INLINE = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """A page and what a Content-Security-Policy must allow for it: CSP Level 3 hash sources (``sha256-…``) of its inline scripts and styles."""

    html: bytes
    script_hashes: tuple[str, ...]
    style_hashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offers:
    """What a service's keeper chose for its readers.

    ``contact``: a link for corrections (https or mailto). ``warning``: the words of reports are folded away until asked for. ``street_map``:
    pictures of openstreetmap.org may be laid under the map. ``base_url``: the address strangers use, which a share card needs.
    """

    contact: str | None = None
    warning: bool = False
    street_map: bool = False
    base_url: str | None = None


_NOTHING = Offers()


@cache
def render_page(*, read_only: bool, file_route: str | None = None, offers: Offers = _NOTHING) -> Page:
    """Render the shell, UTF-8. The same bytes for the same arguments, whatever is stored.

    Args:
        read_only: leave the paste box out, and say why.
        file_route: where the service gives the same map as one file ("map.html"); None leaves the button out.
        offers: what the keeper chose.
    """
    html = Shell({"read_only": read_only, "file_route": file_route, "file": None, "offers": offers}).render()
    return Page(html.encode("utf-8"), inline_hashes(html, "script"), inline_hashes(html, "style"))


def inline_hashes(html: str, tag: str) -> tuple[str, ...]:
    """CSP hash sources of the inline elements of one tag that bear no attribute, in order."""
    return tuple(content_hash(body) for name, body in _INLINE.findall(html) if name == tag)


def content_hash(body: str) -> str:
    """CSP Level 3 hash source of one inline script or style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(body.encode("utf-8")).digest()).decode("ascii")
