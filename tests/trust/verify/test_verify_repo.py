"""Inside the repository: its own first-parent history is the trust."""

import json
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from rktkit.ground.files import FolderFiles
from rktkit.ground.findings import Refusal
from rktkit.ground.git.repo import Repo
from rktkit.trust import ssh
from rktkit.trust.archive.read import read_archive
from rktkit.trust.publish.publish import publish
from rktkit.trust.verify.matter import Putusan
from rktkit.trust.verify.question import Question
from rktkit.trust.verify.verdict import verify
from tests.office import TODAY, Office, official, organisasi
from tests.places import SCRIPTS
from tests.trust.acts import Archived, export, in_clone, rules, run
from tests.trust.insider import next_plan, rewrite
from tests.trust.tampering import FIRST, SECOND, THIRD, rechain


def test_a_true_archive(archived_once: Archived) -> None:
    verdict = in_clone(archived_once.office)
    assert verdict.putusan is Putusan.SAH
    assert [part.putusan for part in verdict.bagian] == [Putusan.SAH] * 3
    assert not verdict.problems


def test_a_forged_text_with_every_hash_recomputed(archived: Archived, tmp_path: Path) -> None:
    folder = archived.export(tmp_path / "arsip")
    source = folder / FIRST / "sumber/rkt/2027/pikp.yml"
    source.write_text(source.read_text().replace("458805000", "958805000"))
    rechain(folder, [FIRST, SECOND, THIRD])
    rewrite(archived, folder)
    assert in_clone(archived.office).putusan is Putusan.TIDAK_SAH


def test_forged_evidence_with_every_hash_recomputed(archived: Archived, tmp_path: Path) -> None:
    folder = archived.export(tmp_path / "arsip")
    place = folder / FIRST / "bukti.json"
    bukti = json.loads(place.read_text())
    bukti["kepala"][0]["nama"] = "CONTOH Orang Lain"
    place.write_text(json.dumps(bukti))
    rechain(folder, [FIRST, SECOND, THIRD])
    rewrite(archived, folder)
    assert "RKT-669" in rules(in_clone(archived.office))


def test_a_publication_that_was_never_merged(archived: Archived, tmp_path: Path) -> None:
    office = archived.office
    office.git("reset", "--quiet", "--hard", "main^")
    assert "RKT-652" in rules(in_clone(office))


def test_a_merge_that_main_does_not_hold(archived: Archived) -> None:
    """``main`` is taken back to before the publication, or rewritten: the rollback shows."""
    office = archived.office
    office.git("reset", "--quiet", "--hard", f"{office.sha('main')}^^")
    office.write({"rkt/kalender.yml": "libur: []\n"})
    office.commit("tim", "main ditulis ulang")
    verdict = in_clone(office)
    assert verdict.putusan is Putusan.TIDAK_SAH
    assert "RKT-652" in rules(verdict)


def test_a_branch_that_went_back(archived: Archived) -> None:
    """Truncated by one publication: the head noted before tells, and so does the remote's last seen branch."""
    office = archived.office
    newest = json.loads(office.git("show", "arsip:kepala.json"))["sha256"]
    before = office.sha("arsip")
    office.git("update-ref", "refs/heads/arsip", "arsip^")
    assert rules(in_clone(office, head=newest)) == {"RKT-651"}
    office.git("switch", "--quiet", "arsip")
    office.write({"x.txt": ""})
    office.git("update-ref", "refs/remotes/origin/arsip", before)
    office.commit("tim", "lain")
    office.git("switch", "--quiet", "main")
    assert "RKT-657" in rules(in_clone(office))


def test_a_slip_on_the_branch_and_its_revert(archived: Archived) -> None:
    """The chain is as it was: no accusation, and the commit and who wrote it are named for ever."""
    office = archived.office
    office.git("switch", "--quiet", "arsip")
    good = (office.path / FIRST / "rkt.json").read_text()
    office.write({f"{FIRST}/rkt.json": "{}"})
    office.commit("tim", "Ubah")
    office.write({f"{FIRST}/rkt.json": good})
    office.commit("tim", "Kembalikan")
    office.git("switch", "--quiet", "main")
    verdict = in_clone(office)
    assert rules(verdict) == {"RKT-650"}
    assert verdict.putusan is Putusan.SAH
    assert all("CONTOH Ketua Tim Penyusun" in found.message for found in verdict.problems)


def test_publishing_goes_on_after_a_slip_and_its_revert_and_the_slip_stays_told(sealed: Archived) -> None:
    office = sealed.office
    office.git("switch", "--quiet", "arsip")
    office.git("rm", "--quiet", f"{FIRST}/rkt.xlsx")
    slipped = office.commit("kasubag", "Salah dorong")
    office.git("revert", "--no-edit", "HEAD")
    office.git("switch", "--quiet", "main")
    next_plan(office, 2, "kepala")
    told = run(office).peringatan
    verdict = in_clone(office)
    assert (verdict.putusan, len(verdict.bagian)) == (Putusan.SAH, 3)
    assert verdict.problems == tuple(told), "the office hears it with every publication, the reader with every verdict"
    assert rules(verdict) == {"RKT-650"}
    assert f"Commit {slipped}" in told[0].message
    assert "CONTOH Kasubbag Perencanaan <kasubag@contoh.invalid>" in told[0].message


def test_what_was_published_was_replaced(archived: Archived, tmp_path: Path) -> None:
    """Another manifest now than when it came, with every hash recomputed on top of the old branch."""
    office = archived.office
    folder = archived.export(tmp_path / "arsip")
    (folder / FIRST / "rkt.html").write_text("lain")
    rechain(folder, [FIRST, SECOND, THIRD])
    office.git("switch", "--quiet", "arsip")
    shutil.copytree(folder, office.path, dirs_exist_ok=True)
    office.commit("tim", "Ganti diam-diam")
    office.git("switch", "--quiet", "main")
    verdict = in_clone(office)
    assert verdict.putusan is Putusan.TIDAK_SAH
    assert "RKT-650" in rules(verdict)


def test_a_file_slipped_in_and_taken_out_again(archived: Archived) -> None:
    office = archived.office
    office.git("switch", "--quiet", "arsip")
    office.write({f"{FIRST}/lampiran.txt": "selundupan"})
    office.commit("tim", "Tambah")
    office.git("rm", "--quiet", f"{FIRST}/lampiran.txt")
    office.commit("tim", "Hapus")
    office.git("switch", "--quiet", "main")
    assert rules(in_clone(office)) == {"RKT-650"}


def test_a_policy_rolled_back_after_the_last_publication(archived: Archived) -> None:
    office = archived.office
    office.edit("rkt/organisasi.yml", "wajib: [ssh]", "wajib: [forge]")
    office.commit("kasubag", "Lebih mudah", "-S")
    verdict = in_clone(office)
    assert verdict.putusan is Putusan.TIDAK_PASTI
    assert rules(verdict) == {"RKT-635"}
    assert [part.putusan for part in verdict.bagian] == [Putusan.SAH] * 3
    assert in_clone(office, publikasi=FIRST).putusan is Putusan.SAH


def test_a_consented_change_after_the_last_publication(archived: Archived) -> None:
    office = archived.office
    office.edit("rkt/organisasi.yml", "wajib: [ssh]", "wajib: [ssh] # tetap")
    office.commit("kepala", "Catatan", "-S")
    assert in_clone(office).putusan is Putusan.SAH


def test_a_new_introduction_is_never_silent(archived: Archived, tmp_path: Path) -> None:
    office = archived.office
    entries = official(office.people["orang-luar"], "2027-01-01")
    office.write({"rkt/organisasi.yml": organisasi(office.people, "ssh", entries)})
    introduced = office.commit("orang-luar", "Kunci Kepala Dinas hilang; kebijakan baru", "-S")
    office.next_amendment(2)
    office.tick(office.now.replace(year=2027, month=1, day=4) - office.now)
    office.edit("rkt/2027/pengesahan.yml", "tanggal: 2026-12-01", "tanggal: 2027-01-04")
    office.approve()
    office.merge("orang-luar")
    with Repo(office.path) as repo:
        publish(repo, server_time=office.now, introduce=introduced)
    verdict = in_clone(office)
    assert verdict.putusan is Putusan.TIDAK_PASTI
    assert rules(verdict) == {"RKT-664"}
    assert "Kunci Kepala Dinas hilang" in verdict.problems[0].message
    assert verdict.bagian[0].putusan is Putusan.SAH
    organisasi_now = (office.path / "rkt/organisasi.yml").read_bytes()
    trusted = in_clone(office, publikasi="2027/perubahan-2", trust=organisasi_now)
    assert {claim.klaim: claim.putusan for claim in trusted.bagian[0].klaim}["orang"] is Putusan.SAH
    copy = export(office, tmp_path / "salinan")
    folder = FolderFiles(copy)
    head = read_archive(folder).head
    assert head
    for asked in (Question(head=head), Question(trust=organisasi_now), Question()):
        part = verify(folder, asked).bagian[-1]
        assert any("diperkenalkan ulang" in text and "Kunci Kepala Dinas hilang" in text for text in part.terbukti)
    assert any("diperkenalkan ulang" in text for text in trusted.bagian[0].terbukti)
    own = [sys.executable, "-I", str(copy / "periksa.py"), "--kepala", head]
    (line,) = [text for text in subprocess.check_output(own, text=True).splitlines() if "diperkenalkan ulang" in text]
    assert line.startswith("2027/perubahan-2: ")
    assert line.endswith("Kunci Kepala Dinas hilang; kebijakan baru")


def test_whose_signature_stands_for_the_kepala_is_said(office: Office) -> None:
    """The Kasubag merged; the Kepala Dinas signed the manifest, which is then the only act of his."""
    office.merge("kasubag", sign=False)
    with Repo(office.path) as repo:
        publish(repo, server_time=office.now, seal=partial(ssh.sign, key=office.people["kepala"].key))
    part = in_clone(office).bagian[0]
    assert part.putusan is Putusan.SAH
    assert any(text.startswith("Manifest ditandatangani CONTOH Kepala Dinas (") for text in part.terbukti)


def test_the_forges_word_is_called_that(forged: Office, tmp_path: Path) -> None:
    merged = forged.merge(sign=False)
    with Repo(forged.path) as repo:
        publish(repo, server_time=forged.now, event=forged.event(merged))
    verdict = in_clone(forged)
    assert verdict.putusan is Putusan.TIDAK_PASTI, "nobody answers for the record: it is not sealed"
    assert any("menurut catatan forge, akun contoh-kepala" in text for text in verdict.bagian[0].terbukti)
    folder = export(forged, tmp_path / "arsip")
    trust = (forged.path / "rkt/organisasi.yml").read_bytes()
    bare = verify(FolderFiles(folder), Question(trust=trust))
    assert bare.putusan is Putusan.TIDAK_PASTI
    assert any("Catatan forge" in text for text in bare.bagian[0].kurang)
    swapped = trust.replace(b"contoh-kepala]", b"contoh-x]").replace(b"contoh-kasubag]", b"contoh-kepala]")
    wrong = verify(FolderFiles(folder), Question(trust=swapped, today=TODAY))
    assert wrong.putusan is Putusan.TIDAK_SAH, "by that policy the Kasubag pressed the button"


def test_history_that_was_cut_off_vouches_for_nothing(archived: Archived, tmp_path: Path) -> None:
    office = archived.office
    office.git("clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{office.path}", str(tmp_path / "klon"))
    clone = Office(tmp_path / "klon", office.people, "ssh", office.now)
    clone.git("branch", "--quiet", "arsip", "origin/arsip")
    verdict = in_clone(clone)
    assert verdict.putusan is Putusan.TIDAK_PASTI
    assert not verdict.problems
    assert any("terpotong" in text for text in verdict.bagian[0].kurang)


def test_without_ssh_keygen_the_usual_keys_are_judged_all_the_same(archived: Archived, tmp_path: Path) -> None:
    """A machine that has Git and Python, but no OpenSSH."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("git", "sh"):
        (tools / name).symlink_to(shutil.which(name) or "")
    script = "import sys; from rktkit.cli.main import main\nsys.exit(main(['verify', *sys.argv[1:]]))"
    environment = {"PATH": str(tools), "PYTHONPATH": str(SCRIPTS), "HOME": str(tmp_path)}
    trust = ("--archive", str(archived.export(tmp_path / "arsip")), "--trust", "rkt/organisasi.yml")
    for words in ((), trust):
        done = subprocess.run(
            [sys.executable, "-c", script, *words],
            cwd=archived.office.path, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_later_signature_by_an_older_policy(archived: Archived, tmp_path: Path) -> None:
    """A former official signs by the policy of his time."""
    office = archived.office
    folder = archived.export(tmp_path / "arsip")
    place = folder / THIRD / "bukti.json"
    bukti = json.loads(place.read_text())
    bukti["kebijakan"]["commit"] = office.sha("main~2")
    place.write_text(json.dumps(bukti))
    rechain(folder, [FIRST, SECOND, THIRD])
    rewrite(archived, folder)
    assert "RKT-654" in rules(in_clone(office, publikasi=THIRD))


def test_an_approval_is_exactly_one_sentence(office: Office) -> None:
    office.on_draft().commit("sekretaris", "Disetujui", "-S")
    office.merge()
    with Repo(office.path) as repo, pytest.raises(Refusal, match="RKT-63"):
        publish(repo, server_time=office.now)
