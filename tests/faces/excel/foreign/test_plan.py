"""Renja, DPA and RKA are read by their headings; a form is filled, not overwritten unasked."""

import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from rktkit.cli.main import main
from rktkit.faces.excel.foreign.headings import SYNONYMS, meant, plain
from tests.faces.excel.foreign.bringing import FORM, WITHOUT_ASN, bring, rules
from tests.faces.excel.foreign.sheets import (
    ADUAN,
    ASN,
    DPA,
    MEDIA,
    RENJA,
    RENJA_PROVINSI,
    RKA_KECAMATAN,
    Lembar,
    never_worked_out,
    save,
)
from tests.kantor import PIKP


def test_every_synonym_is_written_as_it_is_compared_and_names_one_field() -> None:
    words = [word for known in SYNONYMS.values() for word in known]
    assert [word for word in words if plain(word) != word] == []
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("KODE SUB KEGIATAN", "kode"), ("Kode Sub Kegiatn", "kode"), ("Pagu Indikatif (Rp)", "pagu"), ("TW. II", "tw2"),
        ("Target Tahun ke-3", "target_3"), ("Target Kinerja / 2027", "target_2027"), ("2027 / Rp", "dana_2027"),
        ("No.", None), ("Rencana Kerja dan Anggaran Kecamatan T.A. 2027", None),
        ("Dana Tahun 1", "dana_1"), ("Realisasi 2026", "realisasi_2026"), ("Prakiraan Maju / Target", "maju_target"),
        ("Rencana Tahun 2027 / Target Capaian Kinerja", "target"), ("Catatan Penting", "catatan"), ("Jabatan", None),
    ],
)  # fmt: skip
def test_a_heading_names_a_field(heading: str, field: str | None) -> None:
    found = meant(heading)
    assert (found[0] if found else None) == field


def test_a_renja_fills_what_the_form_has_not(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / PIKP).write_text(WITHOUT_ASN, encoding="utf-8")
    assert bring(office, save(Renja=RENJA), "--year", "2027") == 0
    said = capsys.readouterr()
    assert "Kode                   ← kolom A “KODE SUB KEGIATAN”" in said.err
    assert "Tidak dibaca: I “AWAL PELAKSANAAN”" in said.err
    assert "dibaca sebagai Renja, DPA, atau RKA: 3 sub kegiatan" in said.out
    text = (office / PIKP).read_text(encoding="utf-8")
    assert text[text.index(ASN) - 100 :].endswith(
        "          # TINJAU: tidak ada di lembar.xlsx: triwulan.\n"
        f"          - kode: {ASN}\n"
        "            nama: Penguatan Kapasitas Sumber Daya Manusia Komunikasi Publik\n"
        "            target: 24\n"
        "            pagu: 12000000\n"
        "            sumber_dana: PAD\n"
        "            lokasi: |-\n"
        "              Desa Balida\n"
        "              Desa Pitap\n"
    )
    assert re.search(r"uraian: Persentase kanal yang aktif\n +satuan: Persen\n +target: 96\n", text)
    before = text
    assert bring(office, save(Renja=RENJA), "--year", "2027") == 0
    assert (office / PIKP).read_text(encoding="utf-8") == before, "a second time brings nothing"


def test_what_differs_from_the_form_is_listed_and_written_by_force_only(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = Lembar([*RENJA.baris[:1], [*RENJA.baris[1][:-1], 400000000.0]])
    assert bring(office, save(Renja=sheet), "--year", "2027") == 1
    said = capsys.readouterr().out
    assert "Lembar “Renja”, sel J2: Pagu sub kegiatan 2.16.02.2.01.0014 berbeda dari form." in said
    assert "Buku kerja Rp400.000.000; baris 45 (rkt/2027/pikp.yml): Rp458.805.000." in said
    assert (office / PIKP).read_text(encoding="utf-8") == FORM
    assert bring(office, save(Renja=sheet), "--year", "2027", "--force") == 1
    text = (office / PIKP).read_text(encoding="utf-8")
    assert "pagu: 400000000" in text
    assert "kelompok_sasaran: Media massa" in text, "what the sheet does not say stays"


def test_a_dpa_with_merged_headings_and_a_code_in_parts_opens_a_form(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / PIKP).unlink()
    assert bring(office, save(DPA=DPA, Catatan=Lembar([["x"]]))) == 0
    said = capsys.readouterr()
    assert "Kode                   ← kolom A, B, C, D, E, F “Kode”" in said.err
    assert "Lembar lain tidak dibaca: Catatan" in said.err
    assert "sel K10 berisi rumus" in said.out
    text = (office / PIKP).read_text(encoding="utf-8")
    assert text.startswith(
        "# TINJAU: form ini baru diisi dari lembar.xlsx; isi sasarannya.\ntahun: 2027\nbidang: pikp\n"
    )
    assert re.findall(r"- kode: (2\S+)", text) == ["2.16.02", "2.16.02.2.01", MEDIA, ASN]
    assert "pagu: 458805000" in text
    assert "- {dana: DBH, pagu: 58805000}" in text
    assert "catatan: Dua tahap" in text


def test_a_part_of_a_code_kept_as_a_number_may_have_lost_its_zero(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """2.10 is kept as 2.1, which would be read as 2.01."""
    rows = [[2.1 if value == "2.01" else value for value in row] for row in DPA.baris]
    before = (office / PIKP).read_bytes()
    assert bring(office, save(DPA=replace(DPA, baris=rows))) == 1
    assert "Lembar “DPA”, sel D8: kode tersimpan sebagai angka atau tanggal (2.1)" in capsys.readouterr().out
    assert (office / PIKP).read_bytes() == before


@pytest.mark.parametrize(
    "code",
    [
        f"{ASN}.", f" {ASN.replace('.', ' . ')}", f"{ASN} - Penguatan Kapasitas", f"{ASN}\nXenon", "2.16.2.2.1.0030",
        "X.XX.02.2.01.0030 Penguatan", "2.16.02.2.01.030",
    ],
)  # fmt: skip
def test_however_a_code_is_typed_it_is_the_same_sub_kegiatan(office: Path, code: str) -> None:
    (office / PIKP).write_text(WITHOUT_ASN, encoding="utf-8")
    row = [code, "Penguatan", "", "", "", "24 Orang.", "PAD", "", "", 12000000.0]
    assert bring(office, save(Renja=Lembar([RENJA.baris[0], row])), "--year", "2027") == 0
    text = (office / PIKP).read_text(encoding="utf-8")
    assert f"- kode: {ASN}\n" in text
    assert "            target: 24\n            pagu: 12000000\n" in text


def test_numbers_in_columns_of_their_own_get_their_zeros_back(office: Path) -> None:
    (office / PIKP).write_text(WITHOUT_ASN, encoding="utf-8")
    head = ["Kode", "", "", "", "", "", "Uraian", "Target", "Satuan", "Sumber Dana", "Jumlah (Rp)", "Keterangan"]
    row = [*map(int, ASN.split(".")), "Penguatan Kapasitas", 24, "Orang", "PAD", 12000000, ""]
    assert bring(office, save(DPA=Lembar([head, row], gabung=[(0, 0, 0, 5)])), "--year", "2027") == 0
    assert f"- kode: {ASN}\n" in (office / PIKP).read_text(encoding="utf-8")


def test_rows_with_strange_codes_and_rows_that_repeat_are_told(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / PIKP).write_text(WITHOUT_ASN, encoding="utf-8")
    row = [ASN, "Penguatan", "", "", "", "24 Orang", "PAD", "", "", 12000000.0]
    strange = ["Penguatan", "tanpa kode", "", "", "", "1 Laporan", "PAD", "", "", 5000000.0]
    bring(office, save(Renja=Lembar([RENJA.baris[0], row, strange, row])), "--year", "2027")
    said = capsys.readouterr().out
    assert "baris 3 tidak dibaca, sebab kodenya bukan kode program, kegiatan, atau sub kegiatan." in said
    assert f"1 sub kegiatan ditulis lebih dari sekali, dan pagunya dijumlahkan: {ASN} pada baris 2, 4." in said


def test_a_target_in_another_unit_than_the_nomenclature_is_asked(office: Path) -> None:
    (office / PIKP).write_text(WITHOUT_ASN, encoding="utf-8")
    row = [ASN, "Penguatan", "", "", "", "12 Bulan", "PAD", "", "", 12000000.0]
    assert bring(office, save(Renja=Lembar([RENJA.baris[0], row])), "--year", "2027") == 0
    mark = "# TINJAU: tidak ada di lembar.xlsx: target dalam Orang (di sana 12 Bulan), triwulan."
    assert mark in (office / PIKP).read_text(encoding="utf-8")


def test_no_cell_breaks_out_of_a_mark(office: Path) -> None:
    (office / PIKP).write_text(WITHOUT_ASN, encoding="utf-8")
    row = [ASN, "Penguatan", "", "", "", "banyak\nbidang: egov", "PAD", "", "", 12000000.0]
    bring(office, save(Renja=Lembar([RENJA.baris[0], row])), "--year", "2027", "--force")
    text = (office / PIKP).read_text(encoding="utf-8")
    assert [line for line in text.split("\n") if line.strip() == "bidang: egov"] in ([], ["              bidang: egov"])
    assert text.count("\nbidang: ") == 1


RKA = Lembar(
    [
        ["Kode", "Urusan/ Bidang Urusan Pemerintahan Daerah Dan Program/ Kegiatan/ Sub Kegiatan",
         "Indikator Kinerja Program/ Kegiatan/ Sub Kegiatan", "Rencana Tahun 2027", "", "", "", "Catatan Penting",
         "Prakiraan Maju Rencana Tahun 2028", ""],
        ["", "", "", "Lokasi", "Target Capaian Kinerja", "Kebutuhan Dana/ Pagu Indikatif", "Sumber Dana", "",
         "Target Capaian Kinerja", "Kebutuhan Dana/ Pagu Indikatif"],
        [ASN, "Penguatan", "Jumlah", "Desa Balida", "24 orang", "Rp12.000.000", "PAD", "Baru", "26 orang", 13000000],
    ],
    gabung=[(0, 1, 0, 0), (0, 1, 1, 1), (0, 1, 2, 2), (0, 0, 3, 6), (0, 1, 7, 7), (0, 0, 8, 9)],
)  # fmt: skip
"""The table of a Renja as the ministry prescribes it, with the year after."""


def test_the_prescribed_table_with_its_prakiraan_maju(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / PIKP).write_text(WITHOUT_ASN, encoding="utf-8")
    assert bring(office, save(RKA=RKA), "--year", "2027") == 0, capsys.readouterr()
    text = (office / PIKP).read_text(encoding="utf-8")
    entry = text[text.index(f"- kode: {ASN}") :]
    assert "target: 24\n" in entry
    assert "pagu: 12000000\n" in entry
    assert "prakiraan_maju: {target: 26, pagu: 13000000}" in entry
    assert "catatan: Baru" in entry


def test_a_program_of_nobody_and_one_of_several_are_told_and_nothing_is_written(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for bidang in ("pikp", "egov"):
        (office / f"rkt/2027/{bidang}.yml").unlink()
    rows = [["1.03.02.2.01.0093", "Sungai"], ["2.16.03.2.02.0001", "Bersama"], [MEDIA, "Media"]]
    sheet = Lembar([RENJA.baris[0], *([*row, "", "", "", "1 Dokumen", "PAD", "", "", 1.0] for row in rows)])
    assert bring(office, save(Renja=sheet), "--year", "2027") == 1
    said = capsys.readouterr().out
    assert "sel A2: program 1.03.02 bukan milik bidang mana pun" in said
    assert "sel A3: program 2.16.03 milik beberapa bidang (pikp, egov)" in said
    assert not (office / PIKP).exists()


def test_totals_are_no_entries_and_a_hidden_row_is_one(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / PIKP).unlink()
    bring(office, save(RKA=RKA_KECAMATAN), "--force")
    said = capsys.readouterr()
    assert "judul kolom sampai baris 4" in said.err
    assert "Tidak dibaca: A “No”, G “Sebelum”" in said.err
    text = (office / PIKP).read_text(encoding="utf-8")
    assert re.findall(r"- kode: (2\S+)", text) == ["2.16.02", "2.16.02.2.01", "2.16.02.2.01.14", ASN]
    assert "pagu: 458805000" in text
    assert "470805000" not in text
    assert "# TINJAU: tidak ada di lembar.xlsx: pagu tiap sumber dana (PAD, DBH), triwulan." in text
    assert "RKT-202" in said.out, "a code of two digits is told, not guessed"


def test_formulas_that_nobody_worked_out_are_one_finding_and_sums_of_programs_none(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(rumus: dict[tuple[int, int], tuple[str, float]]) -> list[tuple[str, int]]:
        sheet = replace(RKA_KECAMATAN, rumus=rumus)
        bring(office, never_worked_out(save(RKA=sheet)), "--year", "2027", "--force", "--format", "json")
        found = json.loads(capsys.readouterr().out)["problems"]
        return [(p["message"], p["line"]) for p in found if "belum dihitung" in p["message"]]

    above = {(4, 7): ("=SUM(H6:H7)", 0.0)}
    assert told(above) == []
    assert told({**above, (5, 7): ("=458805*1000", 0.0), (6, 7): ("=12*1000000", 0.0)}) == [
        ("Lembar “RKA”: rumus pada H6, H7 belum dihitung, sehingga hasilnya tidak dapat dibaca.", 6)
    ]


def test_a_code_of_the_other_kind_of_region_is_told_at_its_cell(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (office / PIKP).read_text(encoding="utf-8")
    assert bring(office, save(Renja=RENJA_PROVINSI), "--format", "json") == 1
    found = {(p["rule"], p["line"], p["column"]) for p in json.loads(capsys.readouterr().out)["problems"]}
    assert {("RKT-201", 3, 1), ("RKT-104", 3, 7)} <= found
    assert (office / PIKP).read_text(encoding="utf-8") == before


def test_a_workbook_linked_to_another_is_refused_by_that_name(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also with the options of foreign workbooks: whose it is cannot be seen yet."""
    (office / "lembar.xlsx").write_bytes(save(Renja=RENJA))
    with zipfile.ZipFile(office / "lembar.xlsx", "a") as book:
        book.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    words = ["import", str(office / "lembar.xlsx"), "--root", str(office), "--year", "2027"]
    assert main([*words, "--format", "json"]) == 1
    assert rules(capsys.readouterr().out) == ["RKT-009"]
    assert (office / PIKP).read_text(encoding="utf-8") == FORM


def test_the_mapping_is_remembered_and_may_be_corrected(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    peta = office / "peta.yml"
    strange = Lembar([["Ref", "Hal", "Sampai", "Uang"], [MEDIA, "Media", "12 Laporan", 458805000.0]])
    assert bring(office, save(Data=strange), "--year", "2027", "--map", str(peta)) == 1
    assert "judul kolomnya bukan judul Renja" in capsys.readouterr().out
    assert not peta.exists()
    assert bring(office, save(Renja=RENJA), "--year", "2027", "--map", str(peta)) == 0
    text = peta.read_text(encoding="utf-8")
    assert '  kode: "KODE SUB KEGIATAN"\n' in text
    assert bring(office, save(Renja=RENJA), "--year", "2027", "--map", str(peta)) == 0
    peta.write_text(
        "jenis: rencana\nlembar: Data\nkepala: 1\nkolom: {kode: Ref, target: Sampai, pagu: D}\n", encoding="utf-8"
    )
    assert bring(office, save(Data=strange), "--year", "2027", "--map", str(peta)) == 0
    assert peta.read_text(encoding="utf-8").startswith("jenis: rencana\nlembar: Data"), "a corrected one is left alone"


@pytest.mark.parametrize(
    ("mapping", "word"),
    [
        ("- satu\n", "bukan susunan"),
        ("jenis: rencana\nlembar: Lain\nkepala: 1\nkolom: {kode: A}\n", "tidak memuat lembar “Lain”"),
        ("jenis: rencana\nlembar: Renja\nkepala: 1\nkolom: {kode: Z}\n", "kolom “Z” untuk kode tidak ada"),
        ("jenis: rencana\nlembar: Renja\nkepala: 1\nkolom: {pagi: A}\n", "mungkin maksud Anda pagu"),
    ],
)
def test_a_mapping_that_does_not_fit_is_one_sentence(
    office: Path, mapping: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "peta.yml").write_text(mapping, encoding="utf-8")
    assert bring(office, save(Renja=RENJA), "--year", "2027", "--map", str(office / "peta.yml")) == 2
    assert word in capsys.readouterr().err


def test_some_other_workbook_is_one_finding(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(office, save(Absen=Lembar([["Nama", "Hadir"], ["Ani", 1]])), "--format", "json") == 1
    assert rules(capsys.readouterr().out) == ["RKT-008"]


@pytest.mark.parametrize("words", [[], ["--year", "2031"], ["--year", "2027", "--bidang", "x"]])
def test_wrong_use_is_one_sentence(office: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(office, save(Renja=RENJA), *words) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert (office / PIKP).read_text(encoding="utf-8") == FORM


def test_the_three_options_are_not_for_our_own_workbook(office: Path) -> None:
    assert main(["form", "2027", "pikp", "--root", str(office), "--output", str(office / "f.xlsx")]) == 0
    assert main(["import", str(office / "f.xlsx"), "--root", str(office), "--year", "2027"]) == 2


def test_aduan_is_a_percentage_in_the_form_too(office: Path) -> None:
    """0,94 of a unit that is Persen agrees with the form's 94: no clash."""
    row = next(row for row in RENJA.baris if row[0] == ADUAN)
    assert bring(office, save(Renja=Lembar([RENJA.baris[0], row])), "--year", "2027") == 0
