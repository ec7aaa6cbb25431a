"""An import takes the same memory for few rows and for many."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.bench_growth import write_points

IMPORT = """
import sys
from pathlib import Path
from app.features.columns import COLUMNS
from app.ingest.mapping import preset
from app.service.importing import import_file
from app.store.sqlite import SqliteStore
if __name__ == "__main__":
    store = SqliteStore(Path(sys.argv[1]), COLUMNS)
    import_file(store, Path(sys.argv[2]), preset("points"), name="points")
    store.close()
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    print(int(status["VmHWM"].split()[0]))
"""


def most_memory(directory: Path, rows: int) -> int:
    """The most that a process held while it imported so many rows, in KiB."""
    file, program = directory / f"{rows}.csv", directory / "importing.py"
    write_points(file, rows)
    program.write_text(IMPORT)
    command = [sys.executable, str(program), str(directory / f"{rows}.sqlite"), str(file)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return int(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)


@pytest.mark.soak
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux to tell the memory of a process")
def test_a_million_rows_take_hardly_more_memory_than_a_tenth_of_them(tmp_path: Path) -> None:
    assert most_memory(tmp_path, 1_000_000) <= 1.25 * most_memory(tmp_path, 100_000)
