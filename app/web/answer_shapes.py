"""The shapes of bodies, as OpenAPI 3.0 schemas."""

from typing import Any

_LINK: dict[str, Any] = {
    "type": "object",
    "required": ["href", "rel"],
    "properties": {name: {"type": "string"} for name in ("href", "rel", "type", "title", "hreflang")},
}
_LINKS = {"type": "array", "items": {"$ref": "#/components/schemas/Link"}}
_TEXT = {"type": "string"}

SCHEMAS: dict[str, Any] = {
    "Link": _LINK,
    "Document": {"type": "object"},
    "Anything": {},
    "Problem": {
        "type": "object",
        "required": ["title", "status"],
        "properties": {"type": _TEXT, "title": _TEXT, "status": {"type": "integer"}, "detail": _TEXT},
    },
    "Geometry": {
        "type": "object",
        "nullable": True,
        "required": ["type", "coordinates"],
        "properties": {
            "type": {"type": "string", "enum": ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"]},
            "coordinates": {"type": "array", "items": {}},
        },
    },
    "Feature": {
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": _TEXT,
            "geometry": {"$ref": "#/components/schemas/Geometry"},
            "properties": {"type": "object"},
            "links": _LINKS,
        },
    },
    "FeatureCollection": {
        "type": "object",
        "required": ["type", "features"],
        "properties": {
            "type": {"type": "string", "enum": ["FeatureCollection"]},
            "features": {"type": "array", "items": {"$ref": "#/components/schemas/Feature"}},
            "links": _LINKS,
            "timeStamp": {"type": "string", "format": "date-time"},
            "numberMatched": {"type": "integer", "minimum": 0},
            "numberReturned": {"type": "integer", "minimum": 0},
        },
    },
    "Submission": {
        "type": "object",
        "required": ["text"],
        "additionalProperties": False,
        "properties": {
            "text": {"type": "string", "minLength": 1, "description": "The report as published."},
            "title": {"type": "string", "nullable": True},
            "publisher": {"type": "string", "nullable": True},
            "published_at": {
                "type": "string",
                "format": "date",
                "nullable": True,
                "description": "The day it was published; without it relative dates stay open.",
            },
            "url": {"type": "string", "format": "uri", "nullable": True},
            "language": {"type": "string", "nullable": True, "description": "BCP 47; found from the text where it is not given."},
        },
    },
    "Receipt": {
        "type": "object",
        "required": ["id", "status", "claims", "links"],
        "properties": {
            "id": _TEXT,
            "status": {"type": "string", "enum": ["ok", "no_strike", "needs_date", "language_not_supported", "failed"]},
            "claims": {"type": "integer", "minimum": 0},
            "links": _LINKS,
        },
    },
    "Report": {
        "type": "object",
        "required": ["id", "status", "toponyms", "claims", "links"],
        "properties": {
            "id": _TEXT,
            "status": _TEXT,
            "toponyms": {"type": "array", "items": {"type": "object"}},
            "claims": {"type": "array", "items": {"type": "object"}},
            "links": _LINKS,
        },
    },
    "Event": {
        "type": "object",
        "required": ["id", "status", "status_rule", "supporting", "disputing", "disagreements", "quantities", "sources", "contains", "links"],
        "properties": {
            "id": _TEXT,
            "status": _TEXT,
            "status_rule": _TEXT,
            "supporting": {"type": "array", "items": {"type": "object"}},
            "disputing": {"type": "array", "items": {"type": "object"}},
            "disagreements": {"type": "array", "items": {"type": "object"}},
            "quantities": {"type": "array", "items": {"type": "object"}},
            "sources": {"type": "array", "items": _TEXT},
            "joins": {"type": "array", "items": {"type": "object"}},
            "contains": {"type": "array", "items": {"type": "object"}},
            "links": _LINKS,
        },
    },
    "Overview": {
        "type": "object",
        "required": ["reports", "reports_total", "claims_total", "disputes", "not_on_map"],
        "properties": {
            "reports": {"type": "array", "items": {"type": "object"}},
            "reports_total": {"type": "integer", "minimum": 0},
            "claims_total": {"type": "integer", "minimum": 0},
            "disputes": {"type": "array", "items": {"type": "object"}},
            "not_on_map": {"type": "array", "items": {"type": "object"}},
        },
    },
}
