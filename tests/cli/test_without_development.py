"""What a user has: no package of the developers. One that is imported at run time all the same is caught here."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT, SCRIPTS


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that has the locked packages of a user and nothing else."""
    uv = Path(sys.executable).with_name("uv")
    if not uv.is_file():
        pytest.skip("scripts/setup has not made this environment: no uv")
    place = tmp_path_factory.mktemp("lingkungan") / ".venv"
    python = place / "bin/python"
    lock = ROOT / "scripts/requirements.txt"
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, place], check=True)
    subprocess.run(
        [uv, "pip", "install", "--quiet", "--python", python, "--require-hashes", "--requirement", lock], check=True
    )
    return python


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["compile", "2027", "--output", "{}/draf"],
        ["status", "2027"],
        ["diff", "--help"],
        ["form", "--help"],
        ["publish", "--help"],
        ["verify", "--help"],
        ["sign", "--help"],
        ["site", "build", "--help"],
        ["site", "build", "--output", "{}/situs"],
        ["forge", "review", "--help"],
        ["comment", "--help"],
        ["schema", "json", "--kind", "form"],
    ],
    ids=" ".join,
)
def test_a_user_needs_nothing_of_the_developers(words: list[str], python: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [python, "-m", "rktkit", *(word.format(tmp_path) for word in words)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(SCRIPTS)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "ModuleNotFoundError" not in done.stderr
