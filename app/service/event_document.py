"""An event as people read it: its claims side by side, each with its own words, what they say differently, and the rules behind the status."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from app.map.days import span_in_words
from app.model.feature import CollectionId
from app.model.protocols import Store
from app.model.query import IsIn, Query
from app.model.standing import Status

RULES: Mapping[Status, str] = {
    "declared": "Only the side that is said to have struck says so itself.",
    "single_source": "Fewer than two independent sources that are not of the striking side say so.",
    "corroborated": "At least two independent sources, none of the striking side, say so.",
    "contested": "Its claims say different things of who struck, who was hit, or whether it happened at all. Nothing here decides who is right.",
}
"""What each status means, as law 9 and Airwars have it."""

PRECISION = {
    1: "the place itself",
    2: "near the place",
    3: "somewhere in the district",
    4: "somewhere in the province",
    5: "somewhere in the region",
    6: "somewhere in the country",
    7: "somewhere at sea or in the air",
}
"""UCDP GED's where_prec in words."""

CONTAINED = 200
"""How many of the events that a total includes are named; ``contains_n`` counts all that were found."""

_MARKS: tuple[CollectionId, ...] = ("reported-targets", "reported-target-areas")
_TOLD = (
    *("claimant", "claimant_kind", "via", "verb", "modality", "quote", "attacker", "weapon_label", "target_label", "quantity_text"),
    *("date_start", "date_end", "date_prec", "date_text", "places_text", "not_on_map", "status", "review_state", "reviewed_by"),
    *("report_id", "publisher", "title", "url", "published_at"),
)


def event_document(store: Store, event: Mapping[str, Any]) -> dict[str, Any]:
    """The document of an event, from its record and from what strangers see of its claims: nothing else goes into it."""
    claims = _claims(store, [*event["supporting"], *event["disputing"]])
    copy_of = {claim_id: group[0] for group in event["copies"] for claim_id in group[1:]}
    return {
        **event,
        "title": _title(store, event["id"], event),
        "status_rule": RULES[event["status"]],
        "supporting": [_told(claims[one], copy_of.get(one)) for one in event["supporting"] if one in claims],
        "disputing": [_told(claims[one], copy_of.get(one)) for one in event["disputing"] if one in claims],
        "disagreements": [_with_claimants(differ, claims) for differ in event["disagreements"]],
        "contains": [{"id": part, "title": _title(store, part)} for part in event["contains"][:CONTAINED]],
        "contains_n": len(event["contains"]),
        "links": [],
    }


def _claims(store: Store, claim_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What the claims and marks collections say of these claims."""
    ids = tuple(claim_ids)
    found = {one["id"]: {**one, "places": []} for one in _properties(store, Query("claims", filter=IsIn("id", ids), limit=None))}
    for collection in _MARKS:
        for mark in _properties(store, Query(collection, filter=IsIn("claim_id", ids), limit=None)):
            place = {name: mark[f"place_{name}"] for name in ("name", "id", "kind")}
            known = {name: mark[name] for name in ("admin1", "country", "where_prec")}
            found[mark["claim_id"]]["places"].append({**place, **known, "precision": PRECISION.get(mark["where_prec"])})
    return found


def _properties(store: Store, query: Query) -> list[dict[str, Any]]:
    return [orjson.loads(feature)["properties"] for feature in store.page(query).features]


def _told(claim: Mapping[str, Any], copy_of: str | None) -> dict[str, Any]:
    return {"claim_id": claim["id"], **{name: claim[name] for name in _TOLD}, "places": claim["places"], "copy_of": copy_of}


def _with_claimants(differ: Mapping[str, Any], claims: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    positions = []
    for side in differ["positions"]:
        told = [one for one in side["claims"] if one in claims]
        positions.append({**side, "claims": told, "claimants": [claims[one]["claimant"] for one in told]})
    return {**differ, "positions": positions}


def _title(store: Store, event_id: str, event: Mapping[str, Any] | None = None) -> str:
    """What was struck where and when, as the heading of a page."""
    collections: tuple[CollectionId, ...] = ("events", "event-areas")
    features = (store.feature(collection, event_id) for collection in collections)
    about = next((orjson.loads(feature)["properties"] for feature in features if feature), event or {})
    named = (about.get("place_name") or about.get("not_on_map") or "").split("; ")
    where = " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))
    start, end = about.get("date_start"), about.get("date_end")
    days = span_in_words(start, end) if start else "day not stated"
    return f"{'Denied' if about.get('modality') == 'denied' else 'Reported'} strike{f' on {where}' if where else ', no place named'}, {days}"
