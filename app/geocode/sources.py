"""The files of ``geodata/`` → sources of place records, in a fixed order."""

import csv
import gzip
import hashlib
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

from app.geocode.rows import Record

CURATED = "curated"


@dataclass(frozen=True, slots=True)
class Source:
    """One source of places: what it is, roughly how many it holds, and a function that reads them."""

    name: str
    version: str
    licence: str
    attribution: str
    size: int
    records: Callable[[], Iterator[Record]]


def content_hash(geodata: Path) -> str:
    """Return a hash over everything the gazetteer is built from: a change in any file changes it."""
    total = hashlib.sha256()
    for path in _files(geodata):
        total.update(path.relative_to(geodata).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def read_sources(geodata: Path) -> list[Source]:
    """List the sources in order of their names. Raises ``OSError`` when there are none or one cannot be read."""
    files = [path for path in _files(geodata) if path.name.endswith(".jsonl.gz")]
    if not files:
        raise FileNotFoundError(f"no places in {geodata}")
    aliases = _aliases(geodata / CURATED / "aliases.csv")
    return [_source(path, aliases) for path in files]


def _files(geodata: Path) -> list[Path]:
    found = [*geodata.glob("sources/*/places.jsonl.gz"), *geodata.glob("sources/*/source.toml"), *geodata.glob(f"{CURATED}/*")]
    return sorted(path for path in found if path.is_file())


def _aliases(path: Path) -> dict[str, list[list[str]]]:
    """Further names by place id."""
    found: dict[str, list[list[str]]] = {}
    if path.exists():
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                found.setdefault(row["id"], []).append([row["name"], row.get("lang") or ""])
    return found


def _source(path: Path, aliases: dict[str, list[list[str]]]) -> Source:
    about = path.with_name("source.toml")
    facts = tomllib.loads(about.read_text(encoding="utf-8")) if about.exists() else {}

    def records() -> Iterator[Record]:
        with gzip.open(path, "rb") as lines:
            for line in lines:
                record = orjson.loads(line)
                if further := aliases.get(record["id"]):
                    record["names"] = [*(record.get("names") or ()), *further]
                yield record

    return Source(
        name=path.parent.name,
        version=str(facts.get("version", "")),
        licence=str(facts.get("licence", "")),
        attribution=str(facts.get("attribution", "")),
        size=path.stat().st_size // 52,
        records=records,
    )
