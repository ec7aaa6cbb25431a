"""What is read of editions of data sets again and again, held in memory up to a bound in bytes.

An edition never changes, so nothing here ever has to be looked at anew; a new edition comes under another name, and what nobody
asks for any more is let go of.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

MOST_BYTES = 24 * 1024 * 1024
"""How much is held of sets and columns."""

HOT_BYTES = 12 * 1024 * 1024
"""How much is held of rendered rows, in each of two generations."""


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


class HotRows:
    """Rendered rows by number, each kind apart, in two generations: when the young one is full it becomes the old one, which is let go of."""

    def __init__(self, most_bytes: int = HOT_BYTES) -> None:
        """Start with none."""
        self._most = most_bytes
        self._young: dict[Hashable, dict[int, bytes]] = {}
        self._old: dict[Hashable, dict[int, bytes]] = {}
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, kind: Hashable, numbers: Sequence[int], make: Callable[[Sequence[int]], Mapping[int, bytes]]) -> list[bytes]:
        """Rows in the order asked for; ``make`` makes those that are not held, and leaves out what there is not."""
        young, old = self._young.get(kind, {}), self._old.get(kind, {})
        rows = list(map(young.get, numbers))
        if None in rows:
            found = {number: old.get(number) for number, row in zip(numbers, rows, strict=True) if row is None}
            missing = [number for number, row in found.items() if row is None]
            if missing:
                found |= make(missing)
            self._hold(kind, {number: row for number, row in found.items() if row is not None})
            rows = [found[number] if row is None else row for number, row in zip(numbers, rows, strict=True)]
        return [row for row in rows if row is not None]

    def _hold(self, kind: Hashable, rows: Mapping[int, bytes]) -> None:
        size = sum(map(len, rows.values()))
        if not 0 < size <= self._most:
            return
        with self._lock:
            if self._bytes + size > self._most:
                self._young, self._old, self._bytes = {}, self._young, 0
            self._young.setdefault(kind, {}).update(rows)
            self._bytes += size
