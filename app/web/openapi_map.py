"""The part of the API's description that speaks of what the map page and the pages around it ask for."""

from app.formats import available
from app.model.choice import FACETS
from app.web.census import CELLS, DEEPEST, FARTHEST
from app.web.links import GEOJSON, HTML, JSON
from app.web.list_page import COLLECTIONS
from app.web.minimap import SVG
from app.web.openapi_parts import ANY_OBJECT, TEXT, Json, any_query, one_of, page_queries, parameter, path, problems, query, schema

PAGES = {
    "/data": "How to read the layers in QGIS, GDAL, geopandas, R, Leaflet, MapLibre and Excel",
    "/about": "What this service is",
    "/methodology": "How reports are read",
}
"""Pages for people, each at an address of its own."""


def map_paths() -> Json:
    """The paths, each with what it takes and gives."""
    chosen, offset = _choosing(), query("offset", {"type": "integer", "minimum": 0, "maximum": FARTHEST, "default": 0}, "How many to leave out.")
    tile = [_whole("z", DEEPEST, "Level."), _whole("x", None, "Column, from the west."), _whole("y", None, "Row, from the north.")]
    # those that are JSON documents have a shape; the others are opaque
    shapes: Json = dict.fromkeys(("geojson", "fgjson"), schema("FeatureCollection"))
    files = {form.media_type: {"schema": shapes.get(form.extension, {"type": "string", "format": "binary"})} for form in available()}
    file = [
        path("collection_id", "The collection.", one_of(COLLECTIONS)),
        path("extension", "The format.", one_of([form.extension for form in available()])),
    ]
    return {
        "/census": _get("census", "The claims that pass, counted by all they can be filtered by and over time", JSON, chosen),
        "/census/areas": _get("census_areas", "Places known only as areas, those with most claims first", GEOJSON, chosen),
        "/census/lines": _get("census_lines", "Strike lines, newest first", GEOJSON, chosen),
        "/census/claims": _get("census_claims", "Claims, newest first, with their marks", GEOJSON, [*chosen, offset]),
        "/census/beside": _get("census_beside", "Disputes, and claims without a place", JSON, chosen),
        "/census/tiles/{z}/{x}/{y}": _get("census_tile", "Marks of one tile: cells with numbers, single places", JSON, [*tile, *chosen]),
        "/census/tiles/{z}/{x}/{y}/{cell}": _get(
            "census_cell", "Marks of one cell of a tile, newest first", GEOJSON, [*tile, _whole("cell", CELLS - 1, "Cell, in Z-order."), *chosen]
        ),
        "/list": _get("list", "The map as a list, a page that needs no script", HTML, [*chosen, offset]),
        "/list/{collection_id}.{extension}": _get("list_download", "What passes, as a file", files, [*file, *chosen]),
        "/places/{place_id}": _get("place", "A place, and the claims about it", GEOJSON, [path("place_id", "The place's id."), *page_queries()]),
        "/minimap.svg": _get(
            "minimap", "A small map of the marks of one event, place or report", SVG,
            [*(query(name, TEXT, "Its id; one of the three.") for name in ("event", "place", "report")),
             query("theme", one_of(["light", "dark"]), "For which page.")],
        ),
        "/map": _get("map", "The map", HTML, [any_query("What the page is opened with.")]),
        "/accuracy": _get("accuracy", "How well reports are read, as last measured", HTML, page_queries()),
        **{page: _get(page[1:], title, HTML, [parameter("f_html"), any_query("Left aside.")]) for page, title in PAGES.items()},
    }  # fmt: skip


def _choosing() -> list[Json]:
    """The filters of the page, as ``app.web.choosing`` reads them; several values of a facet are several parameters."""
    several = {"type": "array", "items": TEXT, "maxItems": 20}
    facets = [{**query(name, several, "Only claims with one of these; empty: not stated."), "explode": True} for name in FACETS]
    days = [query(name, {"type": "string", "format": "date"}, text) for name, text in (("from", "The first day."), ("to", "The last day."))]
    words = query("q", {"type": "string", "maxLength": 300}, "Beginnings of words, all of which a claim holds.")
    return [*facets, words, *days, query("report", TEXT, "Only claims of this report.")]


def _get(name: str, summary: str, media_type: str | Json, parameters: list[Json]) -> Json:
    shapes = {GEOJSON: ANY_OBJECT, JSON: ANY_OBJECT}
    content = {media_type: {"schema": shapes.get(media_type, TEXT)}} if isinstance(media_type, str) else media_type
    if parameter("f") in parameters or name == "accuracy":
        content = {**content, JSON: {"schema": ANY_OBJECT}, HTML: {"schema": TEXT}}
    responses = {"200": {"description": summary, "content": content}, "304": {"description": "The client has it already"}}
    return {
        "get": {
            "operationId": name,
            "tags": ["Map"],
            "summary": summary,
            "parameters": parameters,
            "responses": {**responses, **problems("400", "404", "406", "503")},
        }
    }


def _whole(name: str, most: int | None, description: str) -> Json:
    return path(name, description, {"type": "integer", "minimum": 0, **({} if most is None else {"maximum": most})})
