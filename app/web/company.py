"""How many claims tell of a strike: so that a page says beside a claim whether anybody else speaks of it, and how many do."""

from collections.abc import Iterable

import orjson

from app.model.feature import CollectionId
from app.model.query import IsIn, Query
from app.web.ports import Service

_EVENTS: tuple[CollectionId, ...] = ("events", "event-areas")


def company(service: Service, features: Iterable[bytes]) -> dict[str, int]:
    """Of claims or marks as features: id of the event of each → number of its claims, denials with them."""
    events = {orjson.loads(feature)["properties"].get("event_id") for feature in features} - {None}
    if not events:
        return {}
    pages = [service.page(Query(name, filter=IsIn("id", tuple(sorted(events))), limit=None)) for name in _EVENTS]
    found = [orjson.loads(feature)["properties"] for page in pages for feature in page.features]
    return {event["id"]: event["claims_n"] + event["disputing_n"] for event in sorted(found, key=lambda one: one["id"])}
