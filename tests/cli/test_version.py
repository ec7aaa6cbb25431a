"""The command line says which version it is."""

from app.version import __version__
from tests.cli.conftest import Strikemap


def test_the_version_is_one_line_on_standard_output(strikemap: Strikemap) -> None:
    done = strikemap("--version")
    assert (done.returncode, done.stdout) == (0, f"strikemap {__version__}\n")
