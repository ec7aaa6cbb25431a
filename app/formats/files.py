"""GeoPackage and FlatGeobuf, written by GDAL into a temporary file; needs the extra ``export`` (pyogrio)."""

import importlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import shapely

from app.errors import BadInput, Unavailable
from app.formats.export import DISCLAIMER, Export, Format
from app.formats.styles import style

BATCH = 5_000
"""How many features are held at a time."""

MOST_IN_ONE = 200_000
"""FlatGeobuf is written in one go and held whole until then: this many features at most."""

_PIECE = 1 << 20
_GEOMETRY = {
    "geometry-point": "Point",
    "geometry-point-or-multipoint": "Unknown",
    "geometry-linestring": "LineString",
    "geometry-polygon-or-multipolygon": "MultiPolygon",
    "geometry-any": "Unknown",
}
_EXTENSIONS = {"GPKG": "gpkg", "FlatGeobuf": "fgb"}


def layers(parts: Sequence[tuple[Export, Iterable[bytes]]], driver: str, styled: bool = False) -> Iterator[bytes]:
    """Write layers into one file and give it out piece by piece; ``styled`` adds how QGIS is to draw them.

    Raises:
        Unavailable: the extra is not installed.
        BadInput: too many features for a format that is written in one go.
    """
    write = _writer()
    with tempfile.TemporaryDirectory(prefix="strikemap-") as directory:
        path = Path(directory) / f"strikemap.{_EXTENSIONS[driver]}"
        for export, features in parts:
            for number, batch in enumerate(_batches(features, driver)):
                _write(write, path, driver, export, batch, further=number > 0)
        if styled and any(style(export.name) for export, _ in parts):
            _write_styles(write, path, [export for export, _ in parts])
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


def _batches(features: Iterable[bytes], driver: str) -> Iterator[list[dict[str, Any]]]:
    """Parsed features in lists, at least one even if it is empty."""
    remaining = iter(features)
    batch = [orjson.loads(feature) for feature in islice(remaining, BATCH if driver == "GPKG" else MOST_IN_ONE)]
    if driver != "GPKG" and next(remaining, None) is not None:
        raise BadInput(f"This format takes at most {MOST_IN_ONE} features: narrow the selection, or take gpkg.")
    yield batch
    while driver == "GPKG" and (batch := [orjson.loads(feature) for feature in islice(remaining, BATCH)]):
        yield batch


def _write(write: Any, path: Path, driver: str, export: Export, batch: Sequence[Mapping[str, Any]], *, further: bool) -> None:
    fields, data, masks = _columns(export, batch)
    about = f"{export.description} {DISCLAIMER} {export.attribution}"
    options = {"IDENTIFIER": export.title, "DESCRIPTION": about, "FID": "fid"} if driver == "GPKG" else {"TITLE": export.title, "DESCRIPTION": about}
    if driver == "FlatGeobuf" and any(feature["geometry"] is None for feature in batch):
        # its index has no place for what has none
        options["SPATIAL_INDEX"] = "NO"
    write(
        str(path),
        geometry=_geometries(export, batch),
        field_data=data,
        fields=fields,
        field_mask=masks,
        layer=export.name,
        driver=driver,
        geometry_type=_GEOMETRY[export.geometry],
        crs="OGC:CRS84",
        encoding="UTF-8",
        append=further,
        layer_options=None if further else options,
        dataset_options={"VERSION": "1.2"} if driver == "GPKG" and not path.exists() else None,
    )


def _write_styles(write: Any, path: Path, exports: Sequence[Export]) -> None:
    """Add the table ``layer_styles``, by which QGIS draws the layers of a GeoPackage as they are opened; it asks for each of these columns."""
    styled = [one for one in exports if style(one.name)]
    columns = {
        "f_table_catalog": ["" for _ in styled],
        "f_table_schema": ["" for _ in styled],
        "f_table_name": [one.name for one in styled],
        "f_geometry_column": ["geom" for _ in styled],
        "styleName": [one.title for one in styled],
        "styleQML": [style(one.name) for one in styled],
        "styleSLD": ["" for _ in styled],
        "useAsDefault": np.ones(len(styled), dtype=bool),
        "description": [one.description for one in styled],
        "owner": ["Strikemap" for _ in styled],
        "ui": ["" for _ in styled],
        "update_time": np.array([one.time_stamp.rstrip("Z") for one in styled], dtype="datetime64[ms]"),
    }
    write(
        str(path),
        geometry=None,
        field_data=[np.array(column, dtype=object) if isinstance(column, list) else column for column in columns.values()],
        fields=list(columns),
        layer="layer_styles",
        driver="GPKG",
        geometry_type=None,
        crs=None,
        encoding="UTF-8",
    )


def _columns(export: Export, batch: Sequence[Mapping[str, Any]]) -> tuple[list[str], list[Any], list[Any]]:
    data, masks = [], []
    for name, kind in export.columns:
        values = [feature["properties"].get(name) for feature in batch]
        missing = np.array([value is None for value in values], dtype=bool)
        data.append(_array(kind, values))
        masks.append(missing if kind in ("integer", "boolean") else None)
    return [name for name, _ in export.columns], data, masks


def _array(kind: str, values: Sequence[Any]) -> Any:
    if kind == "integer":
        return np.array([value or 0 for value in values], dtype=np.int64)
    if kind == "boolean":
        return np.array([bool(value) for value in values], dtype=bool)
    if kind == "number":
        return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    if kind == "date":
        return np.array([np.datetime64("NaT") if value is None else np.datetime64(value, "D") for value in values], dtype="datetime64[D]")
    return np.array(values, dtype=object)


def _geometries(export: Export, batch: Sequence[Mapping[str, Any]]) -> Any:
    shapes: list[Any] = [None if feature["geometry"] is None else shapely.from_geojson(orjson.dumps(feature["geometry"])) for feature in batch]
    if export.geometry == "geometry-polygon-or-multipolygon":
        shapes = [shapely.multipolygons([one]) if one is not None and one.geom_type == "Polygon" else one for one in shapes]
    return np.array([None if one is None else shapely.to_wkb(one) for one in shapes], dtype=object)


def _writer() -> Any:
    try:
        return importlib.import_module("pyogrio.raw").write
    except ImportError:
        raise Unavailable("This format needs one more part on the server: pip install 'strikemap[export]'.") from None


def _one(driver: str, export: Export, features: Iterable[bytes]) -> Iterator[bytes]:
    return layers([(export, features)], driver, styled=driver == "GPKG")


GPKG = Format("gpkg", "application/geopackage+sqlite3", "GeoPackage", partial(_one, "GPKG"), needs="pyogrio")
FGB = Format("fgb", "application/flatgeobuf", "FlatGeobuf", partial(_one, "FlatGeobuf"), needs="pyogrio")
