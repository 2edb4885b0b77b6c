"""The workflow files themselves: nothing in them lets a pull request do what it must not."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.places import ROOT

GITHUB = ROOT / ".github"
FILES = sorted((GITHUB / "workflows").glob("*.y*ml"))
BIN = Path(sys.executable).parent

PINNED = re.compile(r"uses: (?P<action>[\w./-]+)@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+")
USES = re.compile(r"\buses: ")
LOCAL = re.compile(r"uses: \./(?:mesin/)?\.github/actions/")
"""An action of ours: of the branch that the workflow is of, or of main."""

OURS = re.compile(r"(?:mesin/)?(?:scripts/(?:setup|setup-check|send-site|test)|\.venv/bin/rkt [a-z]+)\b")
ELSEWHERE = "${{ github.server_url != 'https://github.com' }}"
"""Where a job that the base's file runs for a request may run: never on GitHub."""


def load(text: str) -> dict[str, Any]:
    """A workflow, with ``on`` as the text it is (YAML 1.1 would read it as true)."""
    found = yaml.load(text, Loader=yaml.BaseLoader)  # makes nothing but texts
    assert isinstance(found, dict)
    return found


def steps(workflow: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, job in workflow["jobs"].items():
        for step in job.get("steps", []):
            yield name, step


def findings(text: str) -> list[str]:
    """Every forbidden pattern in a workflow file."""
    workflow = load(text)
    found = []
    if workflow.get("permissions") != {}:
        found.append("permissions: {} is missing at the top")
    if not workflow.get("concurrency", {}).get("group"):
        found.append("no concurrency group")
    events = workflow["on"]
    if "pull_request_target" in events:
        off = all(job.get("if") == ELSEWHERE for job in workflow["jobs"].values())
        if not off or USES.search(text):
            found.append("pull_request_target")
    found += [f"job {name} without permissions" for name, job in workflow["jobs"].items() if "permissions" not in job]
    found += [
        f"job {name} without a time limit" for name, job in workflow["jobs"].items() if "timeout-minutes" not in job
    ]
    for name, step in steps(workflow):
        if "${{" in step.get("run", ""):
            found.append(f"expression inside run in {name}")
        if step.get("uses", "").startswith("actions/checkout@"):
            if step.get("with", {}).get("persist-credentials") != "false":
                found.append(f"persist-credentials in {name}")
            if "workflow_run" in events and "ref" in step["with"]:
                found.append(f"checkout of a chosen ref after workflow_run in {name}")
        if "secrets." in str(step) and "environment" not in workflow["jobs"][name]:
            found.append(f"secret outside an environment in {name}")
        if step.get("shell") or "eval" in step.get("run", "").split():
            found.append(f"unusual shell in {name}")
    if events.keys() & {"pull_request", "workflow_run"} and re.search(r"\bsecrets\.", text):
        found.append("secret in a run that a pull request starts")
    for line in text.splitlines():
        if USES.search(line) and not LOCAL.search(line) and not PINNED.search(line):
            found.append(f"unpinned: {line.strip()}")
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_workflow_has_a_forbidden_pattern(file: Path) -> None:
    assert findings(file.read_text()) == []


GOOD = """\
name: x
on:
  pull_request:
permissions: {}
concurrency:
  group: x
jobs:
  a:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          persist-credentials: false
      - run: echo "$TITLE"
        env:
          TITLE: ${{ github.event.pull_request.title }}
"""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"$TITLE"', "${{ github.event.pull_request.title }}", "expression inside run"),
        ("permissions: {}\n", "", "permissions: {}"),
        ("permissions: {}\n", "permissions: write-all\n", "permissions: {}"),
        ("    permissions:\n      contents: read\n", "", "without permissions"),
        ("@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2", "@v4", "unpinned"),
        (" # v4.2.2", "", "unpinned"),
        ("persist-credentials: false", "persist-credentials: true", "persist-credentials"),
        ("        with:\n          persist-credentials: false\n", "", "persist-credentials"),
        ("pull_request:", "pull_request_target:", "pull_request_target"),
        ("concurrency:\n  group: x\n", "", "concurrency"),
        ("github.event.pull_request.title", "secrets.KUNCI", "secret in a run"),
        ("    timeout-minutes: 5\n", "", "time limit"),
        ("  pull_request:\n", "  workflow_run:\n", ""),
        ("pull_request:", "workflow_run:", ""),
    ],
)
def test_the_check_itself_sees_each_pattern(old: str, new: str, words: str) -> None:
    assert findings(GOOD) == []
    broken = GOOD.replace(old, new)
    assert broken != GOOD
    if words:
        assert any(words in finding for finding in findings(broken))
    else:  # after workflow_run the same file is still good, but not with a ref of one's choosing
        chosen = broken.replace(
            "persist-credentials: false", "persist-credentials: false\n          ref: refs/pull/1/merge"
        )
        assert any("chosen ref" in finding for finding in findings(chosen))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_workflows_only_call_our_commands(file: Path) -> None:
    """Whatever is decided is decided in ``rkt``, where a laptop can run and test it."""
    plumbing = (
        "git ",
        "rm ",
        "rsync ",
        "touch ",
        "umask ",
        "if [ ",
        "printf ",
        "for ",
        "done",
        "exit ",
        "status=",
        "commit=",
        "alamat=",
        "ssh=",
        '[ -e "$bukti" ]',
    )
    for _, step in steps(load(file.read_text())):
        for line in step.get("run", "").strip().splitlines():
            assert OURS.match(line.strip()) or line.strip().startswith(plumbing), line


@pytest.mark.parametrize("name", ["periksa", "draf", "koreksi"])
def test_what_a_pull_request_contains_is_never_run(name: str) -> None:
    """The checking jobs run nothing from ``berkas``, the folder with the pull request's files."""
    workflow = load((GITHUB / "workflows" / f"{name}.yml").read_text())
    for _, step in steps(workflow):
        for line in step.get("run", "").splitlines():
            assert line.startswith(("mesin/", "git -C berkas ", "git -C mesin ", "git init --quiet mesin", "rm ")), line
        if step.get("uses", "").startswith("."):
            assert step["uses"].startswith("./mesin/")
    checkouts = [step["with"] for _, step in steps(workflow) if step.get("uses", "").startswith("actions/checkout@")]
    assert [c["path"] for c in checkouts] == ([] if name == "koreksi" else ["berkas"])


@pytest.mark.parametrize("name", ["periksa", "draf", "koreksi"])
def test_no_step_that_reads_the_request_has_a_token(name: str) -> None:
    for _, step in steps(load((GITHUB / "workflows" / f"{name}.yml").read_text())):
        if "forge review" in step.get("run", "") or "uses" in step:
            assert "token" not in str(step.get("env", "")).lower()


def test_nothing_that_fails_is_hidden() -> None:
    """What keeps the comment away is red; only a missing artifact is told by the comment itself."""
    hidden = [
        (file.name, step["name"])
        for file in FILES
        for _, step in steps(load(file.read_text()))
        if "continue-on-error" in step
    ]
    assert hidden == [("komentar.yml", "Ambil hasil pemeriksaan")]


def test_no_job_waits_for_a_label_of_another_forge() -> None:
    for file in FILES:
        for job in load(file.read_text())["jobs"].values():
            assert job["runs-on"].startswith("${{ vars.RKT_RUNNER"), file.name


def test_forges_without_githubs_actions_need_none_to_answer() -> None:
    """A runner fetches every action of a job at its start: where a forge has no mirror of it, the job is dead."""
    for file in FILES:
        for job in load(file.read_text())["jobs"].values():
            if "github.server_url == 'https://github.com'" not in job.get("if", "") and "needs" not in job:
                assert not [step["uses"] for step in job["steps"] if "uses" in step], file.name


def test_a_changed_target_is_checked_again() -> None:
    """What the review tells who chose the wrong branch: change it. No forge starts a run for that unasked.

    The whole test suite does not begin anew with it: a tick in the request's list is an edit too.
    """
    for name in ("periksa", "draf", "koreksi", "uji"):
        on = load((GITHUB / "workflows" / f"{name}.yml").read_text())["on"]
        asked = (on.get("pull_request") or on["pull_request_target"]).get("types", [])
        assert ("edited" in asked) == (name != "uji"), name
        assert not asked or {"opened", "synchronize", "reopened"} <= set(asked), name


def test_no_secret_of_a_repository_publishes() -> None:
    """A publishing key or token stands in an environment, and the jobs that use one are off where there is none."""
    for file in FILES:
        for name, job in load(file.read_text())["jobs"].items():
            if "secrets." in str(job):
                assert job["environment"] == "publikasi", name
                condition = load(file.read_text())["jobs"]["terbit"]["if"]
                assert "github.server_url == 'https://github.com'" in condition


def test_only_these_jobs_may_write() -> None:
    writers = {
        (file.stem, name, permission)
        for file in FILES
        for name, job in load(file.read_text())["jobs"].items()
        for permission, level in job["permissions"].items()
        if level == "write"
    }
    assert writers == {
        ("komentar", "komentar", "pull-requests"),
        ("koreksi", "koreksi", "pull-requests"),
        ("koreksi", "koreksi", "statuses"),
        ("pengingat", "pengingat", "issues"),
        ("terbit", "terbit", "contents"),
        ("terbit", "cabang", "contents"),
        ("terbit", "pages", "pages"),
        ("terbit", "pages", "id-token"),
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_run_whose_workflow_file_is_not_mains_never_writes(file: Path) -> None:
    """Of a request, or of any branch but ``main``, the workflow file is what somebody pushed there."""
    workflow = load(file.read_text())
    assert workflow["permissions"] == {}, "what a job does not ask for it does not have"
    mains = {"workflow_run", "schedule", "pull_request_target", "workflow_dispatch"}  # the last by whoever may write
    foreign = [
        event
        for event, asked in workflow["on"].items()
        if event not in mains and not (event == "push" and asked and asked.get("branches") == ["main"])
    ]
    assert set(foreign) <= {"pull_request", "push"}
    for name, job in workflow["jobs"].items() if foreign else ():
        assert "write" not in job["permissions"].values(), (name, foreign)
        assert "secrets." not in str(job), name
        assert "environment" not in job, name


def test_zizmor_has_nothing_to_say() -> None:
    run = subprocess.run(
        [BIN / "zizmor", "--offline", "--no-progress", "--persona=pedantic", "--quiet", GITHUB],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="actionlint is installed on Linux only")
def test_actionlint_has_nothing_to_say() -> None:
    actionlint = shutil.which("actionlint", path=str(BIN))
    assert actionlint, "scripts/setup installs it with the development packages"
    run = subprocess.run(
        [actionlint, "-shellcheck=", "-pyflakes=", *map(str, FILES)], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", FILES),
        ("vendor.dependabot", [GITHUB / "dependabot.yml"]),
        ("vendor.github-issue-forms", [GITHUB / "ISSUE_TEMPLATE" / "disposisi.yml"]),
        ("vendor.github-issue-config", [GITHUB / "ISSUE_TEMPLATE" / "config.yml"]),
    ],
)
def test_files_are_of_the_shape_github_publishes(schema: str, files: list[Path]) -> None:
    run = subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", schema, *map(str, files)], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr
