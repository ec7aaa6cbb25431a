"""Tables of data sets kept on disk, so that a start does not read a million rows before the first map."""

import json
from collections.abc import Collection
from contextlib import suppress
from hashlib import sha256
from os import getpid
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from app.map.census.table import Column, Points, Table
from app.model.census import Part

_POINTS = ("keys", "claims", "numbers", "roles", "solid")


class Shelf:
    """A directory with a file a table. It may be emptied at any time: what is missing, torn or of another edition is made anew."""

    def __init__(self, directory: Path, edition: str) -> None:
        """Keep tables in a directory, which is made when it is needed; ``edition`` names the code that makes them."""
        self._directory = directory
        self._edition = edition

    def take(self, part: Part) -> Table | None:
        """The table of a part as it was put here, or None."""
        try:
            with self._path(part).open("rb") as file, np.load(file, allow_pickle=False) as kept:
                texts = json.loads(kept["texts"].tobytes())
                columns = {name: Column(kept[f"codes {name}"], tuple(own)) for name, own in texts.items()}
                points = Points(*(kept[name] for name in _POINTS))
                return Table(part, kept["own"], kept["first"], kept["last"], columns, points)
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return None

    def put(self, part: Part, table: Table) -> None:
        """Keep the table of a data set; a disk that is full or read-only keeps none."""
        texts = json.dumps({name: column.texts for name, column in table.columns.items()}).encode()
        arrays: dict[str, Any] = {f"codes {name}": column.codes for name, column in table.columns.items()}
        arrays |= {name: getattr(table.points, name) for name in _POINTS} | {"own": table.numbers, "first": table.first, "last": table.last}
        path = self._path(part)
        unfinished = path.with_suffix(f".{getpid()}")
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
            with unfinished.open("wb") as file:
                np.savez(file, texts=np.frombuffer(texts, np.uint8), **arrays)
            unfinished.replace(path)
        except OSError:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)

    def clear(self, present: Collection[Part]) -> None:
        """Let go of all tables but those of these parts."""
        kept = {self._path(part).name for part in present}
        with suppress(OSError):
            for path in self._directory.glob("*.npz"):
                if path.name not in kept:
                    path.unlink(missing_ok=True)

    def _path(self, part: Part) -> Path:
        return self._directory / f"{sha256(f'{self._edition} {part.key}'.encode()).hexdigest()[:24]}.npz"
