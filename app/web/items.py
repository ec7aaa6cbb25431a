"""The features of a collection: a page of them, or one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from app.errors import BadInput
from app.formats import jsonfg
from app.formats.crs import CRS84
from app.formats.reshape import Shape, reshaper
from app.model.query import Page, Query
from app.web.answers import answer
from app.web.catalogue import Collection
from app.web.dump import dump, with_features
from app.web.links import GEOJSON, HTML, JSON, Link, base_url, feature_faces, link
from app.web.negotiation import JSON_FG, Form, Profile, form_of, profile_of
from app.web.pages import LONGEST_PAGE, PAGE_HEADERS, page_features, render
from app.web.paging import check_cursors, page_links
from app.web.params import Arguments, parse_limit
from app.web.selection import SELECTING, SHAPING, check_crs, selection, shape_of
from app.web.site import Edition, site_of

_TYPES: dict[Form, str] = {"json": GEOJSON, "html": HTML, "jsonfg": JSON_FG}

_BODIES = {
    **dict.fromkeys(("application/json", "application/cql2+json", "application/query-cql-json"), ("cql2-json",)),
    "text/plain": ("cql2-text", "cql-text"),
}
"""In which languages a filter that comes as a body of a media type is written; clients have several names for JSON."""

FORMS = frozenset({"f", "profile"})
PAGING = frozenset({"limit", "next", "prev"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request for items asks: the query, the shape of its answer, its parameters, and its form."""

    collection: Collection
    query: Query
    shape: Shape
    pairs: tuple[tuple[str, str], ...]
    form: Form
    profile: Profile


async def items(request: Request) -> Response:
    """GET /collections/{collection_id}/items."""
    asked = read_items(request)
    make, headers = _maker(request, asked), _headers(asked.form, asked.shape)
    at_once = partial(make, at_once=True) if _as_stored(asked.form, asked.profile, asked.shape) else None
    return await answer(request, _TYPES[asked.form], make, headers, at_once)


async def search(request: Request) -> Response:
    """POST /collections/{collection_id}/items: the same, with the filter as the body; its links work with GET."""
    languages = _BODIES.get(request.headers.get("content-type", "").partition(";")[0].strip().lower())
    if languages is None:
        raise BadInput("The body is a CQL2 filter: 'Content-Type: application/json' or 'text/plain'.")
    body = await request.body()
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise BadInput("The body is not UTF-8.") from None
    named = request.query_params.get("filter-lang")
    if named is not None and named not in languages:
        raise BadInput("filter-lang and the body's Content-Type differ: cql2-json goes with application/json, cql2-text with text/plain.")
    asked = read_items(request, (("filter", text), *((("filter-lang", languages[0]),) if named is None else ())))
    site, make = site_of(request), _maker(request, asked)
    headers = _headers(asked.form, asked.shape) | {"cache-control": "no-store"}
    return Response(await site.run(lambda: make(site.edition())), headers=headers, media_type=_TYPES[asked.form])


async def item(request: Request) -> Response:
    """GET /collections/{collection_id}/items/{feature_id}."""
    site, base = site_of(request), base_url(request)
    one = site.catalogue[request.path_params["collection_id"]]
    feature_id = request.path_params["feature_id"]
    arguments = Arguments(request, {*FORMS, *SHAPING})
    form, shape = form_of(request, arguments.get("f")), shape_of(one, arguments)
    profile = profile_of(form, arguments.get("profile"))

    def make(edition: Edition, at_once: bool = False) -> bytes:
        check_crs(arguments.pairs, lambda: site.service.extent(one.id, at_once=at_once))
        feature = site.service.feature(one.id, feature_id, at_once=at_once)
        address = f"{base}/collections/{one.id}"
        links = [
            *feature_faces(f"{address}/items/{quote(feature_id, safe='')}", arguments.pairs, form, profile, "This feature"),
            link(address, "collection", JSON, one.title),
        ]
        if form == "html":
            return render("item.html", base=base, collection=one, feature=page_features([feature], one.columns)[0], links=links)
        further = {**_about(one, profile, shape, address), "links": links}
        return _shaped(profile, shape)(feature)[:-1] + b"," + dump(further)[1:]

    return await answer(request, _TYPES[form], make, _headers(form, shape), partial(make, at_once=True) if _as_stored(form, profile, shape) else None)


def read_items(request: Request, further: tuple[tuple[str, str], ...] = ()) -> Asked:
    """Read what a request for items asks, all of it checked before anything is done; ``further`` parameters come from its body."""
    collection = site_of(request).catalogue[request.path_params["collection_id"]]
    arguments = Arguments(request, {*SELECTING, *SHAPING, *PAGING, *FORMS, *collection.by_name}, further)
    form, shape = form_of(request, arguments.get("f")), shape_of(collection, arguments)
    check_cursors(arguments)
    limit = parse_limit(arguments.get("limit"))
    query = replace(
        selection(collection, arguments),
        after=arguments.get("next"),
        before=arguments.get("prev"),
        limit=min(limit, LONGEST_PAGE) if form == "html" else limit,
    )
    return Asked(collection, query, shape, tuple(arguments.pairs), form, profile_of(form, arguments.get("profile")))


def _maker(request: Request, asked: Asked) -> Callable[..., bytes]:
    site, base = site_of(request), base_url(request)

    def make(edition: Edition, at_once: bool = False) -> bytes:
        check_crs(asked.pairs, lambda: site.service.extent(asked.collection.id, at_once=at_once))
        page = site.service.page(asked.query, at_once=at_once)
        links = page_links(asked.collection, asked.pairs, page, base, _TYPES[asked.form], asked.form, asked.profile)
        if asked.form == "html":
            features = page_features(page.features, asked.collection.columns)
            return render("items.html", base=base, collection=asked.collection, page=page, features=features, links=links)
        about = _about(asked.collection, asked.profile, asked.shape, f"{base}/collections/{asked.collection.id}")
        shaped = page.features if _as_stored(asked.form, asked.profile, asked.shape) else map(_shaped(asked.profile, asked.shape), page.features)
        return feature_collection(page, shaped, links, edition, about)

    return make


def _as_stored(form: Form, profile: Profile, shape: Shape) -> bool:
    """Whether features go out as they come from the store."""
    return form == "json" and profile == "rfc7946" and shape.plain


def _shaped(profile: Profile, shape: Shape) -> Callable[[bytes], bytes]:
    return reshaper(shape) if profile == "rfc7946" else jsonfg.shaper(shape, fallback=profile == "jsonfg-plus")


def _about(collection: Collection, profile: Profile, shape: Shape, address: str) -> Mapping[str, object]:
    """What a document says of itself beside its links."""
    return {} if profile == "rfc7946" else jsonfg.about(collection.id, address, shape.crs)


def _headers(form: Form, shape: Shape) -> dict[str, str]:
    """A page's policy, or in which system the coordinates are (Part 2, /req/crs/ogc-crs-header)."""
    return dict(PAGE_HEADERS) if form == "html" else {"content-crs": f"<{shape.crs.uri if shape.crs else CRS84}>"}


def feature_collection(page: Page, features: Iterable[bytes], links: list[Link], edition: Edition, about: Mapping[str, object]) -> bytes:
    """A page as a GeoJSON FeatureCollection; the features go in as they are, ``about`` are further members."""
    head: Mapping[str, object] = {
        "type": "FeatureCollection",
        **about,
        "numberMatched": page.matched,
        "numberReturned": len(page.features),
        "timeStamp": edition.time_stamp,
        "links": links,
    }
    return with_features(head, features)
