"""The map as a list: the same claims under the same filters, in HTML that needs no script, and as files."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from app.errors import NotFound
from app.formats import FORMATS, available
from app.map.vocabulary import title_of, vocabulary, word_of
from app.model.choice import FACETS, Choice
from app.web.answers import answer
from app.web.census import FARTHEST, PAGE, choice_of, counting_of
from app.web.choosing import Chosen
from app.web.downloads import deliver
from app.web.links import HTML, base_url, with_query
from app.web.pages import PAGE_HEADERS, render
from app.web.site import Edition, site_of

COLLECTIONS = ("claims", "reported-targets", "reported-target-areas", "launch-origins", "launch-origin-areas", "bases", "strike-lines")
"""What can be taken as a file under the filters of the list."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: as it is asked for, in words, with its number of claims."""

    value: str
    words: str
    count: int
    chosen: bool


async def list_page(request: Request) -> Response:
    """GET /list."""
    counting, chosen, base = counting_of(request), Chosen(request, {"offset"}), base_url(request)
    offset = chosen.whole("offset", FARTHEST, 0)

    def make(edition: Edition) -> bytes:
        choice = choice_of(request, chosen)
        summary = counting.summary(choice)
        matched, features, _ = counting.claims(choice, offset, PAGE)
        pairs = chosen.pairs()
        return render(
            "list.html",
            base=base,
            chosen=chosen,
            claims=[_row(feature) for feature in map(orjson.loads, features)],
            facets=_facets(summary["facets"], choice),
            matched=matched,
            total=summary["claims"],
            undated=summary["undated"],
            offset=offset,
            files=[(site_of(request).catalogue[name].title, _files(f"{base}/list/{name}", pairs)) for name in COLLECTIONS],
            pairs=pairs,
            newer=_page_link(base, pairs, offset - PAGE) if offset else None,
            older=_page_link(base, pairs, offset + PAGE) if offset + PAGE < matched else None,
        )

    return await answer(request, HTML, make, PAGE_HEADERS)


async def download(request: Request) -> Response:
    """GET /list/{collection_id}.{extension}: what passes the filters, of one collection, as a file."""
    counting, chosen = counting_of(request), Chosen(request)
    name, form = request.path_params["collection_id"], FORMATS.get(request.path_params["extension"])
    if name not in COLLECTIONS or form is None:
        raise NotFound(f"There is no such file. Collections: {', '.join(COLLECTIONS)}; formats: {', '.join(FORMATS)}.")
    return await deliver(request, site_of(request).catalogue[name], form, lambda: counting.stream(choice_of(request, chosen), name))


def _page_link(base: str, pairs: Sequence[tuple[str, str]], offset: int) -> str:
    return with_query(f"{base}/list", [*pairs, *([("offset", str(offset))] if offset > 0 else [])])


def _files(address: str, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The formats of a collection: title and address."""
    return [(form.title, with_query(f"{address}.{form.extension}", pairs)) for form in available()]


def _facets(counts: dict[str, list[tuple[str, int]]], choice: Choice) -> list[tuple[str, str, list[Value]]]:
    """Facets worth showing: name, title and values."""
    asked = dict(choice.values)
    shown = []
    for name in FACETS:
        held = asked.get(name, frozenset())
        if len(counts[name]) > 1 or held:
            shown.append((name, title_of(name), [Value(value, word_of(name, value), count, value in held) for value, count in counts[name]]))
    return shown


def _row(feature: dict[str, Any]) -> dict[str, Any]:
    """A claim as the template wants it."""
    claim = feature["properties"]
    speaker = vocabulary()["speakers"].get(claim["claimant_kind"], {"short": "speaker not known"})["short"]
    labels = claim["target_label"].split("; ") if claim["target_label"] else []
    row: dict[str, Any] = claim | {"id": feature["id"], "speaker": speaker, "placed": feature["geometry"] is not None, "labels": labels}
    return row
