"""The same points in PostGIS, and pygeoapi and tipg in front of it: what this service is measured beside.

``STRIKEMAP_BENCH_POSTGRES`` is an address of a PostgreSQL database with PostGIS (``postgresql://user@host:port/name``), and
``STRIKEMAP_BENCH_PEERS`` the directory of a Python's programs in which ``tipg`` and ``pygeoapi`` are installed. Without them nothing is
compared.
"""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from app.features.columns import COLUMNS
from tests.bench.serving import Running, listening, process

TYPES = {"string": "text", "integer": "bigint", "number": "double precision", "boolean": "boolean", "date": "date"}
INDEXED = ("country", "weapon", "target_class", "attacker", "date_start")


def database() -> str | None:
    """The database, where there is one."""
    return os.environ.get("STRIKEMAP_BENCH_POSTGRES") or None


def programs() -> Path | None:
    """Where the peers are installed, if anywhere."""
    found = os.environ.get("STRIKEMAP_BENCH_PEERS")
    return Path(found) if found else None


def load(table: str, file: Path) -> None:
    """Fill a table with the CSV of a download, with every index that the questions can use; once."""
    columns = COLUMNS["reported-targets"]
    if _sql(f"SELECT to_regclass('{table}') IS NOT NULL").strip() == "t":
        return
    fields = ", ".join(f"{column.name} {TYPES[column.type]}" for column in columns)
    further = dict.fromkeys(("geometry_type", "lon", "lat", "wkt", "disclaimer", "attribution"), "text")
    further |= dict.fromkeys(("lon", "lat"), "double precision")
    _sql(f"CREATE TABLE {table} ({fields}, {', '.join(map(' '.join, further.items()))})")
    _sql(f"\\copy {table} FROM '{file}' WITH (FORMAT csv, HEADER)")
    _sql(f"ALTER TABLE {table} ADD COLUMN geom geometry(Point, 4326)")
    _sql(f"UPDATE {table} SET geom = ST_SetSRID(ST_MakePoint(lon, lat), 4326)")
    _sql(f"ALTER TABLE {table} {', '.join(f'DROP COLUMN {name}' for name in further)}, ADD PRIMARY KEY (id)")
    _sql(f"CREATE INDEX ON {table} USING gist (geom)")
    for column in INDEXED:
        _sql(f"CREATE INDEX ON {table} ({column})")
    _sql(f"VACUUM (FULL, ANALYZE) {table}")


@contextmanager
def tipg(directory: Path) -> Iterator[Running]:
    """tipg with one worker."""
    port = listening()
    environment = {
        "DATABASE_URL": database() or "",
        "TIPG_MAX_FEATURES_PER_QUERY": "10000",
        "TIPG_DEFAULT_FEATURES_LIMIT": "10",
        "TIPG_DB_SCHEMAS": '["public"]',
        "DB_MIN_CONN_SIZE": "4",
    }
    command = [str((programs() or Path()) / "uvicorn"), "tipg.main:app", "--port", str(port), "--log-level", "warning"]
    with process(command, directory, environment, port, "/collections", "postgres") as running:
        yield running


@contextmanager
def pygeoapi(directory: Path, table: str) -> Iterator[Running]:
    """pygeoapi with one worker, its provider PostgreSQL."""
    port = listening()
    parts = urlsplit(database() or "")
    data = {"host": parts.hostname, "port": parts.port, "dbname": parts.path[1:], "user": parts.username, "password": parts.password or "none"}
    provider = {
        "type": "feature",
        "name": "PostgreSQL",
        "data": {**data, "search_path": ["public"]},
        "id_field": "id",
        "table": table,
        "geom_field": "geom",
        "time_field": "date_start",
    }
    resource = {
        "type": "collection",
        "title": table,
        "description": table,
        "keywords": ["points"],
        "links": [],
        "extents": {"spatial": {"bbox": [-180, -90, 180, 90], "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}},
        "providers": [provider],
    }
    config = {
        "server": {
            "bind": {"host": "127.0.0.1", "port": port},
            "url": f"http://127.0.0.1:{port}",
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "gzip": False,
            "languages": ["en-US"],
            "pretty_print": False,
            "limits": {"default_items": 10, "max_items": 10_000},
            "map": {"url": "none", "attribution": "none"},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {"title": "t", "description": "d", "keywords": ["k"], "keywords_type": "theme", "terms_of_service": "n", "url": "n"},
            "license": {"name": "n", "url": "n"},
            "provider": {"name": "n", "url": "n"},
            "contact": {"name": "n", "position": "n", "address": "n", "city": "n", "stateorprovince": "n", "postalcode": "n", "country": "n"},
        },
        "resources": {table: resource},
    }
    # JSON is YAML
    (directory / "pygeoapi.yml").write_text(json.dumps(config))
    environment = {"PYGEOAPI_CONFIG": "pygeoapi.yml", "PYGEOAPI_OPENAPI": "openapi.yml"}
    there = programs() or Path()
    subprocess.run(
        [str(there / "pygeoapi"), "openapi", "generate", "pygeoapi.yml", "--output-file", "openapi.yml"],
        cwd=directory, env={**os.environ, **environment}, check=True, capture_output=True,
    )  # fmt: skip
    command = [str(there / "uvicorn"), "pygeoapi.starlette_app:APP", "--port", str(port), "--log-level", "warning"]
    with process(command, directory, environment, port, "/", "postgres") as running:
        yield running


def _sql(statement: str) -> str:
    done = subprocess.run(
        ["psql", database() or "", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1", "--command", statement],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout
