"""``strikemap serve`` is up when it says so, says where in one line, and stops when told."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

COMMAND = Path(sys.executable).with_name("strikemap")


@contextmanager
def serving(data: Path, *arguments: str, **environment: str) -> Iterator[tuple[str, str]]:
    """Serve on a free port; gives the address and the line that told it."""
    command = [COMMAND, "serve", "--port", "0", "--data-dir", data, *arguments]
    with subprocess.Popen(command, env={**os.environ, **environment}, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        try:
            for line in server.stderr:
                if address := re.search(r"http://\S+/", line):
                    yield address[0], line
                    break
            else:
                raise AssertionError("the service ended before it told its address")
        finally:
            server.send_signal(signal.SIGTERM)
            rest = server.stderr.read()
            assert server.wait(timeout=30) in {0, -signal.SIGTERM}
            assert "Traceback" not in rest


def get(address: str) -> dict[str, Any]:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return json.load(answer)  # type: ignore[no-any-return]


def test_a_first_start_shows_the_example_and_empty_removes_it(tmp_path: Path) -> None:
    with serving(tmp_path) as (address, _):
        names = {feature["properties"]["name"] for feature in get(f"{address}collections/places/items?limit=100")["features"]}
        assert get(f"{address}collections/reports/items")["numberMatched"] == 1
    assert {"Bayir Bucak", "Caspian Sea", "Hmeimim air base"} <= names
    with serving(tmp_path, "--empty") as (address, _):
        assert get(f"{address}collections/reports/items")["numberMatched"] == 0
        assert get(f"{address}collections/places/items")["numberMatched"] == 0


def test_what_strangers_can_reach_is_read_only_and_says_so(tmp_path: Path) -> None:
    with serving(tmp_path, "--empty", STRIKEMAP_BASE_URL="https://map.example.org") as (_, line):
        assert "read-only" in line
        assert "strikemap key create" in line and "STRIKEMAP_PUBLISH" in line


def test_a_service_on_every_address_tells_one_that_can_be_opened_and_where_links_come_from(tmp_path: Path) -> None:
    with serving(tmp_path, "--empty", "--host", "0.0.0.0") as (address, line):
        assert address.startswith("http://127.0.0.1:")
        assert "STRIKEMAP_BASE_URL" in line
        assert get(f"{address}?f=json")["links"][0]["href"] == address
    with serving(tmp_path, "--empty", "--host", "0.0.0.0", STRIKEMAP_BASE_URL="https://map.example.org") as (address, line):
        assert "STRIKEMAP_BASE_URL" not in line
        assert get(f"{address}?f=json")["links"][0]["href"] == "https://map.example.org/"


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [COMMAND, "serve", "--port", str(taken.getsockname()[1]), "--data-dir", tmp_path]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "cannot listen" in done.stderr
    assert done.stderr.count("\n") == 1
