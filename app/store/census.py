"""All public claims at once, a few columns of each: what a census counts and draws."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from app.errors import BadInput
from app.model.census import DRAWN, ClaimRow, MarkRow, Part
from app.model.feature import CollectionId, Column
from app.store.answers import data_version
from app.store.compiler import Compiler
from app.store.conditions import WORDS
from app.store.connections import Connections
from app.store.functions import words
from app.store.layers import NEWS, public_layers
from app.store.rows import with_outline

BATCH = 20_000
"""How many rows are read at a time."""

SECONDS = 10.0
"""How long a small question may take; a part is read whole, however long that takes."""

_EXAMPLE = "report_id IN (SELECT id FROM report WHERE source_kind = 'example')"
_NEWS = f"n, first, last, claimant, claimant_kind, attacker, weapon, target_class, status, modality, review_state, publisher, NULL, NULL, {_EXAMPLE}"
_CODED = "n, first, last, claimant, claimant_kind, attacker, weapon, target_class, 'single_source', 'asserted', NULL, publisher, x, y, 0"


class StoreCensus:
    """Reads parts, each from one state of the store."""

    def __init__(self, path: Path, columns: Mapping[CollectionId, Sequence[Column]], seconds: float = SECONDS) -> None:
        """Open the file that a store brought to its present version; a small question takes at most ``seconds``."""
        self._connections = Connections(path)
        self._compiler = Compiler(columns)
        self._seconds = seconds

    def close(self) -> None:
        """Let go of the file."""
        self._connections.close()

    def version(self) -> str:
        """A word that changes with every stored change."""
        with self._connections.reader(self._seconds) as db:
            return data_version(db)

    def parts(self) -> list[Part]:
        """The parts there are now; a coded layer never changes, that of news reports does with every report."""
        with self._connections.reader(self._seconds) as db:
            version = data_version(db)
            store = version.partition("-")[0]
            return [
                Part(f"coded {store} {layer.edition} {layer.features}" if layer.coded else f"{NEWS} {version}", layer.number, layer.coded)
                for layer in public_layers(db, "claims")
            ]

    def claims(self, part: Part) -> Iterator[Sequence[ClaimRow]]:
        """The claims of a part by number, in batches."""
        source = f"{_CODED} FROM rows_{part.layer}" if part.coded else f"{_NEWS} FROM feature WHERE layer = {part.layer}"
        yield from self._batches(f"SELECT {source} ORDER BY n")

    def marks(self, part: Part) -> Iterator[Sequence[MarkRow]]:
        """What a part of news reports draws, in batches."""
        if part.coded:
            return
        with self._connections.reader(self._seconds) as db:
            layers = {layer.number: DRAWN.index(name) for name in DRAWN for layer in public_layers(db, name) if not layer.coded}
        if not layers:
            return
        cases = " ".join(f"WHEN {layer} THEN {collection}" for layer, collection in layers.items())
        solid = "m.status = 'corroborated' AND coalesce(m.independent_sources, 0) >= 2"
        yield from self._batches(
            f"SELECT m.n, c.n, CASE m.layer {cases} END, m.x, m.y, m.place_id, m.place_kind, m.where_prec, coalesce({solid}, 0) "  # noqa: S608
            f"FROM feature AS m JOIN feature AS c ON c.layer = {part.layer} AND c.fid = m.claim_id "
            f"WHERE m.layer IN ({', '.join(map(str, layers))}) ORDER BY m.n"
        )

    def numbers(self, part: Part, text: str, report_id: str | None) -> list[int]:
        """The claims that hold the beginnings of words, or stand in a report, or both; raises BadInput for too many words."""
        asked = words(text).split()
        if len(asked) > WORDS:
            raise BadInput(f"A text search takes at most {WORDS} words.")
        table, words_table = (f"rows_{part.layer}", f"words_{part.layer}") if part.coded else ("feature", "words")
        conditions: list[str] = [] if part.coded else ["layer = ?"]
        values: list[str | int] = [] if part.coded else [part.layer]
        if asked:
            conditions.append(f"n IN (SELECT rowid FROM {words_table} WHERE {words_table} MATCH ?)")  # noqa: S608
            values.append(" AND ".join(f'"{word}"*' for word in asked))
        if report_id is not None:
            conditions.append("fid = ?" if part.coded else "report_id = ?")
            values.append(report_id)
        with self._connections.reader(self._seconds) as db:
            rows = db.execute(f"SELECT n FROM {table} WHERE {' AND '.join(conditions) or '1'} ORDER BY n", values)  # noqa: S608
            return [row[0] for row in rows.fetchall()]

    def features(self, part: Part, collection: CollectionId, numbers: Sequence[int]) -> list[bytes]:
        """Pre-rendered features by number, in the order asked for; those that are gone are left out."""
        listed = f"[{','.join(map(str, numbers))}]"
        tables = (f"rows_{part.layer}", f"values_{part.layer}") if part.coded else ("feature", "body")
        outline = "NULL" if part.coded else "(SELECT json FROM outline AS o WHERE o.n = f.n)"
        sql = (
            f"SELECT f.fid, b.json, {outline} FROM json_each(?) AS r "  # noqa: S608
            f"CROSS JOIN {tables[0]} AS f ON f.n = r.value JOIN {tables[1]} AS b ON b.n = f.n ORDER BY r.key"
        )
        with self._connections.reader(self._seconds) as db:
            rows = db.execute(sql, (listed,)).fetchall()
        if part.coded:
            view = self._compiler.view(collection)
            return [view.rendered(row[1]) for row in rows]
        return [with_outline(row[1], row[2]) for row in rows]

    def _batches(self, sql: str) -> Iterator[Sequence[Any]]:
        """Rows as plain tuples: a million of them are read at once."""
        with self._connections.walker() as db, closing(db.execute(sql)) as rows:
            while batch := rows.fetchmany(BATCH):
                yield batch
