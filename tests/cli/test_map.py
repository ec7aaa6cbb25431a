"""The standalone map is one file that asks for nothing."""

import os
import re
import subprocess
import sys
from pathlib import Path

COMMAND = Path(sys.executable).with_name("strikemap")
EXAMPLE = Path(__file__).parent.parent / "corpus" / "example.txt"


def test_one_report_becomes_one_file_that_makes_no_request(tmp_path: Path) -> None:
    environment = {**os.environ, "STRIKEMAP_DATA_DIR": str(tmp_path / "data")}
    command = [COMMAND, "map", EXAMPLE, "--published", "2015-11-20", "--publisher", "Harbour Wire", "-o", tmp_path / "map.html"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=100, check=True)
    assert done.stdout == ""
    html = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert len(html.encode()) <= 1_500_000
    assert "Harbour Wire" in html
    assert "Caspian Sea" in html
    assert not re.search(r"""<(?:script|img|iframe)[^>]+src=|<link[^>]+href=["']?https?:|@import|url\(["']?https?:""", html)
    assert not (tmp_path / "data").exists()
