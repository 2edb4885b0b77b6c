"""A verdict per claim: what each reader may believe of a sealed archive, and which attack breaks which claim."""

import json
import re
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

import rktkit
from rktkit.cli.main import main
from rktkit.ground.files import FolderFiles
from rktkit.ground.findings import Refusal
from rktkit.trust import ssh
from rktkit.trust.archive.manifest import SEAL, json_bytes, sha256
from rktkit.trust.archive.publications import root_files
from rktkit.trust.archive.read import read_archive
from rktkit.trust.archive.seal import under_seal
from rktkit.trust.ssh import parse_key
from rktkit.trust.verify.matter import Putusan
from tests.trust.acts import Archived, claims, export, in_clone, in_folder, key_of, run, with_machine
from tests.trust.conftest import Terminal
from tests.trust.office import Office, Person, official, organisasi
from tests.trust.tampering import FIRST, SECOND, flip, manifest_of, rechain, write_manifest

LATER = date(2027, 6, 1)
"""The Kepala Dinas of 2026 is no longer in office."""


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


# --- a former official with his old key ------------------------------------------------------------------------------


def test_a_fabricated_archive_of_a_former_kepala(people: dict[str, Person], tmp_path: Path) -> None:
    """His old key, his clock set back, a Sekretaris' key that he kept too: everything fits but the time."""
    terms = official(people["kepala"], "2023-01-01", "2026-12-31") + official(people["nanti"], "2027-01-01")
    office = Office.found(tmp_path / "palsu", people, "ssh", terms)
    office.merge()
    run(office, machine=None, seal=key_of(office, "kepala"))
    folder = export(office, tmp_path / "arsip")
    trust = with_machine(organisasi(people, "ssh", terms), people["mesin"]).encode()
    verdict = in_folder(folder, LATER, trust=trust)
    assert verdict.putusan is Putusan.TIDAK_PASTI
    assert claims(verdict)["waktu"] == claims(verdict)["dokumen"] == str(Putusan.TIDAK_PASTI)
    assert in_folder(folder, date(2026, 12, 2), trust=trust).putusan is Putusan.SAH, "while he was in office"


def test_the_whole_policy_that_the_reader_trusts(sealed_once: Archived, tmp_path: Path) -> None:
    folder = export(sealed_once.office, tmp_path / "arsip")
    stricter = sealed_once.trust.replace(b"wajib: [ssh]", b"wajib: [forge, ssh, tte]")
    verdict = in_folder(folder, trust=stricter)
    assert verdict.putusan is Putusan.TIDAK_PASTI
    (orang,) = [claim for claim in verdict.bagian[0].klaim if claim.klaim == "orang"]
    assert {level for level in ("forge", "tte") if any(f"Tingkat {level}" in text for text in orang.kurang)} == {
        "forge",
        "tte",
    }


def test_a_retired_machine_is_endorsed_by_its_successor(sealed: Archived, tmp_path: Path) -> None:
    """The key of the first machine has ended; the next one built on what it had sealed."""
    office = sealed.office
    text = (office.path / "rkt/organisasi.yml").read_text()
    cut = text.index("penerbit:")
    machine = office.people["saksi"]
    entry = f"penerbit:\n  - nama: mesin\n    kunci: {office.people['mesin'].public}\n    mulai: 2023-01-01\n"
    entry += "    selesai: 2026-12-01\n"
    office.write({"rkt/organisasi.yml": text[:cut] + entry})
    office.commit("kepala", "Mesin lama berhenti", "-S")
    assert claims(in_clone(office))["dokumen"] == str(Putusan.TIDAK_PASTI), "nobody in office answers for it"
    entry += f"  - nama: mesin-2\n    kunci: {machine.public}\n    mulai: 2026-12-01\n"
    office.write({"rkt/organisasi.yml": text[:cut] + entry})
    office.commit("kepala", "Mesin baru", "-S")
    office.next_amendment(2)
    office.approve()
    office.merge()
    run(office, machine=key_of(office, "saksi"))
    verdict = in_clone(office)
    assert verdict.putusan is Putusan.SAH
    assert "mesin-2" in next(claim for claim in verdict.bagian[0].klaim if claim.klaim == "dokumen").atas_dasar[0]


@pytest.mark.parametrize(
    "later", [("orang-luar", "2027-01-01", None), ("kepala", "2026-01-01", "2027-06-30")], ids=["another", "longer"]
)
def test_a_reader_with_an_older_policy_follows_its_changes(
    later: tuple[str, str, str | None], sealed: Archived, tmp_path: Path
) -> None:
    """The Kepala Dinas of 2026 signs who comes after him, or that he stays; the plan that he signs next carries it."""
    office = sealed.office
    who, since, until = later
    old = official(office.people["kepala"], "2026-01-01", "2026-12-31") if who != "kepala" else ""
    terms = old + official(office.people[who], since, until)
    office.write({"rkt/organisasi.yml": with_machine(organisasi(office.people, "ssh", terms), office.people["mesin"])})
    office.commit("kepala", "Tahun depan", "-S")
    for urutan, signer, day in ((2, "kepala", timedelta(minutes=1)), (3, who, timedelta(days=60))):
        office.tick(day)
        office.next_amendment(urutan)
        office.edit("rkt/2027/pengesahan.yml", "tanggal: 2026-12-01", f"tanggal: {office.now:%Y-%m-%d}")
        office.approve()
        office.merge(signer)
        run(office)
    verdict = in_folder(export(office, tmp_path / "arsip"), office.now.date(), trust=sealed.trust)
    assert [part.putusan for part in verdict.bagian] == [Putusan.SAH] * 4
    assert [change.partition(" (")[0] for change in verdict.kebijakan["perubahan"]] == [
        "Kebijakan berubah sampai 2027/perubahan-2"
    ]


def test_the_policy_may_be_newer_than_the_approved_text(sealed: Archived, tmp_path: Path) -> None:
    """The Kepala Dinas signed a change of it between the approval and the merge: the sources hold the merge's."""
    office = sealed.office
    office.next_amendment(2)
    office.approve()
    office.git("switch", "--quiet", "main")
    office.edit("rkt/organisasi.yml", "wajib: [ssh]", "wajib: [ssh] # tetap")
    office.commit("kepala", "Catatan", "-S")
    office.merge()
    run(office)
    verdict = in_folder(export(office, tmp_path / "arsip"), trust=sealed.trust)
    assert [part.putusan for part in verdict.bagian] == [Putusan.SAH] * 3


def test_an_official_in_the_sekretaris_place_speaks_against_it_and_a_stranger_does_not(
    sealed_once: Archived, tmp_path: Path
) -> None:
    """By the policy that the reader trusts: a key that it knows as another's, and one that it does not know."""
    folder, people = export(sealed_once.office, tmp_path / "arsip"), sealed_once.office.people
    his, other, nobodys = (people[who].public.encode() for who in ("sekretaris", "kasubag", "orang-luar"))
    swapped = sealed_once.trust.replace(his, b"-").replace(other, his).replace(b'"-"', b'"' + other + b'"')
    verdict = in_folder(folder, trust=swapped)
    assert verdict.putusan is Putusan.TIDAK_SAH
    assert {found.rule for found in verdict.problems} == {"RKT-632"}
    verdict = in_folder(folder, trust=sealed_once.trust.replace(his, nobodys))
    assert verdict.putusan is Putusan.TIDAK_PASTI
    assert not verdict.problems


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


def test_a_merge_that_cannot_be_published_touches_no_verdict(sealed: Archived) -> None:
    office = sealed.office
    office.on_draft().git("merge", "--quiet", "--ff-only", "main")
    office.edit("rkt/2027/pikp.yml", "428805000", "328805000")
    office.commit("tim", "Tanpa persetujuan")
    refused = office.merge()
    verdict = in_clone(office)
    assert verdict.putusan is Putusan.SAH
    assert any(refused in text and "RKT-63" in text for text in verdict.lengkap["ditolak"])


# --- the gate and the people -----------------------------------------------------------------------------------------


def test_what_he_acts_as_and_that_it_was_one_person(people: dict[str, Person], tmp_path: Path) -> None:
    terms = official(people["kepala"], "2026-01-01", "2026-11-29")
    terms += official(people["sekretaris"], "2026-11-30", "2027-06-30", status="plt")
    office = Office.found(tmp_path / "k", people, "ssh", terms, policy=partial(with_machine, machine=people["mesin"]))
    office.merge("sekretaris")
    run(office)
    verdict = in_clone(office)
    assert verdict.putusan is Putusan.SAH
    said = "\n".join(verdict.bagian[0].terbukti)
    assert "CONTOH Sekretaris Dinas (Plt. Kepala Dinas)" in said
    assert "menyetujui dan menandatangani: satu orang saja" in said


def test_two_people_where_the_policy_asks_for_them(people: dict[str, Person], tmp_path: Path) -> None:
    terms = official(people["kepala"], "2026-01-01", "2026-11-29")
    terms += official(people["sekretaris"], "2026-11-30", "2027-06-30", status="plt")
    office = Office.found(tmp_path / "k", people, "ssh", terms, policy=lambda text: f"{text}  dua_orang: true\n")
    office.merge("sekretaris")
    with pytest.raises(Refusal, match="RKT-632"):
        run(office, machine=None)


def test_a_key_of_two_people_is_nobodys(people: dict[str, Person], tmp_path: Path) -> None:
    def shared(text: str) -> str:
        return text.replace(people["tim"].public, people["kepala"].public)

    office = Office.found(tmp_path / "k", people, "ssh", policy=shared)
    office.merge()
    with pytest.raises(Refusal, match="RKT-612"):
        run(office, machine=None)


def test_an_office_without_a_sekretaris(people: dict[str, Person], tmp_path: Path) -> None:
    def without(text: str) -> str:
        start, end = text.index("  - kode: sekretaris"), text.index("  - kode: kasubag-perencanaan")
        kept = text[:start].replace("  tempat: ", "  tanpa: [sekretaris]\n  tempat: ", 1) + text[end:]
        return kept.replace("pimpinan: sekretaris", "pimpinan: kasubag-perencanaan")

    office = Office.found(tmp_path / "k", people, "ssh", policy=without)
    office.on_draft().git("reset", "--quiet", "--hard", "HEAD^")
    office.approve("kasubag")
    office.merge()
    run(office, machine=None, seal=key_of(office, "kepala"))
    assert in_clone(office).putusan is Putusan.SAH


def test_an_office_without_a_tim_and_a_sekretaris_knows_whose_turn_it_is(
    people: dict[str, Person], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The Kasubbag writes the draft, approves it, and nobody else's approval lets it through."""

    def without(text: str) -> str:
        start, end = text.index("  - kode: sekretaris"), text.index("  - kode: kasubag-perencanaan")
        kept = text[:start].replace("  tempat: ", "  tanpa: [sekretaris, tim]\n  tempat: ", 1) + text[end:]
        return kept.replace("pimpinan: sekretaris", "pimpinan: kasubag-perencanaan").replace(
            "peran: tim", "peran: kabid"
        )

    office = Office.found(tmp_path / "k", people, "ssh", policy=without)
    office.on_draft().git("reset", "--quiet", "--hard", "HEAD^")
    root = ("--root", str(office.path), "--format", "json")
    assert main(["check", "--root", str(office.path)]) == 0
    capsys.readouterr()
    assert main(["status", "2027", *root]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [turn["langkah"] for turn in said["bola"]] == [9]
    assert [turn["jabatan"] for turn in said["bola"]] == ["kasubag-perencanaan"]
    assert not [step for step in said["langkah"] if re.search(r"Sekretaris|Tim\b", step["pelaku"])]
    office.approve("sekretaris")
    office.merge()
    with pytest.raises(Refusal, match="RKT-63"):
        run(office, machine=None)


def test_a_refusal_on_the_draft_takes_an_approval_back(office: Office) -> None:
    office.on_draft()
    approved = office.sha()
    office.commit("sekretaris", "Ditolak: RKT 2027", "-S")
    office.merge(branch=approved)
    with pytest.raises(Refusal, match="RKT-633"):
        run(office, machine=None)


@pytest.mark.parametrize(
    ("who", "message", "sign"),
    [("kasubag", "Ditolak: RKT 2027", True), ("sekretaris", "Ditolak RKT 2027", True)],
    ids=["another role", "another sentence"],
)
def test_what_takes_no_approval_back(who: str, message: str, sign: bool, office: Office) -> None:
    office.on_draft()
    approved = office.sha()
    office.commit(who, message, *(["-S"] if sign else []))
    office.merge(branch=approved)
    assert run(office, machine=None).baru


def test_an_approval_after_a_refusal_counts_again(office: Office) -> None:
    office.on_draft()
    office.commit("sekretaris", "Ditolak: RKT 2027", "-S")
    office.approve()
    office.merge()
    assert run(office, machine=None).baru


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
