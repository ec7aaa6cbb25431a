"""What the README promises is there."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
from typer.main import get_command

from app.cli import app
from app.model.feature import CollectionId
from app.settings import PREFIX, Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_verb_it_shows_exists() -> None:
    verbs = set(get_command(app).commands)  # type: ignore[attr-defined]
    shown = set(re.findall(r"strikemap ([a-z]+) ", README.replace("`", " "))) - {"evaluates"}
    assert shown <= verbs
    assert {"serve", "extract", "geocode", "ingest", "map"} <= shown


def test_every_make_target_it_shows_exists() -> None:
    targets = set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    assert set(re.findall(r"make ([a-z-]+)", README)) <= targets


@pytest.mark.parametrize("field", [field.name for field in fields(Settings)])
def test_every_setting_is_in_its_table(field: str) -> None:
    assert f"| `{PREFIX}{field.upper()}` |" in README


def test_every_variable_it_names_is_a_setting() -> None:
    known = {f"{PREFIX}{field.name.upper()}" for field in fields(Settings)} | {"STRIKEMAP_REQUIRE"}
    assert set(re.findall(r"STRIKEMAP_[A-Z_]+", README)) <= known


def test_every_collection_is_named() -> None:
    assert all(f"`{name}`" in README for name in get_args(CollectionId))


def test_every_file_it_links_to_exists() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert links
    assert all((ROOT / link).exists() for link in links)


def test_every_source_is_attributed() -> None:
    for file in (ROOT / "geodata" / "sources").glob("*/source.toml"):
        source = tomllib.loads(file.read_text(encoding="utf-8"))
        assert source["licence"]
    assert all(name in README for name in ("GeoNames", "CC BY 4.0", "Natural Earth", "OurAirports"))
