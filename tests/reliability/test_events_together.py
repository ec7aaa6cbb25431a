"""Several processes that tell of the same town at once: no "locked", and the events that one process alone would make."""

import os
import subprocess
import sys
from pathlib import Path

from app.events.parties import load_vocabulary
from app.store.care import check
from tests.events.test_in_the_store import Desk, crowd

PROCESSES = 3
CLAIMS = 36

WRITER = """
import sys
from pathlib import Path
from app.events.parties import load_vocabulary
from tests.events.test_in_the_store import Desk, crowd
desk = Desk(Path(sys.argv[1]), load_vocabulary())
desk.keep(*crowd(5, int(sys.argv[4]))[int(sys.argv[2]) :: int(sys.argv[3])])
desk.store.close()
"""


def test_processes_that_tell_of_one_town_make_the_events_of_one(tmp_path: Path) -> None:
    alone = Desk(tmp_path / "alone.sqlite", load_vocabulary())
    alone.keep(*crowd(5, CLAIMS))
    shared = Desk(tmp_path / "shared.sqlite", load_vocabulary())
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(shared.path), str(number), str(PROCESSES), str(CLAIMS)],
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        for number in range(PROCESSES)
    ]
    told = [process.communicate(timeout=100)[1] for process in running]
    assert told == [""] * PROCESSES
    assert [process.returncode for process in running] == [0] * PROCESSES
    assert shared.dump() == alone.dump()
    assert len(shared.events()) < CLAIMS
    for desk in (alone, shared):
        desk.store.close()
        assert check(desk.path).problems == ()
