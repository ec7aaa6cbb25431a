"""What the page and the list show where there are too many claims to send: counts, tiles, and the features asked for."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from typing import Any

import numpy as np

from app.errors import StrikemapError
from app.map.census.census import Census, Mask, document
from app.map.census.grid import Grid, Placed
from app.map.census.shelf import Shelf
from app.map.census.table import Table, table_of
from app.model.census import MARKS, CensusSource, Part
from app.model.choice import Choice
from app.model.feature import CollectionId

REMEMBERED = 24
"""How many counts, orders and points of choices are kept at most."""

MOST_BYTES = 24 * 1024 * 1024
"""How much the arrays among them take at most."""

BATCH = 500
"""How many features are read at a time."""


class Counting:
    """A census of the present public claims, taken anew when they change; a data set's part is read once. Any thread may ask."""

    def __init__(self, source: CensusSource, shelf: Shelf | None = None) -> None:
        """Nothing is read before somebody asks; what was read of data sets is kept on the shelf for the next start."""
        self._source = source
        self._shelf = shelf
        self._lock = threading.Lock()
        self._version = ""
        self._census = Census([], source.numbers)
        self._tables: dict[str, Table] = {}
        self._made: OrderedDict[tuple[str, Choice], Any] = OrderedDict()
        self._placed: tuple[Census, Placed] | None = None

    def prepare(self) -> None:
        """Take the census now, so that nobody has to wait for it; one that cannot be taken is for the first who asks to be told of."""
        with suppress(StrikemapError):
            self.summary(Choice())

    def summary(self, choice: Choice) -> dict[str, Any]:
        """Claims that pass, by all they can be filtered by and over time; their points by role, and the box; and how many marks there are at all."""
        census = self.census()

        def make() -> dict[str, Any]:
            grid = self._grid(choice)
            marks = sum(len(table.points.keys) + sum(len(area.numbers) for area in table.areas) for table in census.tables)
            return {**document(census.summary(choice)), "marks": marks, "roles": grid.roles(), "box": grid.box()}

        made: dict[str, Any] = self._remembered("summary", choice, make)
        return made

    def tile(self, choice: Choice, z: int, x: int, y: int) -> dict[str, Any]:
        """One tile of marks (``Grid.tile``)."""
        return self._grid(choice).tile(z, x, y)

    def cell(self, choice: Choice, z: int, x: int, y: int, cell: int, limit: int) -> tuple[int, list[bytes]]:
        """How many marks a cell of a tile has, and the newest of them as features."""
        matched, found = self._grid(choice).marks_of(z, x, y, cell, limit)
        return matched, self._features([(part, MARKS[collection], number) for part, number, collection in found])

    def areas(self, choice: Choice, limit: int) -> tuple[int, list[tuple[int, tuple[str, ...], bytes]]]:
        """Places that marks know only as areas: how many, and those with most claims, each with the number of these, the kinds of speakers who
        make them, and one mark with the outline."""
        census = self.census()
        passing = census.mask(choice)
        held = []
        for table, start in zip(census.tables, census.starts, strict=False):
            for area in table.areas:
                rows = np.array(area.claims) + start
                kept = np.flatnonzero(passing[rows])
                if len(kept):
                    held.append((rows[kept], table.part, MARKS[area.collection], area.numbers[int(kept[-1])], area.place_id))
        held.sort(key=lambda one: (-len(one[0]), one[4], one[2]))
        features = self._features([(part, collection, number) for _, part, collection, number, _ in held[:limit]])
        return len(held), [(len(one[0]), census.values_of("kind", one[0]), feature) for one, feature in zip(held, features, strict=False)]

    def lines(self, choice: Choice, limit: int) -> tuple[int, list[bytes]]:
        """Strike lines of the claims that pass: how many, and the newest."""
        census = self.census()
        passing = census.mask(choice)
        held = [
            (-int(census.last[start + claim]), number, table.part)
            for table, start in zip(census.tables, census.starts, strict=False)
            for claim, number in table.lines
            if passing[start + claim]
        ]
        held.sort(key=lambda one: one[:2])
        return len(held), self._features([(part, "strike-lines", number) for _, number, part in held[:limit]])

    def claims(self, choice: Choice, offset: int, limit: int) -> tuple[int, list[bytes], list[bytes]]:
        """How many claims pass, a page of them, newest first, and the marks of that page."""
        census = self.census()
        order = self._remembered("order", choice, lambda: census.order(choice))
        rows = [int(row) for row in order[offset : offset + limit]]
        marks = [(part, MARKS[collection], number) for part, collection, number in census.marks_of(rows)]
        return len(order), self._features([(part, "claims", number) for part, number in map(census.place, rows)]), self._features(marks)

    def stream(self, choice: Choice, collection: CollectionId) -> Iterator[bytes]:
        """Every feature of a collection whose claim passes."""
        census = self.census()
        passing = census.mask(choice)
        for table, start in zip(census.tables, census.starts, strict=False):
            numbers = _numbers(table, passing[start : start + len(table.numbers)], collection)
            for at in range(0, len(numbers), BATCH):
                yield from self._source.features(table.part, collection, numbers[at : at + BATCH])

    def close(self) -> None:
        """Let go of what it reads from."""
        self._source.close()

    def census(self) -> Census:
        """The census of the present data."""
        version = self._source.version()
        with self._lock:
            if version != self._version:
                parts = self._source.parts()
                self._tables = {part.key: self._tables.get(part.key) or self._table(part) for part in parts}
                self._census = Census([self._tables[part.key] for part in parts], self._source.numbers)
                if self._shelf:
                    self._shelf.clear(parts)
                self._version = version
                self._placed = None
                self._made.clear()
            return self._census

    def _table(self, part: Part) -> Table:
        shelf = self._shelf if part.coded else None
        table = shelf.take(part) if shelf else None
        if table is None:
            table = table_of(part, self._source.claims(part), self._source.marks(part))
            if shelf:
                shelf.put(part, table)
        return table

    def _grid(self, choice: Choice) -> Grid:
        census = self.census()
        grid: Grid = self._remembered("grid", choice, lambda: Grid(census, census.mask(choice), self._placed_of(census)))
        return grid

    def _placed_of(self, census: Census) -> Placed:
        """All points of a census, gathered once."""
        with self._lock:
            if self._placed is None or self._placed[0] is not census:
                self._placed = (census, Placed(census))
            return self._placed[1]

    def _remembered(self, kind: str, choice: Choice, make: Callable[[], Any]) -> Any:
        key = (f"{kind} {self._version}", choice)
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        made = make()
        with self._lock:
            self._made[key] = made
            while len(self._made) > REMEMBERED or (len(self._made) > 1 and sum(map(_size, self._made.values())) > MOST_BYTES):
                self._made.popitem(last=False)
        return made

    def _features(self, places: Sequence[tuple[Part, CollectionId, int]]) -> list[bytes]:
        """Features in the order asked for, read a part and collection at a time."""
        found: dict[tuple[str, str, int], bytes] = {}
        wanted = sorted(range(len(places)), key=lambda at: (places[at][0].key, places[at][1]))
        for _, group in groupby(wanted, key=lambda at: (places[at][0].key, places[at][1])):
            ats = list(group)
            part, collection, _ = places[ats[0]]
            numbers = [places[at][2] for at in ats]
            features = self._source.features(part, collection, numbers)
            found |= {(part.key, collection, number): feature for number, feature in zip(numbers, features, strict=False)}
        keys = [(part.key, collection, number) for part, collection, number in places]
        return [found[key] for key in keys if key in found]


def _size(made: Any) -> int:
    """Bytes of what is remembered; documents are small."""
    return int(getattr(made, "nbytes", 0))


def _numbers(table: Table, passing: Mask, collection: CollectionId) -> list[int]:
    """The numbers of the features of a collection whose claims pass, ascending."""
    if collection == "claims":
        return [int(number) for number in table.numbers[passing]]
    if collection == "strike-lines":
        return [number for claim, number in table.lines if passing[claim]]
    kind = MARKS.index(collection)
    points = table.points
    numbers = points.numbers[passing[points.claims] & (points.roles == kind)].tolist()
    for area in table.areas:
        if area.collection == kind:
            numbers += [number for claim, number in zip(area.claims, area.numbers, strict=True) if passing[claim]]
    return sorted(numbers)
