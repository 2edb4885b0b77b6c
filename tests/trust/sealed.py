"""Offices whose publications are sealed by a machine, and readers of every kind."""

import subprocess
import tarfile
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from rktkit.ground.files import FolderFiles
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.repo import Repo
from rktkit.trust import ssh
from rktkit.trust.approval.merge import main_tip
from rktkit.trust.archive.seal import Seal
from rktkit.trust.publish.publish import Published, publish
from rktkit.trust.verify.question import History, Question
from rktkit.trust.verify.verdict import Verdict, verify
from tests.trust.office import TODAY, Office, Person

PENERBIT = "penerbit:\n  - nama: mesin\n    kunci: {kunci}\n    mulai: 2023-01-01\n"


def with_machine(text: str, machine: Person, more: str = "") -> str:
    """``organisasi.yml`` with a publishing machine's key; ``more``: further lines of its entry."""
    return text + PENERBIT.format(kunci=machine.public) + more


def key_of(office: Office, who: str, namespace: str = ssh.NAMESPACE) -> Seal:
    """Signs with somebody's key."""
    return partial(ssh.sign, key=office.people[who].key, namespace=namespace)


def run(office: Office, **options: Any) -> Published:
    """Publish as the machine does."""
    options = {"machine": key_of(office, "mesin"), "server_time": office.now, **options}
    with Repo(office.path) as repo:
        return publish(repo, **options)


def in_clone(office: Office, **question: Any) -> Verdict:
    """A reader with a clone."""
    with Repo(office.path) as repo:
        tip, main = repo.resolve("arsip"), main_tip(repo)
        assert main
        asked = Question(**{"today": TODAY, **question})
        return verify(CommitFiles(repo, tip), asked, History(repo, main, tip))


def export(office: Office, folder: Path, rev: str = "arsip") -> Path:
    """The archive as a folder."""
    folder.mkdir(parents=True)
    packed = subprocess.run(["git", "archive", "--format=tar", rev], cwd=office.path, capture_output=True, check=True)
    with tarfile.open(fileobj=BytesIO(packed.stdout)) as tar:
        tar.extractall(folder, filter="data")
    return folder


def in_folder(folder: Path, today: date = TODAY, **question: Any) -> Verdict:
    """A reader with a folder."""
    return verify(FolderFiles(folder), Question(today=today, **question))


def claims(verdict: Verdict, number: int = 0) -> dict[str, str]:
    """Each claim's verdict about a publication."""
    return {claim.klaim: str(claim.putusan) for claim in verdict.bagian[number].klaim}


@dataclass(frozen=True)
class Sealed:
    """An office with a publishing machine, whose archive holds a plan and its amendment."""

    office: Office
    trust: bytes

    def copy(self, path: Path) -> "Sealed":
        """The same somewhere else, to be used up."""
        return Sealed(self.office.copy(path / "kantor"), self.trust)
