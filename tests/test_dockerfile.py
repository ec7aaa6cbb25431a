"""The image cannot be built where there is no engine; its promises are read from the file, and its install steps are run."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STAGES = re.split(r"(?m)^FROM ", (ROOT / "Dockerfile").read_text(encoding="utf-8"))[1:]


def instructions(stage: str, word: str) -> list[str]:
    joined = stage.replace("\\\n", " ")
    return [line.split(None, 1)[1].strip() for line in joined.splitlines() if line.startswith(word + " ")]


def test_the_image_is_built_in_two_stages_and_only_the_first_installs() -> None:
    assert len(STAGES) == 2
    assert any("pip install" in step for step in instructions(STAGES[0], "RUN"))
    assert not any("pip" in step for step in instructions(STAGES[1], "RUN"))


def test_the_service_does_not_run_as_root() -> None:
    (user,) = instructions(STAGES[1], "USER")
    assert user not in {"root", "0"}


def test_the_image_says_whether_it_is_healthy() -> None:
    (check,) = instructions(STAGES[1], "HEALTHCHECK")
    assert "/health" in check


def test_every_requirement_is_checked_by_hash() -> None:
    installs = [step for step in instructions(STAGES[0], "RUN") if "-r requirements" in step]
    assert installs
    assert all("--require-hashes" in step for step in installs)


def test_every_copied_file_exists_and_is_not_ignored() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    for line in instructions(STAGES[0], "COPY"):
        for source in line.split()[:-1]:
            assert (ROOT / source).exists()
            assert source.split("/")[0] not in ignored


@pytest.mark.system
def test_its_install_steps_give_a_command_that_works_in_a_clean_environment(tmp_path: Path) -> None:
    """Runs the build stage's RUN lines with /opt moved into a temporary directory, then asks for a place without a network setting."""
    opt = tmp_path / "opt"
    opt.mkdir()
    source = tmp_path / "src"
    source.mkdir()
    for line in instructions(STAGES[0], "COPY"):
        *names, target = line.split()
        (source / target).mkdir(parents=True, exist_ok=True) if target.endswith("/") else None
        subprocess.run(["cp", "-r", *(ROOT / name for name in names), source / target], check=True)
    environment = {
        "PATH": f"{opt}/strikemap/bin:{Path(sys.executable).resolve().parent}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "STRIKEMAP_CACHE_DIR": str(opt / "strikemap" / "cache"),
        **{name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "REQUESTS_")) or name.endswith("_proxy")},
    }
    for step in instructions(STAGES[0], "RUN"):
        step = step.replace("/opt/", f"{opt}/")
        done = subprocess.run(["sh", "-euc", step], cwd=source, env=environment, capture_output=True, text=True, timeout=280)
        assert done.returncode == 0, f"{step}\n{done.stderr[-2000:]}"
    assert '"Hmeimim' in done.stdout
