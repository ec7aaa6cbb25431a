"""The standalone map is one file that asks for nothing."""

import re
from pathlib import Path

from tests.cli.conftest import Strikemap

EXAMPLE = Path(__file__).parent.parent / "corpus" / "example.txt"


def test_one_report_becomes_one_file_that_makes_no_request(strikemap: Strikemap, tmp_path: Path) -> None:
    done = strikemap("map", str(EXAMPLE), "--published", "2015-11-20", "--publisher", "Harbour Wire", "-o", "map.html")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    html = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert len(html.encode()) <= 1_500_000
    assert "Harbour Wire" in html
    assert "Caspian Sea" in html
    markup = re.sub(r"<script.*?</script>", "<script>", html, flags=re.DOTALL)  # its own script tells how to embed a page
    assert not re.search(r"<script[^>]+src=", html)
    assert not re.search(r"""<(?:script|img|iframe)[^>]+src=|<link[^>]+href=["']?https?:|@import|url\(["']?https?:""", markup)
    assert not (tmp_path / "data").exists()
