"""From a merge to a publication: what it consists of, and when there is none."""

import json
import subprocess
import tracemalloc
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
from tests.trust.acts import Archived, refusal, run
from tests.trust.office import Office, Person, official, organisasi
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


def test_a_name_is_given_once(archived: Archived) -> None:
    office = archived.office
    office.on_draft().git("merge", "--quiet", "--ff-only", "main")
    office.edit("rkt/2027/pikp.yml", "428805000", "418805000")
    office.approve()
    office.merge()
    assert refusal(office) == {"RKT-655"}


def test_an_amendment_follows_what_it_amends(office: Office) -> None:
    office.merge()
    office.amend_plan()
    assert refusal(office) == {"RKT-649"}


def test_a_plan_with_errors_is_not_published(office: Office) -> None:
    office.on_draft().edit("rkt/2027/pikp.yml", "tahun: 2027", "tahun: 2028")
    office.approve()
    office.merge()
    assert "RKT-109" in refusal(office)


def test_a_missing_form_is_an_error_now(office: Office) -> None:
    office.on_draft().git("rm", "--quiet", "rkt/2027/egov.yml")
    office.approve()
    office.merge()
    assert "RKT-501" in refusal(office)


def test_a_form_that_nobody_reviewed_is_not_published(office: Office) -> None:
    office.on_draft().edit("rkt/2027/pikp.yml", "tahun: 2027", "# TINJAU: semuanya\ntahun: 2027")
    office.approve()
    office.merge()
    assert refusal(office) == {"RKT-508"}


def test_a_link_is_no_source(office: Office) -> None:
    (office.on_draft().path / "rkt/2027/catatan.md").symlink_to("/etc/passwd")
    office.approve()
    office.merge()
    assert refusal(office) == {"RKT-007"}


def test_a_broken_archive_is_not_continued(archived: Archived) -> None:
    office = archived.office
    office.git("switch", "--quiet", "arsip")
    office.write({"2027/murni-0/rkt.json": "{}"})
    office.commit("tim", "Diubah")
    office.git("switch", "--quiet", "main")
    office.on_draft().git("merge", "--quiet", "--ff-only", "main")
    office.edit("rkt/2027/siklus.yml", "urutan: 1", "urutan: 2")
    office.approve()
    office.merge()
    assert refusal(office) == {"RKT-644"}


def test_the_archive_is_not_moved_under_a_working_tree(archived: Archived) -> None:
    archived.office.git("switch", "--quiet", "arsip")
    assert refusal(archived.office) == {"RKT-658"}


def test_without_main_there_is_nothing_to_publish(office: Office) -> None:
    office.git("branch", "--quiet", "-m", "main", "utama")
    assert refusal(office) == {"RKT-606"}


@pytest.mark.parametrize("depth", [1, 2])
def test_history_that_was_cut_off_is_what_is_named(office: Office, tmp_path: Path, depth: int) -> None:
    """A workflow's checkout of one commit lacks even the commit before; that is no full disk."""
    office.merge()
    office.git("clone", "--quiet", f"--depth={depth}", f"file://{office.path}", str(tmp_path / "klon"))
    assert refusal(Office(tmp_path / "klon", office.people, "ssh", office.now)) == {"RKT-607"}


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


def test_an_archive_of_another_main(archived: Archived) -> None:
    office = archived.office
    office.git("reset", "--quiet", "--hard", "main~2")
    office.git("branch", "--quiet", "-D", "draf/2027")
    office.git("switch", "--quiet", "-c", "draf/2027")
    office.git("checkout", "--quiet", "ORIG_HEAD", "--", "rkt/2027")
    office.approve()
    office.merge()
    assert refusal(office) == {"RKT-652"}


# --- a signed PDF ----------------------------------------------------------------------------------------------------


def test_a_required_signed_pdf_is_missing(people: dict[str, Person], tmp_path: Path) -> None:
    office = Office.found(tmp_path / "kantor", people, "ssh, tte")
    office.merge()
    assert refusal(office) == {"RKT-639"}


def test_rubbish_in_place_of_the_signed_pdf_is_told_where_it_is(people: dict[str, Person], tmp_path: Path) -> None:
    office = Office.found(tmp_path / "kantor", people, "ssh, tte")
    office.on_draft().write({"rkt/2027/rkt-ttd.pdf": "bukan PDF"})
    office.commit("tim", "PDF")
    office.approve()
    office.merge()
    with Repo(office.path) as repo, pytest.raises(Refusal) as caught:
        publish(repo, server_time=office.now)
    assert [(found.rule, found.file) for found in caught.value.problems] == [("RKT-671", "rkt/2027/rkt-ttd.pdf")]


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


def test_forms_that_unfold_when_they_are_read(office: Office) -> None:
    """Three forms of 60 MB, 92 kB each in Git, took 2.9 GB: the size is asked before anything is read."""
    forms = [f"rkt/2027/{name}.yml" for name in ("pikp", "sekretariat", "egov")]
    office.on_draft().write(dict.fromkeys(forms, " " * 60_000_000))
    office.commit("tim", "Form besar")
    office.approve()
    office.merge()
    tracemalloc.start()
    try:
        with Repo(office.path) as repo, pytest.raises(Refusal, match="RKT-004") as caught:
            publish(repo, server_time=office.now)
        assert tracemalloc.get_traced_memory()[1] < 150_000_000
    finally:
        tracemalloc.stop()
    assert {one.file for one in caught.value.problems} == set(forms)


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
