"""Sets of the rows of one data set, each row named by its rank in the order of ids: a few numbers, or a bit for every row."""

from collections.abc import Iterable
from typing import Self

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]
"""Ranks, ascending."""

Bits = NDArray[np.uint8]
"""A bit a rank, the most significant of a byte first; those beyond the last rank are 0."""

_WINDOW = 64
"""Bytes of a bit set that are looked through at first, and four times as many whenever they hold too few."""


class Ranks:
    """A set of ranks from 0 up to ``of``, held in the smaller of two forms."""

    def __init__(self, of: int, few: Numbers | None = None, bits: Bits | None = None) -> None:
        """Take the ranks as numbers or as bits; with neither the set is empty."""
        self.of = of
        self._few = np.zeros(0, np.uint32) if few is None and bits is None else few
        self._bits = bits
        self._count: int | None = None

    @classmethod
    def everything(cls, of: int) -> Self:
        """The set of all ranks."""
        return ~cls(of)

    @classmethod
    def from_blob(cls, of: int, count: int, blob: bytes) -> Self:
        """The set that ``blob`` gave."""
        if _is_dense(of, count):
            return cls(of, bits=np.frombuffer(blob, np.uint8))
        return cls(of, np.frombuffer(blob, "<u4"))

    @classmethod
    def union(cls, of: int, blobs: Iterable[tuple[int, bytes]]) -> Self:
        """What is in any of the sets that gave these blobs, each with its number of ranks; no two sets have one in common."""
        few: list[bytes] = []
        bits: Bits | None = None
        for count, blob in blobs:
            if _is_dense(of, count):
                bits = np.frombuffer(blob, np.uint8) if bits is None else bits | np.frombuffer(blob, np.uint8)
            else:
                few.append(blob)
        if bits is not None and not few:
            return cls(of, bits=bits)
        listed = np.frombuffer(b"".join(few), "<u4")
        if bits is None and not _is_dense(of, len(listed)):
            return cls(of, np.sort(listed))
        # a great many ranks are marked faster than sorted
        marked = cls(of, bits=cls(of, listed).bits())
        return marked if bits is None else marked | cls(of, bits=bits)

    @property
    def nbytes(self) -> int:
        """Bytes in memory."""
        return self._few.nbytes if self._few is not None else self.bits().nbytes

    def blob(self) -> bytes:
        """The set as bytes, in the form that its size asks for."""
        return self.bits().tobytes() if _is_dense(self.of, len(self)) else self.numbers().astype("<u4").tobytes()

    def bits(self) -> Bits:
        """The set with a bit for every rank."""
        if self._bits is not None:
            return self._bits
        marked = np.zeros(self.of, bool)
        marked[self._few] = True
        return np.packbits(marked)

    def numbers(self) -> Numbers:
        """The ranks in the set."""
        return self._few if self._few is not None else np.flatnonzero(np.unpackbits(self.bits(), count=self.of).view(bool)).astype(np.uint32)

    def holds(self, numbers: Numbers) -> NDArray[np.bool_]:
        """Which of these ranks are in the set."""
        if self._few is None:
            return np.asarray(self.bits()[numbers >> 3] >> (7 - (numbers & 7)) & 1, bool)
        at = np.searchsorted(self._few, numbers)
        found = at < len(self._few)
        found[found] = self._few[at[found]] == numbers[found]
        return found

    def first(self, limit: int, after: int = -1) -> Numbers:
        """The first ranks that are greater than ``after``."""
        if len(self) == self.of:
            return np.arange(after + 1, min(after + 1 + limit, self.of), dtype=np.uint32)
        if self._few is not None:
            start = int(np.searchsorted(self._few, after, side="right"))
            return self._few[start : start + limit]
        byte, window = (after + 1) // 8, _WINDOW
        while True:
            found = np.flatnonzero(np.unpackbits(self.bits()[byte : byte + window]).view(bool)) + 8 * byte
            found = found[found > after][:limit]
            if len(found) == limit or byte + window >= len(self.bits()):
                return found.astype(np.uint32)
            window *= 4

    def last(self, limit: int, until: int) -> Numbers:
        """The last ranks, at least one, that are not greater than ``until``."""
        if len(self) == self.of:
            return np.arange(max(0, until + 1 - limit), until + 1, dtype=np.uint32)
        if self._few is not None:
            end = int(np.searchsorted(self._few, until, side="right"))
            return self._few[max(0, end - limit) : end]
        byte, window = until // 8 + 1, _WINDOW
        while True:
            start = max(0, byte - window)
            found = np.flatnonzero(np.unpackbits(self.bits()[start:byte]).view(bool)) + 8 * start
            found = found[found <= until][-limit:]
            if len(found) == limit or start == 0:
                return found.astype(np.uint32)
            window *= 4

    def __len__(self) -> int:
        """How many ranks the set holds."""
        if self._count is None:
            self._count = _ones(self.bits()) if self._few is None else len(self._few)
        return self._count

    def __and__(self, other: "Ranks") -> "Ranks":
        """What is in both sets."""
        if self._few is None:
            return other & self if other._few is not None else Ranks(self.of, bits=self.bits() & other.bits())
        if other._few is not None and len(other._few) < len(self._few):
            return Ranks(self.of, other._few[self.holds(other._few)])
        return Ranks(self.of, self._few[other.holds(self._few)])

    def __or__(self, other: Self) -> Self:
        """What is in either set."""
        if self._few is not None and other._few is not None:
            return type(self)(self.of, np.union1d(self._few, other._few))
        return type(self)(self.of, bits=self.bits() | other.bits())

    def __invert__(self) -> Self:
        """What is not in the set."""
        bits = ~self.bits()
        if self.of % 8:
            bits[-1] &= 0xFF << (8 - self.of % 8) & 0xFF
        return type(self)(self.of, bits=bits)


def _ones(bits: Bits) -> int:
    whole = len(bits) // 8 * 8
    words, rest = np.bitwise_count(bits[:whole].view(np.uint64)), np.bitwise_count(bits[whole:])
    return int(words.sum(dtype=np.int64) + rest.sum(dtype=np.int64))


def _is_dense(of: int, count: int) -> bool:
    """Whether a bit for every rank takes less than four bytes for each that is there."""
    return 4 * count >= (of + 7) // 8
