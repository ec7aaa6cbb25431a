"""What a download is made of, whatever its format."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec

DISCLAIMER = "Reported, not verified. A number belongs to its claim: never add numbers up over claims or places."


@dataclass(frozen=True, slots=True)
class Export:
    """One layer to be written: its name and words, and its columns as (name, type) in served order.

    ``type`` is string, integer, number, boolean or date; ``geometry`` is a format of OGC API - Features - Part 5; ``time_stamp`` is
    RFC 3339. The attribution and the disclaimer go into the file wherever its format has room for them.
    """

    name: str
    title: str
    description: str
    attribution: str
    source: str
    time_stamp: str
    columns: tuple[tuple[str, str], ...]
    geometry: str = "geometry-any"


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: pre-rendered GeoJSON features in, pieces of the file out, in flat memory; ``needs`` is a module it cannot do without."""

    extension: str
    media_type: str
    title: str
    write: Callable[[Export, Iterable[bytes]], Iterator[bytes]]
    needs: str | None = None

    @property
    def available(self) -> bool:
        """Whether what it needs is installed."""
        return self.needs is None or find_spec(self.needs) is not None
