"""The approval is true and the text is true; the documents, the decision or the verifier beside them are not.

Whoever may push to ``arsip`` can change these and recompute every hash. Neither the repository nor the signatures on
commits speak of them: only a head, or a seal on the manifest or on a later one, does.
"""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from rktkit.ground.files import FolderFiles
from rktkit.ground.git.repo import Repo
from rktkit.trust import ssh
from rktkit.trust.publish.countersign import countersign
from rktkit.trust.verify.matter import Putusan
from rktkit.trust.verify.question import Question
from rktkit.trust.verify.verdict import Verdict, verify
from tests.office import Office
from tests.trust.acts import Archived, export, head, in_clone, refusal, rules, run
from tests.trust.insider import rewrite, slip_in
from tests.trust.tampering import FIRST, SECOND, THIRD, Change, flip, manifest_of, rechain, write_manifest

FORGED = f"{FIRST}/rkt.pdf"


def _decision(folder: Path) -> None:
    value = manifest_of(folder, FIRST)
    write_manifest(folder, FIRST, {**value, "penetapan": {**value["penetapan"], "nomor": "000.7/999"}})


def _add(folder: Path) -> None:
    (folder / FIRST / "rkt-final.pdf").write_bytes(b"%PDF-1.7")


CHANGES: dict[str, Change] = {
    "the PDF": lambda folder: flip(folder / FORGED),
    "the workbook": lambda folder: flip(folder / FIRST / "rkt.xlsx"),
    "a table": lambda folder: flip(folder / FIRST / "csv/pagu.csv"),
    "the decision": _decision,
    "a document more": _add,
    "the verifier": lambda folder: (folder / "periksa.py").write_text("print('SAH')\n"),
}


def both(archived: Archived, folder: Path) -> list[Verdict]:
    """Inside the repository, and with the folder and a trusted policy."""
    trust = (archived.office.path / "rkt/organisasi.yml").read_bytes()
    rewrite(archived, folder)
    return [in_clone(archived.office), verify(FolderFiles(folder), Question(trust=trust))]


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_put_beside_the_text(change: str, archived: Archived, tmp_path: Path) -> None:
    """Nobody answers for the bytes: not proven, whatever the text and its approval are."""
    folder = archived.export(tmp_path / "arsip", "arsip~2")  # the plan alone: nobody signed anything later
    CHANGES[change](folder)
    rechain(folder, [FIRST])
    for verdict in both(archived, folder):
        assert verdict.putusan is not Putusan.SAH
        claims = {claim.klaim: claim.putusan for claim in verdict.bagian[0].klaim}
        assert claims["naskah"] is claims["orang"] is Putusan.SAH
        assert claims["dokumen"] is Putusan.TIDAK_PASTI


def test_the_signature_on_a_manifest_covers_what_it_lists(archived: Archived, tmp_path: Path) -> None:
    for part in in_clone(archived.office).bagian:
        (said,) = next(claim.atas_dasar for claim in part.klaim if claim.klaim == "dokumen")
        assert "tanda tangan kepala instansi" in said, "one signature answers for everything below it"
    folder = archived.export(tmp_path / "arsip")
    flip(folder / SECOND / "rkt.pdf")
    rechain(folder, [FIRST, SECOND, THIRD])
    for verdict in both(archived, folder):
        assert verdict.putusan is Putusan.TIDAK_SAH
        assert rules(verdict) >= {"RKT-661"}, "it is no longer the manifest that he signed"


def test_a_signature_that_does_not_name_it_covers_nothing(office: Office) -> None:
    office.merge()
    run(office)
    with Repo(office.path) as repo:
        countersign(repo, 2027, "ssh", server_time=office.now, seal=partial(ssh.sign, key=office.people["kepala"].key))
    office.amend_plan()
    run(office)
    assert [part.putusan for part in in_clone(office).bagian] == [Putusan.SAH, Putusan.SAH, Putusan.TIDAK_PASTI]


def test_a_signature_that_the_evidence_tells_of_cannot_be_left_out(office: Office, tmp_path: Path) -> None:
    """The merge was not signed, the manifest was; no hash covers that signature."""
    office.merge("kasubag", sign=False)
    run(office, seal=partial(ssh.sign, key=office.people["kepala"].key))
    folder = export(office, tmp_path / "arsip")
    known = head(folder)
    assert verify(FolderFiles(folder), Question(head=known)).putusan is Putusan.SAH
    (folder / FIRST / "manifest.json.sig").unlink()
    verdict = verify(FolderFiles(folder), Question(head=known))
    assert verdict.putusan is Putusan.TIDAK_PASTI, "taken away, it proves nothing; somebody may have lost it"
    assert any("tanda tangan SSH kepala instansi" in text for text in verdict.bagian[0].kurang)
    (folder / FIRST / "manifest.json.sig").write_text("palsu")
    assert verify(FolderFiles(folder), Question(head=known)).putusan is Putusan.TIDAK_SAH


# --- the PDF in somebody's hand --------------------------------------------------------------------------------------


def test_an_enclosure_is_no_plan(office: Office, tmp_path: Path) -> None:
    """Anybody may put a file called like a plan among the references; it is published with the sources."""
    enclosure = b"%PDF-1.7 RKT 2028"
    (office.on_draft().path / "rkt/lampiran.pdf").write_bytes(enclosure)
    office.approve()
    office.merge()
    run(office)
    assert "RKT-660" in rules(in_clone(office, pdf=enclosure))


# --- with the signatures alone ---------------------------------------------------------------------------------------


def test_a_rehearsal_is_no_approval(office: Office, tmp_path: Path) -> None:
    """The Kepala Dinas tried the merge out, with his signature, before the Sekretaris had approved anything."""
    office.merge()
    run(office)
    office.git("switch", "--quiet", "-c", "latihan", "main~1")
    office.tick()
    office.git("merge", "--quiet", "--no-ff", "-S", "-m", "Coba", "draf/2027~1", who="kepala")
    rehearsal = office.sha()
    office.git("switch", "--quiet", "main")
    slip_in(office, rehearsal, 2027, name=lambda rkt: replace(rkt, urutan=9, jenis="perubahan"))
    folder = export(office, tmp_path / "arsip")
    trust = (office.path / "rkt/organisasi.yml").read_bytes()
    verdict = verify(FolderFiles(folder), Question("2027/perubahan-9", trust=trust))
    assert verdict.putusan is not Putusan.SAH
    assert any("Sekretaris belum menyetujui" in text for text in verdict.bagian[0].kurang)
    assert refusal(office) == {"RKT-652"}
