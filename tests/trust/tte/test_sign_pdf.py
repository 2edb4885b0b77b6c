"""``rkt sign --with p12|bsre``: after publication, before the merge, at a terminal, and when something breaks."""

import json
import os
import pty
import re
import resource
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA256

from rktkit.cli.main import main
from rktkit.cli.verbs import sign as command
from rktkit.ground import disk
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
from rktkit.trust.publish.countersign import countersign
from rktkit.trust.publish.draft import sign_draft
from rktkit.trust.publish.publish import publish
from rktkit.trust.tte import Request
from rktkit.trust.tte.ways import p12 as pades
from rktkit.trust.verify.matter import Putusan
from rktkit.trust.verify.question import Question
from rktkit.trust.verify.verdict import verify
from tests.places import SCRIPTS
from tests.trust.acts import count, export, in_clone, key_of, rules, with_machine
from tests.trust.chain import KEPALA, PASSPHRASE, Authority, Identity, write_p12
from tests.trust.esign import NIK, PASSWORD, Service, running
from tests.trust.faults import LOCAL, Arm, Stopped
from tests.trust.office import TODAY, Office, Person, official
from tests.trust.paper import furnish, reopened, written
from tests.trust.tampering import flip, rechain

SIGNED = "rkt/2027/rkt-ttd.pdf"
Make = Callable[[bytes, Request], bytes]


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority("CONTOH")


@pytest.fixture(scope="session")
def kepala(authority: Authority) -> Identity:
    return authority.person(KEPALA)


@pytest.fixture(scope="session")
def furnished(
    people: dict[str, Person], authority: Authority, kepala: Identity, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Office]:
    """Offices with a root and a pinned certificate, by the evidence they ask for. Do not change them; copy them."""
    folder = tmp_path_factory.mktemp("akar")
    policy = partial(with_machine, machine=people["mesin"])
    return {
        wajib: furnish(Office.found(folder / str(number), people, wajib, policy=policy), authority, kepala)
        for number, wajib in enumerate(("ssh", "ssh, tte"))
    }


@pytest.fixture
def office(furnished: dict[str, Office], tmp_path: Path) -> Office:
    return furnished["ssh"].copy(tmp_path / "kantor")


@pytest.fixture
def strict(furnished: dict[str, Office], tmp_path: Path) -> Office:
    """An office whose policy asks for the signature in the PDF."""
    return furnished["ssh, tte"].copy(tmp_path / "kantor")


def by(who: Identity, office: Office) -> Make:
    return lambda pdf, request: pades.add_signature(pdf, who.signer(), request, office.now)


def publish_in(office: Office, **more: Any) -> str:
    with Repo(office.path) as repo:
        machine = key_of(office, "mesin")
        return publish(repo, server_time=office.tick(), machine=machine, **more).publikasi


def sign_in(office: Office, who: Identity, **more: Any) -> str:
    with Repo(office.path) as repo:
        machine, now = key_of(office, "mesin"), office.tick()
        return countersign(repo, 2027, "p12", server_time=now, machine=machine, make=by(who, office), **more).publikasi


def both(office: Office, root: bytes) -> dict[str, bytes]:
    """The policy and the root that a citizen trusts."""
    return {"rkt/organisasi.yml": (office.path / "rkt/organisasi.yml").read_bytes(), "rkt/akar/contoh.pem": root}


# --- after publication -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def signed_once(furnished: dict[str, Office], kepala: Identity, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A published plan with a signed PDF as a publication of its own. Do not change it; copy it."""
    office = furnished["ssh"].copy(tmp_path_factory.mktemp("ttd") / "kantor")
    office.merge()
    publish_in(office, url="https://rkt.contoh.invalid")
    assert sign_in(office, kepala) == "2027/murni-0-ttd-1"
    return office


@pytest.fixture
def signed(signed_once: Office, tmp_path: Path) -> Office:
    return signed_once.copy(tmp_path / "kantor")


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


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="needs poppler's pdfsig")
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
    stranger = by(authority.person("CONTOH Orang Luar"), signed)(pdf, Request("2027/murni-0", 2027, None))
    assert "RKT-676" in rules(in_clone(signed, pdf=stranger))
    assert in_clone(signed, pdf=mine + b"\n").putusan is Putusan.TIDAK_SAH


# --- before the merge ------------------------------------------------------------------------------------------------


def sign_the_draft(office: Office, who: Identity, url: str | None = None) -> None:
    """What ``rkt sign`` does on the branch of the draft."""
    office.on_draft()
    with Repo(office.path) as repo:
        paper = sign_draft(repo, 2027, by(who, office), clock=lambda: office.now, url=url)
    disk.replace_file(office.path / paper.path, paper.data)
    office.commit("kepala", "RKT bertanda tangan")


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


# --- who may change the roots ----------------------------------------------------------------------------------------


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


# --- at the terminal -------------------------------------------------------------------------------------------------


@pytest.fixture
def today(people: dict[str, Person], authority: Authority, kepala: Identity, tmp_path: Path) -> Office:
    """An office whose clock is right."""
    now = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=20)
    office = Office.found(tmp_path / "hari ini", people, "ssh", official(people["kepala"], "2023-01-01"), now)
    return furnish(office, authority, kepala)


def typed(office: Office, words: list[str], answers: list[str]) -> tuple[int, str, str]:
    """Run ``rkt`` at a terminal of its own and answer its questions. Gives status, output, and what the system saw."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(office.path)
        resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(SCRIPTS), "HOME": str(office.path.parent)}
        os.execve(sys.executable, [sys.executable, "-m", "rktkit", *words], environment)
    said, waiting, seen = b"", list(answers), ""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                part = os.read(terminal, 4096)
            except OSError:
                break
            if not part:
                break
            said += part
            if waiting and said.endswith(b": "):
                seen += "".join(Path(f"/proc/{pid}/{name}").read_text() for name in ("cmdline", "environ", "limits"))
                os.write(terminal, waiting.pop(0).encode() + b"\n")
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), said.decode(), seen


def everything(folder: Path) -> Iterator[bytes]:
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            yield path.read_bytes()


def test_the_passphrase_is_asked_at_the_terminal_and_kept_nowhere(
    today: Office, kepala: Identity, tmp_path: Path
) -> None:
    p12 = write_p12(tmp_path, kepala)
    words = ["sign", "2027", "--with", "p12", "--p12", str(p12)]
    today.on_draft()
    status, said, seen = typed(today, words, [PASSPHRASE])
    assert status == 0, said
    assert "ditandatangani secara elektronik oleh CONTOH KEPALA DINAS" in said
    assert (today.path / SIGNED).is_file()
    today.commit("kepala", "RKT bertanda tangan")
    today.approve()
    today.merge()
    status, said_too, seen_too = typed(today, ["publish"], [])
    assert status == 0, said_too
    today.git("switch", "--quiet", "main")
    status, again, seen_again = typed(today, [*words, "--output", str(tmp_path / "salinan.pdf")], [PASSPHRASE])
    assert status == 0, again
    assert "2027/murni-0-ttd-1" in again
    assert (tmp_path / "salinan.pdf").read_bytes().startswith(b"%PDF")
    for text in (said, said_too, again, seen, seen_too, seen_again):
        assert PASSPHRASE not in text
    for one in (seen, seen_again):
        assert re.search(r"Max core file size +0 ", one), "a crash would leave the memory on the disk"
    p12.unlink()
    assert not any(PASSPHRASE.encode() in data for data in everything(tmp_path))
    assert main(["verify", "--root", str(today.path)]) == 3, "the office has no machine that seals"


def test_a_wrong_passphrase_at_the_terminal(today: Office, kepala: Identity, tmp_path: Path) -> None:
    today.on_draft()
    words = ["sign", "2027", "--with", "p12", "--p12", str(write_p12(tmp_path, kepala))]
    status, said, _ = typed(today, words, ["salah-ketik-6024"])
    assert status == 1
    assert "RKT-677" in said
    assert "salah-ketik-6024" not in said
    assert "Traceback" not in said
    assert not (today.path / SIGNED).exists()


def test_bsre_at_the_terminal(today: Office, kepala: Identity, tmp_path: Path) -> None:
    today.on_draft()
    with running(Service(kepala, now=datetime.now(UTC))) as service:
        config = tmp_path / "bsre.yml"
        config.write_text(f"alamat: {service.address}\npengguna: rkt-uji\n")
        words = ["sign", "2027", "--with", "bsre", "--config", str(config)]
        status, said, seen = typed(today, words, [PASSWORD, NIK, PASSPHRASE])
    assert status == 0, said
    for secret in (PASSPHRASE, PASSWORD, NIK):
        assert secret not in said + seen
        assert not any(secret.encode() in data for data in everything(tmp_path))


def test_without_a_terminal_nobody_is_asked(today: Office, kepala: Identity, tmp_path: Path) -> None:
    """Not through a pipe, not from a variable, not from an argument."""
    today.on_draft()
    words = ["sign", "2027", "--with", "p12", "--p12", str(write_p12(tmp_path, kepala))]
    done = subprocess.run(
        ["setsid", "--wait", sys.executable, "-m", "rktkit", *words],
        input=PASSPHRASE + "\n", capture_output=True, text=True, check=False, cwd=today.path, timeout=120,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(SCRIPTS), "PASSPHRASE": PASSPHRASE},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "hanya ditanyakan di terminal" in done.stderr
    assert not (today.path / SIGNED).exists()


@pytest.mark.parametrize(
    "words",
    [
        ("--with", "p12"),
        ("--with", "p12", "--p12", "x.p12", "--passphrase", "x"),
        ("--with", "p12", "--p12", "x.p12", "--key", "k"),
        ("--with", "ssh", "--key", "k", "--url", "https://x.invalid"),
        ("--with", "bsre", "--config", "tidak-ada.yml"),
        ("--with", "bsre"),
    ],
)
def test_wrong_use(
    words: tuple[str, ...], office: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office.on_draft().path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(office.path.parent / "kosong"))
    assert main(["sign", "2027", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1


# --- nothing lost ----------------------------------------------------------------------------------------------------


def test_a_fault_at_any_git_operation(signed_once: Office, kepala: Identity, at_operation: Arm, tmp_path: Path) -> None:
    office = signed_once.copy(tmp_path / "kantor")
    office.git("update-ref", "refs/heads/arsip", "arsip^")
    once: dict[bytes, bytes] = {}

    def make(pdf: bytes, request: Request) -> bytes:
        return once.setdefault(pdf, by(kepala, office)(pdf, request))

    number, finished = 0, False
    while not finished:
        number += 1
        started = at_operation(number, Stopped(), LOCAL)
        try:
            with Repo(office.path) as repo:
                finished = countersign(repo, 2027, "p12", server_time=office.now, make=make).baru
        except Stopped:
            assert count(office) == 1
    assert number > len(started) > 8
    assert count(office) == 2


def test_a_stop_while_the_key_or_the_service_is_asked(signed: Office, kepala: Identity) -> None:
    signed.git("update-ref", "refs/heads/arsip", "arsip^")

    def stop(pdf: bytes, request: Request) -> bytes:
        raise Stopped

    with Repo(signed.path) as repo, pytest.raises(Stopped):
        countersign(repo, 2027, "p12", server_time=signed.tick(), make=stop)
    assert count(signed) == 1
    assert sign_in(signed, kepala) == "2027/murni-0-ttd-1"


WRITES = ("tempfile.mkstemp", "os.fdopen", "os.fsync", "os.replace", "os.chmod")


@pytest.mark.parametrize("fault", [Stopped(), OSError(28, "No space left on device")])
@pytest.mark.parametrize("step", range(1, 8))
def test_a_fault_at_any_write(step: int, fault: BaseException, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between any two steps of writing the file: it is not there, or it is whole."""
    place, data = office.path / SIGNED, b"%PDF" + bytes(10_000)
    place.parent.mkdir(exist_ok=True)
    calls = 0

    def counted(true: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*given: Any, **named: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == step:
                raise fault
            return true(*given, **named)

        return wrapped

    with Repo(office.path) as repo:
        with monkeypatch.context() as patched:
            for name in WRITES:
                module, function = name.split(".")
                patched.setattr(name, counted(getattr(sys.modules[module], function)))
            try:
                command._write(repo, place, data)
            except (Stopped, OSError):
                assert not place.exists() or place.read_bytes() == data
        assert [path.name for path in place.parent.iterdir()] in ([], [place.name])
        command._write(repo, place, data)
        assert place.read_bytes() == data
        assert not list(repo.git_dir.glob("rkt-*.tmp"))


def test_killed_while_writing(today: Office, kepala: Identity, tmp_path: Path) -> None:
    """A true process and a true SIGKILL, in the moment before the file takes its place."""
    today.on_draft()
    script = (
        "import os, sys, time\n"
        "from rktkit.cli.verbs import sign\n"
        "from rktkit.cli.main import main\n"
        "sign.ask = lambda question: sys.argv[1]\n"
        "os.replace = lambda *_: (print('sekarang', flush=True), time.sleep(60))\n"
        "main(sys.argv[2:])\n"
    )
    words = ["sign", "2027", "--with", "p12", "--p12", str(write_p12(tmp_path, kepala)), "--root", str(today.path)]
    child = subprocess.Popen(
        [sys.executable, "-c", script, PASSPHRASE, *words],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "PYTHONPATH": str(SCRIPTS)},
    )  # fmt: skip
    with child:
        assert child.stdout
        first = child.stdout.readline()
        child.send_signal(signal.SIGKILL)
        assert first == "sekarang\n", first + child.stdout.read()
    assert today.git("status", "--porcelain") == ""
    status, said, _ = typed(today, words, [PASSPHRASE])
    assert status == 0, said
    assert today.git("status", "--porcelain") == f"?? {SIGNED}"


def test_two_disks(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git's folder may lie on another disk, where a file cannot simply be renamed to its place."""
    true, place = os.replace, office.path / "salinan.pdf"

    def other_disk(old: Any, new: Any) -> None:
        if Path(old).parent != Path(new).parent:
            raise OSError(18, "Invalid cross-device link")
        true(old, new)

    monkeypatch.setattr("os.replace", other_disk)
    with Repo(office.path) as repo:
        command._write(repo, place, b"%PDF")
    assert place.read_bytes() == b"%PDF"


def test_another_document_that_comes_back_signed(office: Office, kepala: Identity) -> None:
    """A tool that hands back the document unsigned, or another one, adds nothing to the archive."""
    office.merge()
    publish_in(office)
    before = office.sha("arsip")

    def other(pdf: bytes, request: Request) -> bytes:
        writer = reopened(pdf)
        page, _ = writer.find_page_for_modification(0)
        page.get_object()["/Rotate"] = type(page.get_object()["/MediaBox"][0])(180)
        writer.mark_update(page)
        return by(kepala, office)(written(writer), request)

    for make, rule in ((lambda pdf, request: pdf, "RKT-671"), (other, "RKT-675")):
        with Repo(office.path) as repo, pytest.raises(Refusal, match=rule):
            countersign(repo, 2027, "p12", server_time=office.tick(), make=make)
    assert office.sha("arsip") == before
