"""The map in a notebook: any features of ours as a ``folium.Map`` that needs no network, with the symbols of the page."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, BinaryIO

from app.map.figure import StrikeMap
from app.map.standalone import COLLECTIONS, standalone
from app.model.feature import CollectionId

_POINTS: Mapping[str, CollectionId] = {"reported_target": "reported-targets", "launch_origin": "launch-origins", "base": "bases"}
_AREAS: Mapping[str, CollectionId] = {"reported_target": "reported-target-areas", "launch_origin": "launch-origin-areas"}


class NotebookMap(StrikeMap):
    """A ``folium.Map`` that is shown and saved as the self-contained page; ``html`` is that page."""

    def __init__(self, html: str, height: int = 640) -> None:
        """Take the page, and how many pixels high a notebook shows it."""
        super().__init__()
        self.html = html
        self.pixels = height

    def _repr_html_(self, **kwargs: Any) -> str:
        del kwargs
        return f'<iframe srcdoc="{escape(self.html)}" title="Strikemap" width="100%" height="{self.pixels}" frameborder="0"></iframe>'

    def save(self, outfile: str | bytes | Path | BinaryIO, close_file: bool = True, **kwargs: Any) -> None:
        """Write the self-contained file, UTF-8."""
        del kwargs
        data = self.html.encode("utf-8", "replace")
        if isinstance(outfile, (str, bytes, Path)):
            Path(outfile.decode() if isinstance(outfile, bytes) else outfile).write_bytes(data)
            return
        outfile.write(data)
        if close_file:
            outfile.close()


def strike_map(features: Mapping[str, Any] | Iterable[Mapping[str, Any]], *, height: int = 640) -> NotebookMap:
    """Map a GeoJSON FeatureCollection of this service, or its features: marks, strike lines and claims in any mixture.

    Raises:
        ValueError: a feature is none of these.
        TooLarge: there are more than one file should carry.
    """
    given = features["features"] if isinstance(features, Mapping) else features
    collections: dict[CollectionId, list[dict[str, Any]]] = {name: [] for name in COLLECTIONS}
    for feature in given:
        collections[_collection_of(feature)].append(dict(feature))
    known = {claim["id"] for claim in collections["claims"]}
    collections["claims"] += _claims_of([mark for name in COLLECTIONS[:-2] for mark in collections[name]], known)
    return NotebookMap(standalone(collections, _overview(collections["claims"]), None, _basemap()), height)


def _collection_of(feature: Mapping[str, Any]) -> CollectionId:
    properties = feature["properties"]
    if "from_precision" in properties:
        return "strike-lines"
    if "role" not in properties:
        if "modality" not in properties:
            raise ValueError("This feature is no mark, no strike line and no claim of Strikemap.")
        return "claims"
    shapes = _POINTS if feature["geometry"]["type"] == "Point" else _AREAS
    return shapes[properties["role"]]


def _claims_of(marks: Sequence[Mapping[str, Any]], known: set[str]) -> list[dict[str, Any]]:
    """The claims that marks bring with them, for those that were not given themselves."""
    claims: dict[str, dict[str, Any]] = {}
    for mark in marks:
        properties = mark["properties"]
        claim = properties["claim_id"]
        if claim in known:
            continue
        base = {**properties, "modality": "asserted", "places_text": None, "origins_text": None, "bases_text": None, "also_n": 0}
        kept = claims.setdefault(claim, {"type": "Feature", "id": claim, "geometry": None, "properties": base})["properties"]
        column = {"reported_target": "places_text", "launch_origin": "origins_text", "base": "bases_text"}[properties["role"]]
        kept[column] = "; ".join(filter(None, [kept[column], properties["place_name"]]))
    return list(claims.values())


def _overview(claims: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    reports: dict[str, dict[str, Any]] = {}
    for claim in claims:
        properties = claim["properties"]
        entry = {"id": properties["report_id"], "title": properties.get("title"), "publisher": properties.get("publisher")}
        reports.setdefault(properties["report_id"], {**entry, "source_kind": properties.get("source_kind", "text")})
    return {"reports": list(reports.values()), "reports_total": len(reports), "claims_total": len(claims), "disputes": [], "not_on_map": []}


def _basemap() -> Path:
    """The base map: in the package, or beside it in a checkout."""
    packaged = Path(__file__).parents[1] / "geodata" / "basemap"
    return packaged if packaged.is_dir() else packaged.parents[2] / "geodata" / "basemap"
