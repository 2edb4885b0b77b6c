"""RKT-505 at the command line: when a form came in is what Git says, whichever clock is ahead."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rktkit import cli
from rktkit.ground.git.program import NOTHING
from rktkit.ground.git.repo import Repo

DEADLINE = datetime(2026, 12, 4, 15, tzinfo=UTC)
"""Still the last day of pengumpulan in the base office, an hour before midnight in Balangan."""
FORM = "rkt/2027/pikp.yml"


def commit(office: Path, when: datetime) -> None:
    """Everything but one form a month before the deadline; that form ``when``."""
    files = {p.relative_to(office).as_posix(): p.read_bytes() for p in sorted(office.rglob("*")) if p.is_file()}
    first = {path: data for path, data in files.items() if path != FORM}
    with Repo.create(office) as repo:
        who = "A <a@b.invalid>"
        start = repo.write_commit(repo.write_files(first), [], "Awal", who, DEADLINE - timedelta(days=30))
        tip = repo.write_commit(repo.write_files(files), [start], "Form", who, when)
        repo.update_ref("refs/heads/main", tip, NOTHING)
    logs = office / ".git/logs"
    logs.mkdir(exist_ok=True)
    (logs / "HEAD").write_text(f"{start} {tip} {who} {int(when.timestamp())} +0800\tcommit: Form\n")


def late(office: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    cli.main(["check", "--root", str(office), "--format", "json"])
    problems = json.loads(capsys.readouterr().out)["problems"]
    return [p["file"] for p in problems if p["rule"] == "RKT-505"]


def test_the_last_day_is_in_time(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit(office, DEADLINE)
    assert late(office, capsys) == []


@pytest.mark.parametrize("after", [timedelta(hours=2), timedelta(days=400)])
def test_a_day_later_is_late(office: Path, after: timedelta, capsys: pytest.CaptureFixture[str]) -> None:
    commit(office, DEADLINE + after)
    assert late(office, capsys) == [FORM]


def test_a_decided_plan_is_still_the_newest(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(office / "rkt/2026/pengesahan.yml", office / "rkt/2027/pengesahan.yml")
    commit(office, DEADLINE + timedelta(days=1))
    assert late(office, capsys) == [FORM]


def test_older_decided_plans_are_history(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit(office, DEADLINE)  # the forms of 2026 came into this repository a year after their own deadline
    assert (office / "rkt/2026/pengesahan.yml").exists()
    assert late(office, capsys) == []


@pytest.mark.parametrize("git", ["", "gitdir: /tidak/ada\n", None])
def test_what_only_looks_like_a_repository_is_no_error(
    office: Path, git: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    siklus = office / "rkt/2027/siklus.yml"
    siklus.write_text(siklus.read_text().replace("2026-1", "2025-1"))  # a deadline long ago, so Git would be asked
    if git is None:
        (office / ".git").mkdir()
    else:
        (office / ".git").write_text(git)
    assert late(office, capsys) == []
