"""Faults at a chosen Git operation, and a publisher in a process of its own, to be killed."""

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from tests.office import Office
from tests.places import SCRIPTS
from tests.trust.acts import count


class Stopped(BaseException):
    """As a kill: no handler of ours sees it."""


Arm = Callable[[int, BaseException, set[str]], list[tuple[str, ...]]]

LOCAL = {"hash-object", "update-ref"}
REMOTE = {"update-ref", "push", "fetch", "ls-remote"}


def stopped_everywhere(at_operation: Arm, act: Callable[[], bool], office: Office) -> None:
    """Stop ``act`` at each of its local Git operations, until it gets through: till then the archive stays as it was.

    Args:
        at_operation: the fixture.
        act: adds one publication to the archive and says whether it is a new one.
        office: whose archive it is.
    """
    before, number, finished = count(office), 0, False
    while not finished:
        number += 1
        started = at_operation(number, Stopped(), LOCAL)
        try:
            finished = act()
        except Stopped:
            assert count(office) == before
    assert number > len(started) > 8
    assert count(office) == before + 1


CHILD = """
import sys
from datetime import datetime
from pathlib import Path
from rktkit.ground.git.repo import Repo
from rktkit.ground.findings import Refusal
from rktkit.trust.publish.publish import publish
with Repo(Path(sys.argv[1])) as repo:
    try:
        done = publish(repo, server_time=datetime.fromisoformat(sys.argv[2]), remote=(sys.argv[3:] or [None])[0])
        print(done.publikasi, done.baru)
    except Refusal as refusal:
        print(*(found.rule for found in refusal.problems))
        print(*(found.message for found in refusal.problems), file=sys.stderr)
"""


def child(office: Office, *options: str, script: str = CHILD, **settings: Any) -> "subprocess.Popen[str]":
    environment = {**os.environ, "PYTHONPATH": str(SCRIPTS), "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(
        [sys.executable, "-c", script, str(office.path), office.now.isoformat(), *options],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, **settings,
    )  # fmt: skip
