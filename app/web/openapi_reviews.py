"""The part of the API's description that speaks of reviews and signing in."""

from typing import get_args

from app.model.review import ReviewVerb
from app.web import openapi_parts as parts
from app.web.links import HTML, JSON
from app.web.openapi_parts import ANY_OBJECT, Json

ORDER: Json = {
    "type": "object",
    "required": ["verb"],
    "additionalProperties": False,
    "properties": {
        "verb": {"type": "string", "enum": list(get_args(ReviewVerb))},
        "reason": {"type": "string", "maxLength": 2000, "description": "Why; only accept goes without. Public with the claim's words."},
        "reviewer": {"type": "string", "description": "Only where no key is used: /session says so with asks_name."},
        "after": {"type": "object", "description": "Fields of correct, add, amend_report and grade."},
        "claims": {"type": "array", "items": {"type": "string"}, "maxItems": 100, "description": "The other claims of merge and split."},
        "span": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2, "description": "The words of an added claim."},
        "undoes": {"type": "string", "description": "The id of the review to take back."},
        "claim_id": {"type": "string"},
        "report_id": {"type": "string"},
    },
}


def review_paths() -> Json:
    """The paths, each with what it takes and gives."""
    claim, report = parts.path("claim_id", "The claim's id."), parts.path("report_id", "The report's id.")
    states = ["new", "low_score", "contested", "duplicate", "accepted", "corrected", "rejected", "all", "orphaned", "log"]
    asked = [
        parts.query("state", parts.one_of(states) | {"default": "new"}, "Which claims, as the desk calls them; or the log."),
        parts.query("limit", {"type": "integer", "minimum": 1, "maximum": 500}, "How many at most."),
        parts.query("next", parts.TEXT, "Where the next page starts: as a next link gave it."),
    ]
    return {
        "/reviews": {
            "get": _get("reviews", "What waits for a reviewer, or the log", asked, closed=True),
            "post": _post("review", "Decide something of the claim or report that the body names", []),
        },
        "/claims/{claim_id}/reviews": {
            "get": _get("claim_reviews", "What people decided of a claim", [claim]),
            "post": _post("review_claim", "Decide something of a claim", [claim]),
        },
        "/reports/{report_id}/reviews": {
            "get": _get("report_reviews", "A report as the reviewers' desk has it", [report], closed=True),
            "post": _post("review_report", "Decide something of a report", [report]),
        },
        "/history/{claim_id}": {"get": _get("history", "A claim's life", [claim, *parts.page_queries()], html=True)},
        "/session": {"get": _get("session", "Who is asking, and what they may do", [])},
    }


def _get(name: str, summary: str, parameters: list[Json], closed: bool = False, html: bool = False) -> Json:
    content: Json = {JSON: {"schema": ANY_OBJECT}} | ({HTML: {"schema": parts.TEXT}} if html else {})
    responses = {"200": {"description": summary, "content": content}, **parts.problems("400", "401", "403", "404", "410", "429", "503")}
    operation = {"operationId": name, "tags": ["Reviews"], "summary": summary, "parameters": parameters, "responses": responses}
    return operation | ({"security": [{}, {"token": []}]} if closed else {})


def _post(name: str, summary: str, parameters: list[Json]) -> Json:
    tag = {
        "name": "If-Match",
        "in": "header",
        "required": True,
        "description": "The etag of what the reviewer saw; * is not taken.",
        "schema": {"type": "string"},
    }
    done = {"description": "The review, and what it left", "content": {JSON: {"schema": ANY_OBJECT}}}
    return {
        "operationId": name,
        "tags": ["Reviews"],
        "summary": summary,
        "security": [{}, {"token": []}],
        "parameters": [*parameters, tag],
        "requestBody": {"required": True, "content": {JSON: {"schema": ORDER}}},
        "responses": {"201": done, **parts.problems("400", "401", "403", "404", "410", "412", "413", "428", "429", "503")},
    }
