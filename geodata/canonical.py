"""Canonical bytes: the same places give the same files, wherever and whenever they are written."""

import gzip
import hashlib
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

Place = dict[str, Any]
"""One line of ``places.jsonl.gz``, with the keys of ``geodata/README.md``."""

KEYS = ("id", "name", "names", "kind", "country", "admin1", "population", "lat", "lon", "codes", "geometry", "uncertainty_m", "source_ref")
EMPTY: tuple[object, ...] = (None, "", [], {}, 0)
ALWAYS = frozenset({"id", "name", "kind", "lat", "lon"})


def line(place: Mapping[str, Any]) -> str:
    """Write one place: keys in the order of the format, those that say nothing left out."""
    unknown = set(place) - set(KEYS)
    if unknown:
        raise ValueError(f"{place.get('id')}: unknown keys {sorted(unknown)}")
    kept = {key: place[key] for key in KEYS if key in ALWAYS or place.get(key) not in EMPTY}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def jsonl(places: Iterable[Mapping[str, Any]]) -> bytes:
    """Write places one a line, sorted by id; an id that comes twice raises ValueError."""
    rows = sorted(places, key=lambda place: str(place["id"]))
    for before, after in itertools.pairwise(rows):
        if before["id"] == after["id"]:
            raise ValueError(f"two places with the id {after['id']}")
    return "".join(line(row) + "\n" for row in rows).encode("utf-8")


def compact(document: object) -> bytes:
    """Write a JSON document without white space, in the order of its keys as given."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")


def gzipped(content: bytes) -> bytes:
    """Compress without a time stamp or a file name."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def read_places(path: Path) -> Iterator[Place]:
    """Read a ``places.jsonl.gz``."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for text in lines:
            yield json.loads(text)


def sha256(path: Path) -> str:
    """Hash a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
