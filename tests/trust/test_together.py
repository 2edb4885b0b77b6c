"""What belongs together: the archives of two offices in one reader, and of two versions in one office."""

import json
import re
import shutil
import subprocess
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Self

import pytest

from rktkit.procedure.rehearsal.office import kunci_contoh
from rktkit.trust.verify.matter import Putusan
from tests.office import PEOPLE, Office, Person, make_people, organisasi
from tests.trust.acts import Archived, claims, export, head, in_clone, in_folder, run, stand_alone, with_machine
from tests.trust.conftest import Terminal
from tests.trust.tampering import FIRST, SECOND, rechain
from tests.trust.verify.test_versi_1 import BUNDLE

# --- two offices -----------------------------------------------------------------------------------------------------

SHARED: dict[str, tuple[dict[str, str], Putusan]] = {
    "nobody": ({}, Putusan.TIDAK_PASTI),
    "one machine publishes for both": ({"mesin": "mesin"}, Putusan.TIDAK_PASTI),
    "one Kepala Dinas leads both": ({"kepala": "kepala", "mesin": "mesin"}, Putusan.TIDAK_PASTI),
    "one Sekretaris serves both": ({"sekretaris": "sekretaris", "mesin": "mesin"}, Putusan.TIDAK_PASTI),
    "the Kepala Dinas here is Kasubbag there": ({"kepala": "kasubag"}, Putusan.TIDAK_SAH),
}
"""Who of the archive's office is who in the other one, where all others have names and keys of their own; and what its
policy says. By it a Kasubbag signed for a Kepala Dinas: that contradicts, and is the one case in which it accuses."""


def another_office(people: dict[str, Person], place: Path, shared: dict[str, str]) -> bytes:
    """The ``organisasi.yml`` of another office."""
    place.mkdir()
    own = {role: Person(role, f"{one.nama} Lain", one.key) for role, one in make_people(place).items()}
    own |= {there: people[here] for here, there in shared.items()}
    text = with_machine(organisasi(own, "ssh"), own["mesin"])
    assert "kode_wilayah: 63.11" in text
    return text.replace("kode_wilayah: 63.11", "kode_wilayah: 64.01").encode()


@pytest.mark.parametrize("who", SHARED)
def test_the_policy_of_another_office_proves_nothing_here(who: str, sealed_once: Archived, tmp_path: Path) -> None:
    office = sealed_once.office
    shared, expected = SHARED[who]
    trust = another_office(office.people, tmp_path / "kunci", shared)
    folder = export(office, tmp_path / "arsip")
    pdf = (folder / SECOND / "rkt.pdf").read_bytes()
    for verdict in (
        in_folder(folder, trust=trust),
        in_folder(folder, trust=trust, pdf=pdf),
        in_clone(office, trust=trust),
    ):
        assert verdict.putusan is expected
        assert all(claims(verdict, number)["orang"] == str(expected) for number in range(len(verdict.bagian)))
        assert bool(verdict.problems) is (expected is Putusan.TIDAK_SAH), "who is not known is not accused"
        assert verdict.kebijakan["sumber"] == "--trust"
        (told,) = [text for text in verdict.catatan if "sedangkan arsip ini milik" in text]
        assert "(64.01), " in told
        assert told.endswith(" (63.11).")
    own = in_folder(folder, trust=sealed_once.trust)
    assert (own.putusan, own.catatan) == (Putusan.SAH, ()), "its own policy"


def test_the_other_office_is_named_where_the_newest_publication_is_a_signature(folder: Path, trust: bytes) -> None:
    """The same people under another office's name: what they signed counts, and the reader sees whose file he holds."""
    verdict = in_folder(folder, trust=trust.replace(b"kode_wilayah: 63.11", b"kode_wilayah: 64.01"))
    assert ["(64.01), sedangkan arsip ini milik" in text for text in verdict.catatan] == [True]


# --- two versions ----------------------------------------------------------------------------------------------------

THEN = datetime(2027, 12, 1, 1, 0, tzinfo=UTC)
"""A year later: the Kepala Dinas who signed the first plan is out of office."""

PLAN_2028 = "2028/murni-0"


class Then(datetime):
    """The clock of whoever reads on that day."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls.fromtimestamp(THEN.timestamp(), tz)


@pytest.fixture(scope="module")
def long_lived(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office of the first build, whose plan of 2028 this version published and sealed.

    Its clone is at the draft of an amendment of 2027, partly committed and partly not.
    """
    place = tmp_path_factory.mktemp("lama")
    people = {}
    for role, nama in PEOPLE.items():
        (place / f"{role}.pub").write_text(kunci_contoh(place / role, nama))
        people[role] = Person(role, nama, place / role)
    subprocess.run(["git", "clone", "--quiet", "--branch=main", BUNDLE, place / "kantor"], check=True)
    office = Office(place / "kantor", people, "ssh", THEN)
    office.git("branch", "--quiet", "arsip", "origin/arsip")
    office.git("remote", "remove", "origin")
    policy = (office.path / "rkt/organisasi.yml").read_text()
    renstra = (office.path / "rkt/renstra/2025-2029.yml").read_text()
    levelled = re.sub(r"2027: ([^,}]+), 2028: [^,}]+", r"2027: \1, 2028: \1", renstra)
    office.write({"rkt/organisasi.yml": with_machine(policy, people["mesin"]), "rkt/renstra/2025-2029.yml": levelled})
    office.commit("nanti", "Mesin penerbit, dan target 2028", "-S")
    office.git("switch", "--quiet", "-c", "draf/2028")
    _next_year(office)
    office.commit("tim", "Form semua bidang")
    office.commit("sekretaris", "Disetujui: RKT 2028", "-S")
    office.merge("nanti", branch="draf/2028")
    assert run(office).publikasi == PLAN_2028
    office.git("switch", "--quiet", "-c", "draf/2027", "main")
    office.edit("rkt/2027/siklus.yml", "jenis: murni\nurutan: 0", "jenis: perubahan\nurutan: 1")
    office.edit("rkt/2027/pengesahan.yml", "000.7/001", "000.7/002")
    office.commit("tim", "Perubahan dibuka")
    office.edit("rkt/2027/pikp.yml", "458805000", "428805000")
    return office


def _next_year(office: Office) -> None:
    rkt = office.path / "rkt"
    shutil.copy(rkt / "nomenklatur/2027.csv", rkt / "nomenklatur/2028.csv")
    shutil.copytree(rkt / "2027", rkt / "2028")
    for form in (rkt / "2028").iterdir():
        text = form.read_text().replace("tahun: 2027", "tahun: 2028").replace(": 2026-1", ": 2027-1")
        form.write_text(text.replace("000.7/001/DISKOMINFOSAN/2026", "000.7/001/DISKOMINFOSAN/2027"))


def test_the_first_builds_archive_that_this_version_continued(
    rkt: Terminal, long_lived: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its manifest of versi 1 nobody sealed; the seal of the next one answers for it, before every reader."""
    today = THEN.date()
    folder = export(long_lived, tmp_path / "arsip")
    assert [json.loads((folder / name / "manifest.json").read_text())["versi"] for name in (FIRST, PLAN_2028)] == [1, 2]
    trust, first = (f"{long_lived.git('show', f'{rev}:rkt/organisasi.yml')}\n".encode() for rev in ("main", "main~2"))
    known = head(folder)
    by_policy = in_folder(folder, today, trust=trust)
    by_first = in_folder(folder, today, trust=first)
    by_head = in_folder(folder, today, head=known)
    for verdict in (in_clone(long_lived, today=today), by_policy, by_first, by_head):
        assert verdict.putusan is Putusan.SAH
        assert [part.putusan for part in verdict.bagian] == [Putusan.SAH] * 2
        assert not verdict.problems
        assert claims(verdict)["dokumen"] == claims(verdict)["waktu"] == "SAH"
    assert not by_policy.kebijakan["perubahan"]
    assert f"Kebijakan berubah sampai {PLAN_2028}" in by_first.kebijakan["perubahan"][0]
    assert in_folder(folder, today).putusan is Putusan.TIDAK_PASTI, "alone it proves only itself"
    assert stand_alone(folder, "--kepala", known)[0] == 0
    assert stand_alone(folder)[0] == 3
    monkeypatch.setattr("rktkit.cli.verbs.verify.datetime", Then)
    status, said, _ = rkt(long_lived.path, "verify")
    assert (status, said.count("  SAH\n")) == (0, 2), "the draft that is at work in the clone touches no verdict"


@pytest.mark.parametrize("name", [FIRST, PLAN_2028])
def test_a_pdf_of_either_version(name: str, long_lived: Office, tmp_path: Path) -> None:
    today = THEN.date()
    folder = export(long_lived, tmp_path / "arsip")
    pdf = (folder / name / "rkt.pdf").read_bytes()
    trust = (long_lived.path / "rkt/organisasi.yml").read_bytes()
    asked = [in_clone(long_lived, today=today, pdf=pdf)]
    asked += [in_folder(folder, today, pdf=pdf, **more) for more in ({"trust": trust}, {"head": head(folder)})]
    for verdict in asked:
        assert verdict.putusan is Putusan.SAH
        assert [part.publikasi for part in verdict.bagian] == [name]
    assert in_folder(folder, today, pdf=pdf).putusan is Putusan.TIDAK_PASTI


def test_a_figure_of_the_first_builds_plan_stays_bound(long_lived: Office, tmp_path: Path) -> None:
    """Whoever changes it makes every hash anew, and the seal of the next version does not fit any more."""
    folder = export(long_lived, tmp_path / "arsip")
    trust = (long_lived.path / "rkt/organisasi.yml").read_bytes()
    place = folder / FIRST / "rkt.json"
    place.write_text(place.read_text().replace("458805000", "958805000"))
    known = head(folder)
    rechain(folder, [FIRST, PLAN_2028])
    for question in ({"trust": trust}, {"head": known}):
        assert in_folder(folder, THEN.date(), **question).putusan is Putusan.TIDAK_SAH
    assert stand_alone(folder, "--kepala", known)[0] == 1
