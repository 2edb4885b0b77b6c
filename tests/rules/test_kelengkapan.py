"""Completeness: what follows from another finding is not said."""

from datetime import date

import pytest

from rktkit.ground.files import FolderFiles
from tests.kantor import BASE, EGOV, PIKP, SEKRETARIAT, SIKLUS
from tests.rules.kantor import periksa, temuan

S22 = "      - kode: S2.2\n        target: 94\n        triwulan: {tw1: 91, tw2: 92, tw3: 93, tw4: 94}\n"
PAGU = "            pagu: 12000000\n            sumber_dana: PAD\n"
PROGRAM_EGOV = """\
  - kode: 2.16.03
    sasaran: S2
    indikator:
      - uraian: Persentase kecamatan yang menjadi kabupaten cerdas
        satuan: Persen
        pola: posisi
        target: 50
        triwulan: {tw4: 50}
    kegiatan:
      - kode: 2.16.03.2.02
        sub_kegiatan:
          - kode: 2.16.03.2.02.0038
            target: 1
            triwulan: {tw4: 1}
            pagu: 10000000
            sumber_dana: PAD
"""


# --- what is not there ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("kode: S2.2", "kode: S2.9", ["RKT-205 pikp.yml:9"]),
        ("kode: S2.2\n        target", "target", ["RKT-101 pikp.yml:9"]),
        ("      - kode: S2.2\n", "      - S2.2\n      - kode: S2.2\n", ["RKT-103 pikp.yml:9"]),
    ],
)
def test_an_iku_is_not_missed_while_a_kode_cannot_be_told(old: str, new: str, expected: list[str]) -> None:
    assert temuan({PIKP: [(old, new)]}) == expected


def test_an_iku_is_missed_beside_problems_elsewhere() -> None:
    found = temuan({PIKP: [(S22, ""), ("pagu: 12000000", "pagu: dua belas juta")]})
    assert found == ["RKT-105 pikp.yml:63", "RKT-502 2025-2029.yml:42"]


def test_an_iku_is_not_missed_while_a_form_is_missing_or_unreadable() -> None:
    assert temuan({PIKP: [(S22, "")], EGOV: [("tahun: 2027", "[")]})[0].startswith("RKT-001 egov.yml")
    unit = (
        "  - kode: statistik\n    nama: Bidang Statistik\n    pimpinan: kabid-egov\n    program: [2.16.03]\njabatan:\n"
    )
    found = temuan({PIKP: [(S22, "")], "rkt/organisasi.yml": [("jabatan:\n", unit)]})
    assert found == ["RKT-501 statistik.yml:1", "RKT-501 statistik.yml:1"]  # of both years


def test_a_form_that_cannot_be_read_is_not_missing() -> None:
    found = temuan({EGOV: [("tahun: 2027\n", "tahun: {\n")]}, final=True)
    assert found == ["RKT-001 egov.yml:3", "RKT-513 pengesahan.yml:1"]


@pytest.mark.parametrize("key", ["sasaran", "program"])
def test_an_empty_list_is_reported_once(key: str) -> None:
    form = FolderFiles(BASE).read(PIKP).decode()
    cut = {
        "sasaran": form[form.index("sasaran:\n") : form.index("program:\n")],
        "program": form[form.index("program:\n") :],
    }
    assert [line.split()[0] for line in temuan({PIKP: [(cut[key], f"{key}: []\n")]})] == ["RKT-106"]


# --- the chain ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("sasaran: S2\n", "sasaran: S9\n", ["RKT-205 pikp.yml:14"]),
        ("sasaran: S2\n", "sasaran: ~\n", ["RKT-106 pikp.yml:14"]),
        ("kode: S2\n", "kode: S9\n", ["RKT-205 pikp.yml:4"]),
    ],
)
def test_a_chain_is_not_broken_by_a_kode_that_is_wrong_itself(old: str, new: str, expected: list[str]) -> None:
    assert temuan({PIKP: [(old, new)]}) == expected


def test_both_ends_of_a_broken_chain_are_shown() -> None:
    assert temuan({PIKP: [("sasaran: S2\n", "sasaran: S1\n")]}) == ["RKT-504 pikp.yml:4", "RKT-504 pikp.yml:14"]


# --- two bidang -----------------------------------------------------------------------------------------------


def dua_bidang(tail: str) -> list[tuple[str, str]]:
    """The form of PIKP with a sub kegiatan of the egov bidang at its end."""
    return [(PAGU, f"{PAGU}{PROGRAM_EGOV}{tail}")]


@pytest.mark.parametrize("tail", ["", "            crosscutting: [sekretariat]\n", "            crosscutting: []\n"])
def test_a_sub_kegiatan_in_two_bidang_is_said_once_at_the_later(tail: str) -> None:
    assert temuan({PIKP: dua_bidang(tail)}) == ["RKT-503 egov.yml:25"]


def test_either_bidang_may_name_the_other() -> None:
    shared = "kelompok_sasaran: Masyarakat dan perangkat daerah"
    assert temuan({PIKP: dua_bidang(""), EGOV: [(shared, f"{shared}\n            crosscutting: [pikp]")]}) == []


def test_a_mistyped_crosscutting_is_reported_once() -> None:
    assert temuan({PIKP: dua_bidang("            crosscutting: [egof]\n")}) == ["RKT-208 pikp.yml:84"]
    assert temuan({PIKP: dua_bidang("            crosscutting: egov\n")}) == ["RKT-103 pikp.yml:84"]


def test_a_stray_copy_of_a_form_is_reported_once() -> None:
    """A file that belongs to no bidang takes no part in comparisons."""
    copy = FolderFiles(BASE).read(EGOV).decode().replace("bidang: egov", "bidang: egov2").replace("1.6", "1.7")
    rules = {p.rule for p in periksa({}, baru={"rkt/2027/egov2.yml": copy}).problems}
    assert rules.isdisjoint({"RKT-502", "RKT-503", "RKT-506"})
    assert rules


def test_a_bidang_listed_twice_is_reported_once() -> None:
    unit = "  - kode: egov\n    nama: Bidang Aplikasi Informatika\n    pimpinan: kabid-egov\n    program: [2.16.03]\n"
    assert temuan({"rkt/organisasi.yml": [(unit, unit * 2)]}) == ["RKT-110 organisasi.yml:21"]


CARRIED = """\
  - kode: S3
    indikator:
      - kode: S3.1
        target: {0}
        triwulan: {{tw4: {0}}}
program:"""


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ('"1,600"', []),
        ("1.7", ["RKT-506 egov.yml:7", "RKT-303 pikp.yml:15"]),
        ("~", ["RKT-106 pikp.yml:15", "RKT-106 pikp.yml:16"]),
        ("BB", ["RKT-105 pikp.yml:15", "RKT-105 pikp.yml:16"]),
    ],
)
def test_targets_of_two_bidang_are_compared_by_value(target: str, expected: list[str]) -> None:
    program = PROGRAM_EGOV.replace("sasaran: S2", "sasaran: S3") + "            crosscutting: [egov]\n"
    assert temuan({PIKP: [("program:", CARRIED.format(target)), (PAGU, PAGU + program)]}) == expected


# --- in time --------------------------------------------------------------------------------------------------


def test_lateness_is_told_with_both_days() -> None:
    (found,) = periksa({}, masuk={PIKP: date(2026, 12, 7)}).problems
    assert (found.file, found.line, found.column) == (PIKP, 1, 1)
    assert "2026-12-07" in found.message
    assert "2026-12-04" in found.message


def test_a_deadline_that_is_no_date_is_reported_once() -> None:
    wrong = {SIKLUS: [("pengumpulan: 2026-12-04", "pengumpulan: 2026-12-34")]}
    assert temuan(wrong, masuk={PIKP: date(2027, 1, 7)}) == ["RKT-108 siklus.yml:9"]


def test_the_year_of_last_years_forms_is_not_mixed_up() -> None:
    late = {"rkt/2026/pikp.yml": date(2025, 12, 5), SEKRETARIAT: date(2026, 12, 4)}
    assert [(p.rule, p.file) for p in periksa({}, masuk=late).problems] == [("RKT-505", "rkt/2026/pikp.yml")]


# --- marks of rkt open ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lokasi", "expected"),
    [
        ("# TINJAU: pagu lama\n            lokasi: Paringin", ["RKT-508 pikp.yml:47"]),
        ("# TINJAU\n            lokasi: Paringin", ["RKT-508 pikp.yml:47"]),
        ("lokasi: Paringin  # TINJAU: masih?", ["RKT-508 pikp.yml:47"]),
        ("# TINJAUAN Renstra 2025: bertahan\n            lokasi: Paringin", []),
        ('lokasi: "Kantor # TINJAU 3"', []),
    ],
)
def test_a_mark_is_a_comment_of_its_own(lokasi: str, expected: list[str]) -> None:
    assert temuan({PIKP: [("lokasi: Kecamatan Paringin", lokasi)]}) == expected


def test_a_mark_on_the_first_line_behind_a_byte_order_mark() -> None:
    (found,) = periksa({PIKP: [("tahun: 2027\n", "\ufeff# TINJAU: semua\ntahun: 2027\n")]}).problems
    assert (found.rule, found.line, found.column) == ("RKT-508", 1, 1)
