"""Bodies that were made a moment ago, by their tags: a tag names all that a body depends on, so that equal tags mean equal bytes."""

import threading
from collections import OrderedDict

MOST_BYTES = 32 * 1024 * 1024
"""How much is kept in all."""

LARGEST = 1024 * 1024
"""A body above this is made anew: one of them would drive out a hundred others."""


class Kept:
    """The bodies asked for last, up to a bound in bytes; any thread may ask."""

    def __init__(self, most_bytes: int = MOST_BYTES, largest: int = LARGEST) -> None:
        """Start with none."""
        self._most, self._largest = most_bytes, largest
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, tag: str) -> bytes | None:
        """The body with that tag, if it is still there."""
        with self._lock:
            if tag in self._bodies:
                self._bodies.move_to_end(tag)
            return self._bodies.get(tag)

    def put(self, tag: str, body: bytes) -> None:
        """Keep a body, and let go of those that were not asked for the longest."""
        if len(body) > self._largest:
            return
        with self._lock:
            self._bytes += len(body) - len(self._bodies.pop(tag, b""))
            self._bodies[tag] = body
            while self._bytes > self._most:
                self._bytes -= len(self._bodies.popitem(last=False)[1])
