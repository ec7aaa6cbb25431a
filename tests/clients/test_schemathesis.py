"""Requests made from the API's own description: no server error, no answer of another shape than described."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.clients.conftest import Live, need

CHECKS = "not_a_server_error,response_schema_conformance,status_code_conformance,content_type_conformance,response_headers_conformance"


# the server of these tests has no desk for reviews: it answers 503 there, as it should
WITHOUT = "review|history"


@pytest.mark.system
def test_five_hundred_generated_requests_find_nothing(live: Live) -> None:
    assert generated(live, examples=3, seed=7, seconds=280) >= 500


@pytest.mark.soak
def test_ten_thousand_generated_requests_find_nothing(live: Live) -> None:
    assert generated(live, examples=55, seed=23, seconds=3_500) >= 10_000


def generated(live: Live, examples: int, seed: int, seconds: int) -> int:
    """Let schemathesis make requests of every operation; how many it made."""
    program = shutil.which("schemathesis") or shutil.which("schemathesis", path=str(Path(sys.executable).parent))
    need("schemathesis", program is not None)
    assert program
    options = ["--exclude-path-regex", WITHOUT, "--max-examples", str(examples), "--checks", CHECKS, "--phases", "fuzzing"]
    command = [program, "run", f"{live.address}/api", *options, "--suppress-health-check", "all", "--seed", str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    assert done.returncode == 0, done.stdout[-6_000:]
    counted = re.search(r"([0-9]+) generated", done.stdout)
    assert counted
    return int(counted[1])
