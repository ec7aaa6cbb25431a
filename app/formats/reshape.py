"""Pre-rendered features in another shape: other coordinates, fewer columns."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import orjson

from app.formats.crs import CRS84, Crs, transformed


@dataclass(frozen=True, slots=True)
class Shape:
    """How features are to look: in which system, and with which columns (None for all)."""

    crs: Crs | None = None
    columns: Collection[str] | None = None

    @property
    def plain(self) -> bool:
        """Whether that is how they are stored."""
        return self.columns is None and (self.crs is None or self.crs.uri == CRS84)

    def chosen(self, properties: dict[str, Any]) -> dict[str, Any]:
        """The columns that are wished for."""
        return properties if self.columns is None else {name: value for name, value in properties.items() if name in self.columns}


def reshaper(shape: Shape) -> Callable[[bytes], bytes]:
    """A function from stored to wished-for features; the one that does nothing where nothing is wished for."""
    if shape.plain:
        return _same

    def reshape(feature: bytes) -> bytes:
        content = orjson.loads(feature)
        if shape.crs is not None:
            content["geometry"] = transformed(content["geometry"], shape.crs)
        content["properties"] = shape.chosen(content["properties"])
        return orjson.dumps(content)

    return reshape


def _same(feature: bytes) -> bytes:
    return feature
