"""Objects to JSON bytes."""

from collections.abc import Iterable
from typing import Any

import orjson


def dump(value: Any) -> bytes:
    """Write JSON (UTF-8, keys in the order given; no NaN ever: orjson writes null).

    A lone surrogate has no UTF-8: it leaves as U+FFFD.
    """
    try:
        return orjson.dumps(value)
    except TypeError:
        return orjson.dumps(_mended(value))


def join(features: Iterable[bytes]) -> bytes:
    """Join pre-rendered objects into the inside of an array."""
    return b",".join(features)


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_mended(key): _mended(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_mended(item) for item in value]
    return value
