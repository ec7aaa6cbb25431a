"""Objects to JSON bytes."""

from collections.abc import Iterable, Mapping
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


def with_features(head: Mapping[str, Any], features: Iterable[bytes]) -> bytes:
    """An object with pre-rendered ones as its last member ``features``; one copy is made of what may be ten megabytes."""
    opening, parts = dump(head)[:-1] + b',"features":[', list(features)
    if not parts:
        return opening + b"]}"
    parts[0] = opening + parts[0]
    parts[-1] += b"]}"
    return b",".join(parts)


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_mended(key): _mended(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_mended(item) for item in value]
    return value
