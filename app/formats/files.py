"""GeoPackage and FlatGeobuf, written by GDAL into a temporary file; needs the extra ``export`` (pyogrio)."""

import importlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import shapely

from app.errors import Unavailable
from app.formats.export import DISCLAIMER, Export, Format
from app.formats.styles import style

BATCH = 5_000
"""How many features are held at a time."""

_PIECE = 1 << 20
_GEOMETRY = {
    "geometry-point": "Point",
    "geometry-point-or-multipoint": "Unknown",
    "geometry-linestring": "LineString",
    "geometry-polygon-or-multipolygon": "MultiPolygon",
    "geometry-any": "Unknown",
}


def layers(parts: Sequence[tuple[Export, Iterable[bytes]]], *, styled: bool = True) -> Iterator[bytes]:
    """Write layers into one GeoPackage and give it out piece by piece; ``styled`` adds how QGIS is to draw them.

    Raises:
        Unavailable: the extra is not installed.
    """
    gdal = _gdal()
    with tempfile.TemporaryDirectory(prefix="strikemap-") as directory:
        path = Path(directory) / "strikemap.gpkg"
        for export, features in parts:
            _write_all(gdal, path, export, features)
        if styled and any(style(export.name) for export, _ in parts):
            _write_styles(gdal.write, path, [export for export, _ in parts])
        yield from _pieces(path)


def flat(export: Export, features: Iterable[bytes]) -> Iterator[bytes]:
    """Write one layer as FlatGeobuf, which takes all of it at once: from a GeoPackage that was written in batches, as a stream."""
    gdal = _gdal()
    with tempfile.TemporaryDirectory(prefix="strikemap-") as directory:
        source, target = Path(directory) / "strikemap.gpkg", Path(directory) / "strikemap.fgb"
        placed = _write_all(gdal, source, export, features)
        options = {"TITLE": export.title, "DESCRIPTION": _about(export)}
        with gdal.open_arrow(str(source), layer=export.name, use_pyarrow=False, batch_size=BATCH) as (meta, reader):
            gdal.write_arrow(
                reader,
                str(target),
                layer=export.name,
                driver="FlatGeobuf",
                geometry_name=meta["geometry_name"],
                geometry_type=_GEOMETRY[export.geometry],
                crs="OGC:CRS84",
                # its index has no place for what has none
                layer_options=options if placed else options | {"SPATIAL_INDEX": "NO"},
            )
        yield from _pieces(target)


def _write_all(gdal: Any, path: Path, export: Export, features: Iterable[bytes]) -> bool:
    """Write a layer in batches; tells whether every feature has a geometry."""
    placed = True
    for number, batch in enumerate(_batches(features)):
        placed = placed and all(feature["geometry"] is not None for feature in batch)
        _write(gdal.write, path, export, batch, further=number > 0)
    return placed


def _batches(features: Iterable[bytes]) -> Iterator[list[dict[str, Any]]]:
    """Parsed features in lists, at least one even if it is empty."""
    remaining = iter(features)
    yield [orjson.loads(feature) for feature in islice(remaining, BATCH)]
    while batch := [orjson.loads(feature) for feature in islice(remaining, BATCH)]:
        yield batch


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _about(export: Export) -> str:
    return f"{export.description} {DISCLAIMER} {export.attribution}"


def _write(write: Any, path: Path, export: Export, batch: Sequence[Mapping[str, Any]], *, further: bool) -> None:
    fields, data, masks = _columns(export, batch)
    write(
        str(path),
        geometry=_geometries(export, batch),
        field_data=data,
        fields=fields,
        field_mask=masks,
        layer=export.name,
        driver="GPKG",
        geometry_type=_GEOMETRY[export.geometry],
        crs="OGC:CRS84",
        encoding="UTF-8",
        append=further,
        layer_options=None if further else {"IDENTIFIER": export.title, "DESCRIPTION": _about(export), "FID": "fid"},
        dataset_options=None if path.exists() else {"VERSION": "1.2"},
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
    texts = [None if feature["geometry"] is None else orjson.dumps(feature["geometry"]).decode() for feature in batch]
    shapes = shapely.from_geojson(np.array(texts, dtype=object))
    if export.geometry == "geometry-polygon-or-multipolygon":
        single = shapely.get_type_id(shapes) == shapely.GeometryType.POLYGON
        shapes[single] = [shapely.multipolygons([one]) for one in shapes[single]]
    return shapely.to_wkb(shapes)


def _gdal() -> Any:
    try:
        return importlib.import_module("pyogrio.raw")
    except ImportError:
        raise Unavailable("This format needs one more part on the server: pip install 'strikemap[export]'.") from None


def _one(export: Export, features: Iterable[bytes]) -> Iterator[bytes]:
    return layers([(export, features)])


GPKG = Format("gpkg", "application/geopackage+sqlite3", "GeoPackage", _one, needs="pyogrio")
FGB = Format("fgb", "application/flatgeobuf", "FlatGeobuf", flat, needs="pyogrio")
