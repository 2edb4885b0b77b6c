"""A verdict per claim: what each reader may believe of a sealed archive, and which attack breaks which claim."""

import json
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

import rktkit
from rktkit.ground.files import FolderFiles
from rktkit.ground.findings import Refusal
from rktkit.ground.git.repo import Repo
from rktkit.trust import ssh
from rktkit.trust.archive.manifest import SEAL, json_bytes, sha256
from rktkit.trust.archive.publications import root_files
from rktkit.trust.archive.read import read_archive, read_branch
from rktkit.trust.archive.seal import under_seal
from rktkit.trust.ssh import parse_key
from rktkit.trust.verify.matter import Putusan
from rktkit.trust.verify.people.clone import Standing
from rktkit.trust.verify.question import History
from rktkit.trust.verify.verdict import against
from rktkit.trust.verify.whole import unpublished
from tests.office import LATER, Office, Person, official
from tests.trust.acts import Archived, claims, export, in_clone, in_folder, key_of, run, with_machine
from tests.trust.attacks import ATTACKS
from tests.trust.conftest import Terminal
from tests.trust.tampering import FIRST, SECOND, flip, manifest_of, rechain, write_manifest


def test_every_claim_of_a_clone_and_of_a_folder(sealed_once: Archived, tmp_path: Path) -> None:
    folder = export(sealed_once.office, tmp_path / "arsip")
    for today in (date(2026, 12, 2), LATER):
        for verdict in (in_clone(sealed_once.office, today=today), in_folder(folder, today, trust=sealed_once.trust)):
            assert verdict.putusan is Putusan.SAH
            assert len(verdict.bagian) == 2
            assert claims(verdict) | {"lengkap": "SAH"} == dict.fromkeys(claims(verdict), "SAH")
    (word,) = next(claim.atas_dasar for claim in verdict.bagian[0].klaim if claim.klaim == "dokumen")
    assert "menurut mesin penerbit" in word


def test_the_json_is_the_contracts(rkt: Terminal, sealed_once: Archived) -> None:
    status, out, _ = rkt(sealed_once.office.path, "verify", "--format", "json", "--date", "2027-03-01")
    said = json.loads(out)
    assert (status, said["putusan"]) == (0, "SAH")
    assert {"putusan", "kebijakan", "lengkap", "publikasi", "problems", "catatan"} == said.keys()
    assert len(said["kebijakan"]["sidik_jari"]) == 64
    assert said["kebijakan"]["sidik_jari"].startswith(said["kebijakan"]["ringkas"])
    for part in said["publikasi"]:
        names = [claim["klaim"] for claim in part["klaim"]]
        assert names == ["naskah", "dokumen", "orang", "waktu", "lengkap", "berlaku"]
        assert all({"klaim", "putusan", "atas_dasar", "kurang"} == claim.keys() for claim in part["klaim"])
    first, second = (part["klaim"][-1]["atas_dasar"][0] for part in said["publikasi"])
    assert first.startswith("Diganti oleh 2027/perubahan-1 sejak")
    assert second == "Berlaku pada 1 Maret 2027"
    status, out, _ = rkt(sealed_once.office.path, "verify")
    assert f"SAH menurut kebijakan {said['kebijakan']['ringkas']}" in out


def test_only_the_version_is_raised(sealed_once: Archived, monkeypatch: pytest.MonkeyPatch) -> None:
    """In twenty years nobody has today's program: no verdict rests on compiling again."""
    monkeypatch.setattr(rktkit, "__version__", "99.0")
    monkeypatch.setattr("rktkit.trust.archive.make.code", lambda: "0" * 64)
    assert in_clone(sealed_once.office).putusan is Putusan.SAH


def test_a_later_version_brings_another_stand_alone_verifier(
    sealed: Archived, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A comment in ``periksa.py``, a word in the README: the root is what the newest sealed manifest says of it."""
    office = sealed.office
    later = {name: data + b"# lain\n" for name, data in root_files().items()}
    for module in ("archive.make", "publish.publish"):
        monkeypatch.setattr(f"rktkit.trust.{module}.root_files", lambda: later)
    office.next_amendment(2)
    office.approve()
    office.merge()
    run(office)
    folder = export(office, tmp_path / "arsip")
    assert (folder / "periksa.py").read_text().endswith("# lain\n")
    for verdict in (in_clone(office), in_folder(folder, trust=sealed.trust)):
        assert (verdict.putusan, len(verdict.bagian), verdict.problems) == (Putusan.SAH, 3, ())


def test_a_superseded_document_says_by_what(rkt: Terminal, sealed_once: Archived, tmp_path: Path) -> None:
    folder = export(sealed_once.office, tmp_path / "arsip")
    (tmp_path / "organisasi.yml").write_bytes(sealed_once.trust)
    trust = ("--archive", str(folder), "--trust", str(tmp_path / "organisasi.yml"))
    for place, more in ((sealed_once.office.path, ()), (tmp_path, trust)):
        for name, said in (
            (FIRST, f"Diganti oleh {SECOND} sejak 1 Desember 2026"),
            (SECOND, "Berlaku pada 1 Maret 2027"),
        ):
            words = ("--pdf", str(folder / name / "rkt.pdf"), "--date", "2027-03-01", *more)
            status, out, _ = rkt(place, "verify", *words)
            assert (status, said in out) == (0, True)


def test_an_office_without_a_machine_is_told(office: Office) -> None:
    office.merge()
    done = run(office, machine=None)
    assert [found.rule for found in done.peringatan] == ["RKT-640"]
    assert claims(in_clone(office))["dokumen"] == str(Putusan.TIDAK_PASTI), "never wrong, and not proven"


@pytest.mark.parametrize("who", [None, "orang-luar", "kepala"])
def test_a_policy_with_a_machine_wants_its_key(sealed: Archived, who: str | None) -> None:
    office = sealed.office
    office.next_amendment(2)
    office.approve()
    office.merge()
    before = office.sha("arsip")
    with pytest.raises(Refusal, match="RKT-640"):
        run(office, machine=key_of(office, who) if who else None)
    assert office.sha("arsip") == before


# --- what was sealed -------------------------------------------------------------------------------------------------


def test_a_byte_under_a_seal(sealed: Archived, tmp_path: Path) -> None:
    folder = export(sealed.office, tmp_path / "arsip")
    flip(folder / FIRST / "rkt.pdf")
    assert in_folder(folder, trust=sealed.trust).putusan is Putusan.TIDAK_SAH
    rechain(folder, [FIRST, SECOND])
    verdict = in_folder(folder, trust=sealed.trust)
    assert verdict.putusan is Putusan.TIDAK_SAH
    assert "RKT-661" in {found.rule for found in verdict.problems}


@pytest.mark.parametrize("name", ["manifest.json.penerbit.sig", "manifest.json.sig"])
def test_a_signature_that_is_none(sealed: Archived, tmp_path: Path, name: str) -> None:
    folder = export(sealed.office, tmp_path / "arsip")
    known = json.loads((folder / "kepala.json").read_text())["sha256"]
    (folder / SECOND / name).write_text("palsu")
    assert in_folder(folder, head=known).putusan is Putusan.TIDAK_SAH


def test_a_seal_that_the_next_manifest_names_is_missing(sealed: Archived, tmp_path: Path) -> None:
    folder = export(sealed.office, tmp_path / "arsip")
    (folder / FIRST / "manifest.json.penerbit.sig").unlink()
    verdict = in_folder(folder, trust=sealed.trust)
    assert verdict.putusan is Putusan.TIDAK_PASTI
    assert "RKT-645" in {found.rule for found in verdict.problems}


def test_a_seal_of_nobody_known(sealed: Archived, people: dict[str, Person], tmp_path: Path) -> None:
    folder = export(sealed.office, tmp_path / "arsip")
    value = manifest_of(folder, SECOND)
    write_manifest(folder, SECOND, {**value, "alat": {**value["alat"], "rktkit": "0"}})
    data = (folder / SECOND / "manifest.json").read_bytes()
    seal = ssh.sign(data, people["orang-luar"].key)
    (folder / SECOND / "manifest.json.penerbit.sig").write_bytes(seal)
    head = {"versi": 1, "publikasi": SECOND, "sha256": sha256(data), "jumlah": 2}
    (folder / "kepala.json").write_bytes(json_bytes(head))
    verdict = in_folder(folder, trust=sealed.trust)
    assert [part.putusan for part in verdict.bagian] == [Putusan.SAH, Putusan.TIDAK_PASTI]
    assert any("tidak dikenal kebijakan" in text for text in verdict.bagian[1].kurang)


def test_what_stands_under_a_seal_is_not_judged_again(sealed: Archived, tmp_path: Path) -> None:
    """The newest publication that the machine sealed, and all before it."""
    folder = export(sealed.office, tmp_path / "arsip")
    machine, other = (parse_key(sealed.office.people[who].public) for who in ("mesin", "kepala"))
    assert machine
    assert other
    for expected in (2, 1, 0):
        archive = read_archive(FolderFiles(folder))
        assert [under_seal(archive, keys) for keys in ([machine], [other], [])] == [expected, 0, 0]
        if expected:
            (folder / (FIRST, SECOND)[expected - 1] / SEAL).unlink()


# --- completeness ----------------------------------------------------------------------------------------------------


def test_the_newest_publication_is_cut_off(sealed: Archived) -> None:
    office = sealed.office
    merge = office.sha("main")
    office.git("update-ref", "refs/heads/arsip", "arsip^")
    verdict = in_clone(office)
    assert verdict.putusan is Putusan.TIDAK_PASTI
    assert any(merge in text for text in verdict.lengkap["kurang"])
    assert "RKT-663" in {found.rule for found in verdict.problems}
    assert in_clone(office, publikasi=FIRST).putusan is Putusan.SAH


BENT = sorted(name for name, (_, rules) in ATTACKS.items() if rules == ["RKT-613"])


@pytest.mark.parametrize("attack", BENT)
def test_a_merge_that_git_would_never_write_touches_no_verdict(attack: str, sealed: Archived, rkt: Terminal) -> None:
    """Whoever may push to ``main`` could make every archive TIDAK SAH by it; it is told, and is on another branch."""
    sealed.office.next_amendment(2)
    sealed.office.approve()
    sealed.office.git("switch", "--quiet", "main")
    merged = ATTACKS[attack][0](sealed.office)
    verdict = in_clone(sealed.office)
    assert verdict.putusan is Putusan.SAH
    if sealed.office.git("rev-list", "-1", "--parents", merged).count(" ") > 1:
        assert any(merged in text and text.endswith("RKT-613") for text in verdict.lengkap["ditolak"])
    assert {str(found.severity) for found in verdict.problems} <= {"peringatan"}
    with Repo(sealed.office.path) as repo:
        arsip, main = repo.resolve("arsip"), repo.resolve("main")
        told = against(read_branch(repo, arsip), History(repo, main, arsip))
    assert {str(found.severity) for found in told} <= {"peringatan"}, "the site says no more"
    status, _, err = rkt(sealed.office.path, "verify")
    assert (status, err) == (0, "")


def test_a_merge_before_the_first_publication_leaves_all_of_them_in_doubt(sealed_once: Archived) -> None:
    """It is missing below everything that the archive holds."""
    with Repo(sealed_once.office.path) as repo:
        arsip, main = repo.resolve("arsip"), repo.resolve("main")
        archive = read_branch(repo, arsip)
        later = replace(archive, publications=archive.publications[1:])
        standing = Standing(repo, main, later)
        ((said, after, found),) = unpublished(History(repo, main, arsip), later, standing)
    assert archive.publications[0].manifest.commit in said
    assert (after, found.rule) == (0, "RKT-663")


def test_a_merge_that_cannot_be_published_touches_no_verdict(sealed: Archived) -> None:
    office = sealed.office
    office.on_draft().git("merge", "--quiet", "--ff-only", "main")
    office.edit("rkt/2027/pikp.yml", "428805000", "328805000")
    office.commit("tim", "Tanpa persetujuan")
    refused = office.merge()
    verdict = in_clone(office)
    assert verdict.putusan is Putusan.SAH
    assert any(refused in text and "RKT-63" in text for text in verdict.lengkap["ditolak"])


# --- the last day in office (18) -------------------------------------------------------------------------------------


@pytest.mark.parametrize("late", [False, True], ids=["on the last day", "a day late, dated back"])
def test_a_merge_that_the_forge_saw_is_published_days_later(
    late: bool, people: dict[str, Person], tmp_path: Path
) -> None:
    """The runner was down over the weekend. The forge's clock counts, and never the commit's."""
    terms = official(people["kepala"], "2026-01-01", "2026-12-01") + official(people["nanti"], "2026-12-02")
    policy = partial(with_machine, machine=people["mesin"])
    office = Office.found(tmp_path / "k", people, "forge", terms, policy=policy)
    last = office.now
    if late:
        office.tick(timedelta(days=1))
    event = office.event(office.merge(sign=False, at=last))
    office.tick(timedelta(days=3))
    if late:
        with pytest.raises(Refusal, match="RKT-618"):
            run(office, event=event)
        return
    run(office, event=event)
    verdict = in_clone(office, today=date(2026, 12, 20))
    assert verdict.putusan is Putusan.SAH
    assert claims(verdict)["waktu"] == "SAH"


def test_a_merge_of_the_last_day_without_a_stamp(people: dict[str, Person], tmp_path: Path) -> None:
    terms = official(people["kepala"], "2026-01-01", "2026-12-01") + official(people["nanti"], "2026-12-02")
    office = Office.found(tmp_path / "k", people, "ssh", terms)
    office.merge()
    office.tick(timedelta(days=2))
    with pytest.raises(Refusal, match="RKT-626") as caught:
        run(office, machine=None)
    assert "rkt sign" in caught.value.problems[0].hint


def test_a_seal_that_nobody_answers_for_is_not_called_absent(sealed: Archived, tmp_path: Path) -> None:
    """A bare folder: the seals are there, and it is said what makes them count."""
    folder = export(sealed.office, tmp_path / "arsip")

    def missing(number: int) -> str:
        return next(claim for claim in in_folder(folder).bagian[number].klaim if claim.klaim == "dokumen").kurang[0]

    for number in (0, 1):
        assert missing(number).startswith("Ada segel, ")
        assert "--trust" in missing(number)
    newest = in_folder(folder).bagian[1].publikasi
    (folder / newest / "manifest.json.penerbit.sig").unlink()
    assert missing(0).startswith("Ada segel, ")
    assert missing(1).startswith("Belum ada segel ")
