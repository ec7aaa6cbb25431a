"""The features of a collection: a page of them, or one."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from app.model.query import And, Compare, Filter, Page, Query
from app.web.answers import answer
from app.web.catalogue import Collection
from app.web.dump import dump, join
from app.web.links import CRS84, GEOJSON, HTML, JSON, Link, base_url, both_faces, link, with_query
from app.web.negotiation import wants_html
from app.web.pages import PAGE_HEADERS, page_features, render
from app.web.params import Arguments, parse_bbox, parse_column, parse_datetime, parse_limit
from app.web.site import Edition, site_of

SELECTING = ("bbox", "datetime")
PAGING = ("limit", "next", "f")

_CRS_HEADER = {"content-crs": f"<{CRS84}>"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request for items asks: the query, its parameters as given, and whether it wants a page."""

    collection: Collection
    query: Query
    pairs: tuple[tuple[str, str], ...]
    html: bool


async def items(request: Request) -> Response:
    """GET /collections/{collection_id}/items."""
    site, base = site_of(request), base_url(request)
    asked = read_items(request)

    def make(edition: Edition) -> bytes:
        page = site.service.page(asked.query)
        links = _page_links(asked, page, base)
        if asked.html:
            features = page_features(page.features, asked.collection.columns)
            return render("items.html", base=base, collection=asked.collection, page=page, features=features, links=links)
        return feature_collection(page, links, edition)

    return await answer(request, HTML, make, PAGE_HEADERS) if asked.html else await answer(request, GEOJSON, make, _CRS_HEADER)


async def item(request: Request) -> Response:
    """GET /collections/{collection_id}/items/{feature_id}."""
    site, base = site_of(request), base_url(request)
    one = site.catalogue[request.path_params["collection_id"]]
    feature_id = request.path_params["feature_id"]
    html = wants_html(request, Arguments(request, {"f"}).get("f"))

    def make(edition: Edition) -> bytes:
        feature = site.service.feature(one.id, feature_id)
        address = f"{base}/collections/{one.id}"
        links = [
            *both_faces(f"{address}/items/{quote(feature_id, safe='')}", (), GEOJSON, "This feature"),
            link(address, "collection", JSON, one.title),
        ]
        if html:
            return render("item.html", base=base, collection=one, feature=page_features([feature], one.columns)[0], links=links)
        return feature[:-1] + b',"links":' + dump(links) + b"}"

    return await answer(request, HTML, make, PAGE_HEADERS) if html else await answer(request, GEOJSON, make, _CRS_HEADER)


def read_items(request: Request) -> Asked:
    """Read what a request for items asks, all of it checked before anything is done."""
    collection = site_of(request).catalogue[request.path_params["collection_id"]]
    arguments = Arguments(request, {*SELECTING, *PAGING, *collection.by_name})
    query = selection(collection, arguments, after=arguments.get("next"), limit=parse_limit(arguments.get("limit")))
    return Asked(collection, query, tuple(arguments.pairs), wants_html(request, arguments.get("f")))


def selection(collection: Collection, arguments: Arguments, *, after: str | None, limit: int | None) -> Query:
    """Make the query of the selecting parameters: bbox, datetime, and columns compared for equality."""
    parts = tuple(
        Compare(name, "=", parse_column(collection.by_name[name], value)) for name, value in arguments.among(collection.by_name)
    )
    return Query(
        collection=collection.id,
        bbox=parse_bbox(arguments.get("bbox")),
        interval=parse_datetime(arguments.get("datetime")),
        filter=_all(parts),
        after=after,
        limit=limit,
    )


def feature_collection(page: Page, links: list[Link], edition: Edition) -> bytes:
    """A page as a GeoJSON FeatureCollection; the features go in as they were stored."""
    head: Mapping[str, object] = {
        "type": "FeatureCollection",
        "numberMatched": page.matched,
        "numberReturned": len(page.features),
        "timeStamp": edition.time_stamp,
        "links": links,
    }
    return dump(head)[:-1] + b',"features":[' + join(page.features) + b"]}"


def _all(parts: tuple[Filter, ...]) -> Filter | None:
    if len(parts) > 1:
        return And(parts)
    return parts[0] if parts else None


def _page_links(asked: Asked, page: Page, base: str) -> list[Link]:
    address = f"{base}/collections/{asked.collection.id}"
    media_type = HTML if asked.html else GEOJSON
    links = both_faces(f"{address}/items", asked.pairs, GEOJSON, asked.collection.title)
    if page.next is not None:
        rest = [pair for pair in asked.pairs if pair[0] != "next"]
        links.append(link(with_query(f"{address}/items", [*rest, ("next", page.next)]), "next", media_type, "Next page"))
    if asked.query.after is not None:
        first = [pair for pair in asked.pairs if pair[0] != "next"]
        links.append(link(with_query(f"{address}/items", first), "first", media_type, "First page"))
    links.append(link(address, "collection", JSON, asked.collection.title))
    return links
