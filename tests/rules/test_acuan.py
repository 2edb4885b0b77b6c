"""References: what is wrong with them is said there, once, and what they suggest can be used."""

from collections.abc import Mapping

import pytest

from rktkit.ground.files import FolderFiles, Kind, MemoryFiles, walk
from rktkit.rules.check import check
from tests.kantor import BASE, PIKP, RENSTRA, SEKRETARIAT, changed, text
from tests.patience import ends
from tests.rules.kantor import periksa, temuan

CSV = "rkt/nomenklatur/2027.csv"
KODE = "kode: 2.16.01.2.01.0001"


def tanpa_renstra(baru: Mapping[str, str]) -> MemoryFiles:
    """The base office with other files in place of its Renstra."""
    base = FolderFiles(BASE)
    paths = [f"rkt/{name}.yml" for name in ("organisasi", "satuan", "kalender", "regulasi")]
    paths += [f"rkt/{folder}/{name}" for folder in ("2027", "nomenklatur") for name in base.list(f"rkt/{folder}")]
    return MemoryFiles({path: base.read(path) for path in paths} | {p: text.encode() for p, text in baru.items()})


# --- kode -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("X.XX.01.2.01.0001", "2.16.01.2.01.0001"),
        ("x.xx.01.2.01.0007", "2.16.01.2.01.0007"),
        ("X.XX.01.2.01.01", "3.25.02.2.01.0014"),  # more than X.XX is wrong: an example
    ],
)
def test_the_kode_that_was_meant_is_offered(written: str, offered: str) -> None:
    (found,) = periksa({SEKRETARIAT: [(KODE, f"kode: {written}")]}).problems
    assert found.rule == "RKT-202"
    assert f"misalnya {offered}." in found.hint


@pytest.mark.parametrize(
    ("written", "text", "offered"),
    [
        ("2.16.02.2.01.0018", "RKT-201.penerus", "2.16.02.2.01.0028 Pengelolaan Pengaduan Masyarakat"),
        ("2.16.01.2.01.0077", "RKT-201.mirip", "2.16.01.2.01.0007 Evaluasi Kinerja Perangkat Daerah"),
        ("7.01.99.2.88.0099", "RKT-201", None),
    ],
)
def test_a_kode_of_no_table_is_told_what_there_is_instead(written: str, text: str, offered: str | None) -> None:
    (found,) = periksa({SEKRETARIAT: [(KODE, f"kode: {written}")]}).problems
    assert (found.text, found.values.get("saran")) == (text, offered)


def test_a_row_whose_kode_is_malformed_makes_no_form_wrong() -> None:
    assert temuan({CSV: [("2.16.01.2.01.0001,", "2.16.01.2.01.01,")]}) == ["RKT-202 2027.csv:4"]


def test_a_malformed_predecessor_leaves_the_rest_of_the_table_in_use() -> None:
    named = [("%,2.16.02.2.01.0018\n", "%,2.16.02.2.01.0018 Pengelolaan Pengaduan;2.16.02.2.1.19\n")]
    found = temuan({CSV: named, SEKRETARIAT: [(KODE, "kode: 2.16.01.2.01.0009")]})
    assert found == ["RKT-201 sekretariat.yml:24", "RKT-202 2027.csv:9", "RKT-202 2027.csv:9"]


def test_rows_of_higher_levels_and_rows_without_anything_are_no_finding() -> None:
    assert temuan({CSV: [("2.16.01,PROGRAM PENUNJANG", "2,WAJIB,,,\n2.16,KOMINFO,,,\n,,,,\n2.16.01,PROGRAM")]}) == []


# --- units ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("nama: Titik", "nama: laporan", "RKT-110 satuan.yml:4"),
        ("sinonim: [Jm]", "sinonim: [Jm, Indeks]", "RKT-110 satuan.yml:9"),
        ("sinonim: [Skor]", 'sinonim: [Skor, "%"]', "RKT-110 satuan.yml:10"),
        ("sinonim: [Skor]", "simbol: persen, sinonim: [Skor]", "RKT-110 satuan.yml:10"),
    ],
)
def test_a_name_belongs_to_one_unit(old: str, new: str, expected: str) -> None:
    assert expected in temuan({"rkt/satuan.yml": [(old, new)]})


def test_a_synonym_of_another_unit_than_the_official_one_gets_one_advice() -> None:
    target = "\n            target: 4\n"
    wrong = [(f"satuan: Laporan{target}", f"satuan: Dok{target}")]
    (found,) = periksa({SEKRETARIAT: wrong}).problems
    assert (found.rule, "Laporan" in found.message + found.hint) == ("RKT-204", True)


# --- the office -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kode", ["tata usaha", "e.gov", "Égov", "-egov", "siklus", "Pengesahan", "a/b"])
def test_a_bidang_whose_kode_can_name_no_file_branch_and_owner(kode: str) -> None:
    found = temuan({"rkt/organisasi.yml": [("kode: egov", f"kode: {kode}")]})
    assert "RKT-202 organisasi.yml:17" in found


# --- names under rkt/ -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("rkt/2027a/pikp.yml", ["RKT-109 rkt/2027a"]),
        ("rkt/20277/pikp.yml", ["RKT-109 rkt/20277"]),
        ("rkt/2028", ["RKT-109 rkt/2028"]),
        ("rkt/2027.yml", ["RKT-109 rkt/2027.yml"]),
        ("rkt/renstra/2020-2024.yaml", ["RKT-109 rkt/renstra/2020-2024.yaml"]),
        ("rkt/renstra/2020_2024.yml", ["RKT-109 rkt/renstra/2020_2024.yml"]),
        ("rkt/2027~", []),
        ("rkt/renstra/2025-2029.yaml~", []),
        ("rkt/renstra/BACA.md", []),
        ("rkt/lampiran/peta.yml", []),
    ],
)
def test_what_is_nearly_in_its_place(path: str, expected: list[str]) -> None:
    found = periksa({}, baru={path: "tahun: 2027\n"}).problems
    assert [f"{p.rule} {p.file}" for p in found] == expected
    if "20_" in path or path.endswith("yaml"):
        assert found[0].hint.endswith("Mungkin maksud Anda 2020-2024.yml.")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("pikp (1).yml", "pikp (1).yml salinan pikp.yml"),
        ("pikp - Copy.yml", "pikp - Copy.yml salinan pikp.yml"),
        ("pikp copy.yml", "pikp copy.yml salinan pikp.yml"),
        ("PIKP - Salinan (2).yml", "PIKP - Salinan (2).yml salinan pikp.yml"),
        ("Pikp.yml", "Pikp.yml tidak dikenal: besar kecil huruf namanya bukan milik pikp.yml"),
    ],
)
def test_a_copy_of_a_form_is_called_a_copy_and_never_a_bidang(name: str, said: str) -> None:
    (found,) = periksa({}, baru={f"rkt/2027/{name}": text(PIKP)}).problems
    assert (found.rule, found.file) == ("RKT-109", f"rkt/2027/{name}")
    assert found.message.startswith(said)
    assert "pikp.yml" in found.hint
    assert "Tulis bidang" not in found.hint


def test_a_missing_renstra_is_said_of_its_folder() -> None:
    (found,) = check(tanpa_renstra({})).problems
    assert (found.rule, found.file, found.line) == ("RKT-006", "rkt/renstra", 1)
    text = FolderFiles(BASE).read(RENSTRA).decode()
    (found,) = check(tanpa_renstra({"rkt/renstra/2025-2029.yaml": text})).problems
    assert (found.rule, found.file) == ("RKT-006", "rkt/renstra")
    assert found.hint.endswith("Mungkin maksud Anda 2025-2029.yml.")


def test_a_word_that_holds_contoh_is_no_mark_of_the_sample() -> None:
    real = [("  contoh: true\n", "")]
    place = [("lokasi: Kecamatan Paringin", "lokasi: Desa PERCONTOHAN")]
    assert temuan({"rkt/organisasi.yml": real, PIKP: place}) == []


# --- hostile sizes --------------------------------------------------------------------------------------------

HEAD = "      - kode: 2.16.01.2.01\n        sub_kegiatan:\n"
SUB = "          - {{kode: {kode}, satuan: {satuan}, target: 1, triwulan: {{tw4: 1}}, pagu: 1, sumber_dana: DAU}}\n"


@pytest.mark.slow
def test_many_unknown_kode_and_a_long_nomenclature() -> None:
    rows = "".join(f"9.{n // 1000:02}.77.2.{n // 10 % 100:02}.{n % 1000:04},x,y,Laporan,\n" for n in range(10_000))
    subs = "".join(SUB.format(kode=f"3.33.33.2.33.{n:04}", satuan="Laporan") for n in range(4_000))
    with ends():
        found = temuan({CSV: [("2.16.01,PROGRAM", f"{rows}2.16.01,PROGRAM")], SEKRETARIAT: [(HEAD, HEAD + subs)]})
    assert sum(one.startswith("RKT-201") for one in found) == 4_000


@pytest.mark.slow
def test_many_unknown_units_and_a_long_list() -> None:
    units = "".join(f"  - {{nama: Satuan ukur nomor {n}}}\n" for n in range(5_000))
    subs = "".join(SUB.format(kode=KODE[6:], satuan=f"Satuan takar nomor {n}") for n in range(2_000))
    changed = {
        "rkt/satuan.yml": [("  - {nama: Persen", f"{units}  - {{nama: Persen")],
        SEKRETARIAT: [(HEAD, HEAD + subs)],
    }
    with ends():
        found = temuan(changed)
    assert sum(one.startswith("RKT-206") for one in found) == 2_000


def test_each_official_who_came_too_early_is_told_once() -> None:
    """Thousands who overlap each other would make millions of pairs."""
    hari = [f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 21)]
    rows = "".join(
        f"      - {{nama: CONTOH Plh, nip: 19710823 199303 1 005, status: plh, mulai: {day}}}\n" for day in hari
    )
    found = temuan({"rkt/organisasi.yml": [("        akun: [mnor]\n", f"        akun: [mnor]\n{rows}")]})
    assert sum(one.startswith("RKT-209") for one in found) == len(hari) + 1, "and the one who is in office since 2026"


# --- last year's form ---------------------------------------------------------------------------------------


DATA = "  - kode: data\n    nama: Bidang Data\n    pimpinan: kabid-egov\n    program: [2.16.03]\n{masa}"
ENDED = "    program: [2.16.03]\n    selesai: 2026-12-31\n    pengganti: [data, pikp]\n"


@pytest.mark.parametrize(
    ("masa", "egov", "told"),
    [
        ("", None, True),
        ("    mulai: 2026-07-01\n", None, True),
        ("    mulai: 2027-01-01\n", None, False),  # it was not there last year
        ("", ENDED, False),  # it carries on the work of one that was
    ],
)
def test_last_years_form_is_missed_where_there_should_be_one(masa: str, egov: str | None, told: bool) -> None:
    old = "    program: [2.16.03]\n"
    office = {"rkt/organisasi.yml": [(f"{old}jabatan:\n", f"{egov or old}{DATA.format(masa=masa)}jabatan:\n")]}
    form = text("rkt/2027/egov.yml").replace("bidang: egov", "bidang: data")
    found = check(changed(office, {"rkt/2027/data.yml": form})).problems
    missed = [p.message for p in found if (p.rule, p.file, p.line) == ("RKT-307", "rkt/2027/data.yml", 2)]
    assert bool(missed) is told
    assert all(message.startswith("Form Bidang Data tahun 2026 tidak ada") for message in missed)


def test_a_first_year_misses_nobodys_form() -> None:
    paths = [p.relative_to(BASE).as_posix() for p in BASE.rglob("*") if p.is_file() and p.parent.name != "2026"]
    found = check(MemoryFiles({path: (BASE / path).read_bytes() for path in paths})).problems
    assert "RKT-307" not in {p.rule for p in found}


def test_where_a_year_has_no_table_the_whole_remedy_is_told() -> None:
    base = FolderFiles(BASE)
    held = {path: base.read(path) for path, kind in walk(base, "rkt") if kind is Kind.FILE and path != CSV}
    (found,) = (one for one in check(MemoryFiles(held)).problems if one.file == CSV)
    assert found.hint.endswith("rkt nomenklatur import BERKAS.xlsx 2027. Satu berkas untuk tiap tahun.")
