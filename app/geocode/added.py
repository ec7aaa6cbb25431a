"""The places a user adds: each source one file beside the built gazetteer, with its licence and version, so that it can be taken away again.

A rebuild of the built-in gazetteer leaves these files alone. A gazetteer that is open sees them when it is opened anew.
"""

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.errors import BadInput, NotFound
from app.geocode.build import Progress, build_from
from app.geocode.gazetteer import SqliteGazetteer
from app.geocode.importers import geonames, placeroot, tables
from app.geocode.importers.provinces import Provinces
from app.geocode.sources import Source

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,40}\Z")
_ROW_BYTES = 120


@dataclass(frozen=True, slots=True)
class AddedSource:
    """One source in the gazetteer: ``built_in`` came with the program, the others were added. ``bytes`` is the size of its file, 0 when shared."""

    name: str
    version: str
    licence: str
    attribution: str
    places: int
    built_in: bool
    bytes: int


def added_files(added_dir: Path) -> list[Path]:
    """List the files of the added sources, in order of their names."""
    return sorted(added_dir.glob("*.sqlite"))


def add_source(
    added_dir: Path,
    gazetteer: SqliteGazetteer,
    what: str,
    *,
    name: str | None = None,
    licence: str | None = None,
    attribution: str | None = None,
    version: str | None = None,
    alternates: Path | None = None,
    mapping: Mapping[str, str] | None = None,
    country: str | None = None,
    progress: Progress | None = None,
) -> AddedSource:
    """Add the places of a file, or of the installed package when ``what`` is "placeroot"; a source of the same name is replaced.

    GeoNames dumps (.zip, .txt), tables (.csv, .tsv) and GeoJSON (.geojson, .json, one feature a line: .geojsonl) are told by their ending.
    ``licence`` must be given for tables and GeoJSON: places are never kept without one. Raises ``BadInput`` for a file that is none of
    these, ``OSError`` when it cannot be read.
    """
    source = _source(what, Provinces(gazetteer), name, licence, attribution, version, alternates, mapping, country)
    if not _NAME.match(source.name):
        raise BadInput(f"{source.name!r} is no name for a source: use small letters, digits and hyphens.")
    target = added_dir / f"{source.name}.sqlite"
    build_from([source], target, progress)
    return _describe(target)[0]


def remove_source(added_dir: Path, name: str) -> None:
    """Take an added source away. Raises ``NotFound`` when there is none of this name."""
    path = added_dir / f"{name}.sqlite"
    if not _NAME.match(name) or not path.is_file():
        raise NotFound(f"No source called {name[:60]!r} was added.")
    path.unlink()


def list_sources(added_dir: Path, gazetteer: SqliteGazetteer) -> list[AddedSource]:
    """List the sources of the gazetteer, built-in ones first."""
    built_in = [AddedSource(name, version, licence, owner, places, True, 0) for name, version, licence, owner, places in gazetteer.sources()]
    return built_in + [source for path in added_files(added_dir) for source in _describe(path)]


def _describe(path: Path) -> list[AddedSource]:
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        rows = db.execute("SELECT name, version, licence, attribution, places FROM source ORDER BY name").fetchall()
    finally:
        db.close()
    size = path.stat().st_size
    return [AddedSource(name, version, licence, owner, places, False, size) for name, version, licence, owner, places in rows]


def _source(
    what: str,
    provinces: Provinces,
    name: str | None,
    licence: str | None,
    attribution: str | None,
    version: str | None,
    alternates: Path | None,
    mapping: Mapping[str, str] | None,
    country: str | None,
) -> Source:
    """Make the source that a file or package is."""
    if what == placeroot.PACKAGE and not Path(what).exists():
        found = placeroot.placeroot_version()
        return Source(name or what, version or found, placeroot.LICENCE, placeroot.ATTRIBUTION, 150_000, lambda: placeroot.read_placeroot(provinces))
    path = Path(what)
    size, stem, ending = path.stat().st_size, _plain(path.stem), path.suffix.lower()
    if ending in (".zip", ".txt"):
        label = name or f"geonames-{stem}"
        dated = version or str(int(path.stat().st_mtime))
        return Source(
            label, dated, geonames.LICENCE, geonames.ATTRIBUTION, size // _ROW_BYTES, lambda: geonames.read_geonames(path, provinces, alternates)
        )
    label = name or stem
    if ending not in (".csv", ".tsv", ".geojson", ".json", ".geojsonl", ".geojsons", ".ndjson", ".jsonl"):
        raise BadInput(f"{path.name} is no GeoNames dump, table or GeoJSON file by its ending.")
    if not licence:
        raise BadInput("Say under which licence these places are (--licence): none are kept without one.")
    read = tables.read_csv if ending in (".csv", ".tsv") else tables.read_geojson
    code = provinces.country(country)
    return Source(label, version or "", licence, attribution or label, size // _ROW_BYTES, lambda: read(path, label, provinces, mapping, code))


def _plain(stem: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:40] or "places"
