"""Requests made from the API's own description: no server error, no answer of another shape than described."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.clients.conftest import Live, need

CHECKS = "not_a_server_error,response_schema_conformance,status_code_conformance,content_type_conformance,response_headers_conformance"


@pytest.mark.system
def test_five_hundred_generated_requests_find_nothing(live: Live) -> None:
    program = shutil.which("schemathesis") or shutil.which("schemathesis", path=str(Path(sys.executable).parent))
    need("schemathesis", program is not None)
    assert program
    # the server of these tests has no desk for reviews: it answers 503 there, as it should
    without = ["--exclude-path-regex", "review|history"]
    options = [*without, "--max-examples", "3", "--checks", CHECKS, "--phases", "fuzzing", "--suppress-health-check", "all", "--seed", "7"]
    done = subprocess.run([program, "run", f"{live.address}/api", *options], capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stdout[-6_000:]
    counted = re.search(r"([0-9]+) generated", done.stdout)
    assert counted and int(counted[1]) >= 500
