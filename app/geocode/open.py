"""One call from the project's data to a gazetteer that answers."""

from pathlib import Path

from app.geocode.added import added_files
from app.geocode.build import SCHEMA_VERSION, Progress, build_gazetteer
from app.geocode.gazetteer import SqliteGazetteer
from app.geocode.sources import content_hash

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
    return SqliteGazetteer(path, version, added_files(added_dir or cache_dir / ADDED))
