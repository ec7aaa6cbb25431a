"""One call from the project's data to a gazetteer that answers."""

import contextlib
import time
from pathlib import Path

from app.geocode.added import added_files
from app.geocode.build import SCHEMA_VERSION, Progress, build_gazetteer
from app.geocode.gazetteer import SqliteGazetteer
from app.geocode.sources import content_hash

_KEPT = 3
_ABANDONED_S = 3_600.0
ADDED = "added"
"""Where the places that a user added are kept, unless the caller says: a folder beside the built file, which a rebuild leaves alone."""


def open_gazetteer(geodata: Path, cache_dir: Path, progress: Progress | None = None, added_dir: Path | None = None) -> SqliteGazetteer:
    """Open the gazetteer of this data, building it first where the cache has none, with the sources that were added to it.

    Raises ``OSError`` when the data cannot be read or the cache not be written.
    """
    version = f"{content_hash(geodata)}-{SCHEMA_VERSION}"
    path = cache_dir / f"gazetteer-{version}.sqlite"
    if not path.exists():
        build_gazetteer(geodata, path, progress)
        _forget_old(cache_dir)
    return SqliteGazetteer(path, version, added_files(added_dir or cache_dir / ADDED))


def _forget_old(cache_dir: Path) -> None:
    """Remove the files of all but the newest few versions, and what killed builds left; a file still in use stays where the system says so."""
    with contextlib.suppress(OSError):
        built = sorted(cache_dir.glob("gazetteer-*.sqlite"), key=lambda path: path.stat().st_mtime, reverse=True)
        killed = [path for path in cache_dir.glob("gazetteer-*.part") if time.time() - path.stat().st_mtime > _ABANDONED_S]
        for path in (*built[_KEPT:], *killed):
            path.unlink()
