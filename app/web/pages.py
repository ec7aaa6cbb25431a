"""The plain pages: what the documents say, for people, in HTML that needs no script."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import orjson
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from app.map.days import span_in_words
from app.model.claim import unquoted
from app.model.feature import Column
from app.version import __version__
from app.web.answers import constant
from app.web.headers import content_security_policy

PAGE_HEADERS = {"content-security-policy": content_security_policy()}
LONGEST_PAGE = 500

_SUMMARY = ("place_name", "country", "claimant", "quote", "weapon", "date_text", "date_start", "publisher", "title", "name", "kind", "roles")


def render(template: str, **values: Any) -> bytes:
    """Fill a template; everything is escaped."""
    return _environment().get_template(template).render(version=__version__, **values).encode("utf-8", "replace")


def page_features(features: Iterable[bytes], columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Pre-rendered features as the templates want them: id, geometry type, what matters first, and every column."""
    rows = []
    titles = {column.name: column.title for column in columns}
    for feature in map(orjson.loads, features):
        properties = feature["properties"]
        rows.append(
            {
                "id": feature["id"],
                "geometry": (feature["geometry"] or {}).get("type"),
                "summary": [(titles[name], properties[name]) for name in _SUMMARY if name in titles and properties.get(name) is not None],
                "rows": [(column.name, column.description, properties.get(column.name)) for column in columns],
            }
        )
    return rows


async def style_sheet(request: Request) -> Response:
    """GET /document.css."""
    return constant(request, "text/css", _style())


async def share_image(request: Request) -> Response:
    """GET /share.png: the picture that stands beside a link to any page of ours (OpenGraph, 1200 by 630)."""
    return constant(request, "image/png", _image())


@lru_cache(maxsize=1)
def _image() -> bytes:
    return files("app.web").joinpath("templates", "share.png").read_bytes()


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("app.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["unquoted"] = unquoted
    environment.filters["days"] = span_in_words
    return environment


@lru_cache(maxsize=1)
def _style() -> bytes:
    return files("app.web").joinpath("templates", "document.css").read_bytes()
