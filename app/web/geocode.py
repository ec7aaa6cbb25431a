"""Names to places: GET /geocode in the GeocodeJSON form."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.errors import BadInput
from app.web.answers import constant
from app.web.dump import dump
from app.web.found import Found, all_found, check_country, check_name, suggested
from app.web.landing import ATTRIBUTION
from app.web.links import GEOJSON
from app.web.params import Arguments, parse_bbox, parse_limit
from app.web.site import site_of

PARAMETERS = ("q", "country", "admin1", "bbox", "limit", "autocomplete")
MOST = 50


async def geocode(request: Request) -> Response:
    """GET /geocode: the place that a name means first, then what else it might mean; nothing where it is not known."""
    site = site_of(request)
    arguments = Arguments(request, PARAMETERS)
    name = check_name(arguments.get("q"), "q")
    admin1 = check_name(arguments.get("admin1"), "admin1") if arguments.get("admin1") else None
    limit = min(parse_limit(arguments.get("limit"), 5), MOST)
    box = parse_bbox(arguments.get("bbox"))
    if arguments.get("autocomplete") not in (None, "true", "false"):
        raise BadInput("autocomplete takes true or false.")

    def work() -> dict[str, Any]:
        country = check_country(site.names, arguments.get("country"))
        if arguments.get("autocomplete") == "true":
            return _document(suggested(site.names, site.names.suggest(name, country, box, limit)), None)
        answer = site.names.geocode(name, country, admin1, box, limit)
        return _document(all_found(site.names, answer, limit), answer.reason)

    return constant(request, GEOJSON, dump(await site.run(work)))


def _document(found: list[Found], reason: str | None) -> dict[str, Any]:
    about = {"version": "0.1.0", "attribution": ATTRIBUTION, **({"reason": reason} if reason else {})}
    return {"type": "FeatureCollection", "geocoding": about, "features": [_feature(one) for one in found]}


def _feature(found: Found) -> dict[str, Any]:
    place, location = found.place, found.location
    return {
        "type": "Feature",
        "bbox": [round(edge, 6) for edge in found.bounds],
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {
            "geocoding": {
                "place_id": place.id,
                "type": place.kind,
                "label": found.label,
                "name": place.name,
                "state": place.admin1,
                "country": found.country,
                "country_code": place.country,
                "score": round(found.score, 3),
                "where_prec": location.where_prec if location else None,
                "accuracy": location.uncertainty_m if location else None,
            }
        },
    }
