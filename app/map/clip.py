"""The offline base map cut to what one map looks at, for a file that carries its own."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping, shape

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

_SHAPES = ("land", "coast", "border", "province", "water")
_LEAST = 6.0
_BESIDE = 0.8
_DIGITS = 3


def view_box(features: Iterable[Mapping[str, Any]]) -> Box | None:
    """The box of every geometry, widened so that a reader can look around: by 0.8 of its longer side, at least 6 degrees, each way."""
    boxes = [shape(feature["geometry"]).bounds for feature in features if feature.get("geometry")]
    if not boxes:
        return None
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    margin = max((east - west) * _BESIDE, (north - south) * _BESIDE, _LEAST)
    return max(-180.0, west - margin), max(-85.0, south - margin), min(180.0, east + margin), min(85.0, north + margin)


def clipped(directory: Path, box: Box | None, marks: Box | None = None) -> dict[str, Any]:
    """The base map of ``geodata/basemap`` inside ``box`` (None: the world), with the finer regions that meet ``marks``.

    Shape: ``{"bounds": box or None, "world": sheet, "regions": [{"bounds", "zoom", "sheet"}]}``; a sheet is as that directory's README says.
    """
    world = _read(directory / "basemap.json")
    regions = []
    for region in _read(directory / "index.json"):
        met = _meeting(region["bounds"], box) if box else None
        if met is None or not (marks and _meeting(region["bounds"], marks)):
            continue
        regions.append({"bounds": met, "zoom": region["zoom"], "sheet": _cut(_read(directory / region["file"]), met)})
    return {"bounds": box, "world": _cut(world, box) if box else world, "regions": regions}


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _meeting(one: Iterable[float], other: Iterable[float]) -> Box | None:
    (west, south, east, north), (left, low, right, high) = one, other
    met = max(west, left), max(south, low), min(east, right), min(north, high)
    return met if met[0] < met[2] and met[1] < met[3] else None


def _cut(sheet: Mapping[str, Any], box: Box) -> dict[str, Any]:
    west, south, east, north = box
    cut: dict[str, Any] = {}
    for name in _SHAPES:
        if name in sheet:
            features = [_cut_feature(feature, box) for feature in sheet[name]["features"]]
            cut[name] = {"type": "FeatureCollection", "features": [feature for feature in features if feature]}
    cut["labels"] = [label for label in sheet.get("labels", []) if west <= label[2] <= east and south <= label[3] <= north]
    return cut


def _cut_feature(feature: Mapping[str, Any], box: Box) -> dict[str, Any] | None:
    geometry = shapely.clip_by_rect(shape(feature["geometry"]), *box)
    if geometry.is_empty:
        return None
    return {"type": "Feature", "properties": {}, "geometry": _rounded(mapping(geometry))}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    return [_rounded(part) for part in value] if isinstance(value, (list, tuple)) else value
