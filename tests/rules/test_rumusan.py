"""Wording: which texts are meant, and which only look like it."""

import pytest

from rktkit.ground.files import FolderFiles, MemoryFiles
from rktkit.rules.check import check
from rktkit.rules.families.rumusan import berbutir
from rktkit.rules.families.tahun import tahun_lain
from rktkit.rules.library import Library
from tests.kantor import BASE, EGOV, PIKP, RENSTRA, SEKRETARIAT
from tests.rules.kantor import periksa, temuan

CATATAN = "Termasuk evaluasi rencana aksi setiap triwulan."
URAIAN = "Persentase informasi publik yang dipublikasikan tepat waktu"


@pytest.mark.parametrize(
    "text",
    [
        "1. Persentase A 2. Persentase B",
        "1) terbit, 2) terbaca",
        "a. terbit; b. terbaca",
        "Ukuran: a. persentase yang terbit; b. persentase yang terbaca",
        "i. cepat ii. murah",
        "(a) Indeks A (b) Indeks B",
        "Persentase layanan yang cepat; dan jumlah layanan yang murah",
        "Cakupan layanan; serta rasio pegawai",
        "Jumlah dokumen dan jumlah laporan",
        "Persentase A, persentase B",
        "Persentase A / Persentase B",
        "Nilai AKIP dan Nilai IKM",
        "Indeks A serta indeks B",
        "- Persentase A\n- Persentase B",
        "• terbit\n• terbaca",
    ],
)
def test_two_indicators(text: str) -> None:
    assert berbutir(text)


@pytest.mark.parametrize(
    "text",
    [
        URAIAN,
        "Persentase dokumen perencanaan, penganggaran, dan evaluasi yang tepat waktu",
        "Jumlah Dokumen RKA-SKPD dan Laporan Hasil Koordinasi Penyusunan Dokumen RKA-SKPD",
        "Rasio jumlah guru dan jumlah murid",
        "Persentase selisih antara persentase rencana dan persentase realisasi",
        "Indeks Keterbukaan Informasi Publik (skala 1.5 sampai 2.5)",
        "Jumlah layanan Kelas 1. Layanan utama",
        "Persentase peningkatan nilai dan jumlah investasi",
        "Persentase OPD yang terhubung; dan yang aktif",
        "Persentase kriteria: a. arsitektur; b. peta rencana",
        "Persentase: i. cepat; ii. murah",
        "Layanan yang (1) cepat, (2) murah",
        "Persentase layanan yang:\n- cepat\n- murah",
        "Persentase layanan kelas a. dan kelas b. yang baik",
        "Persentase data yang memenuhi standar data, metadata, dan kode referensi dan/atau data induk",
    ],
)
def test_one_indicator(text: str) -> None:
    assert not berbutir(text)


def test_the_official_indicators_of_the_sub_kegiatan_are_not_judged() -> None:
    """The nomenclature's wording is right as it is; any other is one RKT-204 and nothing else."""
    assert temuan({PIKP: [("sebagai berikut: 1. terverifikasi", "sebagai berikut 1. terverifikasi")]}) == [
        "RKT-204 pikp.yml:41"
    ]


# --- years ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("tahun 2026", [2026]),
        ("TA. 2026", [2026]),
        ("T.A. 2026.", [2026]),
        ("RKT 2027, 2026, 2025, dan 2026", [2026, 2025]),
        ("(2026)", [2026]),
        ("Kegiatan 2026–2027", [2026]),
        ("Kegiatan 2024 s.d. 2026", [2024, 2026]),
        ("tahun ajaran 2026/2027", [2026]),
        ("periode 2025 sampai dengan 2030", [2025, 2030]),
        ("UU 25/2004, lanjutan tahun 2026", [2026]),
        ("4 Desember 2026", [2026]),
        ("tahun 2026 orang dilatih", [2026]),
        ("sebanyak 2000 orang pada 1999", [1999]),
        ("tahun 2027", []),
        ("Renstra 2025-2029", []),
        ("Renstra 2025 – 2029", []),
        ("Peraturan Menteri PANRB Nomor 88 Tahun 2021", []),
        ("UU No. 25 Tahun 2004 dan No. 23 Tahun 2014", []),
        ("Perpres 95/2018 (Lembaran Negara Tahun 2018 Nomor 182)", []),
        ("UUD 1945", []),
        ("ISO/IEC 27001:2022", []),
        ("2000 orang, 1999 titik, sebanyak 2015, Rp 2026", []),
        ("2.026 dan 2026,5 serta 12026 dan 20261", []),
        ("2.16.02.2.01.2026 dan v2026 dan 24/11/2026", []),
        ("sejak 2026-12-31", [2026]),
        ("digeser ke 2026-12-31, dari 2025-01-02.", [2026, 2025]),
        ("2026-13-01 dan 2026-12-31-4 dan 2026-1-2 dan 000.7/2026-12-31 dan 2027-12-31", []),
        ("Perki Nomor 1 Tahun 2021 ttg SLIP", []),
        ("Perban BSSN 4 Tahun 2021 dan Perka BPS 7/2012", []),
        ("SOP AP No. 12 Th. 2024, Kontrak Nomor 5 Tahun 2025", []),
        ("Nomor 5 (2026)", [2026]),
        ("", []),
    ],
)
def test_years_that_are_another_plans(text: str, years: list[int]) -> None:
    cycle = Library(FolderFiles(BASE)).cycle(2027)
    assert tahun_lain(text, cycle) == years


def test_the_day_of_making_is_known_from_the_schedule() -> None:
    cycle = Library(FolderFiles(BASE)).cycle(2027)
    making = frozenset({2026})
    assert tahun_lain("paling lambat 4 Desember 2026, sejak November 2026", cycle, making) == []
    assert tahun_lain("RKT 2026, paling lambat 4 Desember 2026", cycle, making) == [2026]
    assert tahun_lain("paling lambat 4 Desember 2025", cycle, making) == [2025]
    assert tahun_lain("paling lambat 2026-12-04, bukan 2025-12-04", cycle, making) == [2025]


# --- what a careful reviewer also sees ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["TBD", "tba", "(akan diisi)", "- xxx -", "???", "N/A", "s.d.a.", "Isi  di sini…", "Lokasi TBD", "Lorem ipsum x"],
)
def test_placeholders(text: str) -> None:
    assert temuan({SEKRETARIAT: [(f"catatan: {CATATAN}", f'catatan: "{text}"')]}) == ["RKT-407 sekretariat.yml:41"]


@pytest.mark.parametrize(
    "text",
    ["x" * 20_000, "Apa kabar??", "Formasi yang belum diisi", "Formasi yang akan diisi", "Rapat tbd", "xx", "STBD"],
    ids=lambda text: text[:30],
)  # fmt: skip
def test_what_only_looks_like_a_placeholder(text: str) -> None:
    assert temuan({SEKRETARIAT: [(CATATAN, text)]}) == []


SATUAN = "waktu\n        satuan: Persen"
TARGET = "target: 90\n        triwulan: {tw1: 60, tw2: 70, tw3: 80, tw4: 90}"


@pytest.mark.parametrize(
    ("satuan", "target", "expected"),
    [
        ("Laporan", TARGET, ["RKT-409 pikp.yml:17"]),
        ("Indeks", TARGET, []),
        ("Lap", TARGET, ["RKT-206 pikp.yml:17"]),
        ("Laporan", "target: 2.4\n        triwulan: {tw4: 2.4}", ["RKT-302 pikp.yml:20"]),
        ("Laporan", "target: 9\n        triwulan: {tw4: 8}", ["RKT-301 pikp.yml:21"]),
        ("Laporan", "target: sembilan\n        triwulan: {tw4: 8}", ["RKT-105 pikp.yml:20"]),
        ("Laporan", "target: 9\n        triwulan: {tw4: 9, tw5: 8}", ["RKT-102 pikp.yml:21"]),
        ("Predikat AKIP", "target: BB\n        triwulan: {tw4: BB}", []),
    ],
)
def test_the_unit_is_judged_only_where_all_else_is_right(satuan: str, target: str, expected: list[str]) -> None:
    """Not beside last year's target either, which was of another unit."""
    changed = [(SATUAN, f"waktu\n        satuan: {satuan}"), (TARGET, target)]
    assert [found for found in temuan({PIKP: changed}) if "RKT-307" not in found] == expected


def test_percents_that_are_counted_whole_are_still_percents() -> None:
    assert (
        temuan({"rkt/satuan.yml": [("sinonim: [persentase], bulat: false", "sinonim: [persentase], bulat: true")]})
        == []
    )


def test_all_years_of_a_text_are_one_finding() -> None:
    assert temuan({SEKRETARIAT: [(CATATAN, "Tahun 2025 dan 2026.")]}) == ["RKT-405 sekretariat.yml:41"]


# --- the law --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        (SEKRETARIAT, f"catatan: {CATATAN}", "lokasi: Menurut Permendagri 54/2010", 41),
        (
            SEKRETARIAT,
            f"catatan: {CATATAN}",
            'catatan: "Dua baris,\n              Permendagri\n              54/2010"',
            41,
        ),
        (PIKP, "formula: Informasi yang terbit", "formula: Menurut Permendagri 54/2010, yang terbit", 22),
        (PIKP, "sumber_data: Daftar informasi publik PPID", "sumber_data: Lampiran Permendagri 54/2010", 23),
        (PIKP, URAIAN, "Persentase informasi menurut Permendagri 54/2010", 16),
        (RENSTRA, "formula: Nilai hasil evaluasi AKIP", "formula: Menurut Permendagri 54/2010", 16),
    ],
)
def test_a_citation_is_found_anywhere(path: str, old: str, new: str, line: int) -> None:
    assert temuan({path: [(old, new)]}) == [f"RKT-404 {path.rsplit('/', 1)[-1]}:{line}"]


def test_chapters_and_minutes_cite_too_however_their_lines_are_broken() -> None:
    """In print a chapter's legal basis is the first thing that an evaluator reads."""
    chapter = "# Pendahuluan\n\n1. UU 25/2004;\n2. Peraturan Menteri Dalam Negeri\n   Nomor 54 Tahun 2010.\n"
    report = periksa({}, baru={"content/naskah/bab-1-pendahuluan.md": chapter})
    found = [(p.rule, p.file, p.line, p.column) for p in report.problems]
    assert found == [("RKT-404", "content/naskah/bab-1-pendahuluan.md", 4, 1)]


def test_the_date_of_the_pengesahan_decides() -> None:
    """PermenPANRB 59/2020 held until 5 June 2026."""
    cited = [(CATATAN, "Menurut PermenPANRB 59/2020.")]
    pengesahan = "nomor: 1\ntanggal: {}\ntempat: Paringin\ndasar: Tugas\njabatan: kepala\n"
    for day, expected in (("2026-06-05", 0), ("2026-06-06", 1), ("2026-12-17", 1)):
        report = periksa({SEKRETARIAT: cited}, baru={"rkt/2027/pengesahan.yml": pengesahan.format(day)})
        found = [p.rule for p in report.problems if p.rule != "RKT-111"]  # the disposisi of the sample is later
        assert found == ["RKT-404"] * expected


def test_each_regulation_of_a_text_is_a_finding() -> None:
    report = periksa(
        {SEKRETARIAT: [(CATATAN, "Menurut UU 32/2004 dan Permendagri 54/2010, juga UU No. 32 Tahun 2004.")]}
    )
    assert [(p.rule, p.message.split(" hanya")[0]) for p in report.problems] == [
        ("RKT-404", "Undang-Undang Nomor 32 Tahun 2004"),
        ("RKT-404", "Peraturan Menteri Dalam Negeri Nomor 54 Tahun 2010"),
    ]


def test_a_long_title_keeps_its_number() -> None:
    (found,) = periksa({SEKRETARIAT: [(CATATAN, "Menurut PermenPANRB 12/2015.")]}).problems
    assert "… Nomor 12 Tahun 2015 hanya berlaku sampai 2021-12-31" in found.message
    assert found.hint.endswith("… Nomor 88 Tahun 2021.")


def test_titles_that_are_no_citation_and_regulations_without_end_are_left_alone() -> None:
    entry = "  - judul: Piagam Kerja Sama\n    berlaku_dari: 2000-01-01\n    berlaku_sampai: 2001-01-01\n"
    assert temuan({"rkt/regulasi.yml": [("regulasi:\n", f"regulasi:\n{entry}")]}) == []


# --- indices --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "uraian",
    ["Indeks SPBE", "Nilai Indeks SPBE daerah", "indeks kematangan SPBE", "Predikat SPBE", "Indeks (SPBE)",
     "Indeks Sistem Pemerintahan Berbasis Elektronik"],
)  # fmt: skip
def test_indeks_spbe_by_any_name(uraian: str) -> None:
    assert temuan({PIKP: [("Tingkat kepuasan pemohon terhadap layanan informasi publik", uraian)]}) == [
        "RKT-406 pikp.yml:24"
    ]


def test_before_2026_the_indeks_spbe_was_right() -> None:
    """The office moves its plan of 2026 to 2025, in which it had an Indeks SPBE."""
    base = FolderFiles(BASE)
    moved = {
        f"rkt/2025/{name}": base.read(f"rkt/2026/{name}").replace(b"2026", b"2025") for name in base.list("rkt/2026")
    }
    moved["rkt/nomenklatur/2025.csv"] = base.read("rkt/nomenklatur/2026.csv")
    moved[RENSTRA] = base.read(RENSTRA).replace(b"Indeks Pemerintah Digital", b"Indeks SPBE")
    found = {p.file for p in check(MemoryFiles(moved, base)).problems if p.rule == "RKT-406"}
    assert found == {"rkt/2026/egov.yml", EGOV}
