"""JSON Schemas of a collection: queryables, returnables, and the GeoJSON feature that carries them."""

from typing import Any

from app.model.feature import Column
from app.web.catalogue import Collection
from app.web.links import SCHEMA, link

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_ROLES = {"id": "id", "date_start": "primary-interval-start", "date_end": "primary-interval-end"}
_INSTANT = "published_at"
"""The time of what has no days of its own: of a report."""

_UNITS = {"uncertainty_m": "m"}
"""Columns with a unit, by its UCUM code."""
_GEOJSON_TYPES = {
    "geometry-point": ["Point"],
    "geometry-point-or-multipoint": ["Point", "MultiPoint"],
    "geometry-linestring": ["LineString"],
    "geometry-polygon-or-multipolygon": ["Polygon", "MultiPolygon"],
    "geometry-any": ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"],
}


def column_schema(column: Column) -> dict[str, Any]:
    """The schema of one column's values (null, which means not stated, is left to the reader: OGC tools read single types only)."""
    schema: dict[str, Any] = {
        "title": column.title, "description": column.description, "type": "string" if column.type == "date" else column.type,
    }
    if column.type == "date":
        schema["format"] = "date"
    return schema


def collection_schema(collection: Collection, address: str) -> dict[str, Any]:
    """The logical schema (OGC API - Features - Part 5): flat columns, and where the geometry is."""
    properties = {}
    for order, column in enumerate(collection.columns, start=1):
        properties[column.name] = column_schema(column) | {"x-ogc-propertySeq": order}
        role = "primary-instant" if column.name == _INSTANT and "date_start" not in collection.by_name else _ROLES.get(column.name)
        if role is not None:
            properties[column.name]["x-ogc-role"] = role
        if column.name in _UNITS:
            properties[column.name]["x-ogc-unit"] = _UNITS[column.name]
    properties["geometry"] = {"title": "Geometry", "x-ogc-role": "primary-geometry", "format": collection.geometry}
    return _object(collection, address, properties)


def queryables(collection: Collection, address: str) -> dict[str, Any]:
    """What may be asked for (Part 3): every column by its name, and the geometry."""
    properties = {column.name: column_schema(column) for column in collection.columns}
    properties["geometry"] = {"title": "Geometry", "x-ogc-role": "primary-geometry", "format": collection.geometry}
    return _object(collection, address, properties)


def sortables(collection: Collection, address: str) -> dict[str, Any]:
    """What may be sorted by: every column; nulls come last."""
    return _object(collection, address, {column.name: column_schema(column) for column in collection.columns})


def feature_schema(collection: Collection, address: str) -> dict[str, Any]:
    """The GeoJSON feature as served, which is what GDAL reads a layer's field types from.

    The column ``id`` is left to the member ``id``, which says the same: GDAL would make two fields of them.
    """
    columns = {column.name: column_schema(column) for column in collection.columns if column.name != "id"}
    geometry = {
        "type": "object",
        "properties": {"type": {"type": "string", "enum": _GEOJSON_TYPES[collection.geometry]}, "coordinates": {"type": "array"}},
    }
    return {
        "$schema": _DRAFT,
        "$id": address,
        "title": collection.title,
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": {"type": "string"},
            "geometry": geometry,
            "properties": {"type": "object", "properties": columns},
        },
    }


def schema_links(address: str) -> list[dict[str, Any]]:
    """Links from a collection to its schemas."""
    return [
        link(f"{address}/queryables", "http://www.opengis.net/def/rel/ogc/1.0/queryables", SCHEMA, "What may be asked for"),
        link(f"{address}/sortables", "http://www.opengis.net/def/rel/ogc/1.0/sortables", SCHEMA, "What may be sorted by"),
        link(f"{address}/schema", "http://www.opengis.net/def/rel/ogc/1.0/schema", SCHEMA, "The columns"),
        link(f"{address}/schema/feature", "describedby", SCHEMA, "The GeoJSON feature"),
        # GDAL up to 3.6 compares this relation with a capital B
        link(f"{address}/schema/feature", "describedBy", SCHEMA, "The GeoJSON feature"),
    ]


def _object(collection: Collection, address: str, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": _DRAFT,
        "$id": address,
        "title": collection.title,
        "description": collection.description,
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
