"""The API's description: one self-contained OpenAPI 3.0 document, every collection under its literal path.

The literal paths with their columns as query parameters are what GDAL reads to hand filters down.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.formats import FORMATS, Format, available
from app.formats.crs import CRS84
from app.version import __version__
from app.web import answer_shapes as shapes
from app.web import openapi_parts as parts
from app.web.answers import constant
from app.web.catalogue import Catalogue, Collection
from app.web.dump import dump
from app.web.feed import MEDIA_TYPE as ATOM
from app.web.found import LONGEST_NAME
from app.web.landing import DESCRIPTION, TITLE
from app.web.links import GEOJSON, HTML, JSON, OPENAPI, SCHEMA, base_url
from app.web.negotiation import JSON_FG, wants_html
from app.web.openapi_map import map_paths
from app.web.openapi_parts import Json
from app.web.openapi_reviews import review_paths
from app.web.pages import PAGE_HEADERS, render
from app.web.params import DEFAULT_LIMIT, MAX_LIMIT, Arguments
from app.web.schemas import column_schema
from app.web.selection import FILTER_LANGUAGES
from app.web.site import site_of
from app.web.tiles import DEEPEST, MVT, QUAD


async def api(request: Request) -> Response:
    """GET /api."""
    base = base_url(request)
    document = describe(site_of(request).catalogue, base)
    if wants_html(request, Arguments(request, {"f"}).get("f")):
        operations = [(path, method, operation) for path, one in document["paths"].items() for method, operation in one.items()]
        for _, _, operation in operations:
            operation["parameters"] = [_resolved(parameter) for parameter in operation.get("parameters", [])]
        return constant(request, HTML, render("api.html", base=base, operations=operations), PAGE_HEADERS)
    return constant(request, OPENAPI, dump(document))


def describe(catalogue: Catalogue, base: str) -> Json:
    """Build the document."""
    landing = [parts.parameter("f"), parts.any_query("What the map page is opened with. The document takes none of them.")]
    paths: Json = {
        "/": _get("landing", "The landing document, or the map for a browser", JSON, landing, tag="Capabilities"),
        "/conformance": _get("conformance", "The conformance classes that are met", JSON, [parts.parameter("f")], tag="Capabilities"),
        "/api": _get("api", "This description", OPENAPI, [parts.parameter("f")], tag="Capabilities"),
        "/collections": _get("collections", "The collections", JSON, [parts.parameter("f")], tag="Capabilities"),
    }
    for collection in catalogue:
        paths |= _collection_paths(collection)
    paths |= _report_paths() | map_paths() | review_paths() | _name_paths() | _matrix_paths()
    if FORMATS["gpkg"].available:
        paths["/download.gpkg"] = _get("download_all", "Every collection in one GeoPackage", FORMATS["gpkg"].media_type, [], None)
    return {
        "openapi": "3.0.3",
        "info": {
            "title": TITLE,
            "description": DESCRIPTION,
            "version": __version__,
            "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
        },
        "servers": [{"url": base or "/"}],
        "tags": [{"name": name} for name in ("Capabilities", "Data", "Reports", "Map", "Reviews", "Names")],
        "paths": paths,
        "components": {
            "parameters": PARAMETERS,
            "schemas": shapes.SCHEMAS,
            "responses": {"Problem": parts.PROBLEM_RESPONSE},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _collection_paths(one: Collection) -> Json:
    root = f"/collections/{one.id}"
    name = one.id.replace("-", "_")
    columns = [_column(column.name, column_schema(column)) for column in one.columns]
    selecting = [parts.parameter(name) for name in ("bbox", "bbox-crs", "datetime", "filter", "filter-lang", "filter-crs", "sortby")]
    shaping = [parts.parameter("crs"), parts.parameter("properties")]
    tile = [parts.parameter(name) for name in ("z", "y", "x", "datetime", "filter", "filter-lang", "filter-crs")]
    forms = [parts.parameter(name) for name in ("f_features", "profile")]
    paging = [*(parts.parameter(name) for name in ("limit", "next", "prev")), *forms]
    return {
        root: _get(f"{name}", one.title, JSON, [parts.parameter("f")]),
        f"{root}/queryables": _get(f"{name}_queryables", "What may be asked for", SCHEMA, [parts.parameter("f")]),
        f"{root}/sortables": _get(f"{name}_sortables", "What may be sorted by", SCHEMA, [parts.parameter("f")]),
        f"{root}/schema": _get(f"{name}_schema", "The columns", SCHEMA, [parts.parameter("f")]),
        f"{root}/schema/feature": _get(f"{name}_feature_schema", "The GeoJSON feature", SCHEMA, [parts.parameter("f")]),
        f"{root}/tiles": _get(f"{name}_tilesets", "The tile sets", JSON, [parts.parameter("f_json")]),
        f"{root}/tiles/{QUAD}": _get(f"{name}_tileset", "The tile set", JSON, [parts.parameter("f_json")]),
        f"{root}/tiles/{QUAD}/tilejson": _get(f"{name}_tilejson", "TileJSON for map libraries", JSON, [parts.parameter("f_json")]),
        f"{root}/tiles/{QUAD}/{{z}}/{{y}}/{{x}}": _get(f"{name}_tile", "One vector tile", MVT, [*tile, *columns], None),
        f"{root}/items": {
            **_get(f"{name}_items", f"{one.title}: features", GEOJSON, [*selecting, *shaping, *paging, *columns], "FeatureCollection"),
            "post": _search(f"{name}_search", f"{one.title}: features, the filter as the body", [*shaping, *paging]),
        },
        f"{root}/items/{{feature_id}}": _get(
            f"{name}_item", "One feature", GEOJSON, [parts.parameter("feature_id"), *shaping, *forms], "Feature"
        ),
        **{
            f"{root}/download.{form.extension}": _download(one, f"{name}_download_{form.extension}", form, [*selecting, *_profiled(form), *columns])
            for form in available()
        },
    }


def _matrix_paths() -> Json:
    return {
        "/tileMatrixSets": _get("matrix_sets", "The tile matrix sets", JSON, [parts.parameter("f_json")]),
        f"/tileMatrixSets/{QUAD}": _get("matrix_set", "WebMercatorQuad", JSON, [parts.parameter("f_json")]),
    }


def _report_paths() -> Json:
    submit: Json = {
        "operationId": "submit",
        "tags": ["Reports"],
        "summary": "Read a report",
        "description": "Open to anybody while the service is local; else it takes a key with the scope submit.",
        "security": [{}, {"token": []}],
        "requestBody": {"required": True, "content": {JSON: {"schema": parts.schema("Submission")}}},
        "responses": {
            "200": _content(JSON, "Receipt", "The report was there already"),
            "201": _content(JSON, "Receipt", "Read and kept"),
            **parts.problems("400", "401", "403", "413", "503"),
        },
    }
    report = [parts.parameter("report_id"), *parts.page_queries()]
    event = [parts.parameter("event_id"), *parts.page_queries()]
    one = {"name": "report_id", "in": "query", "schema": {"type": "string"}, "description": "Only this report."}
    return {
        "/reports": {"post": submit},
        "/reports/{report_id}": _get("report", "A report as it was read", JSON, report, "Report", "Reports"),
        "/events/{event_id}": _get("event", "An event: who says so and who says otherwise", JSON, event, "Event", "Reports"),
        "/overview": _get("overview", "What the page shows around the map", JSON, [one, parts.parameter("f_json")], "Overview", "Reports"),
        "/feed.atom": _get("feed", "The newest claims, Atom with GeoRSS", ATOM, [], None),
        "/health": _get("health", "Whether the process lives", JSON, [], tag="Capabilities"),
        "/ready": _get("ready", "Whether the service can answer", JSON, [], tag="Capabilities"),
        "/metrics": _get("metrics", "How the service does, for Prometheus", "text/plain; version=0.0.4", [], None, "Capabilities"),
    }


def _name_paths() -> Json:
    searched = [parts.query(name, {"type": "string"}, text) for name, text in _NOMINATIM.items()]
    searched += [parts.any_query("What other services know; left aside here.")]
    parse = {
        "operationId": "geoparse",
        "tags": ["Names"],
        "summary": "The place names of a text; nothing is kept",
        "requestBody": {"required": True, "content": {JSON: {"schema": parts.schema("Submission")}}},
        "responses": {"200": _content(JSON, "Document", "The toponyms, in order"), **parts.problems("400", "403", "413", "503")},
    }
    asked = [
        {**parts.query("q", {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME}, "The name."), "required": True},
        parts.query("country", {"type": "string"}, "Name or ISO 3166-1 alpha-2 code of the country."),
        parts.query("admin1", {"type": "string"}, "The province, state or governorate."),
        parts.query("autocomplete", {"type": "boolean", "default": False}, "Names that begin so, for search boxes."),
        *map(parts.parameter, ("bbox", "limit")),
    ]
    return {
        "/geocode": _get("geocode", "Find a place by name (GeocodeJSON)", GEOJSON, asked, "Document", "Names"),
        "/search": _get("search", "Find a place by name (Nominatim's form)", JSON, [*searched, parts.parameter("limit")], "Anything", "Names"),
        "/geoparse": {"post": parse},
    }


def _get(name: str, summary: str, media_type: str, parameters: Sequence[Json], schema: str | None = "Document", tag: str = "Data") -> Json:
    ok = _content(media_type, schema, summary)
    if parts.parameter("f_features") in parameters:
        ok["content"][JSON_FG] = ok["content"][media_type]
    if parts.parameter("f") in parameters or parts.parameter("f_features") in parameters:
        ok["content"][HTML] = {"schema": {"type": "string"}}
    return {
        "get": {
            "operationId": name,
            "tags": [tag],
            "summary": summary,
            "parameters": list(parameters),
            "responses": {"200": ok, "304": {"description": "The client has it already"}, **parts.problems("400", "404", "503")},
        }
    }


def _download(one: Collection, name: str, form: Format, parameters: Sequence[Json]) -> Json:
    # those that are JSON documents have a shape; the others are opaque
    schema = "FeatureCollection" if form.extension in ("geojson", "fgjson") else None
    return _get(name, f"{one.title}: whole, {form.title}", form.media_type, parameters, schema)


def _profiled(form: Format) -> list[Json]:
    """GeoJSON has profiles."""
    return [parts.parameter("profile")] if form.extension == "geojson" else []


def _search(name: str, summary: str, parameters: Sequence[Json]) -> Json:
    operation: Json = _get(name, summary, GEOJSON, parameters, "FeatureCollection")["get"]
    del operation["responses"]["304"]
    schemas = {JSON: parts.ANY_OBJECT, "application/cql2+json": parts.ANY_OBJECT, "text/plain": parts.TEXT}
    body = {media_type: {"schema": schema} for media_type, schema in schemas.items()}
    return operation | {"requestBody": {"required": True, "description": "A CQL2 filter, as JSON or as text", "content": body}}


def _content(media_type: str, schema: str | None, description: str) -> Json:
    body = {"type": "string", "format": "binary"} if schema is None else parts.schema(schema)
    return {"description": description, "content": {media_type: {"schema": body}}}


def _column(name: str, schema: Mapping[str, Any]) -> Json:
    kept = {key: value for key, value in schema.items() if key in ("type", "format")}
    return {"name": name, "in": "query", "description": schema["description"], "required": False, "schema": kept, "style": "form", "explode": False}


def _resolved(parameter: Json) -> Json:
    return PARAMETERS[parameter["$ref"].rpartition("/")[2]] if "$ref" in parameter else parameter


_NOMINATIM = {
    "q": "What to look for: name, province, country, as far as known.",
    "city": "Instead of q: the town.",
    "county": "Instead of q: the district.",
    "state": "Instead of q: the province.",
    "country": "Instead of q: the country.",
    "countrycodes": "Only these countries: ISO 3166-1 alpha-2 codes separated by commas.",
    "viewbox": "Two corners, x1,y1,x2,y2 in degrees.",
    "bounded": "1: only within viewbox; else what lies there comes first.",
    "addressdetails": "1: the parts of the address by name.",
    "format": "json, jsonv2 or geojson.",
}

_INTEGER = {"type": "integer"}

_SORTED = {"type": "array", "minItems": 1, "items": {"type": "string", "pattern": r"^[+-]?[^+\-\s].*$"}}

_NUMBERS = {"type": "array", "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}], "items": {"type": "number"}}

PARAMETERS: Json = {
    "f": parts.query("f", {"type": "string", "enum": ["json", "html"]}, "A document or a page; beats the Accept header."),
    "f_features": parts.query("f", {"type": "string", "enum": ["json", "html", "jsonfg"]}, "GeoJSON, a page or JSON-FG; beats the Accept header."),
    "profile": parts.query(
        "profile",
        {"type": "array", "items": {"type": "string"}, "default": ["rfc7946"]},
        "Profiles of GeoJSON, the one wished for most first: rfc7946, jsonfg or jsonfg-plus, or their addresses. jsonfg adds time, and place in crs.",
    ),
    "f_json": parts.query("f", {"type": "string", "enum": ["json"]}, "There is only the document."),
    "f_html": parts.query("f", {"type": "string", "enum": ["html"]}, "There is only the page."),
    "limit": parts.query(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
        f"How many features a page holds at most; more than {MAX_LIMIT} means {MAX_LIMIT}.",
    ),
    "bbox": parts.query("bbox", _NUMBERS, "West, south, east, north in CRS84, or with heights; west > east crosses the antimeridian."),
    "datetime": parts.query(
        "datetime",
        {"type": "string"},
        "An RFC 3339 date or date-time, or an interval of two around a slash, '..' for an open end. Undated features always match.",
    ),
    "bbox-crs": parts.query("bbox-crs", {"type": "string", "format": "uri", "default": CRS84}, "The system of bbox."),
    "crs": parts.query("crs", {"type": "string", "format": "uri", "default": CRS84}, "The system of the answer: one the collection lists."),
    "properties": parts.query("properties", {"type": "array", "items": {"type": "string"}}, "Only these columns."),
    "sortby": parts.query("sortby", _SORTED, "Columns to order by, each with + or - before it."),
    "filter": parts.query("filter", {"type": "string"}, "A CQL2 filter over the columns and geometry."),
    "filter-lang": parts.query("filter-lang", {"type": "string", "enum": list(FILTER_LANGUAGES), "default": "cql2-text"}, "How filter is written."),
    "filter-crs": parts.query("filter-crs", {"type": "string", "format": "uri", "default": CRS84}, "The system of geometries in filter."),
    "next": parts.query("next", {"type": "string"}, "Where the next page starts: as a next link gave it."),
    "prev": parts.query("prev", {"type": "string"}, "What the page before ends with: as a prev link gave it."),
    "feature_id": parts.path("feature_id", "The feature's id."),
    "z": parts.path("z", f"Level, 0 to {DEEPEST}.", _INTEGER),
    "y": parts.path("y", "Row, from the north.", _INTEGER),
    "x": parts.path("x", "Column, from the west.", _INTEGER),
    "report_id": parts.path("report_id", "The report's id."),
    "event_id": parts.path("event_id", "The event's id, or e and the id of any of its claims."),
}
