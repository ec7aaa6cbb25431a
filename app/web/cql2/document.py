"""CQL2 JSON, checked for size before anything walks it."""

from typing import Any

import orjson

from app.errors import BadInput

MAX_BYTES = 16_384


def parse_json(text: str | bytes) -> Any:
    """Parse a filter; what it means is the compiler's to say.

    Raises:
        BadInput: it is no JSON, or too long.
    """
    if len(text) > MAX_BYTES:
        raise BadInput(f"filter: longer than {MAX_BYTES} bytes.")
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        raise BadInput("filter: not JSON.") from None
