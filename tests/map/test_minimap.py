"""A small map as one picture: areas stay areas, nothing in it is a program, and nobody's word is drawn solid alone."""

from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from app.map.minimap import DARK, LIGHT, minimap

BASEMAP = Path(__file__).parents[2] / "geodata" / "basemap"
POINT = {"type": "Point", "coordinates": [40.14, 35.33]}
AREA = {"type": "Polygon", "coordinates": [[[36, 35], [38, 35], [38, 37], [36, 37], [36, 35]]]}


def _mark(geometry: dict[str, Any], role: str = "reported_target", **more: Any) -> dict[str, Any]:
    told = {"role": role, "place_id": None, "place_name": "Town", "status": "single_source", "independent_sources": 1, **more}
    return {"type": "Feature", "geometry": geometry, "properties": told}


def _shapes(svg: str, stroke: str) -> list[ElementTree.Element]:
    return [one for one in ElementTree.fromstring(svg).iter() if one.get("stroke") == stroke and one.tag.endswith("path")]


def test_an_area_is_hatched_and_broken_and_a_point_is_a_hollow_sign() -> None:
    area, point = _shapes(minimap([_mark(AREA), _mark(POINT)], BASEMAP), "#c04a00")
    assert area.get("fill") == "url(#h-reported_target)" and area.get("stroke-dasharray")
    assert point.get("fill") == "#fff"


def test_solid_needs_two_independent_sources() -> None:
    agreed = _mark(POINT, status="corroborated", independent_sources=2)
    assert _shapes(minimap([agreed], BASEMAP), "#c04a00")[0].get("fill") == "#c04a00"
    assert _shapes(minimap([_mark(POINT, status="declared", independent_sources=3)], BASEMAP), "#c04a00")[0].get("fill") == "#fff"


def test_a_place_is_drawn_once_however_many_claims_name_it() -> None:
    assert len(_shapes(minimap([_mark(POINT, place_id="g:1")] * 5, BASEMAP), "#c04a00")) == 1


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '" onload="alert(1)', "]]><script>", "Дніпро & حلب"])
def test_a_hostile_name_stays_a_name(name: str) -> None:
    tree = ElementTree.fromstring(minimap([_mark(POINT, place_name=name)], BASEMAP))
    assert not [one for one in tree.iter() if one.tag.endswith("script") or any(key.startswith("on") for key in one.attrib)]
    assert any(one.text == name for one in tree.iter())


def test_a_dark_page_has_a_dark_picture_of_the_colours_of_the_page() -> None:
    sheet = files("app.map").joinpath("static", "base.css").read_text(encoding="utf-8")
    light, dark = sheet.split("prefers-color-scheme: dark", 1)
    for palette, told in ((LIGHT, light), (DARK, dark)):
        for name, colour in (("target", palette.roles["reported_target"]), ("origin", palette.roles["launch_origin"]), ("land", palette.land)):
            assert f"--{name}: {colour};" in told
    assert _shapes(minimap([_mark(AREA)], BASEMAP, DARK), "#ff8a4c")


def test_no_marks_is_a_map_all_the_same() -> None:
    assert ElementTree.fromstring(minimap([], BASEMAP)).get("aria-label") == "no place on the map"
