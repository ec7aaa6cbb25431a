"""Rows of coded data sets (ACLED, UCDP GED, Airwars, anybody's own points): one report and one claim each."""

from dataclasses import dataclass
from typing import Literal

from app.model.feature import CollectionId

Visibility = Literal["private", "public"]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A coded data set: the claimant of all its rows. ``private`` ones are kept out of every public answer."""

    name: str
    title: str
    licence: str
    attribution: str | None = None
    visibility: Visibility = "private"


@dataclass(slots=True)
class CodedRow:
    """One row. Dates are ISO 8601, null is not stated; the field names are those of the columns they fill.

    ``id`` is the hash of data set and row id; ``quote`` is the report's whole text. ``lon``/``lat`` are null where the row is known
    only as an area or a country (law 3): such a row is listed, not drawn.
    """

    id: str
    quote: str
    claimant: str
    claimant_kind: str
    lon: float | None = None
    lat: float | None = None
    place_name: str | None = None
    place_kind: str | None = None
    country: str | None = None
    admin1: str | None = None
    where_prec: int | None = None
    geo_precision: int | None = None
    uncertainty_m: float | None = None
    not_on_map: str | None = None
    via: str | None = None
    attacker: str | None = None
    action: str | None = None
    weapon: str | None = None
    weapon_label: str | None = None
    platform: str | None = None
    acled_event_type: str | None = None
    acled_sub_event_type: str | None = None
    target_label: str | None = None
    target_class: str | None = None
    quantity_text: str | None = None
    killed_min: int | None = None
    killed_max: int | None = None
    injured_min: int | None = None
    injured_max: int | None = None
    strikes_min: int | None = None
    strikes_max: int | None = None
    munitions_min: int | None = None
    munitions_max: int | None = None
    date_start: str | None = None
    date_end: str | None = None
    date_prec: int | None = None
    date_text: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    published_at: str | None = None
    language: str | None = None


SUFFIXES: dict[CollectionId, str] = {"reports": "", "claims": "-claim", "reported-targets": "-claim-target"}
"""The collections a coded row stands in, and what makes the row's id into the feature's id there."""

RowError = tuple[int, str]
"""Line of the file and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class ImportState:
    """How far an import is: byte offset and line of the file, rows kept, row errors; ``done`` when there is nothing to do."""

    at: int
    lines: int
    rows: int
    errors: tuple[RowError, ...]
    done: bool
