"""What collections there are, what each covers, and what its columns are."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.formats import available
from app.formats.crs import CRS84, offered
from app.model.query import Extent
from app.web import schemas
from app.web.answers import answer, constant
from app.web.catalogue import Collection
from app.web.dump import dump
from app.web.example import described, example_of
from app.web.landing import ATTRIBUTION
from app.web.links import GEOJSON, HTML, JSON, OGC_REL, SCHEMA, Link, base_url, both_faces, link
from app.web.negotiation import wants_html
from app.web.pages import PAGE_HEADERS, render
from app.web.params import Arguments
from app.web.site import Edition, site_of


async def collections(request: Request) -> Response:
    """GET /collections."""
    arguments = Arguments(request, {"f"})
    html = wants_html(request, arguments.get("f"))
    site, base = site_of(request), base_url(request)

    def make(edition: Edition) -> bytes:
        example = example_of(site.service)
        all_of_them = [_described(one, site.service.extent(one.id), base, example) for one in site.catalogue]
        document = {
            "links": both_faces(f"{base}/collections", (), JSON, "The collections"),
            "timeStamp": edition.time_stamp,
            "collections": all_of_them,
        }
        return render("collections.html", base=base, document=document) if html else dump(document)

    return await answer(request, HTML, make, PAGE_HEADERS) if html else await answer(request, JSON, make)


async def collection(request: Request) -> Response:
    """GET /collections/{collection_id}."""
    site, base = site_of(request), base_url(request)
    one = site.catalogue[request.path_params["collection_id"]]
    html = wants_html(request, Arguments(request, {"f"}).get("f"))

    def make(edition: Edition) -> bytes:
        extent = site.service.extent(one.id)
        document = _described(one, extent, base, example_of(site.service))
        if not html:
            return dump(document)
        return render("collection.html", base=base, document=document, columns=one.columns, count=extent.count, formats=available())

    return await answer(request, HTML, make, PAGE_HEADERS) if html else await answer(request, JSON, make)


async def queryables(request: Request) -> Response:
    """GET /collections/{collection_id}/queryables."""
    return _schema(request, "queryables", schemas.queryables)


async def sortables(request: Request) -> Response:
    """GET /collections/{collection_id}/sortables."""
    return _schema(request, "sortables", schemas.sortables)


async def schema(request: Request) -> Response:
    """GET /collections/{collection_id}/schema."""
    return _schema(request, "schema", schemas.collection_schema)


async def feature_schema(request: Request) -> Response:
    """GET /collections/{collection_id}/schema/feature."""
    return _schema(request, "schema/feature", schemas.feature_schema)


def _schema(request: Request, name: str, make: Callable[[Collection, str], dict[str, Any]]) -> Response:
    """One of a collection's schemas, as JSON Schema or as a page with its properties."""
    one, base = site_of(request).catalogue[request.path_params["collection_id"]], base_url(request)
    document = make(one, f"{base}/collections/{one.id}/{name}")
    if wants_html(request, Arguments(request, {"f"}).get("f")):
        return constant(request, HTML, render("schema.html", base=base, collection=one, name=name, document=document), PAGE_HEADERS)
    return constant(request, SCHEMA, dump(document))


def _described(one: Collection, extent: Extent, base: str, example: str | None) -> dict[str, Any]:
    address = f"{base}/collections/{one.id}"
    return {
        "id": one.id,
        "title": one.title,
        "description": described(one, example),
        "attribution": ATTRIBUTION,
        "extent": _extent(extent),
        "itemType": "feature",
        "crs": offered(extent.bbox),
        "storageCrs": CRS84,
        "defaultSortOrder": ["id"],
        "links": _links(one, address),
    }


def _links(one: Collection, address: str) -> list[Link]:
    return [
        *both_faces(address, (), JSON, one.title),
        link(f"{address}/items", "items", GEOJSON, "The features"),
        link(f"{address}/items?f=html", "items", HTML, "The features (page)"),
        *(link(f"{address}/download.{form.extension}", "enclosure", form.media_type, f"Whole, {form.title}") for form in available()),
        link(f"{address}/tiles", f"{OGC_REL}tilesets-vector", JSON, "As vector tiles"),
        *schemas.schema_links(address),
    ]


def _extent(extent: Extent) -> dict[str, Any]:
    described: dict[str, Any] = {}
    if extent.bbox is not None:
        described["spatial"] = {"bbox": [extent.bbox], "crs": CRS84}
    if extent.interval is not None:
        start, end = extent.interval
        interval = [f"{start}T00:00:00Z" if start else None, f"{end}T23:59:59Z" if end else None]
        described["temporal"] = {"interval": [interval], "trs": "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"}
    return described
