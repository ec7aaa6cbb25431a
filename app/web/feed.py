"""The newest claims as an Atom feed (RFC 4287) with GeoRSS Simple."""

from typing import Any
from xml.etree import ElementTree as ET

import orjson
from starlette.requests import Request
from starlette.responses import Response

from app.model.query import And, Compare, Query, SortKey
from app.web.answers import answer
from app.web.landing import DESCRIPTION, TITLE
from app.web.links import base_url
from app.web.params import Arguments
from app.web.site import Edition, site_of

MEDIA_TYPE = "application/atom+xml"
ENTRIES = 50

_ATOM = "http://www.w3.org/2005/Atom"
_GEORSS = "http://www.georss.org/georss"


async def feed(request: Request) -> Response:
    """GET /feed.atom: asserted claims of the reports published last; the EXAMPLE's only where there are no others, as on the map.

    Rows of coded data sets are no news.
    """
    site, base = site_of(request), base_url(request)
    Arguments(request, ())

    def make(edition: Edition) -> bytes:
        found = site.service.page(_asserted("text")).features or site.service.page(_asserted("example")).features
        return written([orjson.loads(feature) for feature in found], base, edition)

    return await answer(request, MEDIA_TYPE, make)


def _asserted(source_kind: str) -> Query:
    wanted = And((Compare("source_kind", "=", source_kind), Compare("modality", "=", "asserted")))
    return Query("claims", filter=wanted, sort=(SortKey("published_at", descending=True),), limit=ENTRIES)


def written(claims: list[dict[str, Any]], base: str, edition: Edition) -> bytes:
    """The feed of these claims; a claim whose report has no date bears the time the data were first served."""
    root = ET.Element("feed", {"xmlns": _ATOM, "xmlns:georss": _GEORSS, "xml:lang": "en"})
    for name, text in (("title", f"{TITLE}: strike claims"), ("subtitle", DESCRIPTION), ("id", f"{base}/feed.atom"), ("updated", edition.time_stamp)):
        ET.SubElement(root, name).text = text
    ET.SubElement(root, "link", {"rel": "self", "href": f"{base}/feed.atom"})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}/map"})
    for claim in claims:
        _entry(root, claim, base, edition)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode").encode()


def _entry(root: ET.Element, claim: dict[str, Any], base: str, edition: Edition) -> None:
    columns = claim["properties"]
    entry = ET.SubElement(root, "entry")
    address = f"{base}/collections/claims/items/{claim['id']}"
    places = columns.get("places_text") or "no place given"
    published = columns.get("published_at")
    for name, text in (
        ("title", f"{columns['claimant']}: {places}"),
        ("id", address),
        ("updated", f"{published}T00:00:00Z" if published else edition.time_stamp),
        ("summary", f"“{_plain(columns.get('quote') or '')}”"),
    ):
        ET.SubElement(entry, name).text = _plain(text)
    ET.SubElement(ET.SubElement(entry, "author"), "name").text = _plain(columns.get("publisher") or "publisher not stated")
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}/?report={columns.get('report_id')}"})
    geometry = claim["geometry"]
    # areas have no point (law 3): only what is known as a place is given one
    if geometry and geometry["type"] in ("Point", "MultiPoint"):
        points = [geometry["coordinates"]] if geometry["type"] == "Point" else geometry["coordinates"]
        for longitude, latitude in points:
            ET.SubElement(entry, "georss:point").text = f"{latitude} {longitude}"


def _plain(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return "".join(
        character
        for character in text
        if character in "\t\n\r" or (character >= " " and character not in "\ufffe\uffff" and not "\ud800" <= character <= "\udfff")
    )
