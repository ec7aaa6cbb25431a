"""Rows of coded data sets: kept once, as a JSON array of values, and served as claims, marks and reports."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from operator import attrgetter, itemgetter
from typing import Any

import orjson

from app.model.coded import SUFFIXES, CodedRow
from app.model.feature import CollectionId, Column
from app.model.query import Interval
from app.model.report import Report
from app.store.columns import Columns, Conditions
from app.store.functions import words
from app.store.layers import CODED_COLUMNS

FIELDS = tuple(field.name for field in fields(CodedRow))
"""The values of the array, in order."""

_NUMBERED = ["0", *range(1, len(FIELDS))]
"""A row whose values tell where they stand: what is made of it tells every form from every other."""

_values = attrgetter(*FIELDS)
_hot = attrgetter(*CODED_COLUMNS)

Prepared = tuple[str, float | None, float | None, int | None, int | None, tuple[Any, ...], str, str]
"""Id, longitude, latitude, first and last day, narrow columns (``CODED_COLUMNS``), values as JSON, words."""


def prepared(row: CodedRow) -> Prepared:
    """What is written of a row."""
    json = orjson.dumps(_values(row), option=orjson.OPT_INDENT_2).decode()
    first = date.fromisoformat(row.date_start).toordinal() if row.date_start else None
    last = date.fromisoformat(row.date_end).toordinal() if row.date_end else None
    return (row.id, row.lon, row.lat, first, last, _hot(row), json, searched(row))


def searched(row: CodedRow) -> str:
    """The words a row is found by."""
    return words(row.quote, row.claimant, row.via, row.attacker, row.target_label, row.place_name, row.title, row.publisher)


def row_of(body: bytes) -> CodedRow:
    """A row from its stored values."""
    return CodedRow(*orjson.loads(body))


class CodedView(Columns):
    """One collection as the rows of coded data sets fill it: SQL for its columns, bytes for its features."""

    def __init__(self, collection: CollectionId, columns: Sequence[Column]) -> None:
        """Take the collection's columns, each of which says what fills it; ``form`` is a word for the form of its features."""
        super().__init__(columns)
        self._collection = collection
        self.drawn = collection != "reports"
        self.suffix = SUFFIXES[collection]
        self.ids: Mapping[str, str] = {"id": self.suffix, "report_id": SUFFIXES["reports"], "claim_id": SUFFIXES["claims"]}
        self._render = _renderer(collection, columns, self.ids)
        self.form = hashlib.sha256(self._render(orjson.dumps(_NUMBERED, option=orjson.OPT_INDENT_2))).hexdigest()

    def sql(self, name: str, into: Conditions) -> str:
        """What stands for the column in a statement."""
        column = self[name]
        if name in self.ids:
            return f"(f.fid || '{self.ids[name]}')" if self.ids[name] else "f.fid"
        if column.coded is None:
            return literal(column.constant)
        if column.coded in CODED_COLUMNS:
            return f"f.{column.coded}"
        into.needs_body = True
        return f"json_extract(b.json, '$[{FIELDS.index(column.coded)}]')"

    def within_days(self, interval: Interval, into: Conditions) -> None:
        """Add that the feature's days meet an interval; those of a report are its day of publication."""
        if self._collection != "reports":
            super().within_days(interval, into)
            return
        day = self.sql("published_at", into)
        for bound, sign in zip(interval, (">=", "<="), strict=True):
            if bound is not None:
                into.add(f"({day} IS NULL OR {day} {sign} ?)", bound.isoformat())

    def doc(self) -> str:
        """The number under which the words of a feature stand."""
        return "f.n"

    def equal(self, name: str, value: Any, into: Conditions) -> str:
        """A column that must have a value; ids are compared as they are stored, so that an index finds them."""
        suffix = self.ids.get(name, "")
        if not suffix or not isinstance(value, str):
            return super().equal(name, value, into)
        if not value.endswith(suffix):
            return "0"
        into.values.append(value.removesuffix(suffix))
        return "(f.fid = ?)"

    def rendered(self, body: bytes) -> bytes:
        """The row as a GeoJSON feature of this collection."""
        return self._render(body)


def literal(constant: Any) -> str:
    """A constant of our own columns as SQL; none ever comes from outside."""
    if constant is None:
        return "NULL"
    return str(int(constant)) if isinstance(constant, bool | int) else f"'{constant}'"


def _renderer(collection: CollectionId, columns: Sequence[Column], ids: Mapping[str, str]) -> Callable[[bytes], bytes]:
    """Compile a collection's columns into one template: rendering is a split, a pick and a format.

    The values are taken from their JSON as they are; the first is the id, from within its quotes.
    """
    picks: list[int] = []
    members: list[str] = []
    for column in columns:
        name = orjson.dumps(column.name).decode()
        if column.name in ids:
            members.append(f'{name}:"%b{ids[column.name]}"')
            picks.append(0)
        elif column.coded is None:
            members.append(f"{name}:{orjson.dumps(column.constant).decode()}".replace("%", "%%"))
        else:
            members.append(f"{name}:%b")
            picks.append(FIELDS.index(column.coded))
    x, y = FIELDS.index("lon"), FIELDS.index("lat")
    coordinates = {"reported-targets": '{"type":"Point","coordinates":[%b,%b]}', "claims": '{"type":"MultiPoint","coordinates":[[%b,%b]]}'}
    head = f'{{"type":"Feature","id":"%b{ids["id"]}","geometry":'
    tail = f',"properties":{{{",".join(members)}}}}}'
    drawn = (head + coordinates.get(collection, "null") + tail).encode()
    listed = (head + "null" + tail).encode()
    pick_drawn = itemgetter(0, *((x, y) if collection in coordinates else ()), *picks)
    pick_listed = itemgetter(0, *picks)

    def render(body: bytes) -> bytes:
        values = body[4:-2].split(b",\n  ")
        values[0] = values[0][1:-1]
        made: bytes = listed % pick_listed(values) if values[x] == b"null" else drawn % pick_drawn(values)
        return made

    return render


def coded_report(row: CodedRow) -> tuple[Report, Mapping[str, Any]]:
    """A row as the report it is, with its one claim in the batch form."""
    report = Report(
        id=row.id,
        text=row.quote,
        title=row.title,
        publisher=row.publisher,
        url=row.url,
        published_at=date.fromisoformat(row.published_at) if row.published_at else None,
        language=row.language,
        source_kind="coded_row",
    )
    record = {"status": "ok", "is_strike_report": True, "toponyms": [], "claims": [_claim(row)], "disputes": [], "not_on_map": _unplaced(row)}
    return report, record


def _claim(row: CodedRow) -> dict[str, Any]:
    when = None
    if row.date_start or row.date_text:
        when = {"start": row.date_start, "end": row.date_end, "date_prec": row.date_prec, "text": row.date_text}
    return {
        "id": row.id + SUFFIXES["claims"],
        "quote": {"start": 0, "end": len(row.quote), "exact": row.quote},
        "spans": [[0, len(row.quote)]],
        "claimant": {"name": row.claimant, "kind": row.claimant_kind},
        "via": row.via,
        "attribution": {"verb": None, "form": "unattributed", "hedge": None},
        "modality": "asserted",
        "actors": [{"name": name, "role": "attacker"} for name in (row.attacker or "").split("; ") if name],
        "action": row.action,
        "weapon": {"code": row.weapon, "label": row.weapon_label or row.weapon} if row.weapon or row.weapon_label else None,
        "platform": row.platform,
        "target": {"labels": [row.target_label] if row.target_label else [], "class": row.target_class},
        "quantities": [
            {"unit": unit, "min": low, "max": high, "qualifier": "exactly" if low == high else "range", "of": None}
            for unit in ("killed", "injured", "strikes", "munitions")
            if (low := getattr(row, f"{unit}_min")) is not None or getattr(row, f"{unit}_max") is not None
            for high in [getattr(row, f"{unit}_max")]
        ],
        "when": when,
        "contains": [],
        "mentions": [],
    }


def _unplaced(row: CodedRow) -> list[dict[str, str | None]]:
    if row.lon is not None:
        return []
    reason = "no_place" if row.not_on_map is None else "country" if row.place_kind == "country" else "unresolved"
    entry = {"claim_id": row.id + SUFFIXES["claims"], "claimant": row.claimant, "quote": row.quote, "places_text": row.not_on_map}
    return [{**entry, "reason": reason, "country": row.country if reason == "country" else None}]
