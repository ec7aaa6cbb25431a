"""The page is one small shell that never changes, and fetches from its own host only."""

import gzip
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
import xstatic.pkg.leaflet

from app.features.columns import COLUMNS
from app.map.bundle import bundled, modules
from app.map.page import content_hash, render_page
from app.map.standalone import COLLECTIONS
from app.map.vocabulary import vocabulary, word_of
from app.model.choice import FACETS
from app.model.codes import ClaimantKind, WeaponCode
from tests.map.markup import fetched, read

LEAFLET = Path(xstatic.pkg.leaflet.BASE_DIR)
STATIC = files("app.map").joinpath("static")
SOURCES = modules()


@pytest.mark.parametrize("read_only", [False, True])
def test_the_shell_is_small(read_only: bool) -> None:
    assert len(render_page(read_only=read_only).html) <= 10_000


def test_every_process_renders_the_same_bytes() -> None:
    program = "import sys; from app.map.page import render_page; sys.stdout.buffer.write(render_page(read_only=False).html)"
    pages = [
        subprocess.run([sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout for seed in ("1", "2")
    ]
    assert pages == [render_page(read_only=False).html] * 2


def test_the_page_fetches_nothing_from_another_host() -> None:
    addresses = fetched(read(render_page(read_only=False).html.decode()))
    assert addresses
    assert [one for one in addresses if not re.fullmatch(r"(static/[\w./-]+|\./)", one)] == []


def test_what_the_page_fetches_exists() -> None:
    for address in fetched(read(render_page(read_only=False).html.decode())):
        path = address.removeprefix("static/")
        found = LEAFLET / path.removeprefix("leaflet/") if path.startswith("leaflet/") else STATIC.joinpath(path)
        assert path in bundled() or found.is_file(), address


def test_every_inline_script_and_style_is_in_the_policy_and_no_attribute_runs_or_styles() -> None:
    page = render_page(read_only=False)
    markup = read(page.html.decode())
    scripts = [one.text for one in markup.all("script") if "src" not in one.attributes]
    assert [content_hash(text) for text in scripts] == list(page.script_hashes)
    assert [content_hash(one.text) for one in markup.all("style")] == list(page.style_hashes)
    assert [name for one in markup.elements for name in one.attributes if name == "style" or name.startswith("on")] == []


def test_ids_are_unique_and_labels_point_to_them() -> None:
    markup = read(render_page(read_only=False).html.decode())
    ids = [one.attributes["id"] for one in markup.elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    referred = [value for one in markup.elements for name, value in one.attributes.items() if name in ("for", "aria-labelledby", "aria-describedby")]
    assert set(referred) <= set(ids)
    assert set(re.findall(r'at\("([\w-]+)"\)', SOURCES["main.js"])) <= {*ids, "strikemap-data", "map_page"}


def test_a_read_only_page_has_no_form_and_says_why() -> None:
    page = render_page(read_only=True).html.decode()
    assert read(page).all("form") == []
    assert "read-only" in page
    assert read(render_page(read_only=False).html.decode()).all("form")


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_no_module_parses_html_or_code(name: str) -> None:
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|DOMParser|setHTML", SOURCES[name]) == []


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_modules_name_no_other_host_but_the_street_map_that_is_asked_for(name: str) -> None:
    allowed = ["https://tile.openstreetmap.org", "https://www.openstreetmap.org"] if name == "streets.js" else []
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)[\w.]+", SOURCES[name]) == allowed


def test_the_page_asks_for_the_collections_that_a_file_carries() -> None:
    asked = re.search(r"LAYERS = \[([^\]]+)\]", SOURCES["source.js"])
    assert asked
    assert set(re.findall(r'"([\w-]+)"', asked[1])) == set(COLLECTIONS)
    assert set(COLLECTIONS) <= set(COLUMNS)


@pytest.mark.parametrize(("facet", "codes"), [("kind", get_args(ClaimantKind)), ("weapon", get_args(WeaponCode))])
def test_every_code_has_its_words(facet: str, codes: tuple[str, ...]) -> None:
    assert set(codes) <= set(vocabulary()["facets"][facet]["words"])
    assert all(word_of(facet, code) and "_" not in word_of(facet, code) for code in codes)


def test_the_page_and_the_service_filter_by_the_same_facets() -> None:
    fields = re.search(r"const FIELDS = \{(.*?)\n\};", SOURCES["facets.js"], re.DOTALL)
    assert fields
    assert tuple(re.findall(r"^  (\w+):", fields[1], re.MULTILINE)) == FACETS == tuple(vocabulary()["facets"])
    assert set(vocabulary()["speakers"]) == set(get_args(ClaimantKind))


def test_the_page_with_the_world_under_it_is_light_to_fetch() -> None:
    basemap = Path(__file__).parents[2] / "geodata" / "basemap" / "basemap.json"
    own = [*bundled().values()] + [(LEAFLET / name).read_bytes() for name in ("leaflet.js", "leaflet.css")]
    fetched_bytes = [*own, basemap.read_bytes(), render_page(read_only=False).html]
    assert sum(len(gzip.compress(body)) for body in fetched_bytes) <= 200_000


def _colours(sheet: str) -> list[dict[str, str]]:
    """The variables of the light theme, and of the dark one over it."""
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part)) for part in sheet.split("prefers-color-scheme: dark", 1))
    return [light, light | dark]


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_symbols_stand_out_from_land_and_sea_and_text_from_paper(theme: int) -> None:
    colours = _colours(STATIC.joinpath("base.css").read_text(encoding="utf-8"))[theme]
    for sign in ("target", "origin", "base", "line"):
        for ground in ("land", "sea", "card"):
            assert _contrast(colours[sign], colours[ground]) >= 3, (sign, ground)
    for text in ("ink", "soft", "target-text", "origin-text"):
        for ground in ("paper", "card"):
            assert _contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    assert _contrast(colours["ink"], colours["highlight"]) >= 4.5
