"""OGC API - Tiles: every collection as vector tiles of WebMercatorQuad, with TileJSON for map libraries."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import orjson
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from starlette.requests import Request
from starlette.responses import Response

from app.errors import BadInput, NotFound
from app.formats import mvt
from app.model.query import Box, Query
from app.web.answers import answer, constant
from app.web.catalogue import Collection
from app.web.dump import dump
from app.web.landing import ATTRIBUTION
from app.web.links import JSON, OGC_REL, base_url, link
from app.web.negotiation import check_document
from app.web.params import Arguments
from app.web.ports import Service
from app.web.selection import SELECTING, check_crs, selection
from app.web.site import Edition, site_of

MVT = "application/vnd.mapbox-vector-tile"
_CRS = "http://www.opengis.net/def/crs/EPSG/0/3857"
QUAD = "WebMercatorQuad"
QUAD_URI = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"
DEEPEST = 18
WHOLE = 2_000
"""Up to so many features a tile holds each of them; points beyond are thinned to one a cell, with the number it stands for."""

DEPTH = 4
"""A thinned tile has two to this power cells along its edge."""

SELECTS = SELECTING - {"bbox", "bbox-crs", "sortby"}

_CARRIED = (
    *("id", "claim_id", "report_id", "role", "link", "place_name", "name", "kind", "roles", "where_prec", "uncertainty_m", "claimant"),
    *("verb", "weapon", "target_class", "quantity_text", "date_start", "date_end", "status", "modality", "publisher"),
)
_RADIUS = 20_037_508.3427892


async def tilesets(request: Request) -> Response:
    """GET /collections/{collection_id}/tiles."""
    one, address = _addressed(request)
    tileset = {"title": one.title, "dataType": "vector", "crs": _CRS, "tileMatrixSetURI": QUAD_URI, "links": _links(one, address)}
    return constant(request, JSON, dump({"tilesets": [tileset], "links": [link(address, "self", JSON, "The tile sets")]}))


async def tileset(request: Request) -> Response:
    """GET /collections/{collection_id}/tiles/WebMercatorQuad."""
    one, address = _addressed(request)
    document = {
        "title": one.title,
        "description": one.description,
        "attribution": ATTRIBUTION,
        "dataType": "vector",
        "crs": _CRS,
        "tileMatrixSetURI": QUAD_URI,
        "layers": [{"id": one.id, "dataType": "vector", "title": one.title}],
        "links": _links(one, address),
    }
    return constant(request, JSON, dump(document))


async def tile_json(request: Request) -> Response:
    """GET /collections/{collection_id}/tiles/WebMercatorQuad/tilejson (TileJSON 3.0)."""
    one, address = _addressed(request)
    site = site_of(request)

    def make(edition: Edition) -> bytes:
        bbox = site.service.extent(one.id).bbox
        fields = {column.name: column.title for column in one.columns if column.name in _CARRIED} | {"count": "How many features it stands for"}
        document = {
            "tilejson": "3.0.0",
            "name": one.title,
            "description": one.description,
            "attribution": ATTRIBUTION,
            "tiles": [f"{address}/{QUAD}/{{z}}/{{y}}/{{x}}"],
            "minzoom": 0,
            "maxzoom": DEEPEST,
            "bounds": bbox or [-180, -85.0511, 180, 85.0511],
            "vector_layers": [{"id": one.id, "description": one.description, "fields": fields}],
        }
        return dump(document)

    return await answer(request, JSON, make)


async def tile(request: Request) -> Response:
    """GET /collections/{collection_id}/tiles/WebMercatorQuad/{z}/{y}/{x}; an empty body where nothing lies."""
    site = site_of(request)
    one = site.catalogue[request.path_params["collection_id"]]
    z, y, x = (_index(request.path_params[name]) for name in ("z", "y", "x"))
    if z > DEEPEST or not (x < 1 << z and y < 1 << z):
        raise NotFound(f"There is no such tile: levels go from 0 to {DEEPEST}, rows and columns from 0 to 2^level - 1.")
    arguments = Arguments(request, {*SELECTS, *one.by_name})
    query = selection(one, arguments)

    def make(edition: Edition) -> bytes:
        check_crs(arguments.pairs, lambda: site.service.extent(one.id))
        features = (_carried(feature) for feature in _features(site.service, one, query, (z, x, y)))
        return mvt.tile(one.id, ((geometry, properties) for geometry, properties in features if geometry is not None), z, x, y)

    return await answer(request, MVT, make)


async def matrix_sets(request: Request) -> Response:
    """GET /tileMatrixSets."""
    check_document(request)
    address = f"{base_url(request)}/tileMatrixSets"
    entry = {"id": QUAD, "uri": QUAD_URI, "links": [link(f"{address}/{QUAD}", "self", JSON, QUAD)]}
    return constant(request, JSON, dump({"tileMatrixSets": [entry], "links": [link(address, "self", JSON, "The tile matrix sets")]}))


async def matrix_set(request: Request) -> Response:
    """GET /tileMatrixSets/WebMercatorQuad (OGC 17-083r4, annex D.1)."""
    check_document(request)
    levels = []
    for z in range(DEEPEST + 1):
        cell = 2 * _RADIUS / 256 / (1 << z)
        levels.append(
            {
                "id": str(z),
                "scaleDenominator": cell / 0.00028,
                "cellSize": cell,
                "cornerOfOrigin": "topLeft",
                "pointOfOrigin": [-_RADIUS, _RADIUS],
                "tileWidth": 256,
                "tileHeight": 256,
                "matrixWidth": 1 << z,
                "matrixHeight": 1 << z,
            }
        )
    return constant(request, JSON, dump({"id": QUAD, "uri": QUAD_URI, "crs": _CRS, "orderedAxes": ["X", "Y"], "tileMatrices": levels}))


def _features(service: Service, one: Collection, query: Query, at: tuple[int, int, int]) -> Iterator[tuple[bytes, int]]:
    """Features of a tile with how many each stands for: all where they are few, one a cell where points are many."""
    west, south, east, north = mvt.bounds(*at)
    margin_x, margin_y = ((east - west) * mvt.BUFFER / mvt.EXTENT, (north - south) * mvt.BUFFER / mvt.EXTENT)
    wide = (max(-180.0, west - margin_x), max(-90.0, south - margin_y), min(180.0, east + margin_x), min(90.0, north + margin_y))
    page = service.page(replace(query, bbox=wide, limit=WHOLE))
    if page.matched <= WHOLE or one.geometry != "geometry-point":
        yield from ((feature, 1) for feature in page.features)
        return
    yield from _thinned(service, query, (west, south, east, north), DEPTH)


def _thinned(service: Service, query: Query, cell: Box, depth: int) -> Iterator[tuple[bytes, int]]:
    """One feature of a cell for all that lie in it; cells are halved both ways ``depth`` times, empty ones left at once."""
    west, south, east, north = cell
    # half open, but for a hair: a point on an inner edge is counted once
    page = service.page(replace(query, bbox=(west, south, math.nextafter(east, west), math.nextafter(north, south)), limit=1))
    if depth == 0 or page.matched <= 1:
        if page.features:
            yield page.features[0], page.matched
        return
    middle, centre = (west + east) / 2, (south + north) / 2
    for left, right in ((west, middle), (middle, east)):
        for bottom, top in ((south, centre), (centre, north)):
            yield from _thinned(service, query, (left, bottom, right, top), depth - 1)


def _carried(found: tuple[bytes, int]) -> tuple[BaseGeometry | None, Mapping[str, Any]]:
    feature = orjson.loads(found[0])
    properties = feature["properties"]
    kept = {name: properties[name] for name in _CARRIED if properties.get(name) is not None}
    return (shape(feature["geometry"]) if feature["geometry"] else None), {**kept, "count": found[1]}


def _index(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise BadInput("A tile is named by three whole numbers: level, row, column.")
    return int(text)


def _addressed(request: Request) -> tuple[Collection, str]:
    one = site_of(request).catalogue[request.path_params["collection_id"]]
    check_document(request)
    return one, f"{base_url(request)}/collections/{one.id}/tiles"


def _links(one: Collection, address: str) -> list[dict[str, Any]]:
    templated = link(f"{address}/{QUAD}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}", "item", MVT, "A tile") | {"templated": True}
    return [
        link(f"{address}/{QUAD}", "self", JSON, one.title),
        link(f"{address}/{QUAD}/tilejson", "describedby", JSON, "TileJSON"),
        link(f"{address.partition('/collections/')[0]}/tileMatrixSets/{QUAD}", f"{OGC_REL}tiling-scheme", JSON, QUAD),
        templated,
    ]

