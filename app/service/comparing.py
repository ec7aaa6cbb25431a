"""A file of coded rows held against the events of a store, and events out in the shapes of such data sets."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from app.errors import BadInput
from app.events.parties import Vocabulary, names_side, same_side
from app.formats.shaped import Told
from app.ingest.chunks import chunks, rows
from app.ingest.coded import RowProblem, RowReader
from app.ingest.mapping import GENERIC, PRESETS, ColumnMapping, country_codes, country_names, preset
from app.model.coded import CodedRow
from app.model.feature import CollectionId
from app.model.protocols import Store
from app.model.query import And, Compare, IsIn, Query

_NOBODY = re.compile(r"\bun(?:identified|known|specified|clear)\b", re.IGNORECASE)
_EVENTS: tuple[CollectionId, ...] = ("events", "event-areas")


def mapping_of(path: Path) -> ColumnMapping:
    """The shipped mapping that most columns of a file fit; raises BadInput where none clearly does."""
    if not path.is_file():
        raise BadInput(f"There is no file {path.name}.")
    first = next((row for chunk in chunks(path) for _, row in rows(chunk) if isinstance(row, dict)), {})
    found = []
    for name in PRESETS:
        if name != GENERIC:
            mapping = preset(name)
            found.append((sum(any(column in first for column in columns) for columns in mapping.fields.values()), name))
    (best, name), (second, _) = sorted(found, reverse=True)[:2]
    if best < 4 or best == second:
        raise BadInput(f"The columns of {path.name} are not those of a known data set. Say --preset {'|'.join(PRESETS)}, or --mapping FILE.toml.")
    return preset(name)


def coded_rows(path: Path, mapping: ColumnMapping) -> tuple[list[CodedRow], list[tuple[int, str]]]:
    """The rows of a file that its mapping takes for strikes, their ids as the file has them where it has any; and row errors by line."""
    read: list[CodedRow] = []
    errors: list[tuple[int, str]] = []
    countries = country_codes()
    for chunk in chunks(path):
        reader = RowReader(mapping, countries, chunk.header)
        for line, row in rows(chunk):
            if isinstance(row, str):
                errors.append((line, row))
                continue
            try:
                coded = reader.read(row)
            except RowProblem as problem:
                errors.append((line, str(problem)))
                continue
            if coded is not None:
                own = next((row[column] for column in mapping.fields.get("id", ()) if row.get(column)), None)
                coded.id = str(own) if own is not None else coded.id
                read.append(coded)
    return read, errors


def told_side(one: str, other: str, vocabulary: Vocabulary) -> bool | None:
    """Whether two names for who struck are of one side; None where one does not say which ("warplanes", "unidentified armed group")."""
    if any(_NOBODY.search(name) or not names_side(name, vocabulary) for name in (one, other)):
        return None
    return same_side(one, other, vocabulary)


def told_events(store: Store) -> Iterator[Told]:
    """Every event that strangers may see, and that somebody says happened, with its claims, in order of id."""
    names = country_names()
    for feature in sorted(event_features(store), key=lambda one: str(one["id"])):
        event = feature["properties"]
        ids = tuple(event["claim_ids"].split("; "))
        found = {one["id"]: one for one in map(_properties, store.page(Query("claims", filter=IsIn("id", ids), limit=None)).features)}
        record = store.event(event["id"])
        if record is not None:
            yield Told(event, feature["geometry"], [found[one] for one in ids if one in found], record, names)


def event_features(store: Store) -> Iterator[dict[str, Any]]:
    """Every event that strangers may see, as a GeoJSON feature; not what is only denied, nor what the EXAMPLE makes up: a coded event is one
    that is said to have happened.
    """
    told = And((Compare("modality", "=", "asserted"), Compare("source_kind", "=", "text")))
    for collection in _EVENTS:
        yield from map(orjson.loads, store.stream(Query(collection, filter=told)))


def _properties(feature: bytes) -> dict[str, Any]:
    properties: dict[str, Any] = orjson.loads(feature)["properties"]
    return properties
