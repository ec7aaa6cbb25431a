"""Links between the pages of one selection: ``next`` is where the page before ended, ``prev`` what the page itself ends with."""

from app.errors import BadInput
from app.model.query import Page
from app.web.catalogue import Collection
from app.web.links import JSON, Link, Pairs, feature_faces, link, with_query
from app.web.negotiation import Form, Profile
from app.web.params import Arguments


def check_cursors(arguments: Arguments) -> None:
    """Raise BadInput where two pages are asked for at once."""
    if arguments.get("next") is not None and arguments.get("prev") is not None:
        raise BadInput("next and prev name different pages: follow a link of a page as it is.")


def page_links(collection: Collection, pairs: Pairs, page: Page, base: str, media_type: str, form: Form, profile: Profile) -> list[Link]:
    """Links of one page: itself, its other forms, the pages after, before and first, and its collection."""
    address = f"{base}/collections/{collection.id}"
    rest = [pair for pair in pairs if pair[0] not in ("next", "prev")]
    links = feature_faces(f"{address}/items", pairs, form, profile, collection.title)
    for rel, cursor, title in (("next", page.next, "Next page"), ("prev", page.previous, "Previous page")):
        if cursor is not None:
            links.append(link(with_query(f"{address}/items", [*rest, (rel, cursor)]), rel, media_type, title))
    if len(rest) < len(pairs):
        links.append(link(with_query(f"{address}/items", rest), "first", media_type, "First page"))
    links.append(link(address, "collection", JSON, collection.title))
    return links
