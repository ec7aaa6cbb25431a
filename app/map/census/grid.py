"""Marks gathered into the cells of map tiles: a number where several places share a cell, the place itself where there is one."""

from typing import Any

import numpy as np
import numpy.typing as npt

from app.map.census.census import Census, Mask
from app.map.census.morton import Keys, run_of, within
from app.model.census import Part

DEPTH = 4
"""A tile has two to this power cells along its edge: 16 pixels each on a tile of 256."""

ROLES = 3
"""Targets, origins and bases: the collections of points in ``MARKS``."""


class Grid:
    """The points of the claims that pass, in the order of their keys."""

    def __init__(self, census: Census, passing: Mask) -> None:
        """Gather them; a million take some milliseconds."""
        self._census = census
        parts = []
        for index, (table, start) in enumerate(zip(census.tables, census.starts, strict=False)):
            points = table.points
            rows = points.claims.astype(np.int64) + start
            kept = passing[rows]
            size = int(kept.sum())
            parts.append((points.keys[kept], rows[kept], points.numbers[kept], points.roles[kept], points.solid[kept], np.full(size, index)))
        keys, rows, numbers, roles, solid, tables = (np.concatenate(arrays) for arrays in zip(*parts, strict=True)) if parts else _nothing()
        if len(parts) > 1:
            order = np.argsort(keys, kind="stable")
            keys, rows, numbers, roles, solid, tables = (one[order] for one in (keys, rows, numbers, roles, solid, tables))
        self.keys: Keys = keys
        self._rows, self._numbers, self._roles, self._solid, self._tables = rows, numbers, roles, solid, tables

    def tile(self, z: int, x: int, y: int) -> dict[str, Any]:
        """A tile of WebMercatorQuad: ``cells`` as [cell, targets, origins, bases], ``spots`` as [across, down, roles, marks, solid].

        A cell is a number in Z-order, 0 to 255. A spot is one exact place, in units of the tile (0 to 1) from its north-west corner; ``roles`` has
        a bit for each of ``MARKS``.
        """
        edges = self._edges(z, x, y)
        bounds = np.searchsorted(self.keys, edges)
        counts = np.diff(bounds)
        filled = np.flatnonzero(counts)
        begin, end = bounds[filled], bounds[filled + 1] - 1
        single = self.keys[begin] == self.keys[end] if len(filled) else np.empty(0, np.bool_)
        return {"cells": self._cells(bounds, filled[~single]), "spots": self._spots(begin[single], end[single] + 1, (z, x, y))}

    def marks_of(self, z: int, x: int, y: int, cell: int, limit: int) -> tuple[int, list[tuple[Part, int, int]]]:
        """How many marks a cell has, and the newest of them: part, number and collection of each."""
        low, high = (int(np.searchsorted(self.keys, edge)) for edge in self._edges(z, x, y)[cell : cell + 2])
        order = np.argsort(-self._census.last[self._rows[low:high]].astype(np.int64), kind="stable")[:limit] + low
        found = [(self._census.tables[self._tables[at]].part, int(self._numbers[at]), int(self._roles[at])) for at in order]
        return high - low, found

    def roles(self) -> list[int]:
        """How many targets, origins and bases."""
        counts: list[int] = np.bincount(self._roles, minlength=ROLES).tolist()
        return counts

    def box(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north of all points, in degrees."""
        if not len(self.keys):
            return None
        across, down = within(self.keys, 0, 0, 0)
        low, high = (float(np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * edge))))) for edge in (down.max(), down.min()))
        return float(across.min() * 360 - 180), low, float(across.max() * 360 - 180), high

    def _edges(self, z: int, x: int, y: int) -> Keys:
        low, high = run_of(z, x, y)
        cells = 4**DEPTH
        return np.uint64(low) + np.arange(cells + 1, dtype=np.uint64) * np.uint64((high - low) // cells)

    def _cells(self, bounds: npt.NDArray[np.int64], cells: npt.NDArray[np.int64]) -> list[list[int]]:
        return [[int(cell), *np.bincount(self._roles[bounds[cell] : bounds[cell + 1]], minlength=ROLES).tolist()] for cell in cells]

    def _spots(self, begin: npt.NDArray[np.int64], end: npt.NDArray[np.int64], at: tuple[int, int, int]) -> list[list[float]]:
        across, down = within(self.keys[begin], *at)
        spots = []
        for low, high, left, top in zip(begin, end, across.tolist(), down.tolist(), strict=True):
            roles = int(np.bitwise_or.reduce(np.left_shift(1, self._roles[low:high].astype(np.int64))))
            spots.append([round(left, 4), round(top, 4), roles, int(high - low), int(self._solid[low:high].any())])
        return spots


def _nothing() -> tuple[npt.NDArray[Any], ...]:
    kinds = (np.uint64, np.int64, np.int64, np.uint8, np.bool_, np.int64)
    return tuple(np.empty(0, kind) for kind in kinds)
