"""What ``rkt open`` asks is asked in the workbook too, and answered there: one cell takes the marks away."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rktkit.cli.main import main
from rktkit.faces.excel.marks import marks, without
from rktkit.faces.excel.reading.read import import_workbook
from rktkit.faces.excel.writing.write import form_workbook
from rktkit.ground.files import MemoryFiles
from rktkit.plan.schema.shape import one_line
from rktkit.procedure.facts.handed_in import is_filled
from rktkit.procedure.opening.cycle import open_cycle
from tests.faces.excel.office import Buku, canonical, said, with_form
from tests.kantor import KANTOR, PIKP

OPENED = open_cycle(KANTOR, 2027, dari=2026, mulai=date(2026, 10, 5))["pikp.yml"].decode()
FILES = with_form(OPENED)


def answered(answer: Any, files: MemoryFiles = FILES) -> Buku:
    book = Buku.of(files=files)
    row(book)[2] = answer
    return book


def row(book: Buku) -> list[Any]:
    return next(row for row in book.sheets["Petunjuk"] if row[0] == "ditinjau")


def test_every_question_is_listed_with_its_place() -> None:
    listed = [row for row in Buku.of(files=FILES).sheets["Petunjuk"] if row[0] == "tinjau"]
    assert [row[1] for row in listed] == [
        "Sasaran, baris 6 (S2.1)",
        "Sasaran, baris 7 (S2.2)",
        "Indikator, baris 6 (2.16.02)",
        "Indikator, baris 7 (2.16.02)",
        "Indikator, baris 8 (2.16.02.2.01)",
        "Sub Kegiatan, baris 6 (2.16.02.2.01.0014)",
        "Sub Kegiatan, baris 7 (2.16.02.2.01.0028)",
        "Sub Kegiatan, baris 8 (2.16.02.2.01.0030)",
    ]
    assert listed[0][2] == "target 2027 dari Renstra (target 2026: 80); periksa triwulannya."
    assert listed[6][2].endswith("dari 2026.\nMenggantikan 2.16.02.2.01.0018 Pengelolaan Pengaduan Masyarakat.")


def test_the_rows_it_names_hold_what_it_names() -> None:
    book = Buku.of(files=FILES)
    for _, place, *_ in (row for row in book.sheets["Petunjuk"] if row[0] == "tinjau"):
        sheet, _, rest = place.partition(", baris ")
        number, _, kode = rest.rstrip(")").partition(" (")
        assert kode in [str(value).split(" ")[0] for value in book.sheets[sheet][int(number) - 1]]


@pytest.mark.parametrize("answer", ["ya", " Ya "])
def test_yes_takes_the_marks_away_and_nothing_else(answer: str) -> None:
    impor = answered(answer).read(FILES)
    assert is_filled(impor.text.encode())
    assert "Menggantikan" not in impor.text
    assert "# PROGRAM PENGELOLAAN INFORMASI DAN KOMUNIKASI PUBLIK" in impor.text
    assert "# Disalin dari form 2026" in impor.text
    kept = [line for line in OPENED.split("\n") if "# TINJAU" not in line and "#   " not in line]
    assert impor.text == canonical("\n".join(kept))


@pytest.mark.parametrize("answer", ["", "belum", None])
def test_otherwise_they_stay_and_the_cell_to_fill_is_named(answer: Any) -> None:
    impor = answered(answer).read(FILES)
    assert impor.text == canonical(OPENED)
    told = [p for p in said(impor) if p.rule == "RKT-508"]
    assert [(p.line, p.column) for p in told] == [(22, 3)]
    assert told[0].message.startswith("Lembar “Petunjuk”, sel C22: Masih ada 8 tanda TINJAU")
    assert told[0].hint == "Sesudah semuanya diputuskan, isi sel itu dengan “ya”."


def test_another_answer_is_asked_again() -> None:
    impor = answered("sebagian").read(FILES)
    assert [p.message for p in impor.problems] == ["Lembar “Petunjuk”, sel C22: “sebagian” bukan jawaban."]


def test_a_workbook_without_that_cell_leaves_the_marks() -> None:
    book = answered("ya")
    book.sheets["Petunjuk"] = book.sheets["Petunjuk"][: book.sheets["Petunjuk"].index(row(book)) - 1]
    assert book.read(FILES).text == canonical(OPENED)


def test_a_question_that_was_asked_later_is_not_answered() -> None:
    book = answered("ya")
    later = with_form(
        OPENED.replace("            pagu: 458805000", "            # TINJAU: pagu?\n            pagu: 458805000")
    )
    impor = book.read(later)
    assert impor.text.count("# TINJAU") == 1
    assert "# TINJAU: pagu?" in impor.text
    assert "buat buku kerja baru" in next(p.hint for p in said(impor) if p.rule == "RKT-508")


def test_a_form_without_marks_asks_nothing() -> None:
    assert not [row for row in Buku.of().sheets["Petunjuk"] if row[0] in ("tinjau", "ditinjau")]


def test_the_marks_of_an_amendment_and_of_people_are_marks_too() -> None:
    text = "# TINJAU: perubahan\n" + KANTOR.read(PIKP).decode().replace(
        "pagu: 60000000", "pagu: 60000000  # dari TAPD # TINJAU: pasti?"
    )
    found = marks(text.encode())
    assert [(one.tempat.partition(" (")[0], one.isi) for one in found] == [
        ("Seluruh form", "perubahan"),
        ("Sub Kegiatan, baris 7", "pasti?"),
    ]
    left = without(text.encode(), {one_line(one.isi) for one in found}).decode()
    assert "pagu: 60000000  # dari TAPD\n" in left
    assert is_filled(left.encode())


def test_a_value_that_looks_like_a_mark_is_none() -> None:
    text = KANTOR.read(PIKP).decode().replace("lokasi: Kecamatan Paringin", 'lokasi: "Paringin # TINJAU: ini"')
    assert marks(text.encode()) == []


def test_by_the_commands_a_reviewed_form_counts_as_filled(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / PIKP).write_text(OPENED, encoding="utf-8")
    (office / "F.xlsx").write_bytes(answered("").save())
    assert main(["import", str(office / "F.xlsx"), "--root", str(office)]) == 0
    assert "sel C22: Masih ada 8 tanda TINJAU" in capsys.readouterr().out
    (office / "F.xlsx").write_bytes(answered("ya").save())
    assert main(["import", str(office / "F.xlsx"), "--root", str(office)]) == 0
    assert "RKT-508" not in capsys.readouterr().out
    assert is_filled((office / PIKP).read_bytes())


def test_the_cell_is_open_and_offers_its_answers() -> None:
    part = zipfile.ZipFile(io.BytesIO(form_workbook(FILES, 2027, "pikp"))).read("xl/worksheets/sheet1.xml").decode()
    assert '<formula1>"ya,belum"</formula1>' in part
    assert 'sqref="C22"' in part
    assert import_workbook(form_workbook(FILES, 2027, "pikp"), "F.xlsx", FILES).problems == ()
