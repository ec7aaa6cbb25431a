"""One call from the project's data to a gazetteer that answers."""

from pathlib import Path

from app.geocode.build import SCHEMA_VERSION, Progress, build_gazetteer
from app.geocode.gazetteer import SqliteGazetteer
from app.geocode.sources import content_hash

OVERLAY = "added.sqlite"
"""File name of the places that a user added; it stands beside the cache, so that a rebuild keeps it."""


def open_gazetteer(geodata: Path, cache_dir: Path, progress: Progress | None = None) -> SqliteGazetteer:
    """Open the gazetteer of this data, building it first where the cache has none.

    Raises ``OSError`` when the data cannot be read or the cache not be written.
    """
    version = f"{content_hash(geodata)}-{SCHEMA_VERSION}"
    path = cache_dir / f"gazetteer-{version}.sqlite"
    if not path.exists():
        build_gazetteer(geodata, path, progress)
    return SqliteGazetteer(path, version, cache_dir / OVERLAY)
