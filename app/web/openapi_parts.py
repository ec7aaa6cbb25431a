"""What every part of the API's description is made of: parameters, references and answers of OpenAPI 3.0."""

from collections.abc import Sequence
from typing import Any

from app.web.links import PROBLEM

Json = dict[str, Any]

TEXT: Json = {"type": "string"}
ANY_OBJECT: Json = {"type": "object"}


def query(name: str, schema: Json, description: str, **more: Any) -> Json:
    """A parameter of the query string, given at most once."""
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema, "style": "form", "explode": False, **more}


def any_query(description: str) -> Json:
    """Parameters of any name."""
    return query("others", {"type": "object", "additionalProperties": TEXT}, description) | {"explode": True}


def page_queries() -> list[Json]:
    """What a page for people and its document take."""
    return [parameter("f"), any_query("What places where links are shared add to them. The page leaves it aside, the document takes none of it.")]


def path(name: str, description: str, schema: Json = TEXT) -> Json:
    """A part of an address."""
    return {"name": name, "in": "path", "required": True, "description": description, "schema": schema}


def one_of(values: Sequence[str]) -> Json:
    """The schema of a code."""
    return {"type": "string", "enum": list(values)}


def parameter(name: str) -> Json:
    """A parameter that the document describes once for all paths."""
    return {"$ref": f"#/components/parameters/{name}"}


def schema(name: str) -> Json:
    """A schema that the document describes once for all answers."""
    return {"$ref": f"#/components/schemas/{name}"}


def problems(*statuses: str) -> Json:
    """Answers that say what is wrong."""
    return {status: {"$ref": "#/components/responses/Problem"} for status in statuses}


PROBLEM_RESPONSE: Json = {"description": "What is wrong, and what would help (RFC 9457)", "content": {PROBLEM: {"schema": schema("Problem")}}}
"""What the answers of ``problems`` are."""
