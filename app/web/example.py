"""What a collection's description says of the EXAMPLE report, whose rows are invented: the map hides them once there are others, layers do not."""

import orjson

from app.model.query import Compare, Query
from app.web.catalogue import Collection
from app.web.ports import Service

_EXAMPLE = Query("reports", filter=Compare("source_kind", "=", "example"), limit=1)


def example_of(service: Service) -> str | None:
    """The id of the EXAMPLE report, None where it is not kept."""
    found = service.page(_EXAMPLE).features
    return str(orjson.loads(found[0])["id"]) if found else None


def described(one: Collection, example: str | None) -> str:
    """The description of a collection, with how the EXAMPLE's rows are left out where it is kept."""
    if example is None:
        return one.description
    column, value = ("source_kind", "example") if "source_kind" in one.by_name else ("report_id", example)
    without = f"leave them out with filter={column}<>'{value}', or start" if column in one.by_name else "start"
    return f"{one.description} Those of the EXAMPLE report are among them, and invented: {without} the service with --empty."
