"""What the one writer does inside its transaction: features in, features out, places added up over reports."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import orjson

from app.model.feature import Changes, CollectionId, Feature, Scalar
from app.model.geometry import Geometry
from app.model.report import Report
from app.store.functions import words_of
from app.store.layers import NEWS, layer_number, measure, narrow, widen
from app.store.rows import FEATURE_INSERT, REPORT_COLUMNS, Row, feature_row, rendered, report_row, tree_row
from app.store.view import SHARP_KINDS, blurred_geometry, is_protected

OWN_WORDS: frozenset[CollectionId] = frozenset({"claims", "places", "reports"})
"""Collections whose features are found by their own words; the others by those of their claim."""

OF_EVENTS = ("event_id", "status", "independent_sources", "disputed_by_n")
"""Columns of a claim's features that follow from its event, and so from other reports too."""

_PLACE = """SELECT n, body.json, outline.json FROM feature JOIN body USING (n) LEFT JOIN outline USING (n) WHERE layer = ? AND fid = ?"""

_ROLES = ("launch_origin", "base", "reported_target", "container", "context", "claimant_seat")


def insert_report(db: sqlite3.Connection, report: Report) -> bool:
    """Keep a document; False where it is kept already."""
    names = ", ".join(REPORT_COLUMNS)
    marks = ", ".join("?" * len(REPORT_COLUMNS))
    done = db.execute(f"INSERT INTO report ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING", report_row(report))  # noqa: S608
    return done.rowcount == 1


def insert_reading(db: sqlite3.Connection, report: Report, record: Mapping[str, Any], public: bool, due: int | None, version: str) -> None:
    """Keep what was read in a report, whether strangers see it, and since or from when."""
    counted = (len(record.get("disputes") or ()), len(record.get("not_on_map") or ()))
    published = report.published_at.isoformat() if report.published_at else ""
    db.execute(
        "INSERT INTO reading (report_id, public, due, published_at, disputes, not_on_map, record, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (report.id, int(public), due, published, *counted, orjson.dumps(record).decode(), version),
    )


def insert_features(db: sqlite3.Connection, features: Iterable[Feature], dataset: str = NEWS, public: bool = True) -> None:
    """Keep features; those of the places collection are one report's part and are added to what other reports say."""
    by_collection: dict[CollectionId, list[Feature]] = defaultdict(list)
    for feature in features:
        by_collection[feature.collection].append(feature)
    places = by_collection.pop("places", [])
    docs: dict[Scalar, int] = {}
    for collection in sorted(by_collection, key=lambda name: name != "claims"):
        group = by_collection[collection]
        own = collection in OWN_WORDS
        numbers = insert_rows(db, layer_number(db, collection, dataset, public), [feature_row(one) for one in group], docs=None if own else docs)
        if collection == "claims":
            docs = {feature.id: n for feature, n in zip(group, numbers, strict=True)}
    blurred = {feature.properties["place_id"] for group in by_collection.values() for feature in group if _is_blurred(feature)}
    for place in places:
        _add_place_use(db, place, public, place.id in blurred)
        if public:
            _renew_place(db, place.id, place)
    if not public:
        waiting = [feature_row(replace(place, id=_waiting_id(place.id, place.report_id))) for place in places]
        insert_rows(db, layer_number(db, "places", dataset, False), waiting)


def changes_of(db: sqlite3.Connection, report_id: str, features: Iterable[Feature]) -> Changes:
    """What would change if a report had these features; places, and what its claims' events say, are left out: they belong to all reports."""
    new = {(one.collection, one.id): _alone(rendered(one)) for one in features if one.collection != "places"}
    sql = "SELECT collection, fid, json FROM feature JOIN layer USING (layer) JOIN body USING (n) WHERE report_id = ? AND collection <> 'places'"
    old = {(collection, fid): _alone(json) for collection, fid, json in db.execute(sql, (report_id,))}
    differing = sorted(key for key in new.keys() & old.keys() if new[key] != old[key])
    moved = [key for key in differing if new[key]["geometry"] != old[key]["geometry"]]
    return Changes(
        added=tuple(fid for _, fid in sorted(new.keys() - old.keys())),
        removed=tuple(fid for _, fid in sorted(old.keys() - new.keys())),
        moved=tuple(fid for _, fid in moved),
        altered=tuple(fid for _, fid in differing if (_, fid) not in moved),
    )


def _alone(json: str | bytes) -> dict[str, Any]:
    """A feature without what its event says of it."""
    feature: dict[str, Any] = orjson.loads(json)
    feature["properties"] = {name: value for name, value in feature["properties"].items() if name not in OF_EVENTS}
    return feature


def publish(db: sqlite3.Connection, report_id: str, public: bool) -> None:
    """Let a report's features be seen by strangers, or no longer."""
    found = db.execute("SELECT n, layer, collection FROM feature JOIN layer USING (layer) WHERE report_id = ? AND public <> ?", (report_id, public))
    moved: dict[tuple[int, str], list[int]] = defaultdict(list)
    for n, layer, collection in found.fetchall():
        moved[layer, collection].append(n)
    for (layer, collection), numbers in moved.items():
        if collection != "places":
            _move(db, numbers, layer, layer_number(db, collection, NEWS, public))
    db.execute("UPDATE reading SET public = ? WHERE report_id = ?", (int(public), report_id))
    db.execute("UPDATE place_use SET public = ? WHERE report_id = ?", (int(public), report_id))
    for (place_id,) in db.execute("SELECT place_id FROM place_use WHERE report_id = ?", (report_id,)).fetchall():
        if public:
            _renew_place(db, place_id, _waiting_place(db, place_id, report_id))
        else:
            _let_wait(db, place_id, report_id)
            _renew_place(db, place_id, None)


def _move(db: sqlite3.Connection, numbers: list[int], start: int, end: int) -> None:
    moved = measure(db, numbers)
    for n in numbers:
        db.execute("UPDATE feature SET layer = ? WHERE n = ?", (end, n))
        db.execute(f"INSERT INTO box_{end} SELECT * FROM box_{start} WHERE n = ?", (n,))  # noqa: S608 - layers' own numbers
        db.execute(f"DELETE FROM box_{start} WHERE n = ?", (n,))  # noqa: S608
    narrow(db, start, moved)
    widen(db, end, (moved.features, moved.placed), moved.box, moved.days)


def _waiting_id(place_id: str, report_id: str | None) -> str:
    """The id under which a hidden report's part of a place waits."""
    return f"{place_id}@{report_id}"


def _place(db: sqlite3.Connection, layer: int, fid: str) -> tuple[int, Feature, str | None] | None:
    """A stored place: its number, the feature, and its outline as it is stored."""
    row = db.execute(_PLACE, (layer, fid)).fetchone()
    if row is None:
        return None
    geometry = Geometry.from_geojson(orjson.loads(row[2])) if row[2] else None
    return row[0], Feature(fid, "places", None, geometry, orjson.loads(row[1])["properties"]), row[2]


def _waiting_place(db: sqlite3.Connection, place_id: str, report_id: str) -> Feature | None:
    """Take out what a hidden report says of a place."""
    layer = layer_number(db, "places", NEWS, False)
    found = _place(db, layer, _waiting_id(place_id, report_id))
    if found is None:
        return None
    delete_rows(db, [(found[0], layer)])
    return replace(found[1], id=place_id, report_id=report_id)


def _let_wait(db: sqlite3.Connection, place_id: str, report_id: str) -> None:
    """Keep what a place looks like for when its report is seen again."""
    found = _place(db, layer_number(db, "places", NEWS, True), place_id)
    if found is not None:
        waiting = replace(found[1], id=_waiting_id(place_id, report_id), report_id=report_id)
        insert_rows(db, layer_number(db, "places", NEWS, False), [feature_row(waiting)])


def _is_blurred(feature: Feature) -> bool:
    return feature.properties.get("role") == "reported_target" and is_protected(
        feature.properties.get("target_class"), feature.properties.get("target_label")
    )


def insert_rows(db: sqlite3.Connection, layer: int, rows: list[Row], docs: Mapping[Scalar, int] | None = None) -> range:
    """Put rendered features into a layer and tell their numbers; ``docs`` says where the words of their claims stand, else they have their own."""
    numbers = take_numbers(db, len(rows))
    numbered = list(zip(numbers, rows, strict=True))
    db.executemany(FEATURE_INSERT, [(n, layer, n if docs is None else docs.get(row.claim_id), *row.values) for n, row in numbered])
    db.executemany("INSERT INTO body (n, json) VALUES (?, ?)", [(n, row.json) for n, row in numbered])
    db.executemany("INSERT INTO outline (n, json) VALUES (?, ?)", [(n, row.outline) for n, row in numbered if row.outline])
    if docs is None:
        db.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", [(n, words_of(row.json)) for n, row in numbered])
    boxed = [(n, row, row.box) for n, row in numbered if row.box]
    db.executemany(f"INSERT INTO box_{layer} VALUES (?, ?, ?, ?, ?, ?, ?)", [tree_row(n, box, row.days) for n, row, box in boxed])  # noqa: S608
    shapes = [(n, *box, row.wkb) for n, row, box in boxed if row.wkb]
    db.executemany("INSERT INTO shape (n, west, south, east, north, wkb) VALUES (?, ?, ?, ?, ?, ?)", shapes)
    _measure(db, layer, rows)
    return numbers


def delete_features(db: sqlite3.Connection, report_id: str) -> None:
    """Take out everything derived from a report, its part of the places too."""
    found = db.execute("SELECT n, layer FROM feature WHERE report_id = ?", (report_id,)).fetchall()
    delete_rows(db, found)
    places = [row[0] for row in db.execute("SELECT place_id FROM place_use WHERE report_id = ?", (report_id,))]
    db.execute("DELETE FROM place_use WHERE report_id = ?", (report_id,))
    for place_id in places:
        _renew_place(db, place_id, None)


def delete_rows(db: sqlite3.Connection, found: list[tuple[int, int]]) -> None:
    """Take out features by number and layer."""
    leaving = {layer: measure(db, [n for n, its in found if its == layer]) for layer in {layer for _, layer in found}}
    for n, layer in found:
        db.execute(f"DELETE FROM box_{layer} WHERE n = ?", (n,))  # noqa: S608 - the layer's own number
        db.execute(
            "INSERT INTO words (words, rowid, text) SELECT 'delete', n, words_of(json) FROM body JOIN feature USING (n) WHERE n = ? AND doc = n", (n,)
        )
        for table in ("shape", "outline", "body", "feature"):
            db.execute(f"DELETE FROM {table} WHERE n = ?", (n,))  # noqa: S608
    for layer, left in leaving.items():
        narrow(db, layer, left)


def forget_words(db: sqlite3.Connection) -> None:
    """Have the full-text index lose the words of what was taken out: until its parts are merged they stand in it, marked as gone."""
    db.execute("INSERT INTO words (words) VALUES ('optimize')")


def take_numbers(db: sqlite3.Connection, count: int) -> range:
    """Feature numbers are never given twice, so that nothing stale can point at a new feature."""
    row = db.execute("UPDATE state SET next = next + ? RETURNING next", (count,)).fetchone()
    return range(row[0] - count, row[0])


def _measure(db: sqlite3.Connection, layer: int, rows: list[Row]) -> None:
    boxes = [row.box for row in rows if row.box]
    firsts = [row.days[0] for row in rows if row.days[0] is not None]
    lasts = [row.days[1] for row in rows if row.days[1] is not None]
    covered = (
        [min(box[0] for box in boxes), min(box[1] for box in boxes), max(box[2] for box in boxes), max(box[3] for box in boxes)]
        if boxes
        else [None, None, None, None]
    )
    widen(db, layer, (len(rows), len(boxes)), covered, (min(firsts, default=None), max(lasts, default=None)))


def _add_place_use(db: sqlite3.Connection, place: Feature, public: bool, blurred: bool) -> None:
    db.execute(
        "INSERT INTO place_use (place_id, report_id, public, roles, claims, blurred) VALUES (?, ?, ?, ?, ?, ?)",
        (place.id, place.report_id, int(public), place.properties["roles"] or "", place.properties["claims_n"], int(blurred)),
    )


def _renew_place(db: sqlite3.Connection, place_id: str, template: Feature | None) -> None:
    """Write a place anew with the roles and counts of all public reports that name it; take it out where none does.

    A sharp place that any of them names as a protected target is blurred for all.
    """
    uses = db.execute(
        "SELECT count(*), sum(claims), group_concat(DISTINCT roles), max(blurred) FROM place_use WHERE place_id = ? AND public = 1", (place_id,)
    ).fetchone()
    layer = layer_number(db, "places", NEWS, True)
    old = _place(db, layer, place_id)
    template = template or (old[1] if old else None)
    if not uses[0] or template is None:
        if old:
            delete_rows(db, [(old[0], layer)])
        return
    roles = set((uses[2] or "").split(","))
    totals = {"roles": ",".join(role for role in _ROLES if role in roles) or None, "claims_n": uses[1], "reports_n": uses[0]}
    blur = uses[3] and template.geometry and template.properties["kind"] in SHARP_KINDS
    geometry = blurred_geometry(template.geometry) if blur and template.geometry else template.geometry
    row = feature_row(Feature(place_id, "places", None, geometry, {**template.properties, **totals}))
    if old and old[2] == row.outline and {**old[1].properties, **totals} == {**template.properties, **totals}:
        db.execute("UPDATE body SET json = ? WHERE n = ?", (row.json, old[0]))
        return
    if old:
        delete_rows(db, [(old[0], layer)])
    insert_rows(db, layer, [row])
