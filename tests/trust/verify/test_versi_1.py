"""What an earlier version published stays readable, and never turns TIDAK SAH."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rktkit.ground.files import FolderFiles
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.repo import Repo
from rktkit.trust.archive.read import read_archive
from rktkit.trust.verify.matter import Putusan
from rktkit.trust.verify.papers import read_papers
from rktkit.trust.verify.people.kept import judge_kept, own_policy
from rktkit.trust.verify.question import History, Question
from rktkit.trust.verify.verdict import Verdict, verify
from tests.places import EXAMPLES
from tests.trust.acts import Archived, claims, stand_alone
from tests.trust.insider import slip_in

BUNDLE = EXAMPLES / "versi-1/kantor.bundle"
DAYS = (date(2026, 12, 2), date(2046, 1, 1))


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """An office of the first build."""
    place = tmp_path / "kantor"
    subprocess.run(["git", "clone", "--quiet", "--branch=main", BUNDLE, place], check=True)
    return place


@pytest.fixture
def old(clone: Path, tmp_path: Path) -> Path:
    """Its archive, as a folder."""
    folder = tmp_path / "arsip"
    subprocess.run(["git", "clone", "--quiet", "--branch=arsip", BUNDLE, folder], check=True)
    return folder


def by_clone(clone: Path, **question: Any) -> Verdict:
    with Repo(clone) as repo:
        main, tip = repo.resolve("refs/remotes/origin/main"), repo.resolve("refs/remotes/origin/arsip")
        return verify(CommitFiles(repo, tip), Question(**question), History(repo, main, tip))


@pytest.mark.parametrize("today", DAYS)
def test_it_is_never_called_forged(clone: Path, old: Path, today: date) -> None:
    assert json.loads((old / "2027/murni-0/manifest.json").read_text())["versi"] == 1
    trust = (clone / "rkt/organisasi.yml").read_bytes()
    for verdict in (by_clone(clone, today=today), verify(FolderFiles(old), Question(today=today, trust=trust))):
        assert verdict.putusan is Putusan.TIDAK_PASTI
        said = claims(verdict)
        assert said["naskah"] == said["orang"] == "SAH"
        assert said["dokumen"] == str(Putusan.TIDAK_PASTI), "nobody sealed it; the next seal or a head mends that"
    assert not [found for found in verdict.problems if str(found.severity) == "galat"]


@pytest.mark.parametrize("today", DAYS)
def test_a_head_mends_it_for_ever(clone: Path, old: Path, today: date) -> None:
    head = json.loads((old / "kepala.json").read_text())["sha256"]
    assert by_clone(clone, today=today, head=head).putusan is Putusan.SAH
    assert verify(FolderFiles(old), Question(today=today, head=head)).putusan is Putusan.SAH
    assert stand_alone(old, "--kepala", head)[0] == 0, "today's stand-alone verifier reads it"
    own = [sys.executable, "-I", str(old / "periksa.py"), "--kepala", head]
    assert subprocess.run(own, capture_output=True, check=False).returncode == 0, "and so does its own"


def test_a_changed_byte_is_found_all_the_same(clone: Path, old: Path) -> None:
    place = old / "2027/murni-0/rkt.json"
    place.write_text(place.read_text().replace("458805000", "958805000"))
    trust = (clone / "rkt/organisasi.yml").read_bytes()
    assert verify(FolderFiles(old), Question(today=DAYS[0], trust=trust)).putusan is Putusan.TIDAK_SAH


SHAPES = BUNDLE.with_name("bentuk.bundle")
OFFICES = {"forge": "??S ??S", "keduanya": "??S ??S", "segel": "SSS ??S", "baru": "??S ??S"}
"""What a clone, a folder with a trusted policy and one with a head say of each, then and in twenty years.

S for SAH, ? for not provable: nobody sealed them, but for one the Kepala Dinas, whose term ends. A head mends each.
"""


@pytest.mark.parametrize("today", DAYS)
@pytest.mark.parametrize("name", OFFICES)
def test_no_shape_of_the_first_build_is_called_forged(name: str, today: date, tmp_path: Path) -> None:
    clone, folder = tmp_path / "kantor", tmp_path / "arsip"
    for place, branch in ((clone, "main"), (folder, "arsip")):
        subprocess.run(["git", "clone", "--quiet", f"--branch={name}-{branch}", SHAPES, place], check=True)
    with Repo(clone) as repo:
        main, tip = (repo.resolve(f"refs/remotes/origin/{name}-{branch}") for branch in ("main", "arsip"))
        told = [verify(CommitFiles(repo, tip), Question(today=today), History(repo, main, tip))]
    head = json.loads((folder / "kepala.json").read_text())["sha256"]
    trust = (clone / "rkt/organisasi.yml").read_bytes()
    told += [
        verify(FolderFiles(folder), Question(today=today, **given)) for given in ({"trust": trust}, {"head": head})
    ]
    assert [str(found) for one in told for found in one.problems if str(found.severity) == "galat"] == []
    assert (
        "".join({Putusan.SAH: "S", Putusan.TIDAK_PASTI: "?"}[one.putusan] for one in told)
        == OFFICES[name].split()[DAYS.index(today)]
    )
    assert stand_alone(folder, "--kepala", head)[0] == 0


def test_its_looser_approvals_count_in_a_folder_as_they_did(archived: Archived, tmp_path: Path) -> None:
    office = archived.office
    office.next_amendment(2)
    office.commit("sekretaris", "Disetujui, sudah sesuai", "-S")
    slip_in(office, office.merge(), 2027)
    archive = read_archive(FolderFiles(archived.export(tmp_path / "arsip")))
    paper = read_papers(archive, archive.publications[-1])
    publication = paper.publication
    first = replace(paper, publication=replace(publication, manifest=replace(publication.manifest, versi=1)))
    policy = own_policy(paper)
    assert policy
    assert ["RKT-630" in text for text in judge_kept(paper, policy).missing] == [True]
    assert judge_kept(first, policy).missing == []
