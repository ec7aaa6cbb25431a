"""Which requirement classes the service says it meets; tests hold each of them."""

from starlette.requests import Request
from starlette.responses import Response

from app.web.answers import constant
from app.web.dump import dump
from app.web.links import JSON

FEATURES = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/"
CLASSES = (
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    f"{FEATURES}core",
    f"{FEATURES}geojson",
    f"{FEATURES}html",
    f"{FEATURES}oas30",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/core-roles-features",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/returnables",
)


async def conformance(request: Request) -> Response:
    """GET /conformance."""
    return constant(request, JSON, dump({"conformsTo": CLASSES}))
