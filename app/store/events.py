"""Claims and events inside the writer's transaction: who entered, who left, and what the grouping made of it."""

import sqlite3
from collections.abc import Iterable, Sequence

import orjson

from app.model.grouping import ClaimEntry, EventEntry, Grouped, Grouping, KnownClaim
from app.model.review import Decisions
from app.model.standing import Standing
from app.store.known import Known
from app.store.layers import NEWS, layer_number
from app.store.rows import feature_row
from app.store.seating import Seating, known_of
from app.store.view import blurred_features
from app.store.writing import OF_EVENTS, delete_rows, insert_rows

OF_REPORTS = "report_id IN (SELECT value FROM json_each(?)) AND anchor IS NULL"
"""The claims of reports that stand under no key yet."""


class Events:
    """Keeps claims grouped. Every method is part of the transaction that changes what strangers see."""

    def __init__(self, grouping: Grouping | None) -> None:
        """Take what groups claims; without one they are only kept."""
        self._grouping = grouping

    def keep(self, db: sqlite3.Connection, report_id: str, claims: Iterable[ClaimEntry], public: bool) -> None:
        """Put the claims of a report in the place of those it had."""
        seating, left = self._without(db, [report_id])
        db.execute("DELETE FROM claim WHERE report_id = ?", (report_id,))
        db.executemany("INSERT INTO claim (id, report_id, body) VALUES (?, ?, ?)", [(claim.id, report_id, claim.body) for claim in claims])
        self._settle(db, seating, seating.put_in(OF_REPORTS, [report_id]) if seating and public else [], left)

    def show(self, db: sqlite3.Connection, report_ids: Sequence[str]) -> None:
        """Let the claims of reports enter, which strangers see from now on."""
        seating = self._seating(db)
        self._settle(db, seating, seating.put_in(OF_REPORTS, report_ids) if seating else [], [])

    def hide(self, db: sqlite3.Connection, report_ids: Sequence[str]) -> None:
        """Let the claims of reports leave, which strangers see no longer; they are kept."""
        seating, left = self._without(db, report_ids)
        self._settle(db, seating, [], left)

    def forget(self, db: sqlite3.Connection, report_id: str) -> None:
        """Forget the claims of a report."""
        seating, left = self._without(db, [report_id])
        db.execute("DELETE FROM claim WHERE report_id = ?", (report_id,))
        self._settle(db, seating, [], left)

    def decide(self, db: sqlite3.Connection, decisions: Decisions) -> None:
        """Put all that reviewers decided of events in the place of what they had decided before."""
        differing = _decided(Known(db).decisions()) ^ _decided(decisions)
        left = Known(db).named(sorted({claim_id for _, claims in differing for claim_id in claims}))
        _write_decisions(db, decisions)
        seating = self._seating(db)
        if seating:
            seating.take_out(left)
            self._settle(db, seating, seating.put_in("id IN (SELECT value FROM json_each(?))", [claim.id for claim in left]), left)

    def _seating(self, db: sqlite3.Connection) -> Seating | None:
        return Seating(db, self._grouping) if self._grouping else None

    def _without(self, db: sqlite3.Connection, report_ids: Sequence[str]) -> tuple[Seating | None, list[KnownClaim]]:
        """Take the claims of reports out of the blocks and their events; tells how they were grouped."""
        seating, left = self._seating(db), known_of(db, report_ids)
        if seating:
            seating.take_out(left)
        return seating, left

    def _settle(self, db: sqlite3.Connection, seating: Seating | None, entered: Sequence[str], left: Sequence[KnownClaim]) -> None:
        """Group again what these can change, and write what came of it."""
        if self._grouping is None or seating is None or not (entered or left):
            return
        entered, left = seating.level(entered, left)
        made = self._grouping.regroup(Known(db), entered, left)
        known = {claim.id: claim for claim in Known(db).named(claim.id for claim in made.claims)}
        stale = {claim.event_id for claim in (*left, *known.values()) if claim.event_id} - {event.id for event in made.events}
        for event_id in sorted(stale):
            db.execute("DELETE FROM event WHERE id = ?", (event_id,))
            delete_rows(db, _drawn(db, event_id))
        for event in made.events:
            _write_event(db, event)
        otherwise = _standing_otherwise(db, made.claims)
        for claim in made.claims:
            _place(db, claim, known.get(claim.id))
            if claim.id in otherwise:
                restand(db, claim.id, claim.standing)


def _standing_otherwise(db: sqlite3.Connection, claims: Iterable[Grouped]) -> set[str]:
    """The claims of which any feature's columns say otherwise how it stands: of a crowd hardly one changes."""
    stands = {claim.id: tuple(getattr(claim.standing, name) for name in OF_EVENTS) for claim in claims}
    named, columns = "(SELECT value FROM json_each(?1))", ", ".join(OF_EVENTS)
    sql = f"""SELECT claim_id, {columns} FROM feature WHERE claim_id IN {named} UNION ALL SELECT fid, {columns} FROM feature
              WHERE fid IN {named} AND layer IN (SELECT layer FROM layer WHERE collection = 'claims')"""  # noqa: S608 - columns of our own
    rows = db.execute(sql, (orjson.dumps([*stands]).decode(),))
    return {claim_id for claim_id, *told in rows if tuple(told) != stands[claim_id]}


def restand(db: sqlite3.Connection, claim_id: str, standing: Standing) -> None:
    """Write how a claim stands into its features, where they say otherwise."""
    stands = {name: getattr(standing, name) for name in OF_EVENTS}
    sql = """SELECT n, json FROM feature JOIN body USING (n) WHERE claim_id = ?1 UNION ALL
             SELECT n, json FROM feature JOIN body USING (n) WHERE fid = ?1 AND layer IN (SELECT layer FROM layer WHERE collection = 'claims')"""
    for n, json in db.execute(sql, (claim_id,)).fetchall():
        feature = orjson.loads(json)
        if not stands.items() <= feature["properties"].items():
            feature["properties"] |= stands
            db.execute("UPDATE body SET json = ? WHERE n = ?", (orjson.dumps(feature).decode(), n))
            sets = ", ".join(f"{name} = ?" for name in stands)
            db.execute(f"UPDATE feature SET {sets} WHERE n = ?", (*stands.values(), n))  # noqa: S608 - columns of our own


def _place(db: sqlite3.Connection, claim: Grouped, known: KnownClaim | None) -> None:
    if known and (known.event_id, known.choice, known.free) != (claim.event_id, claim.choice, claim.free):
        row = (claim.event_id, claim.choice, int(claim.free), claim.id)
        db.execute("UPDATE claim SET event_id = ?, choice = ?, free = ? WHERE id = ?", row)


def _write_event(db: sqlite3.Connection, event: EventEntry) -> None:
    """Write an event, where it is new or says something else."""
    (feature,) = blurred_features([event.feature])
    row = feature_row(feature)
    drawn = _drawn(db, event.id)
    sql = "SELECT record, (SELECT json FROM body WHERE n = ?) FROM event WHERE id = ?"
    old = db.execute(sql, (drawn[0][0] if drawn else None, event.id)).fetchone()
    if old == (event.record, row.json):
        return
    db.execute("INSERT INTO event (id, record) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET record = excluded.record", (event.id, event.record))
    if old is None or old[1] != row.json:
        delete_rows(db, drawn)
        insert_rows(db, layer_number(db, feature.collection, NEWS, True), [row])


def _drawn(db: sqlite3.Connection, event_id: str) -> list[tuple[int, int]]:
    """Number and layer of an event's feature."""
    sql = "SELECT n, layer FROM feature WHERE fid = ? AND layer IN (SELECT layer FROM layer WHERE collection IN ('events', 'event-areas'))"
    return db.execute(sql, (event_id,)).fetchall()


def _decided(decisions: Decisions) -> set[tuple[str, frozenset[str]]]:
    """Every single decision with the claims it is about, so that two states can be compared."""
    pairs = {("together", pair) for pair in decisions.together} | {("apart", pair) for pair in decisions.apart}
    return pairs | {(f"{rank} {given}", frozenset({claim_id})) for rank, (claim_id, given) in enumerate(decisions.gradings.items())}


def _write_decisions(db: sqlite3.Connection, decisions: Decisions) -> None:
    db.execute("DELETE FROM decided_pair")
    db.execute("DELETE FROM decided_grading")
    pairs = [(*sorted(pair), 1) for pair in decisions.together] + [(*sorted(pair), 0) for pair in decisions.apart]
    db.executemany("INSERT INTO decided_pair (one, other, together) VALUES (?, ?, ?)", pairs)
    gradings = [(claim_id, rank, *given) for rank, (claim_id, given) in enumerate(decisions.gradings.items())]
    db.executemany("INSERT INTO decided_grading (claim_id, rank, grading, reviewer) VALUES (?, ?, ?, ?)", gradings)
