"""How the columns of a coded data set become the fields of a coded row: a small TOML file, four of which are shipped."""

import csv
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from importlib import resources
from pathlib import Path
from typing import Any

from app.errors import BadInput
from app.model.coded import CodedRow

GENERIC = "points"
"""The mapping of anybody's points; a data set read by it is called as its owner says."""

PRESETS = ("acled", "ucdp-ged", "airwars", GENERIC)
"""The mappings that are shipped."""

_DERIVED = frozenset({"id", "quote", "claimant_kind", "geo_precision", "not_on_map", "quantity_text"})
_FIELDS = frozenset(field.name for field in fields(CodedRow)) - _DERIVED | {"id", "text"}


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What a data set is called and where its fields stand.

    ``fields`` gives the columns of each field, the first that a file has counts; ``codes`` translates a column's values for a field;
    ``keep`` names the values of a column without which a row is no strike; ``unknown`` those by which a column says that nothing is
    known; ``dates`` are further strptime forms beside ISO 8601.
    """

    name: str
    title: str
    claimant: str
    claimant_kind: str
    licence: str
    attribution: str | None
    dates: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, Mapping[str, Mapping[str, Any]]]
    keep: Mapping[str, frozenset[str]]
    unknown: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def columns_of(self, name: str) -> tuple[str, ...]:
        """The columns that may hold a field; one that the mapping does not speak of may stand under its own name."""
        return self.fields.get(name, (name,))

    def gives(self, header: Collection[str], name: str) -> bool:
        """Whether a file with these columns has one for a field."""
        return any(column in header for column in self.columns_of(name))

    def unread(self, header: Sequence[str]) -> tuple[str, ...]:
        """The columns from which no field is read, as they stand in the file."""
        read = {column for name in _FIELDS | {*self.fields} for column in self.columns_of(name)}
        coded = {column for columns in self.codes.values() for column in columns}
        return tuple(column for column in header if column not in read | coded | {*self.keep})


def preset(name: str) -> ColumnMapping:
    """A shipped mapping; raises BadInput for another name."""
    if name not in PRESETS:
        raise BadInput(f"There is no preset of that name. The presets are: {', '.join(PRESETS)}; or give a mapping file.")
    return parse_mapping(resources.files("app.ingest").joinpath("presets", f"{name}.toml").read_text(encoding="utf-8"))


def read_mapping(path: Path) -> ColumnMapping:
    """A mapping from a file; raises BadInput with what is wrong in it."""
    try:
        return parse_mapping(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"The mapping {path.name} cannot be read: {error}") from error


def parse_mapping(text: str) -> ColumnMapping:
    """A mapping from TOML; raises BadInput with what is wrong in it."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"The mapping is not TOML: {error}") from error
    try:
        made = ColumnMapping(
            name=str(table["name"]),
            title=str(table.get("title", table["name"])),
            claimant=str(table.get("claimant") or table.get("title", table["name"])),
            claimant_kind=str(table.get("claimant_kind", "unattributed")),
            licence=str(table.get("licence", "not stated")),
            attribution=table.get("attribution"),
            dates=tuple(table.get("dates", ())),
            fields={field: (columns,) if isinstance(columns, str) else tuple(columns) for field, columns in table.get("fields", {}).items()},
            codes=table.get("codes", {}),
            keep={column: frozenset(values) for column, values in table.get("keep", {}).items()},
            unknown={column: frozenset(values) for column, values in table.get("unknown", {}).items()},
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise BadInput(f"The mapping lacks or misuses {error}. It needs a name and a table [fields].") from error
    unknown = sorted(({*made.fields} | {*made.codes}) - _FIELDS)
    if unknown:
        raise BadInput(f"The mapping has fields that no row has: {', '.join(unknown)}. There are: {', '.join(sorted(_FIELDS))}.")
    return made


def own_fields() -> frozenset[str]:
    """The fields that a file may give under their own names."""
    return _FIELDS


def country_codes() -> dict[str, str]:
    """ISO 3166-1 alpha-2 codes by folded English name."""
    with resources.files("app.ingest").joinpath("countries.csv").open(encoding="utf-8") as lines:
        return {row["name"].casefold(): row["code"] for row in csv.DictReader(lines)}


def country_names() -> dict[str, str]:
    """English names by ISO 3166-1 alpha-2 code, the first that the list has."""
    names: dict[str, str] = {}
    with resources.files("app.ingest").joinpath("countries.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            names.setdefault(row["code"], row["name"])
    return names
