"""Marks gathered into the cells of map tiles: a number where several places share a cell, the place itself where there is one."""

from typing import Any

import numpy as np
import numpy.typing as npt

from app.map.census.census import STEP, Census, Mask
from app.map.census.morton import Keys, run_of, within
from app.map.census.table import joined
from app.model.census import Part

DEPTH = 4
"""A tile has two to this power cells along its edge: 16 pixels each on a tile of 256."""

Whole = npt.NDArray[np.unsignedinteger[Any]]

ROLES = 3
"""Targets, origins and bases: the collections of points in ``MARKS``."""


class Placed:
    """The points of all parts of a census in the order of their keys; of a single part the arrays themselves, not copies of them."""

    def __init__(self, census: Census) -> None:
        """Gather them; a million of several parts take some milliseconds."""
        points = [table.points for table in census.tables]
        parts = [np.full(len(one.keys), part, np.uint16) for part, one in enumerate(points)]
        rows = [one.claims + np.uint32(start) if start else one.claims for one, start in zip(points, census.starts, strict=False)]
        self.keys: Keys = joined([one.keys for one in points], np.uint64)
        self.rows: Whole = joined(rows, np.uint32)
        self.numbers: Whole = joined([one.numbers for one in points], np.uint32)
        self.roles: Whole = joined([one.roles for one in points], np.uint8)
        self.solid: Mask = joined([one.solid for one in points], np.bool_)
        self.parts: Whole = joined(parts, np.uint16)
        if len(points) > 1:
            order = np.argsort(self.keys, kind="stable")
            self.keys, self.rows, self.numbers = self.keys[order], self.rows[order], self.numbers[order]
            self.roles, self.solid, self.parts = self.roles[order], self.solid[order], self.parts[order]


class Grid:
    """The points of the claims that pass, in the order of their keys: where each stands among all."""

    def __init__(self, census: Census, passing: Mask, placed: Placed | None = None) -> None:
        """Find them; ``placed`` are all points of the census where somebody has gathered them already."""
        self._census = census
        self._all = placed or Placed(census)
        self._at: Whole = np.flatnonzero(passing[self._all.rows]).astype(np.uint32)

    @property
    def nbytes(self) -> int:
        """Bytes in memory, beside the points themselves."""
        return self._at.nbytes

    def tile(self, z: int, x: int, y: int) -> dict[str, Any]:
        """A tile of WebMercatorQuad: ``cells`` as [cell, targets, origins, bases], ``spots`` as [across, down, roles, marks, solid].

        A cell is a number in Z-order, 0 to 255. A spot is one exact place, in units of the tile (0 to 1) from its north-west corner; ``roles`` has
        a bit for each of ``MARKS``.
        """
        bounds = self._bounds(self._edges(z, x, y))
        filled = np.flatnonzero(np.diff(bounds))
        begin, end = bounds[filled], bounds[filled + 1] - 1
        keys = self._all.keys
        single = keys[self._at[begin]] == keys[self._at[end]] if len(filled) else np.empty(0, np.bool_)
        return {"cells": self._cells(bounds, filled[~single]), "spots": self._spots(begin[single], end[single] + 1, (z, x, y))}

    def marks_of(self, z: int, x: int, y: int, cell: int, limit: int) -> tuple[int, list[tuple[Part, int, int]]]:
        """How many marks a cell has, and the newest of them: part, number and collection of each."""
        low, high = self._bounds(self._edges(z, x, y)[cell : cell + 2]).tolist()
        held, own = self._all, self._at[low:high]
        newest = own[np.argsort(-self._census.last[held.rows[own]].astype(np.int64), kind="stable")[:limit]]
        return high - low, [(self._census.tables[held.parts[at]].part, int(held.numbers[at]), int(held.roles[at])) for at in newest]

    def roles(self) -> list[int]:
        """How many targets, origins and bases."""
        roles = self._all.roles[self._at]
        return [int(np.count_nonzero(roles == role)) for role in range(ROLES)]

    def box(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north of all points, in degrees."""
        if not len(self._at):
            return None
        ends = []
        for start in range(0, len(self._at), STEP):
            across, down = within(self._all.keys[self._at[start : start + STEP]], 0, 0, 0)
            ends.append((across.min(), across.max(), down.max(), down.min()))
        west, east, bottom, top = (float(pick(edges)) for pick, edges in zip((min, max, max, min), zip(*ends, strict=True), strict=True))
        south, north = (float(np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * edge))))) for edge in (bottom, top))
        return west * 360 - 180, south, east * 360 - 180, north

    def _bounds(self, edges: Keys) -> npt.NDArray[np.int64]:
        """Where among the points that pass the runs between these keys begin."""
        return np.searchsorted(self._at, np.searchsorted(self._all.keys, edges).astype(np.uint32))

    def _edges(self, z: int, x: int, y: int) -> Keys:
        low, high = run_of(z, x, y)
        cells = 4**DEPTH
        return np.uint64(low) + np.arange(cells + 1, dtype=np.uint64) * np.uint64((high - low) // cells)

    def _cells(self, bounds: npt.NDArray[np.int64], cells: npt.NDArray[np.int64]) -> list[list[int]]:
        roles, at = self._all.roles, self._at
        return [[int(cell), *np.bincount(roles[at[bounds[cell] : bounds[cell + 1]]], minlength=ROLES).tolist()] for cell in cells]

    def _spots(self, begin: npt.NDArray[np.int64], end: npt.NDArray[np.int64], at: tuple[int, int, int]) -> list[list[float]]:
        across, down = within(self._all.keys[self._at[begin]], *at)
        spots = []
        for low, high, left, top in zip(begin, end, across.tolist(), down.tolist(), strict=True):
            own = self._at[low:high]
            roles = int(np.bitwise_or.reduce(np.left_shift(1, self._all.roles[own].astype(np.int64))))
            spots.append([round(left, 4), round(top, 4), roles, int(high - low), int(self._all.solid[own].any())])
        return spots
