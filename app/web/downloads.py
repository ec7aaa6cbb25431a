"""A whole collection, or every match of a selection, as one file."""

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from starlette.concurrency import iterate_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from app.errors import NotFound
from app.formats import FORMATS, Export, Format
from app.formats.files import layers
from app.model.query import Query
from app.web.answers import coded_as, unchanged, validators_of
from app.web.catalogue import Collection
from app.web.codings import coding_of, packed_stream
from app.web.example import described, example_of
from app.web.landing import ATTRIBUTION
from app.web.links import base_url
from app.web.negotiation import profile_of
from app.web.params import Arguments
from app.web.selection import SELECTING, check_crs, selection
from app.web.site import Edition, site_of

_CHUNK = 64 * 1024


async def download(request: Request) -> Response:
    """GET /collections/{collection_id}/download.{extension}: unpaged, streamed, with the selecting parameters of items, GeoJSON by ``profile``."""
    site = site_of(request)
    collection = site.catalogue[request.path_params["collection_id"]]
    form = FORMATS.get(request.path_params["extension"])
    if form is None:
        raise NotFound(f"There is no such format. The formats are: {', '.join(FORMATS)}.")
    arguments = Arguments(request, {*SELECTING, *collection.by_name, *(["profile"] if form is FORMATS["geojson"] else [])})
    query = selection(collection, arguments)
    if profile_of("json", arguments.get("profile")) != "rfc7946":
        form = replace(form, write=FORMATS["fgjson"].write)

    def features() -> Iterator[bytes]:
        check_crs(arguments.pairs, lambda: site.service.extent(collection.id))
        return site.service.stream(query)

    return await deliver(request, collection, form, features)


async def deliver(request: Request, collection: Collection, form: Format, features: Callable[[], Iterator[bytes]]) -> Response:
    """Stream features of a collection as a file to save; ``features`` is called off the event loop."""
    site = site_of(request)
    coding = coding_of(request)
    edition = await site.run(site.edition)
    headers = validators_of(request, edition, form.media_type, coding)
    if unchanged(request, headers):
        return Response(status_code=304, headers=headers)
    headers |= {"content-disposition": f'attachment; filename="strikemap-{collection.id}.{form.extension}"', **coded_as(coding)}
    if request.method == "HEAD":
        return Response(headers=headers, media_type=form.media_type)
    base = base_url(request)

    def work() -> Iterator[bytes]:
        return _begun(_chunked(form.write(_export(collection, edition, base, example_of(site.service)), features())))

    chunks = await site.run(work)
    body = iterate_in_threadpool(packed_stream(chunks, coding))
    return StreamingResponse(body, headers=headers, media_type=form.media_type)


async def download_all(request: Request) -> Response:
    """GET /download.gpkg: every collection as a layer of one GeoPackage, drawn by QGIS as the map page draws them."""
    site = site_of(request)
    Arguments(request, ())
    form = FORMATS["gpkg"]
    edition = await site.run(site.edition)
    headers = validators_of(request, edition, form.media_type, "identity")
    if unchanged(request, headers):
        return Response(status_code=304, headers=headers)
    headers["content-disposition"] = 'attachment; filename="strikemap.gpkg"'
    base = base_url(request)

    def work() -> Iterator[bytes]:
        example = example_of(site.service)
        parts = [(_export(one, edition, base, example), site.service.stream(Query(one.id, limit=None))) for one in site.catalogue]
        return _begun(layers(parts))

    return StreamingResponse(iterate_in_threadpool(await site.run(work)), headers=headers, media_type=form.media_type)


def _export(collection: Collection, edition: Edition, base: str, example: str | None) -> Export:
    return Export(
        name=collection.id,
        title=collection.title,
        description=described(collection, example),
        attribution=ATTRIBUTION,
        source=f"{base}/collections/{collection.id}",
        time_stamp=edition.time_stamp,
        columns=tuple((column.name, column.type) for column in collection.columns),
        geometry=collection.geometry,
    )


def _begun(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Make the first chunk, so that a question the store refuses is refused before the answer has begun."""
    return itertools.chain([next(chunks, b"")], chunks)


def _chunked(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Gather small parts, so that there is one hop between threads for many features."""
    held: list[bytes] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size >= _CHUNK:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)
