"""Leaflet and MapLibre in Chromium draw what is served, from a page of another site, by the lines that /data shows."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import xstatic.pkg.leaflet

from app.web.data_page import ways
from tests.browser import chromium
from tests.clients.conftest import POINTS, Live, need

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.system

LEAFLET = Path(xstatic.pkg.leaflet.BASE_DIR) / "leaflet.js"
MAPLIBRE = Path(os.environ.get("STRIKEMAP_NODE_MODULES") or "node_modules") / "maplibre-gl" / "dist" / "maplibre-gl.js"
WEBGL = ("--headless", "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")


@pytest.fixture(scope="module")
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    """An empty page with room for a map."""
    need("chromium", chromium.missing() is None)
    browser = request.getfixturevalue("browsers").chromium.launch(executable_path=str(chromium.EXECUTABLE), args=list(WEBGL))
    page = browser.new_page(viewport={"width": 900, "height": 700})
    page.set_default_timeout(60_000)
    yield page
    browser.close()


def line(live: Live, name: str) -> str:
    """What /data shows for a program."""
    return next(way.code for way in ways(live.address) if way.name == name)


def empty(page: Page, library: Path) -> None:
    page.set_content('<!doctype html><div id="map" style="width:800px;height:600px"></div>')
    page.add_script_tag(path=str(library))


def test_leaflet_draws_the_items(page: Page, live: Live) -> None:
    empty(page, LEAFLET)
    drawn: Any = page.evaluate(
        f"""async () => {{
            const map = L.map("map", {{preferCanvas: true}}).setView([35, 40], 3);
            const layer = {line(live, "Leaflet")};
            return [layer.getLayers().length, layer.getLayers()[0].feature.properties.claim_id, layer.getBounds().toBBoxString()];
        }}"""
    )
    assert drawn[0] == 1_000
    assert drawn[1].startswith("c")
    assert float(drawn[2].split(",")[0]) >= 35


def start_maplibre(page: Page, live: Live) -> None:
    need("maplibre", MAPLIBRE.exists())
    empty(page, MAPLIBRE)
    style = {"version": 8, "sources": {}, "layers": [{"id": "ground", "type": "background", "paint": {"background-color": "#fff"}}]}
    page.evaluate(
        f"""() => new Promise((done, failed) => {{
            window.map = new maplibregl.Map({{container: "map", style: {json.dumps(style)}, center: [36, 35], zoom: 4, attributionControl: false}});
            map.on("error", (event) => failed(event.error));
            map.on("load", done);
        }})"""
    )


def drawn(page: Page, layer: dict[str, Any]) -> list[dict[str, Any]]:
    """The properties of what a layer shows once everything is loaded."""
    found: list[dict[str, Any]] = page.evaluate(
        """(layer) => new Promise((done, failed) => {
            map.on("error", (event) => failed(event.error));
            map.addLayer(layer);
            const look = () => {
                const seen = map.queryRenderedFeatures({layers: [layer.id]});
                if (seen.length) done(seen.map((feature) => feature.properties)); else setTimeout(look, 200);
            };
            look();
        })""",
        layer,
    )
    return found


def test_maplibre_draws_the_download(page: Page, live: Live) -> None:
    start_maplibre(page, live)
    page.evaluate(line(live, "MapLibre"))
    seen = drawn(page, {"id": "marks", "type": "circle", "source": "strikes", "paint": {"circle-radius": 4}})
    assert all(one["claim_id"].startswith("c") for one in seen)
    assert any(line.startswith("/collections/reported-targets/download.geojson") for line in live.asked)


def test_maplibre_draws_the_vector_tiles_by_their_tilejson(page: Page, live: Live) -> None:
    start_maplibre(page, live)
    page.evaluate(line(live, "MapLibre, many points"))
    seen = drawn(page, {"id": "tiles", "type": "circle", "source": "tiles", "source-layer": "reported-targets", "paint": {"circle-radius": 4}})
    assert 0 < sum({one["id"]: one["count"] for one in seen}.values()) <= POINTS
    assert any("/tiles/WebMercatorQuad/4/" in line for line in live.asked)


@pytest.mark.parametrize(("collection", "kind"), [("reported-target-areas", "fill"), ("strike-lines", "line")])
def test_maplibre_draws_areas_and_lines_from_tiles(page: Page, live: Live, collection: str, kind: str) -> None:
    start_maplibre(page, live)
    address = f"{live.address}/collections/{collection}/tiles/WebMercatorQuad/tilejson"
    page.evaluate("(url) => map.addSource('tiles', {type: 'vector', url})", address)
    page.evaluate("() => map.jumpTo({center: [40, 37], zoom: 2})")
    assert drawn(page, {"id": "shapes", "type": kind, "source": "tiles", "source-layer": collection})
