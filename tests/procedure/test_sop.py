"""The procedure: every state of a cycle says whose turn it is, and how late everything is."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rktkit import cli
from rktkit.faces.reports.ics import kalender
from rktkit.ground.files import FolderFiles, MemoryFiles
from rktkit.ground.findings import Refusal
from rktkit.plan.layout import FormId
from rktkit.plan.load.office import load_organisasi
from rktkit.plan.model import LANGKAH, TINJAU
from rktkit.plan.office import Organisasi
from rktkit.procedure.facts.history import situation, tahun_terbaru
from rktkit.procedure.opening.cycle import jadwal
from rktkit.procedure.rehearsal.office import Kantor, kunci_contoh
from rktkit.procedure.rehearsal.scenes import LATIHAN
from rktkit.procedure.sop import SOP, Keadaan, KeadaanForm, Kejadian
from rktkit.procedure.turns import Status, compute

SENIN = date(2026, 11, 2)
JADWAL = jadwal(SENIN)


@pytest.fixture(scope="module")
def organisasi() -> Organisasi:
    found, problems = load_organisasi(FolderFiles(LATIHAN))
    assert found is not None
    assert not problems
    return found


def on(key: str) -> Kejadian:
    """Done on the last day of a step."""
    return Kejadian(JADWAL[key], "seseorang")


MASUK = KeadaanForm(on("pengisian"), on("pengumpulan"))
DITERIMA = replace(MASUK, diterima=on("koreksi_bidang"))
KEMBALI = KeadaanForm(dikembalikan=on("koreksi_bidang"))


def cycle(organisasi: Organisasi, pikp: KeadaanForm, egov: KeadaanForm, **later: Any) -> Keadaan:
    """A cycle whose first three steps are done."""
    begin: dict[str, Any] = {key: on(key) for key in LANGKAH[:3]}
    return Keadaan(2027, "murni", 0, organisasi, JADWAL, {"pikp": pikp, "egov": egov}, **{**begin, **later})


def turns(status: Status) -> list[tuple[str, int]]:
    return [(bola.jabatan, bola.langkah) for bola in status.bola]


# --- the steps as data ----------------------------------------------------------------------------------------------


def test_the_sop_has_eleven_steps_in_the_order_of_the_schedule() -> None:
    assert [step.kunci for step in SOP] == list(LANGKAH)
    assert [step.nomor for step in SOP] == list(range(1, 12))
    assert sum(step.hari for step in SOP) == 19


def test_only_what_the_office_wrote_is_called_its_own() -> None:
    assert [(step.nomor, step.pelaku) for step in SOP if step.dari_sop] == [(1, "Sekretaris"), (9, "Sekretaris")]
    assert {step.nomor: step.tidak for step in SOP if step.tidak} == {7: 4, 9: 8, 10: 9}


# --- whose turn -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pikp", "egov", "later", "expected"),
    [
        (KeadaanForm(), KeadaanForm(), {}, [("kabid-pikp", 4), ("kabid-egov", 4)]),
        (MASUK, KeadaanForm(), {}, [("kabid-egov", 4), ("kasubag-perencanaan", 7)]),
        (MASUK, KeadaanForm(diisi=on("pengisian")), {}, [("kabid-egov", 5), ("kasubag-perencanaan", 7)]),
        (MASUK, replace(MASUK, galat=2), {}, [("kabid-egov", 6), ("kasubag-perencanaan", 7)]),
        (DITERIMA, KEMBALI, {}, [("kabid-egov", 4)]),
        (DITERIMA, MASUK, {}, [("kasubag-perencanaan", 7)]),
        (DITERIMA, DITERIMA, {}, [("tim-penyusun", 8)]),
        (DITERIMA, replace(DITERIMA, galat=1), {}, [("kabid-egov", 6)]),
        (DITERIMA, DITERIMA, {"diajukan": on("penyusunan")}, [("sekretaris", 9)]),
        (DITERIMA, DITERIMA, {"ditolak": on("koreksi_sekretaris")}, [("tim-penyusun", 8)]),
        (
            DITERIMA,
            DITERIMA,
            {"diajukan": on("penyusunan"), "disetujui": on("koreksi_sekretaris")},
            [("kepala", 10)],
        ),
        (DITERIMA, DITERIMA, {"ditetapkan": on("penandatanganan")}, [("tim-penyusun", 11)]),
        (DITERIMA, DITERIMA, {"ditetapkan": on("penandatanganan"), "diarsipkan": on("pengarsipan")}, []),
    ],
)
def test_the_ball_moves_from_hand_to_hand(
    organisasi: Organisasi,
    pikp: KeadaanForm,
    egov: KeadaanForm,
    later: dict[str, Kejadian],
    expected: list[tuple[str, int]],
) -> None:
    status = compute(cycle(organisasi, pikp, egov, **later), JADWAL["pengisian"])
    assert turns(status) == expected
    assert {step.langkah.nomor for step in status.langkah if step.keadaan == "berjalan"} <= {n for _, n in expected}


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ("disposisi", ("sekretaris", 1)),
        ("perencanaan", ("kasubag-perencanaan", 2)),
        ("sosialisasi", ("kasubag-perencanaan", 3)),
    ],
)
def test_the_beginning_waits_for_each_of_its_steps(
    organisasi: Organisasi, missing: str, expected: tuple[str, int]
) -> None:
    begin: dict[str, Any] = {key: on(key) for key in LANGKAH[:3] if key != missing}
    empty = {"pikp": KeadaanForm(), "egov": KeadaanForm()}
    assert turns(compute(Keadaan(2027, "murni", 0, organisasi, JADWAL, empty, **begin), SENIN)) == [expected]


def test_what_a_file_dates_in_the_future_has_not_happened(organisasi: Organisasi) -> None:
    state = Keadaan(2027, "murni", 0, organisasi, JADWAL, {}, disposisi=Kejadian(SENIN + timedelta(days=1)))
    assert compute(state, SENIN).langkah[0].keadaan == "berjalan"
    assert compute(state, SENIN + timedelta(days=1)).langkah[0].keadaan == "selesai"


def test_minutes_that_were_never_written_do_not_stop_the_forms(organisasi: Organisasi) -> None:
    state = replace(cycle(organisasi, MASUK, KeadaanForm()), sosialisasi=None)
    assert turns(compute(state, SENIN)) == [
        ("kasubag-perencanaan", 3),
        ("kabid-egov", 4),
        ("kasubag-perencanaan", 7),
    ]
    finished = replace(cycle(organisasi, DITERIMA, DITERIMA), sosialisasi=None)
    status = compute(finished, SENIN)
    assert turns(status) == [("tim-penyusun", 8)]
    assert (status.langkah[2].keadaan, status.langkah[2].terlambat) == ("lewat", 0)


def test_an_office_without_the_role_names_the_role(organisasi: Organisasi) -> None:
    without = organisasi.but(jabatan=tuple(j for j in organisasi.jabatan if j.peran != "kepala"))
    state = cycle(without, DITERIMA, DITERIMA, diajukan=on("penyusunan"), disetujui=on("koreksi_sekretaris"))
    (bola,) = compute(state, SENIN).bola
    assert (bola.jabatan, bola.pejabat) == ("kepala", None)
    assert "belum ada pejabatnya" in compute(state, SENIN).kalimat


# --- how late -------------------------------------------------------------------------------------------------------


def test_lateness_counts_working_days_only(organisasi: Organisasi) -> None:
    due = JADWAL["pengisian"]  # a Wednesday
    libur = {due + timedelta(days=1)}
    late = replace(MASUK, diisi=Kejadian(due + timedelta(days=5)), dikumpulkan=Kejadian(due + timedelta(days=5)))
    status = compute(cycle(organisasi, MASUK, late), due + timedelta(days=30), libur)
    assert status.langkah[3].terlambat == 2  # Friday and Monday; Thursday was a holiday


def test_what_is_not_done_is_late_from_the_day_after_its_deadline(organisasi: Organisasi) -> None:
    state = cycle(organisasi, KeadaanForm(), KeadaanForm())
    due = JADWAL["pengisian"]
    for day, sisa, late in ((due, 0, 0), (due + timedelta(days=1), -1, 1), (due - timedelta(days=1), 1, 0)):
        status = compute(state, day)
        assert (status.bola[0].sisa, status.langkah[3].terlambat) == (sisa, late)


def test_the_sentence_names_people_task_and_days(organisasi: Organisasi) -> None:
    status = compute(cycle(organisasi, MASUK, KeadaanForm()), JADWAL["sosialisasi"])
    assert status.kalimat == (
        "Bola di tangan: CONTOH Kepala Bidang Aplikasi Informatika (egov) untuk mengisi Form RKT, batasnya "
        "11 November 2026 (5 hari kerja lagi); CONTOH Kasubbag Perencanaan (pikp) untuk mengoreksi Form RKT yang "
        "dikumpulkan, batasnya 18 November 2026 (10 hari kerja lagi)."
    )


def test_the_sentence_joins_those_who_owe_the_same(organisasi: Organisasi) -> None:
    status = compute(cycle(organisasi, KeadaanForm(), KeadaanForm()), JADWAL["sosialisasi"])
    assert "CONTOH Kepala Bidang PIKP (pikp) dan CONTOH Kepala Bidang Aplikasi Informatika (egov)" in status.kalimat


events = st.none() | st.builds(Kejadian, st.none() | st.dates(), st.none() | st.just("seseorang"))
forms = st.builds(KeadaanForm, events, events, events, events, st.none() | st.dates(), st.integers(0, 2))
later = st.fixed_dictionaries(
    dict.fromkeys((*LANGKAH[:3], "diajukan", "ditolak", "disetujui", "ditetapkan", "diarsipkan"), events)
)


@given(forms, forms, later, st.dates(), st.dictionaries(st.sampled_from(LANGKAH), st.dates()))
def test_any_state_has_an_answer(
    pikp: KeadaanForm, egov: KeadaanForm, later: dict[str, Any], today: date, deadlines: dict[str, date]
) -> None:
    office, _ = load_organisasi(FolderFiles(LATIHAN))
    assert office is not None
    state = Keadaan(2027, "murni", 0, office, deadlines, {"pikp": pikp, "egov": egov}, **later)
    status = compute(state, today)
    assert len(status.langkah) == 11
    assert bool(status.bola) != (later["ditetapkan"] is not None and later["diarsipkan"] is not None)
    assert all(step.terlambat >= 0 for step in status.langkah)
    assert status.kalimat.endswith(".")
    kalender(status, datetime(2026, 11, 2, tzinfo=UTC)).decode()


# --- what Git says --------------------------------------------------------------------------------------------------

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
PENGESAHAN = b"nomor: 1/2026\ntanggal: 2026-11-25\ntempat: Paringin\ndasar: Surat\njabatan: kepala\n"


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


@pytest.mark.parametrize(
    ("jenis", "urutan", "expected"),
    [("murni", 0, "RKT 2027"), ("perubahan", 1, "RKT Perubahan 2027"), ("perubahan", 2, "RKT Perubahan Kedua 2027")],
)
def test_the_cycle_is_called_as_on_its_documents(
    organisasi: Organisasi, jenis: str, urutan: int, expected: str
) -> None:
    state = replace(cycle(organisasi, MASUK, MASUK), jenis=jenis, urutan=urutan)
    assert compute(state, SENIN).judul == expected


def test_files_alone_tell_what_is_there_but_not_when() -> None:
    berkas = {f"rkt/2027/{kode}.yml": (LATIHAN / "isian" / f"{kode}.yml").read_bytes() for kode in ("pikp", "egov")}
    berkas["rkt/2027/siklus.yml"] = (SIKLUS + TIM).encode()
    found, _ = situation(MemoryFiles(berkas, FolderFiles(LATIHAN)), 2027)
    assert all(form.diterima == Kejadian() for form in found.form.values())
    assert (found.perencanaan, found.sosialisasi) == (Kejadian(), None)


def test_a_year_without_a_cycle_is_refused_with_the_reason() -> None:
    with pytest.raises(Refusal, match="RKT-006"):
        situation(FolderFiles(LATIHAN), 2031)


# --- the faces ------------------------------------------------------------------------------------------------------


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


def test_a_name_from_git_cannot_move_the_cursor(organisasi: Organisasi) -> None:
    from rktkit.faces.reports.status import text

    hostile = Kejadian(SENIN, "jahat\033[2J\rSAH")
    out = text(compute(cycle(organisasi, MASUK, MASUK, disposisi=hostile), SENIN), colour=True)
    assert "\033[2J" not in out
    assert "\r" not in out


def test_no_cycle_at_all_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rkt").mkdir()
    assert cli.main(["status", "--root", str(tmp_path)]) == 2
    assert "rkt open" in capsys.readouterr().err


def test_a_year_that_was_not_opened_is_wrong_use(kantor: Kantor, capsys: pytest.CaptureFixture[str]) -> None:
    kantor.repo.check_out("main")
    assert cli.main(["status", "2031", "--root", str(kantor.repo.root)]) == 2
    assert capsys.readouterr().err == "rkt: Siklus RKT 2031 belum dibuka. Buka dengan: rkt open 2031.\n"


# --- the calendar ---------------------------------------------------------------------------------------------------


def unfold(data: bytes) -> list[str]:
    """The content lines of an iCalendar stream (RFC 5545, 3.1), each checked for its form."""
    assert data.endswith(b"\r\n")
    physical = data[:-2].split(b"\r\n")
    assert all(len(line) <= 75 for line in physical)
    assert all(b"\n" not in line and b"\r" not in line for line in physical)
    return data.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")


def test_the_calendar_has_an_event_for_each_step_with_a_stable_uid(organisasi: Organisasi) -> None:
    status = compute(cycle(organisasi, MASUK, KeadaanForm()), SENIN)
    lines = unfold(kalender(status, datetime(2026, 11, 2, 1, 2, 3, tzinfo=UTC)))
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(set(uids)) == 11
    assert uids[0] == "UID:rkt-2027-murni-0-disposisi@64.99.Dinas-Kominfo"
    moved = replace(status.keadaan, jadwal={key: day + timedelta(days=7) for key, day in JADWAL.items()})
    again = unfold(kalender(compute(moved, SENIN), datetime(2026, 12, 1, tzinfo=UTC)))
    assert [line for line in again if line.startswith("UID:")] == uids
    start = lines.index(uids[3])
    assert lines[start + 1] == "DTSTAMP:20261102T010203Z"
    assert lines[start + 2 : start + 4] == ["DTSTART;VALUE=DATE:20261111", "DTEND;VALUE=DATE:20261112"]
    assert lines.count("BEGIN:VALARM") == sum(step.selesai is None for step in status.langkah)


@given(st.text(max_size=200))
def test_any_name_survives_folding_and_escaping(nama: str) -> None:
    office, _ = load_organisasi(FolderFiles(LATIHAN))
    assert office is not None
    named = office.but(instansi=office.instansi.but(singkatan=nama))
    lines = unfold(kalender(compute(cycle(named, MASUK, MASUK), SENIN), datetime(2026, 11, 2, tzinfo=UTC)))
    (told,) = [line.removeprefix("X-WR-CALNAME:") for line in lines if line.startswith("X-WR-CALNAME:")]
    back = told.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";") if "\\\\" not in told else None
    kept = "".join(c for c in nama.replace("\r\n", "\n").replace("\r", "\n") if c.isprintable() or c == "\n")
    assert back is None or back == f"RKT 2027 {kept}"
    assert sum(line == "BEGIN:VEVENT" for line in lines) == 11
