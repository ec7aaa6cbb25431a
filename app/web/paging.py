"""Links between the pages of one selection: ``next`` is where the page before ended, ``prev`` what the page itself ends with."""

from collections.abc import Sequence
from urllib.parse import urlencode

from app.errors import BadInput
from app.model.query import Page
from app.web.catalogue import Collection
from app.web.links import GEOJSON, HTML, JSON, Link, Pairs, link
from app.web.params import Arguments


def check_cursors(arguments: Arguments) -> None:
    """Raise BadInput where two pages are asked for at once."""
    if arguments.get("next") is not None and arguments.get("prev") is not None:
        raise BadInput("next and prev name different pages: follow a link of a page as it is.")


def page_links(collection: Collection, pairs: Pairs, page: Page, base: str, media_type: str) -> list[Link]:
    """Links of one page: itself, its other face, the pages after, before and first, and its collection."""
    address = f"{base}/collections/{collection.id}"
    # every parameter is given once, and stands in several links
    encoded = {name: urlencode([(name, value)]) for name, value in pairs}
    rest = [text for name, text in encoded.items() if name not in ("next", "prev")]
    plain = [text for name, text in encoded.items() if name != "f"]

    def items(rel: str, query: Sequence[str], face: str, title: str) -> Link:
        return link(f"{address}/items{'?' if query else ''}{'&'.join(query)}", rel, face, title)

    links = [
        items("self", plain, GEOJSON, collection.title),
        items("alternate", [*plain, "f=html"], HTML, f"{collection.title} (page)"),
    ]
    for rel, cursor, title in (("next", page.next, "Next page"), ("prev", page.previous, "Previous page")):
        if cursor is not None:
            links.append(items(rel, [*rest, urlencode([(rel, cursor)])], media_type, title))
    if len(rest) < len(pairs):
        links.append(items("first", rest, media_type, "First page"))
    links.append(link(address, "collection", JSON, collection.title))
    return links
