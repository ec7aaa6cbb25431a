"""What is read of editions of data sets again and again, held in memory up to a bound in bytes.

An edition never changes, so nothing here ever has to be looked at anew; a new edition comes under another name, and what nobody
asks for any more is let go of.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Protocol, TypeVar

MOST_BYTES = 24 * 1024 * 1024
"""How much is held of sets and columns."""


class Sized(Protocol):
    """What knows how many bytes it takes."""

    @property
    def nbytes(self) -> int:
        """Bytes in memory."""


T = TypeVar("T", bound=Sized)


class Held:
    """Sets and columns, the ones asked for last; any thread may ask."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        """Start with none."""
        self._most = most_bytes
        self._held: OrderedDict[Hashable, Any] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What stands under a key, made where there is nothing yet; one key always stands for one type."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                known: T = self._held[key]
                return known
        made = make()
        with self._lock:
            if key not in self._held:
                self._held[key] = made
                self._bytes += made.nbytes
            while self._bytes > self._most:
                self._bytes -= self._held.popitem(last=False)[1].nbytes
        return made
