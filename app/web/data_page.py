"""The page that says how to use the data elsewhere, a line for each program."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from app.formats import FORMATS, available
from app.formats.csv import VERTICES
from app.web.answers import constant
from app.web.landing import ATTRIBUTION
from app.web.links import HTML, base_url
from app.web.negotiation import check_page
from app.web.pages import PAGE_HEADERS, render
from app.web.site import site_of


@dataclass(frozen=True, slots=True)
class Way:
    """One program: what to type, or what to click; and whether it was tried."""

    name: str
    code: str = ""
    text: str = ""
    tried: str = "by a test"


async def data_page(request: Request) -> Response:
    """GET /data."""
    base, site = base_url(request), site_of(request)
    check_page(request)
    forms = available()
    page = render(
        "data.html",
        base=base,
        attribution=ATTRIBUTION,
        ways=ways(base),
        datasets=await site.run(lambda: site.service.datasets(public_only=True)),
        collections=list(site.catalogue),
        formats=forms,
        csv_vertices=VERTICES,
        all_in_one=FORMATS["gpkg"] in forms,
    )
    return constant(request, HTML, page, PAGE_HEADERS)


def ways(base: str) -> list[Way]:
    """The ways in, with this service's own addresses."""
    targets = f"{base}/collections/reported-targets"
    return [
        Way("QGIS", text=f"Layer → Add Layer → WFS / OGC API – Features → New, with the URL {base}/", tried="by hand"),
        Way(
            "GDAL",
            code=f"ogr2ogr -f GPKG -nlt GEOMETRY strikes.gpkg OAPIF:{base}/",
            text="-nlt GEOMETRY, for claims and places have points and areas in one layer",
        ),
        Way("GDAL, a part", code=f"ogrinfo -ro -so -where \"country = 'SY'\" OAPIF:{base}/ reported-targets"),
        Way("geopandas", code=f'geopandas.read_file("{targets}/download.geojson")'),
        Way("OWSLib", code=f'owslib.ogcapi.features.Features("{base}/").collection_items("claims", limit=100)'),
        Way("R (sf)", code=f'sf::st_read("{targets}/download.geojson")', tried="not in R; sf reads by GDAL, which is tested"),
        Way("Leaflet", code=f'L.geoJSON(await (await fetch("{targets}/items?limit=1000")).json()).addTo(map)'),
        Way("MapLibre", code=f'map.addSource("strikes", {{type: "geojson", data: "{targets}/download.geojson"}})'),
        Way("MapLibre, many points", code=f'map.addSource("tiles", {{type: "vector", url: "{targets}/tiles/WebMercatorQuad/tilejson"}})'),
        Way("Excel", text=f"Data → From Web, with the URL {base}/collections/claims/download.csv", tried="the file by a test, Excel not"),
        Way(
            "ArcGIS Pro",
            text=f"Insert → Connections → Server → New OGC API Server, with the URL {base}/",
            tried="not in ArcGIS; the standard it asks for, OGC API – Features Part 1, is tested requirement by requirement",
        ),
    ]
