"""Git as people type it, deaf to the settings of the machine that tests."""

import subprocess
from pathlib import Path

GIT = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "CONTOH Staf",
    "GIT_AUTHOR_EMAIL": "staf@contoh.invalid",
    "GIT_COMMITTER_NAME": "CONTOH Staf",
    "GIT_COMMITTER_EMAIL": "staf@contoh.invalid",
}
"""Git without the settings of this machine, as a sample person."""
ENVIRONMENT = {**GIT, "PATH": "/usr/local/bin:/usr/bin:/bin"}


def git(place: Path, *words: str | Path, **more: str) -> str:
    """What Git prints, without the last line end; whatever it refuses fails the test with its words."""
    done = subprocess.run(["git", *words], cwd=place, env={**ENVIRONMENT, **more}, capture_output=True, text=True)
    assert done.returncode == 0, f"git {' '.join(map(str, words))}: {done.stderr}"
    return done.stdout.removesuffix("\n")


def repository(place: Path, *, message: str = "Awal", **more: str) -> Path:
    """Make a folder a repository whose ``main`` holds all that is in it."""
    git(place, "init", "--quiet", "--initial-branch=main", **more)
    git(place, "add", "--all", **more)
    git(place, "commit", "--quiet", "--message", message, **more)
    return place
