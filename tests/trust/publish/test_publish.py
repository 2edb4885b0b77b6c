"""From a merge to a publication: what it consists of, and who may sign it."""

import json
import subprocess
from datetime import date, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from rktkit.ground.findings import Refusal
from rktkit.ground.git.repo import Repo
from rktkit.trust import ssh
from rktkit.trust.archive.make import semula
from rktkit.trust.archive.manifest import parse_manifest
from rktkit.trust.archive.read import read_branch
from rktkit.trust.publish.countersign import countersign
from rktkit.trust.publish.publish import publish
from tests.office import Office, official, organisasi
from tests.trust.acts import Archived, refusal, run
from tests.trust.tampering import FIRST, SECOND, THIRD


def files(office: Office, folder: str) -> list[str]:
    return office.git("ls-tree", "-r", "--name-only", f"arsip:{folder}").splitlines()


def test_a_publication_is_complete(archived: Archived) -> None:
    office = archived.office
    names = files(office, "2027/murni-0")
    for expected in (
        *("bukti.json", "manifest.json", "rkt.pdf", "rkt.html", "rkt.json", "rkt.xlsx", "datapackage.json"),
        *("csv/sub_kegiatan.csv", "sumber/rkt/organisasi.yml", "sumber/rkt/2027/pikp.yml"),
        *("sumber/rkt/renstra/2025-2029.yml", "sumber/rkt/nomenklatur/2027.csv"),
    ):
        assert expected in names
    assert not [name for name in names if "2026" in name]
    manifest = parse_manifest(office.git("show", "arsip:2027/murni-0/manifest.json").encode() + b"\n")
    assert [entry.path for entry in manifest.berkas] == sorted(set(names) - {"manifest.json"})
    assert (manifest.urutan, manifest.sebelumnya) == (1, None)
    assert manifest.penetapan == {
        "nomor": "000.7/001/DISKOMINFOSAN/2026",
        "tanggal": "2026-12-01",
        "jabatan": "Kepala Dinas",
        "pejabat": "CONTOH Kepala Dinas",
    }
    assert office.sha(f"{manifest.commit}^2")


def test_the_archive_is_a_chain(archived: Archived) -> None:
    with Repo(archived.office.path) as repo:
        archive = read_branch(repo, archived.office.sha("arsip"))
    assert not archive.problems
    assert [publication.nama for publication in archive.publications] == [FIRST, SECOND, THIRD]
    hashes = [publication.sha256 for publication in archive.publications]
    assert [publication.manifest.sebelumnya for publication in archive.publications] == [None, *hashes[:-1]]
    head = json.loads(archived.office.git("show", "arsip:kepala.json"))
    assert head == {"versi": 1, "publikasi": THIRD, "sha256": hashes[2], "jumlah": 3}
    assert archived.office.git("rev-list", "--count", "arsip") == "3"


def test_an_amendment_shows_what_it_changes(archived: Archived) -> None:
    plan = json.loads(archived.office.git("show", "arsip:2027/perubahan-1/rkt.json"))
    changed = [(row["kode"], row["semula"], row["menjadi"]) for row in plan["perubahan"]]
    assert changed == [("2.16.02.2.01.0014", "458.805.000", "428.805.000")]
    assert semula(archived.office.path, 2027, 1)
    assert semula(archived.office.path, 2027, 3) is None


def test_the_paper_prints_the_archives_head_of_that_day(archived: Archived) -> None:
    """On its last page, so that old paper testifies for the archive."""
    show = ["git", "show", "arsip:2027/perubahan-1/rkt.pdf"]
    pdf = subprocess.run(show, cwd=archived.office.path, capture_output=True, check=True).stdout
    with Repo(archived.office.path) as repo:
        first = read_branch(repo, archived.office.sha("arsip")).publications[0]
    last = PdfReader(BytesIO(pdf)).pages[-1].extract_text()
    assert first.sha256 in "".join(last.split())


def test_which_plan_is_in_force(archived: Archived) -> None:
    with Repo(archived.office.path) as repo:
        archive = read_branch(repo, archived.office.sha("arsip"))
    assert archive.in_force(2027, date(2026, 11, 30)) is None
    in_force = archive.in_force(2027, date(2026, 12, 31))
    assert in_force
    assert in_force.nama == "2027/perubahan-1"
    assert archive.in_force(2026, date(2026, 12, 31)) is None


def test_publishing_again_changes_nothing(archived: Archived) -> None:
    before = archived.office.sha("arsip")
    done = run(archived.office)
    assert (done.publikasi, done.baru) == ("2027/perubahan-1", False)
    assert archived.office.sha("arsip") == before


def test_nothing_but_the_branch_moves(office: Office) -> None:
    office.merge()
    before = office.git("for-each-ref"), office.git("status", "--porcelain"), office.sha("HEAD")
    run(office)
    refs = [line for line in office.git("for-each-ref").splitlines() if "refs/heads/arsip" not in line]
    assert ("\n".join(refs), office.git("status", "--porcelain"), office.sha("HEAD")) == before


def test_two_machines_make_the_same_commit(office: Office, tmp_path: Path) -> None:
    office.merge()
    other = office.copy(tmp_path / "mesin lain")
    run(office)
    run(other)
    assert office.sha("arsip") == other.sha("arsip")


def test_only_the_evidence_depends_on_the_clock(office: Office, tmp_path: Path) -> None:
    office.merge()
    other = office.copy(tmp_path / "nanti")
    other.tick(timedelta(hours=1))
    run(office)
    run(other)
    hashes = [
        {entry.path: entry.sha256 for entry in parse_manifest(data.encode() + b"\n").berkas}
        for data in (one.git("show", "arsip:2027/murni-0/manifest.json") for one in (office, other))
    ]
    assert {path for path in hashes[0] if hashes[0][path] != hashes[1][path]} == {"bukti.json"}


# --- the manifest signed while publishing ----------------------------------------------------------------------------


def test_the_kepala_may_sign_the_manifest_instead_of_the_merge(office: Office) -> None:
    office.merge("kasubag", sign=False)
    assert refusal(office) == {"RKT-621"}
    run(office, seal=partial(ssh.sign, key=office.people["kepala"].key))
    (office.path / "sig").write_text(office.git("show", "arsip:2027/murni-0/manifest.json.sig") + "\n")
    manifest = office.git("show", "arsip:2027/murni-0/manifest.json") + "\n"
    check = ["ssh-keygen", "-Y", "check-novalidate", "-n", "rkt", "-s", str(office.path / "sig")]
    assert subprocess.run(check, input=manifest, text=True, capture_output=True, check=False).returncode == 0


def test_why_a_key_does_not_sign_is_said_in_our_words(office: Office, tmp_path: Path) -> None:
    office.merge()
    garbage, open_to_all = tmp_path / "bukan-kunci", tmp_path / "terbuka"
    garbage.write_text("x")
    open_to_all.write_bytes(office.people["kepala"].key.read_bytes())
    open_to_all.chmod(0o644)
    nothing = "berkas kuncinya tidak ada, atau bukan kunci SSH."
    for key, why in ((tmp_path / "tidak-ada", nothing), (garbage, nothing), (open_to_all, "chmod 600.")):
        with pytest.raises(Refusal) as caught:
            run(office, seal=partial(ssh.sign, key=key))
        assert caught.value.problems[0].rule == "RKT-640"
        assert caught.value.problems[0].message.endswith(why)


@pytest.mark.parametrize(("who", "rule"), [("kasubag", "RKT-640"), ("orang-luar", "RKT-640"), ("lama", "RKT-618")])
def test_nobody_else_may(office: Office, who: str, rule: str) -> None:
    office.merge("kasubag", sign=False)
    assert refusal(office, seal=partial(ssh.sign, key=office.people[who].key)) == {rule}


def test_a_signature_for_something_else_does_not_count(office: Office) -> None:
    office.merge("kasubag", sign=False)
    seal = partial(ssh.sign, key=office.people["kepala"].key, namespace="git")
    assert refusal(office, seal=seal) == {"RKT-640"}


# --- the discussion --------------------------------------------------------------------------------------------------


def test_names_of_staff_can_be_left_out(forged: Office) -> None:
    merged = forged.merge(sign=False)
    when = forged.now.isoformat()
    comment = {"user": {"login": "contoh-tim"}, "created_at": when, "body": "@contoh-kasubag sudah?", "path": None}
    stranger = {"user": {"login": "magang"}, "created_at": when, "body": "Siap."}
    event = forged.event(merged, comments=[comment, stranger])
    run(forged, event=event, names=False)
    bukti = json.loads(forged.git("show", "arsip:2027/murni-0/bukti.json"))
    told = bukti["catatan_forge"]["pull_request"]
    assert [said["user"]["login"] for said in told["comments"]] == ["Tim Penyusun RKT", "pegawai tanpa nama"]
    assert told["comments"][0]["body"] == "@… sudah?"
    assert told["reviews"][0]["user"]["login"] == "contoh-sekretaris"
    page = forged.git("show", "arsip:2027/murni-0/rkt.html")
    for said in ("Siap.", "@… sudah?", "Sudah sesuai.", "Tim Penyusun RKT"):
        assert said in page
    assert "contoh-kasubag" not in page
    assert "magang" not in page


# --- more than one merge ---------------------------------------------------------------------------------------------


def test_a_merge_that_was_passed_over_can_still_be_published(office: Office) -> None:
    """The amendment was published by mistake from its second merge; an older merge of another name is not lost."""
    first = office.merge()
    office.on_draft().git("merge", "--quiet", "--ff-only", "main")
    office.edit("rkt/2027/pengesahan.yml", "nomor: 000.7/001", "nomor: 000.7/009")
    office.edit("rkt/2027/siklus.yml", "jenis: murni\nurutan: 0", "jenis: murni\nurutan: 0 ")
    office.approve()
    second = office.merge()
    with Repo(office.path) as repo:
        assert publish(repo, server_time=office.now, commit=second).baru
        with pytest.raises(Refusal, match="RKT-655"):
            publish(repo, server_time=office.now, commit=first)


def test_what_is_no_signature_is_not_archived(archived: Archived) -> None:
    """Junk after a PDF is no signature, whoever says so."""
    office = archived.office
    before = office.sha("arsip")
    with Repo(office.path) as repo, pytest.raises(Refusal, match="RKT-671"):
        countersign(repo, 2027, "p12", server_time=office.tick(), make=lambda pdf, request: pdf + b"\0")
    assert office.sha("arsip") == before


@pytest.mark.parametrize(("month", "rule"), [(12, "RKT-640"), (1, "RKT-618")])
def test_only_the_kepala_in_office_signs_later(archived: Archived, month: int, rule: str) -> None:
    office = archived.office
    office.git("update-ref", "refs/heads/arsip", "arsip^")
    who = "kasubag" if month == 12 else "kepala"
    when = office.now.replace(year=2027 if month == 1 else 2026, month=month, day=5)
    with Repo(office.path) as repo, pytest.raises(Refusal, match=rule):
        countersign(repo, 2027, "ssh", server_time=when, seal=partial(ssh.sign, key=office.people[who].key))


def test_a_revoked_key_signs_nothing_any_more(archived: Archived) -> None:
    """Neither a later signature nor a manifest while publishing: whoever found it gains nothing."""
    office = archived.office
    found = partial(ssh.sign, key=office.people["kepala"].key)
    office.git("update-ref", "refs/heads/arsip", "arsip^")
    entry = official(office.people["kepala"], "2026-01-01", "2026-12-31", key=False)
    office.write({"rkt/organisasi.yml": organisasi(office.people, "ssh", kepala=entry)})
    office.commit("kepala", "Kunci hilang, dicabut", "-S")
    with Repo(office.path) as repo, pytest.raises(Refusal, match="RKT-640"):
        countersign(repo, 2027, "ssh", server_time=office.tick(), seal=found)
    office.on_draft().git("merge", "--quiet", "--no-ff", "-m", "Dari main", "main")
    office.edit("rkt/2027/siklus.yml", "urutan: 1", "urutan: 2")
    office.edit("rkt/2027/pengesahan.yml", "000.7/002", "000.7/003")
    office.edit("rkt/2027/pikp.yml", "428805000", "418805000")
    office.approve()
    office.merge("kasubag", sign=False)
    assert refusal(office, seal=found) == {"RKT-640"}


def test_a_document_that_nobody_signed_says_so(forged: Office) -> None:
    """Where the policy asks for the forge's word alone, paper and page say what stands behind the merge."""
    merged = forged.merge(sign=False)
    with Repo(forged.path) as repo:
        publish(repo, server_time=forged.now, event=forged.event(merged))
    page = forged.git("show", "arsip:2027/murni-0/rkt.html")
    pdf = subprocess.run(
        ["git", "show", "arsip:2027/murni-0/rkt.pdf"], cwd=forged.path, capture_output=True, check=True
    )
    text = " ".join(" ".join(one.extract_text() for one in PdfReader(BytesIO(pdf.stdout)).pages).split())
    for said in (page, text):
        assert said.count("menurut catatan forge, tanpa tanda tangan") == 1, "the gate's approval is no signature"
