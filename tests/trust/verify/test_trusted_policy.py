"""A reader brings the policy that he trusts, or an older one: who of the archive's people is known by it."""

import json
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from rktkit.trust.verify.matter import Putusan
from tests.office import LATER, Office, Person, official, organisasi
from tests.trust.acts import Archived, claims, export, in_clone, in_folder, key_of, run, with_machine
from tests.trust.tampering import SECOND


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


@pytest.mark.parametrize("machine", ["of his own", "of the office", "that the office has no longer"])
def test_a_former_kepala_writes_himself_no_longer_term(
    machine: str, people: dict[str, Person], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In an archive of his own, begun by the very policy that the reader trusts, he consents to stay, and appoints a
    machine. Whether he did so in his term only another can say: the machine that the policy before had named."""
    terms = official(people["kepala"], "2026-01-01", "2026-12-31") + official(people["nanti"], "2027-01-01")
    sealed, followed = machine != "of his own", machine == "of the office"
    until = "" if machine != "that the office has no longer" else "    selesai: 2026-12-31\n"
    named = partial(with_machine, machine=people["mesin"], more=until)
    office = Office.found(tmp_path / "palsu", people, "ssh", terms, policy=named)
    trust = (office.path / "rkt/organisasi.yml").read_bytes()
    if not sealed:
        monkeypatch.setattr("rktkit.trust.publish.publish.seal_by_machine", lambda *_: None)
    office.merge()
    run(office)
    own = people["mesin" if sealed else "orang-luar"]
    longer = organisasi(people, "ssh", official(people["kepala"], "2026-01-01"))
    office.write({"rkt/organisasi.yml": with_machine(longer, own)})
    office.commit("kepala", "Diperpanjang", "-S")
    monkeypatch.undo()
    office.amend_plan()
    run(office, machine=key_of(office, own.role))
    folder = export(office, tmp_path / "arsip")
    pdf = (folder / SECOND / "rkt.pdf").read_bytes()
    for verdict in (in_folder(folder, LATER, trust=trust), in_folder(folder, LATER, trust=trust, pdf=pdf)):
        assert verdict.putusan is (Putusan.SAH if followed else Putusan.TIDAK_PASTI)
        assert ("jadi tidak diikuti" in "".join(verdict.kebijakan["perubahan"])) is not followed
    while_in_office = in_folder(folder, date(2026, 12, 2), trust=trust)
    assert while_in_office.putusan is Putusan.SAH
    newest = json.loads((folder / "kepala.json").read_bytes())["sha256"]
    by_head = in_folder(folder, LATER, trust=trust, head=newest)
    assert by_head.putusan is Putusan.SAH, "who holds a head knows it better"
    assert "jadi tidak diikuti" not in "".join(by_head.kebijakan["perubahan"])


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
