"""The gazetteer file, asked: names to places, places to their shapes. Read-only, safe to share between threads."""

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import orjson

from app.geocode.names import fold, key
from app.model.geometry import Geometry
from app.model.place import Place

_COLUMNS = "p.number, p.id, p.name, p.kind, p.country, p.admin1, p.lat, p.lon, p.population, p.uncertainty_m, p.source"
_CHUNK = 400
_MOST_BEARERS = 60
_MOST_CACHED = 20_000
_SHORT_PREFIX = 3
_PROMINENT = 220
BY_HAND = "curated"
"""The source of the places that were added by hand because reports name them."""


class Bearer(NamedTuple):
    """A place that bears a name; ``main`` when it is the place's main name, ``rank`` 0 (prominent) to 700."""

    place: Place
    main: bool
    rank: int


class SqliteGazetteer:
    """The gazetteer built by ``build_gazetteer``, and the files of the sources a user added to it."""

    def __init__(self, path: Path, version: str, added: Sequence[Path] = ()) -> None:
        """Open the files. Raises ``OSError`` when the first is not there."""
        if not path.is_file():
            raise FileNotFoundError(path)
        self._paths = [path, *added]
        self._version = "+".join([version, *(f"{one.stem}.{one.stat().st_size}" for one in added)])
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._bearers: dict[str, tuple[Bearer, ...]] = {}
        self._relatives: dict[tuple[str, str | None], tuple[Bearer, ...]] = {}
        self._admin_names: dict[str, str] = {}
        self._largest: dict[str, Place | None] = {}

    @property
    def version(self) -> str:
        """Hash of the sources it was built from."""
        return self._version

    def lookup(self, name: str) -> Sequence[Place]:
        """Every place that bears the name as written, or failing that in another spelling, most prominent first."""
        exact = self.bearers([key(name)])
        found = next(iter(exact.values()), ()) or self.relatives(name)
        return [bearer.place for bearer in found]

    def bearers(self, keys: Iterable[str]) -> dict[str, tuple[Bearer, ...]]:
        """Return, for each key that some place bears, its bearers, most prominent first. One question for the whole batch."""
        wanted = list(dict.fromkeys(keys))
        cache = self._bearers
        missing = [found for found in wanted if found not in cache]
        if missing:
            if len(cache) + len(missing) > _MOST_CACHED:
                cache = self._bearers = {}
                missing = wanted
            cache.update(dict.fromkeys(missing, ()))
            for start in range(0, len(missing), _CHUNK):
                cache.update(self._named(missing[start : start + _CHUNK]))
        return {found: held for found in wanted if (held := cache[found])}

    def relatives(self, name: str, country: str | None = None) -> tuple[Bearer, ...]:
        """Return the places of the same spelling family, most prominent first."""
        folded, cache = fold(name), self._relatives
        if (folded, country) not in cache:
            if len(cache) >= _MOST_CACHED:
                cache = self._relatives = {}
            where = "FROM family f JOIN place p ON p.number = f.place WHERE f.fold = ?" + (" AND f.country = ?" if country is not None else "")
            cache[folded, country] = self._ranked(where, (folded,) if country is None else (folded, country))
        return cache[folded, country]

    def bearers_in(self, name_key: str, country: str) -> tuple[Bearer, ...]:
        """Return the places of a country that bear a key, most prominent first."""
        return self._ranked(
            "FROM name f JOIN place p ON p.number = f.place WHERE f.key = ? AND p.country = ?", (name_key, country), "NOT f.alternate"
        )

    def starting(self, prefix: str, country: str | None, limit: int) -> tuple[Bearer, ...]:
        """Return the most prominent places with a name that begins with this key."""
        where = "FROM name f JOIN place p ON p.number = f.place WHERE f.key >= ? AND f.key < ?" + (" AND p.country = ?" if country else "")
        if len(prefix) < _SHORT_PREFIX and not country:
            where += f" AND f.rank < {_PROMINENT}"
        values = (prefix, prefix + "\U0010ffff") + ((country,) if country else ())
        return self._ranked(where, values, "NOT f.alternate")[:limit] if prefix else ()

    def folds(self, country: str) -> list[tuple[str, str]]:
        """List the spelling families of a country as (consonants, fold), in order."""
        sql = "SELECT DISTINCT skeleton, fold FROM family WHERE country = ? ORDER BY skeleton, fold"
        return sorted({(row[0], row[1]) for db in self._connections() for row in db.execute(sql, (country,))})

    def largest(self, province_id: str) -> Place | None:
        """The most prominent settlement of a first-level division."""
        if province_id not in self._largest:
            sql = f"SELECT {_COLUMNS} FROM place p WHERE p.admin1 = ? AND p.kind = 'settlement' ORDER BY p.rank, p.id LIMIT 1"  # noqa: S608
            rows = [row for db in self._connections() for row in db.execute(sql, (province_id,))]
            self._largest[province_id] = self._place(rows[0]) if rows else None
        return self._largest[province_id]

    def place(self, place_id: str) -> Place | None:
        """The place with this id."""
        for db in self._connections():
            row = db.execute(f"SELECT {_COLUMNS}, l.names FROM place p LEFT JOIN labels l USING (number) WHERE p.id = ?", (place_id,)).fetchone()  # noqa: S608
            if row:
                return self._place(row, tuple((name, lang) for name, lang in orjson.loads(row[11] or b"[]")))
        return None

    def by_code(self, scheme: str, code: str) -> Place | None:
        """The place with this code of a scheme ("geonames" "SY.07", "iso" "SY-DY")."""
        for db in self._connections():
            row = db.execute(f"SELECT {_COLUMNS} FROM code c JOIN place p USING (number) WHERE c.code = ?", (f"{scheme}:{code}",)).fetchone()  # noqa: S608
            if row:
                return self._place(row)
        return None

    def geometry(self, place_id: str) -> Geometry | None:
        """The full geometry of a place: its area where the source has one, else its point."""
        for db in self._connections():
            row = db.execute("SELECT s.geometry, p.lon, p.lat FROM place p LEFT JOIN shape s USING (number) WHERE p.id = ?", (place_id,)).fetchone()
            if row:
                return Geometry.from_geojson(orjson.loads(row[0])) if row[0] else Geometry.point(row[1], row[2])
        return None

    def sources(self) -> list[tuple[str, str, str, str, int]]:
        """List the built-in sources as (name, version, licence, attribution, places)."""
        return [tuple(row) for row in self._connections()[0].execute("SELECT name, version, licence, attribution, places FROM source ORDER BY name")]

    def stats(self) -> dict[str, int]:
        """Count the places by kind, and the names, of all sources together."""
        counts: Counter[str] = Counter()
        for db in self._connections():
            counts.update(dict(db.execute("SELECT kind, COUNT(*) FROM place GROUP BY kind")))
            counts["names"] += db.execute("SELECT COUNT(*) FROM name").fetchone()[0]
        return dict(sorted(counts.items()))

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            for db in self._open:
                db.close()
            self._open.clear()
            self._local = threading.local()

    def _connections(self) -> list[sqlite3.Connection]:
        held: list[sqlite3.Connection] | None = getattr(self._local, "held", None)
        if held is None:
            held = [sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False) for path in self._paths]
            self._local.held = held
            with self._lock:
                self._open.extend(held)
        return held

    def _named(self, keys: list[str]) -> dict[str, tuple[Bearer, ...]]:
        marks = ",".join("?" * len(keys))
        sql = (
            f"SELECT {_COLUMNS}, n.key, n.alternate, n.rank FROM name n JOIN place p ON p.number = n.place "  # noqa: S608
            f"WHERE n.key IN ({marks}) ORDER BY n.key, n.rank"
        )
        found: dict[str, list[Bearer]] = {}
        for db in self._connections():
            for row in db.execute(sql, keys):
                held = found.setdefault(row[11], [])
                if len(held) < _MOST_BEARERS:
                    held.append(Bearer(self._place(row), not row[12], row[13]))
        if len(self._paths) > 1:
            return {name: tuple(sorted(held, key=lambda bearer: bearer.rank)) for name, held in found.items()}
        return {name: tuple(held) for name, held in found.items()}

    def _ranked(self, where: str, values: tuple[str, ...], main: str = "0") -> tuple[Bearer, ...]:
        sql = f"SELECT {_COLUMNS}, f.rank, {main} {where} ORDER BY f.rank, p.id LIMIT {_MOST_BEARERS}"
        found: dict[str, Bearer] = {}
        for db in self._connections():
            for row in db.execute(sql, values):
                found.setdefault(row[1], Bearer(self._place(row), bool(row[12]), row[11]))
        return tuple(sorted(found.values(), key=lambda bearer: bearer.rank)) if len(self._paths) > 1 else tuple(found.values())

    def _place(self, row: Sequence[object], names: tuple[tuple[str, str], ...] = ()) -> Place:
        _number, place_id, name, kind, country, admin1, lat, lon, population, uncertainty, source = row[:11]
        return Place(place_id, name, kind, country, self._admin_name(admin1), lat, lon, admin1, names, population, uncertainty, source)  # type: ignore[arg-type]

    def _admin_name(self, place_id: object) -> str | None:
        if not isinstance(place_id, str):
            return None
        name = self._admin_names.get(place_id)
        if name is None:
            for db in self._connections():
                row = db.execute("SELECT name FROM place WHERE id = ?", (place_id,)).fetchone()
                if row:
                    name = str(row[0])
            self._admin_names[place_id] = name or ""
        return name or None
