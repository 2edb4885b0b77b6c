"""``rkt sign`` before the merge: the signed PDF is approved and published with the plan, and only with that plan."""

import json
from pathlib import Path

import pytest

from rktkit.ground.files import FolderFiles
from rktkit.ground.findings import Refusal
from rktkit.ground.git.repo import Repo
from rktkit.trust.publish.draft import sign_draft
from rktkit.trust.verify.matter import Putusan
from rktkit.trust.verify.question import Question
from rktkit.trust.verify.verdict import verify
from tests.office import TODAY, Office
from tests.trust.acts import count, export, in_clone
from tests.trust.chain import Authority, Identity
from tests.trust.tampering import rechain
from tests.trust.tte.signing import both, by, publish_in, sign_the_draft


@pytest.mark.parametrize("url", [None, "https://rkt.contoh.invalid"])
def test_signed_before_the_merge(
    strict: Office, kepala: Identity, authority: Authority, url: str | None, tmp_path: Path
) -> None:
    sign_the_draft(strict, kepala, url)
    strict.approve()
    strict.merge()
    assert publish_in(strict, url=url) == "2027/murni-0"
    folder = export(strict, tmp_path / "arsip") / "2027/murni-0"
    assert (folder / "rkt-ttd.pdf").read_bytes().startswith((folder / "rkt.pdf").read_bytes())
    assert not (folder / "sumber/rkt/2027/rkt-ttd.pdf").exists()
    bukti = json.loads((folder / "bukti.json").read_bytes())
    assert bukti["naskah_pdf"]["commit"] != bukti["commit"]
    assert in_clone(strict, reproduce=True).putusan is Putusan.SAH
    given = both(strict, authority.root.pem)
    assert verify(FolderFiles(folder.parents[1]), Question(trust=given, today=TODAY)).putusan is Putusan.SAH


def test_a_draft_that_changed_after_the_signature(strict: Office, kepala: Identity) -> None:
    """One digit of pagu."""
    sign_the_draft(strict, kepala)
    strict.edit("rkt/2027/pikp.yml", "458805000", "458805001")
    strict.commit("tim", "Pagu")
    strict.approve()
    strict.merge()
    with pytest.raises(Refusal, match="RKT-675"):
        publish_in(strict)
    assert count(strict) == 0


def test_signed_by_somebody_else_before_the_merge(strict: Office, authority: Authority) -> None:
    with pytest.raises(Refusal, match="RKT-676"):
        sign_the_draft(strict, authority.person("CONTOH Kasubbag Perencanaan"))


def test_the_paper_of_the_first_plan_does_not_sign_its_amendment(strict: Office, kepala: Identity) -> None:
    sign_the_draft(strict, kepala)
    strict.approve()
    strict.merge()
    publish_in(strict)
    strict.amend_plan()
    with pytest.raises(Refusal, match="RKT-639"):
        publish_in(strict)
    strict.git("reset", "--quiet", "--hard", "main~1")
    strict.on_draft()
    sign_the_draft(strict, kepala)
    strict.approve()
    strict.merge()
    assert publish_in(strict) == "2027/perubahan-1"
    assert in_clone(strict).putusan is Putusan.SAH


def test_what_cannot_be_signed_before_the_merge(strict: Office, kepala: Identity) -> None:
    strict.on_draft().git("merge", "--quiet", "main", "-m", "main")
    strict.merge()
    with Repo(strict.path) as repo, pytest.raises(Refusal, match="RKT-678"):
        sign_draft(repo, 2027, by(kepala, strict), clock=lambda: strict.now, url=None)


def test_the_signed_pdf_cannot_be_left_out_later(
    strict: Office, kepala: Identity, authority: Authority, tmp_path: Path
) -> None:
    sign_the_draft(strict, kepala)
    strict.approve()
    strict.merge()
    publish_in(strict)
    folder = export(strict, tmp_path / "arsip")
    (folder / "2027/murni-0/rkt-ttd.pdf").unlink()
    rechain(folder, ["2027/murni-0"])
    left = verify(FolderFiles(folder), Question(trust=both(strict, authority.root.pem), today=TODAY))
    assert left.putusan is Putusan.TIDAK_SAH, "it is no longer the manifest that was sealed"
    missing = [text for claim in left.bagian[0].klaim for text in claim.kurang]
    assert "PDF bertanda tangan yang disebut buktinya tidak ada" in missing


def test_a_root_that_nobody_consented_to(office: Office) -> None:
    (office.path / "rkt/akar/lain.pem").write_bytes(Authority("Kantor Lain").root.pem)
    office.commit("kasubag", "Akar lain")
    office.merge()
    with pytest.raises(Refusal, match="RKT-635"):
        publish_in(office)


def test_a_root_in_the_same_merge(office: Office) -> None:
    office.on_draft()
    (office.path / "rkt/akar").mkdir(exist_ok=True)
    (office.path / "rkt/akar/lain.pem").write_bytes(Authority("Kantor Lain").root.pem)
    office.commit("kasubag", "Akar lain")
    office.approve()
    office.merge()
    with pytest.raises(Refusal, match="RKT-610"):
        publish_in(office)
