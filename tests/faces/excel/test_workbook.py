"""The workbook itself: made from the schema, open where staff write, locked where they do not."""

import io
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest

from rktkit.faces.excel import layout
from rktkit.faces.excel.writing.write import form_workbook
from rktkit.ground.files import MemoryFiles
from rktkit.ground.findings import Refusal, UsageError
from rktkit.plan.schema import form
from rktkit.plan.schema.fields import POLA
from tests.faces.excel.office import Buku, canonical, lines, with_form
from tests.kantor import KANTOR, PIKP, edited

NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
FORM = form_workbook(KANTOR, 2027, "pikp")
SHEETS = ["Petunjuk", "Sasaran", "Program", "Indikator", "Sub Kegiatan", "Daftar"]


def sheet(name: str, data: bytes = FORM) -> ET.Element:
    number = SHEETS.index(name) + 1
    return ET.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(f"xl/worksheets/sheet{number}.xml"))


def text_of(data: bytes = FORM) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("xl/sharedStrings.xml").decode()


def test_equal_forms_give_equal_bytes_and_the_given_time() -> None:
    moment = datetime(2026, 11, 10, 3, 0, tzinfo=UTC)
    data = form_workbook(KANTOR, 2027, "pikp", moment)
    assert data == form_workbook(KANTOR, 2027, "pikp", moment)
    assert b"2026-11-10T03:00:00Z" in zipfile.ZipFile(io.BytesIO(data)).read("docProps/core.xml")


def test_every_single_value_of_the_schema_has_a_column() -> None:
    keys = {kolom.kunci for lembar in layout.LEMBAR for kolom in lembar.kolom}
    for group in (form.INDIKATOR_SASARAN, form.INDIKATOR, form.SUB_KEGIATAN):
        for key, field in group["schema"].items():
            wanted = {f"{key}.{below}" for below in field["schema"]} if field["type"] == "dict" else {key}
            assert wanted <= keys


def test_a_field_added_to_the_schema_is_a_column() -> None:
    added = {
        **form.SUB_KEGIATAN,
        "schema": {**form.SUB_KEGIATAN["schema"], "risiko": form.SUB_KEGIATAN["schema"]["lokasi"]},
    }
    assert "risiko" in [kolom.kunci for kolom in layout.kolom(added)]


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_is_protected(name: str) -> None:
    assert sheet(name).find("x:sheetProtection", NS) is not None


@pytest.mark.parametrize("name", ["Sasaran", "Program", "Indikator", "Sub Kegiatan"])
def test_fields_are_open_and_everything_else_is_locked(name: str) -> None:
    archive = zipfile.ZipFile(io.BytesIO(FORM))
    styles = ET.fromstring(archive.read("xl/styles.xml")).findall("x:cellXfs/x:xf", NS)

    def is_open(cell: ET.Element) -> bool:
        lock = styles[int(cell.get("s", 0))].find("x:protection", NS)
        return lock is not None and lock.get("locked") == "0"

    lembar = next(lembar for lembar in layout.LEMBAR if lembar.nama == name)
    for number, row in enumerate(sheet(name).findall(".//x:row", NS)):
        for cell, kolom in zip(row.findall("x:c", NS), lembar.kolom, strict=False):
            assert is_open(cell) == (int(row.get("r", 0)) > 5 and not kolom.keterangan), (number, cell.get("r"))


def test_the_names_of_the_fields_and_the_lists_are_hidden() -> None:
    (names,) = sheet("Sub Kegiatan").findall(".//x:row[@r='3']", NS)
    assert names.get("hidden") == "1"
    book = ET.fromstring(zipfile.ZipFile(io.BytesIO(FORM)).read("xl/workbook.xml"))
    assert [s.get("name") for s in book.findall(".//x:sheet", NS) if s.get("state") == "hidden"] == ["Daftar", "Dasar"]


def test_sub_kegiatan_is_printed_in_two_halves_that_part_behind_the_quarters() -> None:
    root = sheet("Sub Kegiatan")
    setup = root.find("x:pageSetup", NS)
    assert setup is not None
    assert [setup.get(key) for key in ("orientation", "fitToWidth", "fitToHeight")] == ["landscape", "2", "0"]
    names = ET.fromstring(zipfile.ZipFile(io.BytesIO(FORM)).read("xl/workbook.xml")).findall(".//x:definedName", NS)
    assert "'Sub Kegiatan'!$C:$C,'Sub Kegiatan'!$4:$4" in [name.text for name in names]
    widths = [
        7 * float(col.get("width", 0)) + 5
        for col in root.findall(".//x:col", NS)
        for _ in range(int(col.get("min", 0)), int(col.get("max", 0)) + 1)
        if col.get("hidden") != "1"
    ]
    assert _part(widths, key=2) == layout.SUB_KEGIATAN.find("triwulan.tw4") + 1


def _part(widths: list[float], key: int) -> int:
    """After how many columns a program parts a sheet that it fits to two pages: on the smallest page that will do."""

    def first(page: float) -> int:
        return next((n for n in range(len(widths)) if sum(widths[: n + 1]) > page), len(widths))

    return first(next(page for page in range(10_000) if widths[key] + sum(widths[first(page) :]) <= page))


def test_choices_and_hints_come_from_the_schema() -> None:
    rules = sheet("Sub Kegiatan").findall(".//x:dataValidation", NS)
    assert f'"{",".join(POLA)}"' in [rule.findtext("x:formula1", "", NS) for rule in rules]
    hints = {rule.get("promptTitle"): rule.get("prompt") for rule in rules}
    assert hints["Pagu"] == form.SUB_KEGIATAN["schema"]["pagu"]["meta"]["hint"]


def test_codes_units_and_positions_are_chosen_from_the_offices_own() -> None:
    grid = Buku.of().sheets["Daftar"]
    lists = {name: {row[n] for row in grid[1:] if row[n]} for n, name in enumerate(grid[0])}
    assert "2.16.02.2.01.0014 · Relasi Media" in lists["sub_kegiatan"]
    assert not [entry for entry in lists["sub_kegiatan"] if not entry.startswith(("2.16.02.", "2.16.03."))]
    assert "S2 · Meningkatnya keterbukaan informasi publik" in lists["sasaran"]
    assert {"Laporan", "Persen"} <= lists["satuan"]
    assert any(entry.startswith("kabid-pikp · ") for entry in lists["jabatan"])


def test_the_renstra_stands_beside_each_indicator() -> None:
    book = Buku.of()
    assert [book.get("Sasaran", key) for key in ("?uraian", "?satuan", "?target")] == [
        "Indeks Keterbukaan Informasi Publik",
        "Indeks",
        "85",
    ]


def test_amounts_and_targets_are_real_numbers() -> None:
    book = Buku.of()
    assert book.get("Sub Kegiatan", "pagu") == 458_805_000
    assert book.get("Indikator", "triwulan.tw1") == 60


def test_the_first_sheet_says_whose_form_it_is_and_until_when() -> None:
    text = text_of()
    for words in ("Form RKT 2027", "pikp", "Pagu indikatif", "Dikumpulkan paling lambat"):
        assert words in text


def test_the_workbook_goes_to_whom_the_office_has() -> None:
    assert "serahkan kepada Tim Penyusun RKT." in text_of()
    small = edited(("  contoh: true", "  contoh: true\n  tanpa: [tim]"), path="rkt/organisasi.yml")
    assert "serahkan kepada Kepala Subbagian Perencanaan dan Keuangan." in text_of(form_workbook(small, 2027, "pikp"))


def test_a_bidang_without_a_form_gets_one_to_begin_with() -> None:
    class Without(MemoryFiles):
        def read(self, path: str) -> bytes:
            if path == PIKP:
                raise FileNotFoundError(path)
            return super().read(path)

    files = Without({}, under=KANTOR)
    impor = Buku.of(files=files).read(files)
    assert impor.text == "tahun: 2027\nbidang: pikp\nprogram:\n  - kode: 2.16.02\n  - kode: 2.16.03\n"


def test_an_unknown_bidang_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="Yang ada: sekretariat, pikp, egov"):
        form_workbook(KANTOR, 2027, "pikpp")


@pytest.mark.parametrize(
    "text",
    [
        "tahun: [",
        "tahun: 2027\nbidang: pikp\nsasarn: []\n",
        "tahun: 2027\nbidang: pikp\nsasaran: S2\n",
        "tahun: 2027\nbidang: pikp\nprogram:\n  - kode: 2.16.02\n  - kode: 2.16.02\n",
    ],
)
def test_a_form_that_no_table_can_show_is_refused_with_its_problems(text: str) -> None:
    with pytest.raises(Refusal):
        form_workbook(with_form(text), 2027, "pikp")


def test_a_form_with_wrong_values_is_shown_with_them() -> None:
    text = (
        canonical(KANTOR.read(PIKP))
        .replace("pagu: 60000000", "pagu: 60 juta")
        .replace("target: 12\n", "target: 1.000\n")
    )
    impor = Buku.of(files=with_form(text)).read(with_form(text))
    assert lines(impor.text, "pagu: 60") == ["pagu: 60 juta"]
    assert lines(impor.text, "target: 1.000") == ["target: 1.000"]


def test_a_text_longer_than_a_cell_is_refused_and_not_cut() -> None:
    text = canonical(KANTOR.read(PIKP)).replace("lokasi: Kecamatan Paringin", f"lokasi: {'a' * 40_000}")
    with pytest.raises(Refusal, match="terlalu panjang"):
        form_workbook(with_form(text), 2027, "pikp")
