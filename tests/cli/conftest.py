"""The command line, run in this process: each start of its own would cost seconds."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.cli import main


@dataclass(frozen=True)
class Done:
    """What a run left: its exit code and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


Strikemap = Callable[..., Done]


@pytest.fixture
def strikemap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Strikemap:
    """Run ``strikemap`` in a fresh directory with a store of its own; ``given`` is its standard input."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STRIKEMAP_DATA_DIR", str(tmp_path / "data"))

    def run(*arguments: str, given: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "argv", ["strikemap", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        capfdbinary.readouterr()
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        sys.stdout.flush()
        written = capfdbinary.readouterr()
        return Done(code, written.out.decode(), written.err.decode())

    return run
