"""A Git before 2.38 has no ``merge-tree --write-tree``: the same review, but what both sides changed needs a person."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rktkit.faces.forge.events import PullEvent
from rktkit.faces.forge.review.gather import gather
from rktkit.faces.forge.review.results import Hasil
from rktkit.ground.git.repo import Repo
from tests.faces.forge.office import Office

NOW = datetime(2026, 12, 2, 2, 0, tzinfo=UTC)
FORM, OTHER = "rkt/2027/pikp.yml", "rkt/2027/egov.yml"
OLD = """#!/bin/sh
case " $* " in *" merge-tree --write-tree "*)
  echo "usage: git merge-tree <base-tree> <branch1> <branch2>" >&2; exit 129 ;;
esac
exec "{git}" "$@"
"""
"""Today's Git, but for the one word that an older one does not know; what that one says is told as it says it."""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path / "kantor")
    office.branch("bidang/pikp-2027", "draf/2027")
    return office


@pytest.fixture
def old(tmp_path: Path) -> str:
    """A folder with an older ``git``, to be first in ``PATH``."""
    git = tmp_path / "lama" / "git"
    git.parent.mkdir()
    git.write_text(OLD.format(git=shutil.which("git")))
    git.chmod(0o755)
    return str(git.parent)


def review(office: Office, path: str, monkeypatch: pytest.MonkeyPatch) -> Hasil:
    head, base = office.git("rev-parse", "bidang/pikp-2027"), office.git("rev-parse", "draf/2027")
    with monkeypatch.context() as changed, Repo(office.place) as repo:
        if path:
            changed.setenv("PATH", path, prepend=":")
        return gather(repo, PullEvent(12, "draf/2027", base, head), NOW).hasil


def on_the_target(office: Office, path: str, old: str, new: str) -> None:
    office.git("switch", "--quiet", "draf/2027")
    office.edit(path, old, new)
    office.commit("Sementara itu")


def test_finds_the_same_where_each_side_changed_its_own_files(
    office: Office, old: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.edit(FORM, "bidang: pikp", "bidang: egov")
    office.write("rkt/2027/notulen-koreksi.md", "Catatan.\n")
    office.git("rm", "--quiet", "rkt/2027/notulen-sosialisasi.md")
    office.commit("Form PIKP")
    on_the_target(office, OTHER, "tahun: 2027", "tahun: 2027  # diperiksa")
    new = review(office, "", monkeypatch)
    assert not new.bentrok
    assert {t.problem.rule for t in new.temuan} >= {"RKT-109", "RKT-211"}  # of the form, and of what was taken away
    assert review(office, old, monkeypatch) == new


def test_says_that_a_person_must_bring_together_what_both_changed(
    office: Office, old: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In lines far from each other, which today's Git merges by itself."""
    office.edit(FORM, "tahun: 2027", "tahun: 2027  # bidang")
    office.commit("Form PIKP")
    text = (office.place / FORM).read_text()
    last = text.rstrip("\n").rsplit("\n", 1)[-1]
    on_the_target(office, FORM, last, f"{last}  # kasubag")
    assert not review(office, "", monkeypatch).bentrok
    assert review(office, old, monkeypatch).bentrok
