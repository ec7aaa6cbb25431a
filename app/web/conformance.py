"""Which requirement classes the service says it meets; tests hold each of them."""

from starlette.requests import Request
from starlette.responses import Response

from app.web.answers import constant
from app.web.dump import dump
from app.web.links import HTML, JSON, base_url, both_faces
from app.web.negotiation import wants_html
from app.web.pages import PAGE_HEADERS, render
from app.web.params import Arguments

_SPEC = "http://www.opengis.net/spec/"
_FILTER = f"{_SPEC}ogcapi-features-3/1.0/conf/"
_CQL2 = f"{_SPEC}cql2/1.0/conf/"

_CQL2_CLASSES = (
    *("cql2-text", "cql2-json", "basic-cql2", "advanced-comparison-operators", "case-insensitive-comparison", "accent-insensitive-comparison"),
    *("basic-spatial-functions", "basic-spatial-functions-plus", "spatial-functions", "temporal-functions", "array-functions"),
    *("property-property", "arithmetic"),
)

_SCHEMA_CLASSES = ("schemas", "core-roles-features", "returnables-and-receivables", "queryables", "sortables", "profile-parameter")

CLASSES = (
    *(f"{_SPEC}ogcapi-common-1/1.0/conf/{name}" for name in ("core", "landing-page", "json", "html", "oas30")),
    *(f"{_SPEC}ogcapi-features-1/1.0/conf/{name}" for name in ("core", "geojson", "html", "oas30")),
    f"{_SPEC}ogcapi-features-2/1.0/conf/crs",
    *(f"{_FILTER}{name}" for name in ("queryables", "queryables-query-parameters", "filter", "features-filter")),
    *(f"{_CQL2}{name}" for name in _CQL2_CLASSES),
    *(f"{_SPEC}ogcapi-features-5/1.0/conf/{name}" for name in _SCHEMA_CLASSES),
    *(f"{_SPEC}ogcapi-features-8/1.0/conf/{name}" for name in ("sortables", "sorting", "features-sorting")),
    *(f"{_SPEC}ogcapi-tiles-1/1.0/conf/{name}" for name in ("core", "tileset", "tilesets-list", "geodata-tilesets", "mvt")),
    *(f"{_SPEC}tms/2.0/conf/{name}" for name in ("tilematrixset", "json-tilematrixset")),
    *(f"{_SPEC}json-fg-1/1.0/conf/{name}" for name in ("core", "types-schemas", "profiles", "api")),
)
"""What is met whole: each has its tests, by requirement, in tests/conformance."""


async def conformance(request: Request) -> Response:
    """GET /conformance."""
    base = base_url(request)
    if wants_html(request, Arguments(request, {"f"}).get("f")):
        return constant(request, HTML, render("conformance.html", base=base, classes=CLASSES), PAGE_HEADERS)
    links = both_faces(f"{base}/conformance", (), JSON, "What is met")
    return constant(request, JSON, dump({"links": links, "conformsTo": CLASSES}))
