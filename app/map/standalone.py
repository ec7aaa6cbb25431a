"""A map as one HTML file: its data, its program, its style and its base map inside, so that it opens from a disk, a CMS or an e-mail.

The file asks for nothing from anywhere, and its own Content-Security-Policy forbids it to.
"""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xstatic.pkg.leaflet

from app.errors import TooLarge
from app.map.bundle import program, style
from app.map.clip import clipped, view_box
from app.map.figure import Shell
from app.map.page import content_hash, inline_hashes
from app.model.feature import CollectionId

MAX_BYTES = 1_500_000
"""The largest file given out: more than this no mail and few CMS take."""

MARKS: tuple[CollectionId, ...] = ("reported-targets", "reported-target-areas", "launch-origins", "launch-origin-areas", "bases")
COLLECTIONS: tuple[CollectionId, ...] = (*MARKS, "strike-lines", "claims")
"""The collections that a page shows; ``app/map/static/source.js`` asks for the same."""

_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
_REPORT_KEYS = ("id", "title", "publisher", "url", "published_at", "status", "source_kind")
_URL = re.compile(r"url\([^)]*\)")
_MAP_OF_SOURCE = re.compile(r"//# sourceMappingURL=.*")


def standalone(
    collections: Mapping[CollectionId, Sequence[Mapping[str, Any]]], overview: Mapping[str, Any], report: Mapping[str, Any] | None, basemap: Path
) -> str:
    """Make the file, well under ``MAX_BYTES`` for a report or a few.

    Args:
        collections: GeoJSON features of ``COLLECTIONS``, by collection id; a missing one is empty.
        overview: the document of ``GET /overview`` for the same reports.
        report: the document of ``GET /reports/{id}`` where the map is of one report, else None. Its text is not written into the file.
        basemap: the directory ``geodata/basemap``.

    Raises:
        TooLarge: more is stored than one file should carry.
    """
    shown = {name: [dict(feature) for feature in collections.get(name, ())] for name in COLLECTIONS}
    drawn = [feature for name in (*MARKS, "strike-lines") for feature in shown[name]]
    box, near = view_box(drawn), view_box([feature for feature in shown["reported-targets"] + shown["reported-target-areas"]])
    data = {"overview": overview, "report": _without_text(report), "collections": _lean(shown), "basemap": clipped(basemap, box, near)}
    html = _render(data)
    if len(html.encode("utf-8", "replace")) > MAX_BYTES:
        html = _render(data | {"basemap": clipped(basemap, box)})
    if len(html.encode("utf-8", "replace")) > MAX_BYTES:
        raise TooLarge(f"One file of this map would be larger than {MAX_BYTES // 1000} kB. Make it of a single report.")
    return html


def json_block(value: Any) -> str:
    """JSON that may stand in a ``script`` element: ASCII only, and with nothing that HTML could take for a tag or an entity."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False).translate(_ESCAPES)


def _render(data: Mapping[str, Any]) -> str:
    leaflet = Path(xstatic.pkg.leaflet.BASE_DIR)
    inside = {
        "title": (data["report"] or {}).get("title") or "Strikemap: what was reported struck, from where, and who says so",
        "style": _lines(_URL.sub("none", leaflet.joinpath("leaflet.css").read_text(encoding="utf-8")) + style()),
        "leaflet": _lines(_MAP_OF_SOURCE.sub("", leaflet.joinpath("leaflet.js").read_text(encoding="utf-8"))),
        "program": program(),
        "data": json_block(data),
        "policy": "",
    }
    facts = {"read_only": True, "file_route": None, "file": inside, "offers": None}
    inside["policy"] = _policy(inline_hashes(Shell(facts).render(), "script"), content_hash(inside["style"]))
    return Shell(facts).render()


def _lines(text: str) -> str:
    """The text as an HTML parser will hand it to the hash: with line feeds only."""
    return text.replace("\r\n", "\n")


def _policy(scripts: Sequence[str], style: str) -> str:
    allowed = " ".join(f"'{one}'" for one in scripts)
    return f"default-src 'none'; script-src {allowed}; style-src '{style}'; img-src data:; base-uri 'none'; form-action 'none'"


def _without_text(report: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if report is None:
        return None
    kept = {key: report[key] for key in _REPORT_KEYS if key in report}
    return kept | {"claims": [{"id": claim["id"]} for claim in report.get("claims", ())]}


def _lean(collections: Mapping[CollectionId, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The same features, each area's outline once (the page draws one for all its claims) and claims without the outlines of their targets."""
    seen: set[tuple[str, str]] = set()
    lean: dict[str, list[dict[str, Any]]] = {}
    for name, features in collections.items():
        lean[name] = []
        for feature in features:
            key = (name, json.dumps(feature.get("geometry"), sort_keys=True))
            spare = name == "claims" or (name.endswith("-areas") and key in seen)
            seen.add(key)
            geometry = None if spare else feature.get("geometry")
            lean[name].append({"type": "Feature", "id": feature.get("id"), "geometry": geometry, "properties": feature["properties"]})
    return lean
