"""The state of a cycle as Git tells it: who did which step, and when, from real commits."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from rktkit import cli
from rktkit.ground.files import FolderFiles, MemoryFiles
from rktkit.ground.findings import Refusal
from rktkit.plan.layout import FormId
from rktkit.plan.model import LANGKAH, TINJAU
from rktkit.procedure.facts.history import situation, tahun_terbaru
from rktkit.procedure.rehearsal.office import Kantor, kunci_contoh
from rktkit.procedure.rehearsal.scenes import LATIHAN
from rktkit.procedure.sop import Keadaan, KeadaanForm, Kejadian
from rktkit.procedure.turns import compute
from tests.procedure.states import JADWAL, PENGESAHAN, SENIN, turns

FORM = (LATIHAN / "isian" / "egov.yml").read_bytes()
SIKLUS = (
    """tahun: 2027
jenis: murni
urutan: 0
jadwal:
"""
    + "".join(f"  {key}: {day}\n" for key, day in JADWAL.items())
    + """pagu_indikatif: {pikp: 1810000000, egov: 4250000000}
disposisi: {tanggal: 2026-11-02, isi: Siapkan RKT.}
"""
)
TIM = "tim: {dasar: Keputusan Kepala Dinas, anggota: [tim-penyusun]}\n"
RAPAT = "sosialisasi: {tanggal: 2026-11-04, tempat: Aula, hadir: [pikp, egov], notulen: notulen.md}\n"


@pytest.fixture
def kantor(tmp_path: Path) -> Iterator[Kantor]:
    """An office whose draft for 2027 has been opened, planned and explained."""
    keys = tmp_path / "kunci"
    keys.mkdir()
    names = (
        "organisasi.yml",
        "satuan.yml",
        "kalender.yml",
        "regulasi.yml",
        "renstra/2025-2029.yml",
        "nomenklatur/2027.csv",
    )
    berkas = {f"rkt/{name}": (LATIHAN / "rkt" / name).read_bytes() for name in names}
    kantor = Kantor.dirikan(tmp_path / "kantor", keys, berkas, kunci_contoh, SENIN - timedelta(days=3))
    kantor.hari(SENIN)
    kantor.cabangkan("draf/2027", "main")
    save(kantor, "sekretaris", "draf/2027", "siklus.yml", SIKLUS)
    kantor.hari(JADWAL["perencanaan"])
    opened = TINJAU + b": isi\n" + FORM
    kantor.commit("kasubag-perencanaan", "draf/2027", "Tim", {
        "rkt/2027/siklus.yml": (SIKLUS + TIM).encode(),
        "rkt/2027/egov.yml": opened,
        "rkt/2027/pikp.yml": opened.replace(b"egov", b"pikp"),
    })  # fmt: skip
    kantor.hari(JADWAL["sosialisasi"])
    kantor.commit("kasubag-perencanaan", "draf/2027", "Notulen", {
        "rkt/2027/siklus.yml": (SIKLUS + TIM + RAPAT).encode(), "rkt/2027/notulen.md": b"Hadir semua.\n",
    })  # fmt: skip
    yield kantor
    kantor.close()


def save(kantor: Kantor, who: str, branch: str, name: str, text: str | bytes) -> None:
    data = text.encode() if isinstance(text, str) else text
    kantor.commit(who, branch, f"Simpan {name}", {f"rkt/2027/{name}": data})


def hand_in(kantor: Kantor, kode: str) -> str:
    """A bidang fills its form on its own branch."""
    branch = f"bidang/{kode}-2027"
    kantor.cabangkan(branch, "draf/2027")
    data = (LATIHAN / "isian" / f"{kode}.yml").read_bytes()
    save(kantor, f"kabid-{kode}", branch, f"{kode}.yml", data)
    return branch


def state(kantor: Kantor) -> Keadaan:
    return situation(kantor.files("main"), 2027, kantor.repo)[0]


def test_the_draft_branch_is_found_before_anything_is_on_main(kantor: Kantor) -> None:
    assert tahun_terbaru(kantor.files("main"), kantor.repo) == 2027
    found = state(kantor)
    assert found.disposisi == Kejadian(SENIN, "CONTOH Sekretaris Dinas")
    assert found.perencanaan == Kejadian(JADWAL["perencanaan"], "CONTOH Kasubbag Perencanaan")
    assert found.sosialisasi == Kejadian(JADWAL["sosialisasi"], "CONTOH Kasubbag Perencanaan")
    assert [replace(form, galat=0) for form in found.form.values()] == [KeadaanForm(), KeadaanForm()]


def test_a_form_comes_in_is_sent_back_comes_in_again_and_is_accepted(kantor: Kantor) -> None:
    kantor.hari(JADWAL["pengisian"])
    branch = hand_in(kantor, "egov")
    first = state(kantor).form["egov"]
    assert first.dikumpulkan == Kejadian(JADWAL["pengisian"], "CONTOH Kepala Bidang Aplikasi Informatika")
    assert (first.pertama, first.galat, first.diterima) == (JADWAL["pengisian"], 0, None)

    kantor.hari(JADWAL["pengumpulan"])
    kantor.commit("kasubag-perencanaan", branch, "Dikembalikan: lihat baris 9", {})
    back = state(kantor).form["egov"]
    assert back.dikembalikan == Kejadian(JADWAL["pengumpulan"], "CONTOH Kasubbag Perencanaan")
    assert back.dikumpulkan is None
    assert back.pertama == JADWAL["pengisian"]

    kantor.hari(JADWAL["kompilasi"])
    save(kantor, "kabid-egov", branch, "egov.yml", FORM + b"# diperbaiki\n")
    again = state(kantor).form["egov"]
    assert again.dikumpulkan == Kejadian(JADWAL["kompilasi"], "CONTOH Kepala Bidang Aplikasi Informatika")
    assert again.dikembalikan is None

    kantor.hari(JADWAL["koreksi_bidang"])
    kantor.merge("kasubag-perencanaan", "draf/2027", branch, "Terima form egov")
    accepted = state(kantor)
    assert accepted.form["egov"].diterima == Kejadian(JADWAL["koreksi_bidang"], "CONTOH Kasubbag Perencanaan")
    assert accepted.handed_in == {FormId(2027, "egov"): JADWAL["pengisian"]}


@pytest.mark.parametrize(
    "name", ["kalender.yml", "regulasi.yml", "satuan.yml", "renstra/2025-2029.yml", "nomenklatur/2027.csv"]
)
def test_a_broken_reference_is_nobodys_form(kantor: Kantor, name: str) -> None:
    assert name.rpartition("/")[2] in kantor.files("main").list(f"rkt/{name}".rpartition("/")[0])
    branch = hand_in(kantor, "egov")
    for where in ("draf/2027", branch):
        kantor.commit("kasubag-perencanaan", where, "Rusak", {f"rkt/{name}": b"a: [\n"})
    assert state(kantor).form["egov"].galat == 0


def test_a_form_with_marks_left_is_not_filled(kantor: Kantor) -> None:
    branch = "bidang/egov-2027"
    kantor.cabangkan(branch, "draf/2027")
    save(kantor, "kabid-egov", branch, "egov.yml", FORM + TINJAU + b": masih ini\n")
    assert state(kantor).form["egov"].diisi is None


def test_a_defect_in_a_collected_form_is_counted(kantor: Kantor) -> None:
    branch = hand_in(kantor, "egov")
    save(kantor, "kabid-egov", branch, "egov.yml", FORM.replace(b"2.16.03.2.02.0044", b"2.16.03.2.02.9999"))
    assert state(kantor).form["egov"].galat > 0
    assert compute(state(kantor), JADWAL["pengisian"]).form["egov"] == "bergalat"


def test_the_sekretaris_sends_back_then_approves_the_newest_draft_only(kantor: Kantor) -> None:
    for kode in ("pikp", "egov"):
        kantor.merge("kasubag-perencanaan", "draf/2027", hand_in(kantor, kode), f"Terima {kode}")
    save(kantor, "tim-penyusun", "draf/2027", "pengesahan.yml", PENGESAHAN)
    assert state(kantor).diajukan
    kantor.commit("sekretaris", "draf/2027", "Dikembalikan: nomor keliru", {})
    assert (state(kantor).diajukan, state(kantor).ditolak is None) == (None, False)
    save(kantor, "tim-penyusun", "draf/2027", "pengesahan.yml", PENGESAHAN.replace(b"1/2026", b"2/2026"))
    assert (state(kantor).diajukan is None, state(kantor).ditolak) == (False, None)

    kantor.commit("tim-penyusun", "draf/2027", "Disetujui: RKT 2027", {})
    assert state(kantor).disetujui is None  # the Tim cannot approve
    kantor.commit("sekretaris", "draf/2027", "Disetujui: RKT 2027", {})
    assert state(kantor).disetujui
    save(kantor, "tim-penyusun", "draf/2027", "notulen.md", b"Disunting sesudahnya.\n")
    assert state(kantor).disetujui is None


def test_after_the_merge_the_history_is_still_told(kantor: Kantor) -> None:
    for kode in ("pikp", "egov"):
        kantor.merge("kasubag-perencanaan", "draf/2027", hand_in(kantor, kode), f"Terima {kode}")
    save(kantor, "tim-penyusun", "draf/2027", "pengesahan.yml", PENGESAHAN)
    kantor.commit("sekretaris", "draf/2027", "Disetujui: RKT 2027", {})
    kantor.hari(JADWAL["penandatanganan"])
    kantor.merge("kepala", "main", "draf/2027", "Tetapkan RKT 2027")
    found = state(kantor)
    assert found.ditetapkan == Kejadian(JADWAL["penandatanganan"], "CONTOH Kepala Dinas")
    assert all(form.diterima for form in found.form.values())
    assert found.disetujui
    assert turns(compute(found, JADWAL["penandatanganan"])) == [("tim-penyusun", 11)]


def test_an_amendment_asks_every_bidang_again(kantor: Kantor) -> None:
    test_after_the_merge_the_history_is_still_told(kantor)
    kantor.cabangkan("draf/2027", "main")
    text = SIKLUS.replace("jenis: murni\nurutan: 0", "jenis: perubahan\nurutan: 1")
    kantor.commit("sekretaris", "draf/2027", "Disposisi", {
        "rkt/2027/siklus.yml": (text + TIM + RAPAT).encode(), "rkt/2027/pengesahan.yml": None,
    })  # fmt: skip
    assert set(state(kantor).form.values()) == {KeadaanForm()}
    assert state(kantor).diajukan is None
    kantor.cabangkan("bidang/pikp-2027", "draf/2027")
    kantor.commit("kabid-pikp", "bidang/pikp-2027", "Tidak ada perubahan", {})
    assert state(kantor).form["pikp"].dikumpulkan
    kantor.merge("kasubag-perencanaan", "draf/2027", "bidang/pikp-2027", "Gabungkan bidang/pikp-2027")
    assert state(kantor).form["pikp"].diterima
    assert state(kantor).form["egov"] == KeadaanForm()


def test_an_amendment_just_opened_asks_every_bidang_until_its_mark_is_gone(kantor: Kantor) -> None:
    test_after_the_merge_the_history_is_still_told(kantor)
    kantor.repo.check_out("main")
    base = kantor.repo.root
    assert cli.main(["open", "2027", "--perubahan", "--root", str(base), "--start", "2027-06-07"]) == 0
    here = compute(situation(FolderFiles(base), 2027, kantor.repo)[0], date(2027, 6, 7))
    assert (here.judul, set(here.form.values())) == ("RKT Perubahan 2027", {"belum"})
    assert [step.langkah.nomor for step in here.langkah if step.selesai] == [1]

    opened = {name: (base / f"rkt/2027/{name}").read_bytes() for name in ("siklus.yml", "pikp.yml", "egov.yml")}
    kantor.cabangkan("draf/2027", "main")
    made = {f"rkt/2027/{name}": data for name, data in opened.items()}
    kantor.commit("sekretaris", "draf/2027", "Disposisi", {**made, "rkt/2027/pengesahan.yml": None})
    assert set(state(kantor).form.values()) == {KeadaanForm()}
    kantor.cabangkan("bidang/pikp-2027", "draf/2027")
    unchanged = re.sub(rb"(?m)^# TINJAU:.*\n", b"", opened["pikp.yml"])
    save(kantor, "kabid-pikp", "bidang/pikp-2027", "pikp.yml", unchanged)
    assert state(kantor).form["pikp"].dikumpulkan
    kantor.merge("kasubag-perencanaan", "draf/2027", "bidang/pikp-2027", "Gabungkan bidang/pikp-2027")
    assert state(kantor).form["pikp"].diterima
    assert state(kantor).form["egov"] == KeadaanForm()


def test_files_alone_tell_what_is_there_but_not_when() -> None:
    berkas = {f"rkt/2027/{kode}.yml": (LATIHAN / "isian" / f"{kode}.yml").read_bytes() for kode in ("pikp", "egov")}
    berkas["rkt/2027/siklus.yml"] = (SIKLUS + TIM).encode()
    found, _ = situation(MemoryFiles(berkas, FolderFiles(LATIHAN)), 2027)
    assert all(form.diterima == Kejadian() for form in found.form.values())
    assert (found.perencanaan, found.sosialisasi) == (Kejadian(), None)


def test_a_year_without_a_cycle_is_refused_with_the_reason() -> None:
    with pytest.raises(Refusal, match="RKT-006"):
        situation(FolderFiles(LATIHAN), 2031)


def test_status_as_json_follows_its_documentation(kantor: Kantor, capsys: pytest.CaptureFixture[str]) -> None:
    hand_in(kantor, "pikp")
    kantor.repo.check_out("main")
    assert cli.main(["status", "--root", str(kantor.repo.root), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["tahun"], told["publikasi"]) == (2027, "2027/murni-0")
    assert [step["kunci"] for step in told["langkah"]] == list(LANGKAH)
    assert told["langkah"][0]["selesai"] == {"tanggal": "2026-11-02", "oleh": "CONTOH Sekretaris Dinas"}
    assert {form["bidang"]: form["keadaan"] for form in told["form"]} == {"pikp": "dikumpulkan", "egov": "belum"}
    assert [bola["jabatan"] for bola in told["bola"]] == ["kabid-egov", "kasubag-perencanaan"]
    assert told["kalimat"].startswith("Bola di tangan: ")


def test_status_as_text_has_a_row_a_step_and_no_escapes(kantor: Kantor, capsys: pytest.CaptureFixture[str]) -> None:
    kantor.repo.check_out("main")
    assert cli.main(["status", "2027", "--root", str(kantor.repo.root)]) == 0
    out = capsys.readouterr().out
    assert [line[:5].strip(" ✓▸·–") for line in out.splitlines()[3:14]] == [str(n) for n in range(1, 12)]
    assert "\033" not in out
    assert out.splitlines()[-1].startswith("Bola di tangan: ")


def test_a_year_that_was_not_opened_is_wrong_use(kantor: Kantor, capsys: pytest.CaptureFixture[str]) -> None:
    kantor.repo.check_out("main")
    assert cli.main(["status", "2031", "--root", str(kantor.repo.root)]) == 2
    assert capsys.readouterr().err == "rkt: Siklus RKT 2031 belum dibuka. Buka dengan: rkt open 2031.\n"
