"""What people do with an archive: the office publishes or is refused, and readers of every kind ask what to believe."""

import json
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from rktkit.ground.files import FolderFiles
from rktkit.ground.findings import Refusal
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.repo import Repo
from rktkit.trust import ssh
from rktkit.trust.approval.merge import main_tip
from rktkit.trust.archive.read import read_branch
from rktkit.trust.archive.seal import Seal
from rktkit.trust.publish.publish import Published, publish
from rktkit.trust.verify.question import History, Question
from rktkit.trust.verify.verdict import Verdict, verify
from tests.office import TODAY, Office, Person
from tests.places import PERIKSA

PENERBIT = "penerbit:\n  - nama: mesin\n    kunci: {kunci}\n    mulai: 2023-01-01\n"


@dataclass(frozen=True)
class Archived:
    """An office that has published, and the policy by which it did."""

    office: Office
    trust: bytes

    @classmethod
    def of(cls, office: Office) -> "Archived":
        """As the office stands."""
        return cls(office, (office.path / "rkt/organisasi.yml").read_bytes())

    def copy(self, path: Path) -> "Archived":
        """The same somewhere else, to be used up."""
        return Archived(self.office.copy(path / "kantor"), self.trust)

    def export(self, folder: Path, rev: str = "arsip") -> Path:
        """The archive as a folder, as a citizen gets it."""
        return export(self.office, folder, rev)


# --- the office ------------------------------------------------------------------------------------------------------


def with_machine(text: str, machine: Person, more: str = "") -> str:
    """``organisasi.yml`` with a publishing machine's key; ``more``: further lines of its entry."""
    return text + PENERBIT.format(kunci=machine.public) + more


def key_of(office: Office, who: str, namespace: str = ssh.NAMESPACE) -> Seal:
    """Signs with somebody's key."""
    return partial(ssh.sign, key=office.people[who].key, namespace=namespace)


def run(office: Office, **options: Any) -> Published:
    """Publish as the machine does, whose key counts for nothing where the policy names none."""
    options = {"machine": key_of(office, "mesin"), "server_time": office.now, **options}
    with Repo(office.path) as repo:
        return publish(repo, **options)


def refusal(office: Office, **options: Any) -> set[str]:
    """Why publishing is refused; the archive is then as it was."""
    before = office.git("for-each-ref", "refs/heads/arsip")
    with pytest.raises(Refusal) as caught:
        run(office, **options)
    assert office.git("for-each-ref", "refs/heads/arsip") == before, "the archive has changed"
    return {found.rule for found in caught.value.problems}


def count(office: Office, rev: str = "arsip") -> int:
    """How many publications the archive holds; it must be intact."""
    with Repo(office.path) as repo:
        tip = repo.ref(f"refs/heads/{rev}")
        archive = read_branch(repo, tip) if tip else None
        assert archive is None or not archive.problems
        return len(archive.publications) if archive else 0


def export(office: Office, folder: Path, rev: str = "arsip") -> Path:
    """The archive as a folder."""
    folder.mkdir(parents=True)
    packed = subprocess.run(["git", "archive", "--format=tar", rev], cwd=office.path, capture_output=True, check=True)
    with tarfile.open(fileobj=BytesIO(packed.stdout)) as tar:
        tar.extractall(folder, filter="data")
    return folder


# --- its readers -----------------------------------------------------------------------------------------------------


def in_clone(office: Office, **question: Any) -> Verdict:
    """A reader with a clone."""
    with Repo(office.path) as repo:
        tip, main = repo.resolve("arsip"), main_tip(repo)
        assert main
        asked = Question(**{"today": TODAY, **question})
        return verify(CommitFiles(repo, tip), asked, History(repo, main, tip))


def in_folder(folder: Path, today: date = TODAY, **question: Any) -> Verdict:
    """A reader with a folder."""
    return verify(FolderFiles(folder), Question(today=today, **question))


def stand_alone(folder: Path, *options: str) -> tuple[int, str]:
    """The archive's own verifier; the one that ships, as a forger would replace the one inside."""
    done = subprocess.run(
        [sys.executable, "-I", PERIKSA, folder, *options], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def head(folder: Path) -> str:
    """The head of an archive, as it says itself."""
    value: str = json.loads((folder / "kepala.json").read_text())["sha256"]
    return value


def claims(verdict: Verdict, number: int = 0) -> dict[str, str]:
    """Each claim's verdict about a publication."""
    return {claim.klaim: str(claim.putusan) for claim in verdict.bagian[number].klaim}


def rules(verdict: Verdict) -> set[str]:
    """What was found."""
    return {found.rule for found in verdict.problems}
