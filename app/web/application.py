"""The routes, and the layers around them."""

import threading
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from app.errors import StrikemapError
from app.version import __version__
from app.web import (
    about,
    accuracy,
    census,
    collections,
    data_page,
    desk,
    downloads,
    events,
    feed,
    geocode,
    geoparse,
    health,
    history,
    items,
    landing,
    list_page,
    map_file,
    metrics,
    minimap,
    nominatim,
    openapi,
    overview,
    pages,
    places,
    problems,
    reports,
    reviews,
    signin,
    tiles,
)
from app.web.access import AccessMiddleware
from app.web.assets import Assets
from app.web.auth import guarded
from app.web.catalogue import Catalogue
from app.web.census import Counting
from app.web.config import Config
from app.web.conformance import conformance
from app.web.forms import FormMiddleware
from app.web.headers import HeadersMiddleware
from app.web.limits import BodyLimitMiddleware
from app.web.ports import MapPage, Names, Office, Service
from app.web.site import Site


def application(
    service: Service,
    names: Names,
    config: Config,
    catalogue: Catalogue,
    page: MapPage,
    assets: Mapping[str, Mapping[str, Path | bytes]],
    on_close: Callable[[], None] = lambda: None,
    counting: Counting | None = None,
    office: Office | None = None,
    ahead: Mapping[str, Sequence[str]] | None = None,
) -> FastAPI:
    """Make the application.

    Args:
        service: what answers; closed when the application shuts down.
        names: what answers for single place names.
        config: the choices of this service.
        catalogue: the collections with their columns.
        page: the map page.
        assets: address of a tree of files (``static``, ``basemap``) → prefix within it → directory, or file name → its bytes.
        on_close: called after the service was closed.
        office: what stands behind reviews and keys.
        counting: what counts the public claims for the page and the list; begun with as soon as the application starts.
        ahead: address of a tree of files → those of its files that every reader asks for; packed as soon as the application starts.
    """

    trees = {address: Assets(given, (ahead or {}).get(address, ())) for address, given in assets.items()}

    def pack_ahead() -> None:
        for tree in trees.values():
            tree.prepare()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if counting is not None:
            threading.Thread(target=counting.prepare, name="census", daemon=True).start()
        threading.Thread(target=pack_ahead, name="assets", daemon=True).start()
        yield
        service.close()
        on_close()

    routes = guarded(_routes(trees))
    templates: dict[object, str] = {route.endpoint: route.path for route in routes if isinstance(route, Route)}
    counted = metrics.Metrics(service)
    app = FastAPI(
        title=landing.TITLE,
        version=__version__,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},
        lifespan=lifespan,
        routes=routes,
        middleware=[
            Middleware(AccessMiddleware, metrics=counted, route_of=lambda scope: templates.get(scope.get("endpoint"))),
            Middleware(HeadersMiddleware),
            Middleware(problems.FaultMiddleware),
            Middleware(FormMiddleware),
            Middleware(BodyLimitMiddleware, max_bytes=config.max_body_bytes),
        ],
        exception_handlers={
            StrikemapError: problems.on_strikemap_error,
            HTTPException: problems.on_http_exception,
        },
    )
    app.state.metrics = counted
    app.state.site = Site(service, names, config, catalogue, page, office)
    app.state.counting = counting
    return app


def _routes(trees: Mapping[str, Assets]) -> list[BaseRoute]:
    one = "/collections/{collection_id}"
    routes: list[BaseRoute] = [
        Route(f"{one}/items", items.items),
        Route(f"{one}/items", items.search, methods=["POST"]),
        Route(f"{one}/items/{{feature_id:path}}", items.item),
        Route("/", landing.landing),
        Route("/map", landing.map_page),
        Route(f"/{map_file.ROUTE}", map_file.map_file),
        Route("/api", openapi.api),
        Route("/conformance", conformance),
        Route("/collections", collections.collections),
        Route(f"{one}/queryables", collections.queryables),
        Route(f"{one}/sortables", collections.sortables),
        Route(f"{one}/schema", collections.schema),
        Route(f"{one}/schema/feature", collections.feature_schema),
        Route(f"{one}/download.{{extension}}", downloads.download),
        Route(f"{one}/tiles", tiles.tilesets),
        Route(f"{one}/tiles/{tiles.QUAD}", tiles.tileset),
        Route(f"{one}/tiles/{tiles.QUAD}/tilejson", tiles.tile_json),
        Route(f"{one}/tiles/{tiles.QUAD}/{{z}}/{{y}}/{{x}}", tiles.tile),
        Route("/tileMatrixSets", tiles.matrix_sets),
        Route(f"/tileMatrixSets/{tiles.QUAD}", tiles.matrix_set),
        Route("/download.gpkg", downloads.download_all),
        Route(one, collections.collection),
        Route("/reports", reports.submit, methods=["POST"]),
        Route("/reports/{report_id}", reports.report),
        Route("/places/{place_id}", places.place),
        Route("/list", list_page.list_page),
        Route("/list/{collection_id}.{extension}", list_page.download),
        Route("/about", about.about),
        Route("/methodology", about.methodology),
        Route("/reports/{report_id}/reviews", reviews.of_report),
        Route("/reports/{report_id}/reviews", reviews.review_report, methods=["POST"]),
        Route("/claims/{claim_id}/reviews", reviews.of_claim),
        Route("/claims/{claim_id}/reviews", reviews.review_claim, methods=["POST"]),
        Route("/reviews", reviews.queue),
        Route("/reviews", reviews.review, methods=["POST"]),
        Route("/history/{claim_id}", history.history),
        Route("/review", desk.queue),
        Route("/review/{report_id}", desk.desk),
        Route("/session", signin.session),
        Route("/sign-in", signin.page),
        Route("/sign-in", signin.sign_in, methods=["POST"]),
        Route("/sign-out", signin.sign_out, methods=["POST"]),
        Route("/events/{event_id}", events.event),
        Route("/overview", overview.overview),
        Route("/census", census.summary),
        Route("/census/areas", census.areas),
        Route("/census/lines", census.lines),
        Route("/census/claims", census.claims),
        Route("/census/beside", census.beside),
        Route("/census/tiles/{z}/{x}/{y}", census.tile),
        Route("/census/tiles/{z}/{x}/{y}/{cell}", census.cell),
        Route("/geocode", geocode.geocode),
        Route("/search", nominatim.search),
        Route("/geoparse", geoparse.geoparse, methods=["POST"]),
        Route("/data", data_page.data_page),
        Route("/accuracy", accuracy.accuracy),
        Route("/feed.atom", feed.feed),
        Route("/health", health.health),
        Route("/ready", health.ready),
        Route("/metrics", metrics.metrics),
        Route("/document.css", pages.style_sheet),
        Route("/share.png", pages.share_image),
        Route("/minimap.svg", minimap.picture),
    ]
    routes += [Route(f"/{address}/{{path:path}}", tree.serve) for address, tree in trees.items()]
    return routes
