"""Names to places in the form of Nominatim's /search, so that clients written for it work unchanged."""

import hashlib
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.errors import BadInput
from app.model.codes import PlaceKind
from app.model.query import Box
from app.web.answers import constant
from app.web.dump import dump
from app.web.found import Found, all_found, check_country, check_name
from app.web.landing import ATTRIBUTION
from app.web.links import GEOJSON, JSON
from app.web.params import parse_limit, parse_numbers
from app.web.ports import Names
from app.web.site import site_of

MOST = 40
PARAMETERS = ("q", "format", "limit", "countrycodes", "viewbox", "bounded", "addressdetails", "city", "county", "state", "country")
_FORMATS = ("json", "jsonv2", "geojson")
_PREFERRED = 0.3
"""What lying in a view box that does not bound the search adds to a score."""
_PARTS: dict[PlaceKind, str] = {"province": "state", "district": "county", "country": "country"}
"""What an address calls areas; points it calls by their type."""
_SIZES = ((100_000, "city"), (10_000, "town"), (0, "village"))

_CLASSES: dict[PlaceKind, tuple[str, str]] = {
    "settlement": ("place", "town"),
    "neighbourhood": ("place", "suburb"),
    "airfield": ("aeroway", "aerodrome"),
    "installation": ("landuse", "military"),
    "district": ("boundary", "administrative"),
    "province": ("boundary", "administrative"),
    "region": ("place", "region"),
    "country": ("boundary", "administrative"),
    "continent": ("place", "continent"),
    "sea": ("place", "sea"),
}


async def search(request: Request) -> Response:
    """GET /search: free (``q``) or structured (``city``, ``county``, ``state``, ``country``); parameters it does not know it leaves aside."""
    site, given = site_of(request), request.query_params
    form = given.get("format", "jsonv2")
    if form not in _FORMATS:
        raise BadInput("format takes json, jsonv2 or geojson.")
    limit = min(parse_limit(given.get("limit")), MOST)
    box, bounded, details = _view_box(given.get("viewbox")), given.get("bounded") == "1", given.get("addressdetails") == "1"
    codes = [code.strip() for code in given.get("countrycodes", "").split(",") if code.strip()][:10]

    def work() -> list[Found]:
        name, admin1, country = _question(site.names, {key: given[key] for key in PARAMETERS if key in given})
        countries = [check_country(site.names, code) for code in codes] if codes and country is None else [country]
        answers = (site.names.geocode(name, code, admin1, box if bounded else None, MOST) for code in countries)
        found = [one for answer in answers for one in all_found(site.names, answer, MOST)]
        return sorted(found, key=lambda one: -one.score - (_PREFERRED if _inside(one, box) else 0.0))[:limit]

    found = await site.run(work)
    if form == "geojson":
        return constant(request, GEOJSON, dump(_collection(found, details)))
    return constant(request, JSON, dump([_record(one, form, details) for one in found]))


def _question(names: Names, given: dict[str, str]) -> tuple[str, str | None, str | None]:
    """Name, province and country code of what is asked for."""
    if "q" in given:
        parts = [part.strip() for part in check_name(given["q"], "q").split(",") if part.strip()] or [given["q"]]
        country = names.country_code(parts[-1]) if len(parts) > 1 else None
        inner = parts[1:-1] if country else parts[1:]
        return parts[0], inner[-1] if inner else None, country
    country = check_country(names, given.get("country"))
    levels = [given[key].strip() for key in ("city", "county", "state", "country") if given.get(key, "").strip()]
    if not levels:
        raise BadInput("q is missing: the name to look for; or city, county, state or country.")
    name = check_name(levels[0], "city")
    state = given.get("state", "").strip()
    return name, state if state and state != name else None, country


def _view_box(text: str | None) -> Box | None:
    if text is None:
        return None
    x1, y1, x2, y2 = parse_numbers(text, (4,), "viewbox")
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _inside(found: Found, box: Box | None) -> bool:
    return box is not None and box[0] <= found.place.lon <= box[2] and box[1] <= found.place.lat <= box[3]


def _record(found: Found, form: str, details: bool) -> dict[str, Any]:
    west, south, east, north = found.bounds
    category, kind = _CLASSES[found.place.kind]
    if found.place.kind == "settlement":
        kind = next(word for people, word in _SIZES if found.place.population >= people)
    record = {
        "place_id": _number(found.place.id),
        "licence": ATTRIBUTION,
        "lat": str(found.place.lat),
        "lon": str(found.place.lon),
        "category" if form == "jsonv2" else "class": category,
        "type": kind,
        "importance": round(found.score, 3),
        "addresstype": kind,
        "name": found.place.name,
        "display_name": found.label,
        "boundingbox": [str(round(edge, 6)) for edge in (south, north, west, east)],
    }
    return {**record, "address": _address(found, kind)} if details else record


def _address(found: Found, kind: str) -> dict[str, str]:
    """The parts of an address that a place has, the place itself under the name of what it is."""
    place = found.place
    parts = {"state": place.admin1, "country": found.country, "country_code": place.country and place.country.lower()}
    return {_PARTS.get(place.kind, kind): place.name, **{part: name for part, name in parts.items() if name}}


def _collection(found: list[Found], details: bool) -> dict[str, Any]:
    features = []
    for one in found:
        properties = _record(one, "jsonv2", details)
        for name in ("lat", "lon", "boundingbox", "licence"):
            del properties[name]
        geometry = {"type": "Point", "coordinates": [one.place.lon, one.place.lat]}
        features.append({"type": "Feature", "properties": properties, "bbox": [round(edge, 6) for edge in one.bounds], "geometry": geometry})
    return {"type": "FeatureCollection", "licence": ATTRIBUTION, "features": features}


def _number(place_id: str) -> int:
    """Nominatim's ids are numbers: one that stays the same for a place."""
    return int.from_bytes(hashlib.blake2b(place_id.encode(), digest_size=6).digest())
