"""The committed geodata, read once."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from geodata.canonical import Place, read_places
from geodata.inputs import ROOT


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def sources() -> dict[str, list[Place]]:
    """Places by the folder they come from."""
    files = [*sorted((ROOT / "sources").glob("*/places.jsonl.gz")), ROOT / "curated" / "places.jsonl.gz"]
    return {path.parent.name: list(read_places(path)) for path in files}


@pytest.fixture(scope="session")
def places(sources: dict[str, list[Place]]) -> dict[str, Place]:
    """Places by id."""
    return {place["id"]: place for rows in sources.values() for place in rows}


@pytest.fixture(scope="session")
def tables() -> Iterator[dict[str, list[dict[str, str]]]]:
    """The curated tables by file name."""
    read = {}
    for path in sorted((ROOT / "curated").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            read[path.name] = list(csv.DictReader(lines))
    yield read
