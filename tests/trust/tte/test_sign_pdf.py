"""``rkt sign --with p12`` after publication: a publication of its own, and what a PDF from somewhere else is worth."""

import json
import re
import subprocess
from functools import partial
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA256

from rktkit.ground.files import FolderFiles
from rktkit.ground.findings import Refusal
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.repo import Repo
from rktkit.trust.approval.policy import load_policy, pick
from rktkit.trust.archive.branch import add
from rktkit.trust.archive.evidence import BUKTI, signature_bukti
from rktkit.trust.archive.make import tools
from rktkit.trust.archive.manifest import Manifest, json_bytes, list_files
from rktkit.trust.archive.publications import root_files
from rktkit.trust.archive.read import read_branch
from rktkit.trust.tte import Request
from rktkit.trust.verify.matter import Putusan
from rktkit.trust.verify.question import Question
from rktkit.trust.verify.verdict import verify
from tests.office import TODAY, Office, Person
from tests.trust.acts import export, in_clone, rules, with_machine
from tests.trust.chain import KEPALA, Authority, Identity
from tests.trust.paper import furnish
from tests.trust.tampering import flip, rechain
from tests.trust.tte.signing import both, by, publish_in, sign_in


def test_a_signed_pdf_made_later_is_a_publication_of_its_own(signed: Office) -> None:
    names = signed.git("ls-tree", "--name-only", "arsip:2027/murni-0-ttd-1").splitlines()
    assert names == ["bukti.json", "manifest.json", "manifest.json.penerbit.sig", "rkt-ttd.pdf"]
    bukti = json.loads(signed.git("show", "arsip:2027/murni-0-ttd-1/bukti.json"))
    assert bukti["penanda_tangan"]["cara"] == "p12"
    assert bukti["tte"]["penanda_tangan"] == KEPALA
    verdict = in_clone(signed)
    assert verdict.putusan is Putusan.SAH, verdict
    assert any("ditandatangani secara elektronik oleh" in text for text in verdict.bagian[1].terbukti)


def test_signing_again_changes_nothing(signed: Office, kepala: Identity) -> None:
    before = signed.sha("arsip")
    assert sign_in(signed, kepala) == "2027/murni-0-ttd-1"
    assert signed.sha("arsip") == before


def test_a_citizen_with_the_root_alone(signed: Office, authority: Authority, tmp_path: Path) -> None:
    folder = export(signed, tmp_path / "arsip")
    nobody = verify(FolderFiles(folder), Question())
    assert nobody.putusan is Putusan.TIDAK_PASTI
    assert any("--trust" in text for text in nobody.bagian[1].kurang)
    root = authority.root.pem
    assert verify(FolderFiles(folder), Question(trust=root)).putusan is Putusan.TIDAK_PASTI, "a name alone is nobody"
    assert verify(FolderFiles(folder), Question(trust=both(signed, root), today=TODAY)).putusan is Putusan.SAH
    other = Authority("Kantor Lain").root.pem
    strange = verify(FolderFiles(folder), Question(trust=other))
    assert strange.putusan is Putusan.TIDAK_SAH
    assert "RKT-673" in rules(strange)


def test_a_program_that_is_not_ours_says_the_same(signed: Office, tmp_path: Path) -> None:
    """The last command of the archive's README, as a stranger types it in thirty years."""
    folder = export(signed, tmp_path / "arsip")
    line = (folder / "README.md").read_text().rstrip().splitlines()[-1].strip()
    place = folder / "2027/murni-0-ttd-1"

    def said() -> str:
        done = subprocess.run(line, shell=True, cwd=place, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    assert line.startswith("pdfsig ")
    for word in ("Signature is Valid", "Total document signed", KEPALA):
        assert word in said()
    flip(place / line.split()[1])
    assert "Signature is Valid" not in said()


def test_printed_to_a_pdf_it_says_the_same_and_proves_nothing(signed: Office, tmp_path: Path) -> None:
    """The visible signature becomes text of the page."""
    paper, printed = tmp_path / "rkt-ttd.pdf", tmp_path / "cetak.pdf"
    with Repo(signed.path) as repo:
        paper.write_bytes(CommitFiles(repo, repo.resolve("arsip")).read("2027/murni-0-ttd-1/rkt-ttd.pdf"))
    subprocess.run(["pdftocairo", "-pdf", paper, printed], check=True)
    assert in_clone(signed, pdf=paper.read_bytes()).putusan is Putusan.SAH
    verdict = in_clone(signed, pdf=printed.read_bytes())
    assert verdict.putusan is Putusan.TIDAK_PASTI
    assert any("buktinya tidak" in text for text in verdict.catatan)
    assert any("2027/murni-0-ttd-1" in text for text in verdict.catatan)


def test_other_documents_are_not_covered_by_it(signed: Office, authority: Authority, tmp_path: Path) -> None:
    """The signature covers the PDF alone: a forged ``rkt.html`` beside it must not become SAH by it."""
    folder = export(signed, tmp_path / "arsip")
    page = folder / "2027/murni-0/rkt.html"
    page.write_text(page.read_text().replace("458.805.000", "958.805.000"))
    rechain(folder, ["2027/murni-0", "2027/murni-0-ttd-1"])
    verdict = verify(FolderFiles(folder), Question(trust=authority.root.pem))
    assert verdict.bagian[0].putusan is not Putusan.SAH


@pytest.mark.parametrize("role", ["kasubag", "lama"])
def test_only_the_kepala_in_office(role: str, office: Office, authority: Authority) -> None:
    office.merge()
    publish_in(office)
    before = office.sha("arsip")
    who = authority.person(office.people[role].nama)
    with pytest.raises(Refusal, match="RKT-676" if role == "kasubag" else "RKT-618"):
        sign_in(office, who)
    assert office.sha("arsip") == before


def test_a_certificate_that_no_pin_names(
    people: dict[str, Person], authority: Authority, kepala: Identity, tmp_path: Path
) -> None:
    """A namesake has a good certificate too: the policy has to say which one is the Kepala Dinas'."""
    policy = partial(with_machine, machine=people["mesin"])
    office = furnish(Office.found(tmp_path / "tanpa", people, "ssh", policy=policy), authority, None)
    office.merge()
    publish_in(office)
    with pytest.raises(Refusal, match="RKT-676") as caught:
        sign_in(office, kepala)
    mark = f"sha256:{kepala.certificate.fingerprint(SHA256()).hex()}"
    assert mark in caught.value.problems[0].hint, "what to write into the policy"
    pinned = furnish(Office.found(tmp_path / "dipatok", people, "ssh", policy=policy), authority, kepala)
    pinned.merge()
    publish_in(pinned)
    with pytest.raises(Refusal, match="RKT-676"):
        sign_in(pinned, authority.person(KEPALA))
    assert sign_in(pinned, kepala) == "2027/murni-0-ttd-1"


def test_an_archive_from_before_there_were_pins(signed: Office, authority: Authority, tmp_path: Path) -> None:
    """At worst not provable, never an accusation."""
    folder = export(signed, tmp_path / "arsip")
    trust = both(signed, authority.root.pem)
    text = trust["rkt/organisasi.yml"].decode()
    trust["rkt/organisasi.yml"] = "".join(re.split(r"(?m)^ +sertifikat: .*\n", text)).encode()
    verdict = verify(FolderFiles(folder), Question(trust=trust, today=TODAY))
    assert verdict.putusan is Putusan.TIDAK_PASTI
    assert any("dipatok" in text for text in verdict.bagian[1].kurang)


def test_junk_that_somebody_slipped_into_the_archive(signed: Office) -> None:
    """By way of Git and not of ``rkt sign``: every hash is right, the signature is none."""
    with Repo(signed.path) as repo:
        tip = repo.resolve("arsip")
        archive = read_branch(repo, tip)
        plan = archive.publications[0]
        policy = load_policy(repo, repo.resolve("main"))
        signer = pick(list(policy.holders()), "kepala", policy.day(signed.now))
        assert signer
        bukti = signature_bukti((plan.nama, plan.sha256), policy, signer, "p12", signed.now)
        pdf = archive.files.read(f"{plan.nama}/rkt.pdf") + b"\0"
        files = {"rkt-ttd.pdf": pdf, BUKTI: json_bytes(bukti)}
        manifest = Manifest(
            publikasi=f"{plan.nama}-ttd-2", urutan=3, sebelumnya=archive.head, tahun=2027, jenis="murni",
            penetapan=plan.manifest.penetapan, commit=plan.manifest.commit, berkas=list_files(files), alat=tools(),
            menandatangani=(plan.nama, plan.sha256),
        )  # fmt: skip
        repo.update_ref("refs/heads/arsip", add(repo, tip, archive, manifest, files, root_files(), signed.now), tip)
    verdict = in_clone(signed)
    assert [part.putusan is Putusan.SAH for part in verdict.bagian] == [True, True, False]
    assert "RKT-671" in rules(verdict)


# --- a PDF from somewhere else ---------------------------------------------------------------------------------------


def test_a_signed_pdf_that_the_archive_does_not_hold(
    signed: Office, kepala: Identity, authority: Authority, tmp_path: Path
) -> None:
    pdf = subprocess.run(
        ["git", "show", "arsip:2027/murni-0/rkt.pdf"], cwd=signed.path, capture_output=True, check=True
    ).stdout
    mine = by(kepala, signed)(pdf, Request("2027/murni-0", 2027, None))
    verdict = in_clone(signed, pdf=mine)
    assert verdict.putusan is Putusan.SAH
    assert any("tidak tersimpan di arsip" in note for note in verdict.catatan)
    folder = export(signed, tmp_path / "arsip")
    for trust, status in (
        (None, Putusan.TIDAK_PASTI),
        (authority.root.pem, Putusan.TIDAK_PASTI),  # the signature holds; when it was made, only the signer says
        (Authority("Kantor Lain").root.pem, Putusan.TIDAK_SAH),
    ):
        assert verify(FolderFiles(folder), Question(pdf=mine, trust=trust)).putusan is status, trust
    paper, printed = tmp_path / "mine.pdf", tmp_path / "cetak.pdf"
    paper.write_bytes(mine)
    subprocess.run(["pdftocairo", "-pdf", paper, printed], check=True)
    verdict = in_clone(signed, pdf=printed.read_bytes())
    assert verdict.putusan is Putusan.TIDAK_PASTI, "the stamp's words on the page are nobody's forgery"
    assert any("memuat tambahan “" in note and KEPALA in note for note in verdict.catatan)
    stranger = by(authority.person("CONTOH Orang Luar"), signed)(pdf, Request("2027/murni-0", 2027, None))
    assert "RKT-676" in rules(in_clone(signed, pdf=stranger))
    assert in_clone(signed, pdf=mine + b"\n").putusan is Putusan.TIDAK_SAH
