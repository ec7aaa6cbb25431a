"""A service with many marks."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from app.ingest.mapping import preset
from app.service import Service
from tests.bench.synthetic import points_file


def many(count: int) -> Callable[[Service], object]:
    """Fill a service with that many coded points."""

    def fill(service: Service) -> object:
        with tempfile.TemporaryDirectory() as directory:
            path = points_file(Path(directory) / "points.csv", count)
            return service.import_file(path, preset("points"), name="harbour-log", visibility="public")

    return fill
