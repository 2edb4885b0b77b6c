"""RKT-653: what copying does to an honest archive is noted, and is no forgery."""

from pathlib import Path

import pytest

from rktkit.files import FolderFiles
from rktkit.verify import Question, Status, verify

from .conftest import Archived
from .tampering import FIRST
from .test_verify_folder import head


@pytest.fixture
def folder(archived_once: Archived, tmp_path: Path) -> Path:
    return archived_once.export(tmp_path / "arsip")


def test_what_a_system_leaves_behind(folder: Path) -> None:
    (folder / ".DS_Store").write_bytes(b"\x00\x00\x00\x01Bud1")
    (folder / FIRST / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0")
    verdict = verify(FolderFiles(folder), Question(head=head(folder)))
    assert verdict.status is Status.SAH
    assert [problem.rule for problem in verdict.problems] == ["RKT-653"]


def test_line_ends_of_another_system_are_no_forgery_and_no_proof(folder: Path) -> None:
    known = head(folder)
    source = next((folder / FIRST / "sumber").rglob("siklus.yml"))
    source.write_bytes(source.read_bytes().replace(b"\n", b"\r\n"))
    verdict = verify(FolderFiles(folder), Question(head=known))
    assert verdict.status is Status.TIDAK_PASTI
    assert [problem.rule for problem in verdict.problems] == ["RKT-653"]
