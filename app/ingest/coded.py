"""Rows of coded data sets become coded rows: the data set is the claimant, codes and ranges are kept, unknown stays null."""

import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, get_args

from app.ingest.chunks import Row
from app.ingest.mapping import ColumnMapping, own_fields
from app.model.coded import CodedRow
from app.model.codes import TargetClass, WeaponCode
from app.model.place import ACLED_PRECISION

MAX_TEXT = 20_000
"""The longest text of one row."""

_INTEGERS = frozenset(
    {"date_prec", "where_prec"} | {f"{unit}_{end}" for unit in ("killed", "injured", "strikes", "munitions") for end in ("min", "max")}
)
_CODES: Mapping[str, frozenset[str]] = {"weapon": frozenset(get_args(WeaponCode)), "target_class": frozenset(get_args(TargetClass))}
_UNCERTAINTY = {1: 2_000.0, 2: 25_000.0}
"""Metres: a settlement's own size, and how far ACLED and UCDP let "near" reach; coarser rows are not drawn."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class RowProblem(Exception):
    """What is wrong with one row, for the list of row errors."""


class RowReader:
    """Reads the rows of one file by one mapping."""

    def __init__(self, mapping: ColumnMapping, countries: Mapping[str, str], header: Sequence[str] = ()) -> None:
        """Take the mapping, ISO 3166-1 alpha-2 codes by folded country name, and the columns where all rows have the same."""
        self._mapping = mapping
        self._countries = countries
        columns = {field: mapping.columns_of(field) for field in sorted(own_fields() | {*mapping.fields})}
        self._columns = {field: tuple(name for name in names if not header or name in header) for field, names in columns.items()}
        self._simple = tuple(field for field, names in self._columns.items() if names and field not in _SPECIAL)

    def read(self, row: Row) -> CodedRow | None:
        """One coded row; None for one that the mapping does not take for a strike. Raises RowProblem."""
        if any(str(row.get(column, "")).strip() not in values for column, values in self._mapping.keep.items()):
            return None
        made = CodedRow("", "", self._mapping.claimant, self._mapping.claimant_kind, publisher=self._mapping.title)
        self._set_fields(made, row)
        self._set_codes(made, row)
        made.id = self._row_id(row)
        made.quote = self._text(row)
        self._set_days(made, row)
        self._set_place(made, row)
        made.quantity_text = _quantities(made)
        return made

    def _cell(self, row: Row, field: str) -> str | None:
        """The first column of a field that holds something."""
        for column in self._columns[field]:
            value = row.get(column)
            if value is not None and value != "":
                text = value.strip() if isinstance(value, str) else _plain(value)
                if text and text not in self._mapping.unknown.get(column, ()):
                    return text
        return None

    def _set_fields(self, made: CodedRow, row: Row) -> None:
        for field in self._simple:
            cell = self._cell(row, field)
            if cell is None:
                continue
            if field in _INTEGERS:
                setattr(made, field, _whole(cell, field))
            elif field in _CODES:
                setattr(made, field if cell in _CODES[field] else _LABELS[field], _clean(cell, field))
            else:
                setattr(made, field, _clean(cell, field))

    def _set_codes(self, made: CodedRow, row: Row) -> None:
        for field, columns in self._mapping.codes.items():
            for column, codes in columns.items():
                code = codes.get(str(row.get(column, "")).strip())
                if code is not None:
                    setattr(made, field, code)

    def _row_id(self, row: Row) -> str:
        own = self._cell(row, "id")
        if own is None:
            own = "\x1f".join(f"{name}={_plain(value)}" for name, value in sorted(row.items()))
        return hashlib.sha256(f"{self._mapping.name}\x00{own}".encode("utf-8", "surrogatepass")).hexdigest()[:20]

    def _text(self, row: Row) -> str:
        text = self._cell(row, "text")
        if text is None:
            text = "\n".join(f"{name}: {_plain(value)}" for name, value in row.items() if value not in (None, ""))
        if len(text) > MAX_TEXT:
            raise RowProblem(f"its text is longer than {MAX_TEXT} characters")
        return _clean(text, "text")

    def _set_days(self, made: CodedRow, row: Row) -> None:
        start, end = self._cell(row, "date_start"), self._cell(row, "date_end")
        made.date_start = _day(start, self._mapping.dates) if start else None
        made.date_end = _day(end, self._mapping.dates) if end else made.date_start
        made.date_text = start
        if made.date_start and made.date_end and made.date_start > made.date_end:
            raise RowProblem("its last day is before its first")
        published = self._cell(row, "published_at")
        made.published_at = _day(published, self._mapping.dates) if published else None
        if made.date_start and made.date_prec is None and made.date_start == made.date_end:
            made.date_prec = 1

    def _set_place(self, made: CodedRow, row: Row) -> None:
        country = self._cell(row, "country")
        made.country = self._country(country) if country else None
        lon, lat = self._cell(row, "lon"), self._cell(row, "lat")
        if made.where_prec is not None and made.where_prec not in ACLED_PRECISION:
            raise RowProblem("its where_prec is not one of 1 to 7")
        if lon is not None and lat is not None and made.where_prec is None:
            made.where_prec = 1
        if made.where_prec is not None:
            made.geo_precision = ACLED_PRECISION[made.where_prec]
        position = _position(lon, lat)
        if position and made.where_prec in _UNCERTAINTY:
            made.lon, made.lat = position
            own = self._cell(row, "uncertainty_m")
            made.uncertainty_m = float(_whole(own, "uncertainty_m")) if own else _UNCERTAINTY[made.where_prec]
        else:
            made.not_on_map = made.place_name or made.admin1 or country
            made.place_kind = made.place_kind or ("country" if made.where_prec == 6 else None)

    def _country(self, cell: str) -> str | None:
        if len(cell) == 2 and cell.isalpha():
            return cell.upper()
        name = cell.casefold()
        return self._countries.get(name) or self._countries.get(name.partition(" (")[0])


_SPECIAL = frozenset({"id", "text", "date_start", "date_end", "date_text", "published_at", "country", "lon", "lat", "uncertainty_m"})
_LABELS = {"weapon": "weapon_label", "target_class": "target_label"}


@lru_cache(maxsize=20_000)
def _day(cell: str, forms: tuple[str, ...]) -> str:
    """A day as ISO 8601; remembered, for a data set has few different ones."""
    if re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", cell):
        try:
            return date.fromisoformat(cell[:10]).isoformat()
        except ValueError:
            raise RowProblem("its date is none") from None
    for form in forms:
        try:
            return datetime.strptime(cell, form).date().isoformat()
        except ValueError:
            continue
    raise RowProblem("its date is not YYYY-MM-DD")


def _plain(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _clean(text: str, field: str) -> str:
    if not text.isprintable() and _CONTROL.search(text):
        raise RowProblem(f"its {field} holds control characters or is not UTF-8")
    return text


def _whole(cell: str, field: str) -> int:
    try:
        number = float(cell)
    except ValueError:
        raise RowProblem(f"its {field} is no number") from None
    if not math.isfinite(number) or number != int(number) or not 0 <= number < 2**53:
        raise RowProblem(f"its {field} is no whole number")
    return int(number)


def _position(lon: str | None, lat: str | None) -> tuple[float, float] | None:
    if lon is None and lat is None:
        return None
    try:
        x, y = float(lon or ""), float(lat or "")
    except ValueError:
        raise RowProblem("its position is no pair of numbers") from None
    if not (-180 <= x <= 180 and -90 <= y <= 90):
        raise RowProblem("its position lies outside the world (longitude -180 to 180, latitude -90 to 90)")
    return round(x, 5), round(y, 5)


def _quantities(row: CodedRow) -> str | None:
    parts = []
    for unit, low, high in (
        ("killed", row.killed_min, row.killed_max),
        ("injured", row.injured_min, row.injured_max),
        ("strikes", row.strikes_min, row.strikes_max),
        ("munitions", row.munitions_min, row.munitions_max),
    ):
        if low is not None or high is not None:
            number = str(low) if low == high else f"{'?' if low is None else low} to {'?' if high is None else high}"
            parts.append(f"{number} {unit}")
    return "; ".join(parts) or None
