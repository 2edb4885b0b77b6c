"""A workbook that works out sums while it is filled in; what people write beside the cells is kept."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from rktkit.faces.excel import layout
from rktkit.faces.excel.reading.read import import_workbook
from rktkit.faces.excel.writing.live import quarters
from rktkit.faces.excel.writing.write import form_workbook
from tests.faces.excel.office import Buku
from tests.kantor import KANTOR

SUB = "Sub Kegiatan"
FORM = form_workbook(KANTOR, 2027, "pikp")


def cells(sheet: str, data: bytes = FORM) -> list[list[Any]]:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


# --- sums ------------------------------------------------------------------------------------------------------------


def test_the_sum_and_the_rest_of_the_pagu_stand_above_their_column() -> None:
    column = layout.SUB_KEGIATAN.find("pagu")
    top = cells(SUB)[:2]
    assert [row[column - 1] for row in top] == ["Jumlah pagu", "Sisa pagu indikatif"]
    assert [row[column] for row in top] == [530_805_000, 600_000_000 - 530_805_000]


def test_each_program_shows_its_pagu() -> None:
    grid = cells("Program")
    assert grid[5][layout.PROGRAM.find("?pagu")] == 530_805_000


def test_what_is_worked_out_is_no_part_of_the_form() -> None:
    impor = import_workbook(FORM, "F.xlsx", KANTOR)
    assert impor.problems == ()
    assert impor.dari_buku == 0


def pending(data: bytes) -> bytes:
    """A workbook in which no formula has been worked out yet."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"</f><v>[^<]*</v>", b"</f>", old.read(name)))
    return target.getvalue()


@pytest.mark.slow
def test_another_program_works_out_the_same(tmp_path: Path) -> None:
    """LibreOffice counts again; the conditions for coloured cells are put into cells for it to judge."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    rows = [  # pola, target, quarters, whether they agree
        ("hitungan", 12, (3, 3, 3, 3), True), ("hitungan", 12, (3, 3, 3, 4), False), ("", 12, (12, "", "", ""), True),
        ("posisi", 90, (60, 70, 80, 90), True), ("posisi", 90, (60, 70, 80, 85), False), ("posisi", 9, (9,), False),
        ("rilis", 82, ("", "", "", 82), True), ("rilis", 82, (80, "", "", 82), False),
        ("rata_rata", 83.3, (80, 85, 85), True), ("rata_rata", 84, (80, 85, 85), False),
        ("rata_rata", 80, (80,), False),
    ]  # fmt: skip
    from xlsxwriter import Workbook

    with Workbook(tmp_path / "uji.xlsx") as book:
        sheet = book.add_worksheet()
        for number, (pola, target, values, _) in enumerate(rows):
            sheet.write(number, layout.SUB_KEGIATAN.find("pola"), pola)
            sheet.write(number, layout.SUB_KEGIATAN.find("target"), target)
            for quarter, value in enumerate(values):
                sheet.write(number, layout.SUB_KEGIATAN.find("triwulan.tw1") + quarter, value)
            sheet.write_formula(number, 60, quarters(layout.SUB_KEGIATAN, number + 1))
    (tmp_path / "uji.xlsx").write_bytes(pending((tmp_path / "uji.xlsx").read_bytes()))
    (tmp_path / "form.xlsx").write_bytes(pending(FORM))
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    convert = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "hasil")]
    files = [str(tmp_path / name) for name in ("uji.xlsx", "form.xlsx")]
    subprocess.run([office, "--headless", profile, *convert, *files], check=True, capture_output=True, timeout=300)
    judged = cells("Sheet1", (tmp_path / "hasil" / "uji.xlsx").read_bytes())
    assert [not row[60] for row in judged] == [good for *_, good in rows]
    counted = cells("Program", (tmp_path / "hasil" / "form.xlsx").read_bytes())
    assert counted[5][layout.PROGRAM.find("?pagu")] == 530_805_000


# --- notes on cells --------------------------------------------------------------------------------------------------


def noted(*notes: tuple[str, str, int, str]) -> bytes:
    """The form with notes on cells: sheet, field, row, words."""
    book = Buku.of()
    book.notes = {book.place(sheet, kunci, number): words for sheet, kunci, number, words in notes}
    return book.save()


def test_a_note_on_a_cell_is_kept_as_catatan() -> None:
    impor = import_workbook(noted((SUB, "pagu", 0, "Menunggu\nDAU"), (SUB, "kode", 1, "Tetap")), "F.xlsx", KANTOR)
    assert impor.problems == ()
    assert "catatan: |-\n              Pagu: Menunggu\n              DAU\n" in impor.text
    assert "2021.\n              Kode sub kegiatan: Tetap\n" in impor.text


def test_a_note_where_no_catatan_is_is_told() -> None:
    (found,) = import_workbook(noted(("Program", "kode", 0, "Tetap")), "F.xlsx", KANTOR).problems
    assert found.message.startswith("Lembar “Program”: catatan pada sel A6 tidak tersimpan")


def test_a_thread_of_comments_is_read_whole() -> None:
    """Excel keeps a thread in a part of its own, and in the old one a sentence that newer programs are needed."""
    target = io.BytesIO()
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    plain = io.BytesIO(noted((SUB, "pagu", 0, "Anda memerlukan Excel baru")))
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/_rels/sheet5.xml.rels":
                more = f'<Relationship Id="t" Type="{kind}" Target="../threadedComments/t.xml"/></Relationships>'
                content = content.replace(b"</Relationships>", more.encode())
            new.writestr(name, content)
        thread = '<ThreadedComments xmlns="urn:x"><threadedComment ref="M6"><text>Pasti?</text></threadedComment>'
        thread += '<threadedComment ref="M6"><text>Ya.</text></threadedComment></ThreadedComments>'
        new.writestr("xl/threadedComments/t.xml", thread)
    text = import_workbook(target.getvalue(), "F.xlsx", KANTOR).text
    assert re.search(r"catatan: \|-\s+Pagu: Pasti\?\s+Ya\.\n", text)
    assert "Anda memerlukan" not in text


# --- several lines ---------------------------------------------------------------------------------------------------


def test_the_lines_of_a_cell_stay_apart() -> None:
    impor = Buku.of().put(SUB, "lokasi", 0, "Desa Balida\r\nDesa Muara Pitap").read()
    assert "lokasi: |-\n              Desa Balida\n              Desa Muara Pitap\n" in impor.text
